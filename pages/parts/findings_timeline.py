"""What the timeline says in words: its counts, what it leaves out, when an event was, where texts differ."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import spans
from pages.parts import findings, words

SURE = ("occurred", "ongoing")
UNSURE = {"Planned": "planned", "Unsure": "hedged", "Denied": "denied"}
_ISO = re.compile(r"\b\d{4}(?:-\d{2}){0,2}\b(?= \()")


def lede(days: pd.DataFrame, undated: int) -> str:
    """`30 events with a date; 11 planned, 6 still going on, 2 without a date.`; `days` are those of every status."""
    told = days.groupby("status")["events"].sum()
    extra = [f"{told[status]:,} {name.lower()}" for name, status in UNSURE.items() if told.get(status, 0)]
    if told.get("ongoing", 0):
        extra.append(f"{told['ongoing']:,} still going on")
    if undated:
        extra.append(f"{undated:,} without a date")
    head = f"{words.count(int(sum(told.get(status, 0) for status in SURE)), 'event')} with a date"
    return f"{head}; {', '.join(extra)}." if extra else f"{head}."


def title(found: pd.DataFrame, figure: go.Figure, inside: int) -> str:
    """The finding; of more events than can be drawn (`inside`), how many are."""
    drawn = findings.drawn(found, figure)
    if inside <= len(found):
        return findings.busiest(found, figure)
    number, _, days = drawn.partition(", ")
    return f"{number.split(' ')[0]} of {words.count(inside, 'event')}, those told most: {days}"


def caption(found: pd.DataFrame, figure: go.Figure, inside: int) -> str:
    """How to read the marks, and what is drawn where the title does not say so."""
    key = "Solid = certain, faded = possible, diamond = one day, arrow = open."
    if findings.drawn(found, figure) == title(found, figure, inside) or inside > len(found):
        return key
    return f"{key} Drawn: {findings.drawn(found, figure)}."


def left_out(found: pd.DataFrame, figure: go.Figure, inside: int, dated: int, in_window: bool) -> str:
    """What a timeline does not draw, or "".

    `found` are the rows given to it, `inside` how many there are to give, `dated` how many without a window;
    `in_window` tells whether the reader chose one.
    """
    outside = (figure.layout.meta or {}).get("outside", ())
    far, said = found[found["story_id"].isin(outside)], []
    away = dated - inside + len(far)
    if in_window and away:
        said.append(f"{away:,} of {words.count(dated, 'event')} {_lie(away)} outside this window.")
    elif len(far):
        named = words.some([f"“{words.plain(row.title, 44)}” ({_month(row)})" for row in far.itertuples()], at_most=1)
        said.append(f"{len(far):,} more {_lie(len(far))} far off: {named}.")
    if inside > len(found):
        said.append("A narrower window shows others.")
    return " ".join(said)


def when(row: Any) -> str:
    """When the event was, with what is not known: `between 7 and 9 Apr 2019, one day`; "" for one without a date."""
    times = spans.times_of(row, pd.Timestamp.max)
    return spans.in_words(times, row.granularity) if times else "no date told"


def differing(disagreements: str) -> str:
    """The sentence of the link across articles, with its ISO dates as people write them."""
    return _ISO.sub(lambda found: _said(found[0]), disagreements)


def takes_part(participants: Sequence[str] | None, at_most: int = 4) -> str:
    """Who or what takes part, or ""."""
    return words.some([str(name) for name in (participants if participants is not None else ())], at_most)


def _said(iso: str) -> str:
    if len(iso) == 4:
        return iso
    whole = date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")
    return words.day(whole) if len(iso) == 10 else words.day(whole).split(" ", 1)[1]


def _lie(number: int) -> str:
    return "lies" if number == 1 else "lie"


def _month(row: Any) -> str:
    """The month of an event far off."""
    day = next((day for day in (row.start_earliest, row.start_latest, row.end_latest) if pd.notna(day)), None)
    return words.day(day).split(" ", 1)[1] if day is not None else "undated"
