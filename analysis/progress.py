"""How far the work is, for a person at a terminal or, as JSON Lines, for a page (`analysis.desk.jobs`)."""

import json
import sys
import time
from dataclasses import asdict, replace
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from analysis.batch import FileCount, Outcome
from analysis.errors import InputError
from analysis.sentences import one_line

QUIET_S = 0.2
"""Seconds between two lines of progress; more often than a page looks is of no use."""
LONGEST_NOTE = 60
"""Characters of a title beside a bar."""

MOST_SENTENCES = 50
"""Sentences printed at the end; of a thousand broken lines the first ones say what is wrong."""


def form(name: str) -> "JsonLines | bar":
    """The form of progress that a command was asked for. Raises InputError where there is none of this name."""
    if name not in FORMS:
        raise InputError(f'"{name[:20]}" is no form of progress; choose "bar" or "jsonl".')
    return FORMS[name]()


class JsonLines:
    """One object a line on standard output: progress, files, failures and notices as they come, and the end."""

    def __init__(self) -> None:
        self._told = {"failures": 0, "notices": 0}
        self._files: dict[str, FileCount] = {}
        self._last = 0.0
        self._end: dict[str, Any] = {"event": "end", "status": "done"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        """The last line, unless the work broke off."""
        if kind is None:
            self._write(self._end)

    def update(self, outcome: Outcome, doing: str) -> None:
        """Tell what is new, and how far the work is where that was not told just now."""
        for kind, event in (("failures", "failure"), ("notices", "notice")):
            for told in getattr(outcome, kind)[self._told[kind] :]:
                self._write({"event": event} | told._asdict())
            self._told[kind] = len(getattr(outcome, kind))
        if self._is_time(outcome.done, outcome.total):
            self._tell_files(outcome)
            self._write({"event": "progress", "done": outcome.done, "total": outcome.total, "added": outcome.added,
                         "rate": round(outcome.rate(), 3), "current": doing[:200]})  # fmt: skip

    def advance(self, task: str, done: int, total: int, doing: str) -> None:
        """How far the task of this name is."""
        if self._is_time(done, total):
            current = f"{task}: {doing}" if doing else task
            self._write({"event": "progress", "done": done, "total": total, "current": current[:200]})

    def wait(self) -> None:
        """Other work comes first."""
        if self._is_time(0, 1):
            self._write({"event": "progress", "done": 0, "total": 0, "waiting": True})

    def finish(self, outcome: Outcome) -> None:
        """What the last line is to say."""
        self._last = 0.0
        self.update(outcome, "")
        self._end |= {"status": "cancelled" if outcome.cancelled else "done", "done": outcome.done,
                      "total": outcome.total, "added": outcome.added, "duplicates": outcome.duplicates,
                      "found": dict(outcome.found)}  # fmt: skip

    def _is_time(self, done: int, total: int) -> bool:
        if time.monotonic() - self._last < QUIET_S and done < total:
            return False
        self._last = time.monotonic()
        return True

    def _tell_files(self, outcome: Outcome) -> None:
        for file, count in outcome.files.items():
            if self._files.get(file) != count:
                self._files[file] = replace(count)
                self._write({"event": "file", "file": file} | asdict(count))

    def _write(self, record: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()


class bar:  # noqa: N801 - reads as a verb where it is used
    """A progress bar on standard error (plain lines where that is no terminal), and sentences at the end."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            TextColumn("{task.fields[doing]}", markup=False), console=self._console, transient=False,
        )  # fmt: skip
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._bar.stop()

    def update(self, outcome: Outcome, doing: str) -> None:
        """How far the one task is."""
        self.advance("Processing", outcome.done, outcome.total, doing)

    def advance(self, task: str, done: int, total: int, doing: str) -> None:
        """How far the task of this name is."""
        if task not in self._tasks:
            self._tasks[task] = self._bar.add_task(task, total=total, doing="")
            if not self._console.is_terminal:
                self._console.print(f"{task} …", markup=False)
        self._bar.update(self._tasks[task], completed=done, total=total, doing=one_line(doing)[:LONGEST_NOTE])

    def wait(self) -> None:
        """Other work comes first."""
        self.advance("Processing", 0, 0, "waiting for other work on this corpus")

    def finish(self, outcome: Outcome) -> None:
        """What failed, a sentence each, and a summary."""
        self._bar.stop()
        sentences = [told.sentence for told in [*outcome.failures, *outcome.notices]]
        for sentence in sentences[:MOST_SENTENCES]:
            self._console.print(one_line(sentence), markup=False, highlight=False, soft_wrap=True)
        if len(sentences) > MOST_SENTENCES:
            self._console.print(f"… and {len(sentences) - MOST_SENTENCES:,} more (--progress jsonl tells all).")
        counts = [f"{outcome.added:,} added"]
        counts += [f"{outcome.duplicates:,} there already"] if outcome.duplicates else []
        counts += [f"{len(outcome.failures):,} failed"] if outcome.failures else []
        counts += [f"{outcome.total - outcome.done:,} not begun"] if outcome.cancelled else []
        summary = (
            f"{'Cancelled' if outcome.cancelled else 'Done'}: {outcome.total:,} articles read, {', '.join(counts)}."
        )
        self._console.print(summary, markup=False, highlight=False, soft_wrap=True)


FORMS: dict[str, type[JsonLines] | type[bar]] = {"bar": bar, "jsonl": JsonLines}
