"""Every page over a small corpus, an empty one, and none."""

import pytest

from analysis.corpus import catalog, queries
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import open_desk

PAGES = ("", "places", "timeline", "voices", "article", "library")


def texts(test) -> str:
    """All that a page says, as Streamlit was given it."""
    kinds = ("title", "header", "subheader", "caption", "markdown", "text", "metric", "button")
    found = []
    for kind in kinds:
        for element in getattr(test, kind):
            found.append(str(getattr(element, "label", "") or ""))
            found.append(str(getattr(element, "value", "") or ""))
    return "\n".join(found)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_and_carries_the_badge_of_an_exercise(page, flood, app):
    test = app(page, corpus=flood)
    assert not test.exception
    assert len(test.title) == 1
    assert "Exercise scenario: fictional" in texts(test)


@pytest.mark.parametrize("page", PAGES)
def test_text_of_an_article_never_arrives_as_markup(page, flood, app):
    test = app(page, corpus=flood)
    said = texts(test)
    for danger in ("<script>", "![x]", "**No**"):
        assert danger not in said


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_corpus_says_what_to_do(page, corpora, app):
    catalog.create("mine", "Mine")
    test = app(page, corpus="mine")
    assert not test.exception
    assert "This corpus holds no article yet" in texts(test)


@pytest.mark.parametrize("page", PAGES)
def test_a_missing_corpus_is_named(page, flood, app):
    test = app(page, corpus="nowhere")
    assert not test.exception
    assert "No corpus called “nowhere” is here." in texts(test)


def test_no_corpus_at_all_names_the_command(app):
    test = app()
    assert not test.exception
    assert "python -m analysis prepare" in texts(test)


def test_filters_that_leave_nothing_offer_the_one_that_is_to_blame(flood, app):
    test = app("places", corpus=flood, outlet="Nobody’s Paper", q="bridge")
    said = texts(test)
    assert "No article fits these filters" in said
    assert r"Leave out Nobody’s Paper" in said
    next(button for button in test.button if button.label.startswith("Leave out")).click().run()
    assert "No article fits these filters" not in texts(test)


def test_the_numbers_of_the_overview_are_those_of_the_queries(flood, app):
    test = app(corpus=flood)
    total = queries.summary(open_desk(flood), Filters())
    shown = [metric.value for metric in test.metric]
    assert shown == [str(number) for number in (
        total.articles, total.outlets, total.places, total.events, total.voices, total.quotes)]  # fmt: skip


def test_an_article_that_is_not_there_is_answered(flood, app):
    test = app(corpus=flood)
    test.query_params["id"] = "no-such-article"
    test.switch_page("pages/article.py").run()
    assert not test.exception


def test_places_of_one_kind_and_the_chosen_place_with_its_doubts(flood, app):
    test = app("places", corpus=flood, place="geonames:2782113")
    said = texts(test)
    assert "Austria" in said and "Written “Austria” 2, “Austrian” 2." in said
    test.pills[0].set_value(["areas"]).run()
    assert not test.exception
    assert [str(name) for name in test.dataframe[0].value["Place"]] == ["12 km upstream of Linz"]
    next(button for button in test.button if button.label.startswith("Only articles that name")).click().run()
    assert r"Place\: 12 km upstream of Linz ✕" in [button.label for button in test.button]


@pytest.mark.parametrize("page", PAGES)
def test_mark_filters_hold_on_every_page(page, flood, app):
    test = app(page, corpus=flood, where="geonames:2855328", same="1", sure="20")
    assert not test.exception
    chips = [button.label for button in test.button if button.label.endswith("✕")]
    assert chips == [r"Place\: Passau ✕", r"At least 20\% sure ✕", "Same sentence only ✕"]
