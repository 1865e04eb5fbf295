"""Long work in a process of its own, watched through files: it survives a reload of the page and of the server.

A job is a folder `<corpora_dir>/.jobs/<id>` with what was given (`input/`), what is to be done (`job.json`) and what
the process tells of it (`progress.jsonl`, `errors.txt`); `job_state` reads these. A job that has ended is shown until
somebody puts it away, and what it could not read is kept as long as its folder, to be tried again.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from analysis.corpus import layout
from analysis.desk import job_state
from analysis.desk.job_state import ERRORS, INPUT, PROGRESS, STOP, FileState, GivenFile, JobState, Told
from analysis.errors import CorpusError, InputError
from analysis.settings import ROOT, settings

__all__ = [
    "INPUT", "PREPARING", "FileState", "GivenFile", "JobState", "Told", "build", "busy", "cancel", "forget",
    "latest_again", "new_folder", "of", "prepare", "put_away", "retry", "start", "start_again", "state", "sweep",
]  # fmt: skip

KEEP_S = 7 * 24 * 3600
"""Seconds after which the folder of a job that has ended is deleted."""
PREPARING = ""
"""In place of a corpus: the job that prepares the built-in ones."""
_AGAIN = "again"
"""Articles that are there are annotated again: shown on their page, not among the jobs of the Library."""
_AWAY = "away"
_ID = re.compile(r"\d{8}T\d{6}-\d{6}-[0-9a-f]{8}")
_started: dict[str, subprocess.Popen[bytes]] = {}  # to learn at once of the end of processes that are children of ours


def new_folder() -> Path:
    """A folder for a job to come; put what it shall read into its `input/`."""
    sweep()
    now = time.time()
    moment = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
    folder = _jobs() / f"{moment}-{int(now % 1 * 1e6):06}-{uuid.uuid4().hex[:8]}"
    (folder / INPUT).mkdir(parents=True)
    return folder


def start(corpus: str, folder: Path, files: Sequence[GivenFile]) -> str:
    """Start `process` on the files in the `input` of `folder`, and return the job's id.

    A file that was refused is only told of. Raises CorpusError where `corpus` is no name for one.
    """
    layout.check_name(corpus)
    given = [str(folder / INPUT / file.name) for file in files if not file.refused]
    for job_id in of(corpus):  # what went well has been seen by whoever goes on
        before = state(job_id)
        if before.status == "done" and not before.failures:
            put_away(job_id)
    labels = {file.name: file.label for file in files if not file.refused}
    layout.write_whole(folder / "labels.json", json.dumps(labels))
    command = ["process", "--corpus", corpus, "--labels", str(folder / "labels.json")]
    return _begin("process", corpus, folder, command, given, files)


def build(corpus: str) -> str:
    """Start a job that derives anew what the pages read of a corpus."""
    layout.require(corpus)
    return _only_one("build", corpus, ["corpora", "build", corpus])


def prepare() -> str:
    """Start a job that prepares the built-in corpora."""
    return _only_one("prepare", PREPARING, ["prepare"])


def retry(job_id: str, names: Collection[str] | None = None) -> str:
    """Start a new job on what this one could not finish (`names`: only these of its files); returns its id.

    Raises CorpusError where nothing of it is left to be tried again.
    """
    folder = _folder(job_id)
    job, before = _job(folder), state(job_id)
    again = [file for file in before.unfinished if names is None or file.name in names]
    fresh = new_folder()
    files = []
    for number, file in enumerate(again, start=1):
        name = f"{number:04}{Path(file.name).suffix}"
        with suppress(FileNotFoundError):  # another tab was faster
            (folder / INPUT / file.name).rename(fresh / INPUT / name)
            files.append(GivenFile(name, file.label))
    if not files:
        shutil.rmtree(fresh)
        raise CorpusError("Nothing of this is left to be tried again; add the files anew.")
    left = state(job_id)
    if not left.unfinished and not left.failures:
        put_away(job_id)
    return start(job["corpus"], fresh, files)


def start_again(corpus: str, article_ids: Sequence[str]) -> str:
    """Start `corpora again` on articles that are there, and return the job's id. Raises CorpusError as `start`."""
    layout.require(corpus)
    articles = [part for article_id in article_ids for part in ("--article", article_id)]
    return _begin(_AGAIN, corpus, new_folder(), ["corpora", "again", corpus, *articles], [], ())


def state(job_id: str) -> JobState:
    """How far a job is. Raises CorpusError where there is none of this id."""
    folder = _folder(job_id)
    job = _job(folder)
    alive = _alive(job_id, job)  # asked before its files are read: what is not in them then will never be
    return job_state.read(folder, job, alive, _seconds(job, folder, alive))


def cancel(job_id: str) -> None:
    """Ask a job to stop after the article at hand; what is finished stays in the corpus."""
    folder = _folder(job_id)
    if _alive(job_id, _job(folder)):
        (folder / STOP).touch()


