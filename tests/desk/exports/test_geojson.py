"""GeoJSON after RFC 7946, judged by shapely and by rule."""

import json
import random
from math import cos, radians

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, shape
from shapely.ops import unary_union

from analysis.charts import sphere
from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS
from analysis.desk.exports import tables
from analysis.desk.exports.geojson import to_geojson
from analysis.desk.exports.rings import in_range
from tests.charts.frames import HOSTILE, places

ALL = Filters()
DAM = "12 km upstream of Linz"


@pytest.fixture(scope="module")
def whole(desk):
    return tables.placed(desk, ALL)


def read(file: bytes) -> dict:
    return json.loads(file, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def exteriors(geometry: dict) -> list[list[list[float]]]:
    return [polygon[0] for polygon in (
        [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"])]  # fmt: skip


def check_rings(geometry: dict) -> None:
    for ring in exteriors(geometry):
        assert ring[0] == ring[-1] and len(ring) >= 4, "closed"
        assert Polygon(ring).exterior.is_ccw, "right-handed"
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
    assert shape(geometry).is_valid


def invented(*rows: dict) -> pd.DataFrame:
    return places(*rows).assign(gazetteer_id=None, reason="told", candidates="[]")


def test_every_place_is_a_point_where_the_query_puts_it(whole, stamp) -> None:
    collection = read(to_geojson(whole, stamp(), "Places named", MOST_ROWS))
    points = [one for one in collection["features"] if one["geometry"]["type"] == "Point"]
    assert collection["type"] == "FeatureCollection"
    assert [one["geometry"]["coordinates"] for one in points] == whole[["lon", "lat"]].to_numpy().tolist()
    assert [one["properties"]["place"] for one in points] == whole["name"].tolist()
    assert [one["properties"]["mentions"] for one in points] == whole["mentions"].tolist()


def test_the_properties_are_the_columns_of_the_csv(whole, stamp) -> None:
    columns = tables.places(whole).columns
    point = read(to_geojson(whole, stamp(), "Places named", MOST_ROWS))["features"][0]["properties"]
    assert set(point) == set(columns) - {"lat_deg", "lon_deg"} | {"shape", "candidates"}
    assert point["uncertain"] is False and point["relation"] is None and point["shape"] == "point"


def test_a_place_told_by_distance_and_direction_has_its_sector(whole, stamp) -> None:
    features = read(to_geojson(whole, stamp(), "Places named", MOST_ROWS))["features"]
    dam = [one for one in features if one["properties"]["place"] == DAM]
    assert [one["properties"]["shape"] for one in dam] == ["point", "sector"]
    check_rings(dam[1]["geometry"])
    # The anchor of the sector lies 12 km back from the point, by the factory's own numbers.
    sector, at = shape(dam[1]["geometry"]), shape(dam[0]["geometry"])
    assert sector.contains(at)
    away = [sphere.destination(at.y, at.x, 270 + 180, 12)]
    far = max((lon - away[0][1]) ** 2 * cos(radians(48.3)) ** 2 + (lat - away[0][0]) ** 2
              for lon, lat in exteriors(dam[1]["geometry"])[0]) ** 0.5 * 111.2  # fmt: skip
    assert far == pytest.approx(15, abs=0.1)
    assert [one for one in features if one["geometry"]["type"] != "Point"] == [dam[1]]


def test_the_stamp_is_a_member_of_the_collection(whole, stamp) -> None:
    made = stamp(ALL)
    collection = read(to_geojson(whole, made, "Places named: city", MOST_ROWS))
    assert collection["stamp"] == {"Shows": "Places named: city"} | made.facts()
    assert collection["stamp"]["Note"] == "Exercise scenario: fictional"
    assert "Cut" not in collection["stamp"]
    assert read(to_geojson(whole, made, "Places named", len(whole)))["stamp"]["Cut"].startswith("the first 5 places")


def test_candidates_and_reasons_come_along(stamp) -> None:
    rows = invented({"name": HOSTILE, "lat": 48.0, "lon": 14.0}).assign(
        candidates='[{"name": "Linz, DE", "lat": 50.5, "lon": 7.2, "gazetteer_id": "g:1", "confidence": 0.2}]'
    )
    point = read(to_geojson(rows, stamp(), "Places named", MOST_ROWS))["features"][0]["properties"]
    assert point["place"] == HOSTILE and point["reason"] == "told"
    assert point["candidates"][0]["name"] == "Linz, DE"


@pytest.mark.parametrize(("lat", "lon"), [(-17.0, 179.99), (-17.0, -179.99), (65.0, 180.0), (65.0, -180.0), (0.0, 0.0)])
def test_a_circle_across_the_180th_meridian_is_cut_there(lat: float, lon: float, stamp) -> None:
    rows = invented({"name": "Ford", "lat": lat, "lon": lon, "kind": "area", "radius_km": 30.0, "uncertain": True,
                     "relation_kind": "near", "anchor": "Weir"})  # fmt: skip
    circle = read(to_geojson(rows, stamp(), "Places named", MOST_ROWS))["features"][1]
    check_rings(circle["geometry"])
    assert circle["geometry"]["type"] == ("Polygon" if lon == 0 else "MultiPolygon")
    assert circle["properties"]["shape"] == "circle"


def test_near_a_pole_there_is_no_ring_and_the_radius_stays(stamp) -> None:
    rows = invented({"name": "Camp", "lat": 89.9, "lon": 10.0, "kind": "area", "radius_km": 30.0, "uncertain": True,
                     "relation_kind": "near", "anchor": "Pole"})  # fmt: skip
    features = read(to_geojson(rows, stamp(), "Places named", MOST_ROWS))["features"]
    assert [one["properties"]["shape"] for one in features] == ["point"]
    assert features[0]["properties"]["radius_km"] == 30


@pytest.mark.parametrize("bearing_deg", [90.0, 270.0])
@pytest.mark.parametrize("lon", [-180.0, 180.0])
def test_a_bow_that_crosses_the_180th_meridian_four_times_falls_into_three_pieces(
    bearing_deg: float, lon: float
) -> None:
    bow = sphere.sector(10.0, lon, bearing_deg, 200.0, 75.0, 125.0)  # its ends reach around, past the meridian
    pieces = in_range(bow)
    assert len(pieces) == 3
    for piece in pieces:
        check_rings({"type": "Polygon", "coordinates": [piece]})
    assert sum(Polygon(piece).area for piece in pieces) == pytest.approx(Polygon(bow).area, rel=1e-4)


@given(st.integers(0, 10_000))
def test_pieces_of_any_sector_have_its_area_and_are_simple(seed: int) -> None:
    pick = random.Random(seed)
    lat, lon = pick.uniform(-75, 75), pick.choice([-180, 180]) + pick.uniform(-2, 2)
    distance, spread = pick.uniform(5, 200), pick.uniform(10, 200)
    ring = sphere.sector(
        lat, lon, pick.uniform(0, 360), spread, distance * pick.choice([0, 0.3, 0.75]), distance * 1.25
    )
    told = Polygon(ring)
    pieces = in_range(ring)
    assert pieces
    for piece in pieces:
        check_rings({"type": "Polygon", "coordinates": [piece]})
    assert sum(Polygon(piece).area for piece in pieces) == pytest.approx(told.area, rel=1e-4)
    # Shifted back to one side of the meridian, the pieces make the sector again.
    turned = [Polygon([(x + 360 * round((lon - x) / 360), y) for x, y in piece]) for piece in pieces]
    assert unary_union(turned).symmetric_difference(told).area < 1e-3 * told.area


def test_the_desk_gives_every_place_its_reason(desk) -> None:
    reasons = queries.placing(desk, ALL)
    assert set(reasons["place_key"]) == set(queries.places(desk, ALL)["place_key"])
    assert reasons["reason"].str.len().min() > 5
