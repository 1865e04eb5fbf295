"""Files packed by gzip (.gz), such as articles.jsonl.gz: unpacked within limits, read as what is in it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from analysis.errors import InputError
from analysis.read.formats import warc
from analysis.read.kinds import head_of, head_unpacked, readers
from analysis.read.reading import Reading, Source
from analysis.read.unpacked import laid_out, opened

NAME = "gzip"
EXTENSIONS = (".gz",)
IN_PIECES = True


def recognises(head: bytes) -> bool:
    """Whether a file begins as gzip does, and holds no web archive, which reads gzip itself."""
    return head.startswith(b"\x1f\x8b") and not warc.recognises(head)


def read(source: Source) -> Iterator[Reading]:
    """The articles of the file in it. Raises InputError where it is no gzip, cut off, or packed twice."""
    from analysis.read import read_file

    head = head_of(source.path)
    if not head:
        raise InputError("the file is empty.", source.label)
    if not head.startswith(b"\x1f\x8b"):
        raise InputError("this is no gzip file, whatever its name; give it without .gz.", source.label)
    if source.packed == ".gz" or head_unpacked(head).startswith(b"\x1f\x8b"):
        raise InputError("it is packed twice; unpack it once and give that.", source.label)
    inner = source.label[: -len(".gz")] if source.label.lower().endswith(".gz") else source.label
    ending = (PurePosixPath(inner).suffix or PurePosixPath(source.path.stem).suffix).lower()
    if ending not in readers():
        raise InputError(f'"{ending or "no ending"}" before .gz names no kind that is read; unpack it.', source.label)
    with opened(source.path, source.label) as stream, laid_out(stream, ending) as path:  # type: ignore[arg-type]
        yield from read_file(path, inner, packed=".gz")
