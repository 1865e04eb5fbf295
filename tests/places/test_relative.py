"""Places told by other places: geometry checked against geopy, and names no gazetteer has."""

from collections.abc import Callable

import pytest
from geopy.distance import geodesic, great_circle

from analysis import places, schema
from analysis.document import Document
from analysis.places.geometry import bearing_deg, destination, distance_km, distances_km, midpoint, unit_vectors

MOSUL, LINZ, MELK = (36.335, 43.1189), (48.3064, 14.2861), (48.2274, 15.3319)
Build = Callable[..., Document]


def relative(document: Build, text: str) -> list[schema.Place]:
    rows = places.extract(document(text, until="places", clean=False))["places"]
    return [row for row in rows if row.relation is not None]


def test_a_destination_agrees_with_the_ellipsoid_within_half_a_percent():
    for bearing in range(0, 360, 30):
        lat, lon = destination(*MOSUL, bearing, 40.0)
        assert geodesic(MOSUL, (lat, lon)).km == pytest.approx(40.0, rel=0.006)


def test_distances_of_many_points_agree_with_geopy_across_the_date_line():
    points = [(0.0, 179.5), (0.0, -179.5), (89.0, 0.0), (-33.9, 151.2)]
    table = distances_km(unit_vectors(*zip(*points, strict=True)), unit_vectors(*zip(*points, strict=True)))
    for i, one in enumerate(points):
        for j, other in enumerate(points):
            assert table[i, j] == pytest.approx(great_circle(one, other).km, abs=0.01)


def test_the_midpoint_is_equally_far_from_both_ends():
    middle = midpoint((10.0, 179.0), (10.0, -179.0))
    assert abs(abs(middle[1]) - 180.0) < 1e-6


def test_a_distance_and_a_direction_give_a_sector(document: Build):
    (row,) = relative(document, "Troops halted 20 km north of Mosul.")
    assert row.relation_only
    assert row.text == "20 km north of Mosul"
    assert (row.relation.kind, row.relation.distance_km, row.relation.bearing_deg) == ("N", 20.0, 0.0)
    assert row.relation.spread_deg is not None
    assert great_circle(MOSUL, (row.lat, row.lon)).km == pytest.approx(20.0, abs=0.1)
    assert row.lat > MOSUL[0]


@pytest.mark.parametrize(
    ("phrase", "kind", "bearing"),
    [
        ("southeast of Mosul", "SE", 135.0), ("south-west of Mosul", "SW", 225.0),
        ("on the road east of Mosul", "E", 90.0),
        ("about 15 miles to the west of Mosul", "W", 270.0),
    ],
)  # fmt: skip
def test_directions_are_bearings(document: Build, phrase: str, kind: str, bearing: float):
    (row,) = relative(document, f"Smoke rose {phrase} on Friday.")
    assert (row.relation.kind, row.relation.bearing_deg) == (kind, bearing)
    assert 5 < great_circle(MOSUL, (row.lat, row.lon)).km < 45


def test_miles_become_kilometres(document: Build):
    (row,) = relative(document, "A village 10 miles east of Linz, Austria, was cut off.")
    assert row.relation.distance_km == pytest.approx(16.09)


def test_a_distance_without_direction_is_a_ring_around_its_anchor(document: Build):
    (row,) = relative(document, "A barge sank 12 km upstream of Passau.")
    assert (row.relation.kind, row.relation.distance_km, row.relation.bearing_deg) == ("distance", 12.0, None)
    assert row.radius_km >= 12.0


