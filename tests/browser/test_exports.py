"""What a reader takes along: every file of every page, downloaded in a real browser and read back."""

import csv
import io
import json
import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from analysis.charts.style import color
from tests.browser.screenshots import CHARTS_READY
from tests.browser.test_pages_load import RULES

NOTE = "Exercise scenario: fictional"
NAME = re.compile(r"dateline-(meridian|mosul-2016)-[a-z0-9-]+-\d{4}-\d\d-\d\d\.(csv|geojson|jsonl|png)")
FILES = {
    "/": {"Places as CSV", "Places as GeoJSON", "Events as CSV", "Voices as CSV", "Articles as CSV"},
    "/places": {"Places as CSV", "Places as GeoJSON", "Names found on no map as CSV", "Sentences behind … as CSV"},
    "/timeline": {"Events as CSV", "Sentences behind … as CSV"},
    "/voices": {"Voices as CSV", "Naming of sources by outlet as CSV", "Mentioned but never quoted as CSV",
                "Sentences behind … as CSV"},
    "/article": {"Marks of this article as CSV", "Text and marks of this article as JSON"},
    "/library": {"Articles as CSV"},
}  # fmt: skip
PICTURES = [
    ("/", "Map as PNG", "overview_map"), ("/", "Timeline as PNG", "overview_events"),
    ("/", "Voices as PNG", "overview_voices"), ("/places", "Map as PNG", "places_map"),
    ("/timeline", "Timeline as PNG", "timeline_lanes"), ("/voices", "Voices as PNG", "voices_bars"),
    ("/voices", "Naming of sources as PNG", "voices_naming"), ("/voices", "Quotes over time as PNG", "voices_trend"),
]  # fmt: skip
# What is written onto pictures, and the drawings that go into them, kept where a test can see them.
LISTEN = """
window.written = []; window.drawings = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {
  window.written.push([words, this.font]); return write.call(this, words, ...rest);
};
const address = URL.createObjectURL;
URL.createObjectURL = (what) => {
  if (what.type === 'image/svg+xml') what.text().then((text) => window.drawings.push(text));
  return address(what);
};
"""
PANEL = """
chart => {
  const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`), map = plot._fullLayout.map?._subplot.map;
  const panel = plot.closest('[class*="st-key-panel_"]');
  return { title: panel.querySelector('h2').textContent,
           caption: panel.querySelector('[data-testid=stCaptionContainer]').textContent,
           width: plot._fullLayout.width, height: plot._fullLayout.height,
           map: map ? [map.getPixelRatio(), map.getZoom(), map.getCenter().lng, map.getCanvas().width] : null };
}
"""


def open_export(page: Page) -> None:
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_text("Each file says from which corpus")).to_be_visible()
    expect(page.get_by_test_id("stDownloadButton").first).to_be_visible()


