"""The article read closely, corrected and put right again; and the help that every page has."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import open_desk
from pages.parts import help as helping
from tests import factory
from tests.browser.conftest import PATHS, Server, serving
from tests.browser.test_flows import MARKS, PLACE_PIXEL, asked, click_place
from tests.browser.test_pages_load import RULES, TITLES

CORRECT = "Correct the date"
A_JOB_MS = 60_000  # a process that loads the language model


@pytest.fixture
def reader(server, visit):
    return visit(server)


@pytest.fixture(scope="module")
def broadcast(server: Server) -> str:
    """The id of an article that came with the furniture of its page."""
    with pytest.MonkeyPatch.context() as patch:
        factory.corpora_in(patch, server.corpora)
        desk = open_desk("meridian")
        found = queries.articles(desk, Filters(outlets=("Channel Orrery",)))
        desk.close()
    return str(found["article_id"].iloc[-1])


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Iterator[Server]:
    """A server over a corpus of this module's own, for what changes it."""
    folder = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        corpora = factory.corpora_in(patch, folder / "corpora")
        factory.build_corpus(corpora)
        with serving(corpora, folder / "log.txt") as started:
            yield started


def opened(page: Page):
    """The note that is open."""
    return page.locator(".reader .notes li:has([aria-expanded=true])")


def lit(page: Page) -> str:
    return "".join(page.locator(".reader .text .lit").all_inner_texts())


# The article


def test_furniture_is_counted_and_shown_when_asked(reader, broadcast):
    page = reader.open(f"/article?corpus=meridian&id={broadcast}")
    switch = page.get_by_role("button", name=re.compile(r"Page furniture \d+"))
    line = page.locator(".reader .text .furniture", has_text="Skip to main content")
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(line).to_be_hidden()
    page.keyboard.press("f")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(line).to_be_visible()
    switch.click()
    expect(line).to_be_hidden()


def test_a_deep_link_lights_the_whole_sentence_and_opens_the_mark(server, reader, broadcast):
    page = reader.open(f"/article?corpus=meridian&id={broadcast}")
    mark = page.locator(".reader .text .mark.quote").last
    mark.click()
    whole = lit(page)
    page.keyboard.press("Escape")
    assert lit(page) == "" and opened(page).count() == 0
    with pytest.MonkeyPatch.context() as patch:
        factory.corpora_in(patch, server.corpora)
        desk = open_desk("meridian")
        found = queries.article(desk, broadcast)
        desk.close()
    assert found is not None
    quote = found.marks[found.marks["layer"] == "quote"].iloc[-1]
    sentence = next(
        found.text[row.char_start : row.char_end]
        for row in found.sentences.itertuples()
        if row.char_start <= quote["char_start"] < row.char_end
    )
    assert " ".join(sentence.split()) == " ".join(whole.split())

    page = reader.open(f"/article?corpus=meridian&id={broadcast}&at={quote['char_start']}&layer=quote")
    expect(page.locator(".reader .text .mark.quote.open").first).to_be_in_viewport()
    assert " ".join(lit(page).split()) == " ".join(sentence.split())
    expect(opened(page)).to_have_count(1)


def test_a_deep_link_into_furniture_shows_and_lights_its_line(reader, broadcast):
    page = reader.open(f"/article?corpus=meridian&id={broadcast}&at=0")
    line = page.locator(".reader .text .furniture.lit")
    expect(line).to_have_text("Skip to main content")
    expect(line).to_be_in_viewport()


def inside(box, spot) -> bool:
    """Whether a spot lies in a box, and not at its very edge."""
    across, down = spot["x"] - box["x"], spot["y"] - box["y"]
    return 5 < across < box["width"] - 5 and 5 < down < box["height"] - 5


