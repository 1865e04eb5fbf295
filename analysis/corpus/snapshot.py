"""The desk: what pages read. A new DuckDB file and text index a version, derived from truth and corrections.

A version is built aside and made current by one rename, so a page sees the old desk or the new one, whole.
Open readers keep theirs; versions out of use go after an hour. Nothing here is ever written to again.
"""

import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analysis import schema
from analysis.corpus import corrections, layout, search, store, truth
from analysis.corpus.answers import Answers
from analysis.corpus.link import Links, link
from analysis.corpus.lock import locked
from analysis.corpus.rows import correction_rows, link_rows, rows_of, story_text
from analysis.corpus.tables import CONTENT_TABLES, NOT_CONTENT, SORTED_BY, TABLES, arrow_schema, check_columns
from analysis.errors import CorpusError

DESK = "desk.duckdb"
COUNT = "count.json"  # articles of the version and bytes of its file, for lists that open none
KEEP = timedelta(hours=1)
BUILD_WAIT_S = 600.0  # another build of the same corpus is waited for, so that the last one to finish is the newest
Progress = Callable[[int, int], None]
_BATCH_ARTICLES = 500
_VERSION = re.compile(r"\w[\w-]*")
_READING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "lock_configuration": "true",
}  # fmt: skip


def build(corpus: str, wait_s: float = BUILD_WAIT_S, on_progress: Progress = lambda _done, _total: None) -> str:
    """Derive a new version of the desk from the truth, make it current, and return its name.

    Another build is waited for, `wait_s` at most; then BusyError is raised. `on_progress(done, total)` gets the
    articles whose rows are written; what it raises ends the build.

    Raises CorpusError where it cannot be written; the version before stays current.
    """
    layout.require(corpus)
    with locked(corpus, "desk", wait_s=wait_s):
        desks = _desks(corpus)
        desks.mkdir(exist_ok=True)
        version = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        aside = desks / f".{version}"
        aside.mkdir()
        try:
            _write(corpus, aside, on_progress)
            aside.rename(desks / version)
            _retire(desks, current_version(corpus))
            layout.write_whole(desks / "current", version)
        except (duckdb.Error, OSError, ValueError) as error:  # ValueError: of the text index
            raise CorpusError(
                f"What the pages read of the corpus “{corpus}” could not be derived ({truth.reason(error)}); its "
                f"articles are safe: see to that, then run `python -m analysis corpora build {corpus}`."
            ) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _prune(desks, version)
        return version


def current_version(corpus: str) -> str | None:
    """The version pages should read, or None where the corpus has no desk yet. Cheap: one small file."""
    try:
        version = (_desks(corpus) / "current").read_text(encoding="ascii").strip()
    except (OSError, ValueError):  # never built, or not by us
        return None
    return version if _VERSION.fullmatch(version) else None


def article_count(corpus: str, version: str) -> int:
    """How many articles a version holds, without opening it. Raises CorpusError where it is not whole."""
    folder = _desks(corpus) / version
    try:
        said = json.loads((folder / COUNT).read_text(encoding="utf-8"))
        whole = (folder / DESK).stat().st_size == said["bytes"] and (folder / "words" / "meta.json").is_file()
        return int(said["articles"]) if whole else _counted(corpus, version)
    except (OSError, ValueError, KeyError, TypeError):
        return _counted(corpus, version)


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
        folder = _desks(corpus) / version
        self.name, self.version = corpus, version
        self.title, self.is_exercise, self.credit, self.about = said.title, said.is_exercise, said.credit, said.about
        self.words = search.WordIndex(folder / "words")
        self.answers = Answers()
        self._connection = duckdb.connect(str(folder / DESK), read_only=True, config=_READING)
        for table in TABLES:
            empty = self._connection.execute(f"FROM {table} LIMIT 0")
            check_columns(table, [column[0] for column in empty.description or ()])

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one query."""
        return self._connection.cursor()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_desk(corpus: str) -> Desk:
    """The current desk of a corpus, for reading. Raises CorpusError where there is none or it does not fit."""
    layout.require(corpus)
    version = current_version(corpus)
    if version is None:
        raise CorpusError(f"The corpus “{corpus}” has no desk yet; run `python -m analysis corpora build {corpus}`.")
    return _opened(corpus, version)


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


def _desks(corpus: str) -> Path:
    return layout.folder(corpus) / "desk"


def _write(corpus: str, folder: Path, on_progress: Progress) -> None:
    corrected = corrections.standing(corrections.read(corpus))
    articles = [corrections.apply(a, corrected.get(a.article_id, ())) for a in store.read(corpus)]
    articles.sort(key=lambda article: (article.published or "9999", article.article_id))
    links = link(articles)
    connection = duckdb.connect(str(folder / DESK))
    try:
        for table in TABLES:
            connection.register("empty", arrow_schema(table).empty_table())
            connection.execute(f"CREATE TABLE {table} AS FROM empty")
        noted = [row for no, a in enumerate(articles) for row in correction_rows(no, corrected.get(a.article_id, ()))]
        for table, rows in chain(_batches(corpus, articles, links, on_progress), [("corrections", noted)]):
            connection.register("batch", pa.Table.from_pylist(_ordered(table, rows), schema=arrow_schema(table)))
            connection.execute(f"INSERT INTO {table} FROM batch")
            connection.unregister("batch")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    search.build(folder / "words", ((no, a.title, story_text(a)) for no, a in enumerate(articles)))
    count = {"articles": len(articles), "bytes": (folder / DESK).stat().st_size}
    (folder / COUNT).write_text(json.dumps(count), encoding="utf-8")


def _batches(
    corpus: str, articles: Sequence[schema.Article], links: Links, on_progress: Progress
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows by table, in the order of article numbers."""
    numbered = iter(enumerate(articles))
    while batch := list(islice(numbered, _BATCH_ARTICLES)):
        on_progress(batch[0][0], len(articles))
        gathered: dict[str, list[dict[str, Any]]] = {}
        for number, article in batch:
            for table, rows in rows_of(article, number, links).items():
                gathered.setdefault(table, []).extend(rows)
        yield from gathered.items()
    yield from link_rows(links).items()
    yield "runs", [schema.to_record(run, schema.Run) for run in store.runs(corpus)]


def _ordered(table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = SORTED_BY[table].split(", ")
    return sorted(rows, key=lambda row: tuple(row[key] for key in keys))


def _retire(desks: Path, version: str | None) -> None:
    """Let the hour that a version is kept begin now, when it goes out of use, and not when it was built."""
    if version and (desks / version).is_dir():
        os.utime(desks / version)


def _prune(desks: Path, current: str) -> None:
    """Delete versions, and builds that a crash left behind, that are out of use and older than `KEEP`."""
    limit = (datetime.now(UTC) - KEEP).timestamp()
    for folder in desks.iterdir():
        if folder.is_dir() and folder.name != current and folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
