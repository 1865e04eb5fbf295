"""The sea off a place: on the right side of the shore, from the outlines of the basemap."""

from collections.abc import Callable

import numpy as np
import pytest
from geopy.distance import great_circle

from analysis import places
from analysis.document import Document
from analysis.places import coast

Build = Callable[..., Document]


def is_sea(lat: float, lon: float) -> bool:
    return not coast._on_land(np.array([lat]), np.array([lon]))[0]


@pytest.mark.parametrize(
    ("lat", "lon", "sea"),
    [(36.3, 43.1, False), (0.0, -30.0, True), (35.0, 18.0, True), (-25.0, 134.0, False), (64.9, -18.5, False),
     (45.0, -179.9, True), (50.0, 10.0, False)],
)  # fmt: skip
def test_land_is_told_from_sea(lat: float, lon: float, sea: bool):
    assert is_sea(lat, lon) is sea


@pytest.mark.parametrize(
    ("lat", "lon", "least", "most"),
    [(43.297, 5.381, 170, 260), (25.77, -80.19, 60, 150), (35.52, 35.79, 220, 300), (32.89, 13.19, 330, 380)],
)
def test_the_sea_lies_on_the_side_the_map_shows(lat: float, lon: float, least: float, most: float):
    found = coast.seaward(lat, lon, 10.0)
    assert found is not None
    assert least <= found.bearing_deg + (360 if found.bearing_deg < least else 0) <= most


def test_a_town_inland_has_no_sea():
    assert coast.seaward(36.335, 43.119, 10.0) is None


@pytest.mark.parametrize(
    ("text", "town"),
    [("A boat sank off the coast of Tripoli, Libya.", (32.887, 13.187)),
     ("A boat sank 30 km off Marseille in France.", (43.297, 5.381))],
)  # fmt: skip
def test_off_the_coast_goes_seaward(document: Build, text: str, town: tuple[float, float]):
    row = next(r for r in places.extract(document(text, until="places"))["places"] if r.relation is not None)
    assert row.relation is not None and row.relation.kind == "coast"
    assert is_sea(row.lat, row.lon)
    assert 10 < great_circle((row.lat, row.lon), town).km < 60
    outline = [(vertex.lat, vertex.lon) for vertex in row.relation.outline]
    assert sum(is_sea(*point) for point in outline) > len(outline) / 2


def test_off_a_country_is_at_sea_with_the_extent_of_the_country(document: Build):
    rows = places.extract(document("A boat sank off the coast of Libya on Monday.", until="places"))["places"]
    row = next(row for row in rows if row.relation is not None)
    assert is_sea(row.lat, row.lon)
    assert row.radius_km > 300
