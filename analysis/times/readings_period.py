"""Readings of months, years, seasons, halves, decades and centuries by the calendar."""

import re
from datetime import date, timedelta

from analysis.times import values
from analysis.times.context import Context, Reading, modifier, number, told
from analysis.times.grammar import Mention
from analysis.times.tense import FUTURE, PAST
from analysis.times.years import before_christ, full_year, told_year

COMPARED = re.compile(r"\b(?:compared (?:to|with)|than)\b[^.;]*\Z")
"""What a story is held against lies behind it: "peaceful months compared to November and January"."""


def month_pair(mention: Mention, context: Context) -> list[tuple[int, int, Reading]] | None:
    """“August/September 1956”: two months that share a year."""
    first, second = (int(mention.slots[name].classes["month"]) for name in ("month", "month2"))
    year = told_year(mention, context)
    if year is None:
        return None
    rows = []
    spans = (
        (mention.char_start, mention.slots["month"].char_end),
        (mention.slots["month2"].char_start, mention.char_end),
    )
    for (start, end), number_ in zip(spans, (first, second), strict=True):
        in_year = year - (first > second and number_ == first)
        rows.append(
            (
                start,
                end,
                Reading("DATE", f"{in_year:04d}-{number_:02d}", "as printed; the year stands with the second", 0.9),
            )
        )
    return rows


def month(mention: Mention, context: Context) -> Reading | None:
    """A month, with its year or without."""
    number_ = int(mention.slots["month"].classes["month"])
    if "bcyear" in mention.slots:
        return before_christ(mention, f"-{number_:02d}", "month")
    year = told_year(mention, context)
    mod = modifier(mention)
    if year is not None:
        return Reading("DATE", f"{year:04d}-{number_:02d}", "as printed", 0.97, mod)
    anchor = context.anchor()
    if anchor is None:
        return Reading("DATE", f"XXXX-{number_:02d}", "a month, but no year is told", 0.5, mod)
    if context.narrative and COMPARED.search(context.before(mention)):
        value = f"{anchor.year - (number_ > anchor.month):04d}-{number_:02d}"
        return Reading("DATE", value, f"looked back to from {context.against()}", 0.65, mod, anchors=False)
    if context.narrative:
        year = anchor.year + _narrative_years(number_, anchor, context)
        return Reading("DATE", f"{year:04d}-{number_:02d}", f"that month nearest to {context.against()}", 0.75, mod)
    ahead = (number_ - anchor.month) % 12  # months to the next one, 0 = the month of the anchor
    direction = context.direction(mention)
    if direction == PAST and ahead in (1, 2) and context.under_noun(mention):
        direction = None
    if direction == FUTURE:
        shift, which = ahead, "next"
    elif direction == PAST:
        shift, which = ahead - 12 if ahead else 0, "last"
    else:  # no verb tells, or only one that governs another noun
        shift, which = (ahead, "nearest") if ahead <= 3 else (ahead - 12, "nearest")
    value = values.holding(values.add(anchor.replace(day=1), shift, "month"), "month")
    confidence = 0.5 if context.published is None else 0.85 if direction else 0.65
    return Reading("DATE", value, f"the {which} one seen from {context.against()}", confidence, mod)


def _narrative_years(number_: int, anchor: date, context: Context) -> int:
    """How many years on: a story goes forward; a month up to four back is looked back to."""
    if values.granularity(context.anchor_value() or "") in ("year", "season", "decade", "century"):
        return 0
    behind = anchor.month - number_
    return 1 if behind > 5 else -1 if behind < -9 else 0


