"""The repository's gazetteer, and a small packed one that tests may damage."""

import hashlib
import lzma
import sqlite3
from pathlib import Path

import pytest

from analysis.places.gazetteer import Gazetteer, gazetteer


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    """The gazetteer that ships."""
    return gazetteer()


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A packed gazetteer of one city with its digest beside it."""
    plain = tmp_path / "plain.sqlite"
    connection = sqlite3.connect(plain)
    connection.executescript(
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
        CREATE TABLE place (place_no INTEGER PRIMARY KEY, gazetteer_id TEXT, name TEXT, kind TEXT, lat REAL, lon REAL,
                            country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, radius_km REAL,
                            capital INTEGER);
        CREATE TABLE name (folded TEXT, place_no INTEGER, form INTEGER, PRIMARY KEY (folded, place_no)) WITHOUT ROWID;
        CREATE TABLE sound (skeleton TEXT, place_no INTEGER, PRIMARY KEY (skeleton, place_no)) WITHOUT ROWID;
        INSERT INTO meta VALUES ('version', 'test 1');
        INSERT INTO place VALUES (1, 'test:1', 'Grein', 'city', 48.2, 14.9, 'AT', 'AT.04', NULL, 3000, 0, 0);
        INSERT INTO name VALUES ('grein', 1, 0);
        """
    )
    connection.close()
    path = tmp_path / "small" / "small.sqlite.xz"
    path.parent.mkdir()
    path.write_bytes(lzma.compress(plain.read_bytes()))
    path.with_name(path.name + ".sha256").write_text(hashlib.sha256(path.read_bytes()).hexdigest() + "\n")
    return path
