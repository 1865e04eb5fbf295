"""Writing a version of a desk into a folder of its own: whole, or as a patched copy of the version before.

Either way the same articles, corrections and links give the same rows. A whole build reads the truth twice (for
links, then for rows) and holds only what linking needs of each article.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analysis import schema
from analysis.corpus import corrections, numbers, search, store, versions
from analysis.corpus.link import Links, features, link_features
from analysis.corpus.rows import correction_rows, link_rows, rows_of, word_row
from analysis.corpus.state import Change, Known, State, corrections_digest, links_from, links_of
from analysis.corpus.tables import SORTED_BY, TABLES, arrow_schema

Progress = Callable[[int, int], None]
Standing = Mapping[str, Sequence[corrections.Correction]]
BATCH_ARTICLES = 200
HELD_ARTICLES = 1_000
"""So many articles are held between the two readings; beyond, they are read twice."""
_DETAIL = tuple(table for table in TABLES if "sentence_no" in TABLES[table])
_ORDER = "row_order"


def whole(corpus: str, folder: Path, change: Change, standing: Standing, on_progress: Progress) -> State:
    """Write every row anew. Returns what the version was made of."""
    articles = _Articles(corpus, change.version, standing)
    known = {}
    for article in articles:
        found = features(article)
        known[found.article_id] = Known(
            0, change.hashes[found.article_id], corrections_digest(standing.get(found.article_id, ())), "", found
        )
    given, moved = numbers.numbered((one, row.features.published) for one, row in known.items())
    links = link_features(row.features for row in known.values())
    for one, row in known.items():
        row.number, row.links = given[one], links_of(row.features, links)
    with _Tables(folder / versions.DESK) as tables, search.writing(folder / versions.WORDS) as words:
        for done, batch in _batches(articles):
            on_progress(done, len(known))
            tables.add(_rows(batch, given, links, standing))
            words.add(word_row(article, given[article.article_id]) for article in batch)
        tables.add(link_rows(links))
        tables.add({"runs": _runs(corpus)})
        tables.sort()
    return State(known, change.files, moved)


def patched(
    corpus: str, folder: Path, before: Path, state: State, change: Change, standing: Standing, most: int
) -> State | None:
    """Copy the version before and change what is different; None where more than `most` articles are concerned.

    `change` holds what the truth has changed; here come the articles that other links or corrections change.
    """
    known = {one: row for one, row in state.articles.items() if one not in change.gone}
    digests = {one: corrections_digest(found) for one, found in standing.items()}
    changed = set(change.changed) | {one for one, row in known.items() if row.corrected != digests.get(one, "")}
    if len(changed) + len(change.gone) > most:
        return None
    relinked = bool(change.gone)
    for article in _Articles(corpus, change.version, standing, changed):
        one, found = article.article_id, features(article)
        old = known.get(one)
        relinked = relinked or old is None or old.features != found
        number = numbers.number_of(one, found.published)
        digest = change.hashes[one] if one in change.hashes else state.articles[one].row_hash
        known[one] = Known(number, digest, digests.get(one, ""), old.links if old else "", found)
    if len({row.number for row in known.values()}) < len(known):
        return None
    links = link_features(row.features for row in known.values()) if relinked else None
    if links:
        for one, row in known.items():
            told = links_of(row.features, links)
            if told != row.links:
                changed.add(one)
                row.links = told
    if len(changed) > most:
        return None
    _copy(before, folder)
    outdated = [state.articles[one].number for one in {*changed, *change.gone} if one in state.articles]
    given = {one: known[one].number for one in changed}
    about = links_from({one: known[one].links for one in changed})
    with _Tables(folder / versions.DESK, made=True) as tables, search.patching(folder / versions.WORDS) as words:
        tables.forget(outdated)
        words.forget(outdated)
        for _done, batch in _batches(_Articles(corpus, change.version, standing, changed)):
            tables.add(_rows(batch, given, about, standing))
            words.add(word_row(article, given[article.article_id]) for article in batch)
        if links:
            tables.replace(link_rows(links))
        tables.replace({"runs": _runs(corpus)})
    return State(known, change.files, False)


class _Articles:
    """The articles of the truth at one version, corrected; read anew each time, unless there are few."""

    def __init__(self, corpus: str, version: int | None, standing: Standing, only: Iterable[str] | None = None):
        self._corpus, self._version, self._standing = corpus, version, standing
        self._only = None if only is None else sorted(only)
        self._held: list[schema.Article] | None = None

    def __iter__(self) -> Iterator[schema.Article]:
        if self._held is not None:
            yield from self._held
            return
        if self._version is None or self._only == []:
            return
        held: list[schema.Article] | None = []
        for article in store.read(self._corpus, article_ids=self._only, version=self._version):
            article = corrections.apply(article, self._standing.get(article.article_id, ()))
            if held is not None:
                held.append(article)
                held = held if len(held) <= HELD_ARTICLES else None
            yield article
        self._held = held


class _Tables:
    """The tables of a desk that is being written."""

    def __init__(self, file: Path, *, made: bool = False):
        self._connection = duckdb.connect(str(file), config={"preserve_insertion_order": "true"})
        self._made = made
        self._added = 0
        if not made:
            for table in TABLES:
                self._connection.register("empty", _staged(table).empty_table())
                self._connection.execute(f"CREATE TABLE {table} AS FROM empty")

    def __enter__(self) -> "_Tables":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._connection.execute("CHECKPOINT")
        finally:
            self._connection.close()

    def add(self, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """Add rows by table; those of one article come together, in order."""
        for table, found in rows.items():
            if self._made:
                batch = pa.Table.from_pylist(_in_order(table, found), schema=arrow_schema(table))
            else:
                staged = [row | {_ORDER: self._added + number} for number, row in enumerate(found)]
                batch = pa.Table.from_pylist(staged, schema=_staged(table))
            self._added += len(found)
            self._connection.register("batch", batch)
            self._connection.execute(f"INSERT INTO {table} FROM batch")
            self._connection.unregister("batch")

    def sort(self) -> None:
        """Put every table in the order that it is declared to have; rows that stand together stay as they came."""
        for table in TABLES:
            self._connection.execute(
                f"CREATE TABLE sorted AS SELECT * EXCLUDE {_ORDER} FROM {table} ORDER BY {SORTED_BY[table]}, {_ORDER}"
            )
            self._connection.execute(f"DROP TABLE {table}")
            self._connection.execute(f"ALTER TABLE sorted RENAME TO {table}")

    def forget(self, article_numbers: Sequence[int]) -> None:
        """Delete the rows of articles."""
        numbers_of = pa.table({"article_no": pa.array(article_numbers, pa.int64())})
        self._connection.register("gone", numbers_of)
        for table in ("articles", "corrections", *_DETAIL):
            self._connection.execute(f"DELETE FROM {table} WHERE article_no IN (SELECT article_no FROM gone)")
        self._connection.unregister("gone")

    def replace(self, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """Put these rows in the place of all rows of their tables."""
        for table in rows:
            self._connection.execute(f"DELETE FROM {table}")
        self.add(rows)


def _in_order(table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = SORTED_BY[table].split(", ")
    return sorted(rows, key=lambda row: tuple(row[key] for key in keys))


def _staged(table: str) -> pa.Schema:
    return arrow_schema(table).append(pa.field(_ORDER, pa.int64()))


def _rows(
    articles: Sequence[schema.Article], numbers_of: Mapping[str, int], links: Links, standing: Standing
) -> dict[str, list[dict[str, Any]]]:
    gathered: dict[str, list[dict[str, Any]]] = {}
    for article in articles:
        number = numbers_of[article.article_id]
        for table, rows in rows_of(article, number, links).items():
            gathered.setdefault(table, []).extend(rows)
        noted = correction_rows(number, standing.get(article.article_id, ()))
        gathered.setdefault("corrections", []).extend(noted)
    return gathered


def _runs(corpus: str) -> list[dict[str, Any]]:
    return [schema.to_record(run, schema.Run) for run in store.runs(corpus)]


def _batches(articles: Iterable[schema.Article]) -> Iterator[tuple[int, list[schema.Article]]]:
    done, batch = 0, []
    for article in articles:
        batch.append(article)
        if len(batch) == BATCH_ARTICLES:
            yield done, batch
            done, batch = done + len(batch), []
    if batch:
        yield done, batch


def _copy(before: Path, folder: Path) -> None:
    shutil.copyfile(before / versions.DESK, folder / versions.DESK)
    shutil.copytree(before / versions.WORDS, folder / versions.WORDS)
