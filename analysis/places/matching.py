"""The longest name of the gazetteer that begins at a word, and the words that merely spell like one."""

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.places.gazetteer import ABBREVIATION, DEMONYM, OFFICIAL, Entry, Gazetteer
from analysis.places.wordlists import words

MAX_WORDS = 6
"""Longest name matched, in tokens: "Saint Vincent and the Grenadines" has five."""
MILLIONS = 1_000_000
SHORT_LETTERS = 4
"""Capitals up to so many are an abbreviation rather than a name in capitals."""
_BREAKS = frozenset(',;:()[]"“”')


def longest(text: str, tokens: Sequence[Token], position: int, gazetteer: Gazetteer) -> tuple[int, tuple[Entry, ...]]:
    """How many tokens the longest name from here has, and the places of that name (0 and none)."""
    room = 0
    while room < MAX_WORDS and position + room < len(tokens) and tokens[position + room].text not in _BREAKS:
        room += 1
    for size in range(room, 0, -1):
        last = tokens[position + size - 1]
        if size > 1 and not last.text[:1].isupper():
            continue
        if entries := gazetteer.look_up(text[tokens[position].idx : last.idx + len(last)]):
            return size, entries
    return 0, ()


def guarded(
    tokens: Sequence[Token], position: int, size: int, entries: Sequence[Entry], *, strict: bool = True
) -> bool:
    """Whether this is a common word, a house or an abbreviation that merely spells like a place."""
    if " ".join(token.lower_ for token in tokens[position : position + size]) in words("not_places"):
        return True
    if size > 1:
        return False
    text = tokens[position].text
    if text.lower().rstrip(".") in words("calendar_words"):
        return True
    if strict and text.lower() in words("common_words") and not any(e.form == DEMONYM for e in entries):
        return True
    short = text.isupper() and text.isalpha() and len(text) <= SHORT_LETTERS
    known_short = any(e.form in (OFFICIAL, ABBREVIATION) and e.kind in ("country", "area", "region") for e in entries)
    return short and not known_short and not any(e.population >= MILLIONS and e.form == OFFICIAL for e in entries)
