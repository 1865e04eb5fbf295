"""Web archives (.warc, .warc.gz; also the texts of .wet): the article of each page in it; of any size.

Pictures, scripts, redirects and requests are passed over: they are no pages. A page without an article is reported.
"""

from collections.abc import Iterator
from typing import Any

from analysis.errors import InputError
from analysis.read.encoding import decode
from analysis.read.fields import article_of
from analysis.read.formats import html
from analysis.read.kinds import head_of, head_unpacked
from analysis.read.reading import Reading, Source
from analysis.read.unpacked import opened
from analysis.settings import settings

NAME = "web archive"
EXTENSIONS = (".warc", ".wet")
IN_PIECES = True
PAGES = ("text/html", "application/xhtml+xml")


def recognises(head: bytes) -> bool:
    """Whether a file begins as a web archive, packed or not."""
    return (head_unpacked(head) if head.startswith(b"\x1f\x8b") else head).startswith(b"WARC/")


def read(source: Source) -> Iterator[Reading]:
    """One article a page. Raises InputError where the archive is damaged or cut off; what came before is read."""
    from warcio.archiveiterator import ArchiveIterator

    if not recognises(head_of(source.path)):
        raise InputError("this is no web archive, or an empty one; give .warc or .warc.gz.", source.label)
    number = 0
    with opened(source.path, source.label) as stream:
        for record in _records(ArchiveIterator(stream), source.label):
            number += 1
            where = f"{source.label}, record {number:,}"
            try:
                reading = _reading(record, where)
            except InputError as problem:
                reading = Reading(None, where, str(problem))
            if reading is not None:
                yield reading


def _records(archive: Iterator[Any], label: str) -> Iterator[Any]:
    """The records one by one. Raises InputError where the archive is damaged or cut off."""
    number, record = 0, None
    try:
        while (following := next(archive, None)) is not None:
            number, record = number + 1, following
            yield record
        is_whole = record is None or not _missing(record)
    except InputError:
        raise
    except Exception:  # damaged headers may break the parser in any way
        is_whole = False
    if not is_whole:
        raise InputError(
            f"the archive is damaged or cut off behind record {number:,}; what came before was read.", label
        )


def _reading(record: Any, where: str) -> Reading | None:
    """The article of a record; None for what is no page. Raises InputError."""
    headers, http = record.rec_headers, record.http_headers
    url = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    kind = http.get_header("Content-Type") if http else headers.get_header("Content-Type")
    mime, _, rest = (kind or "").partition(";")
    mime = mime.strip().lower()
    if record.rec_type == "conversion" and mime == "text/plain":
        return article_of({"text": decode(_content(record, where), where), "url": url}, where)
    if record.rec_type not in ("response", "resource") or mime not in PAGES:
        return None
    if http is not None and (http.get_statuscode() or "")[:1] != "2":
        return None
    charset = rest.partition("charset=")[2].strip(" \"'")[:20]
    return html.page(_content(record, where), where, url=url, charset=charset)


def _content(record: Any, where: str) -> bytes:
    """The record's bytes. Raises InputError where they are more than a file may have, or cannot be unpacked."""
    limit = settings().max_file_mb * 1_000_000
    pieces, length = [], 0
    stream = record.content_stream()
    while piece := stream.read(1 << 16):
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            raise InputError(f"the page is larger than {settings().max_file_mb} MB and was left out.", where)
    if _missing(record):
        raise InputError("the page is cut off; fetch it again.", where)
    if not length:
        raise InputError("the page is empty.", where)
    return b"".join(pieces)


def _missing(record: Any) -> bool:
    """Whether bytes that the record's header tells of did not come, after all was read; a header may tell no length."""
    return bool(getattr(record.raw_stream, "limit", 0) > 0)
