"""What a temporal expression is read against: the publication date, the date told last, and the tense.

News is anchored on its publication date; narrative ("on 9 April … the next day") on the date told last. Which of the
two a document is, is decided once, from how it speaks.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from analysis.document import Document
from analysis.times import tense, values
from analysis.times.grammar import Mention
from analysis.times.lexicon import modifiers
from analysis.times.words import Word

STORY_GRAINS = frozenset({"minute", "hour", "part of day", "day", "week", "month"})
YEAR_REACH = 0
"""Sentences after its own in which a mere year still sets the year of what follows."""
STORY_REACH = 15
"""Sentences after which a story that has told no month or day is taken up at the year told last."""
QUARTER_REACH = 6
"""Sentences for which a quarter stays the period that a business report compares with."""
DAYS = frozenset({"minute", "hour", "part of day", "day"})
DAY_REACH = 1
"""Sentences for which "the day" is the day told last."""
FIGURES = re.compile(r"[$£€%]|\b(?:percent|million|billion|profit|earnings|sales|revenue)\b")


class Reading(NamedTuple):
    """What a mention means. `interval` None: not on a calendar, or as the value says (see resolver)."""

    type: str  # schema.TIME_TYPES
    value: str
    reason: str
    confidence: float
    modifier: str | None = None
    interval: values.Interval | None = None
    granularity: str | None = None  # where the value does not tell
    anchors: bool = True  # later expressions may refer back to it


@dataclass(slots=True)
class Context:
    """The state of one document while its expressions are read in order."""

    document: Document
    published: date | None
    narrative: bool
    last: str | None = None  # value of the calendar date told last
    last_quarter: str | None = None
    quarter_sentence_no: int = -1
    sentence_no: int = -1
    in_heading: bool = False  # "2005: Elections" says where the story goes on
    last_sentence_no: int = -1
    story: str | None = None  # value of the day, week or month told last: where the story stands
    story_sentence_no: int = -1
    before_christ: int | None = None  # the year told last, where that was one before Christ
    days_told: set[date] = field(default_factory=set)

    def remember(self, reading: Reading) -> None:
        """Take note of a reading that later ones may refer to."""
        told_days = values.interval(reading.value)
        if reading.value.startswith("BC"):
            self.before_christ = values.year_before_christ(reading.value) or self.before_christ
        if not reading.anchors or told_days is None:
            return
        self.before_christ = None
        self.last, self.last_sentence_no = reading.value, self.sentence_no
        grain = values.granularity(reading.value)
        if grain in DAYS:
            self.days_told.add(told_days[0])
        if grain in STORY_GRAINS or (grain == "year" and self.in_heading):
            self.story, self.story_sentence_no = reading.value, self.sentence_no
        if grain == "quarter":
            self.last_quarter, self.quarter_sentence_no = reading.value, self.sentence_no

    def takes_up(self, month: str) -> None:
        """The story of an undated report stands in the last month of a period ("the first three months of 2009")."""
        if self.published is None and not self.narrative:
            self.story, self.story_sentence_no = month, self.sentence_no

    def compares_quarters(self, mention: Mention) -> bool:
        """Whether a business report compares with a quarter told a few sentences before ("$2 million a year ago")."""
        if self.last_quarter is None or self.sentence_no - self.quarter_sentence_no > QUARTER_REACH:
            return False
        sentence = self.document.sentences[self.sentence_no]
        return FIGURES.search(self.document.text, sentence.char_start, sentence.char_end) is not None

    def anchor(self) -> date | None:
        """The day that expressions without a year are read against."""
        if self.published is not None and not self.narrative:
            return self.published
        found = values.interval(self.anchor_value() or "")
        return found[0] if found else None

    def now(self) -> date | None:
        """What "last week", "two years ago", "on Tuesday" are told from: publication, or where a narrative stands.

        An undated text that is no narrative has no such day: the dates it prints say nothing about when it was written.
        """
        return self.anchor() if self.narrative or self.published is not None else None

    def anchor_value(self) -> str | None:
        """Without a publication date, or in a narrative: the date that months and days without a year follow.

        That is where the story stands; a mere year ("papers opened in 2005 show …") takes over for its own sentence,
        or where the story has told no month for long.
        """
        if not self.narrative:  # an undated report: a year it mentions is background, a month or day near by may not be
            return self.story if self.sentence_no - self.story_sentence_no <= STORY_REACH else None
        if self.story is None or self.last == self.story:
            return self.last
        if self.last_sentence_no >= self.sentence_no - YEAR_REACH:
            return self.last
        return self.last if self.sentence_no - self.story_sentence_no > STORY_REACH else self.story

    def last_day(self) -> date | None:
        """The first day of the date told last, or None before any."""
        told = values.interval(self.last) if self.last else None
        return told[0] if told else None

    def day_told_near(self) -> date | None:
        """The day that the sentences before told of last, where that is near enough to be "the day"."""
        near = self.last is not None and self.sentence_no - self.last_sentence_no <= DAY_REACH
        return self.last_day() if near and values.granularity(self.last or "") in DAYS else None

    def only_day_told(self) -> date | None:
        """The one day beside publication that the text has told so far: a report of yesterday."""
        days = self.days_told - {self.published}
        return next(iter(days)) if len(days) == 1 else None

    def month_compared(self) -> date | None:
        """The first day of the month told last, where a report has told no quarter since."""
        if self.last is None or values.granularity(self.last) != "month":
            return None
        return self.last_day() if self.last_sentence_no >= self.quarter_sentence_no else None

    def before(self, mention: Mention) -> str:
        """The text of the sentence before an expression."""
        return self.document.text[self.document.sentences[self.sentence_no].char_start : mention.char_start]

    def direction(self, mention: Mention) -> str | None:
        """Whether the governing verb looks back or ahead."""
        return tense.direction(self.document, mention.char_start, mention.char_end)

    def under_noun(self, mention: Mention) -> bool:
        """Whether the expression belongs to a noun ("the cuts in September"), so that the verb tells little of it."""
        return tense.under_noun(self.document, mention.char_start, mention.char_end)

    def against(self) -> str:
        """The anchor in words, for reasons."""
        if self.narrative or self.published is None:
            value = self.anchor_value()
            return f"the date told before, {told(value)}" if value else "no date"
        how = " (inferred)" if self.document.published_basis == "inferred" else ""
        return f"publication{how} on {say(self.published)}"


def say(day: date) -> str:
    """A day in words: "Thursday 3 November 2016"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def told(value: str | None) -> str:
    """A value in words as far as that helps: full days in words, the rest as it is."""
    if value is not None and values.granularity(value) == "day":
        found = values.interval(value)
        return say(found[0]) if found else value
    return value or "nothing"


def modifier(mention: Mention) -> str | None:
    """The TIMEX3 modifier: of the edge ("early", "end of"), else of the amount ("nearly", "at least")."""
    for name in ("edge", "edgenoun"):
        if name in mention.slots:
            classes = mention.slots[name].classes
            return classes.get("edge") or classes.get("edgenoun")
    said = " " + " ".join(word.lower for word in mention.words) + " "
    return next((mod for phrase, mod in modifiers() if f" {phrase} " in said), None)


def number(word: Word) -> float:
    """The number a word stands for, in whichever class it has one."""
    for name in ("day", "spokenday", "hour", "year", "n", "ordinal", "oldyear", "two"):
        if name in word.classes:
            return float(word.classes[name].replace(",", ""))
    return 0.0
