"""How long the script of each page takes, and each query behind it, over a large corpus.

A script is timed as the server runs it, without what the test client does with its messages: again, with what the desk
has answered before, and the first time, after every answer was forgotten. Queries are timed without kept answers. The
baseline of the same run is a page that shows nothing. The corpus is synthetic (`synthetic.py`).
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.table import Table
from streamlit.logger import set_log_level
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from analysis import builtin
from analysis.corpus import queries, snapshot, store
from analysis.corpus.filters import Filters
from analysis.settings import ROOT, settings
from pages.parts import session
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


def _scripts_ms(run: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The median time that the script itself takes, over `ROUNDS` runs after a first one."""
    spent: list[float] = []
    run_script = ScriptRunner._run_script

    def timed(runner: ScriptRunner, *given: object) -> object:
        clock = time.perf_counter()
        try:
            return run_script(runner, *given)
        finally:
            spent.append((time.perf_counter() - clock) * 1000)

    with patch.object(ScriptRunner, "_run_script", timed):
        for _ in range(ROUNDS + 1):
            before()
            run()
    return statistics.median(spent[1:])


def _print_pages(console: Console, corpus: str) -> None:
    baseline = _scripts_ms(AppTest.from_string(EMPTY_PAGE).run)
    table = Table("page", "again, ms", "÷ an empty page", "first, ms", title=f"Page scripts, median of {ROUNDS}")
    table.add_row("an empty page (baseline)", f"{baseline:.1f}", "1.0", "")
    for page in PAGES:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        test.query_params["corpus"] = corpus
        test.run()
        run = test.switch_page(f"pages/{page}.py").run
        again, first = _scripts_ms(run), _scripts_ms(run, before=lambda: session.desk(corpus).answers.forget())
        table.add_row(page, f"{again:.0f}", f"{again / baseline:.1f}", f"{first:.0f}")
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
        spent = [_median_ms(lambda ask=question, by=by: (desk.answers.forget(), ask(by))) for by in filters.values()]
        table.add_row(name, *(f"{ms:.0f}" for ms in spent), f"{spent[0] / baseline:.0f}")
    console.print(table)
    desk.close()
