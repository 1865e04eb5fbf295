"""Lines of a file as text, one by one whatever its size; a line in no known encoding costs that line, not the file."""

import codecs
from collections.abc import Iterator
from typing import IO, NamedTuple

from analysis.errors import InputError
from analysis.read.encoding import MARKS, decode
from analysis.settings import settings

MOST_BROKEN = 20
"""Where so many lines cannot be decoded before any with accents could, the file is told once and not line by line."""


class Line(NamedTuple):
    """A line without its end, counted from 1; `problem` says why there is no text."""

    number: int
    text: str
    problem: str = ""


def lines(stream: IO[bytes], where: str) -> Iterator[Line]:
    """The lines of `stream`. Raises InputError where the whole file is in no known encoding."""
    number, broken, accented = 0, 0, False
    for raw in _raw(stream, where):
        for part in raw.splitlines() or [raw]:
            number += 1
            if part.isascii() and b"\0" not in part and len(part) <= _limit():
                yield Line(number, part.decode("ascii"))
                continue
            here = f"{where}, line {number:,}"
            try:
                if len(part) > _limit():
                    raise InputError(f"the line is longer than {settings().max_file_mb} MB; split it.", here)
                text = decode(part, here, line=number)
                accented = True
                yield Line(number, text)
            except InputError as problem:
                broken += 1
                if broken >= MOST_BROKEN and not accented:
                    raise InputError(str(problem).removeprefix(f"{here}: "), where) from None
                yield Line(number, "", str(problem))


def _limit() -> int:
    return settings().max_file_mb * 1_000_000


def _raw(stream: IO[bytes], where: str) -> Iterator[bytes]:
    """Lines of bytes in UTF-8, or in whatever they are in; of one too long only the beginning."""
    head = stream.read(4)
    mark = next(((mark, name) for mark, name in MARKS if head.startswith(mark)), None)
    if mark is not None and mark[1] != "utf-8":
        try:
            yield from _recoded(stream, head[len(mark[0]) :], mark[1])
        except UnicodeDecodeError:
            raise InputError(f"it begins as {mark[1].upper()} but is not; save it as UTF-8.", where) from None
        return
    ahead = head[len(mark[0]) :] if mark else head
    while True:
        complete, end, ahead = ahead.partition(b"\n")
        if end:
            yield complete + end
            continue
        line = complete + stream.readline(_limit() + 1)
        ahead = b""
        if not line:
            return
        yield line
        while len(line) > _limit() and not line.endswith(b"\n"):  # the rest of a line too long, unread
            line = stream.readline(_limit() + 1)


def _recoded(stream: IO[bytes], ahead: bytes, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    kept = ""
    while True:
        piece = stream.read(1 << 18)
        kept += decoder.decode(ahead + piece, final=not piece)
        ahead = b""
        *whole, kept = kept.split("\n")
        for line in whole:
            yield (line + "\n").encode(errors="surrogatepass")
        if not piece:
            if kept:
                yield kept.encode(errors="surrogatepass")
            return
