"""One table of the truth: a Delta table that is created on first use, appended to, and read as Arrow.

Knows addresses and storage options and nothing of articles. Two processes may append at the same time.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pyarrow as pa
import pyarrow.dataset
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from analysis.corpus.layout import table_uri
from analysis.corpus.lock import locked
from analysis.errors import CorpusError
from analysis.settings import settings

_ATTEMPTS = 10
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_READ_ROWS = 64  # an annotated article is some 20 to 200 kB, and ten times that as Python objects


def open_table(corpus: str, table: str, version: int | None = None) -> DeltaTable | None:
    """The table, as it is or as it was at `version`; None where nothing was ever written to it."""
    try:
        return DeltaTable(table_uri(corpus, table), version=version, storage_options=settings().storage_options or None)
    except TableNotFoundError as error:
        if any(Path(table_uri(corpus, table)).glob("*.parquet")):  # its log is gone: a new one would hide its rows
            raise _damaged(corpus, table, error) from None
        return None
    except (DeltaError, OSError) as error:
        raise _damaged(corpus, table, error) from None


def append(corpus: str, table: str, rows: pa.Table) -> None:
    """Add rows in one commit: all of them or none."""
    uri, options = table_uri(corpus, table), settings().storage_options or None
    try:
        if open_table(corpus, table) is None:
            with locked(corpus, "create", wait_s=60):
                DeltaTable.create(uri, schema=rows.schema, mode="ignore", storage_options=options)
        for attempt in range(_ATTEMPTS):
            try:
                write_deltalake(uri, rows, mode="append", schema_mode="merge", storage_options=options)
                return
            except CommitFailedError:  # others committed first
                if attempt == _ATTEMPTS - 1:
                    raise
    except (DeltaError, OSError) as error:
        raise CorpusError(
            f"The corpus “{corpus}” could not be written to, and these {rows.num_rows:,} rows were not added "
            f"({reason(error)}); see to that and start again."
        ) from error


def reason(error: Exception) -> str:
    """What the system said at the bottom of an error of delta-rs or of ours, shortened."""
    said = " ".join(_COLOURS.sub("", str(error)).split())
    for known in ("No space left on device", "Permission denied", "Read-only file system", "Disk quota exceeded"):
        if known in said:
            return known
    return said[:200] or type(error).__name__


def read(
    corpus: str, table: str, columns: Sequence[str] | None = None, version: int | None = None,
    where: pyarrow.dataset.Expression | None = None,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    """The rows in batches; none where the table does not exist."""
    found = open_table(corpus, table, version)
    if found is None:
        return
    try:
        data = found.to_pyarrow_dataset()
        known = [name for name in columns if name in data.schema.names] if columns is not None else None
        yield from data.to_batches(columns=known, filter=where, batch_size=_READ_ROWS)
    except (DeltaError, OSError, pa.ArrowException) as error:
        raise _damaged(corpus, table, error) from error


def row_hashes(corpus: str, table: str, version: int | None, known: Collection[str]) -> Iterator[tuple[str, int]]:
    """(article_id, hash of the row) of the rows in the files that are not among `known`."""
    found = open_table(corpus, table, version)
    if found is None:
        return
    connection = duckdb.connect()
    try:
        data = found.to_pyarrow_dataset()
        read = {uri.rsplit("/", 1)[-1] for uri in known}
        for fragment in data.get_fragments():
            if unquote(fragment.path).rsplit("/", 1)[-1] in read:
                continue
            for batch in fragment.to_batches(schema=data.schema, batch_size=_READ_ROWS):
                connection.register("batch", pa.Table.from_batches([batch]))
                yield from connection.execute("SELECT article_id, hash(batch) FROM batch").fetchall()
    except (DeltaError, OSError, pa.ArrowException) as error:
        raise _damaged(corpus, table, error) from error
    finally:
        connection.close()


def file_count(corpus: str, table: str) -> int:
    """In how many files the rows lie."""
    found = open_table(corpus, table)
    return 0 if found is None else len(found.file_uris())


def _damaged(corpus: str, table: str, error: Exception) -> CorpusError:
    return CorpusError(
        f"The table “{table}” of the corpus “{corpus}” cannot be read ({reason(error)}); restore its folder "
        f"{table_uri(corpus, table)} from a copy, or remove the corpus and add its articles again."
    )


def rewrite(corpus: str, table: str, rows: pa.Table | pa.RecordBatchReader) -> None:
    """Put these rows in the place of all rows, in one commit."""
    try:
        write_deltalake(
            table_uri(corpus, table), rows, mode="overwrite", storage_options=settings().storage_options or None
        )
    except (DeltaError, OSError) as error:
        raise CorpusError(
            f"The corpus “{corpus}” could not be written to ({reason(error)}); nothing changed."
        ) from error


def purge(corpus: str, table: str) -> None:
    """Leave nothing of rows that are no longer there: neither in old files nor in the log, which quotes from them.

    Nobody may be writing to the table. Raises CorpusError where it lies on object storage.
    """
    if settings().truth_uri:
        raise CorpusError(
            "The articles lie on object storage, where old copies are not Dateline's to delete; "
            "export the rest, and delete the table there."
        )
    found = open_table(corpus, table)
    if found is None:
        return
    try:
        found.vacuum(0, dry_run=False, enforce_retention_duration=False, full=True)
        found = open_table(corpus, table)
        if found is None:
            return
        found.alter.set_table_description("purged")  # the one entry that must stay, then, tells of no row
        found.create_checkpoint()
        log = Path(table_uri(corpus, table)) / "_delta_log"
        for entry in log.iterdir():
            number = entry.name.split(".", 1)[0]
            if number.isdigit() and int(number) < found.version():
                entry.unlink()
    except (DeltaError, OSError) as error:
        raise CorpusError(f"Old files of the corpus “{corpus}” could not be deleted ({reason(error)}).") from error
