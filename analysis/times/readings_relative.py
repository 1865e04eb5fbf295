"""Readings of dates by their distance: weekdays, "yesterday", "last week", "two years ago", "three days later"."""

import re
from datetime import date, timedelta

from analysis.times import values
from analysis.times.context import Context, Reading, modifier, number, say, told
from analysis.times.grammar import Mention
from analysis.times.tense import FUTURE, PAST
from analysis.times.years import told_before_christ, told_year

STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "that": 0,
    "latest": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}
TOLD_BEFORE = frozenset({"that", "previous", "following"})
"""Words that look at the date told before ("the following year"), not at publication."""

NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Super|Cyber|Big|Fat|Holy|Red|Blue|Mad|Giving) \Z")
"""Before a weekday it makes the name of one day, whichever that was: "Bloody Sunday"."""


def weekday(mention: Mention, context: Context) -> Reading | None:
    """A day of the week: in news the latest one, publication day included, unless the tense looks ahead."""
    number_ = int(mention.slots["weekday"].classes["weekday"])
    mod = modifier(mention)
    if NAMED_DAY.search(context.before(mention)):
        return Reading("DATE", "XXXX-XX-XX", "the name of one day, but which is not told", 0.3, mod, anchors=False)
    anchor = context.now()
    if anchor is None:
        return Reading("DATE", f"XXXX-WXX-{number_}", "a day of the week, but no date is told", 0.5, mod)
    which = mention.slots["which"].classes["which"] if "which" in mention.slots else ""
    if "whichweek" in mention.slots:
        monday = (
            anchor
            - timedelta(days=anchor.weekday())
            + timedelta(weeks=STEPS.get(mention.slots["whichweek"].classes["which"], 0))
        )
        day = monday + timedelta(days=number_ - 1)
        return Reading("DATE", day.isoformat(), f"that day of the week told, against {context.against()}", 0.88, mod)
    behind = (anchor.isoweekday() - number_) % 7
    sure = 0.9
    if which in ("next", "coming", "following", "this") and not (
        which == "this" and context.direction(mention) == PAST
    ):
        day = anchor + timedelta(days=(7 - behind) % 7 if which == "this" else 7 - behind)
        where, sure = "after", 0.85
    elif which in ("last", "previous"):
        day, where = anchor - timedelta(days=behind or 7), "before"
    elif not context.narrative and context.direction(mention) == FUTURE:
        day, where, sure = anchor + timedelta(days=7 - behind if behind else 0), "after", 0.85
    elif context.narrative:
        day, where, sure = anchor + timedelta(days=7 - behind if behind else 0), "after", 0.7
    else:
        day, where = anchor - timedelta(days=behind), "before"
    where = "on the day of" if day == anchor else where
    return Reading("DATE", day.isoformat(), f"{day:%A} {where} {context.against()}", sure, mod)


def deictic(mention: Mention, context: Context) -> Reading | None:
    """“Today”, “yesterday”, “tomorrow”, “the day before yesterday”."""
    day = context.published
    mod = modifier(mention)
    if "deictic" in mention.slots:
        word, shift = mention.slots["deictic"].lower, int(mention.slots["deictic"].classes["deictic"])
    else:
        word = mention.words[-1].lower
        shift = -2 if word == "yesterday" else 2
    if day is None or context.narrative and word == "today":
        if word == "today":
            return Reading("DATE", "PRESENT_REF", "the time of writing, which is not told", 0.7, mod, anchors=False)
        return Reading("DATE", "XXXX-XX-XX", "a day told from the time of writing, which is not told", 0.4, mod)
    value = (day + timedelta(days=shift)).isoformat()
    return Reading("DATE", value, f"{word} seen from {context.against()}", 0.93, mod, anchors=shift != 0)


