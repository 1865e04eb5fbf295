"""One article through all stages."""

import pytest

from analysis import schema
from analysis.errors import AnnotationError

STORY = """Ferry adrift on the Inn

PASSAU, Germany — A ferry broke loose near Passau late on Tuesday, a police official said on Wednesday.

"Nobody was hurt," said Jonna Reitsam, who runs the landing. She said the rope had been old.
"""


@pytest.fixture(scope="module")
def annotated(annotate_text) -> schema.Article:
    return annotate_text(STORY, "2019-04-10", outlet="Halyard Wire")


def test_every_kind_of_row_is_found_and_keeps_the_contract(annotated) -> None:
    assert annotated.sentences and annotated.names and annotated.places
    assert annotated.times and annotated.quotes and annotated.people and annotated.events
    schema.check_article(annotated)


def test_the_headline_becomes_the_title_where_none_was_given(annotated) -> None:
    assert annotated.title == "Ferry adrift on the Inn"


def test_where_when_and_who(annotated) -> None:
    assert any(place.name == "Passau" and place.country_code == "DE" for place in annotated.places)
    assert any(time.value.startswith("2019-04-09") for time in annotated.times)
    speakers = {quote.speaker for quote in annotated.quotes}
    assert "Jonna Reitsam" in speakers
    direct = [quote for quote in annotated.quotes if quote.kind == "direct"]
    assert [annotated.text[slice(*quote.content[0])] for quote in direct] == ['"Nobody was hurt,"']


def test_the_same_text_gives_the_same_rows(annotate_text, annotated) -> None:
    assert annotate_text(STORY, "2019-04-10", outlet="Halyard Wire") == annotated


def test_another_language_is_kept_labelled_and_not_analysed(annotate_text) -> None:
    article = annotate_text(
        "Die Donau ist über die Ufer getreten. Der Bürgermeister bat die Bewohner, die Häuser zu verlassen."
    )
    assert article.language == "de"
    assert article.parts and not (article.names or article.places or article.quotes)


def test_no_text_is_one_sentence(annotate_text) -> None:
    with pytest.raises(AnnotationError, match="no text"):
        annotate_text(" \n ")


def test_too_long_a_text_is_one_sentence(annotate_text) -> None:
    with pytest.raises(AnnotationError, match="Split it"):
        annotate_text("word " * 50_000)


def test_a_missing_date_is_inferred_and_marked_so(annotate_text) -> None:
    article = annotate_text(
        "The bridge fell on Tuesday, 9 April 2019, in Linz, Austria, and the town mourned its dead."
    )
    assert (article.published, article.published_basis) == ("2019-04-09", "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50 + "a",
        '"' * 301,
        "Mosul " * 400,
        "He said " * 300,
        "\x00\x07 said in Linz.",
        "A.B.C. said \u202eyesterday\u202c.",
    ],
)
def test_odd_text_is_annotated_without_an_error(annotate_text, text: str) -> None:
    schema.check_article(annotate_text(text, "2019-04-10"))
