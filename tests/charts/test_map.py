"""The map's figure: ids, rings, outlines, hostile names, and a style that asks for nothing from outside."""

import json
from math import pi

import pytest

from analysis.charts import places_map, style
from analysis.charts.sphere import circle
from tests.charts.frames import HOSTILE, HOSTILE_SHOWN, places, spec_of

LINZ = {"name": "Linz", "lat": 48.31, "lon": 14.29, "mentions": 40, "place_key": "geonames:2772400"}
MELK = {"name": "Melk", "lat": 48.23, "lon": 15.33, "mentions": 10}
CAMP = {"name": "the camp", "lat": 48.5, "lon": 14.6, "radius_km": 9.0, "confidence": 0.6, "uncertain": True}
NORTH = {"name": "60 km north of Linz", "lat": 48.85, "lon": 14.29, "uncertain": True, "bearing_deg": 0.0,
         "spread_deg": 45.0, "distance_km": 60.0, "radius_km": 10.0, "relation_kind": "N"}  # fmt: skip


def spec(*rows, mode="light", **more):
    return spec_of(places_map(places(*rows), mode=mode, **more))


def alive(figure):
    return [trace for trace in figure["data"] if "customdata" in trace]


def outlines(figure):
    layers = figure["layout"]["map"].get("layers", [])
    return [feature["geometry"]["coordinates"][0] for feature in layers[0]["source"]["features"]] if layers else []


def test_one_trace_answers_the_pointer_and_carries_every_id():
    figure = spec(LINZ, MELK, CAMP)
    assert [trace["customdata"] for trace in alive(figure)] == [["geonames:2772400", "text:Melk", "text:the camp"]]
    assert all(trace["hoverinfo"] == "skip" for trace in figure["data"][1:])


def test_the_area_of_a_disc_is_its_mentions():
    figure = spec(LINZ, MELK)
    discs = [trace for trace in figure["data"] if trace["marker"]["color"] == style.color("light", "place")]
    sizes = [size for trace in discs for size in trace["marker"]["size"]]
    linz, melk = ((size / 2) ** 2 * pi for size in sizes)
    assert linz / melk == pytest.approx(4, rel=0.02)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_an_uncertain_place_is_a_ring_with_paper_in_it(mode):
    figure = spec(CAMP, mode=mode)
    last = [trace for trace in figure["data"] if trace["marker"]["size"]][-1]
    assert last["marker"]["color"] == style.color(mode, "paper")
    assert max(last["marker"]["size"]) < 10


def test_larger_discs_lie_below_smaller_ones():
    tiers = [trace["marker"]["size"] for trace in spec(LINZ, MELK)["data"]
             if trace["marker"]["color"] == style.color("light", "place") and trace["marker"]["size"]]  # fmt: skip
    assert tiers[0][0] > tiers[-1][0]


def test_a_radius_is_drawn_as_a_dotted_circle_of_its_true_size():
    figure = spec(CAMP)
    assert outlines(figure) == [circle(48.5, 14.6, 9.0)]
    fill, line = figure["layout"]["map"]["layers"]
    assert fill["opacity"] == 0.10 and line["line"]["dash"]


def test_a_told_direction_and_distance_is_drawn_as_a_sector_from_its_anchor():
    (ring,) = outlines(spec(NORTH))
    latitudes = [lat for _, lat in ring]
    assert min(latitudes) > 48.31 + 0.37 and max(latitudes) == pytest.approx(48.31 + 75 / 111.2, abs=0.02)


def test_countries_have_no_circle_and_do_not_set_the_view():
    country = {"name": "Austria", "lat": 47.3, "lon": 13.3, "kind": "country", "radius_km": 300.0}
    figure, without = spec(LINZ, MELK, country), spec(LINZ, MELK)
    assert outlines(figure) == []
    assert figure["layout"]["map"]["center"] == without["layout"]["map"]["center"]
    assert figure["layout"]["meta"]["outside"] == ["Austria"]


@pytest.mark.parametrize("kind", ["water", "terrain", "area", "region", "country"])
def test_what_stretches_far_has_no_circle(kind):
    assert outlines(spec(LINZ, {"name": "Danube", "lat": 48.8, "lon": 13.0, "kind": kind, "radius_km": 50.0})) == []


def test_a_river_is_a_ring_and_does_not_set_the_view():
    river = {"name": "Danube", "lat": 46.0, "lon": 20.0, "kind": "water", "radius_km": 50.0}
    figure = spec(LINZ, MELK, river)
    paper = style.color("light", "paper")
    assert [trace["lat"] for trace in figure["data"] if trace["marker"]["color"] == paper and trace["lat"]][-1] == [
        46.0
    ]
    assert figure["layout"]["meta"]["outside"] == ["Danube"]


def test_a_place_told_by_another_keeps_its_circle_whatever_its_kind_and_the_view_holds_it():
    near = {"name": "near Linz", "lat": 48.31, "lon": 14.29, "kind": "area", "radius_km": 40.0, "uncertain": True,
            "relation_kind": "near"}  # fmt: skip
    alone, with_circle = spec(LINZ), spec(LINZ, near)
    assert outlines(with_circle) == [circle(48.31, 14.29, 40.0)]
    assert with_circle["layout"]["map"]["zoom"] < alone["layout"]["map"]["zoom"]


