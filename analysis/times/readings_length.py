"""Readings that are no single date: lengths of time, repetitions, times of the day, and past, present and future."""

from datetime import date, timedelta

from analysis.times import readings_day, readings_relative, values
from analysis.times.context import Context, Reading, modifier, number
from analysis.times.grammar import Mention
from analysis.times.readings_relative import amount
from analysis.times.years import told_year

FARTHEST_ZONE_HOURS = 14
FORTNIGHT = {"fortnight": (2, "week"), "twoyears": (2, "year"), "millennium": (1000, "year"), "night": (1, "day")}


def _length(count: float | None, unit: str) -> str:
    times, unit = FORTNIGHT.get(unit, (1, unit))
    return values.duration(None if count is None else count * times, unit)


def _unit_of(mention: Mention) -> str:
    word = mention.slots["unit"]
    return word.classes.get("unit") or word.classes["units"]


def duration(mention: Mention, context: Context) -> Reading | None:
    """“Two years”, “nearly three weeks”, “half an hour”, “several months”."""
    unit = _unit_of(mention)
    lowers = [word.lower for word in mention.words]
    if "half" in lowers:
        count: float | None = 0.5 if lowers.index("half") == 0 else (amount(mention) or 1)
        if count == 1:
            count = 1.5
    else:
        count = amount(mention)
    mod = modifier(mention)
    if "upper" in mention.slots:
        mod = mod or "APPROX"
    if count == 0:
        return None
    return Reading("DURATION", _length(count, unit), "a length of time", 0.9 if count else 0.8, mod, anchors=False)


def span_which(mention: Mention, context: Context) -> Reading | None:
    """“The past two months”, “the next few weeks”: a length of time that ends or begins at the anchor."""
    which = mention.slots["whichplural"].classes["whichplural"]
    unit, count = _unit_of(mention), amount(mention)
    value, mod = _length(count, unit), modifier(mention)
    anchor = context.now()
    if count is None or anchor is None or which not in ("last", "next"):
        return Reading("DURATION", value, "a length of time", 0.85, mod, anchors=False)
    times, unit = FORTNIGHT.get(unit, (1, unit))
    if unit in ("second", "minute", "hour"):
        interval = (anchor - timedelta(days=1), anchor) if which == "last" else (anchor, anchor + timedelta(days=1))
    else:
        try:
            other = values.add(anchor, -count * times if which == "last" else count * times, unit)
        except (ValueError, OverflowError):
            return Reading("DURATION", value, "a length of time beyond the calendar", 0.5, mod, anchors=False)
        interval = (other, anchor) if which == "last" else (anchor, other)
    if interval[0] == interval[1]:
        return Reading("DURATION", value, "a length of time", 0.8, mod, anchors=False)
    side = "up to" if which == "last" else "from"
    return Reading("DURATION", value, f"{side} {context.against()}", 0.85, mod, interval, anchors=False)


def span_of_year(mention: Mention, context: Context) -> list[tuple[int, int, Reading]] | None:
    """“The first three months of 2009”: a length with its days, and the year it is taken from."""
    which, year = mention.slots["whichplural"].lower, told_year(mention, context)
    if year is None:
        return None
    unit, count = _unit_of(mention), number(mention.slots["n"])
    times, unit = FORTNIGHT.get(unit, (1, unit))
    begins, ends = date(year, 1, 1), date(year + 1, 1, 1)
    if which in ("last", "final", "closing"):
        interval = (values.add(ends, -count * times, unit), ends)
    elif which in ("first", "opening"):
        interval = (begins, values.add(begins, count * times, unit))
    else:
        return None
    if not begins <= interval[0] < interval[1] <= ends:
        return None
    length = Reading(
        "DURATION", _length(count, _unit_of(mention)), f"the {which} ones of {year}", 0.85, modifier(mention), interval,
        anchors=False,
    )  # fmt: skip
    context.takes_up(values.holding(interval[1] - timedelta(days=1), "month"))
    word = mention.slots.get("year") or mention.slots["whichyear"]
    how = "as printed" if "year" in mention.slots else f"{word.lower} year seen from {context.against()}"
    return [
        (mention.char_start, mention.slots["unit"].char_end, length),
        (word.char_start, mention.char_end, Reading("DATE", f"{year:04d}", how, 0.95)),
    ]


