"""Words find articles, and no query, however odd, fails."""

from pathlib import Path

import pytest

from analysis.corpus import search
from analysis.corpus.snapshot import Desk

DOCUMENTS = [
    search.Words(0, "Attacks near Mosul", "Iraqi forces pushed from the east."),
    search.Words(1, "", "An attack on a café in Mósul. The bridge at Melk stood."),
    search.Words(2, "Nothing", "He said NOT TO go; the bridge held at Melk."),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> search.WordIndex:
    folder = tmp_path_factory.mktemp("words") / "index"
    search.build(folder, DOCUMENTS)
    return search.WordIndex(folder)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("attack", [0, 1]),
        ("ATTACKING mosul", [0, 1]),
        ("cafe", [1]),
        ("attack bridge", [1]),
        ("attack OR bridge", [0, 1, 2]),
        ("bridge NOT attack", [2]),
        ("bridge -attack", [2]),
        ('"bridge at melk"', [1]),
        ('"bridge melk"', []),
        ("(forces OR stood) mosul", [0, 1]),
        ("zebra", []),
        ("*", [0, 1, 2]),
    ],
)
def test_words_choose_articles(index: search.WordIndex, words: str, found: list[int]) -> None:
    assert index.find(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"bridge at', [1]),
        ("bridge: attack", [1]),
        ("(attack", [0, 1]),
        ("mosul]", [0, 1]),
        ("NOT: TO: go", [2]),
        ("text:attack^", []),
    ],
)
def test_a_query_that_cannot_be_read_is_taken_as_plain_words(
    index: search.WordIndex, words: str, found: list[int]
) -> None:
    assert index.find(words) == found


@pytest.mark.parametrize(
    "words",
    ['"', '""', "a AND", "AND", "NOT", ":", "article_no:1", "x" * 10_000, "a " * 5_000, "(" * 10_000, '"' * 9_999, 
     "[a TO b",
     "/.*/", "text:/(a+)+$/", "a~9999999", "^", "\\", "\x00", "\ud800", "'; DROP TABLE articles; --",
     "<b>", "👍", "IN [", "a^1e999",
     "text:>", "*:*", "+ - !", "text:[* TO *]"],
)  # fmt: skip
def test_no_query_fails(index: search.WordIndex, words: str) -> None:
    assert set(index.find(words)) <= {0, 1, 2}


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    search.build(tmp_path / "index", [])
    assert search.WordIndex(tmp_path / "index").find("flood OR *") == []


def test_the_furniture_of_a_page_is_not_searched(desk: Desk) -> None:
    assert len(desk.words.find("Zirbelau")) == 1
    assert len(desk.words.find("bridge melk")) == 3
