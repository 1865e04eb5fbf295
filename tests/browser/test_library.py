"""The Library in a browser, with the real pipeline behind it: adding, watching, retrying, removing, undoing."""

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import factory
from tests.browser.conftest import Server, Visitor, serving
from tests.browser.test_pages_load import RULES

TEXT = """Ferry stopped as harbour workers walk out

ROTTERDAM, Netherlands — Crane drivers walked out on Tuesday morning, and the ferry to Hull stayed in port.

"We will come back when they talk to us," said Jan Verbeek, a spokesman for the dockers.
"""
CSV = """headline,body,source,date
Bridge closed,"The old bridge in Ghent was closed on Monday. ""It is not safe,"" the mayor said.",Quay News,2019-05-06
Nothing here,,Quay News,2019-05-07
"""
HOSTILE = "<b>bold</b> **x** ![i](x.png).txt"
MANY = 5000  # more than any machine reads while the test looks on; Stop ends it
LIMIT_MS = 90_000  # the language model is loaded by a new process


@pytest.fixture(scope="module")
def own_server(corpora, tmp_path_factory):
    """A server of its own: these tests change the corpora."""
    folder = tmp_path_factory.mktemp("library")
    with serving(folder / "corpora", folder / "log.txt") as started:
        shutil.copytree(corpora, started.corpora)
        yield started


@pytest.fixture
def hand_made(tmp_path):
    """A server over the hand-made corpus, which needs no model."""
    with pytest.MonkeyPatch.context() as patch:
        folder = factory.corpora_in(patch, tmp_path / "corpora")
        factory.build_corpus(folder)
        with serving(folder, tmp_path / "log.txt") as started:
            yield started


@pytest.fixture
def unprepared(tmp_path: Path):
    """A server over a folder where nothing has been made yet."""
    with serving(tmp_path / "corpora", tmp_path / "log.txt") as started:
        yield started


def check(page: Page) -> None:
    """No accessibility rule is broken, once what is out of date has faded and is gone."""
    page.wait_for_function("() => !document.querySelector('[data-stale=true]')")
    page.wait_for_timeout(600)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def file(name: str, content: str | bytes) -> dict:
    return {
        "name": name, "mimeType": "text/plain", "buffer": content if isinstance(content, bytes) else content.encode(),
    }  # fmt: skip


def drop(page: Page, *files: dict) -> None:
    """What a drop on the box does, and the click that follows."""
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name=re.compile(r"^Add \d+ files?$")).click()


def open_empty(visitor: Visitor, title: str) -> Page:
    """A corpus of one's own that holds nothing yet."""
    page = visitor.open("/library?corpus=meridian")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("No article yet: paste one or drop files.")).to_be_visible()
    return page


def row(page: Page, name: str):
    """The row of a file in the list of a job."""
    return page.get_by_role("listitem").filter(has_text=name)


def click_row(page: Page, number: int, x: int = 60) -> None:
    """The table is a canvas: a click on its row of this number, counted from 0."""
    table = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(table["x"] + x, table["y"] + 52 + 30 * number)


def test_paste_an_article_see_what_was_found_and_open_it(own_server: Server, visit) -> None:
    visitor = visit(own_server)
    page = visitor.open("/library?corpus=meridian")
    page.get_by_role("textbox", name="Text", exact=True).fill(TEXT)
    page.get_by_label("Outlet", exact=True).fill("Quay News")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="1 article added")).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_text("1 article in this corpus.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_value("")
    assert "corpus=my-articles" in page.url, "built-in corpora are not changed"
    expect(page.get_by_role("link", name=re.compile(r"\d+ mentions? of"))).to_be_visible()

    page.get_by_role("link", name="Show what was found").click()
    expect(page.locator("h1")).to_have_text("My articles")
    page = visitor.open("/library?corpus=my-articles")
    click_row(page, 0)
    page.wait_for_url(re.compile("/article.*id="))
    expect(page.locator(".reader .mark.place", has_text=re.compile("Rotterdam", re.IGNORECASE)).first).to_be_visible()

    page = visitor.open("/library?corpus=my-articles")
    page.get_by_role("textbox", name="Text", exact=True).fill(TEXT)
    page.get_by_label("Outlet", exact=True).fill("Quay News")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="Nothing new: the corpus holds this already")).to_be_visible(
        timeout=LIMIT_MS
    )
    page.get_by_role("link", name="Open the article that is there").click()
    expect(page.locator(".reader h2")).to_contain_text("Ferry stopped")


