"""Tables (.csv, .tsv): one article a row, columns found by their names whatever they are called; of any size."""

import csv
import io
from collections.abc import Iterator

from analysis.errors import InputError
from analysis.read.fields import columns_of, field_names, reading_of
from analysis.read.lines import Line, lines
from analysis.read.reading import Reading, Source
from analysis.settings import settings

NAME = "table"
EXTENSIONS = (".csv", ".tsv")
IN_PIECES = True
DELIMITERS = (",", ";", "\t", "|")


def read(source: Source) -> Iterator[Reading]:
    """One article a row. Raises InputError where no column holds the text; a bad row is reported and passed over."""
    with source.path.open("rb") as file:
        yield from _rows(_Lines(lines(file, source.label)), source.label)


class _Lines:
    """The lines as `csv` wants them. `problem`: of a line of the row at hand that could not be decoded."""

    def __init__(self, found: Iterator[Line]):
        self._found, self.problem, self.number = found, "", 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._found)
        self.number, self.problem = line.number, line.problem or self.problem
        return line.text + "\n"


def _rows(found: _Lines, label: str) -> Iterator[Reading]:
    limit = settings().max_article_chars
    csv.field_size_limit(max(4 * limit, 1_000_000))  # of the process; what is longer has lost its closing mark
    first = next((line for line in found if line.strip() or found.problem), "")
    if not first or found.problem:
        raise InputError(
            found.problem.removeprefix(f"{label}, ") or "the file is empty.", "" if found.problem else label
        )
    delimiter, header = _header(first, label)
    columns = columns_of(header)
    rows = csv.reader(found, delimiter=delimiter)
    while True:
        found.problem, begins = "", found.number + 1
        where = f"{label}, row {begins:,}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reason = "a cell is too long; is a closing quotation mark missing?" if "limit" in str(error) else str(error)
            lost = f"lines {begins:,} to {found.number:,} were left out" if found.number > begins else "it was left out"
            yield Reading(None, where, f"{where}: this row cannot be read ({reason.rstrip('?')}); {lost}.")
            continue
        if found.problem:
            yield Reading(None, where, found.problem)
        elif any(cell.strip() for cell in row):
            yield _reading(dict(zip(header, row, strict=False)), columns, where)


def _header(line: str, label: str) -> tuple[str, list[str]]:
    """The delimiter that makes most sense of the first line, and the columns' names."""
    best: tuple[int, str, list[str]] = (0, ",", [])
    for delimiter in DELIMITERS:
        try:
            header = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
        except csv.Error:
            continue
        known = columns_of(header)
        score = 10 * ("text" in known) + len(known)
        if score > best[0] or not best[2]:
            best = (score, delimiter, header)
    _score, delimiter, header = best
    if "text" not in columns_of(header):
        found = ", ".join(f'"{name.strip()[:30]}"' for name in header[:8]) + (" …" if len(header) > 8 else "")
        accepted = ", ".join(f'"{name}"' for name in field_names()["text"][:8])
        raise InputError(f"no column holds the text; its columns are {found}. Name one of them {accepted}.", label)
    return delimiter, header


def _reading(record: dict[str, str], columns: dict[str, str], where: str) -> Reading:
    limit = settings().max_article_chars
    if len(record.get(columns["text"], "")) > limit:
        return Reading(
            None, where, f"{where}: the text is longer than {limit:,} characters; is a closing quotation mark missing?"
        )
    return reading_of(record, columns, where)