def take(page: Page, label: str) -> tuple[str, bytes]:
    """The name and the content of what a button of the popover downloads."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def rows_of(file: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """The stamp and the rows of a CSV, read as docs/exports.md says."""
    lines = list(io.StringIO(file.decode("utf-8-sig")))
    stamp = [line.rstrip() for line in lines if line.startswith("# ")]
    return stamp, list(csv.DictReader(line for line in lines if not line.startswith("# ")))


@pytest.mark.parametrize("path", FILES)
def test_every_file_of_a_page_downloads_and_carries_its_stamp(path, server, visit):
    visitor = visit(server)
    page = visitor.open(f"{path}?corpus=meridian")
    open_export(page)
    offered = page.locator(".st-key-small_exports [data-testid=stDownloadButton] button")
    labels = offered.all_inner_texts()
    assert {re.sub("(?<=^Sentences behind ).+(?= as CSV$)", "…", label) for label in labels} == FILES[path]
    for label in labels:
        name, file = take(page, label)
        assert NAME.fullmatch(name), name
        if name.endswith("csv"):
            stamp, rows = rows_of(file)
            assert file.startswith(b"\xef\xbb\xbf# ")
            assert {f"# Note: {NOTE}", "# Corpus: Exercise Meridian"} <= set(stamp)
            assert any(
                re.match(r"# Made by: run \w+ of .*: model .+, gazetteer .+, lexicons .+, code", s) for s in stamp
            )
            assert any(re.match(r"# Exported: \d{4}-\d\d-\d\d$", line) for line in stamp)
            assert f"# Rows: {len(rows):,}, all there are" in stamp
            assert rows
        else:
            record = json.loads(file)
            assert record["stamp"]["Note"] == NOTE
            assert re.match(r"run \w+ of", record["stamp"]["Made by"][0])
            assert ("features" in record) if name.endswith("geojson") else record["text"]


def test_what_is_exported_is_what_is_filtered_and_counted_on_the_page(server, visit):
    visitor = visit(server)
    page = visitor.open("/places?corpus=meridian&q=harbour")
    said = re.match(r"(\d+) places named (\d+) times", page.locator(".st-key-lede").inner_text())
    open_export(page)
    stamp, rows = rows_of(take(page, "Places as CSV")[1])
    assert "# Filtered by: “harbour”" in stamp
    assert "# Address: ?corpus=meridian&q=harbour" in stamp
    assert (len(rows), sum(int(row["mentions"]) for row in rows)) == (int(said[1]), int(said[2]))
    features = json.loads(take(page, "Places as GeoJSON")[1])["features"]
    points = [one for one in features if one["geometry"]["type"] == "Point"]
    assert [one["properties"]["place"] for one in points] == [row["place"] for row in rows]
    assert len(points) < len(features) and all(shape(one["geometry"]).is_valid for one in features)


def test_the_sentences_of_a_mark_are_all_exported_not_only_those_of_the_first_page(server, visit):
    visitor = visit(server)
    page = visitor.open("/places?corpus=meridian&place=geonames:2855328")
    shown = page.locator(".st-key-panel_sentences li")
    shown.first.wait_for()
    first = shown.first.locator("p").inner_text()
    open_export(page)
    _, rows = rows_of(take(page, "Sentences behind Passau as CSV")[1])
    assert rows[0]["sentence"] == first
    assert all("passau" in row["marked"].lower() for row in rows)
    total = page.get_by_text(re.compile(r"^1–\d+ of \d+ sentences$")).inner_text()
    assert len(rows) == int(total.split()[-2]) > shown.count()


def test_events_that_are_switched_on_are_exported_too(server, visit):
    visitor = visit(server)
    page = visitor.open("/timeline?corpus=meridian")
    open_export(page)
    before = rows_of(take(page, "Events as CSV")[1])[1]
    assert {row["status"] for row in before} <= {"occurred", "ongoing"}
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Planned").click()
    visitor.settle()
    open_export(page)
    after = rows_of(take(page, "Events as CSV")[1])[1]
    assert len(after) > len(before) and {row["status"] for row in after} - {row["status"] for row in before} == {
        "planned"
    }


def picture_of(page: Page, label: str) -> tuple[str, Image.Image]:
    name, file = take(page, label)
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    return name, Image.open(io.BytesIO(file)).convert("RGB")


def share(image: Image.Image, hex_value: str, within: int = 6) -> float:
    """The share of pixels near a colour."""
    wanted = [int(hex_value[at : at + 2], 16) for at in (1, 3, 5)]
    counted = Counter(image.get_flattened_data())
    near = sum(
        n for pixel, n in counted.items() if all(abs(a - b) <= within for a, b in zip(pixel, wanted, strict=True))
    )
    return near / (image.width * image.height)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("path", "label", "chart"), PICTURES)
def test_a_picture_has_title_caption_source_and_the_chart(path, label, chart, theme, server, visit):
    visitor = visit(server, theme)
    visitor.page.add_init_script(LISTEN)
    page = visitor.open(f"{path}?corpus=meridian&q=Passau")
    page.locator(f".st-key-{chart} .js-plotly-plot").wait_for()
    page.wait_for_function(CHARTS_READY)
    before = page.evaluate(PANEL, chart)
    open_export(page)
    page.evaluate("window.written.length = 0")
    name, image = picture_of(page, label)
    assert NAME.fullmatch(name)

    room = max(before["width"], 480)
    assert abs(image.width - 2 * (room + 48)) <= 1, "twice the size on the screen"
    assert before["height"] * 2 < image.height < before["height"] * 2 + 600
    written = page.evaluate("window.written")
    said = " ".join(words for words, _ in written)
    assert said.startswith(NOTE)
    assert before["title"] in said and before["caption"].strip() in " ".join(said.split())
    assert re.search(
        r"Source: \d+ of 28 articles of the exercise corpus “Exercise Meridian”, filtered by “Passau”", said
    )
    assert re.search(r"Exported \d+ \w+ \d{4}\. Run \w+, model \S.*, gazetteer \w+\.", said)
    assert ("GeoNames" in said and "Natural Earth" in said) == ("Map" in label)
    assert all("Public Sans" in font for _, font in written)

    assert image.getpixel((5, 5)) == tuple(int(color(theme, "paper")[at : at + 2], 16) for at in (1, 3, 5))
    drawing = page.evaluate("window.drawings")[-1]
    if "Map" in label:
        top = image.height - 2 * before["height"] - 200  # the map, without what is written above and below it
        land = image.crop((48, top, image.width - 48, top + 2 * before["height"]))
        assert len(set(land.get_flattened_data())) > 200
        assert share(land, color(theme, "land")) > 0.2
        assert share(land, color(theme, "place")) > 0.002
        assert share(land, color(theme, "ink"), within=40) > 0.001, "labels"
        assert page.evaluate(PANEL, chart)["map"] == before["map"], "the map on the page is as it was"
    else:
        assert len(set(image.get_flattened_data())) > 100
        assert drawing.count("@font-face") == 2 and "data:font/woff2;base64," in drawing
        assert "hoverlayer" not in drawing


def test_a_picture_shows_the_map_where_the_reader_has_moved_it(server, visit):
    visitor = visit(server)
    page = visitor.open("/places?corpus=mosul-2016")
    page.locator(".st-key-places_map .js-plotly-plot").wait_for()
    page.wait_for_function(CHARTS_READY)
    open_export(page)
    _, near = picture_of(page, "Map as PNG")
    move = "plot => plot._fullLayout.map._subplot.map.jumpTo({ center: [-150, 0], zoom: 3 })"
    page.locator(".st-key-places_map .js-plotly-plot").evaluate(move)
    page.wait_for_function(CHARTS_READY)
    _, far = picture_of(page, "Map as PNG")
    assert share(near, color("light", "place")) > 0.001
    assert share(far, color("light", "place")) < 0.0001
    assert share(far, color("light", "sea")) > 0.5 > share(near, color("light", "sea"))


def test_a_corpus_that_is_no_exercise_is_not_called_one(server, visit):
    visitor = visit(server)
    visitor.page.add_init_script(LISTEN)
    page = visitor.open("/voices?corpus=mosul-2016")
    page.locator(".st-key-voices_bars .js-plotly-plot").wait_for()
    page.wait_for_function(CHARTS_READY)
    open_export(page)
    stamp, _ = rows_of(take(page, "Voices as CSV")[1])
    assert not [line for line in stamp if "xercise" in line]
    assert "# Corpus: Mosul, November 2016, after a VOA report of November 2016" in stamp
    picture_of(page, "Voices as PNG")
    said = " ".join(words for words, _ in page.evaluate("window.written"))
    assert (
        "“Mosul, November 2016” (after a VOA report of November 2016), processed by" in said and "xercise" not in said
    )


def test_a_picture_of_a_chart_that_is_not_there_is_answered(server, visit):
    visitor = visit(server)
    page = visitor.open("/voices?corpus=meridian")
    page.locator(".st-key-voices_bars .js-plotly-plot").wait_for()
    open_export(page)
    page.locator(".st-key-voices_bars .js-plotly-plot").evaluate("plot => plot.classList.remove('js-plotly-plot')")
    page.get_by_role("button", name="Voices as PNG").click()
    expect(page.get_by_role("button", name="No picture: wait until the chart is drawn")).to_be_visible()
    expect(page.get_by_role("button", name="Voices as PNG")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_popover_is_reached_by_keyboard_and_breaks_no_accessibility_rule(theme, server, visit):
    visitor = visit(server, theme)
    page = visitor.open("/voices?corpus=meridian")
    export = page.get_by_role("button", name="Export", exact=True)
    export.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stDownloadButton").first).to_be_visible()
    last = page.get_by_role("button", name="Quotes over time as PNG")
    expect(last).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    for _ in range(len(FILES["/voices"]) + 3):
        page.keyboard.press("Tab")
    assert last.evaluate("button => button.getRootNode().activeElement === button")
    page.keyboard.press("Escape")
    expect(export).to_be_focused()


@pytest.mark.parametrize("path", FILES)
def test_the_actions_stand_in_the_same_order_on_every_page(path, server, visit):
    visitor = visit(server)
    page = visitor.open(f"{path}?corpus=meridian")
    page.get_by_role("button", name="Copy link").wait_for()
    places = [page.locator(".st-key-actions").get_by_role("button", name=name, exact=True).bounding_box()
              for name in ("Copy link", "Export", "Help")]  # fmt: skip
    assert places[0]["x"] < places[1]["x"] < places[2]["x"]
    middles = [box["y"] + box["height"] / 2 for box in places]
    assert max(middles) - min(middles) <= 1.5