def test_a_disc_of_the_small_map_opens_the_place_in_the_text(reader):
    page = reader.open("/article?corpus=meridian")
    some = PLACE_PIXEL.replace("key =>", "() =>").replace("id(data) === key", "true")
    page.wait_for_function(some)
    keys = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot._fullData
             .filter(trace => trace.hoverinfo !== 'skip').flatMap(trace => [...(trace.customdata ?? [])]))
             .map(data => Array.isArray(data) ? data[0] : data).filter(key => key?.startsWith?.('geonames:'))"""
    )
    box = page.locator(".maplibregl-canvas").bounding_box()
    click_place(page, next(key for key in keys if inside(box, page.evaluate(PLACE_PIXEL, key))))
    page.wait_for_url(re.compile("layer=place"))
    mark = page.locator(".reader .text .mark.place.open").first
    expect(mark).to_be_in_viewport()
    expect(opened(page)).to_contain_text("Where")
    assert asked(page, "at").isdigit()


def test_a_mark_of_the_small_timeline_opens_the_event_in_the_text(reader):
    page = reader.open("/article?corpus=meridian")
    shape = ".scatterlayer .points path"
    page.locator(f".st-key-article_strip .js-plotly-plot {shape}").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    mark = page.evaluate(MARKS, ["article_strip", shape])[0]
    page.mouse.move(mark["x"], mark["y"])
    page.wait_for_timeout(200)
    page.mouse.click(mark["x"], mark["y"])
    page.wait_for_url(re.compile("layer=event"))
    expect(page.locator(".reader .text .mark.event.open").first).to_be_in_viewport()
    expect(opened(page)).to_contain_text("Who says so")


def test_n_and_p_turn_to_the_next_article_and_back(reader):
    page = reader.open("/article?corpus=meridian")
    first = page.locator(".reader h2").inner_text()
    page.keyboard.press("n")
    expect(page.locator(".reader h2")).not_to_have_text(first)
    reader.settle()
    page.keyboard.press("p")
    expect(page.locator(".reader h2")).to_have_text(first)


def test_a_note_leads_to_all_sentences_about_its_place(reader):
    page = reader.open("/article?corpus=meridian")
    mark = page.locator(".reader .text .mark.place:not(.uncertain)").first
    name = mark.inner_text()
    mark.click()
    opened(page).get_by_role("link", name="All sentences").click()
    expect(page.locator("h1")).to_have_text("Places")
    expect(page.locator(".st-key-panel_sentences h2")).to_have_text(re.compile(re.escape(name), re.IGNORECASE))


def test_copies_are_named_and_lead_to_each_other(own, visit):
    page = visit(own).open(f"/article?corpus={factory.CORPUS}&id={factory.bridge('Herald', 'h/1').article_id}")
    page.locator(".reader .about").get_by_role("link", name="Courier, 3 Apr 2019").click()
    expect(page.locator(".reader .about")).to_contain_text("Herald, 3 Apr 2019")


def test_an_article_in_another_language_says_which(own, visit):
    page = visit(own).open(f"/article?corpus={factory.CORPUS}&id={factory.german().article_id}")
    expect(page.locator(".reader .about")).to_contain_text("In German. English is analysed")


def test_notes_never_overlap_and_keep_the_order_of_the_text(reader):
    page = reader.open("/article?corpus=mosul-2016")
    page.locator(".reader .notes li").first.wait_for()
    for _ in range(3):
        page.keyboard.press("j")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('*')]
             .flatMap(one => [...(one.shadowRoot?.querySelectorAll('.notes li') ?? [])])
             .filter(item => !item.hidden && getComputedStyle(item).opacity !== '0')
             .map(item => item.getBoundingClientRect()).map(box => [box.top, box.bottom]).sort((a, b) => a[0] - b[0])"""
    )
    assert len(boxes) > 20
    assert all(above[1] <= below[0] + 0.5 for above, below in zip(boxes, boxes[1:], strict=False))


# Corrections


def test_a_date_is_refused_corrected_and_taken_back(own, visit):
    flood = factory.flood().article_id
    visitor = visit(own)
    page = visitor.open(f"/article?corpus={factory.CORPUS}&id={flood}")
    line = page.locator(".reader .about .date")
    expect(line).to_have_text("5 April 2019")
    page.locator(".reader").get_by_role("button", name=CORRECT).click()
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("5 April 2019, to the day. It was given with the article.")
    for given, said in (("2019-02-31", "no date of the calendar"), ("2100-01-01", "has not come yet"),
                        ("0000-04-05", "no date of the calendar")):  # fmt: skip
        form.get_by_role("textbox", name="Published on").fill(given)
        form.get_by_role("button", name=CORRECT).click()
        expect(form).to_contain_text(said)
    form.get_by_role("textbox", name="Published on").fill("12 April 2019")
    form.get_by_label(re.compile("^Why")).fill("The page *says* so")
    form.get_by_role("button", name=CORRECT).click()
    expect(form).to_have_count(0)
    expect(line).to_have_text("12 April 2019 (corrected by a person; before: 5 April 2019)", timeout=A_JOB_MS)
    page.locator(".reader .text .mark.time", has_text="Thursday").first.click()
    expect(opened(page)).to_contain_text("11 April 2019")

    visitor.settle()
    page.locator(".reader").get_by_role("button", name=CORRECT).click()
    expect(form).to_contain_text("before, 5 April 2019 stood there. The reason given: “The page *says* so”.")
    form.get_by_role("button", name="Take the correction back").click()
    expect(line).to_have_text("5 April 2019", timeout=A_JOB_MS)


