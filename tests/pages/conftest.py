"""The app run in this process, without a browser, over a small corpus annotated by hand."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import session
from tests import factory
from tests.browser.conftest import ROOT

LIMIT_S = 30


@pytest.fixture
def corpora(monkeypatch, tmp_path):
    """An empty folder of corpora; caches of the app forget what was there before."""
    folder = factory.corpora_in(monkeypatch, tmp_path / "corpora")
    session.look_again()
    session._desk.clear()
    return folder


@pytest.fixture
def flood(corpora) -> str:
    """The hand-made corpus; one of its articles is hostile."""
    return factory.build_corpus(corpora)


@pytest.fixture
def app(corpora) -> Callable[..., AppTest]:
    """Run the app at a page with the keys of its address."""

    def run(page: str = "", **address: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=LIMIT_S)
        for key, value in address.items():
            test.query_params[key] = value
        test.run()
        return test.switch_page(f"pages/{page}.py").run() if page else test

    return run
