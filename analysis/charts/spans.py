"""What is certain and what is only possible about an event's time, as the timeline draws it.

Works on one row of `queries.events`; knows nothing of pixels or colours.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

DAY = pd.Timedelta(days=1)
UP_TO_A_DAY = ("minute", "hour", "part of day", "day")


class Times(NamedTuple):
    """The drawn times of an event.

    `begins`, `ends` bound the possible range; `core` is the certain part, or None. `point` is the day's
    middle for an event known to the day (or finer) that ends on the same day. `open_ended`: still going on.
    `no_start`, `no_end`: nothing says how much earlier it may have begun, or later it may have ended.
    """

    begins: pd.Timestamp
    ends: pd.Timestamp
    core: tuple[pd.Timestamp, pd.Timestamp] | None
    point: pd.Timestamp | None
    open_ended: bool
    no_start: bool = False
    no_end: bool = False


def times_of(row: Any, last: pd.Timestamp) -> Times | None:
    """The times of an event row, or None where it has no date at all.

    The start lies in [start_earliest, start_latest), the end in [end_earliest, end_latest). Doubt of a day
    or less is no doubt on a scale of days, so such an edge is drawn as certain. An event that goes on without an
    end runs to `last`, the end of the axis. A side of which nothing is known reaches a day beyond what is.
    """
    known = [
        value for value in (row.start_earliest, row.start_latest, row.end_earliest, row.end_latest) if pd.notna(value)
    ]
    if not known:
        return None
    no_start = pd.isna(row.start_earliest)
    begins = min(known) - DAY if no_start else row.start_earliest
    start_latest = row.start_latest if pd.notna(row.start_latest) else begins
    core_from = begins if not no_start and start_latest - begins <= DAY else start_latest
    if row.status == "ongoing" and pd.isna(row.end_latest):
        ends = max(last, core_from + DAY)
        return Times(begins, ends, (core_from, ends), None, True, no_start)
    no_end = pd.isna(row.end_latest)
    ends = max(max(known), begins + DAY) if no_end else row.end_latest
    ends = max(ends, begins + pd.Timedelta(hours=1))
    if ends - begins <= DAY and not (no_start or no_end):
        return Times(begins, ends, None, begins + (ends - begins) / 2, False)
    if pd.isna(row.start_latest) or pd.isna(row.end_earliest):
        return Times(begins, ends, None, None, False, no_start, no_end)
    core_to = ends if not no_end and ends - row.end_earliest <= DAY else row.end_earliest
    core = (core_from, core_to) if core_to - core_from >= DAY else None
    return Times(begins, ends, core, None, False, no_start, no_end)


def in_words(times: Times, granularity: str = "") -> str:
    """The times as a reader says them; `granularity` is that of the event.

    "10 Apr 2019", "since 4 Apr 2019, still going on", "1 to 8 Apr 2019", "1 to 8 Apr 2019, certain 3 to 5 Apr 2019",
    "between 7 and 9 Apr 2019, one day", "some time before 10 Apr 2019", "3 Apr 2019 or later".
    """
    if times.open_ended:
        return f"since {_since(times)}, still going on"
    if times.point is not None:
        return _day(times.begins)
    if times.no_start:
        return f"some time before {_day(times.ends)}"
    if times.no_end:
        return f"{_day(times.begins) if times.core is None else _range(*times.core)} or later"
    whole = _range(times.begins, times.ends)
    if times.core is None:
        between = f"between {whole.replace(' to ', ' and ')}"
        return f"{between}, one day" if granularity in UP_TO_A_DAY else between
    return whole if times.core == (times.begins, times.ends) else f"{whole}, certain {_range(*times.core)}"


def _since(times: Times) -> str:
    """The day on which something that goes on began, or the days between which it may have."""
    began = times.core[0] if times.core else times.begins
    if times.no_start:
        return f"before {_day(began)}"
    return _day(began) if began == times.begins else f"some day from {_range(times.begins, began)}"


def main_window(times: list[Times], most_dropped: float = 0.15, gain: float = 3.0) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and last moment worth an axis: all of it, unless a few far-off or endless ones would squeeze the rest.

    The event that begins first or the one that ends last is dropped, whichever leaves the shorter window, at
    most `most_dropped` of all; a shorter window is taken where it is at least `gain` times shorter than the
    one before. Expects one event at least.
    """
    begins, ends = (pd.Series([one[side] for one in times]).to_numpy() for side in (0, 1))
    kept = np.arange(len(times))
    best = _window(begins, ends)
    for _ in range(int(len(times) * most_dropped)):
        trials = [np.delete(kept, index) for index in (begins[kept].argmin(), ends[kept].argmax())]
        kept = min(trials, key=lambda trial: _length(_window(begins[trial], ends[trial])))
        window = _window(begins[kept], ends[kept])
        if _length(window) * gain <= _length(best):
            best = window
    return best


def _window(begins: Any, ends: Any) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(begins.min()), pd.Timestamp(ends.max())


def _length(window: tuple[pd.Timestamp, pd.Timestamp]) -> pd.Timedelta:
    return max(window[1] - window[0], DAY)


def _day(value: pd.Timestamp, *, year: bool = True) -> str:
    return f"{value.day} {value:%b %Y}" if year else f"{value.day} {value:%b}"


def _range(begins: pd.Timestamp, ends: pd.Timestamp) -> str:
    last = ends - pd.Timedelta(seconds=1)  # the end is exclusive
    if begins.date() == last.date():
        return _day(begins)
    if (begins.year, begins.month) == (last.year, last.month):
        return f"{begins.day} to {_day(last)}"
    return f"{_day(begins, year=begins.year != last.year)} to {_day(last)}"
