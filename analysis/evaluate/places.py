"""How good places are: measured on LGL, GeoWebNews and the relative places of our own articles.

Right means the same GeoNames id, or within 161 km (the field's customary 100 miles; Gritta et al. 2020,
"A pragmatic guide to geoparsing evaluation"). Reads the development corpora where they lie and keeps nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from analysis import language, names, places, schema
from analysis.document import Document

RIGHT_WITHIN_KM = 161.0
CORPORA = {"lgl": "corpora/places/lgl.jsonl", "gwn": "corpora/places/gwn.jsonl"}
RELATIVE = "corpora/articles/dev.jsonl"
RELIABILITY_BINS = 10


@dataclass(slots=True)
class Counts:
    """What was counted over the articles of one corpus."""

    gold: int = 0
    gold_located: int = 0
    found: int = 0
    exact: int = 0
    found_right: int = 0
    given_right: int = 0
    pins: int = 0
    pins_right: int = 0
    judged: list[tuple[float, bool]] = field(default_factory=list)  # confidence of a pin, whether it is right

    def scores(self, prefix: str) -> dict[str, float]:
        """The numbers under the names that the quality floors use."""
        precision, recall = _share(self.exact, self.found), _share(self.exact, self.gold)
        return {
            f"{prefix}_given_accuracy": _share(self.given_right, self.gold_located),
            f"{prefix}_recognition_precision": precision,
            f"{prefix}_recognition_recall": recall,
            f"{prefix}_recognition_f": _share(2 * precision * recall, precision + recall),
            f"{prefix}_end_to_end_recall": _share(self.found_right, self.gold_located),
            f"{prefix}_pins_right": _share(self.pins_right, self.pins),
            f"{prefix}_calibration_error": calibration_error(self.judged),
        }


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Every score by name; with `limit`, about that many articles of each corpus, evenly spread."""
    scores: dict[str, float] = {}
    for prefix, path in CORPORA.items():
        counts = Counts()
        for record, document in _documents(shared / path, limit):
            count_article(counts, document, record["toponyms"])
        scores.update(counts.scores(prefix))
    scores.update(_relative_scores(shared / RELATIVE))
    return scores


def count_article(counts: Counts, document: Document, gold: Sequence[dict[str, Any]]) -> None:
    """Add one article: its toponyms resolved as given, then recognised and resolved."""
    spans = {(toponym["start"], toponym["end"]): toponym for toponym in gold}
    located = {span for span, toponym in spans.items() if toponym["lat"] is not None}
    counts.gold += len(spans)
    counts.gold_located += len(located)
    for row in places.extract(replace(document, given_toponyms=tuple(spans)))["places"]:
        span = (row.char_start, row.char_end)
        counts.given_right += span in located and is_right(row, spans[span])
    for row in places.extract(document)["places"]:
        if row.relation_only:
            continue
        span = (row.char_start, row.char_end)
        counts.found += 1
        counts.exact += span in spans
        right = span in located and is_right(row, spans[span])
        counts.found_right += right
        if row.lat is not None and (span in located or span not in spans):  # gold without a place judges no pin
            counts.pins += 1
            counts.pins_right += right
            counts.judged.append((row.confidence, right))


def is_right(row: schema.Place, gold: dict[str, Any]) -> bool:
    """Whether a place is the one meant."""
    if row.gazetteer_id == f"geonames:{gold.get('geonameid')}":
        return True
    if row.lat is None or row.lon is None:
        return False
    return great_circle((row.lat, row.lon), (gold["lat"], gold["lon"])).km <= RIGHT_WITHIN_KM


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: mean gap of confidence and share right over ten bins, weighted by their size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(RELIABILITY_BINS)]
    for confidence, right in judged:
        bins[min(RELIABILITY_BINS - 1, int(confidence * RELIABILITY_BINS))].append((confidence, right))
    gaps = (abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins)
    return _share(sum(gaps), len(judged))


def _relative_scores(path: Path) -> dict[str, float]:
    """Relative places found: a phrase counts where a found one overlaps it and has the same relation."""
    found = gold = right = 0
    for record, document in _documents(path, None):
        if record.get("relative_places") is None:  # not annotated
            continue
        wanted = record["relative_places"]
        rows = [row.relation for row in places.extract(document)["places"] if row.relation is not None]
        phrases = {relation.phrase: relation for relation in rows}
        found, gold = found + len(phrases), gold + len(wanted)
        right += sum(any(_same_relation(relation, item) for relation in phrases.values()) for item in wanted)
    precision, recall = _share(right, found), _share(right, gold)
    return {"relative_f": _share(2 * precision * recall, precision + recall), "relative_gold": float(gold)}


def _same_relation(relation: schema.Relation, gold: dict[str, Any]) -> bool:
    start, end = gold["span"]
    return relation.phrase[0] < end and start < relation.phrase[1] and relation.kind == gold["relation"]


def _documents(path: Path, limit: int | None) -> Iterator[tuple[dict[str, Any], Document]]:
    """The records of a corpus with their documents, parsed and with names."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pipeline = language.load()
    for line in lines[:: max(1, len(lines) // limit) if limit else 1]:
        record = json.loads(line)
        parts = (schema.Part(0, len(record["text"]), "body"),)
        doc, sentences = language.parse(record["text"], parts, pipeline)
        document = Document(record["text"], doc, parts, sentences, title=record.get("title") or "")
        yield record, document.with_rows(**names.extract(document))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
