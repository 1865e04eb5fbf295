"""Names: edges, kinds, pieces, and the mentions of one bearer."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis import names, schema
from analysis.document import Document
from analysis.names import recognise


@pytest.fixture(scope="session")
def find(document) -> Callable[[str], list[schema.Name]]:
    """The names of a text."""

    def run(text: str) -> list[schema.Name]:
        return list(names.extract(document(text, until="names", clean=False))["names"])

    return run


def kinds(found: list[schema.Name]) -> dict[str, str]:
    return {name.text: name.kind for name in found}


def keys(found: list[schema.Name], text: str) -> list[str | None]:
    return [name.person_key for name in found if name.text == text]


def test_titles_and_possessives_are_no_part_of_a_name(find) -> None:
    found = find("On Monday Gen. Peter Lindqvist met Dr. Paul Okoro in Oslo. Lindqvist's troops left.")
    assert [name.text for name in found if name.kind == "person"] == ["Peter Lindqvist", "Paul Okoro", "Lindqvist"]


def test_surname_and_full_name_have_one_key(find) -> None:
    found = find("Abdul Rahman al-Khatib spoke in Amman. On Monday Khatib met Paul Okoro. Okoro said Khatib was late.")
    assert len(set(keys(found, "Abdul Rahman al-Khatib") + keys(found, "Khatib"))) == 1
    assert keys(found, "Khatib") != keys(found, "Okoro")


def test_two_people_of_one_surname_have_two_keys_and_the_surname_goes_to_the_last(find) -> None:
    found = find("Adele Marsh met Paul Marsh in London. Later Marsh left.")
    adele, paul, surname = (keys(found, text)[0] for text in ("Adele Marsh", "Paul Marsh", "Marsh"))
    assert adele != paul
    assert surname == paul


def test_an_organisation_and_its_acronym_have_one_key(find) -> None:
    found = find("The World Food Programme (WFP) sent trucks to Kenya. The WFP said it needed more.")
    assert len(set(keys(found, "World Food Programme") + keys(found, "WFP"))) == 1
    assert kinds(found)["WFP"] == "organisation"


def test_an_acronym_spelt_like_a_word_is_a_name_only_beside_its_long_form(find) -> None:
    tied = find("Islamic State fighters left the town. In the hills IS still holds two villages.")
    assert kinds(tied)["IS"] == "organisation"
    assert len(set(keys(tied, "Islamic State") + keys(tied, "IS"))) == 1
    assert "IS" not in kinds(find("The weather IS bad in Oslo and Maria Lindqvist IS tired."))


def test_pieces_of_one_organisation_are_one_name(find) -> None:
    found = find("The report was written by Human Rights Watch and by the Institute for River Studies in Vienna.")
    assert kinds(found)["Human Rights Watch"] == "organisation"
    assert kinds(found)["Institute for River Studies"] == "organisation"


def test_a_name_has_one_kind_through_the_article(find) -> None:
    found = find(
        "Jonas Berglund leads the club. Reporters waited for Berglund in Malmo. "
        "The message from Berglund was short. Nobody in Malmo had seen Berglund before."
    )
    assert {name.kind for name in found if name.text in ("Berglund", "Jonas Berglund")} == {"person"}


def test_streets_and_rivers_are_places(find) -> None:
    assert kinds(find("The crash on Lindqvist Street blocked Elm Drive near Paul Okoro's house.")).get("Elm Drive") in (
        None,
        "place",
    )


def test_channels_are_no_names(find) -> None:
    assert "Tweet" not in kinds(find("It was announced in a Tweet by Maria Lindqvist from Oslo."))


def test_groups_and_places_have_no_bearer(find) -> None:
    found = find("Norwegian ferries sail to Denmark.")
    assert kinds(found) == {"Norwegian": "group", "Denmark": "place"}
    assert {name.person_key for name in found} == {None}


def test_text_without_a_story_has_no_names(find) -> None:
    assert find("") == []
    assert find("\n\n \n") == []


def test_names_never_overlap_and_keep_their_words(find) -> None:
    text = "Human Rights Watch, the Ministry of Health of Kenya, and Mason University's Center for Law met Ann Lee."
    found = find(text)
    assert all(text[name.char_start : name.char_end] == name.text for name in found)
    assert all(a.char_end <= b.char_start for a, b in zip(found, found[1:], strict=False))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Dr.", "Col.", "Maria", "Okoro", "al-Khatib", "IS", "Islamic", "State", "the", "Ministry", "of", "for",
             "and",
             "Health", "'s", "(WHO)", "Inc.", ".", ",", "(", "\n", "Watch", "-", "'", "Street", "767", "É", "😀"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_order_of_name_words_keeps_the_contract(find, words: list[str]) -> None:
    text = " ".join(words)
    found = find(text)
    assert all(text[name.char_start : name.char_end] == name.text and name.kind in schema.NAME_KINDS for name in found)
    assert all((name.person_key is not None) == (name.kind in ("person", "organisation")) for name in found)


def test_a_surname_the_model_takes_for_a_place_is_the_person_named_in_full(document) -> None:
    text = "Abu Karim al-Rashidi spoke on Monday. It was the first message from Rashidi since May."
    made = document(text, until="places", clean=False)
    assert {name.kind for name in made.names if name.text.endswith("Rashidi")} == {"person"}


def test_a_person_at_the_start_of_a_sentence_keeps_the_first_name(pipeline) -> None:
    words = ["Aki", "Peltonen", "said", "so", "."]
    doc = Doc(
        pipeline.vocab, words=words, heads=[2, 0, 2, 2, 2], deps=["nsubj", "flat", "ROOT", "advmod", "punct"],
        pos=["PROPN", "PROPN", "VERB", "ADV", "PUNCT"], ents=["O", "B-PERSON", "O", "O", "O"],
    )  # fmt: skip
    whole = (schema.Sentence(0, len(doc.text), "body"),)
    found = recognise.mentions(Document(doc.text, doc, (schema.Part(0, len(doc.text), "body"),), whole))
    assert [doc[m.start : m.end].text for m in found] == ["Aki Peltonen"]


def test_words_that_only_begin_a_sentence_are_no_names(find) -> None:
    assert not {"Nobody", "Teachers", "Friday"} & set(kinds(find("Nobody came. Teachers left on Friday for Oslo.")))


def test_an_apposition_with_a_personal_role_makes_a_person(find) -> None:
    found = find("Marek Holubec, the duty hydrologist of the gauge office, left. The operator, Norda Vest, closed.")
    assert kinds(found)["Marek Holubec"] == "person"


def test_gods_are_names_without_a_bearer(find) -> None:
    found = find("Paula Okoro said she prayed to God in Oslo.")
    assert {name.person_key for name in found if name.text == "God"} <= {None}