def test_each_file_tells_what_became_of_it_and_what_failed_is_tried_again(own_server: Server, visit) -> None:
    visitor = visit(own_server)
    page = open_empty(visitor, "Bridges")
    drop(
        page, file("ferry.txt", TEXT), file("ferry.txt", TEXT), file("bridges.csv", CSV), file("scan.pdf", b"%PDF\0"),
        file("empty.txt", b""), file("broken.jsonl", "{no json"), file(HOSTILE, "The mayor of Hull spoke on Monday."),
        file("one.txt", "Word"), file("chinese.txt", "周二，一艘渡轮在帕绍附近失控，警方说没有人受伤。" * 4),
    )  # fmt: skip
    expect(page.get_by_role("heading", name="4 of 9 files could not be read in full; 5 articles added")).to_be_visible(
        timeout=LIMIT_MS
    )
    expect(row(page, "empty.txt")).to_contain_text("The file is empty")
    expect(row(page, "scan.pdf")).to_contain_text("Files of this kind are not read; give one of ")
    expect(row(page, "bridges.csv")).to_contain_text("1 article added, 1 failed")
    expect(row(page, "bridges.csv")).to_contain_text("Row 3: there is no text")
    expect(row(page, "broken.jsonl")).to_contain_text("this is not JSON")
    expect(row(page, "ferry (2).txt")).to_contain_text("nothing new: the corpus holds this already")
    expect(row(page, "b> **x** ![i](x.png).txt")).to_contain_text("1 article added")
    expect(row(page, "chinese.txt")).to_contain_text("Kept but not analysed, for it is not in English")
    check(page)

    page.reload()
    row(page, "broken.jsonl").get_by_role("button", name="Try again").click()
    again = page.get_by_role("heading", name="The file could not be read; nothing added")
    expect(again).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_role("heading", name="3 of 9 files could not be read in full; 5 articles added")).to_be_visible()
    expect(row(page, "broken.jsonl").filter(has_text="tried again")).to_have_count(1)
    for _ in range(2):
        page.get_by_role("button", name="Close").first.click()
        visitor.settle()
    expect(page.get_by_text("could not be read")).to_have_count(0)


def test_a_long_job_survives_a_reload_and_another_tab_stops_it(own_server: Server, visit) -> None:
    first = visit(own_server)
    page = open_empty(first, "Stopped")
    rows = [json.dumps({"title": f"Notice {n}", "text": f"The mayor of Ghent said notice {n} was read."})
            for n in range(MANY)]  # fmt: skip
    drop(page, file("many.jsonl", "\n".join(rows)), file("last.txt", TEXT))
    heading = f"Reading {MANY + 1:,} articles"
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=LIMIT_MS)
    expect(row(page, "many.jsonl")).to_contain_text(f"of {MANY:,}")
    page.reload()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()

    other = visit(own_server).open("/library?corpus=stopped")
    expect(other.get_by_role("heading", name=heading)).to_be_visible()
    expect(other.get_by_text(re.compile(rf"\d+ of {MANY + 1:,} · .* · about .* left"))).to_be_visible(timeout=LIMIT_MS)
    stop, told = other.get_by_role("button", name="Stop"), other.get_by_text("Stopping after the article at hand")
    for _ in range(5):  # on a slow machine a press was lost once, for a reason not found; a reader presses again
        stop.click()
        try:
            expect(told.or_(other.get_by_role("heading", name=re.compile("^Stopped; ")))).to_be_visible(timeout=10_000)
            break
        except AssertionError:
            continue
    stopped = page.get_by_role("heading", name=re.compile("^Stopped; "))
    expect(stopped).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_text("What was finished before stays in the corpus.")).to_be_visible()
    added = int(re.search(r"Stopped; ([\d,]+)", stopped.inner_text())[1].replace(",", ""))
    assert 0 < added < MANY
    expect(page.get_by_text(f"{added:,} articles in this corpus.")).to_be_visible()
    expect(row(page, "many.jsonl")).to_contain_text("not begun")
    expect(page.get_by_role("button", name="Go on with the rest")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(stopped).to_have_count(0)


def test_what_is_refused_is_said_and_stays_in_its_field(own_server: Server, visit) -> None:
    page = visit(own_server).open("/library?corpus=meridian")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_text("There is no text to add.")).to_be_visible()
    long = "A line of it.\n" * 21_429  # 300,006 characters
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", long)
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.press("Control+V")  # as a reader does: filling in so much letter by letter takes minutes
    page.wait_for_function("length => document.querySelector('textarea').value.length === length", arg=len(long))
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_text("The pasted text is 300,006 characters long; at most 200,000")).to_be_visible()
    assert page.get_by_role("textbox", name="Text", exact=True).input_value() == long
    page.get_by_label("Title").fill("🌊" * 40)  # a field of 80 counts as the browser does
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("A corpus needs a title with at least one letter or digit.")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("🌊" * 40)


