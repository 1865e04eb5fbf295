"""How far a job is, read from what its process has told: in all, and file by file.

Pure reading: starts nothing, changes nothing. Counts are of articles; a file that holds many has them all in one row.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

PROGRESS, ERRORS, INPUT, STOP = "progress.jsonl", "errors.txt", "input", "stop"
BROKE_OFF = "The work broke off; what was finished before is in the corpus. Start it again for the rest."
LONGEST_SENTENCE = 500
_COUNTS = ("total", "done", "added", "duplicates", "failed")
_UNFINISHED = ("partly", "failed", "stopped")


class Told(NamedTuple):
    """A sentence on a file or on one record of it; `file` is "" where it is on the whole job."""

    where: str
    sentence: str
    file: str = ""


class GivenFile(NamedTuple):
    """A file as it was given to a job: its name in the job's folder, the name to show, why it was refused at once."""

    name: str
    label: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class FileState:
    """One file. `status`: waiting, reading, added, held (nothing new), partly, failed, stopped, empty, retried.

    `article_id` is the first of its articles that the corpus now holds; `can_retry`: its bytes are still there.
    """

    name: str
    label: str
    status: str
    total: int = 0
    done: int = 0
    added: int = 0
    duplicates: int = 0
    failed: int = 0
    article_id: str = ""
    failures: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    can_retry: bool = False


@dataclass(frozen=True, slots=True)
class JobState:
    """A whole job. `status`: running, done, failed, cancelled; `rate`: articles a second, 0 where not known yet.

    `sentence` says why the whole of it failed; `found` counts the marks in the articles added.
    """

    kind: str
    status: str
    done: int = 0
    total: int = 0
    added: int = 0
    duplicates: int = 0
    rate: float = 0.0
    seconds: float = 0.0
    current: str = ""
    sentence: str = ""
    files: tuple[FileState, ...] = ()
    failures: tuple[Told, ...] = ()
    notices: tuple[Told, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)
    stopping: bool = False
    waiting: bool = False  # for other work on the same corpus

    @property
    def unfinished(self) -> tuple[FileState, ...]:
        """The files that may be tried again."""
        return tuple(file for file in self.files if file.can_retry)


def read(folder: Path, job: Mapping[str, Any], alive: bool, seconds: float) -> JobState:
    """The state of the job in `folder`. `alive` was asked before: what is not told by then will never be."""
    given = [GivenFile(*file) for file in job["files"]]
    told = _told(folder / PROGRESS)
    last: dict[str, Any] = next((event for event in reversed(told) if event["event"] in ("progress", "end")), {})
    status, sentence = _status(job, alive, last, folder)
    failures = [Told(file.label, file.refused, file.label) for file in given if file.refused]
    failures += [_sentence(event) for event in told if event["event"] == "failure"]
    notices = [_sentence(event) for event in told if event["event"] == "notice" and not event.get("article_id")]
    counts = {event["file"]: event for event in told if event["event"] == "file"}
    files = _files(folder, given, counts, (failures, notices), status)
    retried = {file.label for file in files if file.status == "retried"}
    refused = sum(1 for file in given if file.refused) if last or status != "running" else 0
    return JobState(
        job["kind"], status, int(last.get("done", 0)) + refused, int(last.get("total", 0)) + refused,
        int(last.get("added", 0)), int(last.get("duplicates", 0)), float(last.get("rate", 0.0)), seconds,
        last.get("current", "") if status == "running" else "", sentence,
        tuple(files), tuple(failure for failure in failures if failure.file not in retried), tuple(notices),
        last.get("found", {}), alive and (folder / STOP).exists(), bool(last.get("waiting")),
    )  # fmt: skip


def _files(
    folder: Path, given: list[GivenFile], counts: Mapping[str, Any], told: tuple[list[Told], list[Told]], status: str
) -> list[FileState]:
    failures, notices = _by_file(told[0]), _by_file(told[1])
    states: list[FileState] = []
    begun = False  # files are worked on in their order: the first that is not done is the one being read
    for file in given:
        count = {key: counts.get(file.label, {}).get(key, 0) for key in _COUNTS}
        known = file.label in counts
        done = bool(file.refused) or (known and count["done"] >= count["total"])
        if file.refused:
            now = "failed"
        elif status == "running" and not done:
            now = "waiting" if begun and not count["done"] else "reading"
            begun = True
        else:
            now = _outcome(count, done, known or status != "done")
        can_retry = not file.refused and status != "running" and now in _UNFINISHED
        if can_retry and not (folder / INPUT / file.name).is_file():
            now, can_retry = "retried", False
        states.append(FileState(
            file.name, file.label, now, **count, article_id=counts.get(file.label, {}).get("article_id", ""),
            failures=failures.get(file.label, ()), notices=notices.get(file.label, ()), can_retry=can_retry,
        ))  # fmt: skip
    return states


def _by_file(told: list[Told]) -> dict[str, tuple[str, ...]]:
    sentences: dict[str, list[str]] = {}
    for one in told:
        sentences.setdefault(one.file, []).append(one.sentence)
    return {file: tuple(some) for file, some in sentences.items()}


def _outcome(count: Mapping[str, int], done: bool, known: bool) -> str:
    if not known:
        return "empty"
    if not done:
        return "stopped"
    if count["failed"]:
        return "partly" if count["failed"] < count["total"] else "failed"
    return "added" if count["added"] or not count["duplicates"] else "held"


def _status(job: Mapping[str, Any], alive: bool, last: Mapping[str, Any], folder: Path) -> tuple[str, str]:
    """The status of a job, and the sentence of its failure."""
    if last.get("event") == "end":
        return last["status"], ""
    if alive:
        return "running", ""
    if job["pid"] is None:
        return "done", ""
    if (folder / STOP).exists():
        return "cancelled", ""
    try:
        errors = (folder / ERRORS).read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        errors = []
    # one line is a sentence of ours; a traceback is not for the page
    return "failed", errors[0][:LONGEST_SENTENCE] if len(errors) == 1 else BROKE_OFF


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


def _sentence(event: Mapping[str, Any]) -> Told:
    return Told(event["where"], event["sentence"], event.get("file", ""))
