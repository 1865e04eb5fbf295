"""What each page offers to take along."""

import pytest

from analysis.corpus import catalog, queries, snapshot
from analysis.corpus.filters import Filters

OFFERS = {
    "": ["Places as CSV", "Places as GeoJSON", "Events as CSV", "Voices as CSV", "Articles as CSV"],
    "places": ["Places as CSV", "Places as GeoJSON", "Names found on no map as CSV", "Sentences behind Melk as CSV"],
    "timeline": ["Events as CSV", "Sentences behind Bridge at Melk reopened as CSV"],
    "voices": ["Voices as CSV", "Naming of sources by outlet as CSV", "Mentioned but never quoted as CSV",
               "Sentences behind Ana Ruiz as CSV"],
    "article": ["Marks of this article as CSV", "Text and marks of this article as JSON"],
    "library": ["Articles as CSV"],
}  # fmt: skip


def offered(test) -> list[str]:
    return [button.proto.label for button in test.get("download_button")]


@pytest.mark.parametrize("page", OFFERS)
def test_a_page_offers_what_it_shows(page, flood, app):
    test = app(page, corpus=flood)
    assert not test.exception
    assert offered(test) == OFFERS[page]


@pytest.mark.parametrize("page", OFFERS)
def test_nothing_is_offered_where_nothing_is_shown(page, flood, app):
    catalog.create("mine", "Mine")
    assert offered(app(page, corpus="mine")) == []
    nothing = app(page, corpus=flood, q="zeppelin")
    assert not nothing.exception
    assert offered(nothing) == []


def test_a_part_of_the_overview_that_shows_nothing_offers_nothing(flood, app):
    assert offered(app(corpus=flood, q="Brücke")) == ["Articles as CSV"]


def test_a_name_out_of_an_article_stays_text_in_a_label(flood, app):
    events = queries.events(snapshot.open_desk(flood), Filters())
    hostile = events.loc[events["title"].str.contains("<b>"), "story_id"].iloc[0]
    labels = offered(app("timeline", corpus=flood, event=hostile))
    assert r"Sentences behind Café \<b\>flooded\<\/b\> as CSV" in labels
