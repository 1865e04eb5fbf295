"""Long work in a process of its own, watched through files: it survives a reload of the page and of the server.

A job is a folder `<corpora_dir>/.jobs/<id>` with what was given (`input/`), what is to be done (`job.json`) and what
the process tells of it (`progress.jsonl`, `errors.txt`). Its state is read from
these and from whether the process lives.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from analysis.corpus import layout
from analysis.errors import CorpusError, InputError
from analysis.settings import ROOT, settings

KEEP_S = 7 * 24 * 3600
"""Seconds after which the folder of a job that has ended is deleted."""
ADDING, AGAIN = "process", "again"
"""What a job does: add articles, or annotate some again."""
_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")
_started: dict[str, subprocess.Popen[bytes]] = {}  # to learn at once of the end of processes that are children of ours


@dataclass(frozen=True, slots=True)
class JobState:
    """How far a job is. `failures` and `notices` are (where, sentence); counts are of articles."""

    status: str  # "running", "done", "failed", "cancelled"
    done: int = 0
    total: int = 0
    current: str = ""
    failures: list[tuple[str, str]] = field(default_factory=list)
    added: int = 0
    seconds: float = 0.0
    notices: list[tuple[str, str]] = field(default_factory=list)
    duplicates: int = 0


def new_folder() -> Path:
    """A folder for a job to come; put what it shall read into its `input/`."""
    sweep()
    folder = _jobs() / f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{uuid.uuid4().hex[:8]}"
    (folder / "input").mkdir(parents=True)
    return folder


def start(
    paths: Sequence[Path] | None, corpus: str, *, folder: Path | None = None, labels: dict[str, str] | None = None,
    failures: Sequence[tuple[str, str]] = (), title: str = "",
) -> str:  # fmt: skip
    """Start `process` on `paths` (None: on the `input` of `folder`) and return the job's id.

    `labels` are the names to show for files, by file name; `failures` what was refused before the start. Raises
    CorpusError where `corpus` is no name for one.
    """
    layout.check_name(corpus)
    folder = folder or new_folder()
    given = [str(path) for path in (paths if paths is not None else sorted((folder / "input").iterdir()))]
    if not given:
        return _begin(folder, corpus, ADDING, [], failures)
    layout.write_whole(folder / "labels.json", json.dumps(labels or {}))
    command = [
        "process",
        "--corpus",
        corpus,
        "--title",
        title,
        "--progress",
        "jsonl",
        "--labels",
        str(folder / "labels.json"),
    ]
    return _begin(folder, corpus, ADDING, [*command, "--stop-file", str(folder / "stop"), "--", *given], failures)


def start_again(corpus: str, article_ids: Sequence[str]) -> str:
    """Start `corpora again` on articles that are there, and return the job's id. Raises CorpusError as `start`."""
    layout.require(corpus)
    articles = [part for article_id in article_ids for part in ("--article", article_id)]
    return _begin(new_folder(), corpus, AGAIN, ["corpora", "again", "--progress", "jsonl", *articles, "--", corpus], ())


def _begin(
    folder: Path, corpus: str, work: str, command: Sequence[str], refused: Sequence[tuple[str, str]]
) -> str:  # fmt: skip
    """Run a command of `python -m analysis` (none: there is nothing to do) as the job of this folder."""
    job = {"corpus": corpus, "work": work, "started": time.time(), "refused": list(refused), "pid": None, "born": None}
    if command:
        process = _spawn([sys.executable, "-m", "analysis", *command], folder)
        _started[folder.name] = process
        job |= {"pid": process.pid, "born": _born(process.pid)}
    layout.write_whole(folder / "job.json", json.dumps(job))
    return folder.name


