"""Coordinates as texts write them."""

from collections.abc import Callable

import pytest

from analysis import places, schema
from analysis.document import Document


def read(document: Callable[..., Document], text: str) -> list[schema.Place]:
    rows = places.extract(document(text, until="places", clean=False))["places"]
    return [row for row in rows if row.reason.startswith("coordinates")]


@pytest.mark.parametrize(
    ("written", "lat", "lon"),
    [
        ("36°20′N 43°08′E", 36.3333, 43.1333),
        ("36° 20' 15\" N, 43° 7' 30\" E", 36.3375, 43.125),
        ("33°52′S 151°12′E", -33.8667, 151.2),
        ("36.34° N, 43.13° E", 36.34, 43.13),
        ("40.7128N 74.0060W", 40.7128, -74.006),
        ("36.3456, 43.1189", 36.3456, 43.1189),
        ("−33.8688, 151.2093", -33.8688, 151.2093),
        ("36 degrees 20 minutes north, 43 degrees 7 minutes east", 36.3333, 43.1167),
    ],
)
def test_coordinates_are_read_as_they_stand(document: Callable[..., Document], written: str, lat: float, lon: float):
    (row,) = read(document, f"The boat was last seen at {written} on Monday.")
    assert (round(row.lat, 4), round(row.lon, 4)) == (lat, lon)
    assert row.text == written


@pytest.mark.parametrize(
    "text",
    [
        "The index fell from 36.3, 43.1 points earlier.",
        "It grew by 36.345, 43.118 %.",
        "The angle is 36°75′N 43°08′E.",
        "They wrote 95.1234, 43.1189 on the wall.",
        "Ratios were 1.2345, 200.1234 and more.",
    ],
)
def test_other_numbers_are_no_coordinates(document: Callable[..., Document], text: str):
    assert read(document, text) == []


def test_the_radius_is_as_fine_as_the_numbers(document: Callable[..., Document]):
    (coarse,) = read(document, "It sank at 36°N 43°E at noon.")
    (fine,) = read(document, "It sank at 36.3456, 43.1189 at noon.")
    assert coarse.radius_km > 50 > 1 > fine.radius_km