def which_unit(mention: Mention, context: Context) -> Reading | None:
    """“Last week”, “this month”, “next year”, “the following day”, “the same month”."""
    which = mention.slots["which"].classes["which"]
    said = mention.slots["which"].lower
    unit = _unit(mention)
    mod = modifier(mention)
    if unit in ("minute", "second", "hour", "half"):
        return Reading("DURATION", values.duration(1, unit), "a length of time", 0.5, mod, anchors=False)
    base_told = which in TOLD_BEFORE or said in ("succeeding", "subsequent") or (which == "next" and unit == "day")
    if unit == "night":
        return None
    long_ago = told_before_christ(context, STEPS.get(which, 0), unit) if base_told or not context.published else None
    if long_ago is not None:
        return long_ago._replace(modifier=mod)
    base = (context.last_day() if base_told else context.now()) or context.now()
    if base is None:
        value = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[STEPS.get(which, 0)]
        return Reading("DATE", value, "told from a date that the text does not tell", 0.4, mod, anchors=False)
    against = f"the date told before, {told(context.last)}" if base_told and context.last else context.against()
    if unit == "quarter" and which == "latest":
        return _quarter_before(context, mod)
    if which == "past" and unit in ("week", "month", "decade", "century", "year") and said == "past" and unit != "year":
        begins = values.add(base, -1, unit)
        return Reading(
            "DURATION", values.duration(1, unit), f"up to {context.against()}", 0.7, mod, (begins, base), anchors=False
        )
    if unit == "weekend":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=STEPS.get(which, 0))
        direction = context.direction(mention)
        over = direction == PAST or (direction is None and base.weekday() < 2)
        if which in ("this", "latest") and over and base.weekday() < 5:
            monday -= timedelta(weeks=1)  # what happened "this weekend" and is told midweek happened on the last one
        return Reading("DATE", values.holding(monday, "week") + "-WE", f"that weekend seen from {against}", 0.8, mod)
    step = STEPS.get(which, 0)
    if (
        which in ("following", "next")
        and unit == "day"
        and context.last
        and values.granularity(context.last) not in ("day", "part of day", "minute", "hour")
    ):
        return Reading(
            "DATE", "XXXX-XX-XX", "the day after a date that is not told to the day", 0.4, mod, anchors=False
        )
    value = values.holding(values.add(_start(base, unit), step, unit), unit)
    return Reading("DATE", value, f"{said} {unit} seen from {against}", 0.9 if not base_told else 0.75, mod)


def _unit(mention: Mention) -> str:
    word = mention.slots.get("unit")
    if word is None:
        return mention.words[-1].lower
    unit = word.classes.get("unit") or word.classes.get("units") or word.classes.get("weekend") or word.lower
    return "weekend" if unit == "WE" else unit


def _start(day: date, unit: str) -> date:
    """The first day of the unit that holds `day`, so that steps never skip a short month."""
    found = values.interval(values.holding(day, unit)) if unit != "weekend" else None
    return found[0] if found else day


def the_unit(mention: Mention, context: Context) -> Reading | None:
    """“The quarter”, “the year”, “the end of the month”: the one spoken of."""
    unit = mention.words[-1].lower
    mod = modifier(mention)
    edged = "edge" in mention.slots or "edgenoun" in mention.slots
    if unit in ("quarter", "period"):
        return _quarter_before(context, mod)
    if context.narrative and unit in ("day", "week") and not edged:
        return None
    base = context.last_day() if context.narrative else context.published or context.last_day()
    told_day = context.day_told_near() or (None if edged or context.narrative else context.only_day_told())
    if unit == "day" and told_day is not None:
        return Reading("DATE", told_day.isoformat(), f"the day told before, {say(told_day)}", 0.65, mod)
    if unit == "year" and {"entire", "whole", "full"} & {word.lower for word in mention.words}:
        base = (
            context.last_day() if context.last_sentence_no == context.sentence_no else base
        )  # "in the fourth quarter of 2005 and for the entire year"
    if base is None:
        return Reading(
            "DURATION",
            values.duration(1, unit if unit != "weekend" else "day"),
            "a length of time",
            0.4,
            mod,
            anchors=False,
        )
    if unit == "weekend":
        monday = base - timedelta(days=base.weekday())
        if base.weekday() < 5:
            monday -= timedelta(weeks=1) if context.direction(mention) != FUTURE else timedelta()
        return Reading(
            "DATE", values.holding(monday, "week") + "-WE", f"the weekend nearest to {context.against()}", 0.7, mod
        )
    value = values.holding(base, unit)
    return Reading("DATE", value, f"the {unit} of {context.against()}", 0.7, mod)


def year_ended(mention: Mention, context: Context) -> list[tuple[int, int, Reading]]:
    """“The year ended March 31”: a length of time that the next date closes."""
    unit = next(word for word in mention.words if word.lower in ("year", "quarter"))
    reading = Reading(
        "DURATION",
        values.duration(1, unit.lower),
        "a business period, closed by the date beside it",
        0.75,
        anchors=False,
    )
    return [(mention.char_start, unit.char_end, reading)]


def _quarter_before(context: Context, mod: str | None) -> Reading | None:
    if context.last_quarter:
        return Reading("DATE", context.last_quarter, f"the quarter told before, {context.last_quarter}", 0.75, mod)
    anchor = context.anchor()
    if anchor is None:
        return Reading("DURATION", "P1Q", "a quarter, but no date is told", 0.4, mod, anchors=False)
    value = values.holding(values.add(_start(anchor, "quarter"), -1, "quarter"), "quarter")
    return Reading("DATE", value, f"the last full quarter before {context.against()}", 0.7, mod)


