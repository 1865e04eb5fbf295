"""Words that look like times and are not: "may", "march", "second", "fall", a number that is no year.

Each guard is named in the `guard` column of times_rules.csv and says whether a mention may stand.
"""

import re
from collections.abc import Callable

from analysis.document import Document
from analysis.times import tense
from analysis.times.grammar import Mention
from analysis.times.lexicon import counted
from analysis.times.words import Word

Guard = Callable[[Mention, Document, list[Word]], bool]

MODAL_MONTHS = frozenset(
    {"may", "march", "mar", "mar.", "jan", "apr", "jun", "sep", "dec", "jul", "aug", "nov", "oct", "feb"}
)
MONTH_BEFORE = frozenset(
    {"in", "since", "until", "by", "last", "next", "this", "of", "from", "to", "during", "before", "after", "for"}
)
PART_BEFORE = frozenset({"in", "during", "through", "throughout", "by", "until", "for", "on", "into", "over"})
DAY_BEFORE = frozenset({"on", "by", "until", "till", "since", "before", "after", "from", "to"})
SHOUTED = frozenset({"MAR", "DEC", "JAN", "SEP", "OCT", "NOV", "APR", "JUN", "JUL", "AUG", "FEB", "SEPT"})
"""In capitals and without a number more often an abbreviation of something else: "the department (DEC)"."""
FALLING = frozenset({"spring", "fall", "falls", "springs"})
MONEY = frozenset("$£€¥#%")
YEAR_BEFORE = frozenset({
    "in", "since", "until", "till", "by", "before", "after", "during", "from", "through", "to", "of", "between", "for",
    "around", "about", "circa", "and", "or", "early", "late", "mid", "end", "beginning", "start", "year", "fiscal",
    "spring", "summer", "autumn", "fall", "winter", "the", "its", "his", "their", "(", "-", ",", "back", "throughout",
})  # fmt: skip
OWNERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "'s", "this", "that"})
AMOUNT_BEFORE = re.compile(
    r"(?:\d[\d,.]*|million|billion|thousand|hundred|percent|%|times|once|twice|one|two|three|four|five|\w+s)\s*$"
)


def _printed(mention: Mention, document: Document) -> str:
    return document.text[mention.char_start : mention.char_end]


def _before(mention: Mention, words: list[Word], back: int = 1) -> str:
    place = mention.first_word - back
    return words[place].lower if place >= 0 else ""


def _after(mention: Mention, words: list[Word]) -> str:
    place = mention.first_word + len(mention.words)
    return words[place].lower if place < len(words) else ""


def month(mention: Mention, document: Document, words: list[Word]) -> bool:
    """A month is capitalised; "May" and "March" alone must not be a verb or a name."""
    word = mention.slots.get("month")
    if word is None:
        return True
    text = document.text
    which = mention.slots.get("which")
    if which is not None and which.lower == "that" and document.token_at(which.char_start).dep_ == "mark":
        return False  # "said that May would resign"
    day = mention.slots.get("day")
    if text[word.char_start].islower() or (day is not None and text[day.char_start].isupper()):
        return False
    if text[word.char_start : word.char_end] in SHOUTED and len(mention.slots) == 1:
        return False
    if word.lower not in MODAL_MONTHS:
        return _alone_or_no_name(mention, document, words)
    if len(mention.slots) > 1 and {"day", "year", "shortyear"} & set(mention.slots):
        return True
    token = document.token_at(word.char_start)
    if token.pos_ in ("AUX", "VERB") or token.tag_ == "MD":
        return False
    if mention.first_word and text[words[mention.first_word - 1].char_start].isupper() and mention.first_word > 1:
        return False  # the Long March
    if _before(mention, words) in MONTH_BEFORE:
        return word.lower in ("may", "march") or word.lower.endswith(".")
    if len(mention.words) > 1:
        return True
    return (
        token.pos_ == "PROPN"
        and _alone_or_no_name(mention, document, words)
        and _before(mention, words) not in ("", "the", "a", '"', "“")
    )


def _alone_or_no_name(mention: Mention, document: Document, words: list[Word]) -> bool:
    """Not a part of a name of several words ("Theresa May", "April Jones")."""
    if len(mention.words) > 1:
        return True
    token = document.token_at(mention.char_start)
    return token.ent_type_ not in ("PERSON", "PER")


def in_persons_name(mention: Mention, document: Document, words: list[Word]) -> bool:
    """Whether a mention is a word of somebody's name ("Johnnie Christmas", "Theresa May"); no guard of one rule.

    "In May" stays a month even where a Ms May is spoken of.
    """
    if any(character.isdigit() for character in _printed(mention, document)):
        return False
    if len(mention.words) > 1 or _before(mention, words) in ("in", "since", "during", "until", "last", "next"):
        return False
    return any(
        name.char_start <= mention.char_start and mention.char_end <= name.char_end
        for name in document.names
        if name.kind == "person"
    )


