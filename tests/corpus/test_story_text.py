"""What is searched is the story, not the page around it."""

from dataclasses import replace

from analysis import schema
from analysis.corpus.rows import story_text
from analysis.read.article import make_article


def test_menus_and_repeats_are_left_out() -> None:
    text = "Skip links\nFlood\nWater rose.\nWater rose."
    kinds = ("furniture", "headline", "body", "repeat")
    starts = [0, 11, 17, 29]
    ends = [10, 16, 28, 40]
    parts = tuple(schema.Part(*row) for row in zip(starts, ends, kinds, strict=True))
    article = replace(make_article(text, "test"), parts=parts)
    assert story_text(article) == "Flood\nWater rose."


def test_an_article_that_was_not_divided_is_searched_whole() -> None:
    assert story_text(make_article("Flood", "test")) == "Flood"