def which_month(mention: Mention, context: Context) -> Reading | None:
    """“Last December”, “next May”, “this September”."""
    number_ = int(mention.slots["month"].classes["month"])
    anchor = context.anchor()
    mod = modifier(mention)
    if anchor is None:
        return Reading("DATE", f"XXXX-{number_:02d}", "a month, but no year is told", 0.5, mod)
    which = mention.slots["which"].classes["which"]
    ahead = (number_ - anchor.month) % 12
    if which in ("last", "past", "previous", "latest"):
        shift, confidence, words = (ahead - 12), 0.93, "last one before"
    elif which in ("next", "coming", "following"):
        shift, confidence, words = (ahead or 12), 0.9, "next one after"
    else:
        shift, confidence, words = number_ - anchor.month, 0.85, "one in the year of"
    value = values.holding(values.add(anchor.replace(day=1), shift, "month"), "month")
    return Reading("DATE", value, f"the {words} {context.against()}", confidence, mod)


def year(mention: Mention, context: Context) -> Reading | None:
    """A year in four digits, or spoken."""
    number_ = told_year(mention, context)
    if number_ is None:
        return None
    fiscal = any(word.lower in ("fiscal", "financial") for word in mention.words)
    reason = "as printed; a business year, which need not be the calendar's" if fiscal else "as printed"
    span = Reading("DATE", f"{number_:04d}", reason, 0.8 if fiscal else 0.95, modifier(mention), anchors=not fiscal)
    return span._replace(granularity="year")


def year_open(mention: Mention, context: Context) -> Reading | None:
    """“1994 or later”."""
    mod = "BEFORE" if mention.words[-1].lower == "earlier" else "AFTER"
    return Reading("DATE", mention.slots["year"].classes["year"], "as printed, open to one side", 0.9, mod)


def year_range(mention: Mention, context: Context) -> list[tuple[int, int, Reading]]:
    """“1876-1910”: two years, each over its own digits."""
    word = mention.slots["range"]
    first, second = re.split(r"[-–—/]", word.lower)
    full = first[: 4 - len(second)] + second
    start = word.char_start
    return [
        (mention.char_start, start + 4, Reading("DATE", first, "as printed; begins a range of years", 0.9)),
        (word.char_end - len(second), word.char_end, Reading("DATE", full, "as printed; ends a range of years", 0.85)),
    ]


def year_old(mention: Mention, context: Context) -> list[tuple[int, int, Reading]]:
    """“In 793”: a year of three digits."""
    word = mention.slots["oldyear"]
    return [(word.char_start, word.char_end, Reading("DATE", f"{int(word.lower):04d}", "a year before 1000", 0.7))]


def year_bc(mention: Mention, context: Context) -> Reading | None:
    """“490 BC”: on no calendar of ours, kept with its value."""
    count = int(number(mention.slots["n"]))
    if not 1 <= count <= 9999:
        return None
    return Reading("DATE", f"BC{count:04d}", "a year before Christ, which has no place on the calendar used here", 0.9,
                   modifier(mention), granularity="year")  # fmt: skip


def years_bc(mention: Mention, context: Context) -> list[tuple[int, int, Reading]]:
    """“499 to 493 BC”: two years."""
    reason = "a year before Christ, which has no place on the calendar used here"
    return [
        (start, end, Reading("DATE", f"BC{min(int(number(word)), 9999):04d}", reason, 0.85, granularity="year"))
        for word, start, end in (
            (mention.slots["n"], mention.char_start, mention.slots["n"].char_end),
            (mention.slots["last"], mention.slots["last"].char_start, mention.char_end),
        )
    ]


def year_ad(mention: Mention, context: Context) -> Reading | None:
    """“AD 122”."""
    count = int(number(mention.slots["n"]))
    return Reading("DATE", f"{count:04d}", "as printed", 0.9) if 1 <= count <= 9998 else None


def fiscal(mention: Mention, context: Context) -> Reading | None:
    """“Fiscal 1989”, “FY16”: labelled; its first day is not guessed."""
    word = mention.slots.get("year") or mention.slots["two"]
    digits = word.classes.get("year") or str(full_year(context, word.lower))
    return Reading("DATE", digits, "a business year, which need not be the calendar's", 0.8, anchors=False)


