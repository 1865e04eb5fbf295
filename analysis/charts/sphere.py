"""Circles, sectors and the best view on the globe, in degrees and kilometres.

On a sphere of the Earth's mean radius (IUGG 1980): the error against the ellipsoid is below 0.6 %, far
less than any radius a text gives.
"""

from collections.abc import Collection, Sequence
from math import asin, atan2, cos, degrees, exp, log2, pi, radians, sin
from typing import NamedTuple

import numpy as np
from geopy.distance import great_circle
from numpy.typing import NDArray

EARTH_KM = 6371.0088
TILE_PX = 512  # MapLibre's world is 512 pixels wide at zoom 0
MAX_LATITUDE = 85.0  # Web Mercator ends at 85.05°
CIRCLE_STEPS = 64
MOST_DROPPED = 30  # marks; more are no outliers
GAIN_LEVELS = 3  # eightfold: one capital of the story is kept in view, another continent is not

Floats = NDArray[np.float64]
Ring = list[list[float]]  # [longitude, latitude] pairs, closed


class View(NamedTuple):
    """Centre and zoom of a map, and the positions of the marks that lie outside it."""

    lon: float
    lat: float
    zoom: float
    outside: tuple[int, ...]


def destination(lat: float, lon: float, bearing_deg: float, distance_km: float) -> tuple[float, float]:
    """(lat, lon) after `distance_km` along the great circle that starts at `bearing_deg`.

    The longitude is not wrapped at 180°, so that a shape across it stays in one piece.
    """
    angle, bearing, phi = distance_km / EARTH_KM, radians(bearing_deg), radians(lat)
    sine = sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(bearing)
    end = asin(max(-1.0, min(1.0, sine)))
    turn = atan2(sin(bearing) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(end))
    return degrees(end), lon + degrees(turn)


def way(lat: float, lon: float, to_lat: float, to_lon: float) -> tuple[float, float]:
    """(distance in km, initial bearing in degrees) of the great circle from one point to another."""
    phi, psi, turn = radians(lat), radians(to_lat), radians(to_lon - lon)
    bearing = degrees(atan2(sin(turn) * cos(psi), cos(phi) * sin(psi) - sin(phi) * cos(psi) * cos(turn)))
    return great_circle((lat, lon), (to_lat, to_lon)).km, bearing % 360


def circle(lat: float, lon: float, radius_km: float) -> Ring:
    """The geodesic circle around a point."""
    ends = [destination(lat, lon, 360 * step / CIRCLE_STEPS, radius_km) for step in range(CIRCLE_STEPS)]
    return _closed(ends)


def sector(lat: float, lon: float, bearing_deg: float, spread_deg: float, inner_km: float, outer_km: float) -> Ring:
    """A slice of a ring around an anchor: `spread_deg` wide in all, its middle at `bearing_deg`."""
    steps = max(int(spread_deg / 5), 4)
    bearings = [bearing_deg - spread_deg / 2 + spread_deg * step / steps for step in range(steps + 1)]
    outer = [destination(lat, lon, bearing, outer_km) for bearing in bearings]
    inner = (
        [destination(lat, lon, bearing, inner_km) for bearing in reversed(bearings)] if inner_km > 0 else [(lat, lon)]
    )
    return _closed([*outer, *inner])


