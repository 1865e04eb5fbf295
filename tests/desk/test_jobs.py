"""Jobs in processes of their own, watched from outside."""

import json
import time
from pathlib import Path

import pytest

from analysis.corpus import snapshot, store
from analysis.desk import edits, jobs
from analysis.errors import CorpusError
from tests.factory import build_corpus, corpora_in

STORY = "A ferry broke loose near Passau on Tuesday, police said. Nobody was hurt, they added."
LONGEST_S = 120


@pytest.fixture(autouse=True)
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpora_in(monkeypatch, tmp_path / "corpora")


def finished(job_id: str) -> jobs.JobState:
    deadline = time.monotonic() + LONGEST_S
    while (state := jobs.state(job_id)).status == "running":
        assert time.monotonic() < deadline, state
        time.sleep(0.1)
    return state


def forget() -> None:
    """As after a restart of the server: the process is no child that can be asked."""
    jobs._started.clear()


def test_files_are_added_and_what_failed_is_told_under_the_users_names() -> None:
    job_id = edits.add_files(
        "river",
        [
            ("Ferry.txt", STORY.encode()),
            ("scan.pdf", b"%PDF"),
            ("../../odd\n name.txt", b"\x00"),
            ("table.csv", b"a,b\n"),
        ],
    )
    state = finished(job_id)
    assert (state.status, state.done, state.total, state.added) == ("done", 4, 4, 1)
    assert {told.where for told in state.failures} == {"scan.pdf", "odd name.txt", "table.csv"}
    assert [(file.label, file.status) for file in state.files] == [
        ("Ferry.txt", "added"), ("scan.pdf", "failed"), ("odd name.txt", "failed"), ("table.csv", "failed"),
    ]  # fmt: skip
    assert jobs.of("river") == [job_id]
    (article,) = store.read("river")
    assert article.source == "Ferry.txt"


def test_the_state_is_the_same_after_a_restart() -> None:
    job_id = edits.add_text("river", STORY, title="Ferry adrift", outlet="The Daily", published="10 April 2019")
    forget()
    assert jobs.state(job_id).status == "running"
    state = finished(job_id)
    assert (state.status, state.added, state.failures) == ("done", 1, ())
    (article,) = store.read("river")
    assert (article.title, article.outlet, article.published) == ("Ferry adrift", "The Daily", "2019-04-10")


def test_a_job_can_be_cancelled_and_keeps_what_is_finished() -> None:
    lines = "\n".join(json.dumps({"text": f"{STORY} It was ferry {n}. " * 20}) for n in range(45))
    job_id = edits.add_files("river", [("many.jsonl", lines.encode())])
    deadline = time.monotonic() + LONGEST_S
    while jobs.state(job_id).done == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    jobs.cancel(job_id)
    state = finished(job_id)
    assert state.status == "cancelled"
    assert 0 < state.added < 45 and state.added == len(store.ids("river"))


def test_a_process_that_dies_is_noticed(corpora: Path) -> None:
    job_id = edits.add_text("river", STORY)
    jobs._started[job_id].kill()
    state = finished(job_id)
    assert state.status == "failed" and "broke off" in state.sentence
    assert [file.status for file in state.unfinished] == ["stopped"], "it can be tried again"


def test_when_every_file_is_refused_the_job_is_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.settings import settings

    monkeypatch.setattr(settings(), "max_file_mb", 1)
    state = jobs.state(edits.add_files("river", [("large.txt", b"a" * 1_100_000), ("a.exe", b"MZ")]))
    assert (state.status, state.added, state.done, state.total) == ("done", 0, 2, 2)
    assert "at most 1 MB" in state.failures[0][1] and "not read" in state.failures[1][1]


@pytest.mark.parametrize("job_id", ["", "..", "../../etc", "20261124T000000-000000-00000000"])
def test_an_unknown_job_is_a_sentence(job_id: str) -> None:
    with pytest.raises(CorpusError, match="no such job"):
        jobs.state(job_id)


def test_a_corpus_without_jobs_has_none() -> None:
    assert jobs.of("river") == []


