"""Files of places into the user's own layer: a GeoNames dump or a table of one's own.

A dump (allCountries.txt, IQ.txt or .zip: nineteen columns, tabs, no header) may be large: it is streamed, and an
import that was interrupted goes on where it stopped. A table (CSV with a header: name, lat, lon and, where known,
kind, aliases, country, population, radius_km) is somebody's own knowledge: its places win over all others of their
names. Rows that cannot be used are told by number, and the rest are added.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from analysis.errors import InputError
from analysis.places.degrees import coordinates
from analysis.places.fold import fold
from analysis.places.gazetteer import ALTERNATE, OFFICIAL, Entry
from analysis.places.geometry import distance_km
from analysis.places.own import Layer, Progress, Row, number_of
from analysis.read.encoding import decode
from analysis.schema import PLACE_KINDS

BATCH = 20_000
"""Rows of a dump that are committed together: what an interruption costs at most."""
DUMP_COLUMNS = 19
KIND_OF_CLASS = {"P": "city", "H": "water", "T": "terrain", "U": "water", "L": "area", "V": "terrain",
                 "S": "facility", "A": "county", "R": "facility"}  # fmt: skip
KIND_OF_CODE = {"PCLI": "country", "PCL": "country", "PCLD": "country", "PCLF": "country", "PCLS": "country",
                "ADM1": "region", "AIRP": "facility", "CONT": "area"}  # fmt: skip
GEONAMES_OFFSET = 1 << 40
"""Place numbers of a dump: the GeoNames id above this, so that a second import replaces the first."""
MOST_NAMES = 60
"""Names kept of one place; the longest lists are translations into scripts that are left out anyway."""
FAR_KM, NEAR_KM = 300.0, 100.0
"""Coordinates this far from every place of the name, which swapped lie this near to one, are likely swapped."""

Tell = Callable[[int, int], None]
LookUp = Callable[[str], tuple[Entry, ...]]


@dataclass(slots=True)
class Report:
    """What an import did: places added, rows that could not be used, and rows to look at, by number."""

    added: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)


def import_file(path: Path, layer: Layer, look_up: LookUp, tell: Tell = lambda _done, _total: None) -> Report:
    """Add the places of a file. `tell(done, total)` is called with bytes read, now and then.

    Raises InputError where it is neither a dump nor a table of places.
    """
    if not path.is_file():
        raise InputError("there is no such file.", str(path))
    if path.suffix.lower() == ".zip" or _is_dump(path):
        return _import_dump(path, layer, tell)
    return _import_table(path, layer, look_up)


def _is_dump(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline(100_000).count(b"\t") == DUMP_COLUMNS - 1


def _open(path: Path) -> tuple[IO[bytes], int]:
    """The dump's bytes and how many they are."""
    if path.suffix.lower() != ".zip":
        return path.open("rb"), path.stat().st_size
    try:
        archive = zipfile.ZipFile(path)
        member = max((m for m in archive.infolist() if m.filename.endswith(".txt")
                      and not m.filename.startswith("readme")), key=lambda m: m.file_size)  # fmt: skip
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError("this archive is damaged or holds no GeoNames dump.", str(path)) from error
    return archive.open(member), member.file_size


def _import_dump(path: Path, layer: Layer, tell: Tell) -> Report:
    stream, total = _open(path)
    report = Report()
    with stream:
        digest = hashlib.sha256(stream.read(1 << 20) + str(total).encode()).hexdigest()
        progress = layer.progress(digest)
        report.added = progress.places
        if progress.finished:
            return report
        stream.seek(progress.offset)
        offset, lines = progress.offset, progress.lines
        batch: list[Row] = []
        for line in stream:
            offset += len(line)
            lines += 1
            try:
                batch.append(_dump_row(line))
            except ValueError as error:
                if line.strip():
                    report.failures.append((lines, str(error)))
            if len(batch) >= BATCH:
                report.added += _commit(layer, batch, digest, path, Progress(offset, lines, report.added + len(batch)))
                tell(offset, total)
        done = Progress(offset, lines, report.added + len(batch), finished=True)
        report.added += _commit(layer, batch, digest, path, done)
        tell(total, total)
    return report


def _commit(layer: Layer, batch: list[Row], digest: str, path: Path, progress: Progress) -> int:
    layer.add(batch)
    layer.record(digest, path.name, progress)
    count = len(batch)
    batch.clear()
    return count


