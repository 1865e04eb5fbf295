"""Circles, sectors and the best view on the globe, in degrees and kilometres.

On a sphere of the Earth's mean radius (IUGG 1980): the error against the ellipsoid is below 0.6 %, far
less than any radius a text gives.
"""

from collections.abc import Collection, Sequence
from math import asin, atan2, cos, degrees, log, log2, pi, radians, sin, tan
from typing import NamedTuple

from geopy.distance import great_circle

EARTH_KM = 6371.0088
TILE_PX = 512  # MapLibre's world is 512 pixels wide at zoom 0
MAX_LATITUDE = 85.0  # Web Mercator ends at 85.05°
CIRCLE_STEPS = 64
MOST_DROPPED = 30  # marks; more are no outliers
GAIN_LEVELS = 3  # eightfold: one capital of the story is kept in view, another continent is not

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
    kept = list(range(len(points)))
    best = _fit([points[index] for index in kept], width_px, height_px, pad_px, max_zoom)
    best_kept, spare = kept, sum(weights) * most_dropped
    for _ in range(min(len(points) - 2, MOST_DROPPED)):
        edge = _edges([points[index] for index in kept])
        trials = []
        for position in edge:
            rest = kept[:position] + kept[position + 1 :]
            if weights[kept[position]] <= spare and kept[position] not in kept_always:
                fitted = _fit([points[index] for index in rest], width_px, height_px, pad_px, max_zoom)
                trials.append((fitted[2], -weights[kept[position]], -position, rest, fitted))
        if not trials:
            break
        zoom, weight, _, rest, fitted = max(trials)
        spare += weight
        kept = rest
        if zoom >= best[2] + gain_levels:
            best, best_kept = fitted, kept
    outside = tuple(sorted(set(range(len(points))) - set(best_kept)))
    return View(*best, outside)


def pixel(lat: float, lon: float, view: View) -> tuple[float, float]:
    """Pixels right of and below the middle of a view."""
    size_px = TILE_PX * 2**view.zoom
    turn = (lon - view.lon + 180) % 360 - 180
    return turn / 360 * size_px, (_mercator(view.lat) - _mercator(lat)) / (2 * pi) * size_px


def _closed(ends: list[tuple[float, float]]) -> Ring:
    ring = [[round(lon, 4), round(lat, 4)] for lat, lon in ends]
    return [*ring, ring[0]]


def _edges(points: list[tuple[float, float]]) -> list[int]:
    """Positions of the points that bound the view: southernmost, northernmost, and both sides of the east–west span."""
    unrolled = _unroll([lon for _, lon in points])
    by_lat = sorted(range(len(points)), key=lambda index: points[index][0])
    by_lon = sorted(range(len(points)), key=lambda index: unrolled[index])
    return sorted({by_lat[0], by_lat[-1], by_lon[0], by_lon[-1]})


def _unroll(lons: Sequence[float]) -> list[float]:
    """Longitudes shifted so that their widest gap lies outside: 179° and −179° become neighbours."""
    ordered = sorted(lon % 360 for lon in lons)
    gaps = [(ordered[0] + 360 - ordered[-1], ordered[0])]
    gaps += [(after - before, after) for before, after in zip(ordered, ordered[1:], strict=False)]
    start = max(gaps)[1]
    return [(lon - start) % 360 + start for lon in lons]


def _fit(
    points: list[tuple[float, float]], width_px: float, height_px: float, pad_px: float, max_zoom: float
) -> tuple[float, float, float]:
    """(lon, lat, zoom) that shows all the points, by the Web Mercator projection."""
    lons = _unroll([lon for _, lon in points])
    ys = [_mercator(lat) for lat, _ in points]
    west, east, south, north = min(lons), max(lons), min(ys), max(ys)
    lon, lat = (west + east) / 2, _latitude((south + north) / 2)
    room_x, room_y = max(width_px - 2 * pad_px, 40), max(height_px - 2 * pad_px, 40)
    scale = max((east - west) / 360 * TILE_PX / room_x, (north - south) / (2 * pi) * TILE_PX / room_y)
    zoom = min(-log2(scale), max_zoom) if scale > 0 else max_zoom
    return (lon + 180) % 360 - 180, lat, max(zoom, 0.0)


def _mercator(lat: float) -> float:
    return log(tan(pi / 4 + radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))) / 2))


def _latitude(y: float) -> float:
    return degrees(2 * atan2(2.718281828459045**y, 1) - pi / 2)
