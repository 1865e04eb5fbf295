"""Words find articles, and no query, however odd, fails."""

from pathlib import Path

import pytest

from analysis.corpus import queries, search
from analysis.corpus.filters import Filters
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


PARTS = [
    search.Words(10, "Melk", "The gate held.", "Herald", ("Ana Ruiz", "Ruiz"), ("Passau",)),
    search.Words(11, "Gates", "Ana Ruiz came to Melk.", "Courier of Passau", ("the River Authority",), ("Melk",)),
]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> search.WordIndex:
    folder = tmp_path_factory.mktemp("parts") / "index"
    search.build(folder, PARTS)
    return search.WordIndex(folder)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("title:melk", [10]),
        ("text:melk", [11]),
        ("melk", [10, 11]),
        ("speaker:ruiz", [10]),
        ('speaker:"ana ruiz"', [10]),
        ('speaker:"ruiz ana"', []),
        ("outlet:passau", [11]),
        ("place:passau", [10]),
        ("passau", []),
        ("place:(passau OR melk) -outlet:herald", [11]),
        ("gate place:melk", [11]),
    ],
)
def test_a_part_can_be_named(parts: search.WordIndex, words: str, found: list[int]) -> None:
    assert parts.find(words) == found
    assert parts.asked(words) == (words, "")


@pytest.mark.parametrize(
    ("words", "query", "sentence"),
    [
        ('"gate held', '"gate held"', "quotation mark was closed"),
        ("(gate", "gate", "bracket"),
        ("gate)", "gate", "bracket"),
        ("author: ruiz", "author ruiz", "“author:” is no part"),
        ("author:ruiz", "author ruiz", "title:, text:, outlet:, speaker:, place:"),
        ("speaker: ruiz gate^", "speaker ruiz gate", "signs that mean nothing"),
        ("gate AND", "gate", "nothing to join"),
        ("OR gate", "gate", "nothing to join"),
    ],
)
def test_a_query_is_corrected_and_it_is_said_how(
    parts: search.WordIndex, words: str, query: str, sentence: str
) -> None:
    asked = parts.asked(words)
    assert asked.query == query
    assert sentence in asked.sentence and query in asked.sentence
    assert parts.find(words) == parts.find(query)


def test_a_snippet_shows_the_words_where_they_stand(parts: search.WordIndex) -> None:
    text = "Nothing here at all. 🌊 Zoë said the gátes <b>held</b> at Melk. " + "More and more. " * 40
    (snippet,) = parts.snippets("gate melk", [text], most_chars=80)
    assert snippet.text in text and len(snippet.text) <= 80
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["gátes", "Melk"]
    (plain,) = parts.snippets("speaker:ruiz", [text], most_chars=80)
    assert (plain.text, plain.marks) == (text[:80], ())


def test_what_is_found_comes_with_its_snippet_and_its_number(desk: Desk) -> None:
    found = queries.found(desk, "speaker:ruiz bridge", limit=2)
    assert (found.total, len(found.articles), found.sentence) == (2, 2, "")
    assert list(found.articles.columns) == ["article_id", "title", "outlet", "published", "snippet", "marks"]
    row = found.articles.iloc[-1]
    assert "bridge" in {row["snippet"][start:end].lower() for start, end in row["marks"]}
    assert found.total == len(queries.articles(desk, Filters(words="speaker:ruiz bridge")))
    assert "closed" in queries.found(desk, '"bridge at').sentence


def test_the_sentence_of_a_wild_query_is_short(index: search.WordIndex) -> None:
    for words in ("(" * 10_000, "x:" * 5_000, '"' * 9_999, "\ud800", "AND"):
        assert len(index.asked(words).sentence) < 1_500
