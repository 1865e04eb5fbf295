"""An article that tries everything: it is shown as text, and nothing of it is asked for or run."""

import pytest

from tests import factory
from tests.browser.conftest import PATHS, serving


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server over the hand-made corpus."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        corpora = factory.corpora_in(patch, folder / "corpora")
        factory.build_corpus(corpora)
        with serving(corpora, folder / "log.txt") as started:
            yield started


def test_hostile_text_is_shown_and_asks_for_nothing(hostile, visit):
    visitor = visit(hostile)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        visitor.open(f"{path}?corpus={factory.CORPUS}")
    page = visitor.open(f"/article?corpus={factory.CORPUS}")
    page.get_by_role("button", name="All articles").click()
    page.get_by_role("link", name="DROP TABLE").click()
    page.locator(".reader h2", has_text="DROP TABLE").wait_for()
    text = page.locator(".reader .text").inner_text()
    assert "<script>alert(1)</script>" in text
    assert "![x](http://127.0.0.1/x.png)" in text and "**No** $5" in text
    assert "🌊🌊" in text and "👩‍👩‍👧" in text
    assert not [url for url in asked if "x.png" in url]
    marked = page.locator(".reader .mark.place").all_inner_texts()
    assert "Melk" in marked, "offsets count code points: emoji before a mark do not shift it"
