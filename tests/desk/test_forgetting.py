"""Of a forgotten article nothing is left on the disk: every byte of the corpus is looked at, unpacked too."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from analysis.corpus import corrections, snapshot, store
from analysis.corpus.corrections import Correction
from analysis.corpus.lock import locked
from analysis.desk import edits, forgetting, removals
from analysis.errors import BusyError, CorpusError
from analysis.read.article import make_article
from tests.factory import articles, build_corpus, corpora_in

SECRET = "Xylophonquartz"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    secret = replace(
        make_article(f"{SECRET} spoke at Melk. {SECRET} left.", "s", title=SECRET, outlet="Herald"), article_id="5" * 20
    )
    more = [replace(one, article_id=f"{one.article_id}-2") for one in articles()]
    return build_corpus(corpora_in(monkeypatch, tmp_path / "corpora"), [*articles(), *more, secret])


def holders(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word: in their bytes, or in a value of their rows."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes().lower()
        if path.suffix == ".parquet":
            content += repr(pq.read_table(path).to_pylist()).encode().lower()
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True, config=snapshot._READING) as connection:
                for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                    content += repr(connection.execute(f"FROM {table}").fetchall()).encode().lower()
        if word.lower().encode() in content:
            found.append(str(path.relative_to(folder)))
    return found


def folder_of(corpus: str) -> Path:
    from analysis.corpus import layout

    return layout.folder(corpus)


def test_nothing_of_a_forgotten_article_is_left(corpus: str) -> None:
    corrections.add(corpus, Correction("remove", "mention", {"article_id": "5" * 20, "text": SECRET}, why="wrong"))
    snapshot.build(corpus)
    reader = snapshot.open_desk(corpus)
    there = holders(folder_of(corpus), SECRET)
    assert any("articles/" in name for name in there) and any("_delta_log" in name for name in there)
    assert any("corrections/" in name for name in there) and any("desk.duckdb" in name for name in there)
    assert forgetting.forget(corpus, ["5" * 20]) == 1
    assert holders(folder_of(corpus), SECRET) == []
    reader.close()
    assert len(list(store.read(corpus))) == 12
    assert snapshot.digests(corpus)["articles"]["rows"] == 12
    assert store.append(corpus, [replace(articles()[0], article_id="new")]) == 1
    snapshot.build(corpus)
    assert snapshot.digests(corpus)["articles"]["rows"] == 13


def test_an_article_that_was_only_removed_can_be_forgotten_afterwards(corpus: str) -> None:
    undo = edits.remove_articles(corpus, ["5" * 20])
    assert holders(folder_of(corpus), SECRET) != []
    assert forgetting.forget(corpus, ["5" * 20]) == 0
    assert holders(folder_of(corpus), SECRET) == []
    assert removals.standing(corpus) == []
    with pytest.raises(CorpusError, match="gone for good"):
        edits.restore(corpus, undo)


def test_nothing_is_forgotten_while_articles_are_added(corpus: str) -> None:
    with locked(corpus, "work"), pytest.raises(BusyError):
        forgetting.forget(corpus, ["5" * 20])
    assert "5" * 20 in store.ids(corpus)
