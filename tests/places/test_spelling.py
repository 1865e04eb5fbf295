"""Transliterated names spelt as no list has them: found by their consonants, near the article's places, less sure."""

from collections.abc import Callable

import pytest
from geopy.distance import great_circle

from analysis import places, schema
from analysis.document import Document
from analysis.places.gazetteer import Gazetteer
from analysis.places.sound import skeleton

Build = Callable[..., Document]


@pytest.mark.parametrize(
    ("one", "other"),
    [("gogjali", "kokjali"), ("gogjali", "kokjalli"), ("bashiqa", "bachika"), ("jarabulus", "djarablos"),
     ("hammam al alil", "hamam alil"), ("dzhalalabad", "jalalabad"), ("kherson", "gherson")],
)  # fmt: skip
def test_spellings_of_one_name_have_one_skeleton(one: str, other: str):
    assert skeleton(one) == skeleton(other) != ""


def test_short_skeletons_find_nothing(world: Gazetteer):
    assert skeleton("kyiv") == ""
    assert world.sounds_like("Kyiv") == ()


def given(document: Build, text: str, *names: str) -> dict[str, schema.Place]:
    base = document(text, until="places", clean=False)
    spans = tuple((text.index(name), text.index(name) + len(name)) for name in names)
    return {row.text: row for row in places.extract(base.with_rows(given_toponyms=spans))["places"]}


def test_an_unknown_spelling_near_the_articles_places_is_found_and_says_so(world: Gazetteer, document: Build):
    assert world.look_up("Kokjalli") == ()
    rows = given(document, "Troops left Mosul. They took Kokjalli.", "Mosul", "Kokjalli")
    found = rows["Kokjalli"]
    assert found.gazetteer_id is not None
    assert great_circle((found.lat, found.lon), (36.335, 43.119)).km < 30
    assert "spelt otherwise" in found.reason
    assert found.confidence < rows["Mosul"].confidence


def test_a_name_that_sounds_alike_far_away_is_not_taken(document: Build):
    rows = given(document, "Troops left Linz. They took Kokjalli.", "Linz", "Kokjalli")
    assert "spelt otherwise" not in rows["Kokjalli"].reason
