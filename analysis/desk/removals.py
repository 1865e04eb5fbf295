"""What was removed from a corpus of late, so that it can be brought back: after a reload, in another tab, in order.

Kept in one small file of the corpus for as long as the articles themselves can still be read at the version before.
"""

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from analysis.corpus import layout
from analysis.corpus.lock import locked
from analysis.corpus.store import KEEP_HOURS

REMOVED = "removed.json"


@dataclass(frozen=True, slots=True)
class Undo:
    """What brings removed articles back: their ids, the version of the truth that still had them, their headlines."""

    corpus: str
    article_ids: tuple[str, ...]
    version: int
    titles: tuple[str, ...] = ()
    at_s: float = 0.0  # seconds since 1970


def standing(corpus: str) -> list[Undo]:
    """The removals that can be taken back, the last one first."""
    limit = time.time() - KEEP_HOURS * 3600
    return [undo for undo in reversed(_read(corpus)) if undo.at_s > limit]


def keep(undo: Undo) -> None:
    """Remember a removal that is about to be made."""
    with locked(undo.corpus, "removed"):
        _write(undo.corpus, [*reversed(standing(undo.corpus)), replace(undo, at_s=time.time())])


def drop(undo: Undo) -> None:
    """Forget a removal: it was taken back, or can no longer be."""
    with locked(undo.corpus, "removed"):
        same = (undo.article_ids, undo.version)
        _write(undo.corpus, [one for one in _read(undo.corpus) if (one.article_ids, one.version) != same])


def drop_all(corpus: str) -> None:
    """Forget all removals, with their headlines."""
    with locked(corpus, "removed"):
        _path(corpus).unlink(missing_ok=True)


def _path(corpus: str) -> Path:
    return layout.require(corpus) / REMOVED


def _read(corpus: str) -> list[Undo]:
    try:
        records = json.loads(_path(corpus).read_text(encoding="utf-8"))
        return [
            Undo(corpus, tuple(record["article_ids"]), int(record["version"]), tuple(record["titles"]), record["at_s"])
            for record in records
        ]
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or damaged: nothing can be taken back
        return []


def _write(corpus: str, undos: list[Undo]) -> None:
    layout.write_whole(_path(corpus), json.dumps([asdict(undo) for undo in undos], ensure_ascii=False) + "\n")
