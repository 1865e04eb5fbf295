"""The sample article, pasted into the Library as a researcher would, seen on every page."""

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, serving

LIMIT_MS = 120_000  # a new process loads the language model
SPEAKERS = ("Abu Bakr al-Baghdadi", "John Dorrian", "Hassan Hassan", "Jeff Davis", "Belkis Wille", "Aki Peritz")
UNNAMED = ("U.S. official", "intelligence sources", "defense officials", "military spokesman", "civilians")
MARKS = """
() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot._fullData ?? [])
  .filter(trace => trace.lat && trace.customdata)
  .flatMap(trace => [...trace.lat].map(
    (lat, i) => [String(trace.hovertext?.[i] ?? trace.text?.[i] ?? ''), lat, trace.lon[i]]))
"""


@pytest.fixture(scope="module")
def pasted(shared, corpora, browser, tmp_path_factory):
    """A server with the built-in corpora and one that holds the pasted article."""
    folder = tmp_path_factory.mktemp("acceptance")
    text = (shared / "000_e7a39bca5046ebad.txt").read_text(encoding="utf-8")
    with serving(folder / "corpora", folder / "log.txt") as started:
        shutil.copytree(corpora, started.corpora)
        page = Visitor(browser.new_page(), started.url).open("/library?corpus=meridian")
        page.get_by_role("textbox", name="Text", exact=True).fill(text)
        page.get_by_role("button", name="Add article").click()
        expect(page.get_by_role("heading", name="1 article added")).to_be_visible(timeout=LIMIT_MS)
        page.close()
        yield started


def marks(page: Page) -> list[tuple[str, float, float]]:
    page.wait_for_function(f"() => ({MARKS})().length > 3")
    return [(re.sub(r"<.*", "", re.sub(r"</?b>", "", name)), lat, lon) for name, lat, lon in page.evaluate(MARKS)]


def test_the_map_shows_iraq_and_neither_arabia_nor_the_furniture(pasted, visit) -> None:
    shown = marks(visit(pasted).open("/places?corpus=my-articles"))
    at = {name: (lat, lon) for name, lat, lon in shown if name}
    assert at["Mosul"] == pytest.approx((36.34, 43.13), abs=0.1)
    assert at["Baghdad"] == pytest.approx((33.34, 44.40), abs=0.2)
    assert any("Qayy" in name and (lat, lon) == pytest.approx((35.8, 43.3), abs=0.3) for name, (lat, lon) in at.items())
    kokjali = at.get("Kokjali") or at["Gogjali"]  # the text has the one, the gazetteer the other
    assert kokjali[1] > 43.13 and kokjali == pytest.approx((36.34, 43.3), abs=0.4)
    assert not {"Washington", "MD", "IS", "Tweet"} & set(at)
    assert all(lat > 29.5 or lon < 0 for _, lat, lon in shown), "nothing lies in Saudi Arabia"


def test_the_timeline_shows_the_recording_and_the_campaign(pasted, visit) -> None:
    page = visit(pasted).open("/timeline?corpus=my-articles")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.wait_for_timeout(500)
    text = " ".join(page.locator(".js-plotly-plot text").all_text_contents())
    assert "recording released" in text
    assert "campaign" in text


def test_every_voice_is_heard(pasted, visit) -> None:
    page = visit(pasted).open("/voices?corpus=my-articles")
    expect(page.locator(".js-plotly-plot .ytick").first).to_be_visible()
    names = " ".join(page.locator(".js-plotly-plot .ytick").all_text_contents())
    assert [name for name in (*SPEAKERS, *UNNAMED) if name not in names] == []


def test_the_article_says_that_its_date_was_inferred_and_late_tuesday_is_the_first(pasted, visit) -> None:
    page = visit(pasted).open("/article?corpus=my-articles")
    link = page.get_by_role("link", name="IS Showing No Signs")
    if link.count():
        link.first.click()
    mark = page.locator(".reader .mark.time", has_text="late Tuesday").last
    expect(mark).to_be_visible()
    mark.click()
    expect(page.get_by_role("button", name="1 November 2016").first).to_be_visible()
    expect(page.get_by_text("worked out from the text").first).to_be_visible()
