"""Archives (.zip): each file in it by its own reader, one laid out at a time; their names are shown, never used."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from analysis.errors import InputError
from analysis.read.kinds import readers
from analysis.read.reading import Reading, Source
from analysis.read.unpacked import laid_out
from analysis.read.zipped import Zipped, leads_out

NAME = "zip archive"
EXTENSIONS = (".zip",)
IN_PIECES = True


def recognises(head: bytes) -> bool:
    """Whether a file begins as a zip archive that is no Word file."""
    from analysis.read.formats import docx

    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not docx.recognises(head)


def read(source: Source) -> Iterator[Reading]:
    """The articles of all files in it that a reader knows. What is in it and not read is reported once, with names.

    Raises InputError where the archive cannot be opened, or stands in another one.
    """
    if source.packed:
        raise InputError("an archive within an archive is not read; unpack the outer one and give this.", source.label)
    unread: list[str] = []
    with Zipped(source.path, source.label) as archive:
        is_empty = True
        for member in archive.members():
            if _is_beside(member.filename) and not leads_out(member.filename):
                continue
            is_empty = False
            if _ending(member) not in readers():
                unread.append(member.filename)
                continue
            yield from _member(archive, member, source.label)
    if unread or is_empty:
        yield Reading(None, source.label, _told(unread, source.label))


def _member(archive: Zipped, member: zipfile.ZipInfo, label: str) -> Iterator[Reading]:
    from analysis.read import read_file, shown_name

    where = f"{label}/{shown_name(member.filename)}"
    if leads_out(member.filename):
        yield Reading(
            None, where, f"{where}: its name leads out of the archive, so it was left out; rename it and pack again."
        )
        return
    try:
        with archive.opened(member, where) as stream, laid_out(stream, _ending(member)) as path:
            yield from read_file(path, where, packed=".zip")
    except InputError as problem:
        yield Reading(None, where, str(problem))


def _ending(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix.lower()


def _is_beside(name: str) -> bool:
    """What programs put into archives beside what people did: hidden files, the Finder's copies."""
    return any(part.startswith(".") and part not in (".", "..") or part == "__MACOSX" for part in name.split("/"))


def _told(unread: list[str], label: str) -> str:
    from analysis.read import shown_name

    if not unread:
        return f"{label}: the archive is empty."
    shown = ", ".join(f'"{shown_name(name)[-40:]}"' for name in unread[:5]) + (" …" if len(unread) > 5 else "")
    count = "1 file in it is" if len(unread) == 1 else f"{len(unread):,} files in it are"
    return f"{label}: {count} of a kind that is not read ({shown}); convert them to .txt, .docx or .csv."
