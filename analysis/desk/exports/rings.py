"""Rings as RFC 7946 wants them: exteriors counterclockwise, longitudes within ±180°, cut where they cross that line.

`charts.sphere` lets longitudes run on past 180°, so that a shape stays in one piece; a file may not.
"""

from itertools import pairwise

from analysis.charts.sphere import Ring

EDGE_DEG = 180.0
MOST_LATITUDE = 89.0  # nearer to a pole a ring may go around it, which no polygon of longitudes and latitudes can say


def in_range(ring: Ring) -> list[Ring]:
    """A closed simple ring as one or more exterior rings; none where it lies at a pole or has no area."""
    lons = [lon for lon, _ in ring]
    if max(lons) - min(lons) >= EDGE_DEG or max(abs(lat) for _, lat in ring) > MOST_LATITUDE:
        return []
    shift = -360.0 if min(lons) >= EDGE_DEG else 360.0 if max(lons) <= -EDGE_DEG else 0.0
    ring = [[lon + shift, lat] for lon, lat in ring]
    edge = EDGE_DEG if max(lons) + shift > EDGE_DEG else -EDGE_DEG if min(lons) + shift < -EDGE_DEG else None
    if edge is None:
        pieces = [ring]
    else:
        beyond = _side(ring, edge, edge > 0)
        pieces = _side(ring, edge, edge < 0) + [[[lon - 2 * edge, lat] for lon, lat in piece] for piece in beyond]
    rounded = [_round(piece) for piece in pieces]
    return [piece if _area(piece) > 0 else piece[::-1] for piece in rounded if _area(piece)]


def _side(ring: Ring, edge: float, east: bool) -> list[Ring]:
    """The parts of a ring east or west of a meridian, each closed along it.

    A simple ring crosses the meridian an even number of times. Of the crossings in order of latitude, each pair
    bounds a stretch of the meridian that lies inside; a part goes from a crossing through the ring to the next one,
    and from there along that stretch.
    """
    crossed = _with_crossings(ring, edge)
    at = [index for index, (_, _, is_crossing) in enumerate(crossed) if is_crossing]
    if not at:
        return [ring] if (ring[0][0] > edge) == east else []
    ordered = sorted(at, key=lambda index: crossed[index][1])
    partner = {
        a: b for low, high in zip(ordered[::2], ordered[1::2], strict=True) for a, b in ((low, high), (high, low))
    }
    chains = {}  # from crossing → (points, to crossing), for the chains on this side
    for start, end in pairwise([*at, at[0] + len(crossed)]):
        points = [crossed[index % len(crossed)][:2] for index in range(start, end + 1)]
        if (points[1][0] > edge) == east:
            chains[start] = (points, end % len(crossed))
    pieces = []
    while chains:
        start = here = next(iter(chains))
        piece: Ring = []
        while here in chains:
            points, end = chains.pop(here)
            piece += [list(point) for point in points]
            here = partner[end]
        pieces.append([*piece, list(crossed[start][:2])])
    return pieces


def _with_crossings(ring: Ring, edge: float) -> list[tuple[float, float, bool]]:
    """The open ring with a point more wherever it crosses the meridian; what lies on it counts as west of it."""
    points: list[tuple[float, float, bool]] = []
    for (lon, lat), (next_lon, next_lat) in pairwise(ring):
        points.append((lon, lat, False))
        if (lon > edge) != (next_lon > edge):
            share = (edge - lon) / (next_lon - lon)
            points.append((edge, lat + share * (next_lat - lat), True))
    return points


def _round(ring: Ring) -> Ring:
    """To 6 decimals, 0.1 m, without points that thereby fall together."""
    kept: Ring = []
    for lon, lat in ring:
        point = [round(lon, 6), round(lat, 6)]
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept if kept[0] == kept[-1] else [*kept, kept[0]]


def _area(ring: Ring) -> float:
    """Twice the signed area in square degrees, positive counterclockwise; 0 for fewer than three corners."""
    if len(ring) < 4:
        return 0.0
    return sum(lon * next_lat - next_lon * lat for (lon, lat), (next_lon, next_lat) in pairwise(ring))
