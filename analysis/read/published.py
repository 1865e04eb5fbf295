"""A date of publication as people and databases write it, to the ISO form of the article row.

Where a date can be read in two ways (03/11/2016) it is refused, not guessed: a wrong day would shift every
"yesterday" of the article.
"""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?|UTC|GMT)?)?",
    re.IGNORECASE,
)
NUMERIC = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})(?P<rest>[T ,].*)?")
RFC_2822 = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|[A-Z]{1,4})"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
LONGEST = 100
"""Characters of the longest date that is looked at."""
FIRST_YEAR, LAST_YEAR = 1600, 2199
"""News begins with the printed newspapers of the 1600s; an exercise may play in the future, but not in year 9999."""
ADVICE = 'write it like "2016-11-03" or "2016-11-03T10:00:00+03:00"'


class Published(NamedTuple):
    """Local date or date-time as printed, and the offset from UTC where one was given ("+03:00")."""

    value: str
    utc_offset: str | None = None


def read_published(given: str) -> Published:
    """`given` in ISO form. Raises ValueError with a clause for a sentence where it is no full date.

    >>> read_published("2016-11-03T10:00:00+03:00")
    Published(value='2016-11-03T10:00:00', utc_offset='+03:00')
    >>> read_published("Nov. 3, 2016").value
    '2016-11-03'
    """
    text = given.strip()
    iso = ISO.fullmatch(text) if len(text) <= LONGEST else None
    published = _from_iso(iso) if iso else _from_words(text)
    if not FIRST_YEAR <= int(published.value[:4]) <= LAST_YEAR:
        raise ValueError(f'the date of publication "{text[:40]}" lies in no year of news; {ADVICE}')
    return published


def _from_iso(match: re.Match[str]) -> Published:
    time = match["time"]
    seconds = re.split("[.,]", time)[0] if time else ""
    value = match["date"] + (f"T{seconds}" + (":00" if len(seconds) == 5 else "") if time else "")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{match.group()}" is no date of the calendar; {ADVICE}') from None
    return Published(value, _offset(match["zone"]))


def _offset(zone: str | None) -> str | None:
    if zone is None:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise ValueError(f'"{zone}" is no offset from UTC; {ADVICE}')
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _from_words(text: str) -> Published:
    refused = ValueError(f'the date of publication "{text[:40]}" cannot be read; {ADVICE}')
    if not text or len(text) > LONGEST or not re.search(r"\d", text):
        raise refused
    compact = COMPACT.fullmatch(text)
    if compact:
        return read_published("-".join(compact.groups()))
    numeric = NUMERIC.fullmatch(text)
    if numeric:
        return _from_numbers(numeric, text)
    if RFC_2822.fullmatch(text):  # as RSS and mail have it
        try:
            return _from_datetime(parsedate_to_datetime(text), has_time=True)
        except ValueError:
            raise refused from None
    if not re.search(r"\b\d{4}\b", text) or not re.search(r"(?<![\d:])\d{1,2}(?![\d:])", text):
        raise refused  # a month or a year is no day to count from
    import dateparser  # 0.3 s, and only for dates in words

    found = dateparser.parse(text, languages=["en"], settings={"STRICT_PARSING": True})
    if found is None:
        raise refused
    return _from_datetime(found, has_time=bool(re.search(r"\d:\d|\d\s?[ap]\.?m\b", text, re.IGNORECASE)))


def _from_numbers(match: re.Match[str], text: str) -> Published:
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f'"{text[:40]}" can be read in two ways, day first or month first; {ADVICE}')
    day, month = (first, second) if first > 12 else (second, first)
    rest = (match["rest"] or "").strip(" ,T")
    clock = re.match(r"\d{2}:\d{2}(?::\d{2})?$", rest)
    return read_published(f"{year}-{month:02}-{day:02}" + (f"T{rest}" if clock else ""))


def _from_datetime(found: datetime, *, has_time: bool) -> Published:
    if not has_time:
        return Published(found.date().isoformat())
    local = found.replace(tzinfo=None, microsecond=0)
    return Published(local.isoformat(), _offset(found.strftime("%z")[:5]) if found.tzinfo else None)
