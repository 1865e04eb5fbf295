"""`python -m analysis evaluate`: measure every stage, print the numbers, hold them against their floors."""

import importlib
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

from analysis.errors import InputError
from analysis.evaluate import floors
from analysis.settings import ROOT

STAGES = ("parse", "names", "places", "times", "quotes", "events", "demo", "gold")
"""Modules of this package with `CORPORA` (paths below the corpora folder) and `measure(shared, limit)`."""


def run(only: Iterable[str] = (), *, limit: int | None = None, pin: bool = False, lower: bool = False) -> bool:
    """Measure and print; True where every floor that could be checked holds.

    `limit` measures a sample, quickly, and checks no floor. `pin` raises the floors to what was measured.
    """
    if unknown := set(only) - set(STAGES):
        raise InputError(f"There is no measure {', '.join(sorted(unknown))}; choose from {', '.join(STAGES)}.")
    shared = ROOT.parent / "shared"
    console = Console()
    pinned = floors.load()
    measured: dict[str, float] = {}
    present: dict[str, str] = {}
    for stage in only or STAGES:
        module = importlib.import_module(f"analysis.evaluate.{stage}")
        files = _corpora(module, shared)
        if not all(file.exists() for file in files.values()):
            console.print(f"{stage}: not measured, its corpora are not here ({', '.join(files)})")
            continue
        present |= {name: floors.digest(file) for name, file in files.items()}
        began = time.perf_counter()
        console.print(f"{stage}: measuring …")
        measured |= {f"{stage}.{name}": value for name, value in module.measure(shared, limit).items()}
        console.print(f"{stage}: {time.perf_counter() - began:.0f} s")
    changed = floors.changed_corpora(pinned["corpora"], present)
    verdicts = floors.judge(measured, pinned["floors"])
    console.print(_table(verdicts))
    if limit is not None:
        console.print(f"A sample of {limit}: no floor was checked.")
        return True
    return _close(console, verdicts, pinned["floors"], changed, measured, present, pin=pin, lower=lower)


def _corpora(module: ModuleType, shared: Path) -> dict[str, Path]:
    """The files a stage is measured on, by name: below ../shared/corpora, or below the repository."""
    return {name: (ROOT if name.startswith("tests/") else shared / "corpora") / name for name in module.CORPORA}


def _table(verdicts: Iterable[floors.Verdict]) -> Table:
    table = Table("measure", "measured", "floor", "")
    for verdict in verdicts:
        floor = "" if verdict.floor is None else f"{verdict.floor:.1f}"
        table.add_row(verdict.measure, f"{verdict.value:.1f}", floor, "" if verdict.holds else "BELOW")
    return table


def _close(console, verdicts, pinned, changed, measured, present, *, pin: bool, lower: bool) -> bool:
    """Print what follows from the numbers, pin where asked, and say whether all is well."""
    for name in changed:
        console.print(f"{name} is not the corpus the floors were measured on; pin them again with --pin.")
    below = [verdict for verdict in verdicts if not verdict.holds]
    unchecked = len(set(pinned) - set(measured))
    console.print(f"{len(verdicts)} measured, {len(below)} below their floor, {unchecked} floors not checked.")
    if pin:
        floors.pin(measured, present, lower=lower)
        console.print("Floors pinned.")
        return True
    return not below and not changed
