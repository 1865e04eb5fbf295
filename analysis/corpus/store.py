"""The truth: one Delta table of annotated articles a corpus, one row an article, whole or not at all.

Any number of processes may append at once; replacing, removing and compacting take the corpus's lock.
Every row is checked against the contract before it is written. What pages read is derived from here
(`snapshot`) and can be lost without loss.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from analysis import schema
from analysis.corpus import truth
from analysis.corpus.layout import ensure, require
from analysis.corpus.lock import locked
from analysis.errors import BusyError, CorpusError

ARTICLES = "articles"
RUNS = "runs"
KEEP_HOURS = 1  # open readers and an undo may still need files that are no longer part of the table
COMPACT_FILES = 50
LOCK_WAIT_S = 10.0
_ATTEMPTS = 10
_REQUIRED = {"article_id": "", "source": "", "text": "", "text_sha256": ""}
_RUN_SCHEMA = pa.schema([(name, pa.string()) for name in schema.Run.__dataclass_fields__])


def append(corpus: str, articles: Iterable[schema.Article]) -> int:
    """Add the articles that are not there yet, in one commit; return how many were added.

    The corpus is created where there is none. Raises SchemaError, and writes nothing, where one breaks the contract.
    """
    ensure(corpus)
    known = ids(corpus)
    new = {article.article_id: article for article in articles if article.article_id not in known}
    if new:
        truth.append(corpus, ARTICLES, _to_table(new.values()))
        _compact_many(corpus)
    return len(new)


def replace(corpus: str, articles: Iterable[schema.Article]) -> int:
    """Put these articles in the place of those with the same ids (and add those that are new)."""
    new = {article.article_id: article for article in articles}
    if not new:
        return 0
    rows = _to_table(new.values())
    ensure(corpus)
    if truth.open_table(corpus, ARTICLES) is None:
        return append(corpus, new.values())
    _change(corpus, lambda table: table.merge(
        rows, "kept.article_id = new.article_id", source_alias="new", target_alias="kept"
    ).when_matched_update_all().when_not_matched_insert_all().execute())  # fmt: skip
    return len(new)


def remove(corpus: str, article_ids: Collection[str]) -> int:
    """Remove articles; return how many there were. They stay readable at the version before for an hour or more."""
    require(corpus)
    there = sorted(set(article_ids) & ids(corpus))
    if there:
        gone = pa.table({"article_id": pa.array(there, pa.string())})
        _change(corpus, lambda table: table.merge(
            gone, "kept.article_id = gone.article_id", source_alias="gone", target_alias="kept"
        ).when_matched_delete().execute())  # fmt: skip
    return len(there)


def read(
    corpus: str, columns: Collection[str] | None = None, *, article_ids: Collection[str] | None = None,
    version: int | None = None,
) -> Iterator[schema.Article]:  # fmt: skip
    """Every article once, in no particular order. With `columns`, the other fields have their empty values."""
    require(corpus)
    wanted = None if columns is None else sorted({"article_id", *columns})
    # The cast: a merge leaves files whose bounds are of a type (string_view) that Arrow cannot compare with a string.
    where = None if article_ids is None else pc.field("article_id").cast(pa.string()).isin(list(article_ids))
    seen: set[str] = set()  # two processes that added the same article at the same moment left it twice
    for batch in truth.read(corpus, ARTICLES, wanted, version, where):
        for record in batch.to_pylist():
            if record["article_id"] not in seen:
                seen.add(record["article_id"])
                filled = {name: value for name, value in record.items() if value is not None}
                yield schema.from_record(_REQUIRED | filled)


def ids(corpus: str, version: int | None = None) -> set[str]:
    """The ids of all articles, as they are or as they were at `version`."""
    require(corpus)
    batches = truth.read(corpus, ARTICLES, ["article_id"], version)
    return {article_id for batch in batches for article_id in batch.column("article_id").to_pylist()}


def version(corpus: str) -> int | None:
    """The version of the article table, which grows by one with each change; None before the first."""
    require(corpus)
    table = truth.open_table(corpus, ARTICLES)
    return None if table is None else table.version()


def compact(corpus: str, wait_s: float = LOCK_WAIT_S) -> None:
    """Join small files, and delete those out of use for longer than `KEEP_HOURS`."""
    require(corpus)
    _change(corpus, lambda table: table.optimize.compact(), wait_s)
    _change(corpus, lambda table: table.vacuum(KEEP_HOURS, dry_run=False, enforce_retention_duration=False), wait_s)


def _compact_many(corpus: str) -> None:
    """Compact where there are many files; whoever changes the corpus at this moment is not waited for."""
    if truth.file_count(corpus, ARTICLES) > COMPACT_FILES:
        with suppress(BusyError):
            compact(corpus, wait_s=0)


def add_run(corpus: str, run: schema.Run) -> None:
    """Keep what made a batch of article rows."""
    ensure(corpus)
    truth.append(corpus, RUNS, pa.Table.from_pylist([asdict(run)], schema=_RUN_SCHEMA))


def runs(corpus: str) -> list[schema.Run]:
    """What made the rows of this corpus, oldest first."""
    require(corpus)
    records = [record for batch in truth.read(corpus, RUNS) for record in batch.to_pylist()]
    found = {record["run_id"]: schema.from_record(record, schema.Run) for record in records}
    return sorted(found.values(), key=lambda run: (run.made_at, run.run_id))


def _to_table(articles: Iterable[schema.Article]) -> pa.Table:
    records = []
    for article in articles:
        schema.check_article(article)
        records.append(schema.to_record(article))
    return pa.Table.from_pylist(records, schema=schema.ARTICLE_SCHEMA)


def _change(corpus: str, change: Callable[[DeltaTable], object], wait_s: float = LOCK_WAIT_S) -> None:
    """Do one change under the lock; once more where an append came between reading and writing."""
    with locked(corpus, wait_s=wait_s):
        for attempt in range(_ATTEMPTS):
            table = truth.open_table(corpus, ARTICLES)
            if table is None:
                return
            try:
                change(table)
                return
            except CommitFailedError as error:
                if attempt == _ATTEMPTS - 1:
                    raise CorpusError(f"The corpus “{corpus}” could not be changed: {error}") from None
