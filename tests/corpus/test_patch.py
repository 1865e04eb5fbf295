"""A patched desk says what one built whole says, table by table; and a crash between any two steps loses nothing."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis import schema
from analysis.corpus import corrections, layout, snapshot, state, store, truth, versions
from analysis.corpus.corrections import Correction
from analysis.corpus.tables import SORTED_BY, TABLES
from tests.factory import CORPUS, articles, bridge, build_corpus, flood, undated


def tables(corpus: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the current desk, and what the index holds."""
    desk = snapshot.open_desk(corpus)
    found = {
        table: desk.cursor().execute(f"FROM {table} ORDER BY {SORTED_BY[table]}, rowid").fetchall() for table in TABLES
    }
    found["words"] = [(word, desk.words.find(word)) for word in ("*", "bridge", "speaker:ruiz", "place:linz", "dam")]
    found["index"] = [tuple(desk.words.numbers())]
    desk.close()
    return found


def was_patched(corpus: str) -> bool:
    version = snapshot.current_version(corpus)
    assert version
    return bool(versions.said_of(corpus, version)["patched"])


def patched_like_whole(corpus: str) -> None:
    snapshot.build(corpus)
    assert was_patched(corpus)
    patched = tables(corpus)
    snapshot.build(corpus, whole=True)
    assert not was_patched(corpus)
    whole = tables(corpus)
    for table in whole:
        assert patched[table] == whole[table], table


def renamed(article: schema.Article, number: int) -> schema.Article:
    """The same story as another outlet has it."""
    return replace(article, article_id=f"{article.article_id}-{number}", outlet=f"Outlet {number}")


@pytest.fixture
def large(corpora: Path) -> str:
    """Large enough for a few changes to be few."""
    return build_corpus(corpora, articles() + [renamed(one, n) for n in range(4) for one in articles()])


CHANGES: dict[str, Callable[[str], Any]] = {
    "nothing": lambda name: None,
    "an article more, between others": lambda name: store.append(name, [renamed(bridge("Herald", "h/1"), 9)]),
    "an article less, which others were linked to": lambda name: store.remove(name, [flood().article_id]),
    "an undated article less": lambda name: store.remove(name, [undated().article_id]),
    "another date": lambda name: store.replace(name, [replace(flood(), published="2019-01-01")]),
    "a mark less": lambda name: corrections.add(name, Correction("remove", "mention", {
        "article_id": flood().article_id, "layer": "place", "char_start": flood().places[0].char_start,
        "char_end": flood().places[0].char_end})),
    "a corrected date": lambda name: corrections.add(
        name, Correction("set", "article", {"article_id": flood().article_id}, {"published": "2019-05-01"})),
    "smaller files": store.compact,
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_patched_desk_is_the_one_that_a_whole_build_makes(large: str, what: str) -> None:
    CHANGES[what](large)
    patched_like_whole(large)


def test_many_patches_one_after_another_end_where_a_whole_build_does(large: str) -> None:
    chance = random.Random(1)
    there = sorted(store.ids(large))
    for step in range(4):
        gone = chance.sample(there, 2)
        there = [one for one in there if one not in gone]
        store.remove(large, gone)
        added = renamed(chance.choice(articles()), 20 + step)
        store.append(large, [replace(added, published=f"2019-04-0{step + 1}")])
        snapshot.build(large)
        assert was_patched(large)
    patched = tables(large)
    snapshot.build(large, whole=True)
    assert patched == tables(large)


def test_a_correction_taken_back_leaves_the_desk_as_it_was(large: str) -> None:
    before = tables(large)
    kept = corrections.add(
        large, Correction("set", "article", {"article_id": flood().article_id}, {"published": "2019-05-01"})
    )
    snapshot.build(large)
    assert was_patched(large) and tables(large) != before
    corrections.add(large, Correction("set", "article", kept.target, reverts=kept.correction_id))
    snapshot.build(large)
    assert tables(large) == before


def test_many_changes_are_built_whole(large: str) -> None:
    store.remove(large, sorted(store.ids(large))[:15])
    snapshot.build(large)
    assert not was_patched(large)


def test_a_state_of_another_dateline_is_not_gone_on_from(large: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "made_by", lambda: "another")
    snapshot.build(large)
    assert not was_patched(large)


def test_large_corpora_pass_by_one_article_at_a_time(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = build_corpus(corpora)
    held = tables(name)
    monkeypatch.setattr(snapshot.writing, "HELD_ARTICLES", 1)
    monkeypatch.setattr(snapshot.writing, "BATCH_ARTICLES", 2)
    snapshot.build(name, whole=True)
    assert tables(name) == held


def test_articles_of_one_number_are_told_apart_in_any_order(monkeypatch: pytest.MonkeyPatch, corpora: Path) -> None:
    monkeypatch.setattr(snapshot.writing.numbers, "number_of", lambda article_id, published: 5)
    name = build_corpus(corpora)
    numbers = [row[0] for row in tables(name)["articles"]]
    assert numbers == [5, 6, 7, 8, 9, 10]
    store.append(name, [renamed(flood(), 1)])
    snapshot.build(name)
    assert not was_patched(name)
    assert [row[0] for row in tables(name)["articles"]] == [5, 6, 7, 8, 9, 10, 11]


class Killed(BaseException):
    """As kill -9: nobody catches it, and nothing is put in order."""


STEPS = {
    "before a row is written": (snapshot.state, "compare"),
    "before the state is kept": (snapshot.state, "write"),
    "before it is whole": (snapshot.versions, "describe"),
    "before it is current": (snapshot.layout, "write_whole"),
    "before the old one goes": (snapshot.versions, "prune"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_build_that_is_killed_at_any_step_leaves_a_corpus_that_opens(
    large: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(large, [renamed(flood(), 30)])
    with monkeypatch.context() as patch:

        def kill(*_: object, **__: object) -> None:
            raise Killed

        patch.setattr(*STEPS[step], kill)
        patch.setattr(snapshot.shutil, "rmtree", lambda *_, **__: None)  # what a killed process does not do either
        with pytest.raises(Killed):
            snapshot.build(large)
    desk = snapshot.open_desk(large)
    (count,) = desk.cursor().execute("SELECT count(*) FROM articles").fetchall()[0]
    desk.close()
    assert count == (31 if step == "before the old one goes" else 30)
    patched_like_whole(large)
    left = [path.name for path in versions.desks(large).iterdir() if path.is_dir()]
    assert left == [snapshot.current_version(large)]


def test_a_reader_that_opens_all_the_while_sees_whole_versions(large: str) -> None:
    seen = []
    for number in range(3):
        reader = snapshot.open_desk(large)
        store.append(large, [renamed(flood(), 40 + number)])
        snapshot.build(large)
        rows = reader.cursor().execute("SELECT count(DISTINCT article_no) FROM articles").fetchall()[0][0]
        seen.append((rows, len(reader.words.numbers())))
        reader.close()
    assert seen == [(30, 30), (31, 31), (32, 32)]


def test_the_truth_is_compacted_after_fifty_files(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "COMPACT_FILES", 4)
    layout.describe(CORPUS, layout.About("Flood"))
    for number in range(7):
        store.append(CORPUS, [renamed(flood(), number)])
        assert truth.file_count(CORPUS, store.ARTICLES) <= 4
    assert len(list(store.read(CORPUS))) == 7