def quarter(mention: Mention, context: Context) -> Reading | None:
    """“The third quarter”, “Q3 2015”, “last year's first quarter”."""
    ordinal = int(mention.slots["ordinal"].classes.get("ordinal") or number(mention.slots["ordinal"]))
    mod = modifier(mention)
    if ordinal == -1:
        ordinal = 4
    if not 1 <= ordinal <= 4:
        return None
    year = told_year(mention, context)
    if year is not None:
        return Reading("DATE", f"{year:04d}-Q{ordinal}", "as printed", 0.93, mod)
    anchor = context.anchor()
    if anchor is None:
        return Reading("DATE", f"XXXX-Q{ordinal}", "a quarter, but no year is told", 0.5, mod)
    current = (anchor.month - 1) // 3 + 1
    year = anchor.year
    direction = context.direction(mention)
    if ordinal > current + (0 if direction == PAST else 1):
        year -= 1
    elif direction == FUTURE:  # a quarter that has just ended is still to be reported
        year += ordinal < current - 1
    return Reading("DATE", f"{year:04d}-Q{ordinal}", f"that quarter seen from {context.against()}", 0.85, mod)


def quarter_ago(mention: Mention, context: Context) -> Reading | None:
    """“The year-earlier quarter”, “the 1988 period”: the quarter told before, in another year."""
    base = context.last_quarter
    named = told_year(mention, context)
    if named is None and (told_month := context.month_compared()) is not None and _compares_months(mention):
        value = values.holding(values.add(told_month, -1, "year"), "month")
        return Reading("DATE", value, f"the month told before, {context.last}, a year earlier", 0.75, modifier(mention))
    found = values.interval(base) if base else None
    if found is None:
        if context.anchor() is None:
            return None
        year = named or context.anchor().year - 1  # type: ignore[union-attr]
        return Reading("DATE", f"{year:04d}", f"the year against {context.against()}", 0.5, modifier(mention))
    anchor = context.published or found[0]
    year = named or (anchor.year - 1 if found[0].year >= anchor.year else found[0].year - 1)
    value = values.holding(found[0].replace(year=year), "quarter")
    return Reading("DATE", value, f"the period told before, {base}, in {year}", 0.75, modifier(mention), anchors=False)


def _compares_months(mention: Mention) -> bool:
    return mention.rule.name == "period_same" and bool({"month", "period"} & {word.lower for word in mention.words})


def ago(mention: Mention, context: Context) -> Reading | None:
    """“Two years ago”, “a few days ago”: counted back (or on) from publication."""
    count, unit = amount(mention), _unit(mention)
    forward = "ago" not in mention.slots
    ref = "FUTURE_REF" if forward else "PAST_REF"
    mod = modifier(mention)
    anchor = context.now()
    if unit == "night":
        unit = "day"
    if count is None or anchor is None:
        return Reading("DATE", ref, "how far is not told", 0.6, mod, anchors=False)
    if not forward and count == 1 and unit == "year" and context.compares_quarters(mention):
        reading = quarter_ago(mention, context)
        return reading._replace(modifier=mod, confidence=0.65) if reading else None
    return _counted(count if forward else -count, unit, anchor, context, mod, context.against())


def hence(mention: Mention, context: Context) -> Reading | None:
    """“Three days later”, “a year earlier”: counted from the date told before."""
    count, unit = amount(mention), _unit(mention)
    later = mention.slots["hence"].classes["hence"] != "earlier"
    mod = modifier(mention)
    if unit == "night":
        unit = "day"
    long_ago = told_before_christ(context, count if later else -count, unit) if count else None
    if long_ago is not None:
        return long_ago._replace(modifier=mod)
    base = context.last_day() or (context.anchor() if context.narrative else None)
    if count is None or base is None:
        return Reading("DATE", "FUTURE_REF" if later else "PAST_REF", "how far is not told", 0.5, mod, anchors=False)
    if not later and unit == "year" and count == 1 and context.last_quarter and not context.narrative:
        reading = quarter_ago(mention, context)
        return reading._replace(modifier=mod) if reading else None
    against = f"the date told before, {told(context.last)}" if context.last else context.against()
    return _counted(count if later else -count, unit, base, context, mod, against, context.last)


