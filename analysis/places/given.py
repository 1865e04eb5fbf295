"""Mentions for stretches of text that are toponyms because somebody says so."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.document import Document
from analysis.places.gazetteer import ABBREVIATION, DEMONYM, OFFICIAL, Entry, Gazetteer
from analysis.places.mention import Mention
from analysis.places.wordlists import words

INNER_BELIEF = 0.7
"""How often a place inside a longer name is what the longer name means."""
KNOWN_CITY = 10_000
"""People of a city that may stand for a longer name it is part of ("Harare City Council")."""


def given(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """The spans the caller says are toponyms, looked up."""
    mentions = []
    for start, end in sorted(document.given_toponyms or ()):
        text = document.text[start:end]
        entries = gazetteer.look_up(text)
        mention = make_mention(document, start, end, entries)
        if not mention.entries:
            mention = named_after(mention, gazetteer)
        mentions.append(mention)
    return mentions


def named_after(mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A mention nobody knows, with the places of the name inside it: "Melk Bridge" is in Melk."""
    entries = _inside(mention.text, gazetteer)
    return replace(mention, entries=entries, inner=True, belief=mention.belief * INNER_BELIEF) if entries else mention


def _inside(text: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The places of the longest known name inside a longer one: "Harare City Council" is in Harare."""
    parts = text.split()[:12]
    for size in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - size + 1):
            inner = parts[start : start + size]
            if not inner[0][:1].isupper() or (
                size == 1 and inner[0].lower() in words("common_words") | words("place_nouns")
            ):
                continue
            entries = tuple(e for e in gazetteer.look_up(" ".join(inner)) if e.form in (OFFICIAL, DEMONYM))
            if any(entry.population >= KNOWN_CITY for entry in entries):
                return entries
    return ()


def make_mention(document: Document, start: int, end: int, entries: Sequence[Entry]) -> Mention:
    """A stretch of text with the places it may mean: peoples as demonyms, abbreviations only after a comma."""
    before = document.text[max(0, start - 2) : start].rstrip()
    people = tuple(entry for entry in entries if entry.form == DEMONYM)
    if people:
        return Mention(start, end, document.text[start:end], people, True)
    kept = tuple(entry for entry in entries if entry.form != ABBREVIATION or before.endswith(","))
    return Mention(start, end, document.text[start:end], kept)
