"""The word lists and rules of the temporal grammar, read once from data/lexicons/times_*.csv."""

import csv
from functools import lru_cache
from typing import NamedTuple

from analysis.settings import DATA

LEXICONS = DATA / "lexicons"


class Rule(NamedTuple):
    """One rule of the grammar; `pattern` is the language of grammar.py, `reading` names a function of readings.py."""

    name: str
    reading: str
    pattern: str
    guard: str
    example: str
    value: str


def _rows(name: str) -> list[dict[str, str]]:
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


@lru_cache(maxsize=1)
def word_classes() -> dict[str, dict[str, str]]:
    """Lower-case word → class → value within that class."""
    words: dict[str, dict[str, str]] = {}
    for row in _rows("times_words.csv"):
        words.setdefault(row["word"], {}).setdefault(row["class"], row["value"])
    return words


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules in the order of the file, which breaks ties between equally long matches."""
    return tuple(
        Rule(row["rule"], row["reading"], row["pattern"], row["guard"], row["example"], row["value"])
        for row in _rows("times_rules.csv")
    )


@lru_cache(maxsize=1)
def modifiers() -> tuple[tuple[str, str], ...]:
    """(phrase, TIMEX3 modifier), the longest phrase first."""
    pairs = [(row["phrase"], row["modifier"]) for row in _rows("times_modifiers.csv")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=2)
def ahead(use: str) -> frozenset[str]:
    """Lemmas of words that put a date ahead; `use` is "complement" or "own"."""
    return frozenset(row["lemma"] for row in _rows("times_ahead.csv") if row["use"] == use)


@lru_cache(maxsize=1)
def counted() -> frozenset[str]:
    """Words after a number that make it a count and no year."""
    return frozenset(row["word"] for row in _rows("times_counted.csv"))


@lru_cache(maxsize=1)
def holidays() -> dict[str, str]:
    """Lower-case name of a holiday → its calendar rule."""
    return {row["name"]: row["rule"] for row in _rows("times_holidays.csv")}
