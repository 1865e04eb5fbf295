"""The gazetteer: names to places they may mean, from one read-only SQLite file that ships, and the user's own.

Unpacks the shipped file once, beside itself or into the user's cache folder, and answers look-ups. Does
not choose between places of one name (resolve.py) and is not built here (build.py).
"""

import contextlib
import hashlib
import lzma
import os
import shutil
import sqlite3
import tempfile
import threading
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.errors import GazetteerError
from analysis.places.degrees import coordinates
from analysis.places.fold import fold, has_article, without_article
from analysis.places.home import Home
from analysis.places.own import BUSY_S, CORPUS_HOME, EVERY_OUTLET
from analysis.places.sound import skeleton
from analysis.settings import settings

OFFICIAL, ALTERNATE, DEMONYM, ABBREVIATION, SOUND = 0, 1, 2, 3, 4
"""How a name stands for its place: its own name, another name, its people, short for it after a comma, or merely
sounding like it."""

AREA_WORD_KINDS = {"state": ("region",), "province": ("region", "county"), "governorate": ("region", "county"),
                   "region": ("region",), "oblast": ("region",), "prefecture": ("region",),
                   "district": ("county",), "county": ("county",)}  # fmt: skip
"""Kinds of areas that a word behind a name makes it."""

MAX_CANDIDATES = 40
"""Places kept for one name, the largest first: "San Antonio" has 150, and none beyond these was ever right."""

MAX_SOUNDING = 200
"""Places kept that sound alike; which of them is meant is told by where the article's other places are."""

CACHED_NAMES = 4_000
"""Names kept in memory: a few megabytes as a rule, 40 at most."""

_COLUMNS = (
    "p.place_no, p.gazetteer_id, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin2, p.population, p.radius_km"
)
_LOOK_UP = f"""SELECT {_COLUMNS}, n.form, p.capital FROM name n JOIN place p USING (place_no)
               WHERE n.folded = ? ORDER BY p.population DESC, p.place_no LIMIT {MAX_CANDIDATES}"""
_SOUNDS_LIKE = f"""SELECT {_COLUMNS}, {SOUND}, p.capital FROM sound s JOIN place p USING (place_no)
                   WHERE s.skeleton = ? ORDER BY p.population DESC, p.place_no LIMIT {MAX_SOUNDING}"""
_LOOK_UP_OWN = f"""SELECT {_COLUMNS}, n.form, p.wins FROM name n JOIN place p USING (place_no)
                   WHERE n.folded = ? ORDER BY p.population DESC, p.place_no LIMIT {MAX_CANDIDATES}"""
_RESTORE = "restore it from the repository (git checkout -- data/gazetteer) or build it (make gazetteer)"


class Entry(NamedTuple):
    """A place that a name may mean. Coordinates in degrees WGS84; `radius_km` is 0 for a point."""

    place_no: int
    gazetteer_id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None  # GeoNames code in the country: "IQ.15"
    admin2: str | None  # name of the second-level area
    population: int
    radius_km: float
    form: int
    capital: int = 0  # 1: of a country


class Label(NamedTuple):
    """A city to be written on a map."""

    name: str
    lat: float
    lon: float
    population: int
    country: str


