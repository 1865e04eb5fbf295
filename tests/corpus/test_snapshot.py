"""The desk is derived whole, swapped at once, and always the same for the same articles."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from analysis.corpus import catalog, layout, queries, snapshot, store
from analysis.corpus.filters import Filters
from analysis.corpus.tables import TABLES
from analysis.errors import CorpusError
from tests.factory import CORPUS, articles, bridge, build_corpus, flood

ALL = Filters()


def test_every_table_has_the_declared_columns(desk: snapshot.Desk) -> None:
    for table, columns in TABLES.items():
        assert [c[0] for c in desk.cursor().execute(f"FROM {table} LIMIT 0").description] == list(columns)


def test_every_detail_row_stands_where_its_article_says(desk: snapshot.Desk) -> None:
    for table in ("names", "places", "times"):
        rows = desk.cursor().execute(
            f"""SELECT d.text, substring(a.text, d.char_start + 1, d.char_end - d.char_start),
                       d.published_date IS NOT DISTINCT FROM a.published_date AND d.outlet = a.outlet,
                       d.shown_start <= d.char_start AND d.char_end <= d.shown_end
                FROM {table} d JOIN articles a USING (article_no)"""
        ).fetchall()  # fmt: skip
        assert rows
        assert all(text == there and same and shown for text, there, same, shown in rows)


def test_articles_are_numbered_in_order_of_publication(desk: snapshot.Desk) -> None:
    rows = desk.cursor().execute("SELECT article_no, published FROM articles ORDER BY article_no").fetchall()
    assert len(rows) == 6
    dated = [published for _, published in rows if published]
    assert dated == sorted(dated)
    assert rows[-1][1] is None


def test_the_first_mention_in_an_article_is_marked(desk: snapshot.Desk) -> None:
    found = desk.cursor().execute(
        """SELECT char_start, first_in_article FROM places JOIN articles USING (article_no, outlet)
           WHERE outlet = 'Herald' AND name = 'Melk' AND title LIKE 'Bridge%' ORDER BY char_start"""
    ).fetchall()  # fmt: skip
    assert [first for _, first in found] == [True, False, False]


def test_content_does_not_depend_on_the_order_or_number_of_commits(corpora: Path) -> None:
    build_corpus(corpora)
    together = snapshot.digests(CORPUS)
    layout.describe("one-by-one", layout.About("One by one"))
    for article in reversed(articles()):
        store.append("one-by-one", [article])
    snapshot.build("one-by-one")
    assert snapshot.digests("one-by-one") == together
    assert together["articles"]["rows"] == 6


def test_a_digest_changes_with_any_value(corpora: Path) -> None:
    build_corpus(corpora)
    before = snapshot.digests(CORPUS)
    store.remove(CORPUS, [bridge("Courier", "c/1").article_id])
    store.append(CORPUS, [bridge("Gazette", "c/1")])
    snapshot.build(CORPUS)
    after = snapshot.digests(CORPUS)
    assert after["places"]["rows"] == before["places"]["rows"]
    assert after["places"]["digest"] != before["places"]["digest"]


def test_an_empty_corpus_has_an_empty_desk_that_answers(corpora: Path) -> None:
    catalog.create("empty", "Nothing yet")
    desk = snapshot.open_desk("empty")
    assert queries.summary(desk, ALL) == queries.Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, None, None)
    assert queries.published_bounds(desk) == (None, None)
    answers: list[Callable[[snapshot.Desk, Filters], object]] = [
        queries.places, queries.unresolved, queries.events, queries.voices, queries.naming_mix,
        queries.mentioned_never_quoted, queries.articles, queries.published_days,
    ]  # fmt: skip
    assert all(len(answer(desk, filters)) == 0 for answer in answers for filters in (ALL, Filters(words="flood")))
    assert queries.evidence(desk, ALL, "place", "x").total == 0
    assert queries.article(desk, "x") is None
    desk.close()


def test_an_open_reader_keeps_its_version_while_a_new_one_is_swapped_in(corpora: Path) -> None:
    name = build_corpus(corpora)
    old = snapshot.open_desk(name)
    store.remove(name, [flood().article_id])
    newer = snapshot.build(name)
    assert snapshot.current_version(name) == newer != old.version
    assert queries.summary(old, ALL).articles == 6
    assert old.words.find("Zirbelau") != []
    new = snapshot.open_desk(name)
    assert queries.summary(new, ALL).articles == 5
    assert new.words.find("Zirbelau") == []


def test_a_failed_build_leaves_the_current_desk_and_nothing_else(
    corpora: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = build_corpus(corpora)
    version = snapshot.current_version(name)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(snapshot.state, "write", fail)
    with pytest.raises(RuntimeError):
        snapshot.build(name)
    assert snapshot.current_version(name) == version
    assert [path.name for path in (corpora / name / "desk").iterdir() if path.is_dir()] == [version]


def test_a_version_goes_when_nobody_reads_it(corpora: Path) -> None:
    name = build_corpus(corpora)
    desks = corpora / name / "desk"

    def there() -> set[str]:
        return {path.name for path in desks.iterdir() if path.is_dir()}

    reader = snapshot.open_desk(name)
    second = snapshot.build(name)
    assert there() == {reader.version, second}
    (desks / ".left-by-a-crash").mkdir()
    third = snapshot.build(name)
    assert there() == {reader.version, third}, "the second was read by nobody"
    assert queries.summary(reader, ALL).articles == 6
    reader.close()
    assert there() == {reader.version, third}
    fourth = snapshot.build(name)
    assert there() == {fourth}


def test_a_desk_cannot_be_written_to_and_reads_no_other_file(desk: snapshot.Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    for statement in ("DELETE FROM articles", "CREATE TABLE x (a INT)", f"FROM read_csv('{other}')", "SET threads = 1"):
        with pytest.raises(duckdb.Error):
            desk.cursor().execute(statement)


def test_a_missing_a_damaged_and_an_outdated_desk_say_what_to_do(corpora: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus called"):
        snapshot.open_desk("nowhere")
    layout.ensure("unbuilt")
    with pytest.raises(CorpusError, match="corpora build unbuilt"):
        snapshot.open_desk("unbuilt")
    assert snapshot.current_version("unbuilt") is None
    name = build_corpus(corpora)
    file = corpora / name / "desk" / str(snapshot.current_version(name)) / "desk.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("ALTER TABLE times DROP COLUMN modifier")
    with pytest.raises(CorpusError, match="another version of Dateline.*modifier"):
        snapshot.open_desk(name)
    file.write_bytes(b"not a database")
    with pytest.raises(CorpusError, match="corpora build flood"):
        snapshot.open_desk(name)
    assert catalog.corpora() == []


def test_the_desk_knows_its_corpus(desk: snapshot.Desk) -> None:
    assert (desk.name, desk.title, desk.is_exercise, desk.credit) == (CORPUS, "Flood on the Danube", True, "invented")
