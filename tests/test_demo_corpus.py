"""Exercise Meridian: what its readers and the pictures count on."""

import json
from collections import Counter

import pytest

from analysis import schema
from analysis.annotate import annotate
from analysis.corpus.link import duplicates
from analysis.corpus.link.features import features
from analysis.read import read_file
from analysis.settings import DATA

FOLDER = DATA / "demo" / "meridian"
OUTLETS = {"Halyard Wire", "Three Rivers Courier", "Channel Orrery", "Lampwick Relief"}


@pytest.fixture(scope="module")
def articles() -> list[schema.Article]:
    """All of them, annotated: some have no date of publication until one is inferred."""
    readings = list(read_file(FOLDER / "articles.jsonl"))
    assert not [reading.sentence for reading in readings if reading.sentence]
    return [annotate(reading.article) for reading in readings if reading.article]


def test_it_is_28_short_articles_of_four_outlets_and_said_to_be_fictional(articles) -> None:
    assert len(articles) == 28 and {article.outlet for article in articles} == OUTLETS
    assert all(150 <= len(article.text.split()) <= 600 for article in articles)
    assert min(Counter(article.outlet for article in articles).values()) >= 6
    said = json.loads((FOLDER / "corpus.json").read_text(encoding="utf-8"))
    assert said["is_exercise"] and "28 articles" in said["about"]


def test_it_has_all_kinds_of_dates_of_publication(articles) -> None:
    kinds = Counter((article.published_basis, article.published_precision) for article in articles)
    assert set(kinds) == {("given", "minute"), ("given", "day"), ("inferred", "day"), ("none", "none")}
    assert kinds["none", "none"] == 1
    timed = [article for article in articles if article.published_precision == "minute"]
    assert all(article.utc_offset == "+02:00" for article in timed)


def test_its_articles_stand_in_the_order_of_the_story(articles) -> None:
    days = [article.published[:10] for article in articles if article.published]
    assert days == sorted(days) and (days[0], days[-1]) == ("2019-04-03", "2019-04-20")


def test_its_wire_copies_are_found_to_be_copies(articles) -> None:
    copies = duplicates.find([features(article) for article in articles])
    groups: dict[str, list[int]] = {}
    for number, article in enumerate(articles, start=1):
        groups.setdefault(copies[article.article_id].duplicate_group, []).append(number)
    assert [group for group in groups.values() if len(group) > 1] == [[12, 13], [19, 20]]
