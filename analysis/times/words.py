"""The text as words of the temporal grammar: months, numbers in digits or letters, clock times, dates in figures.

A word knows its classes ("month", "number", "year" …) with a value in each. Numbers that are several words
("twenty-four", "2 1/2", "nineteen ninety-six") become one word here, so that the grammar stays flat.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.times.lexicon import holidays, word_classes

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four bare digits outside these years are a number, not a year."""

EDITORIAL = frozenset("[]")
"""Brackets of an editor in quoted speech say nothing of time: "[Ten] years ago" is ten years ago."""

_SHAPES = r"""
  (?P<iso>(?<![\d-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
| (?P<figures>(?<![\d/.-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/-]))
| (?P<range>(?<![\d-])[12]\d{3}[-–—/]\d{2}(?:\d{2})?(?![\d-]))
| (?P<fraction>\d+[ -]\d/\d\b)
| (?P<clock>(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
| (?P<military>(?<!\d)[0-2]\d[0-5]\d(?=\s?(?:hours|hrs|GMT|UTC)\b))
| (?P<decade>['’]?\d0['’]?s\b|[12]\d{2}0['’]?s\b)
| (?P<shortyear>['’]\d{2}\b(?!['’]))
| (?P<numeral>\d+(?:st|nd|rd|th)\b)
| (?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)
| (?P<ampm>[ap]\.\s?m\.?(?!\w)|[ap]m\b|(?<=\d)[ap]m\b)
| (?P<oclock>o['’]clock\b)
| (?P<possessive>['’]s\b)
| (?P<abbreviation>(?:[^\W\d_]\.){2,})
| (?P<word>[^\W\d_]+)
| (?P<mark>[^\s\w]|_)
"""
LOCAL_TIME = re.compile(r" time\b")
"""Behind a name it makes a zone: "5:34 AM Baghdad time"."""
_WORD = re.compile(_SHAPES, re.VERBOSE | re.IGNORECASE)


class Word(NamedTuple):
    """A word of the grammar, with offsets into the article's text."""

    char_start: int
    char_end: int
    lower: str
    classes: dict[str, str]


@lru_cache(maxsize=1)
def _holiday_pattern() -> re.Pattern[str]:
    names = sorted(holidays(), key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(name).replace("'", "['’]?") for name in names) + r")(?!\w)", re.IGNORECASE
    )


def split(text: str, char_start: int, char_end: int) -> list[Word]:
    """The words of text[char_start:char_end], numbers and holidays joined."""
    holiday_at = _holidays(text, char_start, char_end)
    words: list[Word] = []
    position = char_start
    while (found := _WORD.search(text, position, char_end)) is not None:
        start, end = found.span()
        if start in holiday_at:
            end, name = holiday_at[start]
            words.append(Word(start, end, name, {"holiday": holidays()[name]}))
        else:
            word = _word(text, found, char_end)
            end = word.char_end
            if word.lower not in EDITORIAL:
                words.append(word)
        position = end
    return _join_numbers(words)


def _holidays(text: str, char_start: int, char_end: int) -> dict[int, tuple[int, str]]:
    return {
        found.start(): (found.end(), _holiday_name(found[0]))
        for found in _holiday_pattern().finditer(text, char_start, char_end)
        if not found[0][0].islower()
    }


@lru_cache(maxsize=256)
def _holiday_name(printed: str) -> str:
    plain = printed.lower().replace("’", "'")
    if plain in holidays():
        return plain
    return next(name for name in holidays() if name.replace("'", "") == plain.replace("'", ""))


def _word(text: str, found: re.Match[str], char_end: int) -> Word:
    start, end = found.span()
    shape, lower = found.lastgroup or "mark", found[0].lower()
    if shape == "word":
        dotted = lower + "."
        if text[end : end + 1] == "." and end < char_end and dotted in word_classes():
            return Word(start, end + 1, dotted, word_classes()[dotted])
        if found[0][0].isupper() and LOCAL_TIME.match(text, end, char_end):
            return Word(start, end, lower, word_classes().get(lower) or {"zoneplace": lower})
        return Word(start, end, lower, word_classes().get(lower, {}))
    if shape == "abbreviation":
        return Word(start, end, lower, word_classes().get(lower, {}))
    if shape == "number":
        return Word(start, end, lower, _number_classes(lower))
    if shape == "fraction":
        whole, numerator, denominator = re.split(r"[ /-]", lower)
        parts = float(whole) + (int(numerator) / int(denominator) if denominator != "0" else 0.0)
        return Word(start, end, lower, {"n": str(parts)})
    if shape == "numeral":
        digits = lower[:-2]
        classes = {"ordinal": digits}
        if 1 <= int(digits[:3]) <= 31 and len(digits) <= 2:
            classes["day"] = digits
        return Word(start, end, lower, classes)
    if shape in ("possessive", "oclock"):
        return Word(start, end, {"possessive": "'s", "oclock": "o'clock"}[shape], {})
    if shape == "mark":
        lower = {"–": "-", "—": "-", "’": "'"}.get(lower, lower)
        return Word(start, end, lower, word_classes().get(lower, {}))
    if shape == "sep":  # lastgroup names the inner group of a date in figures
        shape = "figures"
    return Word(start, end, lower, {shape: lower})


