"""Where and when, for one article: a small map and a strip of its events; a click opens the mark in the text."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis import schema
from analysis.charts import events_strip, places_map
from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.queries import ArticleView
from pages.parts import charts, findings, header, reader, session, words
from pages.parts.session import View

MAP_PX, WIDTH_PX = 150, 200  # the narrow case, beside the headline at 1440 pixels
STRIP_ROWS = 6  # as high as the map


def show(view: View, found: ArticleView) -> None:
    """Both figures; nothing where the article names no place on the map and tells no event with a date."""
    only = Filters(article_id=found.article_id)
    places = queries.places(view.desk, only)
    events = queries.events(view.desk, only, statuses=schema.EVENT_STATUSES)
    if places.empty and events.empty:
        return
    with st.container(key="article_minis"):
        if not places.empty:
            _map(view, found, places)
        if not events.empty:
            _strip(view, found, events)


def _map(view: View, found: ArticleView, places: pd.DataFrame) -> None:
    figure = places_map(places, mode=view.mode, height=MAP_PX, width=WIDTH_PX)
    with header.panel("mini_map", words.count(len(places), "place") + " on the map", level=3):
        charts.draw(
            figure, "article_map", alt=f"Map: {findings.places_alt(places)}", on_choice=_open(found, "place"),
        )  # fmt: skip


def _strip(view: View, found: ArticleView, events: pd.DataFrame) -> None:
    figure = events_strip(
        events, published=words.as_date(found.published), mode=view.mode, width=WIDTH_PX, rows_at_least=STRIP_ROWS
    )
    with header.panel("mini_strip", findings.drawn_short(events, figure), level=3):
        charts.draw(
            figure, "article_strip", alt=f"Timeline: {findings.events_alt(events)}", on_choice=_open(found, "event"),
        )  # fmt: skip


def _open(found: ArticleView, layer: str) -> Callable[[str], None]:
    """Open the first mark of a place or an event in the text; the address then says which."""

    def chosen(key: str) -> None:
        marks = found.marks[(found.marks["layer"] == layer) & (found.marks["key"] == key)]
        if len(marks):
            session.ask({"id": found.article_id, "at": int(marks["char_start"].iloc[0]), "layer": layer})
            reader.open_again()

    return chosen