def _dump_row(line: bytes) -> Row:
    """A line of a dump; raises ValueError, in words, where it is none."""
    cells = line.decode("utf-8", "strict").rstrip("\r\n").split("\t")
    if len(cells) != DUMP_COLUMNS:
        raise ValueError(f"{len(cells)} columns, not {DUMP_COLUMNS}")
    number, name, ascii_name, others = cells[:4]
    if not number.isdigit():
        raise ValueError(f"{number[:20]!r} is no GeoNames id")
    lat, lon = coordinates(cells[4], cells[5])
    country = cells[8] or None
    admin1 = f"{country}.{cells[10]}" if country and cells[10] else None
    kind = KIND_OF_CODE.get(cells[7]) or KIND_OF_CLASS.get(cells[6], "area")
    names = {fold(ascii_name or name): OFFICIAL, fold(name): OFFICIAL}
    for other in others.split(",")[:MOST_NAMES]:
        if other[:1].isupper() and len(other) > 2 and not other.isupper():
            names.setdefault(fold(other), ALTERNATE)
    return Row(GEONAMES_OFFSET + int(number), f"geonames:{number}", name, kind, lat, lon, country, admin1, None,
               int(cells[14] or 0), 0.0, False, _latin(names))  # fmt: skip


def _latin(names: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((folded, form) for folded, form in names.items() if folded.isascii() and folded[:1].isalnum())


def _import_table(path: Path, layer: Layer, look_up: LookUp) -> Report:
    text = decode(path.read_bytes(), str(path))
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="…")
    fields = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    if missing := [name for name in ("name", "lat", "lon") if name not in fields]:
        raise InputError(
            f"the first line names no column {' and no column '.join(missing)}; a table of places has name, lat, lon "
            "and, where known, kind, aliases (between |), country, population, radius_km.", str(path)
        )  # fmt: skip
    report = Report()
    rows = []
    for number, cells in _numbered(reader):
        clean = {name: (cells.get(column) or "").strip() for name, column in fields.items()}
        try:
            row = _table_row(clean)
        except ValueError as error:
            report.failures.append((number, str(error)))
            continue
        if doubt := _doubt(row, look_up):
            report.doubts.append((number, doubt))
        rows.append(row)
    layer.add(rows)
    report.added = len(rows)
    return report


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the number of the line they end on, as an editor counts."""
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InputError(f"line {reader.line_num} cannot be read ({error}).") from error


def _table_row(cells: dict[str, str]) -> Row:
    name = cells["name"]
    folded = fold(name)
    if not folded:
        raise ValueError("the name is empty" if not name else "the name is too long")
    lat, lon = coordinates(cells["lat"], cells["lon"])
    kind = cells.get("kind") or "city"
    if kind not in PLACE_KINDS:
        raise ValueError(f"{kind[:20]!r} is no kind of place; choose from {', '.join(PLACE_KINDS)}")
    names = {folded: OFFICIAL} | {fold(alias): OFFICIAL for alias in cells.get("aliases", "").split("|") if fold(alias)}
    gazetteer_id = f"own:{folded.replace(' ', '-')}@{lat:.4f},{lon:.4f}"
    return Row(number_of(gazetteer_id), gazetteer_id, name, kind, lat, lon, cells.get("country", "").upper() or None,
               None, None, int(_number(cells, "population")), _number(cells, "radius_km"), True,
               tuple(names.items()))  # fmt: skip


def _number(cells: dict[str, str], column: str) -> float:
    value = cells.get(column) or "0"
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e11:
        raise ValueError(f"{column} {value[:20]!r} is no number")
    return number


def _doubt(row: Row, look_up: LookUp) -> str:
    """Why the coordinates of a row look swapped; "" where they do not."""
    known = [(entry.lat, entry.lon) for entry in look_up(row.name)]
    if not known or abs(row.lon) > 90 or row.lat == row.lon:
        return ""
    as_given = min(distance_km((row.lat, row.lon), point) for point in known)
    swapped = min(distance_km((row.lon, row.lat), point) for point in known)
    if as_given < FAR_KM or swapped > NEAR_KM:
        return ""
    return (
        f"{row.name} lies {as_given:,.0f} km from every place of that name known so far; swapped, {row.lon:g}, "
        f"{row.lat:g} lies {swapped:,.0f} km from one: are lat and lon in the wrong columns? It was added as told"
    )
