"""Word lists that recognition goes by, read from data/lexicons/place_cues.csv."""

import csv
from functools import cache

from analysis.settings import DATA


@cache
def words(use: str) -> frozenset[str]:
    """The lower-case words of one use: "titles", "locative_prepositions", …"""
    return frozenset(_uses().get(use, ()))


@cache
def _uses() -> dict[str, list[str]]:
    uses: dict[str, list[str]] = {}
    with (DATA / "lexicons" / "place_cues.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            uses.setdefault(row["use"], []).extend(row["words"].split("|"))
    return uses
