"""The window of the timeline, and what its page says in words."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.parts import findings_timeline, windows
from tests.charts.frames import day, events


def days(*rows: tuple[str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "events"]).assign(status="occurred")
    return frame.assign(day=pd.to_datetime(frame["day"]), until=pd.to_datetime(frame["day"]))


APRIL = days(("2019-03-01", 1), ("2019-04-06", 2), ("2019-04-10", 5), ("2019-04-12", 3), ("2019-04-30", 1))
MAIN = (date(2019, 4, 6), date(2019, 4, 30))


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2019-04-06_2019-04-12", (date(2019, 4, 6), date(2019, 4, 12))),
        ("2019-04-12_2019-04-12", (date(2019, 4, 12), date(2019, 4, 12))),
        ("2019-04-12_2019-04-06", None),
        ("2019-02-30_2019-04-06", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_window_is_read_from_the_address_or_not_at_all(text, window):
    assert windows.read(text) == window


def test_the_busiest_week_holds_the_most_beginnings():
    first, last = windows.busiest_week(APRIL)
    assert (last - first).days == 6
    inside = APRIL[(APRIL["day"].dt.date >= first) & (APRIL["day"].dt.date <= last)]
    assert inside["events"].sum() == 10
    assert windows.busiest_week(days(("2019-04-06", 2), ("2019-04-10", 5))) is None


def test_steps_are_offered_only_where_they_show_something_else():
    assert windows.quick(APRIL, MAIN) == {
        "Main part": None,
        "Whole span": (date(2019, 3, 1), date(2019, 4, 30)),
        "Busiest week": (date(2019, 4, 6), date(2019, 4, 12)),
    }
    few = days(("2019-04-06", 2), ("2019-04-10", 5))
    assert windows.quick(few, (date(2019, 4, 6), date(2019, 4, 10))) == {"Main part": None}


def test_the_slider_stops_at_days_with_events_and_at_the_ends_of_the_windows_and_nowhere_too_often():
    odd = (date(2019, 4, 7), date(2019, 4, 29))
    stops = windows.steps(APRIL, MAIN, None, odd)
    assert stops == sorted(stops) and {*MAIN, *odd, date(2019, 3, 1)} <= set(stops)
    many = days(*((str(moment.date()), 1) for moment in pd.date_range("2001-01-01", periods=3000)))
    assert len(windows.steps(many, odd)) <= windows.STEPS_AT_MOST + 3


def test_what_lies_outside_a_chosen_window_and_what_has_no_room_is_counted():
    frame = events(*(day("2019-04-10", f"E{n}") for n in range(3)))
    figure = go.Figure(layout={"meta": {"outside": []}})
    assert findings_timeline.left_out(frame, figure, 3, 10, in_window=True) == "7 of 10 events lie outside this window."
    assert findings_timeline.left_out(frame, figure, 3, 3, in_window=False) == ""
    crowded = findings_timeline.left_out(frame, figure, 1204, 1204, in_window=False)
    assert crowded == "A narrower window shows others."
    meta = {"outside": [], "undated": [], "days": ["2019-04-03", "2019-04-10"]}
    title = findings_timeline.title(frame, go.Figure(layout={"meta": meta}), 1204)
    assert title == "3 of 1,204 events, those told most: 3–10 April 2019"


def test_the_counts_of_a_timeline_are_by_status():
    told = days(("2019-04-06", 3)).to_dict("records")[0]
    frame = pd.DataFrame([told, told | {"status": "ongoing", "events": 2}, told | {"status": "hedged", "events": 1}])
    assert findings_timeline.lede(frame, 4) == "5 events with a date; 1 unsure, 2 still going on, 4 without a date."
    assert findings_timeline.lede(frame.iloc[:1], 0) == "3 events with a date."


def test_sources_that_differ_are_told_with_dates_as_people_write_them():
    said = "Dates differ: 2019-04-08 (1 article), 2019-04 (2 articles). Figures differ: 12 or 15 people."
    assert findings_timeline.differing(said) == (
        "Dates differ: 8 April 2019 (1 article), April 2019 (2 articles). Figures differ: 12 or 15 people."
    )
    assert findings_timeline.differing("Figures differ: 2019 or 2020 boats.") == "Figures differ: 2019 or 2020 boats."


def test_when_an_event_was_is_said_with_what_is_not_known():
    between = {"start_earliest": "2019-04-07", "end_earliest": "2019-04-07"}
    between |= {"start_latest": "2019-04-10", "end_latest": "2019-04-10"}
    rows = events(day("2019-04-10", "a"), {"title": "b", **between}, {"title": "c"})
    assert [findings_timeline.when(row) for row in rows.itertuples()] == [
        "10 Apr 2019",
        "between 7 and 9 Apr 2019, one day",
        "no date told",
    ]
