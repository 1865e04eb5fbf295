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


def used(document: Callable[..., Document], text: str) -> dict[str, str]:
    rows = places.extract(document(text, until="places", clean=False))["places"]
    return {row.text: row.usage for row in rows}


def test_a_place_inside_the_name_of_an_organisation_is_marked_as_such(document: Callable[..., Document]):
    found = used(document, "The University of California said so. Students live in Fresno, California.")
    assert found["Fresno"] == "literal"
    rows = places.extract(document("A report by the University of California was published.", until="places"))["places"]
    assert [(row.text, row.usage, row.is_spoken_of) for row in rows] == [("California", "embedded", False)]


def test_a_government_is_told_from_its_country(document: Callable[..., Document]):
    found = used(document, "Russia rejected the plan. Heavy snow fell in Norway.")
    assert (found["Russia"], found["Norway"]) == ("metonymic", "literal")


def test_a_state_inside_a_hyphened_word_is_found(document: Callable[..., Document]):
    assert "U.S." in texts(document, "The U.S.-led coalition struck twice near Mosul, Iraq.")


def test_an_article_of_five_thousand_names_keeps_them_all(document: Callable[..., Document]):
    text = " ".join(f"They left Linz and reached Melk on day {n}." for n in range(2500))
    rows = places.extract(document(text, until="places", clean=False))["places"]
    assert sum(row.text == "Linz" for row in rows) == sum(row.text == "Melk" for row in rows) == 2500


def test_a_name_of_ten_thousand_characters_is_no_place_and_no_error(document: Callable[..., Document]):
    name = "Ab" * 5000
    rows = places.extract(document(f"They went to {name} and on to Linz in Austria.", until="places"))["places"]
    assert {"Linz", "Austria"} <= {row.text for row in rows}
    assert not [row for row in rows if row.text == name and row.lat is not None]