def test_a_radius_too_large_to_say_anything_is_not_drawn():
    assert outlines(spec(CAMP | {"radius_km": 61.0})) == [] and outlines(spec(CAMP | {"radius_km": 60.0}))


def test_a_doubtful_place_far_off_does_not_choose_the_view_and_a_sure_one_does():
    near = [LINZ | {"mentions": 9}, MELK | {"mentions": 9}]
    far = {"name": "Hals", "lat": 57.0, "lon": 10.3, "mentions": 4, "confidence": 0.3}
    doubtful, sure = spec(*near, far | {"uncertain": True}), spec(*near, far | {"confidence": 0.9})
    assert doubtful["layout"]["meta"]["outside"] == ["Hals"] and sure["layout"]["meta"]["outside"] == []
    assert doubtful["layout"]["map"]["zoom"] > sure["layout"]["map"]["zoom"] + 2


def test_a_place_that_was_chosen_is_in_view_wherever_it_lies():
    far = {"name": "Hals", "lat": 57.0, "lon": 10.3, "mentions": 1}
    rows = [LINZ, MELK, far]
    assert spec(*rows)["layout"]["meta"]["outside"] == ["Hals"]
    assert spec(*rows, selected="text:Hals")["layout"]["meta"]["outside"] == []


def test_doubtful_places_that_are_most_of_the_story_stay_in_view():
    far = {"name": "Hals", "lat": 57.0, "lon": 10.3, "mentions": 9, "confidence": 0.3, "uncertain": True}
    assert spec(LINZ | {"mentions": 9}, MELK, far)["layout"]["meta"]["outside"] == []


def test_a_label_that_the_edge_would_cut_stands_on_the_other_side():
    east = {"name": "Bratislava-Petržalka", "lat": 48.1, "lon": 17.1, "mentions": 30}
    marks = spec(LINZ, MELK, east)["layout"]["map"]["style"]["sources"]["marks"]["data"]["features"]
    sides = {mark["properties"]["label"]: mark["properties"]["side"] for mark in marks}
    assert sides == {"Linz": "right", "Melk": "", "Bratislava-Petržalka": "left"}


def test_rows_without_a_position_are_counted_and_not_drawn():
    figure = spec(LINZ, {"name": "Nowhere", "lat": None, "lon": None})
    assert figure["layout"]["meta"] == {"outside": [], "without_position": 1}
    assert alive(figure)[0]["customdata"] == ["geonames:2772400"]


def test_markup_in_a_name_is_shown_literally():
    figure = spec(LINZ | {"name": HOSTILE})
    assert alive(figure)[0]["hovertext"][0].startswith(f"<b>{HOSTILE_SHOWN}"[:20])
    assert "<a " not in alive(figure)[0]["hovertext"][0]
    label = figure["layout"]["map"]["style"]["sources"]["marks"]["data"]["features"][0]["properties"]["label"]
    assert label.startswith("<b>Weir</b>")  # MapLibre draws text as it is


def test_the_style_asks_for_nothing_from_outside_and_has_no_glyphs():
    drawn = spec(LINZ)["layout"]["map"]["style"]
    assert "glyphs" not in drawn and "sprite" not in drawn
    addresses = [source["data"] for source in drawn["sources"].values() if isinstance(source["data"], str)]
    assert addresses and all(address.startswith("./app/static/basemap/") for address in addresses)
    assert "://" not in json.dumps(drawn)


def test_a_choice_changes_neither_the_style_nor_the_view():
    plain, chosen = spec(LINZ, MELK)["layout"], spec(LINZ, MELK, selected="text:Melk")["layout"]
    assert plain == chosen


def test_the_chosen_place_has_a_ring_of_ink_below_all_discs():
    first = spec(LINZ, MELK, selected="text:Melk", mode="dark")["data"][0]
    assert first["selectedpoints"] == [1] and first["marker"]["color"] == style.color("dark", "ink")
    assert (first["selected"]["marker"]["opacity"], first["unselected"]["marker"]["opacity"]) == (1, 0)


def test_cities_of_the_basemap_that_are_marked_are_left_out():
    layers = {layer["id"]: layer for layer in spec(LINZ)["layout"]["map"]["style"]["layers"]}
    assert ["!", ["in", ["get", "id"], ["literal", ["geonames:2772400"]]]] in layers["cities"]["filter"]


def test_light_and_dark_differ_in_colours_only():
    light, dark = spec(LINZ)["layout"]["map"], spec(LINZ, mode="dark")["layout"]["map"]
    assert light["center"] == dark["center"] and light["style"]["sources"] == dark["style"]["sources"]
    assert light["style"]["layers"][0]["paint"] != dark["style"]["layers"][0]["paint"]


def test_a_single_mention_is_not_a_large_disc():
    sizes = [size for trace in spec(MELK | {"mentions": 1})["data"] for size in trace["marker"]["size"]]
    assert max(sizes) <= 20


def test_an_empty_frame_gives_the_world_without_marks():
    figure = spec_of(places_map(places(LINZ).iloc[:0], mode="light"))
    assert figure["layout"]["map"]["zoom"] < 1
    assert not any(trace["marker"]["size"] for trace in figure["data"])