def test_too_many_megabytes_are_a_sentence_and_sixty_files_are_taken(hand_made: Server, visit) -> None:
    page = visit(hand_made).open("/library?corpus=flood")
    drop(page, *[file(f"note {n}.exe", "x") for n in range(59)], file("large.txt", b"a" * 21_000_000))
    expect(page.get_by_role("heading", name="60 of 60 files could not be read; nothing added")).to_be_visible()
    expect(row(page, "large.txt")).to_contain_text("The file has 21.0 MB; at most 20 MB are read. Split it.")
    assert page.get_by_role("listitem").count() == 60


def test_several_removals_are_undone_in_order_after_a_page_change_and_a_reload(hand_made: Server, visit) -> None:
    visitor = visit(hand_made)
    page = visitor.open("/library?corpus=flood")
    page.get_by_text("Select to remove").click()
    visitor.settle()
    for count in (2, 1):
        for number in range(count):
            click_row(page, number, x=16)
            visitor.settle()
        page.get_by_role("button", name=re.compile(f"Remove {count} article")).click()
        expect(page.get_by_role("button", name="Remove", exact=True).first).to_be_disabled()
        visitor.settle()
    expect(page.get_by_text("1 earlier removal can be undone after it")).to_be_visible()
    visitor.open("/places?corpus=flood")
    page = visitor.open("/library?corpus=flood")
    expect(page.get_by_text("3 articles in this corpus.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Removed: “"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile("^2 articles removed: “"))).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("6 articles in this corpus.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_corpus_is_renamed_and_removed_after_a_question(hand_made: Server, visit) -> None:
    visitor = visit(hand_made)
    page = visitor.open("/library?corpus=flood")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("dialog").get_by_label("Title").fill("High *water* 2019")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("High *water* 2019").first).to_be_visible()
    expect(page.get_by_text("6 articles in this corpus.")).to_be_visible()
    assert "corpus=flood" in page.url, "its address stays"

    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("“High *water* 2019” with 6 articles is deleted")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Remove it with 6 articles").click()
    expect(page.get_by_role("heading", name="There is no corpus yet")).to_be_visible()
    assert not (hand_made.corpora / "flood" / "corpus.json").exists()


def test_before_anything_is_prepared_an_article_can_be_pasted(unprepared: Server, visit) -> None:
    visitor = visit(unprepared)
    page = visitor.open("/")
    expect(page.get_by_role("heading", name="There is no corpus yet")).to_be_visible()
    expect(page.get_by_role("button", name="Prepare the built-in corpora")).to_be_visible()
    page = visitor.open("/library")
    page.get_by_role("textbox", name="Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="1 article added")).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_role("button", name="Prepare the built-in corpora")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_empty_a_running_and_a_failed_state_break_no_accessibility_rule(own_server: Server, visit, theme) -> None:
    visitor = visit(own_server, theme)
    page = open_empty(visitor, f"States {theme}")
    check(page)
    drop(page, file("ferry.txt", TEXT), file("broken.jsonl", "{no json"))
    page.get_by_role("button", name="Stop").wait_for()
    check(page)
    page.get_by_role("button", name="Close").wait_for(timeout=LIMIT_MS)
    check(page)
