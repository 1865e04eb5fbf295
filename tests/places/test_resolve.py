"""Which place a name means: cues in the text before population, one sense an article, a reason in words."""

from collections.abc import Callable

import pytest
from geopy.distance import great_circle

from analysis import places, schema
from analysis.document import Document
from analysis.places.home import Home, learn
from analysis.settings import settings

Build = Callable[..., Document]


def found(document: Build, text: str) -> dict[str, schema.Place]:
    """The places of a text by their words (the last of each)."""
    return {row.text: row for row in places.extract(document(text, until="places", clean=False))["places"]}


def test_a_bare_name_is_the_largest_place(document: Build):
    rows = found(document, "The minister flew to Paris on Monday.")
    assert (rows["Paris"].country_code, rows["Paris"].kind) == ("FR", "city")
    assert "places of that name" in rows["Paris"].reason


def test_an_enclosing_state_decides_and_is_itself_found(document: Build):
    rows = found(document, "The fire broke out in Paris, Texas, on Monday.")
    assert rows["Paris"].country_code == "US"
    assert abs(rows["Paris"].lat - 33.66) < 0.1
    assert rows["Texas"].kind == "region"
    assert "Texas" in rows["Paris"].reason


def test_an_enclosing_state_outweighs_the_rest_of_the_article(document: Build):
    rows = found(
        document, "A fire broke out in Paris, Texas. Crews came from Lyon, Marseille, Toulouse and Bordeaux in France."
    )
    assert rows["Paris"].country_code == "US"


def test_a_postal_code_counts_only_after_a_comma(document: Build):
    assert found(document, "They met in Springfield, IL, on Monday.")["Springfield"].lat == 39.8017
    assert "MD" not in found(document, "XS SM MD LG are the sizes in which MD is sold.")


def test_a_county_is_told_from_the_city_of_its_name(document: Build):
    rows = found(document, "Deputies in Orange County, California, closed two roads.")
    assert rows["Orange County"].kind == "county"
    assert rows["Orange County"].country_code == "US"


def test_the_other_places_of_the_article_vote(document: Build):
    rows = found(document, "Floods hit Akron, Toledo and Dayton in Ohio. In Dublin, near Columbus, schools closed.")
    assert rows["Dublin"].country_code == "US"
    assert "in United States" in rows["Dublin"].reason


def test_one_name_has_one_sense_in_an_article(document: Build):
    rows = places.extract(
        document("A storm hit Paris, Texas. Paris had no power. Roads to Paris were closed.", until="places")
    )
    senses = {row.gazetteer_id for row in rows["places"] if row.text == "Paris"}
    assert len(senses) == 1


def test_a_dateline_in_capitals_is_a_place(document: Build):
    assert (
        found(document, "BAGHDAD — Officials said on Tuesday that the road was open.")["BAGHDAD"].country_code == "IQ"
    )


def test_a_river_is_pinned_at_the_stretch_that_the_article_is_about(document: Build):
    row = found(document, "The Danube rose in Passau, Germany. Residents of Deggendorf left.")["Danube"]
    assert row.kind == "water"
    assert abs(row.lat - 48.6) < 0.5
    assert 12 < row.lon < 14.5
    assert "stretch" in row.reason


def test_at_most_three_candidates_stand_in_order_of_their_confidence(document: Build):
    row = found(document, "They drove to Springfield yesterday.")["Springfield"]
    confidences = [candidate.confidence for candidate in row.candidates]
    assert len(confidences) == 3
    assert confidences == sorted(confidences, reverse=True)
    assert confidences[0] == row.confidence < 0.9


def test_what_is_too_unsure_is_kept_off_the_map_with_its_candidates(document: Build, monkeypatch: pytest.MonkeyPatch):
    text = "They drove to Springfield yesterday."
    monkeypatch.setenv("DATELINE_PLACE_CONFIDENCE", "0.99")
    settings.cache_clear()
    unsure = found(document, text)["Springfield"]
    monkeypatch.setenv("DATELINE_PLACE_CONFIDENCE", "0")
    settings.cache_clear()
    sure = found(document, text)["Springfield"]
    monkeypatch.undo()
    settings.cache_clear()
    assert (unsure.lat, unsure.gazetteer_id) == (None, None)
    assert unsure.candidates == sure.candidates
    assert "too unsure" in unsure.reason
    assert sure.gazetteer_id == sure.candidates[0].gazetteer_id


def test_an_outlet_means_the_place_near_its_home(document: Build):
    text = document("The fire broke out in Springfield on Monday.", until="places", clean=False)
    ohio = places.extract(text, Home("Dayton", 39.76, -84.19))["places"][0]
    oregon = places.extract(text, Home("Eugene", 44.05, -123.09))["places"][0]
    assert (round(ohio.lat), round(ohio.lon)) == (40, -84)
    assert (round(oregon.lat), round(oregon.lon)) == (44, -123)


