"""Lengths of time told from an event: "three days after the attack", "the day before rebels took the town".

The event is dated by a day in its own words ("after Monday's attack"), else by what the text told of it before; the
row then lies on the calendar. A day counted from an event that the text does not date is left undated.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from spacy.tokens import Token

from analysis import schema
from analysis.document import Document
from analysis.language.syntax import SUBJECT
from analysis.times import values
from analysis.times.context import DAYS, say

SIGNAL = re.compile(
    r"\s+(?:(?P<after>(?:later than|after|following)\s)"
    r"|(?P<before>(?:before|prior to|ahead of|in advance of)\s))\s*(?=\w)",
    re.IGNORECASE,
)
OWN_SIGNAL = re.compile(r"the (?P<unit>day|week|month|year) (?:(?P<after>after|following)|before)", re.IGNORECASE)
"""A row that holds its signal: "the day after" (reading unit_after)."""
LENGTH = re.compile(r"P(?P<clock>T?)(?P<count>\d+(?:\.\d+)?|X)(?P<letter>[A-Z]+)")
UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
SHARED_STEM = 5
"""Letters by which a verb and its noun are known: "exploded" and "the explosion"."""
STEPS_TO_VERB = 8


class Anchor(NamedTuple):
    """The head of the event that a length is counted from, and on which side of it the length lies."""

    event: Token
    sign: int  # 1 after the event, -1 before


def anchor_of(document: Document, time: schema.Time) -> Anchor | None:
    """The event that follows a length ("three days *after the attack*"), or None where none does."""
    own = OWN_SIGNAL.fullmatch(time.text)
    if own is not None:
        found = re.compile(r"\s+(?=\w)").match(document.text, time.char_end)
        sign = 1 if own["after"] else -1
    else:
        if time.type != "DURATION":
            return None
        found = SIGNAL.match(document.text, time.char_end)
        sign = 1 if found is not None and found["after"] else -1
    if found is None or not document.in_story(time.char_start, found.end() + 1):
        return None
    signal = document.doc[document.token_at(found.end()).i - 1]
    head = signal.head if signal.head.i > signal.i else next((c for c in signal.children if c.i > signal.i), None)
    if head is not None and head.dep_ in SUBJECT and head.head.i > head.i:
        head = head.head  # "after the report was published", where the parse hangs "after" on the report
    if head is None or head.pos_ not in ("NOUN", "PROPN", "VERB", "NUM"):
        return None
    return Anchor(head, sign)


def on_events(document: Document, rows: Sequence[schema.Time]) -> tuple[schema.Time, ...]:
    """The rows, those that are told from an event put on the calendar or, where that cannot be, taken off it."""
    return tuple(_placed(document, row, rows) for row in rows)


def _placed(document: Document, row: schema.Time, rows: Sequence[schema.Time]) -> schema.Time:
    anchor = anchor_of(document, row)
    if anchor is None:
        return row
    event_day = day_of(document, anchor.event, rows)
    found = counted(row, anchor.sign, event_day) if event_day is not None else None
    if found is None or event_day is None:
        return _undated(row, anchor) if row.type == "DATE" else row
    value, interval = found
    side = "after" if anchor.sign > 0 else "before"
    reason = f"told from “{anchor.event.text}”, which the text puts on {say(event_day)}; {side} it"
    begins, ends = (day.isoformat() for day in interval)
    placed = replace(row, begins=begins, ends=ends, reason=reason, confidence=min(row.confidence, 0.65))
    return replace(placed, value=value, granularity=values.granularity(value)) if row.type == "DATE" else placed


def _undated(row: schema.Time, anchor: Anchor) -> schema.Time:
    """ "The day before the speech", where nothing tells when the speech was."""
    reason = f"told from “{anchor.event.text}”, whose day the text does not tell"
    value = "XXXX-XX-XX" if row.granularity == "day" else "FUTURE_REF" if anchor.sign > 0 else "PAST_REF"
    return replace(row, value=value, begins=None, ends=None, granularity="unknown", reason=reason, confidence=0.3)


def counted(row: schema.Time, sign: int, event_day: date) -> tuple[str, values.Interval] | None:
    """The value and the days that lie so far from the event; None where how far is not told."""
    own, length = OWN_SIGNAL.fullmatch(row.text), LENGTH.fullmatch(row.value)
    if own is not None:
        count, unit = 1.0, own["unit"].lower()
    elif length is None or (length["count"] == "X" and not length["clock"]):
        return None
    elif length["clock"]:
        count, unit = 0.0, "day"  # "hours after the blast": the same day, as far as the text tells
    elif length["letter"] in UNITS:
        count, unit = float(length["count"]), UNITS[length["letter"]]
    else:
        return None
    try:
        day = values.add(event_day, sign * count, unit)
        value = values.holding(day, unit)
        interval = values.interval(value)
        if row.text.lower().startswith("within"):
            interval = (min(day, event_day), max(day, event_day) + timedelta(days=1))
    except (ValueError, OverflowError):
        return None
    return (value, interval) if interval is not None else None


def day_of(document: Document, event: Token, rows: Sequence[schema.Time]) -> date | None:
    """The day of an event: in its own words, else where the text tells of it elsewhere."""
    days = [row for row in rows if row.begins and row.granularity in DAYS and row.type != "DURATION"]
    own = [row for row in days if _under(document, row, event)]
    if own:
        return date.fromisoformat(own[0].begins or "")
    for token in _told_elsewhere(document, event):
        told = [row for row in days if document.sentence_no(row.char_start) == document.sentence_no(token.idx)]
        for row in told:
            if _hangs_together(document.tokens(row.char_start, row.char_end).root, token):
                return date.fromisoformat(row.begins or "")
    return None


def _under(document: Document, row: schema.Time, event: Token) -> bool:
    """Whether a time stands in the event's own words, and does not itself count from it ("the day after the vote")."""
    return event.left_edge.idx <= row.char_start <= event.right_edge.idx and OWN_SIGNAL.fullmatch(row.text) is None


def _told_elsewhere(document: Document, event: Token) -> Iterator[Token]:
    """Other words for an event, the nearest before it first, then those behind."""
    before, behind = document.doc[: event.i], document.doc[event.i + 1 :]
    for token in (*reversed(list(before)), *behind):
        happens = token.pos_ in ("NOUN", "VERB", "PROPN") and _same_happening(token, event)
        if happens and document.sentence_no(token.idx) is not None:
            yield token


def _same_happening(one: Token, other: Token) -> bool:
    """ "Attacked" and "the attack", "exploded" and "the explosion"."""
    first, second = one.lemma_.lower(), other.lemma_.lower()
    return first == second or (
        min(len(first), len(second)) >= SHARED_STEM and first[:SHARED_STEM] == second[:SHARED_STEM]
    )


def _hangs_together(time: Token, event: Token) -> bool:
    """Whether a time hangs on a word or on the verb of its clause."""
    above_time, above_event = _up_to_verb(time), _up_to_verb(event)
    return event in above_time or (above_time[-1] == above_event[-1] and above_time[-1].pos_ in ("VERB", "AUX"))


def _up_to_verb(token: Token) -> list[Token]:
    """A word and those above it, up to the verb of its clause."""
    chain = [token]
    for _ in range(STEPS_TO_VERB):
        if chain[-1].pos_ in ("VERB", "AUX") or chain[-1].head.i == chain[-1].i:
            break
        chain.append(chain[-1].head)
    return chain