def _counted(
    count: float, unit: str, base: date, context: Context, mod: str | None, against: str, told_value: str | None = None
) -> Reading | None:
    """`count` units from `base`, no finer than the unit says and the base was told."""
    days = {"fortnight": 14, "weekend": 7}.get(unit)
    if days:
        count, unit = count * days, "day"
    if unit in ("second", "minute", "hour"):
        day = base + timedelta(**{unit + "s": count})
        return Reading(
            "DATE",
            day.isoformat() if abs(count) >= 24 else base.isoformat(),
            f"counted from {against}",
            0.5,
            mod,
            anchors=False,
        )
    if unit == "millennium":
        return Reading(
            "DATE", "PAST_REF" if count < 0 else "FUTURE_REF", "too far to be dated", 0.5, mod, anchors=False
        )
    try:
        day = values.add(base, count, unit)
    except (ValueError, OverflowError):
        return Reading(
            "DATE", "PAST_REF" if count < 0 else "FUTURE_REF", "outside the calendar", 0.3, mod, anchors=False
        )
    grain = "day" if unit == "week" and told_value is None and count in (-1, -2) else _grain(unit, told_value)
    return Reading("DATE", values.holding(day, grain), f"{abs(count):g} {unit}{'s' if abs(count) != 1 else ''} "
                   f"{'after' if count > 0 else 'before'} {against}", 0.8, mod, anchors=grain != "decade")  # fmt: skip


def _grain(unit: str, told_value: str | None) -> str:
    """How exact a counted date may be: not finer than its unit, nor than the date counted from.

    "A week ago" and "two weeks ago" are told to the day (see _counted): three of four in TimeBank and MEANTIME.
    """
    own = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "month", "year": "year",
           "decade": "year", "century": "year", "season": "season"}.get(unit, "day")  # fmt: skip
    order = ["day", "week", "month", "quarter", "season", "year", "decade", "century"]
    base = values.granularity(told_value) if told_value else "day"
    if base in order and order.index(base) > order.index(own):
        return base
    return own


def amount(mention: Mention) -> float | None:
    """The number of units told; None where it is left open."""
    lowers = {word.lower for word in mention.words}
    if "couple" in lowers:
        return 2
    if "n" in mention.slots:
        count = number(mention.slots["n"])
        return count + 0.5 if "half" in lowers else count
    if any("many" in word.classes for word in mention.words):
        return None
    if "units" in mention.slots and "unit" not in mention.slots:
        return None
    if lowers & {"a", "an", "another"}:
        return 1
    return None


def in_units(mention: Mention, context: Context) -> Reading | None:
    """“In two weeks' time”."""
    count, anchor = amount(mention), context.now()
    if count is None or anchor is None:
        return Reading("DATE", "FUTURE_REF", "how far is not told", 0.5, modifier(mention), anchors=False)
    return _counted(count, _unit(mention), anchor, context, modifier(mention), context.against())


def unit_after(mention: Mention, context: Context) -> Reading | None:
    """“The year before”, “the day after”: one unit from the date told before."""
    unit = _unit(mention)
    later = mention.words[-1].lower in ("after", "following", "later")
    base = context.last_day() or (context.anchor() if context.narrative else None)
    if unit in ("second", "minute", "hour", "night"):
        return None
    if base is None:
        value = "XXXX-XX-XX" if unit == "day" else "FUTURE_REF" if later else "PAST_REF"
        return Reading("DATE", value, "told from a date that the text does not tell", 0.4, anchors=False)
    against = f"the date told before, {told(context.last)}" if context.last else context.against()
    return _counted(1 if later else -1, unit, base, context, None, against, context.last)


def that_time(mention: Mention, context: Context) -> Reading | None:
    """“That year”, “the same day”: the date told before, as coarse as the word."""
    unit = mention.words[-1].lower
    base = context.last_day()
    if unit == "time":
        if context.last is None:
            return Reading("DATE", "PAST_REF", "a time that is not told", 0.4, anchors=False)
        return Reading("DATE", context.last, f"the date told before, {told(context.last)}", 0.55, anchors=False)
    part = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}.get(unit)
    if base is None and part:
        return Reading("TIME", f"XXXX-XX-XXT{part}", "told from a date that the text does not tell", 0.4, anchors=False)
    if base is None:
        return Reading("DATE", "PRESENT_REF", "told from a date that the text does not tell", 0.3, anchors=False)
    if part:
        return Reading("TIME", f"{base.isoformat()}T{part}", f"that part of {say(base)}", 0.75)
    if unit == "weekend":
        return Reading("DATE", values.holding(base, "week") + "-WE", f"the weekend after {say(base)}", 0.6)
    return Reading("DATE", values.holding(base, unit), f"the {unit} of the date told before, {told(context.last)}", 0.8)


def year_end(mention: Mention, context: Context) -> Reading | None:
    """“Year-end”: the last day of the year."""
    anchor = context.anchor()
    if anchor is None:
        return Reading("DATE", "XXXX-12-31", "a year's end, but no year is told", 0.4, "END")
    return Reading(
        "DATE", f"{anchor.year:04d}-12-31", f"the last day of the year of {context.against()}", 0.75, anchors=False
    )
