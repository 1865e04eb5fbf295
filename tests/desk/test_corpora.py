"""Corpora of one's own: made, called otherwise, removed; built-in ones stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.corpus import catalog, layout, store
from analysis.desk import corpora, edits, jobs
from analysis.errors import CorpusError, InputError
from tests.factory import build_corpus, corpora_in


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpora_in(monkeypatch, tmp_path / "corpora")


@pytest.fixture
def builtin(folder: Path) -> str:
    name = build_corpus(folder)
    layout.describe(name, replace(layout.about(name), builtin=True))
    return name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour strike, 2019", "harbour-strike-2019"),
        ("Überschwemmung!", "uberschwemmung"),
        ("../..", ""),
        ("洪水", "corpus-65b61b8b"),
        ("🌊" * 80, ""),
    ],
)
def test_a_title_becomes_a_name_that_is_safe_as_a_folder(title: str, name: str) -> None:
    assert corpora.name_of(title) == name


@pytest.mark.parametrize("title", ["", "  ", "🌊" * 80, "../..", "a" * 81])
def test_a_title_that_gives_no_name_or_is_too_long_is_a_sentence(title: str, folder: Path) -> None:
    with pytest.raises(InputError, match="title"):
        corpora.create(title)
    assert catalog.corpora() == []


def test_two_titles_of_one_name_are_not_mixed_up() -> None:
    corpora.create("Bridges!")
    with pytest.raises(InputError, match="“Bridges!”"):
        corpora.create("bridges")


def test_a_corpus_is_called_otherwise_and_keeps_its_name_and_articles(folder: Path) -> None:
    name = build_corpus(folder)
    corpora.rename(name, "  The\nflood 👩‍👩‍👧 ")
    (info,) = catalog.corpora()
    assert (info.name, info.title, info.articles, info.credit) == (name, "The flood 👩‍👩‍👧", 6, "invented")
    with pytest.raises(InputError):
        corpora.rename(name, " ")
    assert layout.about(name).title == "The flood 👩‍👩‍👧"


def test_built_in_corpora_are_neither_renamed_nor_removed(builtin: str) -> None:
    with pytest.raises(CorpusError, match="comes with Dateline"):
        corpora.rename(builtin, "Mine")
    with pytest.raises(CorpusError, match="comes with Dateline"):
        corpora.remove(builtin)
    assert len(store.ids(builtin)) == 6


def test_a_removed_corpus_takes_its_jobs_along(folder: Path) -> None:
    name = corpora.create("River")
    edits.add_files(name, [("a.pdf", b"%PDF")])
    corpora.remove(name)
    assert catalog.corpora() == [] and jobs.of(name) == []


def test_a_corpus_that_is_being_added_to_is_not_removed() -> None:
    name = corpora.create("River")
    job_id = edits.add_text(name, "A ferry broke loose near Passau on Tuesday, police said.")
    with pytest.raises(CorpusError, match="stop that"):
        corpora.remove(name)
    jobs._started[job_id].kill()
    jobs._started[job_id].wait()
    corpora.remove(name)
    assert not layout.exists(name)


def test_a_damaged_corpus_can_be_removed(folder: Path) -> None:
    name = corpora.create("River")
    (folder / name / "corpus.json").write_text("{")
    assert list(catalog.damaged()) == [name]
    corpora.remove(name)
    assert catalog.damaged() == {}


def test_the_default_corpus_is_made_once_and_may_be_renamed() -> None:
    assert corpora.own_title() == "My articles"
    name = corpora.ensure_own()
    corpora.rename(name, "River notes")
    assert corpora.ensure_own() == name and corpora.own_title() == "River notes"
    assert len(catalog.corpora()) == 1
