"""Arithmetic of TIMEX3 values: a value to its days and its granularity, a day to the week, month or year that holds it.

Values are partial on purpose: "2016-12" is December 2016 and never 1 December. Days are `datetime.date`, years 1 to
9999; what lies outside (years before Christ, "PAST_REF", "2016-WXX") has no interval. Does not read text.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the meteorological season of the northern hemisphere; YYYY-WI begins in December of YYYY."""

UNITS = ("minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century")
DURATION_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
PARTS_OF_DAY = ("MO", "MI", "AF", "EV", "NI", "DT")

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("minute", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d(:?\d\d)?)?")),
    ("hour", re.compile(r"\d{4}-\d\d-\d\dT\d\d(Z|[+-]\d\d(:?\d\d)?)?")),
    ("part of day", re.compile(r"\d{4}-\d\d-\d\dT(MO|MI|AF|EV|NI|DT)")),
    ("day", re.compile(r"\d{4}-\d\d-\d\d")),
    ("week", re.compile(r"\d{4}-W\d\d(-WE)?")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("quarter", re.compile(r"\d{4}-Q[1-4]")),
    ("quarter", re.compile(r"\d{4}-H[12]")),
    ("season", re.compile(r"\d{4}-(SP|SU|FA|WI)")),
    ("year", re.compile(r"(FY)?\d{4}|BC\d{4}")),
    ("decade", re.compile(r"\d{3}|BC\d{3}")),
    ("century", re.compile(r"\d{2}|BC\d{2}")),
)
_DURATION = re.compile(r"PT?(\d+(?:\.\d+)?|X)([A-Z]+)")


def granularity(value: str) -> str:
    """One of schema.GRANULARITIES: how fine the value is, "unknown" for what is on no calendar."""
    for name, shape in _SHAPES:
        if shape.fullmatch(value):
            return name
    found = _DURATION.match(value)
    if found is None:
        return "unknown"
    if value.startswith("PT"):
        return "hour" if found[2].startswith("H") else "minute"
    return {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}.get(found[2], "unknown")


def interval(value: str) -> Interval | None:
    """The days of a value as [first, day after the last), or None where it is on no calendar.

    >>> interval("2016-12")
    (datetime.date(2016, 12, 1), datetime.date(2017, 1, 1))
    """
    kind = granularity(value)
    try:
        return _interval(value, kind)
    except (ValueError, OverflowError):  # a day or a week that is not there, or the end of the year 9999
        return None


def _interval(value: str, kind: str) -> Interval | None:
    if value.startswith(("P", "B", "F")):
        return None
    if kind in ("minute", "hour", "part of day", "day"):
        first = date.fromisoformat(value[:10])
        return first, first + timedelta(days=1)
    if kind == "week":
        monday = date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
        return (monday + timedelta(days=5) if value.endswith("WE") else monday), monday + timedelta(days=7)
    if kind == "month":
        return _months(int(value[:4]), int(value[5:7]), 1)
    if kind == "quarter":
        number, length = int(value[6]), 3 if value[5] == "Q" else 6
        return _months(int(value[:4]), (number - 1) * length + 1, length)
    if kind == "season":
        return _months(int(value[:4]), SEASON_MONTHS[value[5:]], 3)
    years = {"year": 1, "decade": 10, "century": 100}.get(kind)
    if years is None:
        return None
    year = int(value) * years
    if year == 0 and kind == "year":
        return None
    return date(max(year, 1), 1, 1), date(year + years, 1, 1)


def _months(year: int, month: int, length: int) -> Interval:
    first = date(year, month, 1)
    return first, add(first, length, "month")


def add(day: date, count: float, unit: str) -> date:
    """The day `count` units after `day` (before, if negative); the 31st becomes the last day of a shorter month.

    Raises OverflowError or ValueError outside the years 1 to 9999, and for a unit without a calendar ("millennium").
    """
    if unit in ("minute", "hour"):
        return day + timedelta(**{unit + "s": count})
    if unit in ("day", "week"):
        return day + timedelta(days=round(count * (7 if unit == "week" else 1)))
    months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        raise ValueError(f"no step of the calendar: {unit}")
    total = day.year * 12 + day.month - 1 + round(count * months)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def holding(day: date, unit: str) -> str:
    """The value of the day, week, month … that holds `day`.

    >>> holding(date(2016, 11, 3), "quarter")
    '2016-Q4'
    """
    if unit in ("minute", "hour", "day"):
        return day.isoformat()
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
    if unit == "half":
        return f"{day.year:04d}-H{(day.month - 1) // 6 + 1}"
    if unit == "season":
        name = {0: "WI", 1: "SP", 2: "SU", 3: "FA"}[day.month % 12 // 3]
        return f"{day.year - (day.month < 3):04d}-{name}"
    if unit == "decade":
        return f"{day.year // 10:03d}"
    if unit == "century":
        return f"{day.year // 100:02d}"
    return f"{day.year:04d}"


def year_before_christ(value: str) -> int | None:
    """The year of a value before Christ: 480 for "BC0480-08"; None for others, decades and centuries."""
    found = re.match(r"BC(\d{4})(?!\d)", value)
    return int(found[1]) if found else None


def before_christ(year: int, unit: str) -> str | None:
    """The value of the year, decade or century that holds a year before Christ; None past the year 1.

    >>> before_christ(431, "decade")
    'BC043'
    """
    digits = {"year": 4, "decade": 3, "century": 2}.get(unit)
    return f"BC{year:04d}"[: 2 + digits] if digits and year >= 1 else None


def day_value(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time; `count` None is an unknown number ("several years": PXY).

    Decades and centuries are told in years, halves in the next smaller unit ("2 1/2 years": P2Y6M).
    """
    letter = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q",
              "season": "M", "half": "M", "year": "Y", "decade": "Y", "century": "Y", "weekend": "WE",
              }[unit]  # fmt: skip
    prefix = "PT" if unit in ("second", "minute", "hour") else "P"
    if count is None:
        return f"{prefix}X{letter if unit != 'century' else 'C'}"
    count *= {"decade": 10, "century": 100, "season": 3, "half": 6}.get(unit, 1)
    whole = int(count)
    if count == whole:
        return f"{prefix}{whole}{letter}"
    smaller = {"hour": ("M", 60), "minute": ("S", 60), "year": ("M", 12)}.get(unit)
    if smaller is None:
        return f"{prefix}{count:.2f}".rstrip("0").rstrip(".") + letter
    rest = round((count - whole) * smaller[1])
    return (f"{prefix}{whole}{letter}" if whole else prefix) + f"{rest}{smaller[0]}"


def duration_days(value: str) -> float | None:
    """About how many days a duration value is, or None where the text leaves it open or it is shorter than a day."""
    if not value.startswith("P") or value.startswith("PT"):
        return None
    total = 0.0
    for count, letter in re.findall(r"(\d+(?:\.\d+)?)([A-Z])", value):
        total += float(count) * {**DURATION_DAYS, "Q": 91.3}.get(letter, 0.0)
    return total or None
