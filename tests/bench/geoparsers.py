"""Places beside the geoparsers that install as easily: flashgeotext and geotext, on the texts of the built-in corpora.

All three start from the text; ours also shows what it takes after the parse, which the other stages need anyway.
The peers find names and countries of large places, and neither choose between places of one name nor give coordinates.
"""

import json
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from rich.console import Console
from rich.table import Table

from analysis import places
from analysis.evaluate import corpora
from analysis.settings import DATA

WORDS = 400  # words of the article that speeds are given for
ROUNDS = 5
FLOOR_ARTICLES_PER_CPU_SECOND = 150


def texts() -> list[str]:
    """The articles of the built-in corpora."""
    lines = [line for file in sorted((DATA / "demo").glob("*/articles.jsonl")) for line in file.open(encoding="utf-8")]
    return [json.loads(line)["text"] for line in lines]


def _flashgeotext() -> Callable[[str], int]:
    geotext = import_module("flashgeotext.geotext").GeoText()
    return lambda text: sum(found["count"] for kind in geotext.extract(text).values() for found in kind.values())


def _geotext() -> Callable[[str], int]:
    find: Any = import_module("geotext").GeoText
    return lambda text: len(find(text).cities) + len(find(text).countries)


def _timed(find: Callable[[Any], int], inputs: list[Any]) -> tuple[float, int]:
    """CPU-seconds of the fastest round, and how many names were found."""
    best, found = float("inf"), 0
    for _ in range(ROUNDS):
        began = time.process_time()
        found = sum(find(item) for item in inputs)
        best = min(best, time.process_time() - began)
    return best, found


def main() -> None:
    """Measure and print."""
    read = texts()
    articles = sum(len(text.split()) for text in read) / WORDS
    documents = [corpora.document(text, before="places") for text in read]
    rows = [("ours, after the parse", *_timed(lambda document: len(places.extract(document)["places"]), documents))]
    rows.append(("ours, with the parse", *_timed(
        lambda text: len(places.extract(corpora.document(text, before="places"))["places"]), read
    )))  # fmt: skip
    console = Console()
    for name, make in (("flashgeotext", _flashgeotext), ("geotext", _geotext)):
        try:
            rows.append((name, *_timed(make(), read)))
        except ImportError:
            console.print(f"{name} is not installed (requirements-test.txt); not measured.")
    table = Table("geoparser", "articles per CPU-second", "names found", "coordinates", title=f"{WORDS}-word articles")
    for name, seconds, found in rows:
        table.add_row(name, f"{articles / seconds:.0f}", str(found), "yes" if name.startswith("ours") else "no")
    console.print(table)
    verdict = "holds" if articles / rows[0][1] >= FLOOR_ARTICLES_PER_CPU_SECOND else "MISSED"
    console.print(f"Floor of {FLOOR_ARTICLES_PER_CPU_SECOND} articles per CPU-second after the parse: {verdict}.")
