"""Distances on the globe for many places at once, and points at a distance and bearing (geopy)."""

from collections.abc import Sequence

import numpy as np
from geopy.distance import great_circle

EARTH_RADIUS_KM = 6371.009
"""Mean Earth radius, as geopy's great_circle takes it."""


def unit_vectors(lats: Sequence[float], lons: Sequence[float]) -> np.ndarray:
    """Points (degrees) as vectors of length one, one row each."""
    lat, lon = np.radians(np.asarray(lats, float)), np.radians(np.asarray(lons, float))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def distances_km(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Great-circle distances between the rows of two arrays of unit vectors."""
    return EARTH_RADIUS_KM * np.arccos(np.clip(one @ other.T, -1.0, 1.0))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (lat, lon)."""
    return great_circle(one, other).km


def destination(lat: float, lon: float, bearing_deg: float, distance: float) -> tuple[float, float]:
    """The point `distance` km from (lat, lon) at a bearing, clockwise from north."""
    point = great_circle(kilometers=distance).destination((lat, lon), bearing=bearing_deg)
    return point.latitude, (point.longitude + 180.0) % 360.0 - 180.0


def bearing_deg(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The direction in which the great circle from one point to another begins, degrees clockwise from north."""
    lat, lon, other_lat, other_lon = np.radians([*one, *other])
    east = np.sin(other_lon - lon) * np.cos(other_lat)
    north = np.cos(lat) * np.sin(other_lat) - np.sin(lat) * np.cos(other_lat) * np.cos(other_lon - lon)
    return float(np.degrees(np.arctan2(east, north)) % 360)


def midpoint(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """The point halfway along the great circle of two points; of two antipodes, the first."""
    middle = unit_vectors([one[0], other[0]], [one[1], other[1]]).sum(axis=0)
    length = float(np.linalg.norm(middle))
    if length < 1e-9:
        return one
    x, y, z = middle / length
    return float(np.degrees(np.arcsin(z))), float(np.degrees(np.arctan2(y, x)))
