"""Resolved groups of mentions and located phrases as rows of the contract, with confidence and a reason in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from analysis import schema
from analysis.places.belief import belief
from analysis.places.gazetteer import Entry
from analysis.places.geometry import distance_km
from analysis.places.mention import Mention
from analysis.places.reasons import Neighbours, reason
from analysis.places.relative import Located, extent_km
from analysis.places.resolve import Group, Inside

SHOWN_CANDIDATES = 3
SAME_PLACE_KM = 50.0
NEGLIGIBLE = 1e-3
SHARPNESS = 1.15
"""A choice of even odds is right less often than half the time: what is in doubt is often in no gazetteer."""
UNRESOLVED_CONFIDENCE = 0.3
RELATIVE_CONFIDENCE = 0.6
"""How often a phrase's geometry holds the place, and the phrase is one: read over by hand, no corpus measures it."""


def rows(
    text: str,
    mentions: Sequence[Mention],
    groups: Sequence[Group],
    located: Sequence[Located],
    country_names: Mapping[str, str],
    least_confidence: float = 0.0,
) -> Iterator[schema.Place]:
    """One row for each mention and for each phrase that locates no name.

    What is less sure than `least_confidence` keeps its candidates and loses its coordinates.
    """
    for row in _rows(text, mentions, groups, located, country_names):
        yield row if row.lat is None or row.confidence >= least_confidence else _abstain(row)


def _usage(mention: Mention) -> str:
    if mention.embedded:
        return "embedded"
    if mention.demonym:
        return "demonym"
    return "metonymic" if mention.metonymic else "literal"


def _abstain(row: schema.Place) -> schema.Place:
    """A row that is too unsure for the map."""
    return replace(
        row, gazetteer_id=None, lat=None, lon=None, country_code=None, radius_km=0.0,
        reason=f"too unsure for the map ({row.confidence:.0%}): {row.reason}",
    )  # fmt: skip


def _rows(
    text: str, mentions: Sequence[Mention], groups: Sequence[Group], located: Sequence[Located],
    country_names: Mapping[str, str],
) -> Iterator[schema.Place]:  # fmt: skip
    phrase_of = {id(mentions[item.mention]): item for item in located if item.mention is not None}
    neighbours = Neighbours(groups)
    for group in groups:
        moved = next(
            (phrase_of[id(m)] for m in group.mentions if id(m) in phrase_of and not phrase_of[id(m)].keeps_own), None
        )
        candidates = _candidates(group)
        why = reason(group, country_names, neighbours) if group.entries else "not in the gazetteer"
        for mention in group.mentions:
            item = phrase_of.get(id(mention), moved)
            if moved is not None and item is not None:
                row = _moved(mention, group, candidates, item)
            else:
                row = _resolved(mention, group, candidates, why, item)
            yield replace(row, usage=_usage(mention))
    for item in located:
        if item.mention is None:
            yield _phrase(text, item)


def _resolved(
    mention: Mention, group: Group, candidates: tuple[schema.Candidate, ...], why: str, item: Located | None
) -> schema.Place:
    relation = item.region.relation if item else None
    if group.inside is not None:
        return _inside(mention, group, candidates, relation)
    if not group.entries:
        return schema.Place(mention.start, mention.end, mention.text, mention.text, "area", None, None, None, None, 0.0,
                            UNRESOLVED_CONFIDENCE, why, mention.demonym, relation)  # fmt: skip
    entry = group.entries[group.best]
    return schema.Place(
        mention.start, mention.end, mention.text, entry.name, entry.kind, entry.gazetteer_id, entry.lat, entry.lon,
        entry.country, entry.radius_km, candidates[0].confidence, why, mention.demonym,
        relation, candidates=candidates,
    )  # fmt: skip


def _inside(
    mention: Mention, group: Group, candidates: tuple[schema.Candidate, ...], relation: schema.Relation | None
) -> schema.Place:
    """A name no gazetteer has, in the town or small area that the text or the name itself gives."""
    inside = group.inside
    assert inside is not None, "asked for only where there is one"
    place = inside.place
    known = candidates[0].confidence if candidates else inside.probability * mention.belief
    near = "somewhere in or near" if inside.radius_km > Inside._field_defaults["radius_km"] else "in"
    return schema.Place(
        mention.start, mention.end, mention.text, mention.text, "facility" if mention.inner else "area", None,
        place.lat, place.lon, place.country, round(max(extent_km(place), inside.radius_km), 1), round(known, 3),
        f"not in the gazetteer; {near} {place.name}, {inside.why}", mention.demonym, relation, candidates=candidates,
    )  # fmt: skip


def _moved(mention: Mention, group: Group, candidates: tuple[schema.Candidate, ...], item: Located) -> schema.Place:
    """A name located by the phrase beside it: unknown to the gazetteer, or known only far away."""
    region = item.region
    where = f"located by its relation to {region.relation.anchor}"
    known = (
        f"the gazetteer knows the name only elsewhere ({_described(group.entries[group.best])})"
        if group.entries
        else "not in the gazetteer"
    )
    return schema.Place(
        mention.start, mention.end, mention.text, mention.text, "area", None, *_point(region.lat, region.lon),
        region.country, round(region.radius_km, 1), RELATIVE_CONFIDENCE, f"{where}; {known}", False, region.relation,
        candidates=candidates,
    )  # fmt: skip


def _phrase(text: str, item: Located) -> schema.Place:
    """A row over a phrase that locates no name."""
    region = item.region
    start, end = region.relation.phrase
    words = text[start:end]
    return schema.Place(
        start, end, words, " ".join(words.split()), "area", None, *_point(region.lat, region.lon), region.country,
        round(region.radius_km, 1), RELATIVE_CONFIDENCE, f"told by its relation to {region.relation.anchor}",
        False, region.relation, True,
    )  # fmt: skip


def _candidates(group: Group) -> tuple[schema.Candidate, ...]:
    """The choice and the next likeliest places of that name, the likeliest first."""
    shown: dict[str, schema.Candidate] = {}
    ceiling = 1.0
    for number in np.argsort(-group.probabilities, kind="stable"):
        entry = group.entries[number]
        if entry.gazetteer_id in shown:  # another stretch of the same river
            continue
        probability = float(group.probabilities[number]) if shown else _together(group, entry)
        ceiling = min(ceiling, probability**SHARPNESS * belief(group.mentions[0], entry))
        shown[entry.gazetteer_id] = schema.Candidate(
            _described(entry), entry.lat, entry.lon, entry.gazetteer_id, round(ceiling, 3)
        )
        if len(shown) == SHOWN_CANDIDATES:
            break
    return tuple(shown.values())


def _together(group: Group, here: Entry) -> float:
    """The probability of a candidate and of those within `SAME_PLACE_KM` of it: a city and its district are one pin."""
    shared = sum(
        float(probability) for entry, probability in zip(group.entries, group.probabilities, strict=True)
        if entry.gazetteer_id == here.gazetteer_id
        or (probability > NEGLIGIBLE and distance_km((here.lat, here.lon), (entry.lat, entry.lon)) <= SAME_PLACE_KM)
    )  # fmt: skip
    return min(1.0, shared)


def _point(lat: float, lon: float) -> tuple[float, float]:
    return round(lat, 4), round(lon, 4)


def _described(entry: Entry) -> str:
    """A candidate's name with its country, so that two of one name can be told apart."""
    return f"{entry.name}, {entry.country}" if entry.country and entry.kind != "country" else entry.name
