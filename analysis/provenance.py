"""What makes an article row: a run for the record, and one digest by which a change of it is noticed.

Imports nothing heavy: `prepare` asks for the digest at every start.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from analysis import schema
from analysis.settings import DATA, ROOT, settings

COASTS = ROOT / "static" / "basemap" / "land.geojson"
_ANNOTATING = ("read", "language", "names", "places", "times", "quotes", "events")
_DERIVING = ("corpus",)


@lru_cache(maxsize=1)
def run() -> schema.Run:
    """What annotates in this process. Its id is the same wherever code, model, gazetteer, lexicons and settings are."""
    chosen = settings()
    made_of = {
        "code": _digest(_modules(_ANNOTATING)),
        "model": _model_version(chosen.model),
        "gazetteer": _digest([chosen.gazetteer, COASTS]) + _stamp(chosen.own_gazetteer),
        "lexicons": _digest([*sorted((DATA / "lexicons").glob("*.csv")), DATA / "quotes" / "weights.csv"]),
        "settings": json.dumps(
            {"max_article_chars": chosen.max_article_chars, "place_confidence": chosen.place_confidence}
        ),
    }
    run_id = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:12]
    return schema.Run(run_id=run_id, made_at=datetime.now(UTC).isoformat(timespec="seconds"), **made_of)


def digest_of(files: Iterable[Path]) -> str:
    """A digest of these files and of everything that makes a corpus of them."""
    return hashlib.sha256(f"{_digest(files)} {run().run_id} {_digest(_modules(_DERIVING))}".encode()).hexdigest()


def _modules(packages: Iterable[str]) -> list[Path]:
    folder = ROOT / "analysis"
    inner = [path for package in packages for path in (folder / package).rglob("*.py")]
    return sorted([*folder.glob("*.py"), *inner])


def _digest(files: Iterable[Path]) -> str:
    """Over names and contents; a file that is not there counts as empty."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return total.hexdigest()[:16]


def _stamp(file: Path) -> str:
    """Size and time of a file that may be too large to read at every start; "" where there is none."""
    try:
        about = file.stat()
    except OSError:
        return ""
    return f" own {about.st_size}-{about.st_mtime_ns}"


def _model_version(model: str) -> str:
    """Name, version and digest of a model in a folder; the name alone of an installed package."""
    meta = Path(model) / "meta.json"
    if not meta.is_file():
        return model
    try:
        said = json.loads(meta.read_text(encoding="utf-8"))
    except ValueError:  # damaged: whoever loads it says so
        return model
    files = sorted(path for path in Path(model).rglob("*") if path.is_file())
    return f"{said.get('lang')}_{said.get('name')} {said.get('version')} {_digest(files)}"
