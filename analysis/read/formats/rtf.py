"""RTF files: the articles of a Nexis or Factiva export, or else the whole file as one text."""

import re
from collections.abc import Iterator

from analysis.errors import InputError
from analysis.read import factiva, nexis
from analysis.read.fields import article_of
from analysis.read.reading import Reading, Source

NAME = "RTF"
EXTENSIONS = (".rtf", ".doc")


def recognises(head: bytes) -> bool:
    """Whether a file begins as RTF does."""
    return head.lstrip()[:5] == b"{\\rtf"


def read(source: Source) -> Iterator[Reading]:
    """One article a document of the export. Raises InputError where the file is no RTF."""
    data = source.path.read_bytes()
    if not data.strip():
        raise InputError("the file is empty.", source.label)
    if not recognises(data[:100]):
        raise InputError("this is no RTF file, whatever its name; save it as .docx, .rtf or .txt.", source.label)
    is_whole = data.rstrip(b"\0 \r\n\t").endswith(b"}")
    paragraphs = _text(data, source.label).split("\n")
    yield from _articles(paragraphs, source.label)
    if not is_whole:
        raise InputError("the file is cut off: its last bracket is missing. What came before was read.", source.label)


def _articles(paragraphs: list[str], label: str) -> Iterator[Reading]:
    if nexis.is_nexis(paragraphs):
        yield from nexis.articles(paragraphs, label)
    elif factiva.is_factiva(paragraphs):
        yield from factiva.articles(paragraphs, label)
    else:
        text = "\n".join(line.rstrip() for line in paragraphs).strip()
        yield article_of({"text": re.sub(r"\n{3,}", "\n\n", text)}, label)


def _text(data: bytes, where: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        rtf = data.decode("utf-8")
    except UnicodeDecodeError:
        rtf = data.decode("cp1252", errors="replace")
    # The addresses of links are no words of the text: as a group of no known name they are passed over.
    rtf = rtf.replace("\\fldinst", "\\instruction")
    try:
        return rtf_to_text(rtf, errors="replace").replace("\xa0", " ").replace("\r", "\n")
    except Exception as error:  # a hostile file may break the parser in any way; the other files go on
        raise InputError(
            f"this RTF cannot be read ({type(error).__name__}); save it as .docx or .txt.", where
        ) from error
