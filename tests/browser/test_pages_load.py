"""Every page loads: as the very first thing asked of a new server, and afterwards, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATHS, serving

TITLES = dict(zip(PATHS, ("Exercise Meridian", "Places", "Timeline", "Voices", "Article", "Library"), strict=True))
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_as_the_first_deep_link_after_the_server_has_started(path, corpora, visit, tmp_path):
    with serving(corpora, tmp_path / "log.txt") as fresh:
        visitor = visit(fresh)
        page = visitor.open(f"{path}?corpus=meridian")
        expect(page.locator("h1").first).to_have_text(TITLES[path])
        expect(page.get_by_text("Exercise scenario: fictional")).to_be_visible()
        expect(page.get_by_role("link", name="Timeline").first).to_be_visible()  # the shell is around the page
        expect(page.get_by_label("Words in the text")).to_be_visible()
        assert visitor.address == f"{path}?corpus=meridian", "the address survives"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_breaks_no_accessibility_rule(path, theme, server, visit):
    visitor = visit(server, theme)
    page = visitor.open(f"{path}?corpus=meridian")
    if path == "/article":
        page.locator(".reader .mark").first.wait_for()
    page.wait_for_timeout(500)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_the_exercise_is_called_fictional_also_where_nothing_fits(server, visit):
    visitor = visit(server)
    for path in PATHS:
        page = visitor.open(f"{path}?corpus=meridian&q=volcano")
        expect(page.get_by_text("Exercise scenario: fictional")).to_be_visible()


def test_the_credit_stands_on_every_page_of_the_retold_article(server, visit):
    visitor = visit(server)
    for path in PATHS:
        page = visitor.open(f"{path}?corpus=mosul-2016")
        expect(page.get_by_text("after a VOA report of November 2016").first).to_be_visible()


def test_an_unknown_corpus_is_answered_with_a_sentence(server, visit):
    visitor = visit(server)
    visitor.page.goto(server.url + "/places?corpus=nowhere")
    visitor.page.get_by_text("No corpus called “nowhere” is here.").wait_for()


def test_changing_the_theme_recolours_the_charts(server, visit):
    visitor = visit(server, "light")
    page = visitor.open("/voices?corpus=meridian")
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    before = chart.evaluate("plot => plot._fullLayout.font.color")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "before => document.querySelector('.js-plotly-plot')._fullLayout.font.color !== before", arg=before
    )