def test_a_wrong_mark_is_taken_out_and_brought_back(own, visit):
    page = visit(own).open(f"/article?corpus={factory.CORPUS}&id={factory.odd().article_id}")
    mark = page.locator(".reader .text .mark.place", has_text="Passau")
    mark.click()
    opened(page).get_by_role("button", name="This mark is wrong").click()
    expect(mark).to_have_count(0)
    expect(page.locator(".reader .about")).to_contain_text("Taken out by a person: “Passau” (place).")
    page.get_by_role("button", name="Bring it back").click()
    expect(mark).to_have_count(1)
    expect(page.get_by_role("button", name="Bring it back")).to_have_count(0)


# Help


@pytest.mark.parametrize("path", PATHS)
def test_the_sheet_opens_on_every_page_and_lists_the_keys_that_hold_there(path, reader):
    page = reader.open(f"{path}?corpus=meridian")
    sheet = page.get_by_role("dialog", name="Help")
    page.get_by_role("button", name="Help", exact=True).wait_for()  # its keys come with it
    page.keyboard.press("?")
    expect(sheet).to_be_visible()
    expected = [*helping.OWN.get(TITLES[path], ()), *helping.EVERY_PAGE]
    shown = [
        (row.locator("th").inner_text(), row.locator("td").inner_text()) for row in sheet.locator("tr").all()
    ]  # fmt: skip
    assert shown == expected
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_the_sheet_keeps_the_focus_and_gives_it_back(reader):
    page = reader.open("/voices?corpus=meridian")
    button = page.get_by_role("button", name="Help", exact=True)
    button.click()
    inside = "() => Boolean(document.activeElement.shadowRoot?.activeElement?.closest('dialog'))"
    for _ in range(4):
        page.keyboard.press("Tab")
        where = page.evaluate("() => document.activeElement === document.body") or page.evaluate(inside)
        assert where, "the rest of the page is out of reach"
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_dialogs_break_no_accessibility_rule(theme, server, visit):
    page = visit(server, theme).open("/article?corpus=meridian")
    page.locator(".reader .mark").first.wait_for()
    page.get_by_role("button", name="Help", exact=True).wait_for()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    for _ in range(4):
        page.keyboard.press("j")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.locator(".reader").get_by_role("button", name=CORRECT).click()
    page.get_by_role("dialog").get_by_role("textbox", name="Published on").wait_for()
    page.wait_for_timeout(500)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_g_and_a_letter_go_to_a_page_and_keep_the_filters(reader):
    page = reader.open("/?corpus=meridian&outlet=Halyard+Wire")
    page.get_by_role("button", name="Help", exact=True).wait_for()
    for key, title in [*helping.JUMPS.items(), ("o", "Overview")]:
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(page.locator("h1")).to_have_text("Exercise Meridian" if title == "Overview" else title)
        reader.settle()
        assert asked(page, "outlet") == "Halyard+Wire" and asked(page, "corpus") == "meridian"


def test_g_then_p_is_places_also_where_p_turns_the_article(reader):
    page = reader.open("/article?corpus=meridian")
    page.get_by_role("button", name="Help", exact=True).wait_for()
    page.locator(".reader .mark").first.wait_for()
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.locator("h1")).to_have_text("Places")


def test_slash_goes_to_the_search_and_keys_rest_while_typing(reader):
    page = reader.open("/article?corpus=meridian")
    first = page.locator(".reader h2").inner_text()
    page.keyboard.press("/")
    field = page.get_by_label(helping.SEARCH)
    expect(field).to_be_focused()
    page.keyboard.type("g?p/njf")
    expect(field).to_have_value("g?p/njf")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".reader h2")).to_have_text(first)
    assert opened(page).count() == 0


def test_slash_opens_a_closed_sidebar(server, visit):
    page = visit(server, width=1280, height=720).open("/places?corpus=meridian")
    page.locator(".stSidebar").hover()
    page.get_by_test_id("stSidebarCollapseButton").click()
    field = page.get_by_label(helping.SEARCH)
    expect(field).not_to_be_in_viewport()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_the_first_hint_can_be_put_away_for_the_session(reader):
    page = reader.open("/?corpus=meridian")
    hint = page.get_by_text("To begin: click a mark")
    expect(hint).to_be_visible()
    page.get_by_role("button", name="Got it").click()
    expect(hint).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page.locator("h1")).to_have_text("Library")
    page.keyboard.press("g")
    page.keyboard.press("o")
    expect(page.locator("h1")).to_have_text("Exercise Meridian")
    reader.settle()
    expect(hint).to_have_count(0)
