"""Where the sea is: which way it lies from a town, how far from the middle of a country.

Asks the outlines of the basemap (Natural Earth 1:10m, thinned: a coast may be a few kilometres off), read on first
use. Lakes are land here. Does not know what a phrase means (relative.py).
"""

import json
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.places.geometry import EARTH_RADIUS_KM
from analysis.provenance import COASTS

BEARINGS_DEG = np.arange(0.0, 360.0, 10.0)
AROUND_KM = np.array([5.0, 10.0, 15.0, 20.0, 30.0, 40.0])
"""Distances at which a town's surroundings are looked at."""
LEAST_SEA, MOST_SEA = 0.03, 0.9
"""Share of the surroundings that is sea: below, a town is inland; above, an islet, whose sea is all around."""
STEP_KM = 10.0
SEAWARD_SHARE = 0.5
"""A bearing leads out to sea where so much of what lies along it is sea."""


class Seaward(NamedTuple):
    """The sea off a place: the bearing it lies at, how far that opens to both sides together, how far the shore is."""

    bearing_deg: float
    spread_deg: float
    shore_km: float


def seaward(lat: float, lon: float, extent_km: float, bearing_deg: float | None = None) -> Seaward | None:
    """The sea off a town or, where it is larger than its surroundings, the nearest off an island or a country.

    `bearing_deg`: the side of it that the text names. None where no sea is near or it lies all around.
    """
    return _seaward(round(lat, 3), round(lon, 3), round(extent_km), bearing_deg)


@lru_cache(maxsize=1_000)
def _seaward(lat: float, lon: float, extent_km: float, bearing_deg: float | None) -> Seaward | None:
    if extent_km > float(AROUND_KM[-1]) or bearing_deg is not None:
        return _nearest_shore(lat, lon, 1.6 * extent_km + 100.0, bearing_deg)
    sea = _is_sea(lat, lon, BEARINGS_DEG, AROUND_KM)
    share = sea.mean(axis=1)
    if share.mean() > MOST_SEA:
        return None
    if share.mean() < LEAST_SEA:
        return _nearest_shore(lat, lon, 100.0, None)
    east, north = share @ np.sin(np.radians(BEARINGS_DEG)), share @ np.cos(np.radians(BEARINGS_DEG))
    middle = float(np.degrees(np.arctan2(east, north)) % 360)
    open_bearings = int((share >= SEAWARD_SHARE).sum())
    first = AROUND_KM[np.argmax(sea[int(round(middle / 10)) % len(BEARINGS_DEG)])]
    return Seaward(round(middle, 1), float(min(180, max(60, 10 * open_bearings))), float(first))


def _nearest_shore(lat: float, lon: float, limit_km: float, bearing_deg: float | None) -> Seaward | None:
    """Where the sea begins on the bearing given, else on the one where it begins first."""
    bearings = BEARINGS_DEG if bearing_deg is None else np.array([bearing_deg])
    steps = np.arange(STEP_KM, limit_km + STEP_KM, STEP_KM)
    sea = _is_sea(lat, lon, bearings, steps)
    begins = np.where(sea.any(axis=1), steps[sea.argmax(axis=1)], np.inf)
    best = int(np.argmin(begins))
    if not np.isfinite(begins[best]):
        return None
    return Seaward(float(bearings[best]), 60.0, float(begins[best]))


def _is_sea(lat: float, lon: float, bearings_deg: np.ndarray, distances_km: np.ndarray) -> np.ndarray:
    """Whether the points at these bearings (rows) and distances (columns) lie in the sea."""
    theta, delta = np.radians(bearings_deg)[:, None], distances_km[None, :] / EARTH_RADIUS_KM
    phi = np.radians(lat)
    lats = np.arcsin(np.sin(phi) * np.cos(delta) + np.cos(phi) * np.sin(delta) * np.cos(theta))
    turned = np.arctan2(np.sin(theta) * np.sin(delta) * np.cos(phi), np.cos(delta) - np.sin(phi) * np.sin(lats))
    lons = (lon + np.degrees(turned) + 180.0) % 360.0 - 180.0
    return ~_on_land(np.degrees(lats).ravel(), lons.ravel()).reshape(lats.shape)


def _on_land(lats: np.ndarray, lons: np.ndarray) -> np.ndarray:
    """Even-odd rule: an odd number of coasts lies between a point and the east."""
    edges = _edges()
    near = (edges[:, 3] >= lats.min()) & (edges[:, 1] <= lats.max())
    near &= np.maximum(edges[:, 0], edges[:, 2]) >= lons.min()
    lon1, lat1, lon2, lat2 = edges[near].T
    crossed = (lat1 <= lats[:, None]) & (lats[:, None] < lat2)
    point, edge = np.nonzero(crossed)
    at = lon1[edge] + (lats[point] - lat1[edge]) / (lat2[edge] - lat1[edge]) * (lon2[edge] - lon1[edge])
    return np.bincount(point[at > lons[point]], minlength=len(lats)) % 2 == 1


@lru_cache(maxsize=1)
def _edges() -> np.ndarray:
    """The coasts as (lon, lat, lon, lat) from south to north; level ones, which no ray crosses, are left out."""
    parts = []
    for feature in json.loads(COASTS.read_text("utf-8"))["features"]:
        for ring in feature["geometry"]["coordinates"]:
            points = np.array(ring, np.float64)
            parts.append(np.hstack([points[:-1], points[1:]]))
    edges = np.vstack(parts)
    edges = edges[edges[:, 1] != edges[:, 3]]
    down = edges[:, 1] > edges[:, 3]
    edges[down] = edges[down][:, [2, 3, 0, 1]]
    return edges
