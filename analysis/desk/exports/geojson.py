"""Places as GeoJSON (RFC 7946): a point each, and the shape in which an uncertain one may lie.

The shapes are those that the map draws dotted (`charts.outline`); the properties are the columns of the CSV. The stamp
is a foreign member of the collection.
"""

import json
from typing import Any

import pandas as pd

from analysis.charts.outline import outline
from analysis.desk.exports import tables
from analysis.desk.exports.rings import in_range
from analysis.desk.exports.stamp import Stamp

DECIMALS = 6  # 0.1 m


def to_geojson(placed: pd.DataFrame, stamp: Stamp, about: str, most_rows: int) -> bytes:
    """The places (`tables.placed`) as one FeatureCollection: points, each followed by its shape where it has one.

    `about` says what the rows are.

    A table of `most_rows` was cut there, and the stamp says so.
    """
    told = tables.places(placed).drop(columns=["lat_deg", "lon_deg"]).to_dict("records")
    features = [
        feature
        for row, properties in zip(placed.itertuples(index=False), told, strict=True)
        for feature in _features(row, {name: _plain(value) for name, value in properties.items()})
    ]
    cut = {"Cut": f"the first {most_rows:,} places; a file holds no more"} if len(placed) >= most_rows else {}
    collection = {"type": "FeatureCollection", "stamp": {"Shows": about} | stamp.facts() | cut, "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _features(row: Any, told: dict[str, Any]) -> list[dict[str, Any]]:
    candidates = json.loads(row.candidates) if isinstance(row.candidates, str) else []
    at = [round(float(row.lon), DECIMALS), round(float(row.lat), DECIMALS)]
    features = [_feature("Point", at, {"shape": "point", **told, "candidates": candidates})]
    found = outline(row)
    polygons = [[ring] for ring in in_range(found.ring)] if found else []
    if found and len(polygons) == 1:
        features.append(_feature("Polygon", polygons[0], {"shape": found.shape, **told}))
    elif found and polygons:
        features.append(_feature("MultiPolygon", polygons, {"shape": found.shape, **told}))
    return features


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _plain(value: Any) -> Any:
    """A value as JSON has it: None where it is missing, numbers and truth values of Python."""
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
