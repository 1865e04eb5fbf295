"""The versions of a desk on the disk: which is current, what each holds, who reads one, and which may go.

A version is a folder that nobody writes to once it has its name. Whoever reads one holds a shared lock of the operating
system on a file in it, so the ones that nobody reads are known, however a reader ended.
"""

import json
import os
import re
import shutil
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from analysis.corpus import layout
from analysis.corpus.lock import hold_shared, is_held

DESK, WORDS, COUNT, READERS = "desk.duckdb", "words", "count.json", "readers.lock"
KEEP_UNLOCKED = timedelta(hours=1)  # where the system has no shared locks, nobody knows who reads
_VERSION = re.compile(r"\w[\w-]*")


def desks(corpus: str) -> Path:
    """The folder of all versions."""
    return layout.folder(corpus) / "desk"


def current(corpus: str) -> str | None:
    """The version pages should read, or None where the corpus has no desk yet. Cheap: one small file."""
    try:
        version = (desks(corpus) / "current").read_text(encoding="ascii").strip()
    except (OSError, ValueError):  # never built, or not by us
        return None
    return version if _VERSION.fullmatch(version) else None


def new_name() -> str:
    """A name that no other version has; later ones sort after earlier ones."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"


def describe(folder: Path, said: dict[str, Any]) -> None:
    """Write what a version says of itself; the last thing written before it gets its name."""
    said = said | {"bytes": (folder / DESK).stat().st_size}
    (folder / READERS).touch()
    (folder / COUNT).write_text(json.dumps(said), encoding="utf-8")


def said_of(corpus: str, version: str) -> dict[str, Any]:
    """What a version says of itself; nothing where it is not whole or of an earlier Dateline."""
    folder = desks(corpus) / version
    try:
        said = json.loads((folder / COUNT).read_text(encoding="utf-8"))
        whole = (folder / DESK).stat().st_size == said["bytes"] and (folder / WORDS / "meta.json").is_file()
        return said if whole and isinstance(said["articles"], int) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def reading(folder: Path) -> int | None:
    """Say that a version is being read until the handle is closed. Raises OSError where it has gone."""
    return hold_shared(folder / READERS)


def prune(corpus: str, keep: str, *, even_if_read: bool = False) -> list[str]:
    """Delete the versions that nobody reads, and what a crash left behind; return what was deleted.

    To be called by whoever holds the lock of building. With `even_if_read`, readers keep what they have open, and the
    files have no name any more.
    """
    gone = []
    limit = (datetime.now(UTC) - KEEP_UNLOCKED).timestamp()
    for folder in sorted(desks(corpus).iterdir()):
        if not folder.is_dir() or folder.name == keep:
            continue
        half_built = folder.name.startswith(".")
        held = False if half_built or even_if_read else is_held(folder / READERS)
        if held is None:  # nobody can tell
            held = folder.stat().st_mtime > limit
        if not held:
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder.name)
    return gone


def retire(corpus: str, version: str | None) -> None:
    """Let the time that a version is kept begin when it goes out of use, and not when it was built."""
    if version and (desks(corpus) / version).is_dir():
        os.utime(desks(corpus) / version)
