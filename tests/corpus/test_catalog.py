"""Corpora are listed, made and removed by name."""

from pathlib import Path

import pytest

from analysis.corpus import catalog, layout
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
