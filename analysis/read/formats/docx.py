"""Word files (.docx): the articles of a Nexis export, or else the whole file as one text."""

import itertools
from collections.abc import Iterator

from lxml import etree

from analysis.errors import InputError
from analysis.read import nexis
from analysis.read.fields import article_of
from analysis.read.reading import Reading, Source
from analysis.read.unpacked import Bounded
from analysis.read.xml_items import items_of
from analysis.read.zipped import Zipped

NAME = "Word file"
EXTENSIONS = (".docx",)
IN_ZIP = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
OFFICE = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/")
LOOKED_AT = 400
"""Paragraphs in which an export shows its first article."""


def recognises(head: bytes) -> bool:
    """Whether a zip file begins as a Word file does: with a part of one."""
    return head.startswith(b"PK\x03\x04") and head[30:60].startswith(OFFICE)


def read(source: Source) -> Iterator[Reading]:
    """One article a document of the export. Raises InputError where the file is no Word file, or damaged."""
    with Zipped(source.path, source.label) as archive:
        part = next((info for info in archive.members() if info.filename == IN_ZIP), None)
        if part is None:
            raise InputError("this is no Word file, whatever its name; give .docx, .rtf, .txt or .csv.", source.label)
        with archive.opened(part, source.label) as stream:
            paragraphs = _paragraphs(stream, source.label)
            start = list(itertools.islice(paragraphs, LOOKED_AT))
            if nexis.is_nexis(start):
                yield from nexis.articles(itertools.chain(start, paragraphs), source.label)
                return
            text = "\n\n".join(line for line in itertools.chain(start, paragraphs) if line.strip())
    yield article_of({"text": text}, source.label)


def _paragraphs(stream: Bounded, where: str) -> Iterator[str]:
    for element in items_of(stream, ("p",), where):
        yield "".join(_pieces(element))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for part in paragraph.iter():
        name = str(part.tag).removeprefix(W).removeprefix(STRICT)
        if name == "t":
            yield part.text or ""
        elif name == "tab":
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
