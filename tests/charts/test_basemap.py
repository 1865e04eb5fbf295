"""The tracked basemap and fonts: readable, inside the world, small, and licensed."""

import json

import pytest

from analysis.charts.mapstyle import LAYER_FILES
from analysis.charts.style import TOKENS
from analysis.settings import ROOT

STATIC = ROOT / "static"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def layers():
    return {
        name: json.loads((STATIC / "basemap" / f"{name}.geojson").read_text(encoding="utf-8")) for name in LAYER_FILES
    }


def lines(geometry):
    """Every line or ring of a geometry as a list of positions."""
    depth = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}[geometry["type"]]
    found = [geometry["coordinates"]]
    for _ in range(max(depth - 1, 0)):
        found = [inner for outer in found for inner in outer]
    return found if depth else [[geometry["coordinates"]]]


def all_lines(layer):
    return (line for feature in layer["features"] for line in lines(feature["geometry"]))


@pytest.mark.parametrize("name", LAYER_FILES)
def test_every_position_lies_in_the_world(layers, name):
    for line in all_lines(layers[name]):
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in line)


@pytest.mark.parametrize("name", LAYER_FILES)
def test_no_edge_runs_around_the_world(layers, name):
    for line in all_lines(layers[name]):
        for (before, lat), (after, other) in zip(line, line[1:], strict=False):
            assert abs(after - before) <= 180 or lat == other == -90, (before, after, lat)


@pytest.mark.parametrize("name", ["land", "lakes"])
def test_rings_are_closed(layers, name):
    assert all(line[0] == line[-1] and len(line) >= 4 for line in all_lines(layers[name]))


def test_land_lies_where_land_is(layers):
    shapely = pytest.importorskip("shapely")
    land = shapely.union_all([shapely.geometry.shape(feature["geometry"]) for feature in layers["land"]["features"]])
    shapely.prepare(land)
    dry = {"Mosul": (43.12, 36.34), "Suva": (178.1, -17.9), "Chukotka": (179.0, 68.0), "beyond 180": (-178.0, 66.8),
           "South Pole": (0.0, -89.0), "Linz": (14.29, 48.31)}  # fmt: skip
    wet = {
        "Atlantic": (-30.0, 30.0),
        "Bering Sea": (179.0, 58.0),
        "Black Sea": (34.0, 43.0),
        "Caspian Sea": (51.0, 42.0),
    }
    assert {name for name, at in dry.items() if land.contains(shapely.Point(at))} == set(dry)
    assert not {name for name, at in wet.items() if land.contains(shapely.Point(at))}


def test_disputed_borders_are_told_apart(layers):
    found = [feature["properties"] for feature in layers["borders"]["features"]]
    assert found == [{"disputed": False}, {"disputed": True}, {"seam": True}]


def test_seams_lie_on_the_180th_meridian_only(layers):
    assert {abs(lon) for line in lines(layers["borders"]["features"][2]["geometry"]) for lon, _ in line} == {180}


def test_labels_have_a_name_a_kind_and_a_whole_zoom(layers):
    kinds = {feature["properties"]["kind"] for feature in layers["labels"]["features"]}
    assert kinds == {"country", "city"}
    for feature in layers["labels"]["features"]:
        assert feature["properties"]["name"] and isinstance(feature["properties"]["minzoom"], int)


def test_the_basemap_is_small_enough_for_a_first_page():
    sizes = {path.name: path.stat().st_size for path in (STATIC / "basemap").glob("*.geojson")}
    assert sum(sizes.values()) <= 2.6 * MEGABYTE and sizes["land.geojson"] <= 1.5 * MEGABYTE


def test_the_fonts_of_the_tokens_are_here_with_their_licences():
    for described in (TOKENS["font"]["sans"], TOKENS["font"]["serif"]):
        for name in described["files"]:
            assert (STATIC / "fonts" / name).read_bytes()[:4] == b"wOF2"
    for name in ("fonts/LICENSE-public-sans.txt", "fonts/LICENSE-source-serif-4.txt"):
        assert "SIL OPEN FONT LICENSE" in (STATIC / name).read_text(encoding="utf-8").upper()
