"""How long the script of each page takes, and each query behind it, over the built-in corpora and a larger one.

The baseline of the same run is a page that shows nothing. The larger corpus is made of the hand-made rows of
tests/factory.py, many times over with other ids and dates: rows for the desk, not news.
"""

import datetime
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest

from analysis.corpus import layout, queries, snapshot, store
from analysis.corpus.filters import Filters
from analysis.settings import ROOT, settings
from tests import factory

PAGES = ("overview", "places", "timeline", "voices", "article", "library")
ROUNDS = 5
ARTICLES = 2_000
EMPTY_PAGE = "import streamlit as st\nst.title('Nothing')\n"


def main() -> None:
    """Measure and print."""
    console = Console()
    set_log_level("ERROR")  # a script outside a server is what we want here
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_CORPORA_DIR"] = folder
        settings().corpora_dir = Path(folder)
        name = factory.build_corpus(Path(folder))
        _print_pages(console, name)
        _print_queries(console, _large_corpus(console))


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
    """A corpus of ARTICLES rows; prints how long the desk took to derive."""
    originals = factory.articles()
    rows = []
    for number in range(ARTICLES):
        article = originals[number % len(originals)]
        day = (datetime.date(2019, 1, 1) + datetime.timedelta(days=number % 365)).isoformat()
        rows.append(replace(article, article_id=f"{number:020d}", source=f"row {number}", published=day))
    layout.describe("large", layout.About("Large", is_exercise=True, credit="", about=""))
    store.append("large", rows)
    clock = time.perf_counter()
    snapshot.build("large")
    console.print(f"A desk of {ARTICLES:,} articles: {time.perf_counter() - clock:.0f} s")
    return "large"


def _print_queries(console: Console, corpus: str) -> None:
    desk, everything, words = snapshot.open_desk(corpus), Filters(), Filters(words="bridge")
    place = str(queries.places(desk, everything)["place_key"].iloc[0])
    questions: dict[str, Callable[[Filters], object]] = {
        "summary": lambda chosen: queries.summary(desk, chosen),
        "places": lambda chosen: queries.places(desk, chosen),
        "events": lambda chosen: queries.events(desk, chosen),
        "voices": lambda chosen: queries.voices(desk, chosen),
        "naming_mix": lambda chosen: queries.naming_mix(desk, chosen),
        "evidence of a place": lambda chosen: queries.evidence(desk, chosen, "place", place),
        "articles": lambda chosen: queries.articles(desk, chosen),
    }
    baseline = _median_ms(lambda: desk.cursor().execute("SELECT count(*) FROM articles").fetchone())
    found = queries.summary(desk, words).articles
    table = Table(
        "query", "all, ms", f"“bridge” ({found:,} articles), ms", "÷ counting rows",
        title=f"Queries over {ARTICLES:,} articles, median of {ROUNDS}; counting rows {baseline:.1f} ms",
    )  # fmt: skip
    for name, question in questions.items():
        every, some = _median_ms(lambda ask=question: ask(everything)), _median_ms(lambda ask=question: ask(words))
        table.add_row(name, f"{every:.0f}", f"{some:.0f}", f"{every / baseline:.0f}")
    console.print(table)
    desk.close()
