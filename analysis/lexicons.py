"""Word lists as data: data/lexicons/*.csv, each with a header line and a `source` column.

Lines that begin with # are comments. Reads and caches only; what a list means is said where it is used.
"""

import csv
from functools import cache

from analysis.errors import ModelError
from analysis.settings import DATA

FOLDER = DATA / "lexicons"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of `data/lexicons/<name>.csv`. Raises ModelError with the command that restores a missing one."""
    path = FOLDER / f"{name}.csv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"The word list {path} cannot be read; restore it: git checkout -- {path}") from error
    return tuple(csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")))


@cache
def words(name: str, column: str, **having: str) -> frozenset[str]:
    """One column of a list, of the lines whose other columns read as in `having`."""
    return frozenset(row[column] for row in rows(name) if all(row[key] == value for key, value in having.items()))
