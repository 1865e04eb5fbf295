"""What a page may change, and taking it back."""

from pathlib import Path

import pytest

from analysis.corpus import layout, snapshot, store
from analysis.desk import edits, jobs, removals
from analysis.errors import CorpusError, InputError
from analysis.read import readers
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


def test_several_removals_are_undone_in_order_by_whoever_comes(corpus: str) -> None:
    before, ids = snapshot.digests(corpus), sorted(store.ids(corpus))
    for some in (ids[:1], ids[1:3], ids[3:4]):
        edits.remove_articles(corpus, some)
    assert [undo.article_ids for undo in removals.standing(corpus)] == [(ids[3],), tuple(ids[1:3]), (ids[0],)]
    for left in (2, 1, 0):
        edits.restore(corpus, removals.standing(corpus)[0])
        assert len(removals.standing(corpus)) == left
    assert snapshot.digests(corpus) == before


def test_a_removal_tells_what_was_removed(corpus: str) -> None:
    untitled = next(article for article in store.read(corpus) if article.title == "Flood nears Linz")
    undo = edits.remove_articles(corpus, [untitled.article_id])
    assert undo.titles == ("Flood nears Linz",)
    assert removals.standing(corpus)[0].titles == undo.titles


def test_an_undo_stands_for_as_long_as_the_articles_can_be_read(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    edits.remove_articles(corpus, list(store.ids(corpus))[:1])
    later = removals.time.time() + store.KEEP_HOURS * 3600 + 1
    monkeypatch.setattr(removals.time, "time", lambda: later)
    assert removals.standing(corpus) == []


@pytest.mark.parametrize("said", ["", "{", "[1]", '{"a": 1}', '[{"article_ids": ["x"]}]'])
def test_a_damaged_list_of_removals_costs_only_the_undo(corpus: str, said: str) -> None:
    (layout.folder(corpus) / removals.REMOVED).write_text(said)
    assert removals.standing(corpus) == []
    edits.remove_articles(corpus, list(store.ids(corpus))[:1])
    assert len(removals.standing(corpus)) == 1


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


def test_files_of_one_name_are_told_apart() -> None:
    taken = {"a.txt", "a (2).txt", "file"}
    assert edits._label("x/a.txt", taken) == "a (3).txt"
    assert edits._label("", taken) == "file (2)"
    long = "n" * 200 + ".txt"
    assert edits._label(long, {edits._label(long)}).endswith(" (2).txt")


def test_what_cannot_be_read_is_refused_with_a_sentence_before_any_work(corpus: str) -> None:
    state = jobs.state(edits.add_files(corpus, [("big.txt", b"a" * 20_000_001), ("none.txt", b""), ("x.exe", b"MZ")]))
    assert [file.failures[0] for file in state.files] == [
        "big.txt: the file has 20.0 MB; at most 20 MB are read. Split it.",
        "none.txt: the file is empty; see that it was saved, and add it again.",
        f"x.exe: files of this kind are not read; give one of {', '.join(sorted(readers()))}.",
    ]
    assert (state.status, state.unfinished) == ("done", ())