def best_view(
    points: Sequence[tuple[float, float]], weights: Sequence[float], width_px: float, height_px: float,
    pad_px: float = 46, most_dropped: float = 0.1, max_zoom: float = 11.0, gain_levels: float = GAIN_LEVELS,
    kept_always: Collection[int] = (),
) -> View:  # fmt: skip
    """The view that holds the (lat, lon) points with `pad_px` to spare on every side.

    A few far-off marks do not shrink the rest to a dot: marks are dropped, the one that widens the view
    most first, up to `most_dropped` of the weight, as long as that gains `gain_levels` zoom levels for the others.
    The points at the positions `kept_always` are not dropped.
    """
    if not points:
        return View(0.0, 20.0, 0.6, ())
    lats, lons = np.array(points, dtype=float).T
    ys, room = _mercator(lats), (max(width_px - 2 * pad_px, 40), max(height_px - 2 * pad_px, 40))
    kept = np.arange(len(points))
    best, best_kept, spare = _fit(lons, ys, room, max_zoom), kept, sum(weights) * most_dropped
    for _ in range(min(len(points) - 2, MOST_DROPPED)):
        trials = []
        for position in _edges(lons[kept], ys[kept]):
            index = int(kept[position])
            if weights[index] <= spare and index not in kept_always:
                rest = np.delete(kept, position)
                fitted = _fit(lons[rest], ys[rest], room, max_zoom)
                trials.append((fitted[2], -weights[index], -position, rest, fitted))
        if not trials:
            break
        zoom, weight, _, rest, fitted = max(trials, key=lambda trial: trial[:3])
        spare += weight
        kept = rest
        if zoom >= best[2] + gain_levels:
            best, best_kept = fitted, kept
    outside = tuple(sorted(set(range(len(points))) - set(best_kept.tolist())))
    return View(*best, outside)


def pixel(lat: float, lon: float, view: View) -> tuple[float, float]:
    """Pixels right of and below the middle of a view."""
    x, y = pixels(np.array([lat]), np.array([lon]), view)
    return float(x[0]), float(y[0])


def pixels(lats: Floats, lons: Floats, view: View) -> tuple[Floats, Floats]:
    """The same for many points."""
    size_px = TILE_PX * 2**view.zoom
    turns = (lons - view.lon + 180) % 360 - 180
    return turns / 360 * size_px, (_mercator(np.array([view.lat])) - _mercator(lats)) / (2 * pi) * size_px


def _closed(ends: list[tuple[float, float]]) -> Ring:
    ring = [[round(lon, 4), round(lat, 4)] for lat, lon in ends]
    return [*ring, ring[0]]


def _edges(lons: Floats, ys: Floats) -> list[int]:
    """Positions of the points that bound the view: southernmost, northernmost, and both sides of the east–west span."""
    unrolled = _unroll(lons)
    ends = (ys.argmin(), _last_of(ys), unrolled.argmin(), _last_of(unrolled))
    return sorted({int(position) for position in ends})


def _last_of(values: Floats) -> int:
    """The position of the greatest value, the last of them where some are equal."""
    return len(values) - 1 - int(values[::-1].argmax())


def _unroll(lons: Floats) -> Floats:
    """Longitudes shifted so that their widest gap lies outside: 179° and −179° become neighbours."""
    ordered = np.sort(lons % 360)
    gaps = np.diff(ordered, prepend=ordered[-1] - 360)
    start = ordered[_last_of(gaps)]
    return (lons - start) % 360 + start


def _fit(lons: Floats, ys: Floats, room_px: tuple[float, float], max_zoom: float) -> tuple[float, float, float]:
    """(lon, lat, zoom) that shows all the points, given by longitude and height in the Web Mercator projection."""
    unrolled = _unroll(lons)
    west, east, south, north = (float(end) for end in (unrolled.min(), unrolled.max(), ys.min(), ys.max()))
    lon, lat = (west + east) / 2, _latitude((south + north) / 2)
    scale = max((east - west) / 360 * TILE_PX / room_px[0], (north - south) / (2 * pi) * TILE_PX / room_px[1])
    zoom = min(-log2(scale), max_zoom) if scale > 0 else max_zoom
    return (lon + 180) % 360 - 180, lat, max(zoom, 0.0)


def _mercator(lats: Floats) -> Floats:
    return np.log(np.tan(pi / 4 + np.radians(np.clip(lats, -MAX_LATITUDE, MAX_LATITUDE)) / 2))


def _latitude(y: float) -> float:
    return degrees(2 * atan2(exp(y), 1) - pi / 2)
