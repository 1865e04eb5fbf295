"""Outlines of relative places as closed lines of points: sector, ring, corridor, circle.

Great circles throughout; points in degrees (lat, lon), in order, the last joined to the first. Does not know what a
phrase means (relative.py).
"""

from collections.abc import Sequence

from analysis.places.geometry import bearing_deg, destination, distance_km

Line = tuple[tuple[float, float], ...]
CIRCLE_POINTS = 24
ARC_STEP_DEG = 15.0
"""An arc of this angle differs from its chord by less than a hundredth of its radius."""
CORRIDOR_POINTS = 8


def circle(lat: float, lon: float, radius_km: float) -> Line:
    """All round a point."""
    return _arc(lat, lon, 0.0, 360.0 - 360.0 / CIRCLE_POINTS, radius_km, CIRCLE_POINTS)


def sector(lat: float, lon: float, bearing: float, spread: float, near_km: float, far_km: float) -> Line:
    """What lies `near_km` to `far_km` away within half of `spread` degrees on either side of a bearing."""
    points = max(3, int(spread / ARC_STEP_DEG) + 2)
    far = _arc(lat, lon, bearing - spread / 2, bearing + spread / 2, far_km, points)
    near = _arc(lat, lon, bearing - spread / 2, bearing + spread / 2, near_km, points) if near_km > 0 else ((lat, lon),)
    return far + near[::-1]


def ring(lat: float, lon: float, near_km: float, far_km: float) -> Line:
    """What lies `near_km` to `far_km` away; one line, which goes in and out along the north."""
    outer, inner = circle(lat, lon, far_km), circle(lat, lon, near_km)
    return (*outer, outer[0], inner[0], *inner[:0:-1], inner[0])


def corridor(one: tuple[float, float], other: tuple[float, float], half_width_km: float) -> Line:
    """What lies up to `half_width_km` on either side of the way from one point to another."""
    length = distance_km(one, other)
    if length == 0:
        return circle(*one, half_width_km)
    left, right = [], []
    for number in range(CORRIDOR_POINTS):
        at = destination(*one, bearing_deg(one, other), length * number / (CORRIDOR_POINTS - 1))
        ahead = bearing_deg(at, other) if number < CORRIDOR_POINTS - 1 else bearing_deg(other, one) + 180
        left.append(destination(*at, ahead - 90, half_width_km))
        right.append(destination(*at, ahead + 90, half_width_km))
    return (*left, *right[::-1])


def _arc(lat: float, lon: float, first: float, last: float, radius_km: float, points: int) -> Line:
    step = (last - first) / (points - 1)
    return tuple(destination(lat, lon, (first + step * number) % 360, radius_km) for number in range(points))


def rounded(line: Sequence[tuple[float, float]]) -> Line:
    """The points to about ten metres."""
    return tuple((round(lat, 4), round(lon, 4)) for lat, lon in line)
