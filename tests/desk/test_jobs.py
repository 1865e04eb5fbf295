"""Jobs in processes of their own, watched from outside."""

import json
import time
from pathlib import Path

import pytest

from analysis.corpus import store
from analysis.desk import edits, jobs
from analysis.errors import CorpusError
from tests.factory import corpora_in

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
    assert {where for where, _ in state.failures} == {"scan.pdf", "odd name.txt", "table.csv"}
    assert jobs.latest("river") == job_id
    (article,) = store.read("river")
    assert article.source == "Ferry.txt"


def test_the_state_is_the_same_after_a_restart() -> None:
    job_id = edits.add_text("river", STORY, title="Ferry adrift", outlet="The Daily", published="10 April 2019")
    forget()
    assert jobs.state(job_id).status == "running"
    state = finished(job_id)
    assert (state.status, state.added, state.failures) == ("done", 1, [])
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
    assert state.status == "failed"
    assert "broke off" in state.failures[-1][1]


def test_when_every_file_is_refused_the_job_is_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.settings import settings

    monkeypatch.setattr(settings(), "max_file_mb", 1)
    state = jobs.state(edits.add_files("river", [("large.txt", b"a" * 1_100_000), ("a.docx", b"PK")]))
    assert (state.status, state.added, state.done, state.total) == ("done", 0, 2, 2)
    assert "at most 1 MB" in state.failures[0][1] and "not read" in state.failures[1][1]


@pytest.mark.parametrize("job_id", ["", "..", "../../etc", "20261124T000000-00000000"])
def test_an_unknown_job_is_a_sentence(job_id: str) -> None:
    with pytest.raises(CorpusError, match="no such job"):
        jobs.state(job_id)


def test_a_corpus_without_jobs_has_no_latest_one() -> None:
    assert jobs.latest("river") is None
