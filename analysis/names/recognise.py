"""The language model's names with their edges, pieces and evident kinds put right, one at a time.

Leaves to consistency.py what only the rest of the article can tell.
"""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis import lexicons, schema
from analysis.document import Document

KIND_OF_LABEL = {
    "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
"""Labels of other English models that are no names."""

DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "its", "his", "her", "their", "our"}
)
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
CORPORATE = frozenset({"Inc", "Inc.", "Ltd", "Ltd.", "Corp", "Corp.", "Co.", "LLC", "PLC", "plc", "N.V.", "S.A."})
INNER = frozenset({"of", "for", "on"})
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
LONGEST = 12  # words of a name that is put together


class Mention(NamedTuple):
    """A name as token positions in the Doc, half-open."""

    start: int
    end: int
    kind: str  # schema.NAME_KINDS


def char_span(document: Document, mention: Mention) -> schema.Span:
    """The mention as offsets into the text."""
    doc = document.doc
    last = doc[mention.end - 1]
    return doc[mention.start].idx, last.idx + len(last)


def mentions(document: Document) -> list[Mention]:
    """Names as the model labels them, corrected, in the order of the text, none overlapping another."""
    doc = document.doc
    found: list[Mention] = []
    for entity in doc.ents:
        if entity.label_ in MEASURES or not document.in_story(entity.start_char, entity.end_char):
            continue
        kind = KIND_OF_LABEL.get(entity.label_, "other")
        trimmed = _trim(doc, _first_of_name(doc, entity.start, kind), entity.end, kind)
        if trimmed is not None and not _is_no_name(doc, trimmed):
            found.append(_whole_first_word(doc, trimmed))
    found = _join_pieces(doc, found)
    found = _add_organisations(document, found)
    return _without_overlap([_evident_kind(doc, mention) for mention in found])


def is_capitalised(token: Token) -> bool:
    """Whether the word begins with a capital letter."""
    return token.text[:1].isupper()


def is_shouted(token: Token) -> bool:
    """Whether the words around this one are all capitals, so that capitals tell nothing."""
    doc = token.doc
    around = [t for t in doc[max(0, token.i - 3) : token.i + 4] if t.is_alpha and len(t) > 3]
    return bool(around) and all(t.is_upper for t in around)


def _first_of_name(doc: Doc, start: int, kind: str) -> int:
    """Where a person's name begins that the model cut at the start of a sentence, where every word has a capital."""
    if kind != "person" or start == 0 or doc[start - 1].ent_type_:
        return start
    before, first = doc[start - 1], doc[start]
    tied = first.dep_ in ("flat", "flat:name") and first.head == before and before.is_sent_start
    is_name = before.pos_ == "PROPN" and before.is_alpha and before.text.istitle()
    is_role = before.text in lexicons.words("titles", "title") or before.lower_ in lexicons.words("roles", "noun")
    return start - 1 if tied and is_name and not is_role else start


def _trim(doc: Doc, start: int, end: int, kind: str) -> Mention | None:
    """Without determiners, titles before a person, possessive endings and marks at the edges."""
    titles = lexicons.words("titles", "title")
    while end > start and (
        (doc[end - 1].text in POSSESSIVES and _is_possessive(doc, end, kind))
        or doc[end - 1].is_space
        or doc[end - 1].is_quote
        or doc[end - 1].text in ",;:-–—("
    ):
        end -= 1
    while start < end and (
        doc[start].lower_ in DETERMINERS
        or doc[start].is_space
        or doc[start].is_punct
        or (kind == "person" and end - start > 1 and doc[start].text in titles)
        or (kind in ("person", "place") and end - start > 1 and doc[start].text in DAYS)
    ):
        start += 1
    return Mention(start, end, kind) if start < end else None


def _whole_first_word(doc: Doc, mention: Mention) -> Mention:
    """With the parts of its first word before a hyphen: "Tri-River Gauge Office", where the model begins at "River"."""
    start = mention.start
    while (
        start >= 2 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_
    ):
        if not is_capitalised(doc[start - 2]) or doc[start - 2].ent_type_:
            break
        start -= 2
    return mention._replace(start=start)


def _is_possessive(doc: Doc, end: int, kind: str) -> bool:
    """Whether the ending before `end` is a possessive and no part of a firm's name ("McDonald's is …")."""
    return kind != "organisation" or end >= len(doc) or doc[end].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "ADV", "VERB")


def _is_no_name(doc: Doc, mention: Mention) -> bool:
    """Words for a channel ("a Tweet"), and what holds no capital letter, are no names; a channel may be a firm's."""
    if not any(char.isupper() or char.isdigit() for token in doc[mention.start : mention.end] for char in token.text):
        return True
    if mention.end - mention.start != 1 or doc[mention.start].lower_ not in lexicons.words("channels", "word"):
        return False
    counted = mention.start > 0 and doc[mention.start - 1].lower_ in ("a", "an")
    return mention.kind != "organisation" or counted