def state(job_id: str) -> JobState:
    """How far a job is. Raises CorpusError where there is none of this id."""
    folder = _folder(job_id)
    job = _job(folder)
    alive = _alive(job_id, job)  # asked before the file is read: what is not in it then will never be
    told = _told(folder / "progress.jsonl")
    failures = [(where, sentence) for where, sentence in job["refused"]]
    failures += [(event["where"], event["sentence"]) for event in told if event["event"] == "failure"]
    notices = [(event["where"], event["sentence"]) for event in told if event["event"] == "notice"]
    last: dict[str, Any] = next((event for event in reversed(told) if event["event"] in ("progress", "end")), {})
    status, current = _status(job, alive, last, folder)
    if status == "failed":
        failures.append(("", current))
    return JobState(
        status, int(last.get("done", 0)) + len(job["refused"]), int(last.get("total", 0)) + len(job["refused"]),
        last.get("current", "") if status == "running" else "", failures, int(last.get("added", 0)),
        _seconds(job, folder, alive), notices, int(last.get("duplicates", 0)),
    )  # fmt: skip


def cancel(job_id: str) -> None:
    """Ask a job to stop after the article at hand; what is finished stays in the corpus."""
    folder = _folder(job_id)
    if _alive(job_id, _job(folder)):
        (folder / "stop").touch()


def latest(corpus: str, work: str = ADDING) -> str | None:
    """The id of the job of this kind that was started last on this corpus."""
    for folder in sorted(_jobs().glob("*/job.json"), reverse=True):
        try:
            if not _ID.fullmatch(folder.parent.name):
                continue
            job = _job(folder.parent)
            if (job["corpus"], job.get("work", ADDING)) == (corpus, work):
                return folder.parent.name
        except CorpusError:
            continue
    return None


def sweep() -> None:
    """Delete what was uploaded to jobs that have ended, and the folders of those that ended long ago."""
    limit = time.time() - KEEP_S
    for folder in _jobs().glob("*"):
        try:
            if not _ID.fullmatch(folder.name) or _alive(folder.name, _job(folder)):
                continue
        except CorpusError:  # being made at this moment, or never finished being made
            if folder.stat().st_mtime > limit:
                continue
        shutil.rmtree(folder / "input", ignore_errors=True)
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _jobs() -> Path:
    return settings().corpora_dir / ".jobs"


def _folder(job_id: str) -> Path:
    folder = _jobs() / job_id
    if not _ID.fullmatch(job_id) or not (folder / "job.json").is_file():
        raise CorpusError("There is no such job any more; see the corpus for what it added.")
    return folder


def _job(folder: Path) -> dict[str, Any]:
    try:
        return json.loads((folder / "job.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CorpusError("The files of this job are damaged; see the corpus for what it added.") from None


def _spawn(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start the process apart from this one's terminal, so that Ctrl-C at the server does not break it off."""
    environment = os.environ | {
        "DATELINE_CORPORA_DIR": str(settings().corpora_dir.resolve()), "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1",
    }  # fmt: skip
    try:
        with (folder / "progress.jsonl").open("wb") as out, (folder / "errors.txt").open("wb") as errors:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=errors,
                start_new_session=True,
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


def _told(path: Path) -> list[dict[str, Any]]:
    """The events told so far; the last line may still be half written."""
    if not path.is_file():
        return []
    events = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and "event" in event:
            events.append(event)
    return events


def _status(job: dict[str, Any], alive: bool, last: dict[str, Any], folder: Path) -> tuple[str, str]:
    """The status of a job, and the sentence of its failure."""
    if last.get("event") == "end":
        return last["status"], ""
    if alive:
        return "running", ""
    if job["pid"] is None:
        return "done", ""
    if (folder / "stop").exists():
        return "cancelled", ""
    errors = (folder / "errors.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if len(errors) == 1:  # a sentence of ours; a traceback is not for the page
        return "failed", errors[0][:500]
    return "failed", "The work broke off; what was finished before is in the corpus. Start it again for the rest."


def _seconds(job: dict[str, Any], folder: Path, alive: bool) -> float:
    progress = folder / "progress.jsonl"
    end = time.time() if alive or not progress.is_file() else progress.stat().st_mtime
    return max(0.0, end - job["started"])
