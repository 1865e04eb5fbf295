"""How good places are: measured on LGL, GeoWebNews and the relative places of our own articles.

Right means the same GeoNames id, or within 161 km (the field's customary 100 miles; Gritta et al. 2020,
"A pragmatic guide to geoparsing evaluation"). Reads the development corpora where they lie and keeps nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from analysis import places, schema
from analysis.document import Document
from analysis.evaluate import corpora, matching
from analysis.evaluate.corpora import percent
from analysis.places.home import Home, learn

RIGHT_WITHIN_KM = 161.0
FILES = {"lgl": "places/lgl.jsonl", "gwn": "places/gwn.jsonl"}
RELATIVE, RELATIVE_READ = "articles/dev.jsonl", "articles/train.jsonl"
CORPORA = (*FILES.values(), RELATIVE, RELATIVE_READ)
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

    def scores(self) -> dict[str, float]:
        """The scores, in per cent; `calibration` is 100 less the expected calibration error."""
        recognised = matching.score(self.exact, self.found, self.gold)
        return {
            "given_right": percent(self.given_right, self.gold_located),
            "recognition_precision": recognised.precision,
            "recognition_recall": recognised.recall,
            "recognition_f": recognised.f1,
            "end_to_end_recall": percent(self.found_right, self.gold_located),
            "pins_right": percent(self.pins_right, self.pins),
            "calibration": 100 - calibration_error(self.judged),
        }


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Scores as `<corpus>.<measure>`, in per cent; with `limit`, of about that many articles of each corpus.

    `<corpus>.at_home`: the same where each outlet's home is learnt from its other articles. `relative_f` is of
    dev.jsonl; `relative_all_f` of train.jsonl too, which was read while the phrases were written.
    """
    scores: dict[str, float] = {}
    for corpus, path in FILES.items():
        records = corpora.records(shared / "corpora" / path, limit)
        documents = [corpora.document(r["text"], r.get("date"), before="places") for r in records]
        counts, at_home = Counts(), Counts()
        found = [places.extract(document)["places"] for document in documents]
        for document, record, rows in zip(documents, records, found, strict=True):
            count_article(counts, document, record["toponyms"], rows)
        scores |= {f"{corpus}.{name}": value for name, value in counts.scores().items()}
        print(reliability(corpus, counts.judged))
        if any(record.get("domain") for record in records):
            for document, record, home in zip(documents, records, homes(records, found), strict=True):
                count_article(at_home, document, record["toponyms"], home=home)
            scores |= {f"{corpus}.at_home.{name}": value for name, value in at_home.scores().items()}
    dev, train = (corpora.records(shared / "corpora" / path, limit) for path in (RELATIVE, RELATIVE_READ))
    return scores | {"relative_f": relative_f(dev), "relative_all_f": relative_f([*dev, *train])}


def homes(records: Sequence[dict[str, Any]], found: Sequence[tuple[schema.Place, ...]]) -> Iterator[Home | None]:
    """For each article, the home of its outlet as the outlet's other articles tell it."""
    for number, record in enumerate(records):
        others = [
            rows for other, (same, rows) in enumerate(zip(records, found, strict=True))
            if other != number and same.get("domain") == record.get("domain")
        ]  # fmt: skip
        yield learn(others)


def count_article(
    counts: Counts, document: Document, gold: Sequence[dict[str, Any]],
    found: Sequence[schema.Place] | None = None, *, home: Home | None = None,
    passed_over: Collection[str] = (),
) -> None:  # fmt: skip
    """Add one article: its toponyms resolved as given, then recognised and resolved (`found` where that is known).

    `passed_over`: usages that the gold does not mark.
    """
    spans = {(toponym["start"], toponym["end"]): toponym for toponym in gold}
    located = {span for span, toponym in spans.items() if toponym["lat"] is not None}
    counts.gold += len(spans)
    counts.gold_located += len(located)
    for row in places.extract(replace(document, given_toponyms=tuple(spans)), home)["places"]:
        span = (row.char_start, row.char_end)
        counts.given_right += span in located and is_right(row, spans[span])
    for row in places.extract(document, home)["places"] if found is None else found:
        if row.relation_only or row.usage in passed_over:
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
    """Expected calibration error, in per cent: the gap of confidence and share right over ten bins, by their size."""
    gaps = (abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in _bins(judged))
    return percent(sum(gaps), len(judged))


def reliability(corpus: str, judged: Sequence[tuple[float, bool]]) -> str:
    """A line for each bin of confidence: pins, what they say on average, how many are right."""
    lines = [f"reliability of the pins of {corpus}: confidence, share right, pins"]
    for pins in filter(None, _bins(judged)):
        said, right = sum(c for c, _ in pins) / len(pins), sum(r for _, r in pins) / len(pins)
        lines.append(f"  {said:.2f}  {right:.2f}  {len(pins):>5}")
    return "\n".join(lines)


def _bins(judged: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(RELIABILITY_BINS)]
    for confidence, right in judged:
        bins[min(RELIABILITY_BINS - 1, int(confidence * RELIABILITY_BINS))].append((confidence, right))
    return bins


def relative_f(records: Sequence[dict[str, Any]]) -> float:
    """F of relative places: a phrase counts where a found one overlaps it and has the same relation."""
    found = gold = right = 0
    for record in records:
        wanted = record.get("relative_places") or []
        if not wanted:
            continue
        document = corpora.document(record["text"], record.get("published"), before="times")
        relations = {row.relation.phrase: row.relation for row in document.places if row.relation is not None}
        found, gold = found + len(relations), gold + len(wanted)
        right += sum(any(_same_relation(relation, item) for relation in relations.values()) for item in wanted)
    return matching.score(right, found, gold).f1


def _same_relation(relation: schema.Relation, gold: dict[str, Any]) -> bool:
    start, end = gold["span"]
    return relation.phrase[0] < end and start < relation.phrase[1] and relation.kind == gold["relation"]
