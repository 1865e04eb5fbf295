"""What a reader does: filter, click a mark, read the sentence behind it, open the article there."""

import re

import pytest
from playwright.sync_api import Page, expect

from analysis.settings import DATA

ARTICLES = len((DATA / "demo" / "meridian" / "articles.jsonl").read_text(encoding="utf-8").splitlines())

PLACE_PIXEL = """
key => {
  const plot = [...document.querySelectorAll('.js-plotly-plot')].find(one => one._fullLayout?.map?._subplot);
  const map = plot?._fullLayout.map._subplot.map;
  if (!map || !map.loaded() || !map.getStyle().layers.some(layer => layer.id.startsWith('plotly-trace'))) return null;
  const id = data => Array.isArray(data) ? data[0] : data;
  for (const trace of plot._fullData) {
    const at = [...(trace.customdata ?? [])].findIndex(data => id(data) === key);
    if (at < 0 || trace.hoverinfo === 'skip') continue;
    const point = map.project([trace.lon[at], trace.lat[at]]), box = map.getCanvas().getBoundingClientRect();
    return { x: box.x + point.x, y: box.y + point.y };
  }
  return null;
}
"""
# The ids that a chart's marks carry, with the middle of each mark on the screen.
MARKS = """
([chart, shape]) => {
  const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
  const drawn = path => path.getBoundingClientRect().width > 3;  // a part of a bar may be nothing
  return [...plot.querySelectorAll(shape)].filter(drawn).map(path => {
    const trace = path.closest('.trace'), box = path.getBoundingClientRect();
    const point = path.closest('.point') ?? path;
    const at = [...point.parentNode.children].indexOf(point);
    const all = trace.__data__, data = all[at]?.data ?? all[0].trace.customdata?.[all[at]?.i ?? at];
    return { id: Array.isArray(data) ? data[0] : data, x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }).filter(mark => typeof mark.id === 'string' && mark.id);
}
"""


@pytest.fixture
def reader(server, visit):
    return visit(server)


def click_place(page: Page, key: str) -> None:
    page.wait_for_function(PLACE_PIXEL, arg=key)
    page.wait_for_timeout(300)
    spot = page.evaluate(PLACE_PIXEL, key)
    page.mouse.move(spot["x"], spot["y"])
    page.wait_for_timeout(200)
    page.mouse.click(spot["x"], spot["y"])


def click_mark(page: Page, chart: str, shape: str, but: str = "") -> str:
    page.locator(f".st-key-{chart} .js-plotly-plot {shape}").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    mark = next(mark for mark in page.evaluate(MARKS, [chart, shape]) if mark["id"] != but and mark["y"] < 880)
    page.mouse.move(mark["x"], mark["y"])
    page.wait_for_timeout(200)
    page.mouse.click(mark["x"], mark["y"])
    return mark["id"]


def asked(page: Page, key: str) -> str:
    found = re.search(rf"[?&]{key}=([^&]*)", page.url)
    return found[1] if found else ""


def evidence(page: Page):
    return page.locator(".st-key-panel_sentences li, .st-key-panel_card li")


def test_words_filter_every_page_and_stay_in_the_address(reader):
    page = reader.open("/?corpus=meridian")
    page.get_by_label("Words in the text").fill("harbour")
    page.get_by_label("Words in the text").press("Enter")
    chip = page.get_by_role("button", name="“harbour”")
    chip.wait_for()
    reader.settle()
    articles = page.get_by_test_id("stMetricValue").first.inner_text()
    assert 0 < int(articles) < ARTICLES
    assert asked(page, "q") == "harbour" and asked(page, "corpus") == "meridian"

    page.get_by_role("link", name="Places").first.click()
    expect(page.locator("h1")).to_have_text("Places")
    chip.wait_for()
    assert asked(page, "q") == "harbour" and asked(page, "corpus") == "meridian"

    page.reload()
    chip.wait_for()
    expect(page.get_by_label("Words in the text")).to_have_value("harbour")

    page.go_back()
    expect(page.locator("h1")).to_have_text("Exercise Meridian")
    chip.wait_for()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(articles)

    chip.click()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(str(ARTICLES))
    expect(chip).to_have_count(0)
    assert asked(page, "q") == ""


def test_dates_and_outlets_come_from_the_address(reader):
    page = reader.open("/library?corpus=meridian&from=2019-04-10&to=2019-04-12&outlet=Halyard+Wire")
    expect(page.get_by_text(f"2 of {ARTICLES} articles fit the filters.")).to_be_visible()
    expect(page.get_by_role("button", name="10–12 Apr 2019")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text(f"{ARTICLES} articles in this corpus.")).to_be_visible()
    page.locator(".stSidebar").get_by_text("Lampwick Relief 6").click()
    expect(page.get_by_text(f"6 of {ARTICLES} articles fit the filters.")).to_be_visible()
    assert asked(page, "outlet") == "Lampwick+Relief"


