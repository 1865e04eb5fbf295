"""What of an event's time is drawn as certain, and what as possible."""

import pandas as pd
import pytest

from analysis.charts.spans import in_words, main_window, times_of
from tests.charts.frames import day, events

LAST = pd.Timestamp("2019-04-20")


def times(**row):
    return times_of(next(events({"title": "t", **row}).itertuples()), LAST)


def test_an_event_known_to_the_day_is_a_point_at_noon():
    found = times(**{key: value for key, value in day("2019-04-10", "t").items() if key != "title"})
    assert found.point == pd.Timestamp("2019-04-10 12:00") and found.core is None


def test_a_week_without_a_nearer_date_is_only_possible():
    found = times(
        start_earliest="2019-04-01", start_latest="2019-04-08", end_earliest="2019-04-01", end_latest="2019-04-08"
    )
    assert found.point is None and found.core is None
    assert (found.begins.day, found.ends.day) == (1, 8)


def test_what_lies_between_the_latest_start_and_the_earliest_end_is_certain():
    found = times(
        start_earliest="2019-04-01", start_latest="2019-04-03", end_earliest="2019-04-06", end_latest="2019-04-09"
    )
    assert [moment.day for moment in found.core] == [3, 6]


def test_edges_known_to_the_day_are_certain():
    found = times(
        start_earliest="2019-04-01", start_latest="2019-04-02", end_earliest="2019-04-05", end_latest="2019-04-06"
    )
    assert found.core == (found.begins, found.ends) == (pd.Timestamp("2019-04-01"), pd.Timestamp("2019-04-06"))


def test_what_goes_on_runs_to_the_last_day_known():
    found = times(start_earliest="2019-04-14", start_latest="2019-04-15", status="ongoing")
    assert found.open_ended and found.ends == LAST


def test_an_event_without_any_date_has_no_times():
    assert times() is None


def test_one_far_off_event_does_not_squeeze_the_others():
    near = [times(**{k: v for k, v in day(f"2019-04-{n:02}", "t").items() if k != "title"}) for n in range(1, 11)]
    far = times(**{k: v for k, v in day("1954-07-08", "t").items() if k != "title"})
    assert main_window([far, *near])[0] == pd.Timestamp("2019-04-01")
    assert main_window([far, near[0]])[0] == pd.Timestamp("1954-07-08")


def test_a_side_of_which_nothing_is_known_reaches_a_day_beyond_what_is():
    before = times(start_latest="2019-04-10", end_latest="2019-04-10")
    assert (before.begins.day, before.ends.day, before.no_start, before.no_end) == (9, 10, True, False)
    later = times(start_earliest="2019-04-11", end_earliest="2019-04-11", status="planned")
    assert (later.begins.day, later.ends.day, later.no_start, later.no_end) == (11, 12, False, True)
    assert before.core is later.core is before.point is later.point is None


RANGE = {"start_earliest": "2019-04-07", "end_latest": "2019-04-10"}


@pytest.mark.parametrize(
    ("row", "granularity", "said"),
    [
        (RANGE | {"start_latest": "2019-04-10", "end_earliest": "2019-04-07"}, "day",
         "between 7 and 9 Apr 2019, one day"),
        (RANGE | {"start_latest": "2019-04-10", "end_earliest": "2019-04-07"}, "week", "between 7 and 9 Apr 2019"),
        (RANGE | {"start_latest": "2019-04-08", "end_earliest": "2019-04-09"}, "day", "7 to 9 Apr 2019"),
        ({"start_earliest": "2019-03-30", "start_latest": "2019-04-02", "end_earliest": "2019-04-05",
          "end_latest": "2019-04-09"}, "day", "30 Mar to 8 Apr 2019, certain 2 to 4 Apr 2019"),
        ({"start_earliest": "2019-04-14", "start_latest": "2019-04-15", "status": "ongoing"}, "day",
         "since 14 Apr 2019, still going on"),
        ({"start_earliest": "2019-04-10", "start_latest": "2019-04-15", "status": "ongoing"}, "day",
         "since some day from 10 to 14 Apr 2019, still going on"),
        ({"start_latest": "2019-04-11", "end_earliest": "2019-04-10", "status": "ongoing"}, "day",
         "since before 11 Apr 2019, still going on"),
        ({"start_latest": "2019-04-10", "end_latest": "2019-04-10"}, "day", "some time before 10 Apr 2019"),
        ({"start_earliest": "2019-04-11"}, "unknown", "11 Apr 2019 or later"),
        ({"start_earliest": "2019-04-11", "start_latest": "2019-04-12", "end_earliest": "2019-04-14"}, "day",
         "11 to 13 Apr 2019 or later"),
        ({"start_earliest": "2019-04-11", "start_latest": "2019-04-12", "end_earliest": "2019-04-11",
          "end_latest": "2019-04-12"}, "day", "11 Apr 2019"),
    ],
)  # fmt: skip
def test_bounds_are_said_in_words(row, granularity, said):
    assert in_words(times(**row), granularity) == said
