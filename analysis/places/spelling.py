"""Names the gazetteer spells otherwise: the last resort for a transliterated name nobody knows as it is written.

"Kokjali" in an article about Mosul is the Gogjali 9 km from it: same consonants (sound.py), and near a place that
the article surely speaks of. Less sure than a name that is known, and says so.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from analysis.places.fold import fold
from analysis.places.gazetteer import Entry, Gazetteer
from analysis.places.geometry import distances_km, unit_vectors
from analysis.places.mention import Mention
from analysis.places.resolve import Group
from analysis.places.wordlists import words

NEAR_KM = 150.0
"""How far from a place the article surely speaks of; farther away, some name sounds alike by chance."""
SURE = 0.5
NEAREST = 0.8
"""Probability of the nearest that sounds alike; the others share what is left."""
MOST_NAMES = 50
"""Names of one article that are looked for by sound; each costs a look-up."""
MOST_WORDS = 3
WIDE = frozenset({"country", "region", "area", "water", "terrain"})


def by_spelling(groups: Sequence[Group], gazetteer: Gazetteer) -> None:
    """Give groups without candidates those that sound alike near the article's other places, the nearest first."""
    around = [group.entries[group.best] for group in groups if _is_sure(group)]
    if not around:
        return
    vectors = unit_vectors([entry.lat for entry in around], [entry.lon for entry in around])
    for group in islice(_unknown(groups), MOST_NAMES):
        found = [entry for entry in gazetteer.sounds_like(group.mentions[0].text) if entry.kind not in WIDE]
        if not found:
            continue
        away = distances_km(unit_vectors([e.lat for e in found], [e.lon for e in found]), vectors).min(axis=1)
        order = [number for number in np.argsort(away, kind="stable") if away[number] <= NEAR_KM]
        if order:
            _take(group, [found[number] for number in order])


def _is_sure(group: Group) -> bool:
    if not group.entries or group.demonym or group.mentions[0].inner:
        return False
    return group.entries[group.best].kind not in WIDE and float(group.probabilities[group.best]) >= SURE


def _unknown(groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        if not group.entries and not group.demonym and not any(map(_is_described, group.mentions)):
            yield group


def _is_described(mention: Mention) -> bool:
    """Whether a name is a street's or a building's ("Third Street"), whose words are not put into other letters."""
    parts = fold(mention.text).split()
    return len(parts) > MOST_WORDS or not parts or parts[-1] in words("somewhere_nouns")


def _take(group: Group, entries: Sequence[Entry]) -> None:
    group.entries = tuple(entries)
    rest = (1 - NEAREST) / max(1, len(entries) - 1)
    group.probabilities = np.array([NEAREST if number == 0 else rest for number in range(len(entries))])
    group.hard = [f"spelt otherwise in the gazetteer, as {entry.name}, and near other places here" for entry in entries]