class Gazetteer:
    """Look-ups in one unpacked gazetteer. Threads and processes may share it."""

    def __init__(self, path: Path, own: Path | None = None):
        self.path = path
        self.own = own if own is not None and own.is_file() else None
        self._local = threading.local()
        try:
            self.version: str = self._connection().execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0]
        except (sqlite3.Error, TypeError) as error:
            raise GazetteerError(f"The gazetteer {path} is damaged; delete it, it is unpacked anew.") from error
        self._look_up = lru_cache(maxsize=CACHED_NAMES)(self._query)
        self._denied = frozenset(row[0] for row in self._ask_own("SELECT folded FROM denied"))
        self._homes = {row[0]: Home(*row[1:]) for row in self._ask_own("SELECT outlet, name, lat, lon FROM home")}

    def look_up(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, the most populous first; the Arabic article may be missing or added."""
        folded = fold(name)
        if not folded or folded in self._denied:
            return ()
        found: tuple[Entry, ...] = self._look_up(folded)
        if not found and has_article(name):
            found = self._look_up(without_article(folded))
        return found or self._as_area(folded)

    def _as_area(self, folded: str) -> tuple[Entry, ...]:
        """ "Borno State", "Nineveh Governorate": areas listed without the word. Not "Ohio State", a university."""
        bare, _, word = folded.rpartition(" ")
        kinds = AREA_WORD_KINDS.get(word, ())
        if not bare or not kinds:
            return ()
        return tuple(
            entry for entry in self._look_up(bare)
            if entry.kind in kinds and entry.form <= ALTERNATE and not (word == "state" and entry.country == "US")
        )  # fmt: skip

    def sounds_like(self, name: str) -> tuple[Entry, ...]:
        """Places whose transliterated names have the consonants of this one, the most populous first; a last resort."""
        written = skeleton(fold(name))
        if not written or fold(name) in self._denied:
            return ()
        return tuple(Entry(*row) for row in self._ask_shipped(_SOUNDS_LIKE, written))

    def home_of(self, outlet: str, corpus: str = "") -> Home | None:
        """Where an outlet is at home, as the user has set it or it was learnt, else where the articles of a corpus are
        from; None where nobody knows.
        """
        told = self._homes.get(outlet) or (self._homes.get(CORPUS_HOME + corpus) if corpus else None)
        return told or self._homes.get(EVERY_OUTLET)

    def home_at(self, words: str) -> Home:
        """The home that a name or "lat, lon" in degrees says. Raises ValueError, in words, where it says none."""
        if entries := self.look_up(words):
            return Home(entries[0].name, entries[0].lat, entries[0].lon)
        lat, _, lon = words.partition(",")
        return Home(words, *coordinates(lat, lon))

    def labels(self, limit: int) -> list[Label]:
        """The `limit` most populous cities of the world, for the basemap."""
        rows = self._connection().execute(
            "SELECT name, lat, lon, population, country FROM place WHERE kind = 'city' "
            "ORDER BY population DESC, place_no LIMIT ?",
            (limit,),
        )
        return [Label(*row) for row in rows]

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The name of every country by its ISO code."""
        return dict(self._connection().execute("SELECT country, name FROM place WHERE kind = 'country'"))

    def _query(self, folded: str) -> tuple[Entry, ...]:
        shipped = [Entry(*row) for row in self._ask_shipped(_LOOK_UP, folded)]
        own = [(Entry(*row[:-1]), row[-1]) for row in self._ask_own(_LOOK_UP_OWN, (folded,))]
        if not own:
            return tuple(shipped)
        if winners := tuple(entry for entry, wins in own if wins):
            return winners
        known = {entry.gazetteer_id for entry in shipped}
        more = [entry for entry, _ in own if entry.gazetteer_id not in known]
        return tuple(sorted([*shipped, *more], key=lambda entry: -entry.population)[:MAX_CANDIDATES])

    def _ask_shipped(self, question: str, value: str) -> list[tuple]:
        try:
            return self._connection().execute(question, (value,)).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"The gazetteer {self.path} is damaged; delete it, it is unpacked anew.") from error

    def _ask_own(self, question: str, values: tuple[str, ...] = ()) -> list[tuple]:
        """Rows of the user's own layer; none where there is no such file."""
        if self.own is None:
            return []
        try:
            return self._connection("own").execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(
                f"Your own gazetteer {self.own} cannot be read ({error}); wait for what is writing to it, or move the "
                "file away and import its places again."
            ) from error

    def _connection(self, which: str = "shipped") -> sqlite3.Connection:
        key = (os.getpid(), threading.get_ident())
        if getattr(self._local, "key", None) != key:
            self._local.key, self._local.connections = key, {}
        if which not in self._local.connections:
            uri = f"{self.path.as_uri()}?mode=ro&immutable=1"
            if which == "own" and self.own is not None:
                uri = f"{self.own.resolve().as_uri()}?mode=ro"
            self._local.connections[which] = sqlite3.connect(uri, uri=True, timeout=BUSY_S)
        return self._local.connections[which]


def gazetteer() -> Gazetteer:
    """The gazetteer of the settings with the user's own layer as it is now, unpacked where that has not been done."""
    chosen = settings()
    own = Path(chosen.own_gazetteer)
    try:
        changed = own.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _opened(Path(chosen.gazetteer), own, changed)


@lru_cache(maxsize=1)
def _opened(packed: Path, own: Path, _changed: int) -> Gazetteer:
    return Gazetteer(unpack(packed), own)


def labels(limit: int) -> list[Label]:
    """The `limit` most populous cities, the largest first: `[Label(name, lat, lon, population, country), …]`."""
    return gazetteer().labels(limit)


def unpack(packed: Path) -> Path:
    """The unpacked file of a packed gazetteer, made on first use. Safe for several processes at once.

    Its name holds the digest of the packed file, so a new gazetteer never meets an old unpacked one.
    Raises GazetteerError where the packed file is missing, cut off, or not the one its digest names.
    """
    if not packed.is_file():
        raise GazetteerError(f"The gazetteer {packed} is missing; {_RESTORE}.")
    digest = _expected_digest(packed)
    name = f"{packed.name.split('.')[0]}-{digest[:12]}.sqlite"
    folders = (packed.parent, _cache_folder())
    for folder in folders:
        if (folder / name).is_file():
            return (folder / name).resolve()
    if hashlib.sha256(packed.read_bytes()).hexdigest() != digest:
        raise GazetteerError(f"The gazetteer {packed} is damaged (its digest is not {digest[:12]}…); {_RESTORE}.")
    problem: OSError | None = None
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _unpack_into(packed, folder / name)
        except OSError as error:
            problem = error
    raise GazetteerError(f"The gazetteer cannot be unpacked ({problem}); free some disk space (80 MB).")


def _unpack_into(packed: Path, target: Path) -> Path:
    """Write beside the target and rename, so that nobody ever opens half a file."""
    handle, part = tempfile.mkstemp(prefix=target.name + ".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out, lzma.open(packed) as source:
            shutil.copyfileobj(source, out, 1 << 20)
        Path(part).chmod(0o644)
        Path(part).replace(target)
        _remove_older(target)
    except (lzma.LZMAError, EOFError) as error:
        raise GazetteerError(f"The gazetteer {packed} is cut off or damaged; {_RESTORE}.") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(part).unlink()
    return target.resolve()


def _remove_older(target: Path) -> None:
    """Unpacked files of earlier gazetteers; whoever has one open keeps it (where the system allows that at all)."""
    for older in target.parent.glob(f"{target.name.rsplit('-', 1)[0]}-*.sqlite"):
        if older.name != target.name:
            with contextlib.suppress(OSError):
                older.unlink()


def _expected_digest(packed: Path) -> str:
    """The sha256 written beside the packed file, else its own."""
    written = packed.with_name(packed.name + ".sha256")
    try:
        return written.read_text("ascii").split()[0]
    except (OSError, IndexError, UnicodeDecodeError):
        return hashlib.sha256(packed.read_bytes()).hexdigest()


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
