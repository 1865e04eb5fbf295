"""When: the events told, in lanes, each with the sentences that tell it, who says so and how its date is known."""

from functools import partial
from typing import NamedTuple, get_args

import pandas as pd
import streamlit as st

from analysis.charts import timeline
from analysis.charts.lane_names import By
from analysis.corpus import queries
from analysis.schema import UNKNOWN_SPEAKER
from pages.parts import (
    charts,
    evidence,
    exports,
    findings,
    findings_timeline,
    header,
    session,
    shell,
    states,
    theme,
    vocabulary,
    windows,
    words,
)
from pages.parts.evidence import Behind
from pages.parts.findings_timeline import SURE, UNSURE
from pages.parts.session import View

ALL = SURE + tuple(UNSURE.values())
COLUMNS = (2.2, 1)
MOST_EVENTS = 300
SENTENCES, UNDATED_AT_FIRST, UNDATED = 6, 6, 50
LANES: dict[str, By] = {name.capitalize(): name for name in get_args(By)}
DAY = "published:"  # what the columns of publication carry, before their day
BASES = {
    "explicit": "The text gives the date itself.",
    "relative": "The text gives a day to count from, such as “Monday” or “yesterday”, and Dateline counted.",
    "derived": "The text ties the event to another one whose date is known.",
    "published": "The text gives no date; the day of publication stands in for it.",
    "none": "The text gives no date of its own.",
}


class Shown(NamedTuple):
    """What the page shows: events of these `statuses`, whether in lanes, those without a date, and the one opened."""

    statuses: tuple[str, ...]
    drawn: bool
    dateless: pd.DataFrame
    chosen: pd.Series | None


def page(view: View) -> None:
    """Lanes left, the chosen event's sentences right."""
    days = queries.event_days(view.desk, view.filters, ALL)
    undated = queries.undated_events(view.desk, view.filters)
    export = header.show(view, "Timeline", findings_timeline.lede(days, undated), lambda: header.copy_link("timeline"))
    if days.empty:
        why = f"{words.count(undated, 'event is', 'events are')} told, none with a date." if undated else ""
        states.nothing(view, "event", why or "The articles of this corpus tell no event with a date.")
    left, right = st.columns(COLUMNS, gap="large")
    with left:
        shown = _lanes(view, days) if len(days) else _without_lanes(view, queries.shown_statuses(view.filters))
    with right:
        if shown.chosen is not None:
            _sentences(view, shown.chosen)
        _undated(view, shown.dateless, queries.undated_events(view.desk, view.filters, shown.statuses))
    exports.timeline(export, view, shown.statuses, windows.asked(), shown.drawn, shown.chosen)


def _without_lanes(view: View, statuses: tuple[str, ...]) -> Shown:
    dateless = queries.undated_stories(view.desk, view.filters, statuses, limit=UNDATED)
    return Shown(statuses, False, dateless, _asked(dateless))


def _lanes(view: View, days: pd.DataFrame) -> Shown:
    """The panel of the lanes."""
    with header.panel("lanes"):
        head = st.container(gap=2)
        by, statuses = _controls(days, queries.shown_statuses(view.filters))
        below = st.container(gap=0)
        days = days[days["status"].isin(statuses)]
        if days.empty:
            with head:
                st.header("No event is told as a fact", anchor=False)
            st.text("Every event with a date is planned, unsure or denied; switch them on above.")
            return _without_lanes(view, statuses)
        window = windows.asked()
        shown = queries.events(view.desk, view.filters, statuses, limit=MOST_EVENTS, window=window)
        published = queries.published_days(view.desk, view.filters)
        dateless = queries.undated_stories(view.desk, view.filters, statuses, limit=UNDATED)
        chosen = next((row for row in (_asked(shown), _asked(dateless)) if row is not None), None)
        width_px = theme.column_px(COLUMNS[0] / sum(COLUMNS))

        draw = partial(
            charts.made, timeline, shown, published=published, mode=view.mode, width=width_px, by=by, window=window
        )
        top = None if len(shown) == 0 else str(shown.loc[shown["prominence"].idxmax(), "story_id"])
        figure = draw(selected=top if chosen is None else str(chosen["story_id"]))
        meta = figure.layout.meta
        if chosen is None and figure.data:  # without a choice, the event told most of those that are drawn
            drawn = shown[~shown["story_id"].isin(meta["outside"])]
            chosen = drawn.loc[drawn["prominence"].idxmax()]
            if chosen["story_id"] != top:
                figure = draw(selected=str(chosen["story_id"]))
        dated, inside = queries.dated_events(view.desk, view.filters, statuses), len(shown)
        if inside == MOST_EVENTS:
            inside = queries.dated_events(view.desk, view.filters, statuses, window) if window else dated
        with head:
            st.header(findings_timeline.title(shown, figure, inside), anchor=False)
            st.caption(findings_timeline.caption(shown, figure, inside))
        with below:
            windows.choose(days, window or windows.read("_".join(meta["window"])) or windows.whole(days))
            said = findings_timeline.left_out(shown, figure, inside, dated, window is not None)
            if said:
                _left_out(said, days, bool(meta["outside"]) or window is not None)
        if figure.data:
            charts.draw(
                figure, "timeline_lanes", alt=f"Timeline: {findings.events_alt(shown)}", on_choice=_clicked(view)
            )
        else:
            st.text("No event lies in this window.")
        header.source(view, "lanes", "Dates as printed, local to the place")
    return Shown(statuses, bool(len(shown)), dateless, chosen)