def of(corpus: str) -> list[str]:
    """The ids of the jobs on this corpus that nobody has put away, the oldest first; without those that annotate
    articles again.
    """
    return [
        folder.name
        for folder, job in _all()
        if job["corpus"] == corpus and job["kind"] != _AGAIN and not (folder / _AWAY).exists()
    ]


def latest_again(corpus: str) -> str | None:
    """The id of the job started last that annotates articles of this corpus again."""
    found = [folder.name for folder, job in _all() if job["corpus"] == corpus and job["kind"] == _AGAIN]
    return found[-1] if found else None


def busy() -> set[str]:
    """The corpora that a job is working on; `PREPARING` while the built-in ones are prepared."""
    return {job["corpus"] for folder, job in _all() if _alive(folder.name, job)}


def put_away(job_id: str) -> None:
    """Show a job no more."""
    (_folder(job_id) / _AWAY).touch()


def forget(corpus: str) -> None:
    """Delete the jobs of a corpus that is to be removed. Raises CorpusError where one of them still runs."""
    ours = [(folder, job) for folder, job in _all() if job["corpus"] == corpus]
    if any(_alive(folder.name, job) for folder, job in ours):
        raise CorpusError("Articles are being added to this corpus; stop that, then remove it.")
    for folder, _ in ours:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Delete of jobs that have ended what was read, and after `KEEP_S` all of them."""
    limit = time.time() - KEEP_S
    for folder in _jobs().glob("*"):
        if not _ID.fullmatch(folder.name):
            continue
        try:
            now = state(folder.name)
            if now.status == "running":
                continue
            needed = {file.name for file in now.unfinished}
        except CorpusError:  # being made at this moment, or never finished being made
            needed = {path.name for path in (folder / INPUT).glob("*")}
        for path in (folder / INPUT).glob("*"):
            if path.name not in needed:
                path.unlink(missing_ok=True)
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _only_one(kind: str, corpus: str, command: list[str]) -> str:
    """Start such a job, or give the one that runs already."""
    for folder, job in _all():
        if job["kind"] == kind and job["corpus"] == corpus:
            if _alive(folder.name, job):
                return folder.name
            (folder / _AWAY).touch()
    return _begin(kind, corpus, new_folder(), command, [], ())


def _begin(kind: str, corpus: str, folder: Path, command: list[str], paths: list[str],
           files: Sequence[GivenFile]) -> str:  # fmt: skip
    """Write the job down, and start its process where there is anything to do."""
    job: dict[str, Any] = {
        "kind": kind, "corpus": corpus, "started": time.time(), "files": [list(file) for file in files], "pid": None,
        "born": None,
    }  # fmt: skip
    if paths or kind != "process":
        options = ["--progress", "jsonl", "--stop-file", str(folder / STOP)]
        process = _spawn([*command, *options, *(["--", *paths] if paths else [])], folder)
        _started[folder.name] = process
        job |= {"pid": process.pid, "born": _born(process.pid)}
    layout.write_whole(folder / "job.json", json.dumps(job))
    return folder.name


def _jobs() -> Path:
    return settings().corpora_dir / ".jobs"


def _all() -> list[tuple[Path, dict[str, Any]]]:
    """Every job that can be read, the oldest first."""
    found = []
    for path in sorted(_jobs().glob("*/job.json")):
        try:
            if _ID.fullmatch(path.parent.name):
                found.append((path.parent, _job(path.parent)))
        except CorpusError:
            continue
    return found


def _folder(job_id: str) -> Path:
    folder = _jobs() / job_id
    if not _ID.fullmatch(job_id) or not (folder / "job.json").is_file():
        raise CorpusError("There is no such job any more; see the corpus for what it added.")
    return folder


def _job(folder: Path) -> dict[str, Any]:
    try:
        job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
        if {"kind", "corpus", "started", "files", "pid", "born"} <= job.keys():
            return job
    except (OSError, ValueError, AttributeError):
        pass
    raise CorpusError("The files of this job are damaged; see the corpus for what it added.")


def _spawn(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start the process apart from this one's terminal, so that Ctrl-C at the server does not break it off."""
    environment = os.environ | {
        "DATELINE_CORPORA_DIR": str(settings().corpora_dir.resolve()), "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1",
    }  # fmt: skip
    try:
        with (folder / PROGRESS).open("wb") as out, (folder / ERRORS).open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-m", "analysis", *command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                stdout=out, stderr=errors, start_new_session=True,
            )  # fmt: skip
    except OSError as error:
        raise InputError(f"The work could not be started ({error.strerror}); is the disk full?") from None


def _born(pid: int) -> float | None:
    """When a process was started, which tells it from a later one that got the same number."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def _alive(job_id: str, job: dict[str, Any]) -> bool:
    child = _started.get(job_id)
    if child is not None:
        return child.poll() is None
    if job["pid"] is None or job["born"] is None:
        return False
    try:
        process = psutil.Process(job["pid"])
        return abs(process.create_time() - job["born"]) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _seconds(job: dict[str, Any], folder: Path, alive: bool) -> float:
    progress = folder / PROGRESS
    end = time.time() if alive or not progress.is_file() else progress.stat().st_mtime
    return max(0.0, end - job["started"])
