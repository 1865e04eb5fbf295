"""How well names are read on the development articles: exact spans and kinds, precision, recall and F1."""

import json
from pathlib import Path

from analysis import names
from analysis.evaluate import matching
from analysis.evaluate.quotes import read

KIND = {"PERSON": "person", "ORG": "organisation", "LOC": "place", "FAC": "place", "NORP": "group"}
"""The corpus' labels in our kinds; EVENT, PRODUCT and WORK are not measured."""


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """F1 in per cent, of all kinds together and of each, on the first `limit` articles."""
    counts = dict.fromkeys(("all", *KIND.values()), (0, 0, 0))
    with (shared / "corpora/articles/dev.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file][:limit]
    for record in records:
        found = {(n.char_start, n.char_end, n.kind) for n in names.extract(read(record))["names"] if n.kind != "other"}
        gold = {(start, end, KIND[label]) for start, end, label in record["names"] if label in KIND}
        for kind in counts:
            hits = matching.exact(
                [name for name in found if kind in ("all", name[2])], [name for name in gold if kind in ("all", name[2])]
            )
            counts[kind] = tuple(map(sum, zip(counts[kind], hits, strict=True)))  # type: ignore[assignment]
    return {f"names {kind} f1": matching.score(*count).f1 for kind, count in counts.items()}