def _controls(days: pd.DataFrame, shown: tuple[str, ...]) -> tuple[By, tuple[str, ...]]:
    """Lanes by what, and which events to show beside those of the statuses that are `shown` anyway."""
    there = [name for name, status in UNSURE.items() if status not in shown and (days["status"] == status).any()]
    with st.container(key="small_show", horizontal=True, vertical_alignment="center", gap=8):
        st.markdown("Lanes by", width="content")
        lanes = st.segmented_control(
            "Lanes by", list(LANES), default="Place", key="lanes", bind="query-params", required=True,
            label_visibility="collapsed", width="content",
        )  # fmt: skip
        switched: list[str] = []
        if there:
            with st.container(horizontal=True, vertical_alignment="center", width="content", gap=8):
                st.markdown("Show also", width="content")
                switched = st.pills(
                    "Show also", there, selection_mode="multi", key="show", bind="query-params",
                    label_visibility="collapsed", width="content",
                )  # fmt: skip
    return LANES[lanes or "Place"], shown + tuple(UNSURE[name] for name in switched)


def _left_out(said: str, days: pd.DataFrame, more: bool) -> None:
    with st.container(key="small_left_out", horizontal=True, vertical_alignment="center", gap=8):
        st.markdown(said, width="content")
        if more:
            st.button(
                "Show", key="whole_span", type="tertiary", on_click=windows.write,
                args=(windows.whole(days),),
            )  # fmt: skip


def _clicked(view: View):
    """A click on an event opens its sentences, one on a day of publication the articles of that day."""

    def clicked(key: str) -> None:
        if key.startswith(DAY):
            day = key.removeprefix(DAY)
            charts.lead("library", view.params(**{"from": day, "to": day}))
        else:
            session.ask({"event": key})

    return clicked


def _asked(found: pd.DataFrame) -> pd.Series | None:
    """The event that the address asks for, where it is among these."""
    if found.empty:
        return None
    asked = found[found["story_id"] == session.asked("event")]
    return None if asked.empty else asked.iloc[0]


def _sentences(view: View, row: pd.Series) -> None:
    about = [
        findings_timeline.when(row),
        words.plain(words.told(row["place"])),
        vocabulary.STATUSES[row["status"]],
        words.count(int(row["articles"]), "article"),
    ]
    with header.panel("sentences", words.plain(row["title"]), " · ".join(part for part in about if part)):
        if row["asserted_by_id"] == UNKNOWN_SPEAKER:
            st.caption("says: a speaker whom the text does not name")
        elif words.told(row["asserted_by"]):
            said = [words.told(row["asserted_by"]), words.told(row["asserted_by_role"])]
            with st.container(key="go_says", width="content"):
                st.page_link(
                    "pages/voices.py", label=f"says: {words.plain(', '.join(part for part in said if part))}",
                    icon=":material/arrow_forward:", icon_position="right",
                    query_params=view.params(voice=row["asserted_by_id"]),
                )  # fmt: skip
        evidence.show(view, Behind("event", str(row["story_id"]), str(row["title"])), page=SENTENCES)
    if words.told(row["disagreements"]):
        with header.panel("differ", "The articles differ"), st.container(key="small_differ"):
            st.text(findings_timeline.differing(row["disagreements"]))
    with header.panel("basis", "How we know"), st.container(key="small_basis", gap=4):
        st.text(f"{BASES.get(row['basis'], '')} That this is told so is {words.sureness(row['confidence'])}.")
        if parts := findings_timeline.takes_part(row["participants"]):
            st.text(f"Who or what: {parts}.")
        if row["type"] != "OTHER":
            st.text(f"Kind of event: {vocabulary.EVENT_TYPES[row['type']]}.")


def _undated(view: View, found: pd.DataFrame, many: int) -> None:
    if found.empty:
        return
    with header.panel(
        "undated", f"{words.count(many, 'event')} without a date", "No text says when. A click shows the sentences"
    ):
        for number, row in enumerate(found.head(UNDATED_AT_FIRST).to_dict("records")):
            _undated_row(number, row)
        if len(found) > UNDATED_AT_FIRST:
            label = f"{len(found) - UNDATED_AT_FIRST:,} more" + (f" of {many:,}" if many > len(found) else "")
            with st.expander(label, key="more_undated"):
                for number, row in enumerate(found.iloc[UNDATED_AT_FIRST:].to_dict("records")):
                    _undated_row(UNDATED_AT_FIRST + number, row)


def _undated_row(number: int, row: dict) -> None:
    said = [words.told(row["place"]), f"says: {row['asserted_by']}" if words.told(row["asserted_by"]) else ""]
    more = ", ".join(words.plain(part, 40) for part in said if part)
    with st.container(key=f"small_undated_{number}", gap=0):
        st.button(
            f"{words.plain(row['title'], 70)}" + (f" ({more})" if more else ""), key=f"undated_{number}",
            type="tertiary", on_click=session.ask, args=({"event": row["story_id"]},),
        )  # fmt: skip


shell.serve("Timeline", page)
