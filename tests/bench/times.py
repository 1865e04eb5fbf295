"""Temporal expressions: articles per CPU-second against dateparser's search and, where it is at hand, HeidelTime.

All read the same texts, each with the same publication date. Dateline's share is the grammar and the resolver on
texts already parsed; "with the parse" adds the whole spaCy pipeline, which the other stages need anyway. HeidelTime
runs where `java` is on the path and HEIDELTIME_HOME names a folder with its standalone jar and config.props; it is
not shipped.
"""

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dateparser.search import search_dates
from rich.console import Console
from rich.table import Table

from analysis import times
from analysis.evaluate import corpora
from tests.bench.pipeline import WORDS, texts

PUBLISHED = "2019-04-10"
ROUNDS = 5
FLOOR_ARTICLES_PER_CPU_SECOND = 100
JAR = "de.unihd.dbs.heideltime.standalone.jar"


def _seconds(work: Callable[[], object], who: int = resource.RUSAGE_SELF) -> float:
    """CPU-seconds of one run, of this process or of its children."""
    before = resource.getrusage(who)
    work()
    after = resource.getrusage(who)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def _dateparser(every: list[str]) -> None:
    published = datetime.fromisoformat(PUBLISHED)
    for text in every:
        search_dates(text, languages=["en"], settings={"RELATIVE_BASE": published})


def _heideltime(home: Path, every: list[str]) -> None:
    jar = next(home.rglob(JAR))
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(every):
            file = Path(folder) / f"{number}.txt"
            file.write_text(text, encoding="utf-8")
            command = ["java", "-jar", str(jar), "-dct", PUBLISHED, "-t", "news", "-l", "english", str(file)]
            subprocess.run(command, cwd=home, check=True, capture_output=True)  # noqa: S603


def _heideltime_home() -> Path | None:
    home = Path(os.environ.get("HEIDELTIME_HOME", ""))
    at_hand = os.environ.get("HEIDELTIME_HOME") and shutil.which("java") and any(home.rglob(JAR))
    return home if at_hand else None


def main() -> None:
    """Measure and print."""
    every = texts()
    articles = sum(len(text.split()) for text in every) / WORDS
    documents = [corpora.document(text, PUBLISHED, before="times") for text in every]
    runs: dict[str, Callable[[], object]] = {
        "Dateline": lambda: [times.extract(document) for document in documents],
        "Dateline with the parse": lambda: [
            times.extract(corpora.document(text, PUBLISHED, before="names")) for text in every
        ],
        "dateparser.search": lambda: _dateparser(every),
    }
    for work in runs.values():
        work()  # warms up
    seconds = {name: statistics.median(_seconds(work) for _ in range(ROUNDS)) for name, work in runs.items()}
    home = _heideltime_home()
    if home is not None:
        seconds["HeidelTime, one process a text"] = _seconds(lambda: _heideltime(home, every), resource.RUSAGE_CHILDREN)
    table = Table(
        "times", "articles per CPU-second", "time ÷ Dateline", title=f"{WORDS}-word articles, median of {ROUNDS}"
    )
    for name, spent_s in seconds.items():
        table.add_row(name, f"{articles / spent_s:.1f}", f"{spent_s / seconds['Dateline']:.1f}")
    console = Console()
    console.print(table)
    if home is None:
        console.print("HeidelTime: not at hand (it needs java and HEIDELTIME_HOME).")
    holds = articles / seconds["Dateline"] >= FLOOR_ARTICLES_PER_CPU_SECOND
    console.print(
        f"Floor of {FLOOR_ARTICLES_PER_CPU_SECOND} articles per CPU-second: {'holds' if holds else 'MISSED'}."
    )


if __name__ == "__main__":
    main()
