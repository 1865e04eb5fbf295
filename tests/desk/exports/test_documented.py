"""docs/exports.md names the real columns, all of them, in their order."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk
from analysis.desk.exports import tables

TEXT = (Path(__file__).resolve().parents[3] / "docs/exports.md").read_text(encoding="utf-8")
ALL = Filters()


def an_article(desk: Desk) -> queries.ArticleView:
    found = queries.article(desk, queries.articles(desk, ALL)["article_id"].iloc[0])
    assert found is not None
    return found


TABLES: dict[str, Callable[[Desk], pd.DataFrame]] = {
    "places": lambda desk: tables.places(tables.placed(desk, ALL)),
    "names-on-no-map": lambda desk: tables.unresolved(desk, ALL),
    "events": lambda desk: tables.events(desk, ALL, ("occurred",)),
    "voices": lambda desk: tables.voices(desk, ALL),
    "naming": lambda desk: tables.naming(desk, ALL),
    "never-quoted": lambda desk: tables.never_quoted(desk, ALL),
    "articles": lambda desk: tables.articles(desk, ALL),
    "sentences": lambda desk: tables.sentences(desk, ALL, "voice", queries.voices(desk, ALL)["person_id"].iloc[0]),
    "marks": lambda desk: tables.marks(an_article(desk)),
}


def documented(name: str) -> list[str]:
    section = re.split(r"^#{2,3} ", TEXT.split(f"### {name}\n")[1], flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| ([a-z_, ]+) \|", section, flags=re.MULTILINE)
    return [column for row in rows if row != "column" for column in row.split(", ")]


@pytest.mark.parametrize("name", TABLES)
def test_the_documented_columns_are_the_real_ones(name: str, desk) -> None:
    assert documented(name) == list(TABLES[name](desk).columns)


def test_every_table_is_documented_and_no_other() -> None:
    assert re.findall(r"^### (.+)$", TEXT, flags=re.MULTILINE) == list(TABLES)
