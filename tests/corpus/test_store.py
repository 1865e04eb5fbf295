"""The truth keeps every article whole, whoever writes at the same time."""

import multiprocessing
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from deltalake.exceptions import DeltaError

from analysis import schema
from analysis.corpus import layout, store, truth
from analysis.errors import CorpusError, SchemaError
from analysis.read.article import make_article
from tests.factory import articles, flood

APPENDERS = 4
BATCHES_EACH = 3


def by_id(rows: list[schema.Article]) -> list[schema.Article]:
    return sorted(rows, key=lambda article: article.article_id)


def test_what_was_appended_is_read_back_equal_in_every_field(corpora: Path) -> None:
    assert store.append("flood", articles()) == 6
    assert by_id(list(store.read("flood"))) == by_id(articles())


def test_an_article_that_is_there_is_not_added_again(corpora: Path) -> None:
    store.append("flood", articles())
    assert store.append("flood", articles()) == 0
    assert store.append("flood", [flood(), flood()]) == 0
    assert len(list(store.read("flood"))) == 6


def test_one_article_that_breaks_the_contract_keeps_the_whole_batch_out(corpora: Path) -> None:
    wrong = replace(flood(), sentences=(schema.Sentence(0, 10**6, "body"),))
    with pytest.raises(SchemaError, match="outside the text"):
        store.append("flood", [articles()[0], wrong])
    assert store.ids("flood") == set()


def test_reading_some_columns_leaves_the_others_empty(corpora: Path) -> None:
    store.append("flood", [flood()])
    (article,) = store.read("flood", columns=["title"])
    assert (article.title, article.article_id) == ("Flood nears Linz", flood().article_id)
    assert (article.text, article.places) == ("", ())


def test_reading_some_ids_gives_only_these(corpora: Path) -> None:
    store.append("flood", articles())
    wanted = flood().article_id
    assert [a.article_id for a in store.read("flood", article_ids=[wanted, "'; DROP TABLE x"])] == [wanted]


def test_some_ids_can_be_read_after_articles_were_replaced(corpora: Path) -> None:
    store.append("flood", articles())
    store.replace("flood", articles())
    assert list(store.read("flood", article_ids=[flood().article_id])) == [flood()]


def test_replacing_changes_one_article_and_adds_one_that_is_new(corpora: Path) -> None:
    store.append("flood", articles()[:2])
    changed = replace(articles()[0], title="Another title", quotes=())
    store.replace("flood", [changed, flood()])
    assert by_id(list(store.read("flood"))) == by_id([changed, articles()[1], flood()])


def test_replacing_into_an_empty_corpus_appends(corpora: Path) -> None:
    assert store.replace("flood", [flood()]) == 1
    assert list(store.read("flood")) == [flood()]


def test_removed_articles_are_gone_and_still_there_at_the_version_before(corpora: Path) -> None:
    store.append("flood", articles())
    before = store.version("flood")
    assert store.remove("flood", [flood().article_id, "not there"]) == 1
    assert flood().article_id not in store.ids("flood")
    assert len(store.ids("flood")) == 5
    store.compact("flood")
    assert list(store.read("flood", article_ids=[flood().article_id], version=before)) == [flood()]


def test_a_hostile_id_removes_nothing(corpora: Path) -> None:
    store.append("flood", articles())
    assert store.remove("flood", ["' OR 1=1 --"]) == 0
    assert len(store.ids("flood")) == 6


def test_compacting_changes_no_row(corpora: Path) -> None:
    for article in articles():
        store.append("flood", [article])
    store.compact("flood")
    assert by_id(list(store.read("flood"))) == by_id(articles())


def test_the_same_article_written_twice_at_the_same_moment_is_read_once(corpora: Path) -> None:
    store.append("flood", [flood()])
    truth.append("flood", store.ARTICLES, store._to_table([flood()]))
    assert list(store.read("flood")) == [flood()]


def append_some(number: int) -> None:
    for batch in range(BATCHES_EACH):
        store.append("busy", [make_article(f"Appender {number}, batch {batch}.", f"{number}/{batch}")])


def test_four_processes_that_append_at_once_lose_nothing(corpora: Path) -> None:
    workers = [multiprocessing.get_context("spawn").Process(target=append_some, args=(n,)) for n in range(APPENDERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * APPENDERS
    texts = {article.text for article in store.read("busy")}
    assert texts == {f"Appender {n}, batch {b}." for n in range(APPENDERS) for b in range(BATCHES_EACH)}


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "A", "a b", "-a", "a" * 64, "a\n", "ä", "s3://x"])
def test_a_name_that_could_be_a_path_is_refused(corpora: Path, name: str) -> None:
    with pytest.raises(CorpusError, match="not a name for a corpus"):
        store.append(name, [])


def test_a_corpus_that_is_not_there_is_said_to_be_missing(corpora: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus called “nowhere”"):
        list(store.read("nowhere"))


def test_a_damaged_description_is_named(corpora: Path) -> None:
    layout.ensure("flood")
    (corpora / "flood" / "corpus.json").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match="corpus.json cannot be read"):
        layout.about("flood")


def test_runs_come_back_in_order_and_once(corpora: Path) -> None:
    runs = [schema.Run(f"r{n}", f"2019-04-0{n}T00:00:00", "c", "m", "g", "l", "{}") for n in (3, 1, 2)]
    for run in [*runs, runs[0]]:
        store.add_run("flood", run)
    assert [run.run_id for run in store.runs("flood")] == ["r1", "r2", "r3"]


def test_a_table_without_its_log_is_not_begun_anew_over_the_rows_it_holds(corpora: Path) -> None:
    store.append("flood", articles())
    shutil.rmtree(corpora / "flood" / "articles" / "_delta_log")
    for change in (lambda: store.ids("flood"), lambda: store.append("flood", [flood()])):
        with pytest.raises(CorpusError, match="articles.*cannot be read.*from a copy"):
            change()


def test_a_table_that_lost_a_file_says_so_on_one_line(corpora: Path) -> None:
    store.append("flood", articles())
    for file in (corpora / "flood" / "articles").glob("*.parquet"):
        file.unlink()
    with pytest.raises(CorpusError) as caught:
        list(store.read("flood"))
    assert "No such file" in str(caught.value) and str(caught.value).isprintable()


def test_a_disk_that_is_full_is_a_sentence(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.append("flood", articles()[:1])

    def full(*_: object, **__: object) -> None:
        raise DeltaError("Failed to parse parquet: External: Generic error: No space left on device (os error 28)")

    monkeypatch.setattr(truth, "write_deltalake", full)
    with pytest.raises(CorpusError, match=r"5 rows were not added \(No space left on device\)"):
        store.append("flood", articles())


def test_articles_are_found_by_their_ids_after_some_were_removed(corpora: Path) -> None:
    store.append("flood", articles())
    ids = sorted(store.ids("flood"))
    store.remove("flood", ids[:2])
    assert [article.article_id for article in store.read("flood", ["title"], article_ids=ids[1:3])] == ids[2:3]
