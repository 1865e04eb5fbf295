"""The corpus in one look; every part leads to its page."""

import streamlit as st

from analysis.charts import places_map, timeline, voices_bars
from analysis.corpus import queries
from pages.parts import charts, evidence, findings, header, shell, states, words
from pages.parts.session import View

MAP_PX = 290
EVENTS = 9
VOICES = 6


def page(view: View) -> None:
    """Six numbers, then the best of each page."""
    total = queries.summary(view.desk, view.filters)
    header.show(view, words.plain(view.corpus.title), _lede(total), lambda: _actions(view))
    _numbers(total)
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        _places(view, total)
        _events(view)
    with right:
        _voices(view)
        _newest(view)


def _lede(total: queries.Summary) -> str:
    when = words.days(total.first_published, total.last_published)
    where = words.count(total.outlets, "outlet") if total.outlets else ""
    parts = [
        words.count(total.articles, "article"), words.count(total.places, "place"),
        words.count(total.events, "dated event"), words.count(total.voices, "voice"),
    ]  # fmt: skip
    head = ", ".join(part for part in (where, when) if part)
    return f"{head}: {words.listed(parts)}." if head else f"{words.listed(parts)}."


def _actions(view: View) -> None:
    st.page_link("pages/library.py", label="Add articles", icon=":material/add:", query_params=view.params())


def _numbers(total: queries.Summary) -> None:
    numbers = {
        "Articles": total.articles, "Outlets": total.outlets, "Places": total.places,
        "Events": total.events, "Voices": total.voices, "Quotes": total.quotes,
    }  # fmt: skip
    for column, (label, number) in zip(st.columns(6), numbers.items(), strict=True):
        column.metric(label, f"{number:,}")


def _places(view: View, total: queries.Summary) -> None:
    found = queries.places(view.desk, view.filters)
    if found.empty:
        states.nothing(view, "place")
        return
    title = findings.places(found, total.articles)
    with header.panel("map", title, "Mentions of each place; rings are places the text leaves uncertain",
                      ("pages/places.py", "Places"), view):  # fmt: skip
        charts.draw(
            places_map(found, mode=view.mode, height=MAP_PX), "overview_map", alt=f"Map: {findings.places_alt(found)}",
            on_choice=lambda key: charts.lead("places", view.params(place=key)),
        )  # fmt: skip


def _events(view: View) -> None:
    found = queries.events(view.desk, view.filters)
    if found.empty:
        states.nothing(view, "event", "The articles of this corpus tell no event with a date.")
        return
    top = found.sort_values("prominence", ascending=False, kind="stable").head(EVENTS).sort_values("start_earliest")
    with header.panel("events", findings.events(found),
                      f"{'The most' if len(found) > EVENTS else 'All'} reported events; faded = possible range",
                      ("pages/timeline.py", "Timeline"), view):  # fmt: skip
        charts.draw(
            timeline(top, published=queries.published_days(view.desk, view.filters), mode=view.mode), "overview_events",
            alt=f"Timeline: {findings.events_alt(top)}",
            on_choice=lambda key: charts.lead("timeline", view.params(event=key)),
        )  # fmt: skip


def _voices(view: View) -> None:
    found = queries.voices(view.desk, view.filters)
    if found.empty:
        states.nothing(view, "voice", "Nobody is quoted in this corpus.")
        return
    with header.panel("voices", findings.voices(found), "Most quoted, by number of quotes",
                      ("pages/voices.py", "Voices"), view):  # fmt: skip
        charts.draw(
            voices_bars(found.head(VOICES), mode=view.mode, width=600), "overview_voices",
            alt=f"Bars: {findings.voices_alt(found.head(VOICES))}",
            on_choice=lambda key: charts.lead("voices", view.params(voice=key)),
        )  # fmt: skip


def _newest(view: View) -> None:
    found = queries.articles(view.desk, view.filters, limit=8)
    with header.panel("newest", "Newest articles", "", ("pages/library.py", "Library"), view):
        evidence.headlines(view, found, "newest")


shell.serve("Overview", page)
