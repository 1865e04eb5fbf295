"""Adding and removing articles in a browser, with the real pipeline behind it."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving

TEXT = """Ferry stopped as harbour workers walk out

ROTTERDAM, Netherlands — Crane drivers walked out on Tuesday morning, and the ferry to Hull stayed in port.

"We will come back when they talk to us," said Jan Verbeek, a spokesman for the dockers.
"""
CSV = """headline,body,source,date
Bridge closed,"The old bridge in Ghent was closed on Monday. ""It is not safe,"" the mayor said.",Quay News,2019-05-06
Nothing here,,Quay News,2019-05-07
"""
MANY = 400
LIMIT_MS = 90_000  # the language model is loaded by a new process


@pytest.fixture(scope="module")
def own_server(corpora, tmp_path_factory):
    """A server of its own: these tests change the corpora."""
    folder = tmp_path_factory.mktemp("library")
    with serving(folder / "corpora", folder / "log.txt") as started:
        shutil.copytree(corpora, started.corpora)
        yield started


def test_paste_an_article_remove_it_and_bring_it_back(own_server, visit):
    visitor = visit(own_server)
    page = visitor.open("/library?corpus=meridian")
    page.get_by_role("textbox", name="Text", exact=True).fill(TEXT)
    page.get_by_test_id("stForm").get_by_label("Outlet").fill("Quay News")
    page.get_by_role("button", name="Add this article").click()
    expect(page.get_by_role("heading", name="1 article added")).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_text("1 article in this corpus.")).to_be_visible()
    assert "corpus=my-articles" in page.url, "built-in corpora are not changed"

    page.get_by_role("link", name="Show what was found").click()
    expect(page.locator("h1")).to_have_text("My articles")
    page.get_by_role("link", name="Ferry stopped as harbour workers walk out").click()
    expect(page.locator(".reader .mark.place", has_text="Rotterdam").or_(
        page.locator(".reader .mark.place", has_text="ROTTERDAM")).first).to_be_visible()  # fmt: skip

    page = visitor.open("/library?corpus=my-articles")
    table = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(table["x"] + 16, table["y"] + 52)  # the table is a canvas: the box before its first row
    page.get_by_role("button", name="Remove 1 article").click()
    expect(page.get_by_text("1 article removed.")).to_be_visible()
    expect(page.get_by_role("heading", name="This corpus holds no article yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 article in this corpus.")).to_be_visible()


def test_upload_files_and_read_a_sentence_for_what_could_not_be_read(own_server, visit):
    visitor = visit(own_server)
    page = visitor.open("/library?corpus=mosul-2016")
    page.get_by_label("Title").fill("Bridges")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("No article yet: paste one or upload files.")).to_be_visible()
    assert "corpus=bridges" in page.url

    page.locator("input[type=file]").set_input_files([
        {"name": "bridges.csv", "mimeType": "text/csv", "buffer": CSV.encode()},
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 \x00\x01"},
    ])  # fmt: skip
    page.get_by_role("button", name="Add 2 files").click()
    expect(page.get_by_role("heading", name="1 article added,")).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_text("scan.pdf", exact=False).first).to_be_visible()
    expect(page.get_by_text("1 article in this corpus.")).to_be_visible()


def test_reading_many_articles_can_be_stopped_and_what_was_read_stays_whole(own_server, visit):
    page = visit(own_server).open("/library?corpus=meridian")
    page.get_by_label("Title").fill("Stopped")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("No article yet: paste one or upload files.")).to_be_visible()
    rows = [f'{{"title": "Notice {n}", "text": "The mayor of Ghent said notice {n} was read.", "source": "Quay News"}}'
            for n in range(MANY)]  # fmt: skip
    file = {"name": "many.jsonl", "mimeType": "application/jsonl", "buffer": "\n".join(rows).encode()}
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("button", name="Add 1 file").click()
    expect(page.get_by_role("heading", name=f"Reading {MANY} articles")).to_be_visible(timeout=LIMIT_MS)
    page.get_by_role("button", name="Stop").click()
    stopped = page.get_by_role("heading", name=re.compile("^Stopped; "))
    expect(stopped).to_be_visible(timeout=LIMIT_MS)
    added = int(re.search(r"Stopped; (\d+)", stopped.inner_text())[1])
    assert added < MANY
    said = "No article yet" if not added else f"{added} article"
    expect(page.get_by_text(said, exact=False).first).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(stopped).to_have_count(0)


def test_an_empty_paste_is_answered_with_a_sentence(own_server, visit):
    page = visit(own_server).open("/library?corpus=meridian")
    page.get_by_role("button", name="Add this article").click()
    expect(page.get_by_text("There is no text to add.")).to_be_visible()
