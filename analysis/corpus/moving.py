"""Whole corpora called otherwise, put together, taken apart, put aside and brought back."""

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from analysis import schema
from analysis.corpus import corrections, layout, snapshot, store
from analysis.corpus.filters import Filters
from analysis.corpus.lock import locked
from analysis.corpus.queries.question import Question
from analysis.errors import CorpusError
from analysis.settings import settings

REMOVED = ".removed"
KEEP_DAYS = 7
"""A corpus that was removed can be brought back for so long."""
_AT_ONCE = 50


def rename(name: str, new: str) -> None:
    """Give a corpus another name, and with it other addresses. Raises CorpusError where that name is taken."""
    _local(name)
    path, target = layout.require(name), layout.folder(new)
    if target.exists() and layout.exists(new):
        raise CorpusError(f"There is a corpus called “{new}” already; choose another name.")
    with locked(name, "work"), locked(name, "desk"), locked(name):
        shutil.rmtree(target, ignore_errors=True)  # at most locks, left by a corpus that is gone
        path.rename(target)


def merge(names: Sequence[str], into: str, title: str = "") -> int:
    """A new corpus with the articles and corrections of others, each article once; returns how many it has."""
    for name in names:
        layout.require(name)
    titles = " and ".join(layout.about(name).title for name in names)
    credit = "; ".join(dict.fromkeys(filter(None, (layout.about(name).credit for name in names))))
    exercise = any(layout.about(name).is_exercise for name in names)
    with Anew(into, layout.About(title.strip() or titles, exercise, credit)):
        for name in names:
            copy(name, into)
    return len(store.ids(into))


def split(name: str, filters: Filters, into: str, title: str = "", *, move: bool = False) -> int:
    """A new corpus with the articles that the filters choose; with `move` they are taken out of the old one.

    Returns how many. Raises CorpusError where they choose none: then nothing is made.
    """
    desk = snapshot.open_desk(name)
    try:
        question = Question(desk, filters)
        wanted = question.every(f"SELECT article_id FROM articles WHERE {question.chosen}")["article_id"].tolist()
    finally:
        desk.close()
    if not wanted:
        raise CorpusError("No article is chosen by these filters, so there is nothing to split off; choose others.")
    said = layout.about(name)
    with Anew(into, layout.About(title.strip() or f"{said.title}, a part", said.is_exercise, said.credit, said.about)):
        copy(name, into, wanted)
    if move:
        store.remove(name, wanted)
        snapshot.build(name)
    return len(wanted)


def copy(name: str, into: str, article_ids: Sequence[str] | None = None) -> None:
    """Append articles of one corpus, with what was corrected in them and the runs that made them, to another."""
    made: set[str] = set()
    for batch in in_batches(store.read(name, article_ids=article_ids)):
        store.append(into, batch)
        made |= {article.run_id for article in batch}
    there = {run.run_id for run in store.runs(into)}
    for run in store.runs(name):
        if run.run_id in made - there:
            store.add_run(into, run)
    wanted = None if article_ids is None else set(article_ids)
    known = {kept.correction_id for kept in corrections.read(into)}
    corrections.keep(into, (
        kept for kept in corrections.read(name)
        if kept.correction_id not in known and (wanted is None or kept.target.get("article_id") in wanted)
    ))  # fmt: skip


def put_aside(name: str) -> None:
    """Remove a corpus so that `bring_back` finds it, for `KEEP_DAYS`. One put aside under this name before is lost."""
    _local(name)
    path = layout.require(name)
    aside = settings().corpora_dir / REMOVED
    aside.mkdir(exist_ok=True)
    limit = time.time() - KEEP_DAYS * 86_400
    for old in aside.iterdir():
        if old.stat().st_mtime < limit or old.name.split("~")[0] == name:
            shutil.rmtree(old, ignore_errors=True)
    with locked(name, "work"), locked(name, "desk"), locked(name):
        target = aside / f"{name}~{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        path.rename(target)
        target.touch()


def bring_back(name: str) -> None:
    """Undo `put_aside`. Raises CorpusError where it is too late, or the name is taken again."""
    layout.check_name(name)
    found = sorted((settings().corpora_dir / REMOVED).glob(f"{name}~*"))
    if not found:
        raise CorpusError(f"No corpus called “{name}” was removed in the last {KEEP_DAYS} days.")
    if layout.exists(name):
        raise CorpusError(f"There is a corpus called “{name}” again; rename that one first.")
    shutil.rmtree(layout.folder(name), ignore_errors=True)  # at most locks
    found[-1].rename(layout.folder(name))


def forget_aside(name: str) -> None:
    """Delete what `put_aside` kept under this name."""
    for old in (settings().corpora_dir / REMOVED).glob(f"{layout.check_name(name)}~*"):
        shutil.rmtree(old)


class Anew:
    """A corpus being made: derived at the end, and removed again where anything fails."""

    def __init__(self, name: str, said: layout.About):
        self._name, self._said = name, said

    def __enter__(self) -> None:
        with locked(self._name, "create"):
            if layout.exists(self._name):
                raise CorpusError(f"There is a corpus called “{self._name}” already; choose another name.")
            layout.describe(self._name, self._said)

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                snapshot.build(self._name)
                return
        except BaseException:
            self._undo()
            raise
        self._undo()

    def _undo(self) -> None:
        path: Path = layout.folder(self._name)
        (path / "corpus.json").unlink(missing_ok=True)
        shutil.rmtree(path, ignore_errors=True)


def _local(name: str) -> None:
    layout.check_name(name)
    if settings().truth_uri:
        raise CorpusError("The articles lie on object storage under the corpus's name; rename or remove them there.")


def in_batches(articles: Iterable[schema.Article], size: int = _AT_ONCE) -> Iterator[list[schema.Article]]:
    """Articles in lists of at most `size`."""
    rows = iter(articles)
    while batch := list(islice(rows, size)):
        yield batch
