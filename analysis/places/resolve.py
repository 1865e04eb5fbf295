"""Which place each toponym of an article means: one sense for each name, chosen together.

Hard cues first ("Paris, Texas", "Orange County"), then population, votes of country and first-level area
of the other toponyms, and nearness to them, weighed again until nothing changes. Gives the best three with
probabilities and a reason in words. Does not decide what is a toponym (recognise.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from analysis.places.fold import fold
from analysis.places.gazetteer import ALTERNATE, OFFICIAL, Entry
from analysis.places.geometry import distances_km, unit_vectors
from analysis.places.home import Home
from analysis.places.mention import Mention

ROUNDS = 3
"""Choices settle after two or three rounds (measured on the development corpora)."""
MAX_GROUPS = 400
"""Names chosen together; an article with more is a list, and the rest are chosen by population alone."""
KIND_BONUS = {"country": 2.5, "region": -1.0, "county": -0.7, "city": 0.0, "facility": 0.3, "water": 0.5,
              "terrain": 0.5, "area": 0.5}  # fmt: skip
"""In powers of ten of population: a bare name is rather the city than the county of that name."""
ALTERNATE_MALUS = 2.0
NEAR_SCALE_KM = 100.0
"""Distance at which nearness has lost two thirds of its weight."""
HOME_SCALE_KM = 150.0
"""Distance at which nearness to the outlet's home has lost two thirds of its weight."""
PREFERRED = 0.9
"""Probability of a candidate that a hard cue names."""
WEIGHTS = {"population": 1.0, "country": 3.0, "admin1": 4.5, "near": 2.0, "contained": 8.0, "area_word": 6.0,
           "home": 4.0, "capital": 0.7, "with_the": 2.5}  # fmt: skip
NAMED_WITH_THE = frozenset({"water", "terrain", "area"})
"""Kinds of places that "the" stands before: "the Gulf", not a town or county of that name."""
AREA_KINDS = {"county": ("county", "region"), "parish": ("county",), "province": ("region", "county", "area"),
              "state": ("region",), "governorate": ("region", "county"), "prefecture": ("region",),
              "oblast": ("region",), "district": ("county", "region", "city"), "region": ("region", "area", "county"),
              "river": ("water",), "lake": ("water",), "airport": ("facility",)}  # fmt: skip


class Inside(NamedTuple):
    """The town or small area a name lies in or near that no gazetteer has, why, and how far around it at least."""

    place: Entry
    why: str
    probability: float = 1.0
    radius_km: float = 5.0  # what is said to be "in" a town often lies around it


@dataclass(slots=True)
class Group:
    """All mentions of one name in one sense, their candidates, and what is thought of each."""

    mentions: list[Mention]
    entries: tuple[Entry, ...]
    demonym: bool
    base: np.ndarray = field(default_factory=lambda: np.zeros(0))
    probabilities: np.ndarray = field(default_factory=lambda: np.zeros(0))
    hard: list[str | None] = field(default_factory=list)
    companions: int = 0  # other names of the article in the chosen country
    inside: Inside | None = None  # of a name no gazetteer has: where it lies

    def prefer(self, number: int, because: str) -> None:
        """Make this candidate the choice, as a hard cue says."""
        self.probabilities = self.probabilities * (1 - PREFERRED)
        self.probabilities[number] += PREFERRED
        self.hard[number] = because

    @property
    def best(self) -> int:
        """The position of the likeliest candidate."""
        return int(np.argmax(self.probabilities))


def resolve(mentions: Sequence[Mention], home: Home | None = None) -> list[Group]:
    """Mentions in groups of one name, each with the probability of every candidate (empty where none).

    `home` is where the article's outlet is at home: of places of one name, the nearest to it is likelier.
    """
    groups = _groups(mentions)
    located = [group for group in groups if group.entries]
    for group in located:
        _set_base(group, home)
    _apply_containers(mentions, groups)
    for group in located:
        group.probabilities = _softmax(group.base)
    if 1 < len(located) <= MAX_GROUPS:
        _choose_together(located)
    for group in located:
        if group.mentions[0].inner:
            group.inside = Inside(group.entries[group.best], "after which it is named")
    return groups


def _groups(mentions: Sequence[Mention]) -> list[Group]:
    groups: dict[tuple, Group] = {}
    for mention in mentions:
        key = (fold(mention.text) or mention.text[:200], mention.demonym, mention.area_word)
        group = groups.setdefault(key, Group([], mention.entries, mention.demonym))
        group.mentions.append(mention)
    return list(groups.values())


def _set_base(group: Group, home: Home | None) -> None:
    """What speaks for a candidate before the rest of the article is looked at."""
    area_word = group.mentions[0].area_word
    wanted = AREA_KINDS.get(area_word or "", ())
    with_the = any(mention.with_the for mention in group.mentions)
    base = []
    for entry in group.entries:
        score = WEIGHTS["population"] * np.log10(entry.population + 30) + KIND_BONUS[entry.kind]
        score -= ALTERNATE_MALUS * (entry.form == ALTERNATE)
        score += WEIGHTS["area_word"] * (entry.kind in wanted)
        score += WEIGHTS["capital"] * entry.capital
        score += WEIGHTS["with_the"] * (with_the and entry.kind in NAMED_WITH_THE)
        base.append(score)
    group.base = np.array(base)
    group.hard = [None] * len(base)
    if home is not None:
        away = distances_km(
            unit_vectors([e.lat for e in group.entries], [e.lon for e in group.entries]),
            unit_vectors([home.lat], [home.lon]),
        )[:, 0]
        group.base += WEIGHTS["home"] * np.exp(-away / HOME_SCALE_KM)


