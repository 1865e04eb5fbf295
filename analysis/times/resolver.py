"""From mentions to time rows: each mention is read in its context, checked, and put on the calendar.

Also answers what a length of time says about a beginning ("nearly three weeks into the campaign"). What a mention is,
is told by grammar.py; what it means, by the functions of the readings_ modules.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from analysis import schema
from analysis.document import Document
from analysis.times import anchored, readings_day, readings_length, readings_period, readings_relative, values
from analysis.times.context import Context, Reading
from analysis.times.grammar import Mention, grammar
from analysis.times.guards import GUARDS, in_persons_name
from analysis.times.narrative import is_narrative
from analysis.times.words import Word, split

Read = Callable[[Mention, Context], Reading | list[tuple[int, int, Reading]] | None]

READINGS: dict[str, Read] = {
    name: getattr(module, name)
    for module, names in (
        (readings_day, "day day_alone day_range day_of holiday"),
        (readings_period, "month month_pair which_month year year_open year_range year_old year_bc years_bc year_ad "
                          "fiscal decade century season half week_of"),
        (readings_relative, "weekday deictic which_unit the_unit quarter quarter_ago ago hence in_units unit_after "
                            "that_time year_end year_ended"),
        (readings_length, "duration span_which span_of_year which_units each ref clock part deictic_part"),
    )
    for name in names.split()
}  # fmt: skip
"""Every reading that times_rules.csv may name."""

CUT = re.compile(r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[ap]\.m)\.\Z")
"""An abbreviation after which a sentence is sometimes cut in two."""


HEADING_NEVER_ENDS_WITH = frozenset('.!?;,"”’')
MOST_HEADING_WORDS = 10


def resolve(document: Document, *, narrative: bool | None = None) -> tuple[schema.Time, ...]:
    """All temporal expressions of the story. `narrative` overrides what the document looks like."""
    published = published_day(document)
    told = is_narrative(document.text, published is not None) if narrative is None else narrative
    context = Context(document, published, told)
    rows = [
        row
        for number, char_start, char_end in _stretches(document)
        for row in _stretch(document, number, char_start, char_end, context)
    ]
    return anchored.on_events(document, rows)


def published_day(document: Document) -> date | None:
    """The publication date as a day, or None where there is none or it cannot be read."""
    try:
        return date.fromisoformat(document.published[:10]) if document.published else None
    except ValueError:
        return None


def _stretches(document: Document) -> Iterator[tuple[int, int, int]]:
    """(sentence number, start, end); sentences cut after "10 p.m." or "Aug." are put together again."""
    pending: tuple[int, int, int] | None = None
    for number, sentence in enumerate(document.sentences):
        if pending is not None:
            gap = document.text[pending[2] : sentence.char_start]
            if gap == " " and CUT.search(document.text[max(pending[1], pending[2] - 6) : pending[2]]):
                pending = (pending[0], pending[1], sentence.char_end)
                continue
            yield pending
        pending = (number, sentence.char_start, sentence.char_end)
    if pending is not None:
        yield pending


def _stretch(
    document: Document, number: int, char_start: int, char_end: int, context: Context
) -> Iterator[schema.Time]:
    context.sentence_no = number
    context.in_heading = _stands_in_heading(document.text, char_start)
    words = split(document.text, char_start, char_end)
    symbols = grammar().symbols(words)
    position = 0
    while position < len(words):
        for mention in grammar().matches(words, symbols, position):
            rows = list(_rows(mention, document, words, context))
            if rows:
                yield from rows
                position += len(mention.words)
                break
        else:
            position += 1


def _stands_in_heading(text: str, char: int) -> bool:
    """Whether a character stands in a line without the stop of a sentence ("2005: Elections and a new government")."""
    end = text.find("\n", char)
    line = text[text.rfind("\n", 0, char) + 1 : end if end >= 0 else len(text)].rstrip()
    return line[-1:] not in HEADING_NEVER_ENDS_WITH and len(line.split()) <= MOST_HEADING_WORDS


def _rows(mention: Mention, document: Document, words: list[Word], context: Context) -> Iterator[schema.Time]:
    guard = GUARDS.get(mention.rule.guard)
    if guard is not None and not guard(mention, document, words) or in_persons_name(mention, document, words):
        return
    try:
        reading = READINGS[mention.rule.reading](mention, context)
    except (ValueError, OverflowError):  # arithmetic past the years 1 and 9999
        reading = Reading("DATE", "XXXX-XX-XX", "outside the years 1 to 9999 of the calendar", 0.2, anchors=False)
    if reading is None:
        return
    several = reading if isinstance(reading, list) else [(mention.char_start, mention.char_end, reading)]
    for start, end, one in several:
        context.remember(one)
        yield time_row(document.text, start, end, one)


def time_row(text: str, char_start: int, char_end: int, reading: Reading) -> schema.Time:
    """The row of a reading: its interval from its value, unless the reading tells another."""
    span = reading.interval or (values.interval(reading.value) if reading.type in ("DATE", "TIME") else None)
    return schema.Time(
        char_start, char_end, text[char_start:char_end], reading.type, reading.value,
        span[0].isoformat() if span else None, span[1].isoformat() if span else None,
        reading.granularity or values.granularity(reading.value), reading.reason, reading.confidence, reading.modifier,
    )  # fmt: skip


LEAST_SLACK = 0.1
"""Share of a length by which its beginning is uncertain at least: "46 days" were counted, "100 days" rounded."""


def begins_before(time: schema.Time, published: str | None) -> tuple[str, str] | None:
    """The days [earliest, latest) on which something began that has lasted for `time` at publication.

    "Nearly three weeks into the campaign", published 2016-11-03: three weeks before is 13 October, and nearly means
    up to a week less: 2016-10-13 to 2016-10-21 (exclusive). A length without a modifier is taken to be rounded to its
    unit: half a unit on either side. None without a length in days or a publication date.
    """
    days = values.duration_days(time.value) if time.type == "DURATION" else None
    if days is None or not published:
        return None
    unit_days = values.DURATION_DAYS.get(time.value[-1], 1.0)
    slack = timedelta(days=max(1, round(max(unit_days * (1.0 if time.modifier else 0.5), days * LEAST_SLACK))))
    try:
        last_day = date.fromisoformat(published[:10])
        full = last_day - timedelta(days=round(days))
        earliest = full if time.modifier == "LESS_THAN" else full - slack
        latest = full if time.modifier == "MORE_THAN" else min(full + slack, last_day)
        return earliest.isoformat(), (latest + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
