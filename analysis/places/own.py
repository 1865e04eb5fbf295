"""The user's own layer of the gazetteer: imported places, names to be silent about, homes of outlets.

One SQLite file beside the shipped one, made when something is first put in. Does not read files (imports.py) and does
not decide what a look-up gives (gazetteer.py).
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.errors import GazetteerError
from analysis.places.fold import fold
from analysis.places.home import Home

BUSY_S = 30.0
"""How long to wait for another process that is writing."""
EVERY_OUTLET = "*"
"""The outlet of a home that holds for all that have none of their own."""
CORPUS_HOME = "corpus:"
"""Before the name of a corpus: the outlet of a home that holds for the articles of that corpus."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS place (place_no INTEGER PRIMARY KEY, gazetteer_id TEXT, name TEXT, kind TEXT, lat REAL,
    lon REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, radius_km REAL, wins INTEGER);
CREATE TABLE IF NOT EXISTS name (folded TEXT, place_no INTEGER, form INTEGER, PRIMARY KEY (folded, place_no))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS denied (folded TEXT PRIMARY KEY, name TEXT);
CREATE TABLE IF NOT EXISTS home (outlet TEXT PRIMARY KEY, name TEXT, lat REAL, lon REAL);
CREATE TABLE IF NOT EXISTS import (digest TEXT PRIMARY KEY, file TEXT, offset INTEGER, lines INTEGER, places INTEGER,
    finished INTEGER);
"""


class Row(NamedTuple):
    """A place to be added. `wins`: it is what its names mean, whatever else is called so."""

    place_no: int
    gazetteer_id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    radius_km: float
    wins: bool
    names: tuple[tuple[str, int], ...]  # folded names with their form


class Progress(NamedTuple):
    """How far the import of one file has come: bytes and lines read, places added."""

    offset: int = 0
    lines: int = 0
    places: int = 0
    finished: bool = False


class Layer:
    """The file, opened for writing; made where there is none. Use as a context: changes are committed at its end."""

    def __init__(self, path: Path):
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=BUSY_S)
            self._connection.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise GazetteerError(f"Your own gazetteer {path} cannot be written ({error}).") from error

    def __enter__(self) -> "Layer":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_rest: object) -> None:
        if failed is None:
            self._connection.commit()
        self._connection.close()

    def add(self, rows: Sequence[Row]) -> None:
        """Places with their names; one with the number of an earlier one takes its place."""
        self._connection.executemany(
            f"INSERT OR REPLACE INTO place VALUES ({','.join('?' * 12)})", (row[:12] for row in rows)
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?)",
            ((folded, row.place_no, form) for row in rows for folded, form in row.names),
        )

    def progress(self, digest: str) -> Progress:
        """How far the import of the file with this digest came."""
        row = self._connection.execute(
            "SELECT offset, lines, places, finished FROM import WHERE digest = ?", (digest,)
        ).fetchone()
        if row is None:
            return Progress()
        offset, lines, places, finished = row
        return Progress(offset, lines, places, bool(finished))

    def record(self, digest: str, file: str, progress: Progress) -> None:
        """Keep how far an import has come together with what it added: both are there, or neither."""
        self._connection.execute("INSERT OR REPLACE INTO import VALUES (?, ?, ?, ?, ?, ?)", (digest, file, *progress))
        self._connection.commit()

    def deny(self, names: Iterable[str]) -> None:
        """Names that are no places from now on."""
        self._connection.executemany("INSERT OR REPLACE INTO denied VALUES (?, ?)", ((fold(n), n) for n in names))

    def allow(self, names: Iterable[str]) -> None:
        """Take names off the list of those that are no places."""
        self._connection.executemany("DELETE FROM denied WHERE folded = ?", ((fold(n),) for n in names))

    def denied(self) -> list[str]:
        """The names that are no places, as they were given."""
        return [name for (name,) in self._connection.execute("SELECT name FROM denied ORDER BY folded")]

    def set_home(self, outlet: str, home: Home | None) -> None:
        """Where an outlet is at home (`EVERY_OUTLET`: where all others are); None forgets it."""
        self._connection.execute("DELETE FROM home WHERE outlet = ?", (outlet,))
        if home is not None:
            self._connection.execute("INSERT INTO home VALUES (?, ?, ?, ?)", (outlet, *home))

    def homes(self) -> dict[str, Home]:
        """The homes by outlet."""
        rows = self._connection.execute("SELECT outlet, name, lat, lon FROM home ORDER BY outlet")
        return {outlet: Home(name, lat, lon) for outlet, name, lat, lon in rows}

    def count(self) -> int:
        """How many places the layer has."""
        return int(self._connection.execute("SELECT count(*) FROM place").fetchone()[0])


def number_of(gazetteer_id: str) -> int:
    """A place number that is the same for the same identifier, and none of the shipped gazetteer's."""
    return (1 << 56) + int.from_bytes(hashlib.sha256(gazetteer_id.encode()).digest()[:7], "big")
