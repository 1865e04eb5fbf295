"""The home of an outlet: a local paper means the Springfield near it.

Learnt from the places of the outlet's other articles, or set by the user (own.py keeps it). Does not weigh it against
other evidence (resolve.py).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from analysis import schema
from analysis.places.geometry import distances_km, unit_vectors

SURE = 0.6
"""Confidence from which on a place counts as evidence."""
LOCAL_KINDS = frozenset({"city", "county", "facility"})
REACH_KM = 75.0
"""Distance at which a place's support for a home has lost two thirds."""
FEWEST_ARTICLES = 3
LEAST_SHARE = 0.25
"""A home has at least this share of the articles' places around it; a national paper has none."""


class Home(NamedTuple):
    """Where an outlet is at home: a point in degrees WGS84, named after the place there."""

    name: str
    lat: float
    lon: float


def learn(articles: Iterable[Sequence[schema.Place]]) -> Home | None:
    """The place that most of the others lie around, each article weighing the same; None where there is no such."""
    names: list[str] = []
    points: list[tuple[float, float]] = []
    weights: list[float] = []
    read = 0
    for rows in articles:
        distinct = {
            (row.lat, row.lon): row.name for row in rows
            if row.lat is not None and row.lon is not None and row.kind in LOCAL_KINDS and not row.demonym
            and row.confidence >= SURE
        }  # fmt: skip
        if not distinct:
            continue
        read += 1
        for (lat, lon), name in distinct.items():
            names.append(name)
            points.append((lat, lon))  # type: ignore[arg-type]  # both are given above
            weights.append(1 / len(distinct))
    if read < FEWEST_ARTICLES:
        return None
    vectors = unit_vectors([p[0] for p in points], [p[1] for p in points])
    support = np.exp(-distances_km(vectors, vectors) / REACH_KM) @ np.array(weights) / read
    best = int(np.argmax(support))
    return Home(names[best], *points[best]) if support[best] >= LEAST_SHARE else None


def learn_by_outlet(articles: Iterable[tuple[str, Sequence[schema.Place]]]) -> dict[str, Home]:
    """The homes of the outlets that have one, from (outlet, places) of many articles."""
    by_outlet: dict[str, list[Sequence[schema.Place]]] = {}
    for outlet, rows in articles:
        if outlet:
            by_outlet.setdefault(outlet, []).append(rows)
    homes = {outlet: learn(rows) for outlet, rows in by_outlet.items()}
    return {outlet: home for outlet, home in homes.items() if home is not None}
