"""Which corpora there are, and making and removing one."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.corpus import layout, snapshot
from analysis.corpus.lock import locked
from analysis.errors import CorpusError
from analysis.settings import settings


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """A corpus as a list shows it; `articles` and `version` are those of its current desk."""

    name: str
    title: str
    is_exercise: bool
    is_builtin: bool
    credit: str
    articles: int
    version: str


def corpora() -> list[CorpusInfo]:
    """The corpora that can be opened: built-in ones first, then by title. A damaged one is left out."""
    found = [info for name in _names() if (info := _info(name)) is not None]
    return sorted(found, key=lambda info: (not info.is_builtin, info.title.casefold(), info.name))


def damaged() -> dict[str, str]:
    """A sentence for each corpus that `corpora` leaves out, by its name: what is wrong with it, and what to do."""
    sentences = {}
    for name in sorted(_names()):
        if _info(name) is None:
            try:
                layout.about(name)
                snapshot.open_desk(name).close()
            except CorpusError as error:
                sentences[name] = str(error)
    return sentences


def create(name: str, title: str, *, is_exercise: bool = False, credit: str = "", about: str = "",
           is_builtin: bool = False) -> CorpusInfo:  # fmt: skip
    """A new, empty corpus with an empty desk. Raises CorpusError where the name is taken or is none."""
    with locked(name, "create"):
        if layout.exists(name):
            raise CorpusError(f"There is a corpus called “{name}” already; choose another name.")
        layout.describe(name, layout.About(title.strip() or name, is_exercise, credit, about, is_builtin))
    snapshot.build(name)
    info = _info(name)
    if info is None:
        raise CorpusError(f"The corpus “{name}” was made but cannot be opened; remove it and try again.")
    return info


def remove(name: str) -> None:
    """Delete a corpus with its articles and everything derived from them. It cannot be brought back."""
    path = layout.require(name)
    with locked(name, "desk"), locked(name):
        (path / "corpus.json").unlink()
        shutil.rmtree(path)


def _names() -> Iterator[str]:
    root = settings().corpora_dir
    if root.is_dir():
        yield from (path.parent.name for path in root.glob("*/corpus.json") if not path.parent.name.startswith("."))


def _info(name: str) -> CorpusInfo | None:
    version = snapshot.current_version(name)
    if version is None:
        return None
    try:
        said = layout.about(name)
        articles = snapshot.article_count(name, version)
    except CorpusError:
        return None
    return CorpusInfo(name, said.title, said.is_exercise, said.builtin, said.credit, articles, version)