def test_filters_that_leave_nothing_say_so_and_offer_the_smallest_step_back(reader):
    page = reader.open("/timeline?corpus=meridian&q=harbour&from=2031-01-01")
    expect(page.get_by_role("heading", name="No article fits these filters")).to_be_visible()
    page.get_by_role("button", name="Widen the dates").click()
    expect(page.get_by_role("heading", name="No article fits these filters")).to_have_count(0)
    assert asked(page, "q") == "harbour" and asked(page, "from") == ""


def test_another_corpus_is_opened_from_the_sidebar(reader):
    page = reader.open("/places?corpus=meridian&q=harbour")
    page.get_by_role("combobox", name=re.compile("Corpus")).click()
    page.get_by_role("option", name="Mosul, November 2016").click()
    expect(page.get_by_text("after a VOA report of November 2016").first).to_be_visible()
    assert asked(page, "corpus") == "mosul-2016" and asked(page, "q") == ""


def test_a_place_on_the_map_opens_its_sentences_and_a_sentence_its_article(reader):
    page = reader.open("/places?corpus=meridian")
    first = page.locator(".st-key-panel_sentences h2").inner_text()
    page.wait_for_function(PLACE_PIXEL.replace("key =>", "() =>").replace("id(data) === key", "true"))
    keys = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot._fullData
             .filter(trace => trace.hoverinfo !== 'skip').flatMap(trace => [...(trace.customdata ?? [])]))
             .map(data => Array.isArray(data) ? data[0] : data)"""
    )
    linz = next(key for key in keys if key.startswith("geonames:") and key != asked(page, "place") and key != keys[0])
    click_place(page, linz)
    page.wait_for_url(re.compile("place="))
    reader.settle()
    assert page.locator(".st-key-panel_sentences h2").inner_text() != first
    lit = "".join(evidence(page).first.locator(".mark.place").first.all_inner_texts())

    evidence(page).first.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Article")
    opened = page.locator(".reader .text .mark.place.open")
    expect(opened.first).to_be_in_viewport()
    assert lit in "".join(opened.all_inner_texts())
    assert asked(page, "id") and asked(page, "at")


def test_an_event_on_the_timeline_opens_its_sentences(reader):
    page = reader.open("/timeline?corpus=meridian")
    before = page.locator(".st-key-panel_sentences h2").inner_text()
    chosen = click_mark(page, "timeline_lanes", ".scatterlayer .points path")
    page.wait_for_url(re.compile("event="))
    assert asked(page, "event").replace("%3A", ":") == chosen
    expect(evidence(page).first.locator(".mark.event").first).to_be_visible()
    page.reload()
    expect(page.locator(".st-key-panel_sentences h2")).to_be_visible()
    assert before


def test_planned_events_are_off_until_they_are_switched_on(reader):
    page = reader.open("/timeline?corpus=meridian")
    count = "() => document.querySelector('.st-key-timeline_lanes .js-plotly-plot')._fullLayout.height"
    page.locator(".st-key-timeline_lanes .js-plotly-plot").wait_for()
    before = page.evaluate(count)
    page.get_by_test_id("stMain").get_by_text("Planned", exact=True).click()
    page.wait_for_function(f"before => ({count})() > before", arg=before)
    assert asked(page, "show") == "Planned"


def test_a_bar_opens_the_quotes_of_its_voice_in_context(reader):
    page = reader.open("/voices?corpus=meridian")
    shown = page.locator(".st-key-panel_card h2").inner_text()
    page.locator(".st-key-voices_bars .js-plotly-plot .point path").first.wait_for(state="attached")
    first = page.evaluate("() => document.querySelector('.st-key-voices_bars .js-plotly-plot').data[0].customdata[0]")
    chosen = click_mark(page, "voices_bars", ".barlayer .point path", but=first)
    page.wait_for_url(re.compile("voice="))
    expect(page.locator(".st-key-panel_card h2")).not_to_have_text(shown)
    assert asked(page, "voice").replace("%3A", ":") == chosen
    expect(evidence(page).first.locator(".mark.quote").first).to_be_visible()


def open_article(reader, headline: str) -> Page:
    """Open an article by its headline from the list on the page."""
    page = reader.open("/article?corpus=meridian")
    page.get_by_role("button", name="All articles").click()
    page.get_by_role("link", name=headline).click()
    page.wait_for_url(re.compile("id="))
    page.locator(".reader h2", has_text=headline).wait_for()
    reader.settle()
    return page


def test_without_an_id_the_newest_article_is_open_and_the_others_are_a_step_away(reader):
    page = reader.open("/article?corpus=meridian")
    newest = page.locator(".reader h2").inner_text()
    assert newest == "A fourth line under the stairs"
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".reader h2")).not_to_have_text(newest)
    page.get_by_role("button", name="Previous").click()
    expect(page.locator(".reader h2")).to_have_text(newest)


def test_keys_walk_through_the_marks_and_switch_the_layers(reader):
    page = reader.open("/article?corpus=meridian")
    first = page.locator(".reader .text .mark").first.inner_text()
    opened = page.locator(".reader .text .mark.open").first
    page.locator(".reader .mark").first.wait_for()
    page.keyboard.press("j")
    expect(opened).to_have_text(first)
    page.keyboard.press("j")
    expect(opened).not_to_have_text(first)
    page.keyboard.press("k")
    expect(opened).to_have_text(first)
    page.keyboard.press("2")
    expect(page.get_by_role("button", name=re.compile("^Times"))).to_have_attribute("aria-pressed", "false")
    page.get_by_label("Words in the text").click()
    page.keyboard.type("2j")
    expect(page.get_by_role("button", name=re.compile("^Times"))).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_label("Words in the text")).to_have_value("2j")


def test_a_mark_in_the_article_opens_what_was_understood_and_layers_switch(reader):
    page = open_article(reader, "Passau orders")
    mark = page.locator(".reader .text .mark.place", has_text="Germany").first
    mark.click()
    note = page.locator(".reader .notes button[aria-expanded=true]")
    expect(note).to_have_count(1)
    expect(note).to_contain_text("Germany")
    expect(page.locator(".reader .notes .told")).to_contain_text("% sure")

    places = page.get_by_role("button", name=re.compile("^Places"))
    expect(places).to_have_attribute("aria-pressed", "true")
    places.click()
    expect(places).to_have_attribute("aria-pressed", "false")
    expect(note).to_be_hidden()

    page.locator(".reader .notes .head:visible").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reader .notes button[aria-expanded=true]:visible")).to_have_count(1)


def test_the_text_of_the_article_arrives_unchanged(reader, server):
    page = open_article(reader, "Passau orders")
    text = page.locator(".reader .text").inner_text()
    assert '"We are clearing the streets while they are still dry," the commissioner, Ottilie Brankner, said' in text


def test_voices_are_ranked_by_words_when_asked(reader):
    page = reader.open("/voices?corpus=meridian")
    longest = "() => document.querySelector('.st-key-voices_bars .js-plotly-plot')?._fullLayout?.xaxis.range[1]"
    page.wait_for_function(longest)
    before = page.evaluate(longest)
    page.get_by_role("radio", name="Words").click()
    page.wait_for_function(f"before => ({longest})() > before", arg=before)
    assert asked(page, "rank") == "Words"
    expect(page.locator(".st-key-panel_bars h2")).to_contain_text("words")


def test_a_click_on_the_map_leaves_the_place_and_zoom_of_the_view(reader):
    page = reader.open("/places?corpus=meridian")
    some = PLACE_PIXEL.replace("key =>", "() =>").replace("id(data) === key", "true")
    page.wait_for_function(some)
    page.wait_for_timeout(500)
    plot = "[...document.querySelectorAll('.js-plotly-plot')].find(one => one._fullLayout?.map?._subplot)"
    page.evaluate(f"""() => {{
      window.before = {plot};
      const trace = window.before._fullData.find(one => one.customdata && one.hoverinfo !== 'skip');
      window.before._fullLayout.map._subplot.map.jumpTo({{zoom: 7.5, center: [trace.lon[0], trace.lat[0]]}});
    }}""")
    page.wait_for_timeout(500)
    spot = page.wait_for_function(some).json_value()  # null until the map has settled again
    page.mouse.move(spot["x"], spot["y"])
    page.wait_for_timeout(200)
    page.mouse.click(spot["x"], spot["y"])
    page.wait_for_url(re.compile("place="))
    reader.settle()
    assert page.evaluate(f"() => window.before === {plot}"), "the map was drawn anew"
    assert page.evaluate(f"() => {plot}._fullLayout.map._subplot.map.getZoom()") == pytest.approx(7.5, abs=0.01)


def test_help_explains_the_words_of_the_page(reader):
    page = reader.open("/timeline?corpus=meridian")
    page.get_by_role("button", name="Help", exact=True).click()
    expect(page.get_by_text("Whoever is quoted")).to_be_visible()


def test_overview_leads_to_each_page(reader):
    for title in ("Places", "Timeline", "Library"):
        page = reader.open("/?corpus=meridian&outlet=Halyard+Wire")
        page.locator('[class*="st-key-go_"]').get_by_role("link", name=title).click()
        expect(page.locator("h1")).to_have_text(title)
        assert asked(page, "outlet") == "Halyard+Wire"
