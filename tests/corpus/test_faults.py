"""A full disk, a process that is killed, readers all the while: nothing is lost, and nobody sees half of anything."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.corpus import doctor, snapshot, store
from analysis.errors import CorpusError
from tests.factory import articles, build_corpus, flood

ROOT = Path(__file__).resolve().parents[2]
WORK = """
import sys
from dataclasses import replace
from analysis.corpus import snapshot, store
from tests.factory import flood
print("ready", flush=True)
for number in range(1000):
    store.append("flood", [replace(flood(), article_id=f"k{sys.argv[1]}-{number}")])
    store.compact("flood")
    snapshot.build("flood", whole=number % 2 == 1)
"""


@pytest.mark.parametrize("after_s", [0.05, 0.3, 0.7, 1.2])
def test_a_process_killed_at_any_moment_leaves_a_corpus_that_opens(corpora: Path, after_s: float) -> None:
    name = build_corpus(corpora)
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, str(after_s)], cwd=ROOT, stdout=subprocess.PIPE,
        env=os.environ | {"DATELINE_CORPORA_DIR": str(corpora)},
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    desk = snapshot.open_desk(name)
    (count,) = desk.cursor().execute("SELECT count(*) FROM articles").fetchall()[0]
    assert len(desk.words.numbers()) == count >= 6
    desk.close()
    there = store.ids(name)
    assert len(there) in (count, count + 1), "at most the article after the last version is not shown yet"
    snapshot.build(name)
    shown = snapshot.digests(name)
    snapshot.build(name, whole=True)
    assert snapshot.digests(name) == shown
    assert shown["articles"]["rows"] == len(there)
    assert list(doctor.examine(name)) == []


def test_readers_all_the_while_see_whole_versions_and_no_error(corpora: Path) -> None:
    name = build_corpus(corpora)
    wrong: list[object] = []
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                desk = snapshot.open_desk(name)
                cursor = desk.cursor()
                (shown,) = cursor.execute("SELECT count(*) FROM articles").fetchall()[0]
                (held,) = cursor.execute("SELECT count(DISTINCT article_no) FROM parts").fetchall()[0]
                if len(desk.words.numbers()) != shown or held != shown:
                    wrong.append((shown, held))
                counts.append(shown)
                desk.close()
            except Exception as error:
                wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(5):
        store.append(name, [replace(one, article_id=f"{one.article_id}-{number}") for one in articles()[:2]])
        snapshot.build(name)
    done.set()
    reader.join()
    assert wrong == []
    assert set(counts) <= {6, 8, 10, 12, 14, 16} and counts == sorted(counts)


@pytest.fixture
def small_disk(corpora: Path) -> Path:
    """The folder of corpora on a disk of 4 MB, where this user may mount one."""
    corpora.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(corpora)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    yield corpora
    subprocess.run(["umount", "-l", str(corpora)], check=True)


def test_on_a_full_disk_nothing_is_lost_and_a_sentence_says_so(small_disk: Path) -> None:
    with pytest.raises(CorpusError, match="No space left|could not be"):
        build_corpus(small_disk)
        for number in range(100):
            store.append("flood", [replace(flood(), article_id=f"n{number}", byline=os.urandom(200_000).hex())])
            snapshot.build("flood")
    for left in small_disk.glob("flood/desk/.*"):
        pytest.fail(f"{left} was left behind")
    desk = snapshot.open_desk("flood")
    (count,) = desk.cursor().execute("SELECT count(*) FROM articles").fetchall()[0]
    desk.close()
    assert len(list(store.read("flood"))) in (count, count + 1)


def test_where_the_desk_cannot_be_written_the_one_before_stays(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = build_corpus(corpora)
    before = snapshot.digests(name)
    store.append(name, [replace(flood(), article_id="more")])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot.state.pq, "ParquetWriter", full)
        with pytest.raises(CorpusError, match="No space left.*articles are safe"):
            snapshot.build(name)
    assert snapshot.digests(name) == before
    snapshot.build(name)
    assert snapshot.digests(name)["articles"]["rows"] == 7
