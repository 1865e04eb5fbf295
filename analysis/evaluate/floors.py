"""Floors: scores that may rise and not fall, pinned beside a digest of the corpus they were measured on.

`floors.json` holds {"corpora": {path: sha256}, "floors": {measure: score}}. A changed corpus is refused, so
that refreshing one cannot hide a loss. Lowering a floor needs `--lower` and a reason in the commit.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FLOORS_FILE = Path(__file__).with_name("floors.json")
TOLERANCE = 0.05  # per cent: one flipped row in the smallest corpus is more; float noise across CPUs is less


class Verdict(NamedTuple):
    """One measure against its floor; `floor` is None where none is pinned yet."""

    measure: str
    value: float
    floor: float | None

    @property
    def holds(self) -> bool:
        return self.floor is None or self.value >= self.floor - TOLERANCE


def load(path: Path = FLOORS_FILE) -> dict[str, dict]:
    """The pinned floors and digests; empty where nothing has been pinned."""
    if not path.exists():
        return {"corpora": {}, "floors": {}}
    return json.loads(path.read_text(encoding="utf-8"))


def digest(file: Path) -> str:
    """The SHA-256 of a corpus file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def changed_corpora(pinned: Mapping[str, str], present: Mapping[str, str]) -> list[str]:
    """Corpora that are here and no longer what the floors were measured on."""
    return sorted(name for name, value in present.items() if name in pinned and pinned[name] != value)


def judge(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[Verdict]:
    """Every measure with its floor, in order of name."""
    return [Verdict(name, measured[name], floors.get(name)) for name in sorted(measured)]


def pin(
    measured: Mapping[str, float], corpora: Mapping[str, str], *, lower: bool = False, path: Path = FLOORS_FILE
) -> None:
    """Raise the floors to what was measured, cut to a tenth; lower them only where `lower` is set."""
    kept = load(path)
    for name, value in measured.items():
        floor = math.floor(10 * value) / 10
        if lower or floor > kept["floors"].get(name, float("-inf")):
            kept["floors"][name] = floor
    kept["corpora"] |= corpora
    ordered = {key: dict(sorted(kept[key].items())) for key in ("corpora", "floors")}
    path.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