def day_alone(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“On the 28th” is a day; “the 28th Infantry”, “on the 18th hole” are places in a row."""
    if not _printed(mention, document)[-3:-2].isdigit() or _before(mention, words) not in DAY_BEFORE:
        return False
    after = _after(mention, words)
    if after in ("", ".", ",", ";", ")", "and", "when", "-") or after in DAY_BEFORE:
        return True
    place = mention.first_word + len(mention.words)
    return document.token_at(words[place].char_start).pos_ in ("VERB", "AUX", "PRON", "DET")


def weekday(mention: Mention, document: Document, words: list[Word]) -> bool:
    """A weekday is capitalised; abbreviations want a stop and a date or a preposition."""
    word = mention.slots["weekday"]
    if document.text[word.char_start].islower():
        return False
    return not (
        word.lower in ("sun.", "sat.", "wed.", "mon.")
        and len(mention.words) == 1
        and _before(mention, words) not in ("on", "last", "next")
    )


def season(mention: Mention, document: Document, words: list[Word]) -> bool:
    """A season is a noun: "in the fall", "a summer offensive", never "prices fall" or "a fall in prices"."""
    word = mention.slots["season"]
    if {"year", "whichyear", "shortyear", "bcyear", "edge", "edgenoun"} & set(mention.slots):
        return True
    token = document.token_at(word.char_start)
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in ("PERSON", "PER", "ORG"):
        return False
    if word.lower not in FALLING:
        return True
    if _after(mention, words) in ("of", "in", "from", "to", "on") and mention.words[0].lower == "the":
        return False
    return mention.words[0].lower == "the" or token.dep_ == "compound" or _before(mention, words) in (
        "in", "during", "since", "by", "until", "of", "through", "and", "next", "last"
    )  # fmt: skip


def year(mention: Mention, document: Document, words: list[Word]) -> bool:
    """Four digits are a year unless they count, price or number something."""
    if {"edge", "edgenoun"} & set(mention.slots) or len(mention.words) > 1 and "vaguely" not in mention.slots:
        return True
    text = document.text
    before = text[max(0, mention.char_start - 2) : mention.char_start]
    if before[-1:] in MONEY or before[-1:] in "-/." and before[:1].isalnum():
        return False
    if mention.first_word == 0 and _after(mention, words) == ":":
        return True  # "1865: The end", a heading
    if _after(mention, words) in counted() or text[mention.char_end : mention.char_end + 1] == "/":
        return False
    if "year" in mention.slots and not mention.slots["year"].lower.isdigit():
        return _before(mention, words) in ("in", "since", "of", "until", "by")
    number = int(mention.slots["year"].classes["year"])
    if _before(mention, words) in YEAR_BEFORE:
        return _before(mention, words) not in ("about", "for", "to") or 1900 <= number <= 2059
    if not 1900 <= number <= 2059:
        return False
    token = document.token_at(mention.char_start)
    counts = token.dep_ == "nummod" and token.head.i == token.i + 1 and token.head.tag_ == "NNS"
    return not counts or _before(mention, words) in OWNERS


def range_(mention: Mention, document: Document, words: list[Word]) -> bool:
    """Two years joined by a dash, not a telephone or a part number: the second comes later."""
    first, second = re.split(r"[-–—/]", mention.slots["range"].lower)[:2]
    return int(first[: 4 - len(second)] + second) > int(first) and int(first) <= 2100


def oldyear(mention: Mention, document: Document, words: list[Word]) -> bool:
    """Three digits after "in": a year only before a stop, a comma or a clause, never before a noun."""
    return document.text[mention.char_end : mention.char_end + 1] in (".", ",", ";", ")", "")


def decade(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“In his 40s” is an age."""
    if _before(mention, words) in ("his", "her", "their", "my", "your", "our"):
        return False
    return document.text[mention.char_start : mention.char_start + 1] not in MONEY


def the_unit(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“The day”, “the year” are times where nothing follows that makes them another thing (“the day of rest”)."""
    unit = mention.words[-1].lower
    after = _after(mention, words)
    if after in ("of", "when", "that", "before", "after", "'s", "-") and unit != "quarter":
        return bool({"edge"} & set(mention.slots))
    return document.token_at(mention.words[-1].char_start).dep_ != "compound"


def hence(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“Two days before” and “after” want nothing behind them: “two days after the vote” is anchored on the vote."""
    word = mention.slots["hence"].lower
    if word in ("earlier", "later", "previously", "afterwards", "afterward"):
        return _after(mention, words) != "than"
    return _after(mention, words) in ("", ".", ",", ";", ")", "and")


def duration(mention: Mention, document: Document, words: list[Word]) -> bool:
    """A length of time, not an ordinal ("a second term"), a fraction ("three quarters"), an age or an amount."""
    unit, count = mention.slots["unit"], mention.slots.get("n")
    which = mention.slots.get("whichplural")
    if which is not None and which.lower == "last" and document.token_at(which.char_start).pos_ == "VERB":
        return False  # "would last four years"
    if unit.lower == "second" and (count is None or "-" not in {word.lower for word in mention.words}):
        return False
    if unit.lower == "night" and count is None:
        return False
    fraction = unit.lower.startswith("quarter") and not {"whichplural", "straight"} & set(mention.slots)
    if fraction and (count is None or count.classes.get("n") == "3"):
        return False
    if count is not None and "year" in count.classes and count.lower.isdigit() and "unit" in unit.classes:
        return False  # "World Cup 2018 day five"
    if _is_age(mention, words):
        return False
    before = document.text[max(0, mention.char_start - 1) : mention.char_start]
    return before not in MONEY


def _is_age(mention: Mention, words: list[Word]) -> bool:
    place = mention.first_word + len(mention.words)
    following = [word.lower for word in words[place : place + 2]]
    return "old" in following[:1] or following in (["-", "old"], ["of", "age"])


def amount(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“A year” is a rate after an amount: “15 a year”, “$2 million a day”."""
    if mention.words[0].lower == "per":
        return True
    sentence_start = words[0].char_start
    before = document.text[max(sentence_start, mention.char_start - 40) : mention.char_start]
    return (
        AMOUNT_BEFORE.search(before) is not None
        and re.search(r"\d|million|billion|once|twice|times", before) is not None
    )


def bare_units(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“Weeks”, “for days”; not “minutes of a meeting” and never “seconds” or “quarters” alone."""
    unit = mention.slots["unit"].lower
    counted_before = mention.first_word > 0 and "n" in words[mention.first_word - 1].classes
    return (
        not counted_before
        and not _is_age(mention, words)
        and unit not in ("seconds", "quarters", "yrs")
        and document.token_at(mention.slots["unit"].char_start).pos_ == "NOUN"
    )


def frequency(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“Daily” as a frequency, not in a newspaper's name."""
    printed = _printed(mention, document)
    if mention.slots["frequency"].lower == "quarterly" and document.token_at(mention.char_start).pos_ == "ADJ":
        return False  # a quarterly dividend is a kind of dividend
    return printed[0].islower() or mention.first_word == 0


def clock(mention: Mention, document: Document, words: list[Word]) -> bool:
    """A clock time has a colon with minutes below 60, "p.m.", "o'clock", a zone, "noon" or "midnight"."""
    word = mention.slots.get("clock")
    if word is None:
        return True
    hour, minute = (int(part) for part in word.lower.split(":")[:2])
    return hour <= 24 and minute < 60


def part(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“Overnight” as an adverb, not “overnight bag”."""
    return document.token_at(mention.char_start).dep_ not in ("amod", "compound")


def part_of_day(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“In the evening”, not “lights up the night”, “the night the plane fell”, “the dawn of …”."""
    if mention.words[0].lower != "the":
        return True
    return _before(mention, words) in PART_BEFORE and _after(mention, words) not in ("of", "the", "-")


def ref(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“Soon” looks ahead only where its verb does; “as soon as” and “previously announced” tell no time."""
    word = mention.slots["ref"].lower
    after = _after(mention, words)
    if word in ("soon", "shortly"):
        if after in ("as", "after", "afterward", "afterwards", "before", "-") or _before(mention, words) == "as":
            return False
        return tense.direction(document, mention.char_start, mention.char_end) != tense.PAST
    if word in ("previously", "recently") and after:
        follower = document.token_at(words[mention.first_word + len(mention.words)].char_start)
        return not (follower.tag_ == "VBN" and follower.dep_ in ("amod", "acl"))
    return True


def ref_adjective(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“Recent”, “current” before a noun that is no unit of time."""
    return document.token_at(mention.char_start).pos_ == "ADJ"


def ref_the(mention: Mention, document: Document, words: list[Word]) -> bool:
    """“The past”, “in future”: a noun of its own, not “the past week”."""
    token = document.token_at(mention.words[-1].char_start)
    return token.pos_ == "NOUN" and token.dep_ not in ("compound", "amod")


GUARDS: dict[str, Guard] = {
    "month": month, "day_alone": day_alone, "weekday": weekday, "season": season, "year": year,
    "range": range_, "oldyear": oldyear,
    "decade": decade, "the_unit": the_unit, "hence": hence, "duration": duration, "amount": amount,
    "bare_units": bare_units, "frequency": frequency, "clock": clock, "part": part, "part_of_day": part_of_day,
    "ref": ref, "ref_adjective": ref_adjective, "ref_the": ref_the,
}  # fmt: skip
