"""When: the events told, in lanes by place, each with the sentences that tell it and how its date is known."""

import pandas as pd
import streamlit as st

from analysis.charts import timeline
from analysis.corpus import queries
from pages.parts import charts, evidence, exports, findings, header, session, shell, states, words
from pages.parts.session import View

SURE = ("occurred", "ongoing")
UNSURE = {"Planned": "planned", "Unsure": "hedged", "Denied": "denied"}
ALL = SURE + tuple(UNSURE.values())
WIDTH_PX = 712  # of the lanes, in the narrow case: 1440 pixels with the sidebar open
BASES = {
    "explicit": "The text gives the date itself.",
    "relative": "The text gives a day to count from, such as “Monday” or “yesterday”, and Dateline counted.",
    "derived": "The text ties the event to another one whose date is known.",
    "published": "The text gives no date; the day of publication stands in for it.",
    "none": "The text gives no date of its own; the sentences around it narrow it down.",
}


def page(view: View) -> None:
    """Lanes left, the chosen event's sentences right."""
    everything = queries.events(view.desk, view.filters, statuses=ALL)
    undated = queries.undated_events(view.desk, view.filters)
    export = header.show(view, "Timeline", _lede(everything, undated), lambda: header.copy_link("timeline"))
    if everything.empty:
        why = f"{words.count(undated, 'event is', 'events are')} told, none with a date." if undated else ""
        states.nothing(view, "event", why or "The articles of this corpus tell no event with a date.")
        return
    left, right = st.columns([2.2, 1], gap="large")
    with left:
        shown, chosen = _lanes(view, everything)
    with right:
        if chosen is not None:
            _sentences(view, shown, chosen)
        if undated:
            with header.panel("undated", f"{words.count(undated, 'event')} without a date"):
                st.caption("Told in the articles, but the text does not say when. They are counted, not drawn.")
    exports.timeline(export, view, shown, chosen)


def _lede(everything: pd.DataFrame, undated: int) -> str:
    told = everything["status"].value_counts()
    sure = int(sum(told.get(status, 0) for status in SURE))
    extra = [f"{told[status]} {name.lower()}" for name, status in UNSURE.items() if told.get(status, 0)]
    if told.get("ongoing", 0):
        extra.append(f"{told['ongoing']} still going on")
    if undated:
        extra.append(f"{undated} without a date")
    head = f"{words.count(sure, 'event')} with a date, by place"
    return f"{head}; {', '.join(extra)}." if extra else f"{head}."


def _lanes(view: View, everything: pd.DataFrame) -> tuple[pd.DataFrame, str | None]:
    box = header.panel("lanes")
    with box:
        head, switches = st.container(gap=2), st.container()
        there = [name for name, status in UNSURE.items() if (everything["status"] == status).any()]
        switched = []
        if there:
            with switches, st.container(key="small_show", horizontal=True, vertical_alignment="center", gap=8):
                st.markdown("Show also", width="content")
                switched = st.pills(
                    "Show also", there, selection_mode="multi", key="show", bind="query-params",
                    label_visibility="collapsed",
                )  # fmt: skip
        statuses = SURE + tuple(UNSURE[name] for name in switched)
        shown = everything[everything["status"].isin(statuses)].reset_index(drop=True)
        if shown.empty:
            with head:
                st.header(words.count(len(everything), "dated event"), anchor=False)
            st.text("Every event here is planned, unsure or denied; switch them on above.")
            return shown, None
        chosen = _chosen(shown)
        published = queries.published_days(view.desk, view.filters)
        figure = timeline(shown, published=published, mode=view.mode, selected=chosen, width=WIDTH_PX)
        with head:
            st.header(findings.busiest(shown, figure), anchor=False)
            key = "Solid = certain, faded = possible, diamond = one day; ochre = published"
            st.caption(" ".join([f"{key}.", *findings.window(shown, figure)]))
        charts.draw(
            figure, "timeline_lanes", alt=f"Timeline: {findings.events_alt(shown)}", on_choice=charts.choose("event"),
        )  # fmt: skip
        header.source(view, "lanes", "Dates as printed, local to the place")
    return shown, chosen


def _chosen(shown: pd.DataFrame) -> str:
    """The event the address asks for; else the one told most."""
    if (key := session.asked("event")) and (shown["story_id"] == key).any():
        return key
    return str(shown.loc[shown["prominence"].idxmax(), "story_id"])


def _sentences(view: View, shown: pd.DataFrame, chosen: str) -> None:
    row = shown[shown["story_id"] == chosen].iloc[0]
    status = {"hedged": "unsure"}.get(row["status"], row["status"])
    about = [
        _when(row),
        words.plain(words.told(row["place"])),
        str(status),
        words.count(int(row["articles"]), "article"),
    ]
    with header.panel("sentences", words.plain(row["title"]), " · ".join(part for part in about if part)):
        evidence.show(view, "event", chosen, str(row["title"]))
    with header.panel("basis", "How we know the date"), st.container(key="small_basis"):
        st.text(f"{BASES.get(row['basis'], '')} That it happened, and then, is {words.sureness(row['confidence'])}.")


def _when(row: pd.Series) -> str:
    """The days between which the event lies; ends are exclusive in the data, inclusive in words."""
    first, ends = row["start_earliest"], [row["start_latest"], row["end_latest"]]
    last = max((end for end in ends if pd.notna(end)), default=None)
    if last is not None and pd.notna(first) and last > first:
        last = last - pd.Timedelta(seconds=1)
    return words.days(first, last, short=True)


shell.serve("Timeline", page)
