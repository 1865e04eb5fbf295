"""The corpus in one look; every part leads to its page."""

import streamlit as st

from analysis.charts import places_map, timeline, voices_bars
from analysis.corpus import queries
from pages.parts import charts, evidence, exports, findings, header, help, shell, states, theme, words
from pages.parts.session import View

MAP_PX = 290
COLUMNS = (1.7, 1)
WIDEST_PX = (650, 365)  # of the figures: the columns at 1440 pixels with the sidebar open
EVENTS = 9
PLACES = 1_000  # the small map shows no more apart
VOICES = 6


def page(view: View) -> None:
    """Six numbers, then the best of each page."""
    total = queries.summary(view.desk, view.filters)
    export = header.show(view, words.plain(view.corpus.title), _lede(total), lambda: _actions(view))
    _numbers(view, total)
    if view.filters.is_empty:
        help.hint()
    left, right = st.columns(COLUMNS, gap="large")
    with left:
        _places(view, total)
        _events(view, total)
    with right:
        _voices(view, total)
        _newest(view)
    exports.overview(export, view, total)


def _width_px(column: int) -> int:
    """What a figure is laid out for: a narrow window counts, in a wide one it is only loosened."""
    return min(WIDEST_PX[column], theme.column_px(COLUMNS[column] / sum(COLUMNS)))


def _lede(total: queries.Summary) -> str:
    """What was read; the numbers stand below."""
    outlets = f" of {words.count(total.outlets, 'outlet')}" if total.outlets else ""
    when = words.days(total.first_published, total.last_published)
    read = f"{words.count(total.articles, 'article')}{outlets}{', ' if when else ''}{when}"
    return f"{read}: where, when, and who is quoted."


def _actions(view: View) -> None:
    st.page_link("pages/library.py", label="Add articles", icon=":material/add:", query_params=view.params())
    header.copy_link("overview")


def _numbers(view: View, total: queries.Summary) -> None:
    """Six numbers, each below the way to the page that shows what it counts."""
    numbers = (
        ("Articles", total.articles, "library"), ("Outlets", total.outlets, "voices"),
        ("Places", total.places, "places"), ("Events", total.events, "timeline"),
        ("Voices", total.voices, "voices"), ("Quotes", total.quotes, "voices"),
    )  # fmt: skip
    for column, (label, number, page) in zip(st.columns(6), numbers, strict=True):
        with column, st.container(key=f"number_{label.lower()}", gap=0):
            tip = help.TIPS.get(label)
            st.page_link(f"pages/{page}.py", label=label, query_params=view.params(), width="content", help=tip)
            st.metric(label, f"{number:,}", label_visibility="collapsed")


def _places(view: View, total: queries.Summary) -> None:
    found = queries.places(view.desk, view.filters, limit=PLACES)
    if found.empty:
        states.nothing(view, "place")
        return
    title = findings.places(found, total.articles)
    figure = charts.made(places_map, found, mode=view.mode, height=MAP_PX, width=_width_px(0))
    caption = f"Area = mentions, ring = uncertain or wide. {findings.outside(figure)}"
    with header.panel("map", title, caption, ("pages/places.py", "Places"), view):
        charts.draw(
            figure, "overview_map", alt=f"Map: {findings.places_alt(found)}",
            on_choice=lambda key: charts.lead("places", view.params(place=key)),
        )  # fmt: skip


def _events(view: View, total: queries.Summary) -> None:
    top = queries.events(view.desk, view.filters, limit=EVENTS)
    if top.empty:
        states.nothing(view, "event", "The articles of this corpus tell no event with a date.")
        return
    published = queries.published_days(view.desk, view.filters)
    figure = charts.made(timeline, top, published=published, mode=view.mode, width=_width_px(0))
    drawn = findings.drawn(top, figure)
    title = f"The most told of {total.events:,} events: {drawn}" if total.events > len(top) else drawn
    with header.panel("events", title, "Diamond = one day, solid = certain, faded = possible range",
                      ("pages/timeline.py", "Timeline"), view):  # fmt: skip
        charts.draw(
            figure, "overview_events",
            alt=f"Timeline: {findings.events_alt(top)}",
            on_choice=lambda key: charts.lead("timeline", view.params(event=key)),
        )  # fmt: skip


def _voices(view: View, total: queries.Summary) -> None:
    found = queries.voices(view.desk, view.filters)
    if found.empty:
        states.nothing(view, "voice", "Nobody is quoted in this corpus.")
        return
    with header.panel("voices", findings.voices(found, total=total.quotes), "Most quoted, by number of quotes",
                      ("pages/voices.py", "Voices"), view):  # fmt: skip
        charts.draw(
            charts.made(voices_bars, found.head(VOICES), mode=view.mode, width=_width_px(1)), "overview_voices",
            alt=f"Bars: {findings.voices_alt(found.head(VOICES))}",
            on_choice=lambda key: charts.lead("voices", view.params(voice=key)),
        )  # fmt: skip


def _newest(view: View) -> None:
    found = queries.articles(view.desk, view.filters, limit=8)
    with header.panel("newest", "Newest articles", "", ("pages/library.py", "Library"), view):
        evidence.headlines(view, found, "newest")


shell.serve("Overview", page)
