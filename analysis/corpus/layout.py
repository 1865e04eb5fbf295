"""Where a corpus lies: its name, its folder, the addresses of its tables, and what it says of itself.

A corpus is a folder `<corpora_dir>/<name>` with `corpus.json`, the tables of the truth and the desk. The
truth alone may lie elsewhere, on object storage (`DATELINE_TRUTH_URI`); locks and the desk stay here.
"""

import json
import re
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.errors import CorpusError
from analysis.settings import settings

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class About:
    """What a corpus says of itself (`corpus.json`)."""

    title: str
    is_exercise: bool = False
    credit: str = ""
    about: str = ""
    builtin: bool = False


def check_name(corpus: str) -> str:
    """`corpus`, if it is a name: small letters, digits and hyphens, at most 63. Raises CorpusError."""
    if not isinstance(corpus, str) or not _NAME.fullmatch(corpus):
        raise CorpusError(
            f"{str(corpus)[:80]!r} is not a name for a corpus; use small letters, digits and hyphens, at most 63."
        )
    return corpus


def folder(corpus: str) -> Path:
    """The folder of a corpus, which need not exist yet."""
    return settings().corpora_dir / check_name(corpus)


def table_uri(corpus: str, table: str) -> str:
    """The address of a table of the truth: a path, or a URI below `DATELINE_TRUTH_URI`."""
    remote = settings().truth_uri
    return f"{remote.rstrip('/')}/{check_name(corpus)}/{table}" if remote else str(folder(corpus) / table)


def exists(corpus: str) -> bool:
    """Whether there is a corpus of this name."""
    return (folder(corpus) / "corpus.json").is_file()


def require(corpus: str) -> Path:
    """The folder of a corpus that exists. Raises CorpusError."""
    if not exists(corpus):
        raise CorpusError(f"There is no corpus called “{corpus}”; `python -m analysis corpora` lists those there are.")
    return folder(corpus)


def about(corpus: str) -> About:
    """What the corpus says of itself. Raises CorpusError where it is missing or its file is damaged."""
    path = require(corpus) / "corpus.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record, dict):
            raise TypeError("it is no object")
        known = {name: record[name] for name in About.__dataclass_fields__ if name in record}
        said = About(**{"title": corpus} | known)
        for name, kind in About.__annotations__.items():
            if not isinstance(getattr(said, name), kind):
                raise TypeError(f'"{name}" is not {"text" if kind is str else "true or false"}')
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read ({error}); write it anew or remove the corpus.") from None
    return said


def describe(corpus: str, said: About) -> None:
    """Create the corpus where there is none, and write what it says of itself."""
    path = folder(corpus)
    path.mkdir(parents=True, exist_ok=True)
    write_whole(path / "corpus.json", json.dumps(asdict(said), ensure_ascii=False, indent=1) + "\n")


def ensure(corpus: str) -> Path:
    """The folder of the corpus, created under its own name as title where there is none."""
    if not exists(corpus):
        describe(corpus, About(title=corpus))
    return folder(corpus)


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never half of it."""
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")  # with the permissions of any new file
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
