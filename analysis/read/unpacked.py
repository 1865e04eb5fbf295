"""What is packed comes out within limits: so many bytes in all, so many for each byte that went in.

For every reader that unpacks (.zip, .gz, .docx, .warc.gz). A stream is read in pieces; nothing is unpacked ahead.
"""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from analysis.errors import InputError
from analysis.settings import settings

PIECE_BYTES = 1 << 18
MOST_RATIO = 200
"""Bytes out for a byte in. Text packs 3 to 20 times, logs and tables of zeros some 50; deflate can reach 1,032."""
FREE_BYTES = 10_000_000
"""So much may come out whatever the ratio: short files of blanks are no attack."""
DAMAGED = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile)


class Budget:
    """What may come out of one archive in all: `bytes_in` tells how many packed bytes there are, or were used;
    None where no ratio is asked for."""

    def __init__(self, bytes_in: Callable[[], int] | None, where: str):
        self._bytes_in, self._where, self._out = bytes_in, where, 0

    def spend(self, count: int) -> None:
        """Count bytes that came out. Raises InputError beyond the limits."""
        self._out += count
        most_mb = settings().max_unpacked_mb
        if self._out > most_mb * 1_000_000:
            raise InputError(
                f"more than {most_mb:,} MB come out of it (DATELINE_MAX_UNPACKED_MB); unpack it and give its parts.",
                self._where,
            )
        if self._bytes_in and self._out > FREE_BYTES and self._out > MOST_RATIO * max(self._bytes_in(), 1):
            raise InputError(
                f"it swells to more than {MOST_RATIO} times its size, as a zip bomb does; it was not read on. "
                "Unpack it yourself if you trust it.",
                self._where,
            )


class Bounded:
    """A stream that unpacks, read within `budgets`: its own, and that of the archive.

    Raises InputError beyond the limits, and where the packed bytes are damaged or cut off.
    """

    def __init__(self, stream: gzip.GzipFile | zipfile.ZipExtFile, budgets: Sequence[Budget], where: str):
        self._stream, self._budgets, self._where = stream, budgets, where
        self._ahead = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, all that is left for -1 (at most the largest file accepted)."""
        if size < 0:
            return self._all()
        if self._ahead:
            piece, self._ahead = self._ahead[:size], self._ahead[size:]
            return piece
        return self._more(min(size, PIECE_BYTES))

    def _all(self) -> bytes:
        limit = settings().max_file_mb * 1_000_000
        pieces, length = [], 0
        while piece := self.read(PIECE_BYTES):
            pieces.append(piece)
            length += len(piece)
            if length > limit:
                raise too_large(limit, self._where)
        return b"".join(pieces)

    def _more(self, size: int) -> bytes:
        try:
            piece = self._stream.read1(size)  # not read: it would throw away what came before the damage
        except DAMAGED:
            raise InputError("the file is damaged or cut off; fetch or save it again.", self._where) from None
        except (RuntimeError, NotImplementedError):  # zipfile: a password, a way of packing that it does not know
            raise InputError(
                "it is encrypted, or packed in a way that is not read; pack it again as plain zip.", self._where
            ) from None
        except OSError as error:
            raise InputError(f"the file cannot be read ({error.strerror or error}).", self._where) from None
        for budget in self._budgets:
            budget.spend(len(piece))
        return piece


def too_large(size_bytes: float, where: str) -> InputError:
    """The error for a file beyond the largest that is read whole."""
    limit = settings().max_file_mb
    return InputError(
        f"the file has {'more than ' if size_bytes <= limit * 1e6 else ''}{size_bytes / 1e6:,.0f} MB; at most {limit} "
        "MB are read (DATELINE_MAX_FILE_MB). Split it.",
        where,
    )


@contextmanager
def opened(path: Path, where: str) -> Iterator["Bounded | BinaryIO"]:
    """The bytes of a file as a stream, unpacked within limits where it is gzip."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not packed:
            yield file
            return
        with gzip.GzipFile(fileobj=file) as stream:
            yield Bounded(stream, [Budget(file.tell, where)], where)


@contextmanager
def laid_out(stream: Bounded, ending: str) -> Iterator[Path]:
    """The stream as a file of its own for the time of reading, under a name of ours. Raises InputError as Bounded."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder, "part").with_suffix(ending if ending[1:].isalnum() else "")
        with path.open("wb") as file:
            while piece := stream.read(PIECE_BYTES):
                file.write(piece)
        yield path
