"""Standard input as a file: laid out on disk, so that its kind can be told and its size does not matter to memory."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from analysis.errors import InputError
from analysis.read import files_in
from analysis.read.encoding import decode
from analysis.read.fields import columns_of
from analysis.read.kinds import HEAD_BYTES, head_of, head_unpacked, recognised
from analysis.read.reading import Source
from analysis.read.unpacked import PIECE_BYTES
from analysis.settings import settings

LABEL = "standard input"


@contextmanager
def sources(paths: Iterable[Path]) -> Iterator[list[Source]]:
    """The files at `paths` as `files_in` finds them, "-" being standard input. Raises InputError as `laid_out`."""
    with ExitStack() as while_read:
        found: list[Source] = []
        for path in dict.fromkeys(paths):
            found += [while_read.enter_context(laid_out())] if str(path) == "-" else files_in([path])
        yield found


@contextmanager
def laid_out(stream: BinaryIO | None = None) -> Iterator[Source]:
    """What comes in (of `stream`, for tests), for the time of reading. Raises InputError for nothing or too much."""
    if stream is None:
        stream = sys.stdin.buffer
    most = settings().max_unpacked_mb * 1_000_000
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder, "input")
        length = 0
        with path.open("wb") as file:
            while piece := stream.read(PIECE_BYTES):
                length += len(piece)
                if length > most:
                    raise InputError(
                        f"more than {settings().max_unpacked_mb:,} MB came in (DATELINE_MAX_UNPACKED_MB); give files.",
                        LABEL,
                    )
                file.write(piece)
        if not length:
            raise InputError('nothing came in; pipe articles into it, or give files instead of "-".', LABEL)
        head = head_of(path)
        named = path.rename(path.with_suffix(_ending(head)))
        yield Source(named, LABEL)


def _ending(head: bytes) -> str:
    """The extension that the content would have."""
    if head.startswith(b"\x1f\x8b"):
        inner = head_unpacked(head)
        return ".warc" if inner.startswith(b"WARC/") else f"{_ending(inner)}.gz"
    reader = recognised(head)
    if reader is not None:
        return str(reader.EXTENSIONS[0]) if reader.EXTENSIONS else ".html"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return ".jsonl"
    return ".csv" if _is_table(head[:HEAD_BYTES]) else ".txt"


def _is_table(head: bytes) -> bool:
    try:
        first = decode(head.lstrip().split(b"\n", 1)[0], LABEL)
    except InputError:
        return False
    return any(
        len(names) > 1 and "text" in columns_of(names)
        for names in ([name.strip(' "') for name in first.split(mark)] for mark in (",", ";", "\t", "|"))
    )