def test_a_home_is_learnt_where_an_outlet_has_one():
    def place(name: str, lat: float, lon: float) -> schema.Place:
        return schema.Place(0, 4, name, name, "city", name, lat, lon, "AT", 0.0, 0.9, "r")

    local = [[place("Linz", 48.3, 14.29), place("Wels", 48.16, 14.02)], [place("Linz", 48.3, 14.29)],
             [place("Steyr", 48.04, 14.42)]]  # fmt: skip
    home = learn(local)
    assert home is not None and abs(home.lat - 48.2) < 0.3
    assert learn(local[:2]) is None
    world = [[place(str(n), 10.0 * n - 40, 40.0 * n - 160)] for n in range(9)]
    assert learn(world) is None


def test_a_name_no_gazetteer_has_lies_in_the_town_the_text_gives(document: Build):
    base = document("They met in Xyzzydorf, Melk, on Monday.", until="places", clean=False)
    rows = places.extract(base.with_rows(given_toponyms=((12, 21), (23, 27))))["places"]
    assert [row.text for row in rows] == ["Xyzzydorf", "Melk"]
    assert (rows[0].lat, rows[0].gazetteer_id) == (rows[1].lat, None)
    assert "as the text says" in rows[0].reason


def test_given_spans_are_resolved_and_nothing_else(document: Build):
    text = "From Linz the convoy went to Melk and then to Vienna."
    base = document(text, until="places", clean=False)
    start = text.index("Melk")
    rows = places.extract(base.with_rows(given_toponyms=((start, start + 4),)))["places"]
    assert [(row.text, row.country_code) for row in rows] == [("Melk", "AT")]


def test_a_given_span_that_nobody_knows_stays_with_a_reason(document: Build):
    text = "They live in Xyzzytown now."
    rows = places.extract(document(text, until="places", clean=False).with_rows(given_toponyms=((13, 22),)))["places"]
    assert [(row.text, row.lat, row.reason) for row in rows] == [("Xyzzytown", None, "not in the gazetteer")]


def chosen(document: Build, text: str, name: str) -> schema.Place:
    return next(row for row in places.extract(document(text, until="places"))["places"] if row.text == name)


def test_countries_in_a_list_enclose_none_of_each_other(document: Build):
    row = chosen(document, "Talks went on in Mexico, the US, and Canada. People of Mexico watched.", "Mexico")
    assert (row.kind, row.country_code) == ("country", "MX")


def test_a_capital_is_likelier_than_a_larger_namesake_nearby(document: Build):
    base = document("The president flew back to Washington from Texas on Monday.", until="places", clean=False)
    row = places.extract(base.with_rows(given_toponyms=((27, 37), (43, 48))))["places"][0]
    assert (row.kind, round(row.lat or 0), round(row.lon or 0)) == ("city", 39, -77)


def test_the_before_a_name_speaks_for_a_sea(document: Build):
    def ocean(text: str) -> float:
        base = document(text, until="places", clean=False)
        start = text.index("Atlantic")
        (row,) = places.extract(base.with_rows(given_toponyms=((start, start + 8),)))["places"]
        return next(c.confidence for c in row.candidates if c.gazetteer_id == "dateline:atlantic-ocean")

    assert ocean("They crossed the Atlantic.") > ocean("They drove to Atlantic.")


def test_names_of_a_list_share_its_area_word(document: Build):
    text = "Sirens went off in Barrow, Jackson and Madison counties in Georgia, in the United States."
    base = document(text, until="places", clean=False)
    spans = tuple((text.index(n), text.index(n) + len(n)) for n in ("Barrow", "Jackson", "Madison", "Georgia"))
    rows = places.extract(base.with_rows(given_toponyms=spans))["places"]
    assert [row.kind for row in rows] == ["county", "county", "county", "region"]


def test_an_area_is_known_without_its_word(document: Build):
    row = chosen(document, "Rain fell in Borno State in Nigeria.", "Borno State")
    assert (row.kind, row.country_code) == ("region", "NG")


def test_the_reason_names_the_nearest_other_place_and_how_far_it_is(document: Build):
    row = chosen(document, "From Linz they drove to Melk in Austria.", "Melk")
    away = great_circle((48.2274, 15.3319), (48.3064, 14.2861)).km
    assert f"nearest Linz, {away:.0f} km" in row.reason
    assert "in Austria" in row.reason


def test_joined_names_are_places_of_their_own(document: Build):
    rows = places.extract(document("Leaders of the Asia-Pacific region met in Linz.", until="places"))["places"]
    assert {"Asia", "Pacific"} <= {row.text for row in rows} or "Asia-Pacific" in {row.text for row in rows}
