"""Reads TopoJSON (the form of the npm package world-atlas) into shapely shapes, for `basemap_build`.

Arcs are thinned one by one, so that a coast and a border that share an arc still share it afterwards.
Rings cross the 180th meridian uncut here; cutting is left to the caller.
"""

from collections.abc import Iterator
from typing import Any

from shapely import LineString, simplify

Coordinates = list[tuple[float, float]]
# Two fifths of all points draw the ice's edge, where Mercator makes every island a continent.
POLAR = 8
POLAR_NORTH, POLAR_SOUTH = 67.0, -58.0


class Topology:
    """A decoded topology; `tolerance_deg` is the Douglas–Peucker tolerance for its arcs."""

    def __init__(self, content: dict[str, Any], tolerance_deg: float):
        self.objects = content["objects"]
        scale, move = content["transform"]["scale"], content["transform"]["translate"]
        arcs = [_decoded(arc, scale, move) for arc in content["arcs"]]
        self.arcs = [_thinned(arc, tolerance_deg * (POLAR if _is_polar(arc) else 1)) for arc in arcs]

    def geometries(self, name: str) -> list[dict[str, Any]]:
        return self.objects[name]["geometries"]

    def polygons(self, geometry: dict[str, Any]) -> Iterator[list[Coordinates]]:
        """The polygons of a geometry, each a list of closed rings, the outer one first; slivers are left out."""
        arcs: list[Any] = geometry.get("arcs", [])
        for polygon in [arcs] if geometry["type"] == "Polygon" else arcs:
            rings = [ring for ring in map(self._ring, polygon) if len(ring) >= 4]
            if rings:
                yield rings

    def shared_arcs(self, name: str) -> Iterator[tuple[Coordinates, set[int]]]:
        """Arcs between two geometries of an object, with the positions of the geometries on both sides."""
        sides: dict[int, set[int]] = {}
        for position, geometry in enumerate(self.geometries(name)):
            for arc in _arc_numbers(geometry.get("arcs", [])):
                number = arc if arc >= 0 else ~arc
                sides.setdefault(number, set()).add(position)
        for number, users in sorted(sides.items()):
            if len(users) > 1:
                yield self.arcs[number], users

    def _ring(self, arcs: list[int]) -> Coordinates:
        ring: Coordinates = []
        for arc in arcs:
            points = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            ring += points if not ring else points[1:]
        return ring


def _arc_numbers(arcs: Any) -> Iterator[int]:
    for entry in arcs:
        if isinstance(entry, int):
            yield entry
        else:
            yield from _arc_numbers(entry)


def _decoded(arc: list[list[int]], scale: list[float], move: list[float]) -> Coordinates:
    """Delta-encoded integers to degrees (TopoJSON specification, 2.1.4)."""
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _is_polar(arc: Coordinates) -> bool:
    return min(lat for _, lat in arc) > POLAR_NORTH or max(lat for _, lat in arc) < POLAR_SOUTH


def _thinned(points: Coordinates, tolerance_deg: float) -> Coordinates:
    if len(points) < 3:
        return points
    if points[0] != points[-1]:
        return list(simplify(LineString(points), tolerance_deg).coords)
    middle = len(points) // 2  # a closed arc (an island) keeps two far points, or it could collapse to a line
    first = list(simplify(LineString(points[: middle + 1]), tolerance_deg).coords)
    return first[:-1] + list(simplify(LineString(points[middle:]), tolerance_deg).coords)
