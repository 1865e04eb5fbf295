"""What is a toponym: by the parse, the gazetteer and the words around."""

from collections.abc import Callable

import pytest

from analysis import places
from analysis.document import Document


def texts(document: Callable[..., Document], text: str) -> list[str]:
    rows = places.extract(document(text, until="places", clean=False))["places"]
    return [row.text for row in rows if not row.relation_only]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('"We are ready," Gen. Washington said. Washington added that he would wait.', "Washington"),
        ("The study came from George Washington University.", "Washington"),
        ("IS said IS fighters held the hill.", "IS"),
        ("The man posted a Tweet about the Tweet.", "Tweet"),
        ("They let us go. He gave us bread.", "us"),
        ("On Thursday, in March, the May talks began.", "March"),
    ],
)
def test_words_that_merely_spell_like_places_are_none(document: Callable[..., Document], text: str, word: str):
    assert word not in texts(document, text)


def test_the_us_is_a_place_and_us_is_not(document: Callable[..., Document]):
    found = texts(document, "The U.S. military told us that troops would leave Iraq.")
    assert "U.S." in found
    assert "us" not in found


def test_peoples_are_demonyms_of_their_country(document: Callable[..., Document]):
    rows = places.extract(document("Iraqi and Kurdish forces met Iraqis on the road.", until="places"))["places"]
    assert [(row.text, row.name, row.demonym) for row in rows] == [
        ("Iraqi", "Iraq", True), ("Kurdish", "Kurdistan", True), ("Iraqis", "Iraq", True),
    ]  # fmt: skip


def test_a_name_before_a_state_is_a_place_whatever_the_parse_calls_it(document: Callable[..., Document]):
    assert "Kent" in texts(document, "Jordan Kent was born in Kent, Ohio.")


def test_a_final_full_stop_belongs_to_an_abbreviation(document: Callable[..., Document]):
    assert "W.Va." in texts(document, "Police in Charleston, W.Va., arrested two men.")
