"""What is certain and what is only possible about an event's time, as the timeline draws it.

Works on one row of `queries.events`; knows nothing of pixels or colours.
"""

from typing import Any, NamedTuple

import pandas as pd

DAY = pd.Timedelta(days=1)


class Times(NamedTuple):
    """The drawn times of an event.

    `begins`, `ends` bound the possible range; `core` is the certain part, or None. `point` is the day's
    middle for an event known to the day (or finer) that ends on the same day. `open_ended`: still going on.
    """

    begins: pd.Timestamp
    ends: pd.Timestamp
    core: tuple[pd.Timestamp, pd.Timestamp] | None
    point: pd.Timestamp | None
    open_ended: bool


def times_of(row: Any, last: pd.Timestamp) -> Times | None:
    """The times of an event row, or None where it has no date at all.

    The start lies in [start_earliest, start_latest), the end in [end_earliest, end_latest). Doubt of a day
    or less is no doubt on a scale of days, so such an edge is drawn as certain. An event that goes on
    without an end runs to `last`, the end of the axis; so does a range whose far side is unknown.
    """
    known = [
        value for value in (row.start_earliest, row.start_latest, row.end_earliest, row.end_latest) if pd.notna(value)
    ]
    if not known:
        return None
    begins = row.start_earliest if pd.notna(row.start_earliest) else min(known)
    start_latest = row.start_latest if pd.notna(row.start_latest) else begins
    goes_on = row.status == "ongoing" and pd.isna(row.end_latest)
    if goes_on:
        core_from = begins if start_latest - begins <= DAY else start_latest
        return Times(begins, max(last, core_from + DAY), (core_from, max(last, core_from + DAY)), None, True)
    ends = row.end_latest if pd.notna(row.end_latest) else max(known)
    ends = max(ends, begins + pd.Timedelta(hours=1))
    if ends - begins <= DAY:
        return Times(begins, ends, None, begins + (ends - begins) / 2, False)
    end_earliest = row.end_earliest if pd.notna(row.end_earliest) else begins
    core_from = begins if start_latest - begins <= DAY else start_latest
    core_to = ends if ends - end_earliest <= DAY else end_earliest
    core = (core_from, core_to) if core_to - core_from >= DAY else None
    return Times(begins, ends, core, None, False)


def in_words(times: Times) -> str:
    """The times for a hover card: "10 Nov 2016", "9 to 13 Nov 2016, certain 10 to 11 Nov", "since 4 Nov 2016"."""
    if times.open_ended:
        return f"since {_day(times.begins)}, still going on"
    if times.point is not None:
        return _day(times.begins)
    whole = _range(times.begins, times.ends)
    if times.core is None:
        return f"some time from {whole}"
    return whole if times.core == (times.begins, times.ends) else f"{whole}; certain from {_range(*times.core)}"


def main_window(times: list[Times], most_dropped: float = 0.15, gain: float = 3.0) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and last moment worth an axis: all of it, unless a few far-off or endless ones would squeeze the rest.

    The event that begins first or the one that ends last is dropped, whichever leaves the shorter window, at
    most `most_dropped` of all; a shorter window is taken where it is at least `gain` times shorter than the
    one before. Expects one event at least.
    """
    kept = list(times)
    best = _bounds(kept)
    for _ in range(int(len(times) * most_dropped)):
        first = min(range(len(kept)), key=lambda index: kept[index].begins)
        last = max(range(len(kept)), key=lambda index: kept[index].ends)
        trials = [kept[:index] + kept[index + 1 :] for index in (first, last)]
        kept = min(trials, key=lambda trial: _length(_bounds(trial)))
        if _length(_bounds(kept)) * gain <= _length(best):
            best = _bounds(kept)
    return best


def _bounds(times: list[Times]) -> tuple[pd.Timestamp, pd.Timestamp]:
    return min(one.begins for one in times), max(one.ends for one in times)


def _length(window: tuple[pd.Timestamp, pd.Timestamp]) -> pd.Timedelta:
    return max(window[1] - window[0], DAY)


def _day(value: pd.Timestamp, *, year: bool = True) -> str:
    return f"{value.day} {value:%b %Y}" if year else f"{value.day} {value:%b}"


def _range(begins: pd.Timestamp, ends: pd.Timestamp) -> str:
    last = ends - pd.Timedelta(seconds=1)  # the end is exclusive
    if begins.date() == last.date():
        return _day(begins)
    return f"{_day(begins, year=begins.year != last.year)} to {_day(last)}"
