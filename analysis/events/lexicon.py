"""Which words tell of events, and of which type: data/lexicons/event_types.csv and event_verbs.csv."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from analysis import lexicons


class Reading(NamedTuple):
    """What a word tells: a PLOVER type, and how surely it makes a timeline item (3 alone, 2 usually, 1 seldom)."""

    type: str
    news: int


class _Row(NamedTuple):
    beside: frozenset[str]
    reading: Reading


def known(pos: str, *forms: str) -> str | None:
    """The first of these forms that the lexicon holds as `pos` ("verb", "noun", "adjective")."""
    entries = _entries()
    return next((form for form in forms if (form, pos) in entries), None)


@lru_cache(maxsize=8192)
def base_forms(word: str) -> tuple[str, ...]:
    """Possible base forms of an inflected word, for words whose lemma the pipeline got wrong.

    >>> base_forms("freed")[:2]
    ('fre', 'free')
    """
    forms = []
    for ending in ("ing", "ed", "es", "s", "d"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3:
            forms += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, str], list[_Row]]:
    entries: dict[tuple[str, str], list[_Row]] = {}
    for line in lexicons.rows("event_types"):
        row = _Row(frozenset(line["with"].split()), Reading(line["type"], int(line["news"])))
        entries.setdefault((line["lemma"], line["pos"]), []).append(row)
    for found in entries.values():
        found.sort(key=lambda row: not row.beside)  # the special reading before the plain one; file order otherwise
    return entries


def reading(lemma: str, pos: str, beside: Iterable[str] = ()) -> Reading | None:
    """What `lemma` ("verb" or "noun") tells beside these nouns, or None where the lexicon does not know."""
    neighbours = frozenset(beside)
    for row in _entries().get((lemma, pos), ()):
        if not row.beside or row.beside & neighbours:
            return row.reading
    return None


def verbs(name: str) -> frozenset[str]:
    """The verbs of a class of event_verbs.csv: speech, state, support, begin, end, intend, unreal, doubt, deny …"""
    return lexicons.words("event_verbs", "lemma", **{"class": name})
