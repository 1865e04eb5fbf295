"""Filters of marks: in the sidebar, in words, in the address; through page changes, reload, back and forward."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

PASSAU = "geonames:2855328"


@pytest.fixture
def reader(server, visit):
    return visit(server)


def asked(page: Page, key: str) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get(key, [])


def articles(page: Page) -> int:
    return int(page.get_by_test_id("stMetricValue").first.inner_text())


def chip(page: Page, label: str):
    return page.locator(".st-key-chips").get_by_role("button", name=label)


def choose(page: Page, title: str, option: str) -> None:
    page.locator(".stSidebar").get_by_role("combobox", name=title).click()
    page.get_by_role("option", name=re.compile(f"^{re.escape(option)}")).first.click()
    page.keyboard.press("Escape")


def test_a_place_is_chosen_in_the_sidebar_and_holds_on_every_page(reader):
    page = reader.open("/?corpus=meridian")
    everything = articles(page)
    choose(page, "Places", "Passau")
    expect(chip(page, "Place: Passau")).to_be_visible()
    reader.settle()
    some = articles(page)
    assert 0 < some < everything and asked(page, "where") == [PASSAU]
    for name in ("Places", "Timeline", "Voices", "Article", "Library"):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(name)
        expect(chip(page, "Place: Passau")).to_be_visible()
        assert asked(page, "where") == [PASSAU]
    expect(page.get_by_text(re.compile(f"{some} of {everything} articles fit"))).to_be_visible()
    page.reload()
    expect(chip(page, "Place: Passau")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Article")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Library")
    chip(page, "Place: Passau").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)
    assert asked(page, "where") == []


def test_the_number_beside_a_choice_is_what_choosing_it_leaves(reader):
    page = reader.open("/?corpus=meridian&what=DISASTER")
    page.locator(".stSidebar").get_by_role("combobox", name="Places").click()
    option = page.get_by_role("option", name=re.compile(r"^Passau \(\d+\)")).first
    number = int(re.search(r"\((\d+)\)", option.inner_text())[1])
    option.click()
    page.keyboard.press("Escape")
    expect(chip(page, "Place: Passau")).to_be_visible()
    reader.settle()
    assert articles(page) == number


def test_the_same_sentence_needs_a_chosen_mark_and_narrows_what_is_shown(reader):
    page = reader.open("/places?corpus=meridian")
    page.get_by_text("More filters").click()
    expect(page.get_by_role("switch", name="Same sentence only")).to_be_disabled()

    page = reader.open(f"/places?corpus=meridian&where={PASSAU}")
    count = re.compile(r"^\d+ places? named")
    all_places = page.get_by_text(count).inner_text()
    page.get_by_text("More filters").click()
    page.locator(".st-key-same_choice").get_by_text("Same sentence only").click()
    expect(chip(page, "Same sentence only")).to_be_visible()
    reader.settle()
    beside = page.get_by_text(count).inner_text()
    assert int(beside.split()[0]) < int(all_places.split()[0])
    assert asked(page, "same") == ["1"]


def test_a_status_that_is_asked_for_is_shown_on_the_timeline(reader):
    page = reader.open("/timeline?corpus=meridian&status=planned")
    expect(chip(page, "Events told as planned")).to_be_visible()
    page.locator(".js-plotly-plot").first.wait_for()
    expect(page.get_by_role("heading", name=re.compile("event"))).not_to_have_count(0)


def test_several_filters_are_cleared_at_once(reader):
    page = reader.open(f"/voices?corpus=meridian&where={PASSAU}&sure=60&once=1&q=water")
    for label in ("“water”", "Place: Passau", "At least 60% sure", "One of each copy"):
        expect(chip(page, label)).to_be_visible()
    page.locator(".st-key-chip_all").get_by_role("button").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)
    assert set(parse_qs(urlsplit(page.url).query)) == {"corpus"}


def test_a_copied_link_opens_the_same_view_for_another_reader(reader, server, visit):
    page = reader.open(f"/places?corpus=meridian&where={PASSAU}&same=1&kind=cities")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    lede = page.locator(".st-key-lede").inner_text()
    other = visit(server).open(f"{copied.path}?{copied.query}")
    expect(chip(other, "Place: Passau")).to_be_visible()
    assert other.locator(".st-key-lede").inner_text() == lede


def test_a_place_can_be_kept_from_its_card(reader):
    page = reader.open(f"/places?corpus=meridian&place={PASSAU}")
    page.get_by_role("button", name="Only articles that name Passau").click()
    expect(chip(page, "Place: Passau")).to_be_visible()
    assert asked(page, "where") == [PASSAU] and asked(page, "place") == [PASSAU]


def test_choices_made_one_after_another_keep_their_keys(reader):
    page = reader.open("/voices?corpus=meridian")
    people = "People and organisations"
    for title, option in (("Places", "Passau"), (people, "Ottilie Brankner"), (people, "Marek Holubin")):
        choose(page, title, option)
        reader.settle()
    assert asked(page, "where") == [PASSAU]
    chosen = asked(page, "who")[0].split("|")
    assert len(chosen) == 2 and all(key.startswith("p-") for key in chosen)
    for label in ("Place: Passau", "Who: Ottilie Brankner", "Who: Marek Holubin"):
        expect(chip(page, label)).to_be_visible()
