"""Plain text: one file, one article, as a researcher pastes it from a page."""

from collections.abc import Iterator

from analysis.read.article import check_text, make_article
from analysis.read.encoding import decode
from analysis.read.reading import Reading, Source

NAME = "plain text"
EXTENSIONS = (".txt", ".text")


def read(source: Source) -> Iterator[Reading]:
    """The file as one article. Raises InputError where it is no text."""
    text = decode(source.path.read_bytes(), source.label)
    check_text(text, source.label)
    yield Reading(make_article(text, source.label, key=""), source.label)