def decade(mention: Mention, context: Context) -> Reading | None:
    """“The 1970s”, “the '80s”, “the nineties”."""
    if "decadeword" in mention.slots:
        digit = int(mention.slots["decadeword"].classes["decadeword"])
        value, reason, sure = (
            f"{_century_of_decade(digit, context)}{digit}",
            "the decade of that name nearest before",
            0.8,
        )
    else:
        digits = re.sub(r"\D", "", mention.slots["decade"].lower)
        if len(digits) == 4:
            value, reason, sure = digits[:3], "as printed", 0.95
        else:
            digit = int(digits[0])
            value, reason, sure = (
                f"{_century_of_decade(digit, context)}{digit}",
                "the decade of that name nearest before",
                0.85,
            )
    return Reading("DATE", value, reason, sure, modifier(mention), anchors=False)


def _century_of_decade(digit: int, context: Context) -> int:
    year_ = (context.published or context.last_day() or date(2000, 1, 1)).year
    return year_ // 100 - (digit > year_ % 100 // 10)


def century(mention: Mention, context: Context) -> Reading | None:
    """“The 19th century”: 18."""
    ordinal = int(mention.slots["ordinal"].classes["ordinal"])
    if not 1 <= ordinal <= 99:
        return None
    if "bce" in mention.slots:
        return Reading("DATE", f"BC{ordinal - 1:02d}", "a century before Christ", 0.85, modifier(mention))
    return Reading("DATE", f"{ordinal - 1:02d}", "as printed", 0.93, modifier(mention), anchors=False)


def season(mention: Mention, context: Context) -> Reading | None:
    """“Summer 1955”, “last fall”, “in the spring”."""
    name = mention.slots["season"].classes["season"]
    if "bcyear" in mention.slots:
        return before_christ(mention, f"-{name}", "season")
    mod = modifier(mention)
    year_ = told_year(mention, context)
    if year_ is not None:
        return Reading("DATE", f"{year_:04d}-{name}", "as printed; the season of the northern hemisphere", 0.85, mod)
    anchor = context.anchor()
    if anchor is None:
        return Reading("DATE", f"XXXX-{name}", "a season, but no year is told", 0.5, mod)
    which = mention.slots["which"].classes["which"] if "which" in mention.slots else ""
    first = values.SEASON_MONTHS[name]
    year_ = anchor.year
    if which in ("last", "past", "previous"):
        begins = date(year_, first, 1)
        if begins >= anchor or values.interval(f"{year_:04d}-{name}")[1] > anchor:  # type: ignore[index]
            year_ -= 1
    elif which in ("next", "coming", "following"):
        year_ += date(year_, first, 1) <= anchor
    elif which in ("", "this") and not context.narrative and context.direction(mention) == PAST:
        year_ -= date(year_, first, 1) > anchor  # "this winter", told in April, began in December
    elif which == "" and not context.narrative and context.direction(mention) == FUTURE:
        year_ += first + 2 < anchor.month
    value = f"{year_:04d}-{name}"
    return Reading("DATE", value, f"that season (northern hemisphere) seen from {context.against()}", 0.75, mod)


def half(mention: Mention, context: Context) -> Reading | None:
    """“The first half of 2015”."""
    ordinal = int(mention.slots["ordinal"].classes["ordinal"])
    year_ = told_year(mention, context)
    if year_ is None or ordinal not in (1, 2, -1):
        return None
    return Reading("DATE", f"{year_:04d}-H{2 if ordinal == -1 else ordinal}", "as printed", 0.85, anchors=False)


def week_of(mention: Mention, context: Context) -> Reading | None:
    """“The first week of May 2015”: the week of its fourth day, by the rule that ISO 8601 has for years."""
    base = month(mention, context)
    found = values.interval(base.value) if base else None
    ordinal = int(mention.slots["ordinal"].classes["ordinal"])
    if found is None or ordinal > 5:
        return base
    fourth = found[1] - timedelta(days=4) if ordinal == -1 else found[0] + timedelta(days=3 + 7 * (ordinal - 1))
    return Reading("DATE", values.holding(fourth, "week"), f"that week of {told(base.value if base else None)}", 0.75)
