"""Where an uncertain place may lie, as a shape on the globe: what the map draws dotted and exports carry.

Rows are those of `queries.places`. Drawing is left to `map`, the rules of a file format to the exports.
"""

from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis.charts import sphere

# Rivers, ranges and the like lie along or around their point: a ring, and no circle, which would drown the map.
WIDE_KINDS = ("country", "region", "water", "terrain", "area")
WIDEST_KM = 60.0  # a larger circle says nothing about a point, and hides the others
RELATION_REACH = 0.25  # a told distance is taken as right within a quarter


class Outline(NamedTuple):
    """A closed ring of [longitude, latitude] pairs; a sector follows a told distance and direction."""

    shape: Literal["circle", "sector"]
    ring: sphere.Ring


def is_wide(row: Any) -> bool:
    """Whether a place has no point to speak of. A place told by its relation to another one has: its circle."""
    return row.kind in WIDE_KINDS and pd.isna(row.relation_kind)


def wide(frame: pd.DataFrame) -> "pd.Series[bool]":
    """`is_wide` of every row of a frame."""
    return frame["kind"].isin(WIDE_KINDS) & frame["relation_kind"].isna()


def circle_km(row: Any) -> float:
    """The radius of the circle to draw around a place; 0 for none."""
    radius_km = float(row.radius_km) if pd.notna(row.radius_km) else 0.0
    return 0.0 if is_wide(row) or radius_km > WIDEST_KM else radius_km


def outline(row: Any) -> Outline | None:
    """A sector for a told distance and direction, else a circle of the radius; None where a point says it all."""
    if is_wide(row):
        return None
    if pd.notna(row.bearing_deg) and pd.notna(row.spread_deg) and pd.notna(row.distance_km) and row.distance_km > 0:
        return Outline("sector", _sector(row))
    if radius_km := circle_km(row):
        return Outline("circle", sphere.circle(float(row.lat), float(row.lon), radius_km))
    return None


def _sector(row: Any) -> sphere.Ring:
    """The sector around the anchor, which lies the told distance back from the place."""
    bearing, spread, distance = float(row.bearing_deg), float(row.spread_deg), float(row.distance_km)
    lat, lon = sphere.destination(float(row.lat), float(row.lon), bearing + 180, distance)
    reach = distance * RELATION_REACH  # not radius_km, which also covers the width of the sector
    return sphere.sector(lat, lon, bearing, spread, max(distance - reach, 0.0), distance + reach)
