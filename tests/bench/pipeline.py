"""Articles per CPU-second, stage by stage, and a worker's memory.

The baseline of the same run is the bare spaCy pipeline over the same texts: the ratio to it says what
Dateline's own stages cost, on whatever machine this runs.
"""

import json
import resource
import statistics
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from analysis import language, parts, schema
from analysis.annotate import STAGES
from analysis.document import Document
from analysis.settings import DATA, settings

WORDS = 400  # words of the article that speeds are given for
ROUNDS = 7
FLOOR_ARTICLES_PER_CPU_SECOND = 6
FLOOR_WORDS_PER_CPU_SECOND = 6_000  # parse and names
FLOOR_OF_QUOTES = 60  # articles per CPU-second after the parse


def texts() -> list[str]:
    """The texts of the built-in corpora."""
    lines = [line for file in sorted((DATA / "demo").glob("*/articles.jsonl")) for line in file.open(encoding="utf-8")]
    return [json.loads(line)["text"] for line in lines]


def _annotate(text: str, pipeline, spent: dict[str, float]) -> None:
    clock = time.process_time()

    def lap(name: str) -> None:
        nonlocal clock
        now = time.process_time()
        spent[name] += now - clock
        clock = now

    found = parts.find(text)
    lap("parts")
    doc, sentences = language.parse(text, found, pipeline)
    lap("parse")
    document = Document(text=text, doc=doc, parts=found, sentences=sentences, published="2019-04-10")
    document = replace(document, published_basis="given")
    for name, extract in STAGES:
        document = document.with_rows(**{field: tuple(rows) for field, rows in extract(document).items()})
        lap(name)
    schema.check_article(schema.Article("x", "bench", text, "x", parts=document.parts, sentences=document.sentences))
    lap("check")


def main() -> None:
    """Measure and print."""
    clock = time.process_time()
    pipeline = language.load()
    loading = time.process_time() - clock
    every = texts()
    articles = sum(len(text.split()) for text in every) / WORDS
    rounds: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS + 1):  # the first warms up and is dropped
        spent: dict[str, float] = defaultdict(float)
        clock = time.process_time()
        for text in every:
            pipeline(text)
        spent["spaCy alone (baseline)"] = time.process_time() - clock
        for text in every:
            _annotate(text, pipeline, spent)
        for name, seconds in spent.items():
            rounds[name].append(seconds)
    seconds = {name: statistics.median(values[1:]) for name, values in rounds.items()}
    baseline = seconds.pop("spaCy alone (baseline)")
    whole = sum(seconds.values())
    table = Table(
        "stage", "articles per CPU-second", "time ÷ spaCy alone", title=f"{WORDS}-word articles, median of {ROUNDS}"
    )
    table.add_row("spaCy alone (baseline)", f"{articles / baseline:.1f}", "1.00")
    for name, spent_s in seconds.items():
        table.add_row(name, f"{articles / spent_s:.1f}", f"{spent_s / baseline:.2f}")
    table.add_row("whole", f"{articles / whole:.1f}", f"{whole / baseline:.2f}", style="bold")
    console = Console()
    console.print(table)
    quoted = articles / seconds["quotes"]
    kept = "holds" if quoted >= FLOOR_OF_QUOTES else "MISSED"
    console.print(f"Quotes after the parse: {quoted:.0f} articles per CPU-second; floor of {FLOOR_OF_QUOTES}: {kept}.")
    words = sum(len(pipeline.make_doc(text)) for text in every) / (seconds["parse"] + seconds["names"])
    folder = Path(settings().model)
    size_mb = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    console.print(
        f"Parse and names: {words:,.0f} words and marks per CPU-second; floor of {FLOOR_WORDS_PER_CPU_SECOND:,}: "
        f"{'holds' if words >= FLOOR_WORDS_PER_CPU_SECOND else 'MISSED'}. The model has {size_mb:.1f} MB "
        f"and loads in {loading:.2f} s."
    )
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "holds" if articles / whole >= FLOOR_ARTICLES_PER_CPU_SECOND else "MISSED"
    console.print(
        f"Floor of {FLOOR_ARTICLES_PER_CPU_SECOND} articles per CPU-second: {verdict}. "
        f"Worker memory: {peak_mb:.0f} MB at peak."
    )
