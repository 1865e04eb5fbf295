"""The corpora that come with Dateline (data/demo), processed on the machine of whoever runs it.

Each is processed once, and again when its articles or anything that annotates them has changed. Asking whether there
is anything to do imports neither spaCy nor the store.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis import provenance
from analysis.corpus import layout
from analysis.read import Reading, read_file
from analysis.settings import DATA

DEMO = DATA / "demo"
STAMP = "prepared.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a built-in corpus was made from, and which of its articles are ours."""

    digest: str
    article_ids: tuple[str, ...] = ()


def names() -> list[str]:
    """The built-in corpora."""
    return sorted(path.parent.name for path in DEMO.glob("*/corpus.json"))


def outdated() -> list[str]:
    """Those that are missing, or made from other articles or by another version."""
    return [name for name in names() if _stamp(name).digest != _digest(name)]


def prepare(name: str, on_progress: Callable[[int, int, str], None], stop: Path | None = None) -> bool:
    """Process one built-in corpus; articles that its user added stay. `on_progress(done, total, doing)`.

    Returns False where the stop file ended it; what is finished stays, and the next time all of it is done.
    """
    from analysis import batch
    from analysis.corpus import store

    said = json.loads((DEMO / name / "corpus.json").read_text(encoding="utf-8"))
    about = layout.About(
        title=said["title"], is_exercise=said["is_exercise"], credit=said["credit"], about=said["about"], builtin=True
    )
    before = set(_stamp(name).article_ids)
    layout.describe(name, about)
    readings = list(_readings(name))
    ours = tuple(reading.article.article_id for reading in readings if reading.article is not None)
    gone = before - set(ours)
    if gone:
        store.remove(name, gone)
    outcome = batch.process(
        readings, name, lambda so_far, doing: on_progress(so_far.done, len(readings), doing), stop=stop, again=True
    )
    if outcome.cancelled:
        return False
    stamp = Stamp(_digest(name), ours)
    layout.write_whole(layout.folder(name) / STAMP, json.dumps(asdict(stamp)) + "\n")
    return True


def _readings(name: str) -> Iterator[Reading]:
    yield from read_file(DEMO / name / "articles.jsonl", label=name)


def _digest(name: str) -> str:
    return provenance.digest_of([DEMO / name / "articles.jsonl", DEMO / name / "corpus.json"])


def _stamp(name: str) -> Stamp:
    """The stamp of a corpus that stands and has a desk; an empty one otherwise."""
    folder: Path = layout.folder(name)
    if not (layout.exists(name) and (folder / "desk" / "current").is_file()):
        return Stamp("")
    try:
        said = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return Stamp(said["digest"], tuple(said["article_ids"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Stamp("")
