"""Names, numbers and dates as a reader meets them.

Streamlit reads headings, captions and button labels as Markdown. `plain` turns a name that came out of an article
into text that stays what it is. Whole sentences of an article never come here: they go through a component.
"""

import re
import string
from datetime import date, datetime
from functools import lru_cache

import pandas as pd
from babel import Locale

_ESCAPED = str.maketrans({mark: "\\" + mark for mark in string.punctuation})
_JOINER = "\u2060"  # word joiner: no width, and no Markdown rule reaches across it
# What Markdown's extensions turn into links, arrows and dashes even when it is escaped.
_RUNS = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?<=@)|(?<=-)(?=[->])|(?<=<)(?=-)")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def plain(text: object, limit: int = 120) -> str:
    """A name for a heading, caption, button or metric label: no Markdown, no link, no directive.

    White space becomes single blanks; more than `limit` characters are cut, with an ellipsis.
    """
    flat = " ".join(str(text).split())
    if len(flat) > limit:
        flat = flat[: limit - 1].rstrip() + "…"
    return _RUNS.sub(_JOINER, flat).translate(_ESCAPED)


def count(number: int, one: str, many: str = "") -> str:
    """`1 place`, `21 places`, `1,204 quotes`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def told(value: object) -> str:
    """A text out of a query, or "" where it is missing (None, NaN, NA)."""
    return value.strip() if isinstance(value, str) else ""


def sureness(confidence: float) -> str:
    """A confidence in plain words, with its number: `likely (72%)`."""
    for least, name in ((0.9, "very likely"), (0.7, "likely"), (0.5, "more likely than not")):
        if confidence >= least:
            return f"{name} ({confidence:.0%})"
    return f"a guess ({confidence:.0%})"


def some(names: list[str], at_most: int = 3) -> str:
    """`Hals, Alps and 4 more`: the first few of a list, the others counted."""
    if len(names) <= at_most + 1:
        return listed(names)
    return listed([*names[:at_most], f"{len(names) - at_most:,} more"])


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    return dict(Locale("en").languages)


def language(code: str) -> str:
    """`German` for `de`; the code itself where it is none that is known."""
    return _languages().get(code, code)


def duration(seconds: float) -> str:
    """`a moment`, `40 s`, `3 min`, `2 h`: as exact as a guess deserves."""
    if seconds < 5:
        return "a moment"
    if seconds < 90:
        return f"{round(seconds / 5) * 5} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"


def as_date(value: object) -> date | None:
    """A date out of what a query returned (date, timestamp, NaT, None)."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return pd.Timestamp(value).date()


def day(value: object, short: bool = False) -> str:
    """`9 April 2019`, or `9 Apr 2019`; `undated` where there is none."""
    found = as_date(value)
    if found is None:
        return "undated"
    month = MONTHS[found.month - 1]
    return f"{found.day} {month[:3] if short else month} {found.year}"


def moment(value: object) -> str:
    """`9 April 2019, 06:30` where a time of day is known, else `9 April 2019`; `undated` where there is none."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return "undated"
    found = pd.Timestamp(value)
    return day(found) + (f", {found:%H:%M}" if (found.hour, found.minute) != (0, 0) else "")


def days(first: object, last: object, short: bool = False) -> str:
    """`3–20 April 2019`, `28 March – 2 April 2019`, `from 3 April 2019`, `until 20 April 2019`."""
    begin, end = as_date(first), as_date(last)
    if begin is None and end is None:
        return ""
    if begin is None or end is None:
        return f"from {day(begin, short)}" if begin else f"until {day(end, short)}"
    if begin == end:
        return day(begin, short)
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day}–{day(end, short)}"
    if begin.year == end.year:
        return f"{day(begin, short).rsplit(' ', 1)[0]} – {day(end, short)}"
    return f"{day(begin, short)} – {day(end, short)}"
