"""The window of the timeline: in the address, in a few steps worked out from the data, and in a slider.

The address is the truth (`window=2019-04-06_2019-04-12`, both days inclusive); without it the timeline shows its main
part. What the reader sees is set from it before it is drawn, and writes to it when it is changed.
"""

import re
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis.corpus.queries import Window
from pages.parts import session, words

KEY = "window"
MAIN, WHOLE, WEEK = "Main part", "Whole span", "Busiest week"
FIRST_YEAR, LAST_YEAR = 1700, 2999  # what an axis of days can draw, with room on both sides
STEPS_AT_MOST = 240
_FORM = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")


def asked() -> Window | None:
    """The window in the address, or None for the main part."""
    return read(session.asked(KEY))


def read(text: str) -> Window | None:
    """A window out of its form in the address; None where it is none."""
    found = _FORM.fullmatch(text)
    try:
        first, last = (date.fromisoformat(day) for day in found.groups()) if found else (None, None)
    except ValueError:
        return None
    if not first or not last or first > last or first.year < FIRST_YEAR or last.year > LAST_YEAR:
        return None
    return first, last


def write(window: Window | None) -> None:
    """Put a window into the address; None takes it out."""
    session.ask({KEY: f"{window[0].isoformat()}_{window[1].isoformat()}" if window else None})


def quick(days: pd.DataFrame, main: Window) -> dict[str, Window | None]:
    """Windows worth a step: the main part (None), the whole span and the fullest seven days, each where it differs.

    `days` has the columns [day, events, until] of `queries.event_days`.
    """
    windows: dict[str, Window | None] = {MAIN: None}
    every = whole(days)
    if every[0] < main[0] or every[1] > main[1]:
        windows[WHOLE] = every
    week = busiest_week(days)
    if week and (week[0] > main[0] or week[1] < main[1]) and main[1] - main[0] > timedelta(days=8):
        windows[WEEK] = week
    return windows


def whole(days: pd.DataFrame) -> Window:
    """From the first day on which something begins to the last on which something may end."""
    return pd.to_datetime(days["day"]).min().date(), pd.to_datetime(days[["day", "until"]].stack()).max().date()


def busiest_week(days: pd.DataFrame) -> Window | None:
    """The first seven days in which the most events begin; None where they all begin within a week."""
    counts = days.groupby(pd.to_datetime(days["day"]))["events"].sum().sort_index()
    if counts.empty or counts.index[-1] - counts.index[0] < pd.Timedelta(days=7):
        return None
    upto = counts.rolling("7D").sum()  # of the seven days that end with each
    first = upto.idxmax() - pd.Timedelta(days=6)
    return first.date(), (first + pd.Timedelta(days=6)).date()


def steps(days: pd.DataFrame, *windows: Window | None) -> list[date]:
    """The days at which the slider stops: those on which something begins or ends, thinned, and the windows' own."""
    known = sorted({*pd.to_datetime(days["day"]).dt.date, *pd.to_datetime(days["until"]).dt.date})
    every = -(-len(known) // STEPS_AT_MOST)
    ends = {day for window in windows if window for day in window}
    return sorted({*known[::every], known[-1], *ends})


def choose(days: pd.DataFrame, main: Window) -> None:
    """The steps and the slider; `main` is what the timeline shows without a window."""
    chosen = asked()
    windows = quick(days, main)
    shown = chosen or main
    stops = steps(days, shown, *windows.values())
    with st.container(key="small_window", horizontal=True, vertical_alignment="center", gap=16):
        if len(windows) > 1:
            named = next((name for name, window in windows.items() if window == chosen), None)
            session.put("window_quick", named)
            st.segmented_control(
                "Window", list(windows), key="window_quick", label_visibility="collapsed", width="content",
                on_change=lambda: write(windows.get(st.session_state["window_quick"] or MAIN)),
            )  # fmt: skip
        if len(stops) > 1:
            session.put("window_range", shown)
            st.select_slider(  # without the value it would not know, in a callback, that it has two ends
                "Window, from and to", stops, value=shown, key="window_range", label_visibility="collapsed",
                format_func=lambda day: words.day(day, short=True),
                on_change=lambda: write(tuple(st.session_state["window_range"])),
            )  # fmt: skip
