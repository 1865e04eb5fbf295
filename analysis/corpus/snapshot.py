"""The desk: what pages read. A new DuckDB file and text index a version, derived from truth and corrections.

A version is built aside and made current by one rename, so a page sees the old desk or the new one, whole. Where few
articles have changed, it is a patched copy of the version before, with the same content as one built whole. Open
readers keep theirs; versions that nobody reads go when the next one is built. Nothing here is ever written to again.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from analysis.corpus import corrections, layout, search, state, truth, versions, writing
from analysis.corpus.answers import Answers
from analysis.corpus.lock import locked
from analysis.corpus.tables import CONTENT_TABLES, NOT_CONTENT, TABLES, check_columns
from analysis.errors import CorpusError

BUILD_WAIT_S = 600.0  # another build of the same corpus is waited for, so that the last one to finish is the newest
PATCH_ARTICLES = 200
PATCH_ONE_IN = 4
"""A version is patched where at most so many articles, and at most one in so many, have changed."""
Progress = Callable[[int, int], None]
current_version = versions.current
_OPEN_ATTEMPTS = 5  # a version may go between reading its name and opening it
_READING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "lock_configuration": "true",
}  # fmt: skip


def build(
    corpus: str, wait_s: float = BUILD_WAIT_S, on_progress: Progress = lambda _done, _total: None, *,
    whole: bool = False,
) -> str:  # fmt: skip
    """Derive a new version of the desk from the truth, make it current, and return its name.

    Another build is waited for, `wait_s` at most; then BusyError is raised. `on_progress(done, total)` gets the
    articles whose rows are written; what it raises ends the build. `whole`: write every row anew, whatever has changed.

    Raises CorpusError where it cannot be written; the version before stays current.
    """
    layout.require(corpus)
    with locked(corpus, "desk", wait_s=wait_s):
        folder = versions.desks(corpus)
        folder.mkdir(exist_ok=True)
        version = versions.new_name()
        aside = folder / f".{version}"
        aside.mkdir()
        before = versions.current(corpus)
        try:
            _derive(corpus, aside, None if whole else before, on_progress)
            aside.rename(folder / version)
            versions.retire(corpus, before)
            layout.write_whole(folder / "current", version)
        except (duckdb.Error, OSError, ValueError) as error:  # ValueError: of the text index
            raise CorpusError(
                f"What the pages read of the corpus “{corpus}” could not be derived ({truth.reason(error)}); its "
                f"articles are safe: see to that, then run `python -m analysis corpora build {corpus}`."
            ) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        versions.prune(corpus, version)
        return version


def _derive(corpus: str, aside: Path, before: str | None, on_progress: Progress) -> None:
    standing = corrections.standing(corrections.read(corpus))
    old = versions.desks(corpus) / before if before and versions.said_of(corpus, before) else None
    known = state.read(old) if old else None
    change = state.compare(corpus, known)
    made = None
    if old and known and known.articles and not known.moved:
        most = min(PATCH_ARTICLES, max(1, len(known.articles) // PATCH_ONE_IN))
        if len(change.changed) + len(change.gone) <= most:
            made = writing.patched(corpus, aside, old, known, change, standing, most)
    patched = made is not None
    if made is None:
        change = state.compare(corpus, None)
        made = writing.whole(corpus, aside, change, standing, on_progress)
    state.write(aside, made)
    versions.describe(aside, {"articles": len(made.articles), "patched": patched})


def article_count(corpus: str, version: str) -> int:
    """How many articles a version holds, without opening it. Raises CorpusError where it is not whole."""
    said = versions.said_of(corpus, version)
    return said["articles"] if said else _counted(corpus, version)


def _counted(corpus: str, version: str) -> int:
    """The same by opening it: as a desk of an earlier Dateline needs, and one that somebody changed."""
    desk = _opened(corpus, version)
    try:
        return int(desk.cursor().execute("SELECT count(*) FROM articles").fetchall()[0][0])
    finally:
        desk.close()


class Desk:
    """An open version of a desk: one read-only connection, a cursor a query.

    `answers` keeps what was asked last: a version never changes, so an answer holds as long as the desk is open.
    """

    def __init__(self, corpus: str, version: str):
        said = layout.about(corpus)
        folder = versions.desks(corpus) / version
        self._read = versions.reading(folder)
        self.name, self.version = corpus, version
        self.title, self.is_exercise, self.credit, self.about = said.title, said.is_exercise, said.credit, said.about
        self.words = search.WordIndex(folder / versions.WORDS)
        self.answers = Answers()
        self._connection = duckdb.connect(str(folder / versions.DESK), read_only=True, config=_READING)
        for table in TABLES:
            empty = self._connection.execute(f"FROM {table} LIMIT 0")
            check_columns(table, [column[0] for column in empty.description or ()])

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one query."""
        return self._connection.cursor()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()
        self._let_go()

    def __del__(self) -> None:
        if hasattr(self, "_read"):
            self._let_go()

    def _let_go(self) -> None:
        if self._read is not None:
            os.close(self._read)
            self._read = None


def open_desk(corpus: str) -> Desk:
    """The current desk of a corpus, for reading. Raises CorpusError where there is none or it does not fit."""
    layout.require(corpus)
    for attempt in range(_OPEN_ATTEMPTS):
        version = current_version(corpus)
        if version is None:
            break
        try:
            return _opened(corpus, version)
        except CorpusError:
            if attempt == _OPEN_ATTEMPTS - 1 or current_version(corpus) == version:
                raise
    raise CorpusError(f"The corpus “{corpus}” has no desk yet; run `python -m analysis corpora build {corpus}`.")


def _opened(corpus: str, version: str) -> Desk:
    try:
        return Desk(corpus, version)
    except (duckdb.Error, OSError, ValueError) as error:
        raise CorpusError(
            f"The desk of the corpus “{corpus}” cannot be read ({truth.reason(error)}); "
            f"run `python -m analysis corpora build {corpus}` to derive it anew."
        ) from error


def digests(corpus: str) -> dict[str, dict[str, Any]]:
    """Rows and digest of each table, the same for the same articles in whatever order they came."""
    desk = open_desk(corpus)
    found = {}
    try:
        for table in CONTENT_TABLES:
            skipped = NOT_CONTENT.get(table, ())
            columns = ", ".join(column for column in TABLES[table] if column not in skipped)
            query = f"""SELECT count(*), sha256(coalesce(string_agg(row_digest, '' ORDER BY row_digest), ''))
                        FROM (SELECT sha256(CAST(row({columns}) AS VARCHAR)) AS row_digest FROM {table})"""
            rows, digest = desk.cursor().execute(query).fetchall()[0]
            found[table] = {"rows": rows, "digest": digest}
    finally:
        desk.close()
    return found
