"""The real app, started as a user starts it, and a real Chromium that may talk to nobody else.

Every page a test opens records its requests and carries a strict Content-Security-Policy; a request to another host,
a violation of the policy or an error in a script fails the test that caused it.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright_api = pytest.importorskip("playwright.sync_api")

from tests.browser import chromium  # noqa: E402

playwright_api.expect.set_options(timeout=15_000)  # maps are drawn without a graphics card here

ROOT = Path(__file__).resolve().parents[2]
PATHS = ("/", "/places", "/timeline", "/voices", "/article", "/library")
# What a proxy in front of Dateline may demand: no eval, no inline script but Streamlit's own (by its digest). Scripts
# of components arrive as blobs; Plotly writes style elements; Streamlit decodes tables in WebAssembly.
POLICY = (
    "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval' {digests}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws: data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; frame-ancestors 'none'"
)
# Streamlit looks for itself below a deep link before it looks at the root; both answers are 404 by design.
PROBES = ("/_stcore/health", "/_stcore/host-config")
START_S = 60
# A document answered by the test (to add the policy) counts as coming from outside; let it talk to localhost.
OURS = ("--disable-features=LocalNetworkAccessChecks",)


@dataclass
class Server:
    """A running app."""

    url: str
    corpora: Path


@contextmanager
def serving(corpora: Path, log: Path) -> Iterator[Server]:
    """Start the app on a free port over a folder of corpora, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATELINE_CORPORA_DIR": str(corpora), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        url = f"http://localhost:{port}"
        until = time.monotonic() + START_S
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"The app did not start:\n{log.read_text()}") from None
                time.sleep(0.1)
        yield Server(url, corpora)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def corpora(tmp_path_factory) -> Path:
    """The built-in corpora, prepared as `make run` prepares them."""
    folder = tmp_path_factory.mktemp("corpora")
    environment = os.environ | {"DATELINE_CORPORA_DIR": str(folder), "OMP_NUM_THREADS": "1"}
    made = subprocess.run([sys.executable, "-m", "analysis", "prepare"], cwd=ROOT, env=environment, capture_output=True)
    assert made.returncode == 0, made.stderr.decode()[-2000:]
    return folder


@pytest.fixture(scope="session")
def server(corpora, tmp_path_factory) -> Iterator[Server]:
    """One app for all tests that do not need a fresh one."""
    with serving(corpora, tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator["playwright_api.Browser"]:
    """One Chromium; the tests are skipped where none is to be had."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium on this machine; `python -m tests.browser.chromium` fetches one")
    with playwright_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS, *OURS])
        yield opened
        opened.close()


@dataclass
class Watch:
    """What a page did that it should not."""

    hosts: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Visitor:
    """A reader at a browser: opens addresses of one server and waits as long as a reader would."""

    def __init__(self, page: "playwright_api.Page", url: str):
        self.page, self.url = page, url

    def open(self, path: str) -> "playwright_api.Page":
        """Go to an address of the app and wait until it has settled."""
        self.page.goto(self.url + path)
        self.page.locator("h1").first.wait_for()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script is done and has stayed so for a moment; a page that learns its width runs again."""
        self.page.wait_for_timeout(150)
        for _ in range(3):
            self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(state="attached")
            self.page.wait_for_timeout(100)

    @property
    def address(self) -> str:
        """Path and query of where the reader is."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Visitor]]:
    """Make visitors; afterwards, fail where one of their pages reached out, broke the policy or raised an error."""
    watch, contexts = Watch(), []

    def new(server: Server, theme: str = "light", width: int = 1440, height: int = 900) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, service_workers="block"
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        _guard(page, server.url, watch)
        return Visitor(page, server.url)

    yield new
    for context in contexts:
        context.close()
    assert watch.hosts == [], "requests to other hosts"
    assert watch.violations == [], "violations of the Content-Security-Policy"
    assert watch.errors == [], "errors in the browser"


def _guard(page: "playwright_api.Page", url: str, watch: Watch) -> None:
    page.expose_binding("tellViolation", lambda _, what: watch.violations.append(what))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => tellViolation(e.effectiveDirective + ' ' + e.blockedURI))"
    )

    def with_policy(route):
        answer = route.fetch()
        inline = re.findall(r"<script>(.*?)</script>", answer.text(), flags=re.DOTALL)
        digests = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline)
        policy = POLICY.format(digests=digests)
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    page.route(lambda address: address.startswith(url) and urlsplit(address).path in PATHS, with_policy)

    def asked(request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("localhost", "127.0.0.1"):
            watch.hosts.append(request.url)

    def said(message):
        known = message.type != "error" or any(probe in message.location.get("url", "") for probe in PROBES)
        if not known:
            watch.errors.append(f"{message.text} {message.location.get('url', '')}")

    page.on("request", asked)
    page.on("websocket", lambda socket: watch.hosts.append(socket.url) if "localhost" not in socket.url else None)
    page.on("console", said)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))


def pytest_collection_modifyitems(items):
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            # Slow machines draw and fade while a test looks on; what is wrong fails three times.
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))
