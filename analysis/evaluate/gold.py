"""Eight articles of "Exercise Meridian" against their hand-made gold of all marks, which every clone holds.

tests/gold/GUIDE.md says what was marked and how. Each article passes all stages as a reader's would: furniture is
looked for, and what has no date of publication gets one inferred. A place is right within 25 km, since the flood is
told along one river: the 161 km of the other places measures would call Passau Linz.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geopy.distance import great_circle

from analysis import schema
from analysis.document import Document
from analysis.errors import InputError
from analysis.evaluate import corpora, events, matching, quotes, times
from analysis.evaluate.corpora import percent
from analysis.read import read_file
from analysis.settings import DATA, ROOT

GOLD = "tests/gold/meridian.jsonl"
CORPORA = (GOLD,)
RIGHT_WITHIN_KM = 25.0

Gold = Mapping[str, Any]


class Reading(NamedTuple):
    """An article as the pipeline reads it, beside its gold."""

    document: Document
    gold: Gold


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Scores in per cent; the corpora folder and the limit do not matter to eight articles of our own."""
    readings = [Reading(_read(text, gold), gold) for text, gold in texts()]
    return (
        {f"parts_{name}": value for name, value in _parts(readings).items()}
        | {"published_right": percent(sum(_published_right(r) for r in readings), len(readings))}
        | {f"names_{name}": value for name, value in _names(readings).items()}
        | {f"places_{name}": value for name, value in _places(readings).items()}
        | {f"times_{name}": value for name, value in _times(readings).items()}
        | {f"quotes_{name}": value for name, value in _quotes(readings).items()}
        | {f"events_{name}": value for name, value in _events(readings).items()}
    )


def texts() -> Iterator[tuple[str, Gold]]:
    """The text of every gold article with its gold. Raises InputError where the demo corpus no longer holds it."""
    articles = (reading.article for reading in read_file(DATA / "demo" / "meridian" / "articles.jsonl"))
    by_digest = {article.text_sha256: article.text for article in articles if article is not None}
    for record in corpora.records(ROOT / GOLD):
        if record["text_sha256"] not in by_digest:
            raise InputError(f"the text of {record['id']} has changed; mark it anew.", GOLD)
        yield by_digest[record["text_sha256"]], record


def _read(text: str, gold: Gold) -> Document:
    given = gold["published"] if gold["published_basis"] == "given" else None
    return corpora.document(text, given, clean=True)


def _published_right(reading: Reading) -> bool:
    """Whether a date that the text tells was inferred, and none where it tells none."""
    return reading.document.published == reading.gold["published"]


def _parts(readings: Sequence[Reading]) -> dict[str, float]:
    """F of what is not body: the same lines with the same kind."""
    found = {(n, p.char_start, p.char_end, p.kind) for n, r in enumerate(readings) for p in r.document.parts}
    gold = {(n, p["start"], p["end"], p["kind"]) for n, r in enumerate(readings) for p in r.gold["parts"]}
    apart = (({part for part in parts if part[-1] != "body"}) for parts in (found, gold))
    return {"f": matching.score(*matching.exact(*apart)).f1}


def _names(readings: Sequence[Reading]) -> dict[str, float]:
    """F of names of the four kinds: the same span and kind."""
    found = {(n, m.char_start, m.char_end, m.kind) for n, r in enumerate(readings) for m in r.document.names}
    gold = {(n, m["start"], m["end"], m["kind"]) for n, r in enumerate(readings) for m in r.gold["names"]}
    named = ({name for name in names if name[-1] != "other"} for names in (found, gold))
    return {"f": matching.score(*matching.exact(*named)).f1}


def _places(readings: Sequence[Reading]) -> dict[str, float]:
    """Of toponyms: F of their spans, share put where they are, share of pins that are right. F of relations."""
    spans = found = gold_count = located = right = pins = pins_right = 0
    relations = [0, 0, 0]  # the same, found, gold
    for document, gold in readings:
        marked = {(p["start"], p["end"]): p for p in gold["places"] if not p["relation_only"]}
        rows = [row for row in document.places if not row.relation_only]
        found, gold_count = found + len(rows), gold_count + len(marked)
        located += sum(place["lat"] is not None for place in marked.values())
        for row in rows:
            place = marked.get((row.char_start, row.char_end))
            hit = place is not None and _is_there(row, place)
            spans, right = spans + (place is not None), right + hit
            pins, pins_right = pins + (row.lat is not None), pins_right + hit
        told = {row.relation.phrase: row.relation.kind for row in document.places if row.relation}
        meant = [place["relation"] for place in gold["places"] if place["relation"]]
        relations[0] += sum(
            any(_overlap(phrase, one["phrase"]) and kind == one["kind"] for phrase, kind in told.items())
            for one in meant
        )
        relations[1], relations[2] = relations[1] + len(told), relations[2] + len(meant)
    return {
        "spans_f": matching.score(spans, found, gold_count).f1,
        "put_right": percent(right, located),
        "pins_right": percent(pins_right, pins),
        "relations_f": matching.score(*relations).f1,
    }


def _is_there(row: schema.Place, gold: Gold) -> bool:
    """Whether a place is put where the gold has it; a place that is on no map is never put right."""
    if row.lat is None or row.lon is None or gold["lat"] is None:
        return False
    if row.gazetteer_id is not None and row.gazetteer_id == gold["gazetteer_id"]:
        return True
    reach = max(RIGHT_WITHIN_KM, gold["radius_km"])
    return great_circle((row.lat, row.lon), (gold["lat"], gold["lon"])).km <= reach


def _times(readings: Sequence[Reading]) -> dict[str, float]:
    """As the times of the other corpora are scored."""
    total = times.Counts()
    for document, gold in readings:
        ours = [times.Expression(row.char_start, row.char_end, row.value) for row in document.times]
        theirs = [times.Expression(time["start"], time["end"], time["value"]) for time in gold["times"]]
        total = total.plus(times.score(ours, theirs))
    return times.summary("gold", total)


def _quotes(readings: Sequence[Reading]) -> dict[str, float]:
    """As the quotes of the other corpora are scored."""
    return quotes.articles([(reading.document, reading.gold["quotes"]) for reading in readings])


def _events(readings: Sequence[Reading]) -> dict[str, float]:
    """As the events of the other corpora are scored; the gold holds all events, not the first six."""
    pairs: list[events.Pair] = []
    found = gold_count = 0
    for document, gold in readings:
        marked = [event | {"trigger_span": event["trigger"]} for event in gold["events"]]
        pairs += events.match(marked, document.events)
        found, gold_count = found + len(document.events), gold_count + len(marked)
    return events.shares(pairs, found, gold_count)


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
