"""Arithmetic of TIMEX3 values."""

from datetime import date

import pytest

from analysis.times import values
from analysis.times.readings_day import easter, holiday_date


@pytest.mark.parametrize(
    ("value", "granularity", "begins", "ends"),
    [
        ("2016-11-03", "day", "2016-11-03", "2016-11-04"),
        ("2016-11-03TNI", "part of day", "2016-11-03", "2016-11-04"),
        ("2016-11-03T18:00Z", "minute", "2016-11-03", "2016-11-04"),
        ("2016-W44", "week", "2016-10-31", "2016-11-07"),
        ("2016-W44-WE", "week", "2016-11-05", "2016-11-07"),
        ("2016-12", "month", "2016-12-01", "2017-01-01"),
        ("2016-Q4", "quarter", "2016-10-01", "2017-01-01"),
        ("2016-H1", "quarter", "2016-01-01", "2016-07-01"),
        ("2016-WI", "season", "2016-12-01", "2017-03-01"),
        ("2016", "year", "2016-01-01", "2017-01-01"),
        ("201", "decade", "2010-01-01", "2020-01-01"),
        ("20", "century", "2000-01-01", "2100-01-01"),
    ],
)
def test_interval_and_granularity(value, granularity, begins, ends):
    assert values.granularity(value) == granularity
    assert values.interval(value) == (date.fromisoformat(begins), date.fromisoformat(ends))


@pytest.mark.parametrize(
    "value", ["PAST_REF", "P3W", "PXY", "2016-02-30", "2016-W54", "9999", "9999-12-31", "BC0490", "XXXX-12", "0000", ""]
)
def test_what_is_on_no_calendar_has_no_interval(value):
    assert values.interval(value) is None


def test_adding_months_keeps_to_the_shorter_month():
    assert values.add(date(2016, 1, 31), 1, "month") == date(2016, 2, 29)
    assert values.add(date(2016, 3, 31), -1, "month") == date(2016, 2, 29)
    assert values.add(date(2016, 11, 3), -2, "year") == date(2014, 11, 3)


@pytest.mark.parametrize(
    ("unit", "value"),
    [("day", "2016-01-03"), ("week", "2015-W53"), ("month", "2016-01"), ("quarter", "2016-Q1"), ("season", "2015-WI"),
     ("half", "2016-H1"), ("year", "2016"), ("decade", "201"), ("century", "20")],
)  # fmt: skip
def test_the_unit_that_holds_a_day(unit, value):
    assert values.holding(date(2016, 1, 3), unit) == value
    interval = values.interval(value)
    assert interval is not None and interval[0] <= date(2016, 1, 3) < interval[1]


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [(3, "week", "P3W"), (None, "year", "PXY"), (2.5, "year", "P2Y6M"), (0.5, "hour", "PT30M"), (2, "decade", "P20Y"),
     (None, "century", "PXC"), (1.5, "day", "P1.5D")],
)  # fmt: skip
def test_durations(count, unit, value):
    assert values.duration(count, unit) == value


def test_holidays_of_known_years():
    assert [easter(year) for year in (1999, 2008, 2016, 2038)] == [
        date(1999, 4, 4), date(2008, 3, 23), date(2016, 3, 27), date(2038, 4, 25),
    ]  # fmt: skip
    assert holiday_date("4 thu 11", 2016) == date(2016, 11, 24)
    assert holiday_date("-1 mon 5", 2016) == date(2016, 5, 30)
    assert holiday_date("easter-2", 2016) == date(2016, 3, 25)
