"""Zip files, opened within limits: so many members, so many bytes in all, none under a name that leads elsewhere."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self, cast

from analysis.errors import InputError
from analysis.read.unpacked import Bounded, Budget

MOST_MEMBERS = 100_000
"""Members of one archive; the list of them takes some 70 MB."""
END, END_BYTES, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LOCATOR, LOCATOR_BYTES, END_64 = b"PK\x06\x07", 20, b"PK\x06\x06"
MEMBER = b"PK\x01\x02"
PIECE_BYTES = 1 << 20


class Zipped:
    """An archive for reading. Raises InputError where it is none, is cut off, or has too many members."""

    def __init__(self, path: Path, where: str):
        self._path, self._where = path, where

    def __enter__(self) -> Self:
        with self._path.open("rb") as file:
            _check_members(file, self._where)
        try:
            self._archive = zipfile.ZipFile(self._path)
        except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError, EOFError):
            raise _damaged(self._where) from None
        self._budget = Budget(None, self._where)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def members(self) -> list[zipfile.ZipInfo]:
        """The files in it, folders left out, in the order of the archive."""
        return [info for info in self._archive.infolist() if not info.is_dir()]

    @contextmanager
    def opened(self, member: zipfile.ZipInfo, where: str) -> Iterator[Bounded]:
        """The bytes of a member as a stream, counted with those of all others. Raises InputError."""
        own = Budget(lambda: min(member.compress_size, self._path.stat().st_size), where)
        try:
            stream = self._archive.open(member)
        except (RuntimeError, NotImplementedError):
            raise InputError(
                "it is encrypted, or packed in a way that is not read; pack it again as plain zip.", where
            ) from None
        except (zipfile.BadZipFile, EOFError, ValueError, OSError):
            raise _damaged(where) from None
        with stream:
            yield Bounded(cast(zipfile.ZipExtFile, stream), [own, self._budget], where)


def leads_out(name: str) -> bool:
    """Whether a member's name points outside of the archive: `../x`, `/etc/x`, `C:\\x`."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"


def _damaged(where: str) -> InputError:
    return InputError("this zip or Word file is damaged or cut off; fetch or save it again.", where)


def _check_members(file: BinaryIO, where: str) -> None:
    """Count the members before `zipfile` keeps a list of them all. The number that the archive tells may be a lie."""
    size = file.seek(0, 2)
    file.seek(max(size - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES, 0))
    tail = file.read()
    end = tail.rfind(END)
    if end < 0 or len(tail) - end < END_BYTES:
        raise _damaged(where)
    list_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    if tail[max(end - LOCATOR_BYTES, 0) :].startswith(LOCATOR):  # an archive of more than 65,535 members or 4 GB
        file.seek(min(int.from_bytes(tail[end - 12 : end - 4], "little"), size))
        end_64 = file.read(56)
        list_bytes = int.from_bytes(end_64[40:48], "little") if end_64.startswith(END_64) else size
    begins = max(size - len(tail) + end - min(list_bytes, size) - 76, 0)
    file.seek(begins)
    count, left, kept = 0, size - begins, b""
    while left > 0 and (piece := file.read(min(PIECE_BYTES, left))):
        left -= len(piece)
        count += (kept + piece).count(MEMBER)
        kept = piece[-len(MEMBER) + 1 :]
        if count > MOST_MEMBERS:
            raise InputError(
                f"more than {MOST_MEMBERS:,} files are in this archive; unpack it and give the folder.", where
            )
