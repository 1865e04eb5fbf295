"""Whether a text tells history ("on 9 April … the next day") or reports news ("on Tuesday")."""

import re

DEICTIC = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:last|this|next) (?:week|month|year|night|morning|weekend)|ago)\b"
)
YEAR = re.compile(r"(?<![\d$£€.,-])(?:1[0-9]|20)\d\d(?![\d%,-])\b")
MIN_YEARS = 12
YEARS_PER_DEICTIC = 4
"""A narrative names at least a dozen years, and four for every word that is told from the day of writing."""


def is_narrative(text: str, has_publication_date: bool) -> bool:
    """True where years far outnumber words like "yesterday"; without a publication date a few years are enough."""
    years = len(YEAR.findall(text))
    deictic = len(DEICTIC.findall(text))
    needed = MIN_YEARS if has_publication_date else 3
    return years >= needed and years > YEARS_PER_DEICTIC * deictic
