"""What a reader does on the pages of the timeline and the voices: lanes, windows, undated events, kinds, trends."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_flows import MARKS, asked, click_mark, evidence

PLOT = "document.querySelector('.st-key-{chart} .js-plotly-plot')"
LABELS_OVERLAP = """
() => {
  const plot = document.querySelector('.st-key-timeline_lanes .js-plotly-plot');
  const boxes = [...plot.querySelectorAll('.scatterlayer .textpoint text')].map(text => text.getBoundingClientRect());
  const clipped = boxes.filter(box => box.right > plot.getBoundingClientRect().right + 1).length;
  let overlaps = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top + 4 < b.bottom && b.top + 4 < a.bottom) overlaps++;
  }));
  return [boxes.length, overlaps, clipped];
}
"""


@pytest.fixture
def reader(server, visit):
    return visit(server)


def lanes(page: Page) -> list[str]:
    page.locator(".st-key-timeline_lanes .js-plotly-plot .ytick").first.wait_for(state="attached")
    return page.evaluate(f"() => {PLOT.format(chart='timeline_lanes')}._fullLayout.yaxis.ticktext")


def axis(page: Page) -> list[str]:
    return page.evaluate(f"() => {PLOT.format(chart='timeline_lanes')}._fullLayout.xaxis.range")


def test_lanes_change_with_the_choice_which_a_copied_link_keeps(reader):
    page = reader.open("/timeline?corpus=meridian")
    places = lanes(page)
    page.get_by_test_id("stMain").get_by_role("radio", name="Type").click()
    page.wait_for_function(
        f"before => JSON.stringify({PLOT.format(chart='timeline_lanes')}._fullLayout.yaxis.ticktext) !== before",
        arg=page.evaluate("list => JSON.stringify(list)", places),
    )
    assert asked(page, "lanes") == "Type"
    types = lanes(page)
    assert "<b>Disasters</b>" in types and not set(types) & set(places) - {"<b>Published</b>"}
    copied = reader.open(reader.address)
    assert lanes(copied) == types


def test_a_window_is_chosen_by_step_by_key_and_survives_a_reload(reader):
    page = reader.open("/timeline?corpus=meridian")
    lanes(page)
    whole = axis(page)
    page.get_by_test_id("stMain").get_by_role("radio", name="Whole span").click()
    page.wait_for_url(re.compile("window="))
    reader.settle()
    assert axis(page)[0] < whole[0], "what lay far off is on the axis"
    left = page.get_by_test_id("stMain").get_by_role("slider").first
    left.focus()
    for _ in range(2):  # from the first of March to its last day, and past it: the focus stays on the slider
        before = asked(page, "window")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("before => !location.href.includes(before)", arg=before)
        reader.settle()
    expect(page.get_by_text("outside this window")).to_be_visible()
    window, shown = asked(page, "window"), axis(page)
    page.reload()
    expect(page.get_by_text("outside this window")).to_be_visible()
    lanes(page)
    assert asked(page, "window") == window and axis(page) == shown
    page.get_by_test_id("stMain").get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("outside this window")).to_have_count(0)


def test_the_choice_of_an_event_keeps_the_window(reader):
    page = reader.open("/timeline?corpus=meridian&window=2019-04-08_2019-04-11")
    lanes(page)
    shown = axis(page)
    chosen = click_mark(page, "timeline_lanes", ".scatterlayer .points path")
    page.wait_for_url(re.compile("event="))
    reader.settle()
    assert asked(page, "event").replace("%3A", ":") == chosen
    assert asked(page, "window") == "2019-04-08_2019-04-11" and axis(page) == shown


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1920, 1080)])
def test_no_two_labels_of_the_timeline_overlap_at_any_width(server, visit, width, height):
    visitor = visit(server, width=width, height=height)
    page = visitor.open("/timeline?corpus=meridian&show=Planned&show=Unsure&show=Denied")
    lanes(page)
    page.wait_for_timeout(1500)  # the browser tells its width, and the figure is laid out for it
    visitor.settle()
    count, overlaps, clipped = page.evaluate(LABELS_OVERLAP)
    assert count >= 30 and (overlaps, clipped) == (0, 0)


def test_a_column_of_publication_leads_to_the_articles_of_its_day(reader):
    page = reader.open("/timeline?corpus=meridian&window=2019-04-08_2019-04-09&lanes=Type")
    lanes(page)
    page.locator(".st-key-timeline_lanes .js-plotly-plot").scroll_into_view_if_needed()
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(600)
    marks = page.evaluate(MARKS, ["timeline_lanes", ".barlayer .point path"])
    column = next(mark for mark in marks if mark["id"] == "published:2019-04-08")
    page.mouse.move(column["x"], column["y"])
    page.wait_for_timeout(200)
    page.mouse.click(column["x"], column["y"])
    expect(page.locator("h1")).to_have_text("Library")
    assert asked(page, "from") == asked(page, "to") == "2019-04-08"


def test_who_says_so_leads_to_the_voice(reader):
    page = reader.open("/timeline?corpus=meridian&lanes=Voice")
    lanes(page)
    page.locator(".st-key-panel_sentences h2").wait_for()
    for mark in page.evaluate(MARKS, ["timeline_lanes", ".scatterlayer .points path"]):
        if mark["y"] > 860:
            continue
        page.mouse.move(mark["x"], mark["y"])
        page.wait_for_timeout(200)
        page.mouse.click(mark["x"], mark["y"])
        reader.settle()
        says = page.get_by_role("link", name=re.compile("^says: "))
        if says.count():
            break
    name = says.inner_text().removeprefix("says: ").split(",")[0].split("\n")[0]
    says.click()
    expect(page.locator("h1")).to_have_text("Voices")
    expect(page.locator(".st-key-panel_card h2")).to_have_text(name)


def test_a_kind_narrows_the_quotes_of_a_voice_and_the_kind_stands_at_their_right(reader):
    page = reader.open("/voices?corpus=meridian")
    card = page.locator(".st-key-panel_card")
    kind = card.get_by_role("radio", name=re.compile("^indirect "))
    kind.wait_for()
    told = int(kind.inner_text().split()[-1])
    kind.click()
    page.wait_for_url(re.compile("kind=indirect"))
    reader.settle()
    tags = evidence(page).locator(".meta > .soft")
    expect(tags.first).to_have_text("indirect")
    assert {tag.strip() for tag in tags.all_inner_texts()} == {"indirect"}
    assert tags.count() == min(told, 6)


def test_a_part_of_the_naming_mix_opens_the_quotes_it_counts(reader):
    page = reader.open("/voices?corpus=meridian")
    page.locator(".st-key-voices_naming .js-plotly-plot .point path").first.wait_for(state="attached")
    page.locator(".st-key-voices_naming").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    chosen = click_mark(page, "voices_naming", ".barlayer .point path", but="named")
    page.wait_for_url(re.compile("mix="))
    title = page.locator(".st-key-panel_named_so h2")
    title.wait_for()
    quotes = int(re.search(r"(\d+) quotes?$", title.inner_text())[1])
    assert quotes > 0 and chosen
    expect(page.locator(".st-key-panel_named_so li .mark.quote").first).to_be_visible()
    page.get_by_role("button", name="Back to the voice").click()
    expect(page.locator(".st-key-panel_card h2")).to_be_visible()
    assert asked(page, "mix") == ""


def test_a_day_of_the_trend_opens_the_quotes_of_that_day(reader):
    page = reader.open("/voices?corpus=meridian")
    page.locator(".st-key-voices_trend .js-plotly-plot .point path").first.wait_for(state="attached")
    page.locator(".st-key-voices_trend").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    click_mark(page, "voices_trend", ".barlayer .point path")
    page.wait_for_url(re.compile("on=2019"))
    reader.settle()
    part = page.locator(".st-key-chips_card button").first  # its tooltip holds it twice
    expect(part).to_be_visible()
    day = part.inner_text().split(" ✕")[0]
    dates = page.locator(".st-key-panel_card li .meta a .soft").all_inner_texts()
    assert dates and all(day in text for text in dates)
    part.click()
    expect(part).to_have_count(0)
    assert asked(page, "on") == ""


def test_who_is_never_quoted_opens_the_sentences_that_name_them(server, visit):
    page = visit(server).open("/voices?corpus=meridian")
    name = page.locator(".st-key-small_never button").first
    who = name.inner_text().rsplit(" ", 1)[0]
    name.click()
    page.wait_for_url(re.compile("mention="))
    expect(page.locator(".st-key-panel_never li .mark.speaker").first).to_contain_text(who.split()[-1])


def test_a_group_of_speakers_is_chosen_and_kept_in_the_address(reader):
    page = reader.open("/voices?corpus=meridian")
    page.get_by_role("combobox", name=re.compile("All groups")).click()
    page.get_by_role("option", name=re.compile("^Official ")).click()
    expect(page.locator(".st-key-panel_bars h2")).to_contain_text("(official)")
    assert asked(page, "group") == "official"
    copied = reader.open(reader.address)
    expect(copied.locator(".st-key-panel_bars h2")).to_contain_text("(official)")
