"""The year that an expression names: in digits, in two digits, "last year", before Christ."""

from datetime import date

from analysis.times import values
from analysis.times.context import Context, Reading, modifier, number
from analysis.times.grammar import Mention

PIVOT_YEARS = 20
"""A year of two digits lies at most this far after publication ('82 is 1982, '25 is 2025)."""


def full_year(context: Context, digits: str) -> int:
    """The year of "'82" or "16", seen from the anchor."""
    two = int(digits[-2:])
    near = (context.published or context.last_day() or date(2000, 1, 1)).year
    year = near - near % 100 + two
    return year - 100 if year > near + PIVOT_YEARS else year


def told_year(mention: Mention, context: Context) -> int | None:
    """The year the expression names, or None."""
    slots = mention.slots
    if "year" in slots:
        return int(slots["year"].classes["year"])
    if "shortyear" in slots:
        return full_year(context, slots["shortyear"].lower)
    if "whichyear" in slots:
        return which_year(context, slots["whichyear"].classes["which"])
    return None


def which_year(context: Context, which: str) -> int | None:
    """The year of "last year", "this year", "that year"."""
    base = context.last_day() if which in ("that", "following", "previous") else context.anchor()
    base = base or context.anchor()
    if base is None:
        return None
    return base.year + {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)


def before_christ(mention: Mention, rest: str, grain: str) -> Reading:
    """A day, month or season of a year before Christ."""
    value = f"BC{min(int(number(mention.slots['bcyear'])), 9999):04d}{rest}"
    return Reading(
        "DATE",
        value,
        "before Christ, which has no place on the calendar used here",
        0.85,
        modifier(mention),
        granularity=grain,
    )


def told_before_christ(context: Context, count: float, unit: str) -> Reading | None:
    """`count` years, decades or centuries after the year before Christ told last: years count down to Christ."""
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if context.before_christ is None or years is None:
        return None
    value = values.before_christ(round(context.before_christ - count * years), unit)
    if value is None:
        return None
    reason = f"counted from {context.before_christ} BC, told before; it has no place on the calendar used here"
    return Reading("DATE", value, reason, 0.7, granularity=unit)
