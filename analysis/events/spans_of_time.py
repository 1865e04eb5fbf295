"""Arithmetic on partial dates and half-open intervals, and dates in words: what an event's dates are made of."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from analysis import schema
from analysis.times import resolver

UNIT_NAMES = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century"}
LENGTH_UNIT = re.compile(r"P[\d.]+(DE|CE|[DWMQY])")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


class Interval(NamedTuple):
    """Half-open, calendar days."""

    begins: date
    ends: date


def day(iso: str | None) -> date | None:
    """The calendar day of an ISO date or date-time; None where it is none."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def interval(time: schema.Time) -> Interval | None:
    """The days of a time row that lies on the calendar."""
    begins, ends = day(time.begins), day(time.ends)
    if begins is None and ends is None:
        return None
    if begins is None or ends is None:
        return None
    return Interval(begins, max(ends, begins + timedelta(days=1)))


def began_before(time: schema.Time, published: date) -> tuple[Interval, str] | None:
    """When something began that has lasted `time` at publication, and how fine that is; None for "a long time"."""
    bounds = resolver.begins_before(time, published.isoformat())
    unit = LENGTH_UNIT.match(time.value)
    if bounds is None or unit is None:
        return None
    return Interval(date.fromisoformat(bounds[0]), date.fromisoformat(bounds[1])), UNIT_NAMES[unit.group(1)]


def partial(interval_: Interval, granularity: str) -> tuple[str, str]:
    """First and last day (inclusive) as partial ISO dates, as far as the granularity tells."""
    last = interval_.ends - timedelta(days=1)
    first = interval_.begins
    if granularity == "year" and first.month == 1 and first.day == 1 and last.month == 12 and last.day == 31:
        return f"{first.year:04d}", f"{last.year:04d}"
    if granularity == "month" and first.day == 1 and (last + timedelta(days=1)).day == 1:
        return f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
    return first.isoformat(), last.isoformat()


def in_words(begins: str, ends: str | None = None) -> str:
    """ "1 November 2016", "October 2016", "2 to 4 September 2016"."""
    one = _words(begins)
    return one if ends in (None, begins) else f"{one} to {_words(ends)}"


def _words(iso: str) -> str:
    parts = iso.split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {int(parts[0])}"
    return f"{MONTHS[int(parts[1]) - 1]} {int(parts[0])}" if len(parts) == 2 else str(int(parts[0]))


NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def distance_in_words(days: int) -> str:
    """Days from publication: "two days before publication", "the day of publication"."""
    if days == 0:
        return "the day of publication"
    count = abs(days)
    amount = "one day" if count == 1 else f"{NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else count} days"
    return f"{amount} {'before' if days < 0 else 'after'} publication"