def _apply_containers(mentions: Sequence[Mention], groups: Sequence[Group]) -> None:
    """ "Paris, Texas": the candidates of the first inside a candidate of the second, and the reverse."""
    group_of = {id(mention): group for group in groups for mention in group.mentions}
    done: set[tuple[int, int]] = set()
    for mention in mentions:
        if mention.container is None:
            continue
        inner, outer = group_of[id(mention)], group_of[id(mentions[mention.container])]
        if (id(inner), id(outer)) in done or (_is_country(inner) and _is_country(outer)):
            continue  # "Mexico, the US and Canada" is a list
        done.add((id(inner), id(outer)))
        for i, entry in enumerate(inner.entries):
            for j, container in enumerate(outer.entries):
                if contains(container, entry):
                    if inner.hard[i] is None:
                        inner.base[i] += WEIGHTS["contained"]
                        inner.hard[i] = f"in {outer.mentions[0].text}, as the text says"
                    if outer.hard[j] is None:
                        outer.base[j] += WEIGHTS["contained"] / 2
                        outer.hard[j] = f"holds {inner.mentions[0].text}, as the text says"


def _is_country(group: Group) -> bool:
    """Whether a group is called as a country is."""
    return any(entry.kind == "country" and entry.form == OFFICIAL for entry in group.entries)


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether `outer` is a country or area that holds `inner`."""
    if outer.place_no == inner.place_no:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "region":
        return inner.kind != "region" and inner.admin1 == outer.admin1 and inner.admin1 is not None
    if outer.kind == "county":
        return inner.kind == "city" and (inner.admin1, inner.admin2) == (outer.admin1, outer.admin2)
    return False


def _choose_together(groups: list[Group]) -> None:
    sizes = [len(group.entries) for group in groups]
    owner = np.repeat(np.arange(len(groups)), sizes)
    entries = [entry for group in groups for entry in group.entries]
    base = np.concatenate([group.base for group in groups])
    vectors = unit_vectors([e.lat for e in entries], [e.lon for e in entries])
    countries = _codes([e.country for e in entries])
    admin1s = _codes([e.admin1 for e in entries])
    is_country = np.array([e.kind == "country" for e in entries])
    weight = np.array([min(3.0, 1.0 + 0.5 * (len(g.mentions) - 1)) * (0.5 if g.demonym else 1.0) for g in groups])
    probabilities = np.concatenate([group.probabilities for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    for _ in range(ROUNDS):
        share = probabilities * weight[owner]
        score = base + WEIGHTS["country"] * _votes(countries, share, owner, len(groups), weight)
        score += WEIGHTS["admin1"] * _votes(admin1s, share, owner, len(groups), weight)
        best = starts + [int(np.argmax(probabilities[s : s + n])) for s, n in zip(starts, sizes, strict=True)]
        near = np.exp(-distances_km(vectors, vectors[best]) / NEAR_SCALE_KM)
        near[:, is_country[best]] = 0.0
        near[np.arange(len(entries)), owner] = 0.0
        near[is_country] = 0.0
        score += WEIGHTS["near"] * near.max(axis=1)
        probabilities = np.concatenate([_softmax(score[s : s + n]) for s, n in zip(starts, sizes, strict=True)])
    for group, s, n in zip(groups, starts, sizes, strict=True):
        group.probabilities = probabilities[s : s + n]
        chosen = entries[s + group.best]
        group.companions = sum(
            other is not group and chosen.country is not None and entries[position].country == chosen.country
            for other, position in zip(groups, best, strict=True)
        )


def _codes(values: Sequence[str | None]) -> np.ndarray:
    """Small integers for strings; −1 for None."""
    known: dict[str, int] = {}
    return np.array([-1 if value is None else known.setdefault(value, len(known)) for value in values])


def _votes(codes: np.ndarray, share: np.ndarray, owner: np.ndarray, groups: int, weight: np.ndarray) -> np.ndarray:
    """For each candidate, the share of the other names' weight that lies in its country or area."""
    size = int(codes.max()) + 1
    if size <= 0:
        return np.zeros(len(codes))
    table = np.zeros((groups, size))
    valid = codes >= 0
    np.add.at(table, (owner[valid], codes[valid]), share[valid])
    others = table.sum(axis=0)[None, :] - table
    total = np.maximum(weight.sum() - weight, 1e-9)
    return np.where(valid, others[owner, np.maximum(codes, 0)] / total[owner], 0.0)


def _softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities: a lead of one (ten times the people) is worth a factor of e^1.5."""
    raised = np.exp(1.5 * (scores - scores.max()))
    return raised / raised.sum()
