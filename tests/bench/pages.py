"""How long the script of each page takes, and each query behind it, over a large corpus.

The baseline of the same run is a page that shows nothing. The corpus is synthetic (`synthetic.py`).
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest

from analysis import builtin
from analysis.corpus import queries, snapshot, store
from analysis.corpus.filters import Filters
from analysis.settings import ROOT, settings
from tests.bench import browser, synthetic

PAGES = ("overview", "places", "timeline", "voices", "article", "library")
ROUNDS = 5
ARTICLES = 10_000
EMPTY_PAGE = "import streamlit as st\nst.title('Nothing')\n"


def main() -> None:
    """Measure and print."""
    console = Console()
    set_log_level("ERROR")  # a script outside a server is what we want here
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_CORPORA_DIR"] = folder
        settings().corpora_dir = Path(folder)
        name = _large_corpus(console)
        _print_pages(console, name)
        _print_queries(console, name)
        browser.main(Path(folder), name, console)


def _median_ms(run: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS + 1):  # the first warms up and is dropped
        clock = time.perf_counter()
        run()
        spent.append((time.perf_counter() - clock) * 1000)
    return statistics.median(spent[1:])


def _print_pages(console: Console, corpus: str) -> None:
    baseline = _median_ms(AppTest.from_string(EMPTY_PAGE).run)
    table = Table("page", "script, ms", "÷ an empty page", title=f"Page scripts, median of {ROUNDS}")
    table.add_row("an empty page (baseline)", f"{baseline:.0f}", "1.0")
    for page in PAGES:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        test.query_params["corpus"] = corpus
        test.run()
        spent = _median_ms(test.switch_page(f"pages/{page}.py").run)
        table.add_row(page, f"{spent:.0f}", f"{spent / baseline:.1f}")
    console.print(table)


def _large_corpus(console: Console) -> str:
    """A corpus of ARTICLES synthetic rows; prints how long its desk took to derive."""
    for name in builtin.names():
        builtin.prepare(name, lambda done, total, doing: None)
    originals = [article for name in builtin.names() for article in store.read(name)]
    clock = time.perf_counter()
    name = synthetic.build(originals, ARTICLES)
    console.print(f"{ARTICLES:,} synthetic articles stored and a desk derived: {time.perf_counter() - clock:.0f} s")
    return name


def _print_queries(console: Console, corpus: str) -> None:
    desk, everything, words = snapshot.open_desk(corpus), Filters(), Filters(words="water")
    place = str(queries.places(desk, everything)["place_key"].iloc[0])
    questions: dict[str, Callable[[Filters], object]] = {
        "summary": lambda chosen: queries.summary(desk, chosen),
        "choices": lambda chosen: queries.choices(desk, chosen),
        "places": lambda chosen: queries.places(desk, chosen),
        "events": lambda chosen: queries.events(desk, chosen),
        "voices": lambda chosen: queries.voices(desk, chosen),
        "naming_mix": lambda chosen: queries.naming_mix(desk, chosen),
        "evidence of a place": lambda chosen: queries.evidence(desk, chosen, "place", place),
        "articles": lambda chosen: queries.articles(desk, chosen),
    }
    filters = {
        "all": everything, "a word": words, "a place": Filters(places=(place,)),
        "same sentence": Filters(places=(place,), same_sentence=True), "sure": Filters(least_sure_percent=75),
        "together": Filters(words="flood", places=(place,), least_sure_percent=50, same_sentence=True),
    }  # fmt: skip
    baseline = _median_ms(lambda: desk.cursor().execute("SELECT count(*) FROM articles").fetchone())
    table = Table(
        "query", *filters, "÷ counting rows",
        title=f"Queries over {ARTICLES:,} articles, ms, median of {ROUNDS}; counting rows {baseline:.1f} ms",
    )  # fmt: skip
    for name, question in questions.items():
        spent = [_median_ms(lambda ask=question, by=by: ask(by)) for by in filters.values()]
        table.add_row(name, *(f"{ms:.0f}" for ms in spent), f"{spent[0] / baseline:.0f}")
    console.print(table)
    desk.close()
