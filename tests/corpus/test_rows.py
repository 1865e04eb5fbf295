"""What a desk's rows say beyond the annotations: where evidence begins and ends, and what makes two marks one."""

from dataclasses import replace
from pathlib import Path

from analysis import schema
from analysis.corpus import layout, queries, snapshot, store
from analysis.corpus.filters import Filters
from analysis.corpus.link import link
from analysis.corpus.rows import SHOWN_CHARS, place_key, rows_of
from analysis.corpus.tables import TABLES
from analysis.read.article import make_article
from tests.factory import articles, bridge, flood, span

ROOT = Path(__file__).resolve().parents[2]


def test_evidence_of_a_quote_runs_from_its_words_to_its_source() -> None:
    text = "“It is over.” The mayor left. So said Ana Ruiz. Nobody asked."
    sentences = tuple(schema.Sentence(*span(text, words), "body") for words in (
        "“It is over.”", "The mayor left.", "So said Ana Ruiz.", "Nobody asked."))  # fmt: skip
    quote = schema.Quote((span(text, "“It is over.”"),), "direct", "named", 3, 0.9, 0.9, source=span(text, "Ana Ruiz"))
    article = replace(make_article(text, "test"), sentences=sentences, quotes=(quote,))
    (row,) = rows_of(article, 0, link([article]))["quotes"]
    assert text[row["shown_start"] : row["shown_end"]] == "“It is over.” The mayor left. So said Ana Ruiz."


def test_evidence_in_a_very_long_sentence_is_cut_around_the_mark() -> None:
    text = "word " * 1_000 + "Melk" + " word" * 1_000
    sentence = schema.Sentence(0, len(text), "body")
    name = schema.Name(*span(text, "Melk"), "Melk", "place")
    article = replace(make_article(text, "test"), sentences=(sentence,), names=(name,))
    (row,) = rows_of(article, 0, link([article]))["names"]
    assert row["shown_end"] - row["shown_start"] == SHOWN_CHARS
    assert row["shown_start"] <= row["char_start"] < row["char_end"] <= row["shown_end"]


def test_a_mark_in_no_sentence_is_shown_with_what_stands_beside_it() -> None:
    article = replace(flood(), sentences=())
    row = rows_of(article, 0, link([article]))["places"][0]
    assert (row["sentence_no"], row["shown_start"], row["part"]) == (None, 0, "headline")
    assert row["shown_end"] <= len(article.text)


def test_a_place_is_one_by_its_gazetteer_entry_else_its_relation_else_its_name() -> None:
    assert [place_key(place) for place in flood().places[:3]] == [
        "geonames:2772400", "rel:distance:linz:12 km upstream of linz", "text:zirbelau",
    ]  # fmt: skip


def test_a_story_takes_its_status_from_the_surest_telling_and_its_dates_from_the_narrowest(corpora: Path) -> None:
    sure = bridge("Courier", "c/1")
    wide = replace(
        sure.events[0], confidence=0.99, status="ongoing", start_latest="2019-05-01", end_latest="2019-05-01"
    )
    layout.describe("told", layout.About("Told twice"))
    store.append("told", [bridge("Herald", "h/1"), replace(sure, events=(wide,))])
    snapshot.build("told")
    events = queries.events(snapshot.open_desk("told"), Filters()).set_index("title")
    row = events.loc["Bridge at Melk reopened"]
    assert (row.status, row.confidence, str(row.start_latest.date()), row.articles) == (
        "ongoing",
        0.99,
        "2019-04-03",
        2,
    )


def test_every_row_of_every_table_has_the_declared_columns() -> None:
    links = link(articles())
    for table, rows in rows_of(flood(), 0, links).items():
        assert all(set(row) == set(TABLES[table]) for row in rows), table


def test_every_table_and_column_is_documented() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    missing = [f"{t}.{c}" for t, columns in TABLES.items() for c in (*columns, f"| {t} |") if c not in text]
    assert not missing
