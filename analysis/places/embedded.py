"""Names of places inside names of organisations and events: "University of *California*", "*Mosul* Police".

They tell where an organisation is from, not where something happens, and are marked so. Does not look inside names of
persons, nor at names that are a place as a whole (recognise.py).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Token

from analysis import lexicons
from analysis.document import Document
from analysis.places.evidence import Evidence
from analysis.places.fold import fold
from analysis.places.gazetteer import ALTERNATE, DEMONYM, OFFICIAL, Entry, Gazetteer
from analysis.places.given import make_mention
from analysis.places.matching import MILLIONS, guarded, longest
from analysis.places.mention import Mention
from analysis.places.wordlists import words

HOLDERS = frozenset({"organisation", "other", "person", "place"})
"""Kinds of names that are looked into: of a place, those whose whole name nobody knows; of a person, only for what
follows "of" ("Franz Ferdinand of *Austria*") and what stands before an office ("*Titus County* Sheriff", "*Russian*
Foreign Minister Roe")."""
VILLAGE = 5_000
"""A village of fewer people gives its name to no body of an article that does not speak of it."""
STATES = frozenset({"country", "area"})
BELIEF = 0.7
"""How often that is so; set by hand, no corpus that weights may be fitted on marks such places."""
LARGE = 100_000
"""People of a town that gives a name to organisations far from it; a smaller one is believed where a word of local
government follows ("Melk Police") or the article also speaks of the town."""


def embedded(document: Document, evidence: Evidence, gazetteer: Gazetteer, spoken_of: Collection[str]) -> list[Mention]:
    """The mentions inside longer names. `spoken_of`: folded names of places that the article names by themselves."""
    found = []
    for row in evidence.rows:
        if row.kind not in HOLDERS or document.sentence_no(row.char_start) is None:
            continue
        tokens = [token for token in document.tokens(row.char_start, row.char_end) if not token.is_space]
        if tokens[-1].lower_.rstrip(".") in words("street_nouns"):
            continue  # "Dublin Road" leads to Dublin, or did
        position = 0
        while position < len(tokens):
            size, entries = longest(document.text, tokens, position, gazetteer)
            if row.kind == "place" and not _is_spoken_of(tokens, position, size, spoken_of):
                size = 0
            if row.kind == "person" and not _is_of_a_place(tokens, position, size, entries):
                size = 0
            if 0 < size < len(tokens) and _gives_its_name(tokens, position, size, entries, evidence, spoken_of):
                last = tokens[position + size - 1]
                mention = make_mention(document, tokens[position].idx, last.idx + len(last), entries)
                if mention.entries:
                    found.append(replace(mention, embedded=True, belief=BELIEF))
            position += max(1, size)
    return found


def _is_spoken_of(tokens: Sequence[Token], position: int, size: int, spoken_of: Collection[str]) -> bool:
    """Whether words in an unknown longer place are one that the article names too, or that has the body behind them."""
    if fold(" ".join(token.text for token in tokens[position : position + size])) in spoken_of:
        return True
    following = tokens[position + size].lower_ if position + size < len(tokens) else ""
    return position == 0 and following in words("civic_nouns")


def _is_of_a_place(tokens: Sequence[Token], position: int, size: int, entries: Sequence[Entry]) -> bool:
    """Whether words in what is taken for a person's name are a place all the same."""
    if position:
        return tokens[position - 1].lower_ == "of"
    if size >= len(tokens):
        return False
    if any(entry.form == DEMONYM for entry in entries):
        return tokens[size].lower_ in words("titles") | words("office_words")
    return size > 1 and tokens[size].lower_ in words("civic_nouns")


def _gives_its_name(
    tokens: Sequence[Token], position: int, size: int, entries: Sequence[Entry], evidence: Evidence,
    spoken_of: Collection[str],
) -> bool:  # fmt: skip
    """Whether these words of a longer name are the place it is called after."""
    if not tokens[position].text[:1].isupper() or guarded(tokens, position, size, entries):
        return False
    if size == 1 and tokens[position].text in lexicons.words("first_names", "name"):
        return False
    surface = fold(" ".join(token.text for token in tokens[position : position + size]))
    if surface in evidence.surnames or set(surface.split()) <= words("compass_words"):
        return False
    following = tokens[position + size].lower_ if position + size < len(tokens) else ""
    official = [entry for entry in entries if entry.form == OFFICIAL]
    peoples = any(entry.form == DEMONYM for entry in entries)
    following = tokens[position + size].lower_ if position + size < len(tokens) else ""
    if not peoples and following in words("somewhere_nouns") and following not in words("civic_nouns"):
        return False  # "Windsor Castle" is itself a place
    if position:
        before = tokens[position - 1]
        famous = peoples or any(  # "Air Canada", "Smart Dubai", not "Michael Jordan"
            entry.kind in STATES or entry.population >= MILLIONS for entry in official
        )
        free = not before.text[:1].isupper() or not before.is_alpha or before.lower_ in words("place_qualifiers")
        if not free and (not famous or before.text in lexicons.words("first_names", "name")):
            return False  # "George Washington University"
    if surface in spoken_of or peoples:
        return True
    if any(entry.kind in ("country", "region", "area") or entry.population >= LARGE for entry in official):
        return True
    if any(entry.kind == "region" and entry.form == ALTERNATE for entry in entries):
        return following in words("civic_nouns")
    official = [entry for entry in official if entry.kind != "city" or entry.population >= VILLAGE]
    return bool(official) and following in words("civic_nouns")
