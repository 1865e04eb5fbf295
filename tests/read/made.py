"""Binary files for the tests of readers, made where they are needed: Word, zip and web archives, good and hostile."""

import gzip
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

FIXTURES = Path(__file__).parent / "fixtures"
DAM = (
    "The dam above the town of Ostrava Mills held through the night, engineers said on Thursday after two days of "
    "heavy rain."
)
STREETS = (
    "Nobody was hurt. The mayor said that the lower streets would stay closed until the water falls below two metres."
)
NEXIS = [
    "Date and Time: Friday, November 4, 2016 9:00:00 AM EDT", "Documents (2)", "1. Dam holds",
    "Dam holds", "The Daily", "November 3, 2016 Thursday", "Copyright 2016 The Daily All Rights Reserved",
    "Section: NEWS; Pg. 3", "Length: 40 words", "Byline: Jane Doe", "Body", "", DAM, STREETS, "Classification",
    "Language: ENGLISH", "Load-Date: November 4, 2016", "End of Document",
    "Bridge shut", "The Weekly", "November 4, 2016 Friday 10:30 PM GMT", "Length: 20 words", "Body", STREETS,
    "Load-Date: November 5, 2016", "End of Document",
]  # fmt: skip


def docx(paragraphs: Iterable[str], head: str = "") -> bytes:
    """A Word file of these paragraphs; `head` stands before the root of its text."""
    body = "".join(f"<w:p><w:r><w:t>{escape(paragraph)}</w:t></w:r></w:p>" for paragraph in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def many_members(count: int) -> bytes:
    """An archive that lists `count` members (all the same bytes), 65,535 at most in the number that it tells."""
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 5, 0) + b"a.txt"
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    listed = entry * count
    told = min(count, 65_535)
    return local + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, told, told, len(listed), len(local), 0)


def warc(pages: Iterable[tuple[str, str, bytes]], packed: bool) -> bytes:
    """A web archive of responses (address, content type, body), each record packed on its own as crawlers do."""
    out = b""
    for address, kind, body in pages:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2016-12-01T00:00:00Z\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def page() -> bytes:
    """The saved page of the fixtures."""
    return (FIXTURES / "page.html").read_bytes()