def test_between_lies_halfway_with_half_the_distance_as_radius(document: Build):
    (row,) = relative(document, "Austria closed the road between Linz and Melk.")
    assert row.relation.kind == "between"
    assert great_circle(LINZ, (row.lat, row.lon)).km == pytest.approx(
        great_circle(MELK, (row.lat, row.lon)).km, rel=0.01
    )
    assert row.radius_km == pytest.approx(great_circle(LINZ, MELK).km / 2, abs=0.2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shots were heard on the outskirts of Linz, Austria.", "outskirts"),
        ("The bus stopped near Linz in Austria.", "near"),
        ("A boat sank off the Somali coast.", "coast"), ("A boat sank off the coast of Libya.", "coast"),
        ("Trucks wait on the border with Hungary.", "other"),
    ],
)  # fmt: skip
def test_other_relations_are_named(document: Build, text: str, kind: str):
    assert [row.relation.kind for row in relative(document, text)] == [kind]


def test_a_name_no_gazetteer_has_is_located_by_its_relation(document: Build):
    (row,) = relative(document, "Families reached Oberhausling, about 15 miles southeast of Melk, Austria.")
    assert (row.text, row.relation_only, row.gazetteer_id) == ("Oberhausling", False, None)
    assert great_circle(MELK, (row.lat, row.lon)).km == pytest.approx(24.1, abs=0.3)
    assert "not in the gazetteer" in row.reason


def test_a_camp_with_the_name_of_a_far_city_lies_where_the_text_says(document: Build):
    rows = relative(document, "Aid workers met civilians at Hamburg camp, near Erbil in Iraq.")
    camp = next(row for row in rows if row.text == "Hamburg")
    assert camp.country_code == "IQ"
    assert great_circle((36.19, 44.01), (camp.lat, camp.lon)).km < 30
    assert "only elsewhere" in camp.reason


def test_a_known_place_that_agrees_keeps_its_own_coordinates(document: Build):
    (row,) = relative(document, "Residents of Deggendorf, 40 kilometres north-west of Passau, left.")
    assert row.text == "Deggendorf"
    assert row.gazetteer_id == "geonames:2939951" or row.gazetteer_id.startswith("geonames:")
    assert row.lat == pytest.approx(48.84, abs=0.01)


def test_a_phrase_around_an_unknown_anchor_has_no_geometry_and_loses_nothing(document: Build):
    rows = places.extract(document("They camped near Xyzzytown for a week.", until="places"))["places"]
    assert all(row.relation is None and row.lat is None for row in rows)


def test_talks_between_two_countries_are_no_place(document: Build):
    assert relative(document, "Talks between Libya and Tunisia go on. A deal between Libya and Egypt failed.") == []


def outline_of(document: Build, text: str) -> tuple[schema.Place, list[tuple[float, float]]]:
    row = next(row for row in relative(document, text) if row.relation is not None)
    assert row.relation is not None
    return row, [(vertex.lat, vertex.lon) for vertex in row.relation.outline]


def test_a_sector_reaches_from_three_to_five_quarters_of_its_distance(document: Build):
    mosul = (36.335, 43.119)
    _, line = outline_of(document, "Fighting broke out 20 km east of Mosul, Iraq, on Monday.")
    distances = [distance_km(mosul, point) for point in line]
    assert min(distances) == pytest.approx(15, abs=0.5)
    assert max(distances) == pytest.approx(25, abs=0.5)
    assert all(59 < bearing_deg(mosul, point) < 121 for point in line)


def test_a_ring_keeps_its_distance_all_round(document: Build):
    mosul = (36.335, 43.119)
    _, line = outline_of(document, "Fighting broke out 20 km from Mosul, Iraq, on Monday.")
    assert all(14.5 < distance_km(mosul, point) < 25.5 for point in line)
    assert {round(bearing_deg(mosul, point) / 90) % 4 for point in line} == {0, 1, 2, 3}


def test_between_is_a_corridor_from_one_end_to_the_other(document: Build):
    row, line = outline_of(document, "Austria closed the road between Linz and Melk.")
    linz, melk = (48.306, 14.286), (48.227, 15.332)
    length = distance_km(linz, melk)
    assert row.relation is not None and row.relation.kind == "between"
    assert all(min(distance_km(linz, p), distance_km(melk, p)) < length * 0.55 for p in line)
    assert min(distance_km(linz, p) for p in line) < length * 0.2 > min(distance_km(melk, p) for p in line)
