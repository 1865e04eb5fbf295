"""Bytes of a file to text: UTF-8, UTF-16 with its mark, or Windows-1252 where that is plausible; all else refused."""

import codecs
import re

from analysis.errors import InputError

KINDS_OF_FILE = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_ACCENTED = 0.25
"""Share of a text's letters that may lie outside ASCII in Windows-1252. Text in the Latin alphabet stays far below
(French, Vietnamese transliterations: under 0.1); Cyrillic, Greek or East Asian bytes misread so come out near 1."""


def decode(data: bytes, where: str, line: int = 1) -> str:
    """`data` as text with line breaks as "\\n"; `line` is the number of its first line.

    Raises InputError with one sentence where it is no text.
    """
    if not data.strip():
        raise InputError("the file is empty.", where)
    for start, kind in KINDS_OF_FILE:
        if data.startswith(start):
            raise InputError(f"this is {kind}, not text; export it as text, .docx, .rtf, .html, .csv or .jsonl.", where)
    text = _decode(data, where, line)
    if CONTROL.search(text):
        raise InputError(
            "this is a binary file, not text; export it as text, .docx, .rtf, .html, .csv or .jsonl.", where
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, where: str, line: int) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise InputError(f"it begins as {encoding.upper()} but is not; save it as UTF-8.", where) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise InputError(
                "this is a binary file, not text; export it as text, .docx, .rtf, .html, .csv or .jsonl.", where
            ) from None
        line += data.count(b"\n", 0, error.start)
    if _non_ascii(data.decode("utf-8", errors="ignore").encode()) > 0.5 * _non_ascii(data):
        raise InputError(f"line {line:,} is damaged: the file is UTF-8 but not there; save it again as UTF-8.", where)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    letters = sum(letter.isalpha() for letter in text)
    if not letters or sum(letter.isalpha() and not letter.isascii() for letter in text) > MOST_ACCENTED * letters:
        raise InputError(
            f"line {line:,} is neither UTF-8 nor Windows-1252; open the file where it comes from and save it as UTF-8.",
            where,
        )
    return text


def _non_ascii(data: bytes) -> int:
    return sum(byte > 127 for byte in data)
