"""How well temporal expressions are found and valued, on TimeBank, MEANTIME, GUM news and half of WikiWars.

Relaxed F: a row and a gold expression that overlap, paired one to one. Value F: such a pair with the same TIMEX3
value. Calendar F: value F over day, week, month and year values only. On GUM, which marks calendar dates only,
recall and the share of right values among those found whose gold tells a value.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analysis import times
from analysis.evaluate import corpora

FILES = {
    "timebank": "times/timebank.jsonl",
    "meantime": "times/meantime.jsonl",
    "gum": "times/gum_news.jsonl",
    "wikiwars": "times/wikiwars_half.jsonl",
}
CORPORA = tuple(FILES.values())
NO_DATE_GIVEN = ("wikiwars",)
CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?")


class Expression(NamedTuple):
    """A temporal expression, ours or gold; gold may lack a value."""

    char_start: int
    char_end: int
    value: str | None


class Counts(NamedTuple):
    """Sums over documents. `right` are pairs with the same value. `calendar_…` count day, week, month, year values."""

    found: int = 0
    gold: int = 0
    pairs: int = 0
    right: int = 0
    valued: int = 0  # pairs whose gold tells a value
    calendar_found: int = 0
    calendar_gold: int = 0
    calendar_right: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Every number of this part, in per cent, as `<corpus>.<measure>`."""
    numbers: dict[str, float] = {}
    for corpus, path in FILES.items():
        total = Counts()
        for record in corpora.records(shared / "corpora" / path, limit):
            total = total.plus(score(extracted(record, given=corpus not in NO_DATE_GIVEN), gold(record)))
        numbers |= {f"{corpus}.{name}": value for name, value in summary(corpus, total).items()}
    return numbers


def summary(corpus: str, total: Counts) -> dict[str, float]:
    """The measures of one corpus from its counts."""
    if corpus == "gum":
        return {
            "recall": corpora.percent(total.pairs, total.gold),
            "value_accuracy": corpora.percent(total.right, total.valued),
        }
    return {
        "relaxed_f": _f(total.pairs, total.found, total.gold),
        "value_f": _f(total.right, total.found, total.gold),
        "calendar_f": _f(total.calendar_right, total.calendar_found, total.calendar_gold),
    }


def gold(record: dict[str, Any]) -> list[Expression]:
    """The annotated expressions."""
    return [Expression(timex["start"], timex["end"], timex["value"] or None) for timex in record["timexes"]]


def extracted(record: dict[str, Any], *, given: bool) -> list[Expression]:
    """What the annotator finds; `given` tells it the publication date."""
    document = corpora.document(record["text"], record["dct"] if given else None, before="names")
    return [Expression(row.char_start, row.char_end, row.value) for row in times.extract(document)["times"]]


def score(found: Sequence[Expression], expected: Sequence[Expression]) -> Counts:
    """The counts of one document."""
    pairs = list(paired(found, expected))
    right = [ours for ours, theirs in pairs if ours.value == theirs.value]
    return Counts(
        found=len(found), gold=len(expected), pairs=len(pairs), right=len(right),
        valued=sum(theirs.value is not None for _, theirs in pairs),
        calendar_found=sum(map(_on_calendar, found)), calendar_gold=sum(map(_on_calendar, expected)),
        calendar_right=sum(map(_on_calendar, right)),
    )  # fmt: skip


def paired(found: Iterable[Expression], expected: Iterable[Expression]) -> Iterator[tuple[Expression, Expression]]:
    """Overlapping pairs, one to one, the largest overlap first."""
    expected = list(expected)
    overlaps = sorted(
        (
            (min(a.char_end, b.char_end) - max(a.char_start, b.char_start), -i, -j, a, b)
            for i, a in enumerate(found)
            for j, b in enumerate(expected)
            if a.char_start < b.char_end and b.char_start < a.char_end
        ),
        key=lambda overlap: overlap[:3],
        reverse=True,
    )
    taken: set[tuple[str, int]] = set()
    for _, i, j, ours, theirs in overlaps:
        if ("ours", i) not in taken and ("gold", j) not in taken:
            taken |= {("ours", i), ("gold", j)}
            yield ours, theirs


def _on_calendar(expression: Expression) -> bool:
    return expression.value is not None and CALENDAR.fullmatch(expression.value) is not None


def _f(right: int, found: int, expected: int) -> float:
    return 200.0 * right / (found + expected) if found + expected else 0.0
