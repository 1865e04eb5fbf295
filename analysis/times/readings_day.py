"""Readings of days by the calendar: "3 November 2016", "Nov. 3-5", 2016-11-03, 3/11/2016, holidays."""

import re
from datetime import date, timedelta

from analysis.times import values
from analysis.times.context import Context, Reading, modifier, number, told
from analysis.times.grammar import Mention
from analysis.times.lexicon import word_classes
from analysis.times.readings_period import month
from analysis.times.tense import FUTURE, PAST
from analysis.times.years import before_christ, full_year, told_year

MONTH_REACH = 3
"""Sentences for which the month told last is that of "the 28th"."""
MONTHLY = frozenset({"minute", "hour", "part of day", "day", "month"})
ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day(mention: Mention, context: Context) -> Reading | None:
    """A day with a month: 3 November 2016, Nov. 3, 2016-11-03, 3/11/2016."""
    slots = mention.slots
    if "iso" in slots:
        return _iso(slots["iso"].lower)
    if "figures" in slots:
        return figures(slots["figures"].lower, context)
    return dated(mention, context, int(slots["month"].classes["month"]), int(number(slots["day"])))


def dated(mention: Mention, context: Context, month: int, day_of_month: int) -> Reading | None:
    """The reading of a day of a month, its year told or found."""
    if not 1 <= day_of_month <= 31:
        return None
    if "bcyear" in mention.slots:
        return before_christ(mention, f"-{month:02d}-{day_of_month:02d}", "day")
    year = told_year(mention, context)
    mod = modifier(mention)
    if year is not None:
        value = values.day_value(year, month, day_of_month)
        if value is None:
            return _no_such_day(year, month, day_of_month)
        disagreement = _weekday_disagrees(mention, value)
        return Reading("DATE", value, f"as printed{disagreement}", 0.6 if disagreement else 0.97, mod)
    anchor = context.anchor()
    if anchor is None:
        return Reading(
            "DATE", f"XXXX-{month:02d}-{day_of_month:02d}", "a day of the year, but no year is told", 0.5, mod
        )
    candidates = [
        found for near in (anchor.year - 1, anchor.year, anchor.year + 1)
        if (found := values.day_value(near, month, day_of_month) if near > 0 else None) is not None
    ]  # fmt: skip
    if not candidates:
        return _no_such_day(anchor.year, month, day_of_month)
    weekday_word = mention.slots.get("weekday")
    agreeing = [c for c in candidates if weekday_word and _weekday(c) == int(weekday_word.classes["weekday"])]
    sure = 0.9 if context.published is not None or context.narrative else 0.55
    best = min(agreeing or candidates, key=lambda value: _distance(value, anchor, _pull_back(mention, context)))
    return Reading("DATE", best, f"the {day_of_month}. of that month nearest to {context.against()}", sure, mod)


def day_alone(mention: Mention, context: Context) -> Reading | None:
    """“On the 28th”: of the month told last where that is near, else of the month that publication and tense give."""
    number_ = int(number(mention.slots["day"]))
    told_near = context.last is not None and context.sentence_no - context.last_sentence_no <= MONTH_REACH
    base = context.last_day() if told_near and values.granularity(context.last or "") in MONTHLY else None
    anchor = base or context.anchor()
    if anchor is None:
        return Reading("DATE", "XXXX-XX-XX", "a day of the month, but no month is told", 0.4, anchors=False)
    first = anchor.replace(day=1)
    months = [values.add(first, step, "month") for step in (-1, 0, 1)]
    days = [date.fromisoformat(v) for m in months if (v := values.day_value(m.year, m.month, number_))]
    if base is not None:  # "from the 3rd … to the 10th": the story goes on
        days = [day_ for day_ in days if (day_.year, day_.month) == (base.year, base.month)] or days
    back = _pull_back(mention, context)
    if not days:
        return None
    best = min(days, key=lambda day_: _distance(day_.isoformat(), anchor, back))
    against = f"the month told before, {told(context.last)}" if base is not None else context.against()
    return Reading("DATE", best.isoformat(), f"the {number_}. nearest to {against}", 0.75, modifier(mention))


def _pull_back(mention: Mention, context: Context) -> float:
    """How much farther a day behind the anchor counts than one ahead of it: stories go on, and tense tells."""
    if context.narrative:
        return 1.6
    return {FUTURE: 6.0, PAST: 1 / 6}.get(context.direction(mention) or "", 1.0)


def _distance(value: str, anchor: date, backwards: float) -> float:
    days = (date.fromisoformat(value) - anchor).days
    return days if days >= 0 else -days * backwards


def _weekday(value: str) -> int:
    return date.fromisoformat(value).isoweekday()


def _weekday_disagrees(mention: Mention, value: str) -> str:
    word = mention.slots.get("weekday")
    if word is None or int(word.classes["weekday"]) == _weekday(value):
        return ""
    return f", but that day was a {date.fromisoformat(value):%A}"


def _no_such_day(year: int, month: int, day_of_month: int) -> Reading:
    return Reading(
        "DATE", f"{year:04d}-{month:02d}", f"there is no day {day_of_month} in that month; only the month is taken", 0.3
    )


def _iso(printed: str) -> Reading | None:
    year, month, day_of_month = (int(part) for part in printed[:10].split("-"))
    value = values.day_value(year, month, day_of_month)
    if value is None:
        if year and 1 <= month <= 12:
            return _no_such_day(year, month, day_of_month)
        return None
    clock = printed[11:].upper()
    if clock:
        return Reading("TIME", f"{value}T{clock}", "as printed", 0.97)
    return Reading("DATE", value, "as printed", 0.97)


