"""What a reader waits for on a large corpus: headings, the map, a click; and what crosses the wire.

A real Chromium against the app as it is served. Its map is drawn without a graphics card here, which a reader's is not.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.browser import chromium
from tests.browser.conftest import OURS, Server, Visitor, serving
from tests.browser.screenshots import CHARTS_READY

PAGES = ("", "places", "timeline", "voices", "article", "library")
ROUNDS = 5
VIEWS = 200
MB = 1024 * 1024


@dataclass
class Wire:
    """Bytes that the server sent over the websocket, and hosts other than ours that were asked."""

    received: int = 0
    hosts: list[str] = field(default_factory=list)


def main(corpora: Path, corpus: str, console: Console) -> None:
    """Measure the pages of `corpus` and print medians."""
    path = chromium.find()
    if path is None:
        console.print("No Chromium here: what a reader waits for was not measured.")
        return
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with serving(corpora, log) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS, *OURS])
        _pages(browser, server, corpus, console)
        _click(browser, server, corpus, console)
        _memory(browser, server, corpus, console)
        browser.close()


@contextmanager
def _reader(browser: Browser, server: Server) -> Iterator[tuple[Visitor, Wire]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    page, wire = context.new_page(), Wire()

    def received(payload: str | bytes) -> None:
        wire.received += len(payload)

    def asked(url: str) -> None:
        if urlsplit(url).scheme.startswith(("http", "ws")) and urlsplit(url).hostname not in ("localhost", "127.0.0.1"):
            wire.hosts.append(url)

    def connected(socket: WebSocket) -> None:
        asked(socket.url)
        socket.on("framereceived", received)

    page.on("websocket", connected)
    page.on("request", lambda request: asked(request.url))
    yield Visitor(page, server.url), wire
    context.close()


def _seconds(run: Callable[[], object]) -> float:
    clock = time.perf_counter()
    run()
    return time.perf_counter() - clock


def _map_drawn(page: Page) -> None:
    page.locator(".js-plotly-plot").first.wait_for()
    page.wait_for_function(CHARTS_READY)


def _pages(browser: Browser, server: Server, corpus: str, console: Console) -> None:
    """For each page, opened anew on a warm server: until its heading stands, until its charts do, and the bytes."""
    table = Table("page", "heading, s", "charts, s", "websocket, MB", title=f"Opened anew, median of {ROUNDS}")
    hosts: list[str] = []
    for name in PAGES:
        headings, charts, sizes = [], [], []
        for _ in range(ROUNDS + 1):  # the first warms up and is dropped
            with _reader(browser, server) as (reader, wire):
                clock = time.perf_counter()
                reader.page.goto(f"{server.url}/{name}?corpus={corpus}")
                reader.page.locator("h1").first.wait_for()
                headings.append(time.perf_counter() - clock)
                if name not in ("article", "library"):
                    _map_drawn(reader.page)
                charts.append(time.perf_counter() - clock)
                reader.settle()
                sizes.append(wire.received / MB)
                hosts += wire.hosts
        table.add_row(name or "overview", *(f"{statistics.median(one[1:]):.2f}" for one in (headings, charts, sizes)))
    console.print(table)
    console.print(f"Requests to other hosts: {len(hosts)}")


def _click(browser: Browser, server: Server, corpus: str, console: Console) -> None:
    """From a click to the settled page: to another page, and on a choice of outlet that changes every query."""
    with _reader(browser, server) as (reader, wire):
        page = reader.open(f"/places?corpus={corpus}")
        _map_drawn(page)
        turns, sizes = [], []
        for name in ("Timeline", "Voices", "Places", "Overview") * 3:
            before = wire.received

            def turn(name: str = name) -> None:
                page.get_by_role("link", name=name, exact=True).first.click()
                heading = "Synthetic rows" if name == "Overview" else name
                page.locator("h1", has_text=heading).wait_for()
                reader.settle()

            turns.append(_seconds(turn))
            sizes.append((wire.received - before) / MB)
    console.print(
        f"Click on a page to settled: median {statistics.median(turns):.2f} s; websocket a turn: "
        f"median {statistics.median(sizes):.2f} MB, most {max(sizes):.2f} MB"
    )


def _memory(browser: Browser, server: Server, corpus: str, console: Console) -> None:
    """The server's memory after many page views."""
    process = next(p for p in psutil.Process().children(recursive=True) if "streamlit" in " ".join(p.cmdline()))
    with _reader(browser, server) as (reader, _):
        start = process.memory_info().rss / MB
        for view in range(VIEWS):
            reader.page.goto(f"{server.url}/{PAGES[view % len(PAGES)]}?corpus={corpus}")
            reader.page.locator("h1").first.wait_for()
        reader.settle()
    console.print(f"Server: {start:.0f} MB before, {process.memory_info().rss / MB:.0f} MB after {VIEWS} page views")
