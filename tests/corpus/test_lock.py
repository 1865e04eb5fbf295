"""One change at a time, and a lock that cannot outlive its holder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.corpus import store
from analysis.corpus.lock import in_turn, locked
from analysis.errors import BusyError
from tests.factory import flood

HOLD = """
import sys
from analysis.corpus.lock import locked
with locked("flood"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(corpora: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the corpus until its input ends."""
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.communicate(timeout=30)


def test_a_second_change_is_told_who_holds_the_lock(holder: subprocess.Popen[str]) -> None:
    with pytest.raises(BusyError, match=f"process {holder.pid}.*try again"), locked("flood", wait_s=0.1):
        pass


def test_another_purpose_or_another_corpus_is_free(holder: subprocess.Popen[str]) -> None:
    with locked("flood", "desk", wait_s=0), locked("other", wait_s=0):
        pass


def test_removing_waits_for_nobody_forever(holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch) -> None:
    store.append("flood", [flood()])  # appending needs no lock
    monkeypatch.setattr(store, "locked", lambda corpus, wait_s=0.0: locked(corpus, wait_s=0.1))
    with pytest.raises(BusyError):
        store.remove("flood", [flood().article_id])
    assert store.ids("flood") == {flood().article_id}


def test_the_lock_of_a_process_that_was_killed_is_free(holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with locked("flood", wait_s=0):
        assert str(os.getpid()) in (Path(os.environ["DATELINE_CORPORA_DIR"]) / "flood" / ".change.lock").read_text()


def test_a_lock_is_free_again_after_an_error_inside_it(corpora: Path) -> None:
    with pytest.raises(ValueError), locked("flood"):
        raise ValueError
    with locked("flood", wait_s=0):
        pass


def test_long_work_waits_its_turn_and_says_so_and_may_give_up(corpora: Path) -> None:
    waited: list[int] = []
    with locked("flood", "work"), in_turn("flood", lambda: len(waited) == 2, lambda: waited.append(1)):
        assert len(waited) == 2, "it gave up, and goes on without the lock"
    with in_turn("flood", lambda: False, lambda: waited.append(1)):
        assert len(waited) == 2, "nobody was before it"
        with pytest.raises(BusyError), locked("flood", "work", wait_s=0):
            pass
