"""What a source phrase is about: its head noun, the name in it, the people it joins, and its words as shown."""

import re
from collections.abc import Mapping

from spacy.tokens import Token

from analysis import schema
from analysis.document import Document
from analysis.quotes import nouns
from analysis.quotes.sources import NOMINAL, POSSESSIVE, Source

BOUND = frozenset(
    {"of", "for", "to", "with", "from", "in", "at", "on", "by", "about", "against", "between", "as", "than"}
)
COUNTS = frozenset({"all", "both", "many", "some", "several", "most", "others", "few", "more", "dozens", "hundreds",
                    "thousands", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})  # fmt: skip
"""Words that head a phrase for several people: "All six", "some of the nurses"."""
SEATS = frozenset({"city", "state", "town", "village", "province", "county", "republic", "kingdom"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PUNCT"})
TIME_TAIL = re.compile(
    r" (?:today|yesterday|earlier|late|early|on )?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?$"
)
CUT = re.compile(r"\s*(?:,|;|\bwho\b|\bwhich\b|\(|\bspeaking\b|\bthat\b|–|—)")

Names = Mapping[int, schema.Name]
"""The name that holds each token."""


def head(source: Source, names: Names) -> Token:
    """The head noun; where the parse gave another word, the last noun before the first preposition."""
    doc = source.head.doc
    found = source.head
    if not (found.pos_ in NOMINAL or found.i in names or nouns.naming_of(found.lower_)):
        found = next(
            (
                token
                for token in doc[source.start : source.end]
                if token.pos_ in NOMINAL and (token.i + 1 >= source.end or doc[token.i + 1].pos_ not in NOMINAL)
            ),
            found,
        )
    name = names.get(found.i)
    if (
        name is not None and name.kind != "person"
    ):  # "WHO officials", "a spokesperson for WHO": the people, not the body
        last = _last_of_base(source)
        if last.i not in names and nouns.naming_of(last.lower_) in ("role", "collective"):
            return last
    return found


def _last_of_base(source: Source) -> Token:
    """The last word of the phrase before its first preposition, comma or clause."""
    doc = source.head.doc
    last = doc[source.start]
    for token in doc[source.start : source.end]:
        if token.text in (",", "(") or token.pos_ not in INSIDE:
            break
        last = token
    return last


def is_of_several(source: Source, noun: Token) -> bool:
    """Whether the phrase counts or lists several: "All six", "31 provinces"."""
    first = source.head.doc[source.start]
    return noun.lower_ in COUNTS or first.lower_ in COUNTS or noun.pos_ == "NUM"


def name_in(document: Document, source: Source, kind: str, noun: Token, names: Names) -> schema.Name | None:
    """The name of this kind that the phrase is about: no possessor, and under no preposition."""
    doc = document.doc
    bound = False
    naming = nouns.naming_of(noun.lower_)
    listed = (n for t in doc[source.start : source.end] if (n := nouns.naming_of(t.lower_)) is not None)
    titled = kind == "person" and next(listed, None) == "role"  # "Oleria's Minister of Health Ann Lee"
    seen: schema.Name | None = None
    for token in doc[source.start : source.end]:
        name = names.get(token.i)
        if name is None and token.lower_ in BOUND and token.pos_ == "ADP":
            bound = True
        elif token.text == "," or naming == "role" and nouns.naming_of(token.lower_) == "role" and token.i > noun.i:
            bound = False
        if name is None or name is seen or name.kind != kind:
            continue
        if kind == "organisation" and token.i < noun.i:
            continue
        seen = name
        if bound and not (titled and token.i > source.start and doc[token.i - 1].pos_ in ("NOUN", "PROPN")):
            continue
        end = document.tokens(name.char_start, name.char_end).end
        if end < len(doc) and doc[end].text in POSSESSIVE:
            continue
        return name
    return None


def seat(document: Document, source: Source, noun: Token, names: Names) -> schema.Name | None:
    """The place whose government a phrase names by its class: "the city of Oleria"."""
    doc = document.doc
    if noun.lower_ not in SEATS or noun.i + 2 >= source.end + 1 or doc[noun.i + 1].lower_ != "of":
        return None
    name = names.get(noun.i + 2)
    return (
        name
        if name is not None and name.kind == "place" and source.end <= noun.i + 2 + len(name.text.split())
        else None
    )


def joined(document: Document, source: Source, noun: Token, names: Names) -> list[schema.Name]:
    """The names that a phrase joins as speakers of the same words: "Ana Ruiz and Tom Berg", "Egypt, Peru and Chile"."""
    heads = [noun, *(t for t in noun.conjuncts if source.start <= t.i < source.end)]
    found: list[schema.Name] = []
    for token in sorted(heads, key=lambda t: t.i):
        name = names.get(token.i) or next(
            (names[t.i] for t in token.rights if t.i in names and t.dep_ in ("appos", "flat")), None
        )
        if (
            name is None
            or (found and name.kind != found[0].kind)
            or name.kind not in ("person", "organisation", "place")
        ):
            return []
        if name not in found:
            found.append(name)
    return found if len(found) > 1 and not _is_place_in_another(document, found) else []


def _is_place_in_another(document: Document, names: list[schema.Name]) -> bool:
    """Whether two places with nothing but a comma between them are one: "Innsbruck, Austria"."""
    between = [document.text[a.char_end : b.char_start].strip() for a, b in zip(names, names[1:], strict=False)]
    return names[0].kind == "place" and between == [","]


def shown(document: Document, source: Source) -> str:
    """The phrase as written, up to a comma or a relative clause."""
    doc = document.doc
    last = doc[source.end - 1]
    text = " ".join(document.text[doc[source.start].idx : last.idx + len(last)].split())
    cut = CUT.search(text)
    text = text[: cut.start()] if cut and cut.start() > 2 else text
    return TIME_TAIL.sub("", text)
