"""What the machine understood, in plain words: labels of dates and places, and notes of how we know."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from analysis.corpus.queries.places import country_name

BASIS_NOTES = {
    "explicit": "The text gives the date.",
    "relative": "Worked out from a date word and the day of publication.",
    "derived": "Worked out from other dates in the text.",
    "published": "The text gives no date; the day of publication stands in for it.",
    "none": "The text gives no date.",
}
_STATUS_NOTES = {
    "ongoing": "Told as going on.",
    "planned": "Told as planned, not as done.",
    "hedged": "Told as uncertain.",
    "denied": "Told as denied.",
}
KIND_NOTES = {
    "direct": "In quotation marks.",
    "mixed": "Partly in quotation marks.",
    "indirect": "Reported in the writer's words.",
}
NAMING_NOTES = {
    "role": "The speaker is named by role only.",
    "anonymous": "The speaker is kept anonymous.",
    "collective": "A group is named as the speaker.",
    "document": "A document is the source.",
    "unknown": "Who says it is not clear.",
}
_REFERENCES = {
    "PAST_REF": "some time in the past",
    "PRESENT_REF": "at the time of writing",
    "FUTURE_REF": "some time to come",
}
_COMPASS = {
    "N": "north", "NE": "north-east", "E": "east", "SE": "south-east", "S": "south", "SW": "south-west", "W": "west",
    "NW": "north-west",
}  # fmt: skip
_RELATIONS = {
    "near": "near {}", "outskirts": "on the outskirts of {}", "between": "between {}", "coast": "on the coast of {}",
}  # fmt: skip
_NUMBER = r"(\d+(?:\.\d+)?|X{1,2})"
_DURATION = re.compile(
    f"P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def how_located(row: Mapping[str, Any]) -> str:
    """Why a place mark was put where it was, or why it was not."""
    return row["reason"] or ("No place of this name is known." if pd.isna(row["lat"]) else "Found in the gazetteer.")


def date_note(row: Mapping[str, Any]) -> str:
    """How we know the date of an event, and how the text tells it."""
    return " ".join(filter(None, (row["reason"] or BASIS_NOTES[row["basis"]], _STATUS_NOTES.get(row["status"], ""))))


def how_quoted(row: Mapping[str, Any]) -> str:
    """What makes words a quote of their speaker, in whole sentences.

    The reason tells how the speaker is named; of the notes only the one that it never tells is added to it.

    >>> how_quoted({"reason": "clause behind “say”; named", "naming": "anonymous", "channel": "email"})
    'Clause behind “say”. Named. The speaker is kept anonymous. Through: email.'
    """
    channel = f"Through: {row['channel']}." if row["channel"] and pd.notna(row["channel"]) else ""
    if row["reason"]:
        said, naming = _sentences(row["reason"]), NAMING_NOTES["anonymous"] if row["naming"] == "anonymous" else ""
    else:
        said, naming = KIND_NOTES[row["kind"]], NAMING_NOTES.get(row["naming"], "")
    return " ".join(filter(None, (said, naming, channel)))


def _sentences(reason: str) -> str:
    """A reason as sentences, each with a capital and a full stop; earlier versions joined them by semicolons."""
    parts = (part.strip() for part in reason.split("; "))
    return " ".join(f"{part[:1].upper()}{part[1:]}{'' if part.endswith('.') else '.'}" for part in parts if part)


def place_label(row: Mapping[str, Any]) -> str:
    """ "Mosul, Iraq"; a country, or a place in none, by its name alone."""
    country = country_name(row["country_code"] if isinstance(row["country_code"], str) else None)
    alone = not country or row["kind"] == "country" or country == row["name"]
    return row["name"] if alone else f"{row['name']}, {country}"


def relation_label(row: Mapping[str, Any]) -> str:
    """A place told by its relation to another, in words; "" where it is told by its name alone.

    >>> relation_label({"relation_kind": "distance", "anchor": "Linz", "distance_km": 12.0, "bearing_deg": 270.0,
    ...                 "spread_deg": 60.0})
    '12 km from Linz, towards 270° (give or take 30°)'
    """
    kind, anchor = row["relation_kind"], row["anchor"] or "another place"
    if kind is None:
        return ""
    told = f"{row['distance_km']:,.0f} km from {anchor}" if row["distance_km"] is not None else ""
    if kind in _COMPASS:
        told = f"{told}, {_COMPASS[kind]} of it" if told else f"{_COMPASS[kind]} of {anchor}"
    elif not told:
        told = _RELATIONS.get(kind, "beside {}").format(anchor)
    if row["bearing_deg"] is not None and kind not in _COMPASS:
        told += f", towards {row['bearing_deg']:.0f}°"
    return told + (f" (give or take {row['spread_deg'] / 2:.0f}°)" if row["spread_deg"] is not None else "")


def bound_label(iso: Any) -> str:
    """One end of an interval as people write it; "" where it is on no calendar.

    >>> bound_label("2019-04-09T18:00"), bound_label("2019-04"), bound_label(None)
    ('9 April 2019, 18:00', '', '')
    """
    moment = _moment(iso)
    if moment is None:
        return ""
    return _day(moment) + (f", {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else "")


def date_label(begins: Any, ends: Any, fallback: str = "") -> str:
    """A half-open interval of ISO dates as people write it; `fallback` where it is on no calendar.

    >>> date_label("2016-11-01", "2016-11-02"), date_label("2016-11-01", "2016-12-01")
    ('1 November 2016', 'November 2016')
    >>> date_label("2016-10-29", "2016-11-02")
    '29 October – 1 November 2016'
    """
    start, end = _moment(begins), _moment(ends)
    if start is None and end is None:
        return fallback
    if start is None:
        return f"before {_day(end)}" if end else fallback
    if end is None:
        return f"from {_day(start)}"
    if (start.hour, start.minute, end.hour, end.minute) != (0, 0, 0, 0) and end - start <= timedelta(days=1):
        return f"{_day(start)}, {start:%H:%M}" + ("" if end - start <= timedelta(minutes=1) else f"–{end:%H:%M}")
    last = end - timedelta(days=1) if end > start else end
    if start.day == 1 and end.day == 1:
        return _months(start, last)
    if start.date() >= last.date():
        return _day(start)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}–{_day(last)}"
    return f"{start.day} {start:%B} – {_day(last)}" if start.year == last.year else f"{_day(start)} – {_day(last)}"


def value_label(value: str, kind: str) -> str:
    """A TIMEX3 value that is on no calendar in words; the value itself where it has none.

    >>> value_label("P3W", "DURATION"), value_label("P1D", "SET"), value_label("PAST_REF", "DATE")
    ('3 weeks', 'every day', 'some time in the past')
    """
    if value in _REFERENCES:
        return _REFERENCES[value]
    match = _DURATION.fullmatch(value)
    if not match or not any(match.groups()):
        return value
    parts = [(number, unit) for number, unit in zip(match.groups(), _UNITS, strict=True) if number]
    if kind == "SET" and len(parts) == 1:
        number, unit = parts[0]
        return f"every {unit}" if number == "1" else f"every {_amount(number)} {unit}s"
    return ", ".join(f"{_amount(number)} {unit}{'' if number == '1' else 's'}" for number, unit in parts)


def _amount(number: str) -> str:
    return "some" if number.startswith("X") else number


def _months(first: datetime, last: datetime) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} – {last:%B} {last.year}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _moment(iso: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=None) if isinstance(iso, str) else None
    except ValueError:
        return None
