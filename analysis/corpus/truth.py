"""One table of the truth: a Delta table that is created on first use, appended to, and read as Arrow.

Knows addresses and storage options and nothing of articles. Two processes may append at the same time.
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.dataset
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from analysis.corpus.layout import table_uri
from analysis.corpus.lock import locked
from analysis.errors import CorpusError
from analysis.settings import settings

_ATTEMPTS = 10
_READ_ROWS = 256  # an annotated article is some 20 to 200 kB, so a batch stays below 50 MB


def open_table(corpus: str, table: str, version: int | None = None) -> DeltaTable | None:
    """The table, as it is or as it was at `version`; None where nothing was ever written to it."""
    try:
        return DeltaTable(table_uri(corpus, table), version=version, storage_options=settings().storage_options or None)
    except TableNotFoundError:
        return None
    except DeltaError as error:
        raise CorpusError(f"The table “{table}” of the corpus “{corpus}” cannot be read: {error}") from None


def append(corpus: str, table: str, rows: pa.Table) -> None:
    """Add rows in one commit: all of them or none."""
    uri, options = table_uri(corpus, table), settings().storage_options or None
    if open_table(corpus, table) is None:
        with locked(corpus, "create", wait_s=60):
            DeltaTable.create(uri, schema=rows.schema, mode="ignore", storage_options=options)
    for attempt in range(_ATTEMPTS):
        try:
            write_deltalake(uri, rows, mode="append", schema_mode="merge", storage_options=options)
            return
        except CommitFailedError as error:  # others committed first, again and again
            if attempt == _ATTEMPTS - 1:
                raise CorpusError(f"The corpus “{corpus}” could not be written to: {error}") from None


def read(
    corpus: str, table: str, columns: Sequence[str] | None = None, version: int | None = None,
    where: pyarrow.dataset.Expression | None = None,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    """The rows in batches; none where the table does not exist."""
    found = open_table(corpus, table, version)
    if found is None:
        return
    data = found.to_pyarrow_dataset()
    known = [name for name in columns if name in data.schema.names] if columns is not None else None
    yield from data.to_batches(columns=known, filter=where, batch_size=_READ_ROWS)
