"""What a page may change, and taking it back."""

import time
from datetime import date, timedelta
from pathlib import Path
from string import ascii_uppercase, digits

import pytest

from analysis import batch
from analysis.corpus import corrections, layout, snapshot, store
from analysis.desk import edits, jobs, removals
from analysis.errors import CorpusError, InputError
from analysis.read import readers
from analysis.read.article import make_article
from tests.factory import FLOOD, build_corpus, corpora_in, flood, span


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


STORY = "A ferry broke loose near Passau on Tuesday, police said. Nobody was hurt, they added."


def dates_of(corpus: str) -> tuple[str | None, str | None, str | None]:
    """The day of publication, the day of the story's Tuesday, and the first day of its event, as the desk has them."""
    desk = snapshot.open_desk(corpus)
    ask = desk.cursor().execute
    (published,) = ask("SELECT CAST(published_date AS VARCHAR) FROM articles").fetchall()[0]
    (tuesday,) = ask("SELECT begins FROM times WHERE text LIKE '%Tuesday'").fetchall()[0]
    (event,) = ask("SELECT CAST(CAST(start_earliest AS DATE) AS VARCHAR) FROM events ORDER BY char_start").fetchall()[0]
    desk.close()
    return published, tuesday, event


def finished(job_id: str | None) -> jobs.JobState:
    assert job_id is not None
    until = time.monotonic() + 120
    while (state := jobs.state(job_id)).status == "running":
        assert time.monotonic() < until, state
        time.sleep(0.1)
    assert (state.status, state.failures) == ("done", ()), state
    return state


def test_times_and_events_follow_a_corrected_date_and_come_back_with_it(tmp_path: Path, monkeypatch) -> None:
    corpora_in(monkeypatch, tmp_path / "corpora")
    finished(edits.add_text("river", STORY, outlet="Wire", published="2019-04-18"))
    (before,) = store.read("river")
    assert dates_of("river") == ("2019-04-18", "2019-04-16", "2019-04-16")

    job = edits.correct_date("river", before.article_id, "25 April 2019", why="  The page\nsays so. ")
    finished(job)
    assert jobs.latest_again("river") == job and job not in jobs.of("river")
    assert dates_of("river") == ("2019-04-25", "2019-04-23", "2019-04-23")
    (kept,) = store.read("river")
    assert (kept.published, kept.published_basis) == ("2019-04-18", "given"), "the article stays as it was read"
    (correction,) = corrections.read("river")
    assert (correction.why, dict(correction.target)["published"]) == ("The page says so.", "2019-04-18")

    assert batch.again("river", None, lambda *_: None).added == 1
    assert dates_of("river") == ("2019-04-25", "2019-04-23", "2019-04-23"), "annotating again keeps the correction"

    finished(edits.take_back("river", correction.correction_id))
    assert dates_of("river") == ("2019-04-18", "2019-04-16", "2019-04-16")
    assert list(store.read("river")) == [before]
    with pytest.raises(CorpusError, match="taken back already"):
        edits.take_back("river", correction.correction_id)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2019-02-31", "no date of the calendar"),
        ("31 February 2019", "cannot be read"),
        ("0000-01-01", "no date of the calendar"),
        ("0001-01-01", "no year of news"),
        ("soon", "cannot be read"),
        ("", "cannot be read"),
        ("03/11/2016", "two ways"),
        ((date.today() + timedelta(days=2)).isoformat(), "has not come yet"),
        ("2019-04-05", "the date the article has"),
    ],
)
def test_what_is_no_date_of_publication_is_answered_and_kept_nowhere(corpus: str, given: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as told:
        edits.correct_date(corpus, flood().article_id, given)
    assert str(told.value)[-1] == "." and str(told.value)[0] in '"' + ascii_uppercase + digits
    assert corrections.read(corpus) == []


def test_an_exercise_that_plays_in_the_future_may_be_corrected_there(corpus: str, monkeypatch) -> None:
    ahead = make_article("A dam broke at Melk.", "future", outlet="Herald", published="2099-04-09")
    store.append(corpus, [ahead])
    started = []
    monkeypatch.setattr(jobs, "start_again", lambda name, ids: started.append((name, ids)) or "job")
    assert edits.correct_date(corpus, ahead.article_id, "2099-04-12 06:30") == "job"
    assert started == [(corpus, [ahead.article_id])]
    assert corrections.read(corpus)[0].payload == {"published": "2099-04-12T06:30:00"}


def test_a_mark_taken_out_comes_back(corpus: str) -> None:
    before = snapshot.digests(corpus)
    start, end = span(FLOOD, "12 km upstream of Linz")
    kept = edits.remove_mark(corpus, flood().article_id, "place", start, end)
    assert dict(kept.target)["text"] == "12 km upstream of Linz"
    after = snapshot.digests(corpus)
    assert after["places"]["rows"] == before["places"]["rows"] - 1 and after["corrections"]["rows"] == 1
    with pytest.raises(CorpusError, match="not there any more"):
        edits.remove_mark(corpus, flood().article_id, "place", start, end)
    assert edits.take_back(corpus, kept.correction_id) is None
    assert snapshot.digests(corpus) == before


@pytest.mark.parametrize(("layer", "start"), [("place", 3), ("speaker", 0), ("nonsense", 0)])
def test_only_a_mark_that_is_there_is_taken_out(corpus: str, layer: str, start: int) -> None:
    with pytest.raises(CorpusError):
        edits.remove_mark(corpus, flood().article_id, layer, start, start + 4)
    assert corrections.read(corpus) == []
