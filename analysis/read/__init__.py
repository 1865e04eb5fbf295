"""Files and pasted text to article rows: one module for each format, found by what a file begins with or its extension.

Does: refuse what is no text, decode, find text and metadata under any of their names, put dates in ISO form. Does not:
clean the text (what is furniture is said by `analysis.parts`), fetch anything, or annotate.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.errors import InputError
from analysis.read.article import check_text, make_article
from analysis.read.kinds import reader_of, readers
from analysis.read.published import read_published
from analysis.read.reading import Reading, Source

__all__ = ["Reading", "Source", "files_in", "make_article", "read_file", "read_text", "readers", "shown_name"]

LONGEST_NAME = 120
"""Characters of a file's name as it is shown."""


def shown_name(name: str) -> str:
    """A file's name as it may be shown and kept: what can be printed of it, from its end, not too long."""
    return "".join(letter for letter in name if letter.isprintable()).strip()[-LONGEST_NAME:] or "file"


def read_file(path: Path, label: str = "", packed: str = "") -> Iterator[Reading]:
    """The records of one file. `label` is the name its user knows it by (default: the file's own name);
    `packed`: of what kind of archive it was taken out, if it was.

    Never raises for what stands in the file: a record or a file that cannot be read comes out as a Reading
    without an article.
    """
    name = shown_name(label or path.name)
    yield from (reading._replace(file=name) for reading in _readings(Source(path, name, packed)))


def _readings(source: Source) -> Iterator[Reading]:
    name = source.label
    try:
        yield from reader_of(source.path, name).read(source)
    except InputError as problem:
        yield Reading(None, name, str(problem))
    except OSError as error:
        yield Reading(None, name, f"{name}: this cannot be opened ({error.strerror or type(error).__name__}).")
    except Exception as error:  # an odd file may break a reader in any way; the other files go on
        yield Reading(
            None,
            name,
            f"{name}: Dateline failed on this file ({type(error).__name__}); please report it with the file.",
        )


def read_text(text: str, *, title: str = "", outlet: str = "", published: str | None = None) -> Reading:
    """A pasted text as an article; `published` in any form that `read_published` knows."""
    try:
        check_text(text, "The pasted text")
        value, offset = read_published(published) if published and published.strip() else (None, None)
    except ValueError as problem:
        return Reading(None, "pasted", f"The pasted text was not added: {problem}.")
    except InputError as problem:
        return Reading(None, "pasted", str(problem))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    article = make_article(
        text, "pasted", title=title.strip(), outlet=outlet.strip(), published=value, utc_offset=offset, key=""
    )
    return Reading(article, "pasted")


def files_in(paths: Iterable[Path]) -> Iterator[Source]:
    """The files at `paths`: files as given, folders walked for files that a reader knows, in order of their names.

    A file in a folder is labelled by its way from there. A folder that cannot be opened comes out itself, for
    `read_file` to say so. Links to folders are not followed.
    """
    for path in paths:
        yield from _walked(path) if path.is_dir() else [Source(path, path.name)]


def _walked(folder: Path) -> Iterator[Source]:
    closed: list[Path] = []
    found = []
    for inner, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(inner, name) for name in files if not name.startswith("."))
        found += [path for path in paths if path.suffix.lower() in readers() and path.is_file()]
    for path in sorted([*closed, *found]):
        yield Source(path, str(path.relative_to(folder)) if path != folder else folder.name)
