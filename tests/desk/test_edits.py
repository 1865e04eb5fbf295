"""What a page may change, and taking it back."""

from pathlib import Path

import pytest

from analysis.corpus import snapshot, store
from analysis.desk import edits
from analysis.errors import CorpusError, InputError
from tests.factory import build_corpus, corpora_in


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return build_corpus(corpora_in(monkeypatch, tmp_path / "corpora"))


def test_removed_articles_come_back_as_they_were(corpus: str) -> None:
    before, ids = snapshot.digests(corpus), sorted(store.ids(corpus))
    token = edits.remove_articles(corpus, [*ids[:2], "unknown"])
    assert token.article_ids == tuple(ids[:2])
    assert snapshot.digests(corpus)["articles"]["rows"] == len(ids) - 2
    assert edits.restore(corpus, token) == 2
    assert snapshot.digests(corpus) == before


def test_bringing_back_twice_changes_nothing(corpus: str) -> None:
    token = edits.remove_articles(corpus, list(store.ids(corpus))[:1])
    assert [edits.restore(corpus, token), edits.restore(corpus, token)] == [1, 0]


def test_removing_nothing_changes_nothing(corpus: str) -> None:
    version = store.version(corpus)
    assert edits.restore(corpus, edits.remove_articles(corpus, ["unknown"])) == 0
    assert store.version(corpus) == version


def test_an_undo_belongs_to_its_corpus(corpus: str) -> None:
    token = edits.remove_articles(corpus, list(store.ids(corpus))[:1])
    with pytest.raises(CorpusError, match="another corpus"):
        edits.restore("elsewhere", token)


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        ("", None, "no text"),
        ("a\0b", None, "NUL"),
        ("Some text.", "03/11/2016", "two ways"),
        ("a" * 300_000, None, "300,000"),
    ],
)
def test_a_paste_that_cannot_be_read_starts_no_job(corpus: str, text: str, published: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        edits.add_text(corpus, text, published=published)


def test_an_upload_of_nothing_starts_no_job(corpus: str) -> None:
    with pytest.raises(InputError, match="No file"):
        edits.add_files(corpus, [])


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("C:\\texts\\a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("", "file"),
        ("a\x00\nb.txt", "ab.txt"),
        ("ü.txt", "ü.txt"),
    ],
)
def test_names_of_files_are_shown_and_never_used(name: str, label: str) -> None:
    assert edits._label(name) == label
