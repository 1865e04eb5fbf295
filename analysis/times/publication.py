"""When an article without a date was published, inferred from its text.

A line that is nothing but a date, near the top, is taken at its word; else the latest full date that the text prints
where news prints recent ones: in a caption, in the first sentences, with its weekday, or after "as of". Then the text
may have been published some days later, which `window` tells. A date that a text only looks back to ("his capture on
March 26, 1996") and the dates of a history say nothing of the day they were written. The caller marks the result as
inferred.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from analysis.document import Document
from analysis.times import tense, values
from analysis.times.context import Context
from analysis.times.grammar import Mention, grammar
from analysis.times.narrative import is_narrative
from analysis.times.readings_day import day as read_day
from analysis.times.words import split

TOP_CHARS = 1500
"""A date line stands in the first lines of an article, after its headline and what surrounds it."""
LINE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|modified|created|date|on|at|by|am|pm|a\.m|p\.m|utc|gmt|est|edt|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|[\d\W_]",
    re.IGNORECASE,
)
LEAD_SENTENCES = 3
"""Sentences at the top in which a full date is taken for one of the days that the report is about."""
LATER_DAYS = 7
"""How long after the latest date that it prints a report may have been published."""
AS_OF = re.compile(r"\bas (?:of|at)\s+(?:\w+day,?\s+)?\Z", re.IGNORECASE)
MAX_OTHER_LETTERS = 12
"""Letters beside the date that a date line may hold: a month in another form, an agency, initials."""


class _Printed(NamedTuple):
    """A full date as the text prints it."""

    char_start: int
    char_end: int
    day: date
    agrees: bool  # with the weekday printed beside it, if any
    has_weekday: bool
    part: str


def infer(document: Document) -> str | None:
    """The publication date as an ISO date, or None where the text does not tell.

    >>> infer(document("Smoke rises over the city, Nov. 3, 2016. He spoke late Tuesday."))  # doctest: +SKIP
    '2016-11-03'
    """
    printed = [found for found in _full_dates(document) if found.part != "repeat"]
    line = _date_line(document.text, printed)
    if line is not None:
        return line.day.isoformat()
    told = [found for found in printed if not _lies_ahead(document, found)]
    if is_narrative(document.text, has_publication_date=False):
        told = [found for found in told if found.part == "caption"]
    agreeing = [found for found in told if found.agrees] or told
    recent = any(_is_news(document, found) for found in agreeing)
    return max(found.day for found in agreeing).isoformat() if recent else None


def window(document: Document) -> tuple[date, date] | None:
    """The days [first, after the last) on which the article may have been published; None where nothing tells.

    One day where it is given or stands in a line of its own; else up to a week after the latest date printed.
    """
    try:
        first = date.fromisoformat((document.published or "")[:10])
        exact = document.published_basis != "inferred"
        if not exact:
            line = _date_line(document.text, [found for found in _full_dates(document) if found.part != "repeat"])
            exact = line is not None and line.day == first
        return first, first + timedelta(days=1 if exact else 1 + LATER_DAYS)
    except (ValueError, OverflowError):
        return None


def _date_line(text: str, printed: Iterable[_Printed]) -> _Printed | None:
    return next((found for found in printed if _is_date_line(text, found)), None)


def _is_news(document: Document, found: _Printed) -> bool:
    """Whether a date is printed as news prints those of its own days, and not as a report looks back."""
    if found.part in ("caption", "furniture") or found.has_weekday:
        return True
    number = document.sentence_no(found.char_start)
    if number is not None and number < LEAD_SENTENCES:
        return True
    return AS_OF.search(document.text[max(0, found.char_start - 25) : found.char_start]) is not None


def _full_dates(document: Document) -> Iterator[_Printed]:
    for part in document.parts:
        for mention in _mentions(document, part.char_start, part.char_end):
            reading = read_day(mention, Context(document, None, narrative=False))
            if reading is None or values.granularity(reading.value) != "day":
                continue
            found = values.interval(reading.value)
            if found is not None:
                agrees = "but that day" not in reading.reason
                weekday = "weekday" in mention.slots
                yield _Printed(mention.char_start, mention.char_end, found[0], agrees, weekday, part.kind)


def _mentions(document: Document, char_start: int, char_end: int) -> Iterator[Mention]:
    """Mentions of days with their year, line by line."""
    position = char_start
    for line in document.text[char_start:char_end].splitlines(keepends=True):
        words = split(document.text, position, position + len(line))
        symbols = grammar().symbols(words)
        place = 0
        while place < len(words):
            mentions = grammar().matches(words, symbols, place)
            full = next((m for m in mentions if m.rule.reading == "day" and _is_full(m)), None)
            if full is not None:
                yield full
            place += len(full.words) if full else 1
        position += len(line)


def _is_full(mention: Mention) -> bool:
    return bool({"year", "iso"} & set(mention.slots)) or (
        "figures" in mention.slots and re.fullmatch(r"\D?\d+\D\d+\D\d{4}", mention.slots["figures"].lower) is not None
    )


def _is_date_line(text: str, found: _Printed) -> bool:
    """Whether the date fills its line, near the top."""
    if found.char_start > TOP_CHARS:
        return False
    begin = text.rfind("\n", 0, found.char_start) + 1
    finish = text.find("\n", found.char_end)
    rest = text[begin : found.char_start] + " " + text[found.char_end : finish if finish >= 0 else len(text)]
    return len(LINE_WORDS.sub("", rest)) <= MAX_OTHER_LETTERS


def _lies_ahead(document: Document, found: _Printed) -> bool:
    """Whether the story tells the date as one to come ("will open on 5 May 2017", "until 1 June 2018")."""
    if not document.in_story(found.char_start, found.char_end):
        return False
    return tense.direction(document, found.char_start, found.char_end) == tense.FUTURE
