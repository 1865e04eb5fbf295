"""The small strip of an article's events."""

from datetime import date

import pytest

from analysis.charts import events_strip
from analysis.charts.strip import MOST_ROWS, ROW_PX
from analysis.charts.style import color
from tests.charts.frames import HOSTILE, HOSTILE_SHOWN, day, events

PUBLISHED = date(2019, 4, 12)


def ids(figure) -> list[str]:
    return [key for trace in figure.data for key in trace.customdata]


def test_each_event_is_drawn_once_with_its_id_and_its_name_is_text():
    frame = events(day("2019-04-10", "Flood"), day("2019-04-10", HOSTILE), day("2019-04-13", "Repair"))
    figure = events_strip(frame, published=PUBLISHED, mode="light")
    assert sorted(ids(figure)) == sorted(frame["story_id"])
    said = " ".join(text for trace in figure.data for text in trace.hovertext)
    assert HOSTILE_SHOWN in said and HOSTILE not in said
    assert figure.layout.meta["days"] == ["2019-04-10", "2019-04-13"] or figure.layout.meta["days"] == (
        "2019-04-10", "2019-04-13")  # fmt: skip


def test_events_of_one_day_lie_in_rows_of_their_own_and_many_stay_within_the_strip():
    few = events_strip(events(*(day("2019-04-10", f"E{n}") for n in range(4))), published=None, mode="light")
    assert len(set(few.data[0].y)) == 4
    many = events_strip(events(*(day("2019-04-10", f"E{n}") for n in range(30))), published=None, mode="light")
    assert max(many.data[0].y) < MOST_ROWS * ROW_PX and len(ids(many)) == 30


@pytest.mark.parametrize("status", ["planned", "hedged", "denied"])
def test_what_did_not_happen_for_sure_is_hollow(status):
    figure = events_strip(events(day("2019-04-10", "E", status=status)), published=PUBLISHED, mode="dark")
    assert figure.data[0].marker.symbol[0] in ("diamond-open", "x-thin")
    span = events({"title": "Weeks", "status": status, "start_earliest": "2019-04-01", "end_latest": "2019-04-20"})
    bar = events_strip(span, published=PUBLISHED, mode="dark").data[0]
    assert set(bar.marker.color) == {color("dark", "paper")}


def test_a_possible_range_is_faded_and_its_certain_core_solid():
    frame = events({"title": "Weeks", "start_earliest": "2019-04-01", "start_latest": "2019-04-05",
                    "end_earliest": "2019-04-15", "end_latest": "2019-04-20"})  # fmt: skip
    bar = events_strip(frame, published=PUBLISHED, mode="light").data[0]
    assert bar.marker.color[1] == color("light", "event") and bar.marker.color[0] != bar.marker.color[1]
    assert bar.x[1] < bar.x[0]


def test_the_day_of_publication_is_a_dotted_line_in_the_colour_of_time():
    figure = events_strip(events(day("2019-04-10", "E")), published=PUBLISHED, mode="light")
    (line,) = figure.layout.shapes
    assert (line.line.dash, line.line.color) == ("dot", color("light", "time"))
    assert not events_strip(events(day("2019-04-10", "E")), published=None, mode="light").layout.shapes


def test_nothing_dated_gives_an_empty_figure():
    figure = events_strip(events(day("2019-04-10", "E")).head(0), published=PUBLISHED, mode="light")
    assert not figure.data and list(figure.layout.meta["days"]) == []