def test_every_file_tells_what_became_of_it() -> None:
    rows = "text,title\n" + f'"{STORY} Row one.",One\n,Two\n"{STORY} Row three.",Three\n'
    job_id = edits.add_files(
        "river",
        [
            ("a.txt", STORY.encode()),
            ("a.txt", STORY.encode()),
            ("rows.csv", rows.encode()),
            ("nothing.txt", b""),
            ("<b>c</b>.jsonl", b'{"text": 5}\n'),
        ],
    )
    state = finished(job_id)
    counts = [(file.label, file.status, file.added, file.duplicates, file.failed) for file in state.files]
    assert counts == [
        ("a.txt", "added", 1, 0, 0), ("a (2).txt", "held", 0, 1, 0), ("rows.csv", "partly", 2, 0, 1),
        ("nothing.txt", "failed", 0, 0, 0), ("b>.jsonl", "failed", 0, 0, 1),
    ]  # fmt: skip
    first, twin = state.files[:2]
    assert first.article_id == twin.article_id and first.article_id in store.ids("river")
    assert "row 3" in state.files[2].failures[0]
    assert (state.done, state.total, state.added, state.duplicates) == (7, 7, 3, 1)
    assert state.found["places"] >= 3 and state.found["quotes"] >= 1
    assert [file.label for file in state.unfinished] == ["rows.csv", "b>.jsonl"], "what was refused is not kept"


def test_only_what_failed_is_tried_again_one_file_or_all(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("good.txt", STORY.encode()), ("one.csv", b"a,b\n1,2\n"), ("two.jsonl", b"{no json\n")]
    job_id = edits.add_files("river", files)
    first = finished(job_id)
    jobs.sweep()  # what is read goes, what failed stays
    folder = jobs._folder(job_id) / jobs.INPUT
    assert sorted(path.name for path in folder.iterdir()) == ["0002.csv", "0003.jsonl"]

    one = jobs.retry(job_id, [first.unfinished[0].name])
    assert [file.label for file in finished(one).files] == ["one.csv"]
    left = jobs.state(job_id)
    assert [file.status for file in left.files] == ["added", "retried", "failed"]
    assert [told.where for told in left.failures] == ["two.jsonl, line 1"]

    again = jobs.retry(job_id)
    assert finished(again).files[0].label == "two.jsonl"
    assert jobs.of("river") == [one, again], "with nothing left in it, the first is put away"
    with pytest.raises(CorpusError, match="Nothing of this is left"):
        jobs.retry(job_id)


def test_a_job_that_was_killed_is_taken_up_where_it_stopped() -> None:
    lines = "\n".join(json.dumps({"text": f"{STORY} It was ferry {n}. " * 20}) for n in range(45))
    job_id = edits.add_files("river", [("many.jsonl", lines.encode()), ("last.txt", STORY.encode())])
    deadline = time.monotonic() + LONGEST_S
    while jobs.state(job_id).added == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    jobs._started[job_id].kill()
    forget()
    broken = finished(job_id)
    assert (broken.status, [file.status for file in broken.files]) == ("failed", ["stopped", "stopped"])
    state = finished(jobs.retry(job_id))
    assert state.status == "done" and state.duplicates >= 25
    assert len(store.ids("river")) == 46


def test_jobs_on_one_corpus_work_one_after_another() -> None:
    lines = "\n".join(json.dumps({"text": f"{STORY} It was ferry {n}. " * 10}) for n in range(30))
    first = edits.add_files("river", [("many.jsonl", lines.encode())])
    deadline = time.monotonic() + LONGEST_S
    while jobs.state(first).done == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    second = edits.add_text("river", STORY)
    assert jobs.of("river") == [first, second] and jobs.busy() == {"river"}
    while not (now := jobs.state(second)).waiting and now.status == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert now.waiting
    jobs.cancel(second)
    assert finished(second).status == "cancelled", "it can be stopped while it waits"
    assert [file.status for file in jobs.state(second).files] == ["stopped"]
    jobs.cancel(first)
    finished(first)


def test_a_job_is_shown_until_it_is_put_away_or_followed_by_another() -> None:
    good = edits.add_text("river", STORY)
    finished(good)
    forget()
    assert jobs.of("river") == [good], "also after a restart, and to whoever comes"
    bad = edits.add_files("river", [("a.exe", b"MZ")])
    assert jobs.of("river") == [bad], "what went well has been seen by whoever goes on"
    other = edits.add_files("river", [("b.docx", b"PK")])
    assert jobs.of("river") == [bad, other], "what failed stays until it is closed"
    jobs.put_away(bad)
    assert jobs.of("river") == [other]


def test_a_desk_is_derived_anew_by_a_job() -> None:
    corpus = build_corpus(jobs.settings().corpora_dir)
    before = snapshot.current_version(corpus)
    job_id = jobs.build(corpus)
    assert jobs.build(corpus) == job_id, "one is enough"
    state = finished(job_id)
    assert (state.kind, state.status, state.sentence) == ("build", "done", "")
    assert snapshot.current_version(corpus) != before


def test_a_job_made_by_an_earlier_version_is_left_alone(corpora: Path) -> None:
    old = corpora / ".jobs" / "20190401T000000-000000-00000000"
    old.mkdir(parents=True)
    (old / "job.json").write_text('{"corpus": "river", "refused": []}')
    assert jobs.of("river") == [] and jobs.busy() == set()
    jobs.sweep()
