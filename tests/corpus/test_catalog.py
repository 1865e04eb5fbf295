"""Corpora are listed, made and removed by name."""

from pathlib import Path

import pytest

from analysis.corpus import catalog, layout, snapshot, versions
from analysis.errors import CorpusError
from tests.factory import build_corpus


def test_corpora_are_listed_with_built_in_ones_first(corpora: Path) -> None:
    assert catalog.corpora() == []
    name = build_corpus(corpora)
    catalog.create("mine", "A corpus of mine")
    catalog.create("shipped", "Zulu", is_builtin=True, credit="after a report")
    found = catalog.corpora()
    assert [(info.name, info.is_builtin, info.articles) for info in found] == [
        ("shipped", True, 0), ("mine", False, 0), (name, False, 6),
    ]  # fmt: skip
    assert (found[2].title, found[2].is_exercise, found[0].credit) == ("Flood on the Danube", True, "after a report")


def test_a_name_is_given_once(corpora: Path) -> None:
    catalog.create("mine", "First")
    with pytest.raises(CorpusError, match="already"):
        catalog.create("mine", "Second")
    assert layout.about("mine").title == "First"


def test_a_title_may_be_anything_and_a_name_may_not(corpora: Path) -> None:
    assert catalog.create("odd", " <b>Ünïcode</b> 👍 ").title == "<b>Ünïcode</b> 👍"
    with pytest.raises(CorpusError):
        catalog.create("../odd", "x")


def test_a_removed_corpus_leaves_nothing_behind(corpora: Path) -> None:
    name = build_corpus(corpora)
    catalog.remove(name)
    assert catalog.corpora() == []
    assert not (corpora / name).exists()
    with pytest.raises(CorpusError, match="no corpus"):
        catalog.remove(name)


def test_a_list_opens_no_desk(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = build_corpus(corpora)
    monkeypatch.setattr(snapshot, "Desk", None)
    assert [(info.name, info.articles) for info in catalog.corpora()] == [(name, 6)]


def test_a_desk_without_a_count_is_counted(corpora: Path) -> None:
    name = build_corpus(corpora)
    (corpora / name / "desk" / str(snapshot.current_version(name)) / versions.COUNT).unlink()
    assert [info.articles for info in catalog.corpora()] == [6]


@pytest.mark.parametrize("left", [b"../../elsewhere", b"\xff\x00", b"", b"20200101T000000-gone"])
def test_a_corpus_whose_desk_was_damaged_by_hand_is_named_and_the_others_listed(corpora: Path, left: bytes) -> None:
    name = build_corpus(corpora)
    catalog.create("mine", "Mine")
    (corpora / name / "desk" / "current").write_bytes(left)
    assert [info.name for info in catalog.corpora()] == ["mine"]
    (sentence,) = catalog.damaged().values()
    assert f"corpora build {name}" in sentence
    snapshot.build(name)
    assert len(catalog.corpora()) == 2 and catalog.damaged() == {}


def test_a_desk_cut_off_is_damaged(corpora: Path) -> None:
    name = build_corpus(corpora)
    file = corpora / name / "desk" / str(snapshot.current_version(name)) / versions.DESK
    file.write_bytes(file.read_bytes()[:5000])
    assert catalog.corpora() == []
    assert len(catalog.damaged()) == 1


@pytest.mark.parametrize("said", ["{", "[]", '{"title": 5}', '{"title": "x", "builtin": "no"}'])
def test_a_corpus_that_says_odd_things_of_itself_is_named(corpora: Path, said: str) -> None:
    name = build_corpus(corpora)
    (corpora / name / "corpus.json").write_text(said, encoding="utf-8")
    assert catalog.corpora() == []
    (sentence,) = catalog.damaged().values()
    assert str(corpora / name / "corpus.json") in sentence


def test_what_a_corpus_says_of_itself_may_be_read_by_others(corpora: Path) -> None:
    catalog.create("mine", "Mine")
    (corpora / "new").write_text("", encoding="utf-8")
    assert (corpora / "mine" / "corpus.json").stat().st_mode == (corpora / "new").stat().st_mode