def which_units(mention: Mention, context: Context) -> Reading | None:
    """“Recent years”, “coming months”, “the following days”."""
    which = mention.slots["whichplural"]
    said = which.lower
    if said in ("first", "final", "opening", "closing", "following"):
        return Reading(
            "DURATION", _length(None, _unit_of(mention)), "a length of time", 0.7, modifier(mention), anchors=False
        )
    value = "FUTURE_REF" if which.classes["whichplural"] == "next" else "PAST_REF"
    return Reading("DATE", value, "how far is not told", 0.7, modifier(mention), anchors=False)


def each(mention: Mention, context: Context) -> Reading | None:
    """“Every week”, “daily”, “Saturdays”, “15 a day”: a repetition."""
    value = _repetition(mention)
    if value is None:
        return None
    sure = 0.6 if mention.rule.name in ("frequency", "each_amount") else 0.85
    return Reading("SET", value, "a repetition, not a date", sure, granularity="unknown", anchors=False)


def _repetition(mention: Mention) -> str | None:
    slots = mention.slots
    if "frequency" in slots:
        unit = slots["frequency"].classes["frequency"]
        return {"eachday": "XXXX-XX-XX", "eachyear": "XXXX", "eachnight": "XXXX-XX-XXTNI"}.get(unit) or _length(1, unit)
    if "month" in slots:
        return f"XXXX-{int(slots['month'].classes['month']):02d}"
    if "season" in slots:
        return f"XXXX-{slots['season'].classes['season']}"
    if "weekdays" in slots:
        return f"XXXX-WXX-{slots['weekdays'].classes['weekdays']}"
    part = slots.get("part") or slots.get("parts")
    letters = "" if part is None else "T" + (part.classes.get("part") or part.classes["parts"])
    if "weekday" in slots:
        return f"XXXX-WXX-{slots['weekday'].classes['weekday']}{letters}"
    if letters:
        return f"XXXX-XX-XX{letters}"
    unit = _unit_of(mention)
    if any(word.lower == "other" for word in mention.words):
        return _length(2, unit)
    count = number(slots["n"]) if "n" in slots else number(slots["ordinal"]) if "ordinal" in slots else 1
    return _length(count, unit) if count > 0 else None


def ref(mention: Mention, context: Context) -> Reading | None:
    """“Now”, “recently”, “the past”, “the near future”: valued, never on a calendar."""
    for word in reversed(mention.words):
        for name in ("ref", "refadjective"):
            if name in word.classes:
                return _reference(word.classes[name], 0.7 if name == "ref" else 0.55)
    said = {word.lower for word in mention.words}
    if said & {"past"}:
        return _reference("PAST_REF")
    if said & {"future", "term", "ahead", "possible", "later"}:
        return _reference("FUTURE_REF")
    return _reference("PRESENT_REF")


def _reference(value: str, sure: float = 0.75) -> Reading:
    return Reading("DATE", value, "not a date of the calendar", sure, anchors=False)


def clock(mention: Mention, context: Context) -> Reading | None:
    """A time of the clock, on the day told with it or else the day told before."""
    hour_minute = _hour_minute(mention)
    if hour_minute is None:
        return None
    hour, minute = hour_minute
    day, reason, sure = _day_of_clock(mention, context)
    day = day or "XXXX-XX-XX"
    zone = _zone(mention)
    if "zone" in mention.slots and not zone:
        reason += f"; the zone {mention.slots['zone'].lower.title()} is kept, its distance from UTC is not told"
    if hour == 24:
        hour = 24 if minute == 0 else 0
    return Reading(
        "TIME",
        f"{day}T{hour:02d}:{minute:02d}{zone}",
        reason,
        sure,
        modifier(mention),
        granularity="minute",
        anchors=False,
    )


def _zone(mention: Mention) -> str:
    """The zone as TIMEX3 writes it: "Z", "-05", "+05:30"; empty where the text does not tell how far from UTC it is."""
    if "zone" not in mention.slots:
        return ""
    if "offset" not in mention.slots:
        return mention.slots["zone"].classes.get("zone", "")
    place = mention.words.index(mention.slots["offset"])
    hours, _, minutes = mention.slots["offset"].lower.partition(":")
    if not hours.isdigit() or int(hours) > FARTHEST_ZONE_HOURS:
        return ""
    return f"{mention.words[place - 1].lower}{int(hours):02d}" + (f":{minutes}" if minutes else "")