def _number_classes(lower: str) -> dict[str, str]:
    digits = lower.replace(",", "")
    classes = {"n": digits}
    if "." in digits or "," in lower:
        return classes
    number = int(digits) if len(digits) < 12 else 10**12
    if len(digits) <= 2:
        if 1 <= number <= 31:
            classes["day"] = digits
        if number <= 24:
            classes["hour"] = digits
        classes["two"] = digits
    elif len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        classes["year"] = digits
    elif len(digits) == 3:
        classes["oldyear"] = digits
    return classes


def _join_numbers(words: list[Word]) -> list[Word]:
    """Words that are one number become one: "twenty - four", "two and a half", "nineteen ninety - six"."""
    joined: list[Word] = []
    position = 0
    while position < len(words):
        word = words[position]
        if "number" not in word.classes and not (word.lower == "a" and _is_multiplier(words, position + 1)):
            joined.append(word)
            position += 1
            continue
        value, end, spoken_year = _spoken_number(words, position)
        classes = {**word.classes} if end == position + 1 else {}
        classes["n"] = f"{value:g}" if value < 1e6 else str(int(value))
        if spoken_year:
            classes["year"] = str(int(value))
        elif value == int(value) and 1 <= value <= 31:
            classes["spokenday"] = str(int(value))
            if value <= 12:
                classes["spokenhour"] = str(int(value))
        tens = {20: True, 30: True}.get(int(value), False) and end == position + 1
        ordinal = _ordinal_after(words, end) if tens else None
        if ordinal is not None:  # "twenty-first"
            value += ordinal[0]
            end, classes = ordinal[1], {"ordinal": str(int(value)), "day": str(int(value))}
        joined.append(Word(word.char_start, words[end - 1].char_end, "#", classes))
        position = end
    return joined


def _is_multiplier(words: list[Word], position: int) -> bool:
    return position < len(words) and "multiplier" in words[position].classes


def _ordinal_after(words: list[Word], position: int) -> tuple[int, int] | None:
    if position < len(words) and words[position].lower == "-":
        position += 1
    if position < len(words):
        number = int(words[position].classes.get("ordinal", "0"))
        if 1 <= number <= 9 and words[position].lower.isalpha():
            return number, position + 1
    return None


def _spoken_number(words: list[Word], position: int) -> tuple[float, int, bool]:
    """(value, position after it, whether it is a year spoken in pairs)."""
    if words[position].lower == "a":
        value, end = 1.0, position + 1
    else:
        value, end = _below_hundred(words, position)
        if 10 <= value <= 21 and end < len(words):
            after = end + 1 if words[end].lower == "-" else end
            pair, pair_end = _below_hundred(words, after) if after < len(words) else (0.0, after)
            if pair >= 10 and (value >= 13 or value == 10):
                return value * 100 + pair, pair_end, True
    while _is_multiplier(words, end):
        value *= int(words[end].classes["multiplier"])
        end += 1
        after = end + 1 if end < len(words) and words[end].lower == "and" else end
        rest, rest_end = _below_hundred(words, after) if after < len(words) else (0.0, after)
        if rest:
            value, end = value + rest, rest_end
    is_year = FIRST_YEAR < value <= LAST_YEAR and value >= 2000
    tail = tuple(word.lower for word in words[end : end + 5])
    if tail[:3] == ("and", "a", "half"):
        return value + 0.5, end + 3, False
    if tail[:5] == ("-", "and", "-", "a", "-") and len(words) > end + 5 and words[end + 5].lower == "half":
        return value + 0.5, end + 6, False
    return value, end, is_year


def _below_hundred(words: list[Word], position: int) -> tuple[float, int]:
    classes = words[position].classes
    if "number" not in classes:
        return 0.0, position
    value, end = float(classes["number"]), position + 1
    if value >= 20 and value % 10 == 0:
        after = end + 1 if end < len(words) and words[end].lower == "-" else end
        if after < len(words) and 1 <= float(words[after].classes.get("number", 0)) <= 9:
            return value + float(words[after].classes["number"]), after + 1
    return value, end