def figures(printed: str, context: Context) -> Reading | None:
    """A date in figures; month or day first is told by the numbers, else by nearness to the anchor."""
    first, second, year_digits = (part for part in re.split(r"[/.-]", printed))
    year = int(year_digits) if len(year_digits) == 4 else full_year(context, year_digits)
    if not year >= 1:
        return None
    mark = printed[len(first)]
    if mark != "/" and len(year_digits) != 4:
        return None  # "3.11.16", "4-5-12" are as often versions, scores and telephone numbers
    orders = [("month first", int(first), int(second)), ("day first", int(second), int(first))]
    possible = [(how, value) for how, m, d in orders if (value := values.day_value(year, m, d)) is not None]
    if not possible:
        return Reading("DATE", f"{year:04d}", f"“{printed}” is no day of the calendar; only the year is taken", 0.2)
    if len(possible) == 1 or possible[0][1] == possible[1][1]:
        return Reading("DATE", possible[0][1], f"as printed, {possible[0][0]}", 0.9)
    if mark == ".":
        return Reading("DATE", possible[1][1], "as printed; with points the day stands first", 0.85)
    anchor = context.anchor()
    if anchor is not None:
        near = [abs((date.fromisoformat(value) - anchor).days) for _, value in possible]
        if min(near) < 60 and max(near) > 2 * min(near):
            how, value = possible[near.index(min(near))]
            return Reading("DATE", value, f"{how}, as that is nearer to {context.against()}", 0.75)
    return Reading("DATE", possible[0][1], "month or day first is not told; month first taken", 0.5)


def day_range(mention: Mention, context: Context) -> list[tuple[int, int, Reading]] | None:
    """“Nov. 3-5”, “3 to 7 May”: two dates, each over its own words."""
    slots = mention.slots
    month = int(slots["month"].classes["month"])
    first, last = int(number(slots["day"])), int(number(slots["day2"]))
    readings = [dated(mention, context, month, number_) for number_ in (first, last)]
    if first >= last or None in readings:
        return None
    note = f"; one of {first} and {last}"
    ends = [
        (mention.char_start, slots["day"].char_end) if slots["month"].char_start < slots["day"].char_start
        else (mention.char_start, slots["day"].char_end),
        (slots["day2"].char_start, mention.char_end),
    ]  # fmt: skip
    return [
        (start, end, r._replace(reason=r.reason + note)) for (start, end), r in zip(ends, readings, strict=True) if r
    ]


def day_of(mention: Mention, context: Context) -> Reading | None:
    """“The last day of March”."""
    base = month(mention, context)
    found = values.interval(base.value) if base else None
    ordinal = int(mention.slots["ordinal"].classes["ordinal"])
    if found is None:
        return base
    day_ = found[1] - timedelta(days=1) if ordinal == -1 else found[0] + timedelta(days=ordinal - 1)
    return Reading("DATE", day_.isoformat(), f"that day of {told(base.value if base else None)}", 0.85)


JUST_AHEAD = timedelta(days=7)
AHEAD_OF = re.compile(r"\b(?:before|ahead of|until|till|up to|for)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a holiday that may lie just ahead of what is told in the past: "the Saturday before Easter"."""


def holiday(mention: Mention, context: Context) -> Reading | None:
    """A named day of the calendar; without a year the nearest, by tense."""
    rule = mention.slots["holiday"].classes["holiday"]
    if ONE_DAY.fullmatch(rule):
        return Reading("DATE", rule, "the day of history that goes by this name", 0.9, anchors=False)
    year_ = told_year(mention, context)
    anchor = context.anchor()
    if year_ is None and anchor is None:
        return Reading("DATE", "XXXX-XX-XX", "a holiday, but no year is told", 0.4)
    if year_ is not None:
        found = holiday_date(rule, year_)
        return Reading("DATE", found.isoformat(), "the day of that holiday", 0.9) if found else None
    assert anchor is not None
    candidates = [d for y in (-1, 0, 1) if (d := holiday_date(rule, anchor.year + y)) is not None]
    direction = None if context.narrative else context.direction(mention)
    if direction == PAST:
        latest = anchor + JUST_AHEAD if AHEAD_OF.search(context.before(mention)) else anchor
        candidates = [d for d in candidates if d <= latest] or candidates
    elif direction == FUTURE:
        candidates = [d for d in candidates if d >= anchor] or candidates
    if not candidates:
        return None
    nearest = min(candidates, key=lambda d: abs((d - anchor).days))
    return Reading("DATE", nearest.isoformat(), f"that holiday nearest to {context.against()}", 0.75)


def holiday_date(rule: str, year_: int) -> date | None:
    """The day of a holiday rule (data/lexicons/times_holidays.csv) in a year."""
    if not 1 <= year_ <= 9998:
        return None
    if rule.startswith("easter"):
        return easter(year_) + timedelta(days=int(rule[6:]))
    if "-" in rule[1:]:
        month_, day_ = rule.split("-")
        return date(year_, int(month_), int(day_))
    nth, name, month_ = rule.split()
    weekday = next(int(c["weekday"]) for w, c in word_classes().items() if w.startswith(name) and "weekday" in c)
    if int(nth) > 0:
        first = date(year_, int(month_), 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (int(nth) - 1))
    last = values.add(date(year_, int(month_), 1), 1, "month") - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year_: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_, day_ = divmod(h + m - 7 * n + 114, 31)
    return date(year_, month_, day_ + 1)