def _join_pieces(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Pieces of one organisation put together: "Human Rights" + "Watch", "Center for Cyber" + "Homeland Security"."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and _continues(doc, before, mention):
            joined[-1] = Mention(before.start, mention.end, "organisation")
        else:
            joined.append(mention)
    limits = [*(mention.start for mention in joined), len(doc)][1:]
    return [_grow(doc, mention, limit) for mention, limit in zip(joined, limits, strict=True)]


def _continues(doc: Doc, before: Mention, mention: Mention) -> bool:
    """Whether `mention` goes on with the organisation that `before` begins."""
    if mention.end - before.start > LONGEST or doc[mention.start].sent != doc[before.start].sent:
        return False
    between = [token.lower_ for token in doc[before.end : mention.start]]
    heads = _tails("tail and head")
    words = [token.text for token in doc[before.start : before.end]]
    if not between:
        return doc[mention.start].text in _tails("tail", "tail and head") and mention.end - mention.start == 1
    opens = next((n for n, word in enumerate(words) if word in heads), None)
    if opens is None:
        return False
    if between in (["of"], ["for"], ["of", "the"], ["for", "the"], ["on"]):
        return opens == len(words) - 1 and mention.kind != "person"
    if between != ["and"] or opens + 2 >= len(words) or words[opens + 1] not in INNER or mention.kind != "organisation":
        return False
    first = doc[mention.start]
    return first.text not in heads and not first.is_upper  # "University of A and University of B" are two


def _grow(doc: Doc, mention: Mention, limit: int) -> Mention:
    """Capitalised organisation words right behind belong to the name: "Tahrir" + "Institute"."""
    end = mention.end
    tails = _tails("tail", "tail and head")
    if mention.kind == "group" or is_shouted(doc[mention.start]):
        return mention
    while end < limit and doc[end].text in tails and is_capitalised(doc[end]) and not doc[end].is_sent_start:
        end += 1
    if end == mention.end or (end < len(doc) and doc[end].text in lexicons.words("titles", "title")):
        return mention  # "White House Press Secretary": the words belong to an office
    return Mention(mention.start, end, "organisation")


def _add_organisations(document: Document, found: list[Mention]) -> list[Mention]:
    """Runs of capitalised words that end with an organisation word, where the model saw no name."""
    doc = document.doc
    taken = bytearray(len(doc))
    for mention in found:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    tails = _tails("tail", "tail and head")
    added: list[Mention] = []
    for token in doc:
        if token.text not in tails or taken[token.i] or token.is_sent_start or is_shouted(token):
            continue
        if document.sentence_no(token.idx) is None:
            continue
        start = token.i
        while start > 0 and token.i - start < LONGEST and not taken[start - 1] and _is_name_word(doc[start - 1]):
            start -= 1
        if start < token.i and not (token.i + 1 < len(doc) and taken[token.i + 1]):
            added.append(_whole_first_word(doc, Mention(start, token.i + 1, "organisation")))
    return sorted([*found, *added])


def _is_name_word(token: Token) -> bool:
    return is_capitalised(token) and token.pos_ == "PROPN" and not token.is_sent_start


def _evident_kind(doc: Doc, mention: Mention) -> Mention:
    """The kind that a word of the name itself gives away."""
    words = [token.text for token in doc[mention.start : mention.end]]
    acronym = _acronym_kinds().get(words[0]) if len(words) == 1 else None
    if acronym is not None and mention.kind != "organisation":
        return mention._replace(kind=acronym)
    if len(words) > 1 and mention.kind == "person" and words[-1] in _tails("place"):
        return mention._replace(kind="place")
    if len(words) > 1 and mention.kind == "person" and words[-1] in _tails("tail", "tail and head"):
        return mention._replace(kind="organisation")
    plain = 2 <= len(words) <= 3 and all(word.isalpha() and word.istitle() for word in words)
    if plain and _follows_role(doc, mention.start) and not names_its_kind(tuple(words)):
        return mention._replace(kind="person")
    if len(words) > 1 and words[-1] in CORPORATE:
        return mention._replace(kind="organisation")
    return mention


@cache
def _tails(*positions: str) -> frozenset[str]:
    """Words that end a name and give away its kind."""
    return frozenset().union(*(lexicons.words("name_words", "word", position=position) for position in positions))


@cache
def _acronym_kinds() -> dict[str, str]:
    return {row["acronym"]: row["kind"] for row in lexicons.rows("acronyms") if row["spelt_as_word"] == "no"}


def names_its_kind(words: tuple[str, ...]) -> bool:
    """Whether a word of the name says that it is an organisation or a place."""
    return any(word in _tails("tail", "tail and head", "place") for word in words)


def _follows_role(doc: Doc, start: int) -> bool:
    """Whether the word before is a person's role ("police chief …", "spokeswoman …")."""
    return start > 0 and doc[start - 1].text in lexicons.words("roles", "noun", naming="role")


def _without_overlap(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
