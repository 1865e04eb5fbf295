"""An empty place for corpora for each test, and the hand-made corpus, built once, for those that only ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.corpus import snapshot
from analysis.corpus.snapshot import Desk
from tests.factory import build_corpus, corpora_in


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new, empty folder that is the setting `corpora_dir`."""
    return corpora_in(monkeypatch, tmp_path / "corpora")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of the hand-made corpus."""
    with pytest.MonkeyPatch.context() as patch:
        name = build_corpus(corpora_in(patch, tmp_path_factory.mktemp("desk")))
        opened = snapshot.open_desk(name)
        yield opened
        opened.close()