def _hour_minute(mention: Mention) -> tuple[int, int] | None:
    slots = mention.slots
    if "oclock" in slots:
        noon_or_midnight = slots["oclock"].classes["oclock"]
        return int(noon_or_midnight[:2]), 0
    if "military" in slots:
        return int(slots["military"].lower[:2]), int(slots["military"].lower[2:4])
    minute = 0
    if "clock" in slots:
        hour, minute = (int(part) for part in slots["clock"].lower.split(":")[:2])
    elif "fraction" in slots:
        figures = slots["fraction"].classes["n"]
        whole, _, rest = figures.partition(".")
        if len(rest) != 2 or int(rest) > 59 or not 1 <= int(whole) <= 12:
            return None
        hour, minute = int(whole), int(rest)
    else:
        hour = int(number(slots["hour"]))
    half = slots["ampm"].lower[0] if "ampm" in slots else ""
    if "part" in slots:
        half = "a" if slots["part"].classes["part"] == "MO" else "p"
    if half and not 1 <= hour <= 12 and "clock" not in slots or hour > 24 or minute > 59:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour, minute


def _day_of_clock(mention: Mention, context: Context) -> tuple[str | None, str, float]:
    slots = mention.slots
    reading = None
    if "weekday" in slots and "month" not in slots:
        reading = readings_relative.weekday(mention, context)
    elif "which" in slots and "unit" in slots:  # "at 2:30 the next day"
        reading = readings_relative.which_unit(mention, context)
    elif "deictic" in slots:
        reading = readings_relative.deictic(mention, context)
    elif {"month", "iso", "figures"} & set(slots):
        reading = readings_day.day(mention, context)
    if reading is not None:
        fits = values.granularity(reading.value) == "day" or reading.value.startswith("XXXX-W")
        if fits:
            context.remember(reading._replace(anchors=True))
        return (reading.value if fits else None), reading.reason, reading.confidence
    if context.last and values.granularity(context.last) in ("day", "part of day"):
        recent = context.sentence_no - context.last_sentence_no <= 3
        if recent or context.narrative:
            return context.last[:10], f"on the day told before, {context.last[:10]}", 0.7
    if context.published is not None and not context.narrative:
        return context.published.isoformat(), f"taken to be the day of {context.against()}", 0.6
    return None, "the day is not told", 0.5


def part(mention: Mention, context: Context) -> Reading | None:
    """“This morning”, “Saturday night”, “the night of 8 February”."""
    slots = mention.slots
    letters = slots["part"].classes["part"] if "part" in slots else "NI"
    lowers = [word.lower for word in mention.words]
    if {"weekday", "deictic", "month", "iso", "figures"} & set(slots):
        day, reason, sure = _day_of_clock(mention, context)
        if day is None:
            return None
        return Reading("TIME", f"{day}T{letters}", reason, sure, modifier(mention))
    if lowers == ["overnight"]:
        if context.published is None or context.narrative:
            return None
        day_before = context.published - timedelta(days=1)
        return Reading(
            "TIME", f"{day_before.isoformat()}TNI", f"the night before {context.against()}", 0.6, anchors=False
        )
    shift = 0
    base = context.now()
    told_before = {"that", "same", "following", "previous"} & set(lowers) or ("the" in lowers and "next" in lowers)
    if told_before or "the" in lowers:
        base = context.last_day() or base
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{letters}", "the day is not told", 0.4, modifier(mention), anchors=False)
    if "last" in lowers or "previous" in lowers:
        shift = -1
    elif "following" in lowers or "next" in lowers:
        shift = 1
    day_ = base + timedelta(days=shift)
    against = "the date told before" if told_before else context.against()
    return Reading(
        "TIME", f"{day_.isoformat()}T{letters}", f"that part of the day seen from {against}", 0.8, modifier(mention)
    )


def deictic_part(mention: Mention, context: Context) -> Reading | None:
    """“Tonight”."""
    if context.published is None or context.narrative:
        return Reading("TIME", "XXXX-XX-XXTNI", "the day is not told", 0.4, modifier(mention), anchors=False)
    return Reading(
        "TIME", f"{context.published.isoformat()}TNI", f"the night of {context.against()}", 0.9, modifier(mention)
    )
