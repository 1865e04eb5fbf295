"""Streets and buildings that no gazetteer has lie near what the sentence or the article is about, and say so."""

from collections.abc import Callable

import pytest
from geopy.distance import great_circle

from analysis import places, schema
from analysis.document import Document

LINZ, MELK = (48.3064, 14.2861), (48.2274, 15.3319)
Build = Callable[..., Document]


def place(document: Build, text: str, name: str) -> schema.Place:
    """The row of a name that is given as a toponym, as are Linz, Melk and Austria."""
    base = document(text, until="places", clean=False)
    names = [found for found in (name, "Linz", "Melk", "Austria") if found in text]
    spans = tuple((text.index(found), text.index(found) + len(found)) for found in names)
    rows = places.extract(base.with_rows(given_toponyms=spans))["places"]
    return next(row for row in rows if row.text == name)


def test_a_street_lies_somewhere_in_the_town_its_sentence_names(document: Build):
    row = place(document, "A bus burnt out on Xyzzy Street when rain reached Linz. Melk was dry.", "Xyzzy Street")
    assert great_circle((row.lat, row.lon), LINZ).km < 2
    assert row.radius_km >= 10
    assert row.gazetteer_id is None
    assert "somewhere in or near Linz, which the same sentence names" in row.reason


def test_what_the_article_is_mostly_about_is_the_last_resort_with_a_wider_radius(document: Build):
    text = "Melk is under water. The mayor of Melk spoke. Patients left Xyzzy Hospital on Monday."
    row = place(document, text, "Xyzzy Hospital")
    assert great_circle((row.lat, row.lon), MELK).km < 2
    assert row.radius_km >= 25
    assert "which the article is mostly about" in row.reason


def test_a_country_is_too_wide_to_put_a_street_into(document: Build):
    row = place(document, "A bus burnt out on Xyzzy Street in Austria.", "Xyzzy Street")
    assert (row.lat, row.lon) == (None, None)


def test_a_name_that_is_said_to_be_nowhere_stays_off_the_map(document: Build):
    rows = places.extract(document("Melk is under water. Xyzzy Holdings bought Qwert.", until="places"))["places"]
    assert all(row.lat is None for row in rows if row.text != "Melk")


@pytest.mark.parametrize("word", ["Campus", "District", "State"])
def test_a_bare_noun_is_no_place(document: Build, word: str):
    rows = places.extract(document(f"In the {word} they waited, said Jane Roe of Melk.", until="places"))["places"]
    assert word not in {row.text for row in rows}
