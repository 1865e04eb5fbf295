"""What of an event's time is drawn as certain, and what as possible."""

import pandas as pd

from analysis.charts.spans import Times, in_words, main_window, times_of
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


def test_the_words_for_a_range_name_its_last_day_and_not_the_day_after():
    range_of = Times(pd.Timestamp("2019-04-01"), pd.Timestamp("2019-04-04"), None, None, False)
    assert in_words(range_of) == "some time from 1 Apr to 3 Apr 2019"
