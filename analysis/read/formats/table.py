"""Tables (.csv, .tsv): one article a row, columns found by their names whatever they are called."""

import csv
import io
from collections.abc import Iterator

from analysis.errors import InputError
from analysis.read.encoding import decode
from analysis.read.fields import columns_of, field_names, reading_of
from analysis.read.reading import Reading, Source
from analysis.settings import settings

NAME = "table"
EXTENSIONS = (".csv", ".tsv")
DELIMITERS = (",", ";", "\t", "|")


def read(source: Source) -> Iterator[Reading]:
    """One article a row. Raises InputError where no column holds the text; a bad row is reported and passed over."""
    text = decode(source.path.read_bytes(), source.label)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # of the process; too long a text is told row by row
    delimiter, header = _header(text, source.label)
    columns = columns_of(header)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    next(rows)
    while True:
        where = f"{source.label}, row {rows.line_num + 1:,}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reading(None, where, f"{where}: this row cannot be read ({error}); the rows after it were left out.")
            return
        if any(cell.strip() for cell in row):
            yield _reading(dict(zip(header, row, strict=False)), columns, where)


def _header(text: str, label: str) -> tuple[str, list[str]]:
    """The delimiter that makes most sense of the first line, and the columns' names."""
    best: tuple[int, str, list[str]] = (0, ",", [])
    for delimiter in DELIMITERS:
        header = next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
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
