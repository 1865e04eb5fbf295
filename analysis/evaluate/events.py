"""How well events are found, dated and told apart, against ../shared/corpora. All in per cent.

Timeline events (articles/dev.jsonl, those with events): an event is *found* where it stands in the sentence of
a gold event, one to one, the same trigger first; precision counts every event given, so what is true but less
important than the annotator's one to six counts against it. *Trigger F* asks for the same trigger word. Date,
status and type are shares of the events found; date of those that the gold dates, right where the beginnings
(or, without one, the ends) agree as far as the coarser of both tells.

Event mentions (times/meantime.jsonl, with our own times): mentions that a time link ties to a DATE, right where the
day given has its value; the publication day stands in where we give none. "Always published" is the floor of that task.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis import annotate as stages
from analysis import language, schema
from analysis.annotate import annotate
from analysis.document import Document
from analysis.events import candidates, status
from analysis.events.dating import Dates
from analysis.read.article import make_article

ARTICLES, MENTIONS = "articles/dev.jsonl", "times/meantime.jsonl"
CORPORA = (ARTICLES, MENTIONS)
INSIDE = frozenset({"IS_INCLUDED", "SIMULTANEOUS"})
AROUND = frozenset({"INCLUDES", "SIMULTANEOUS"})
BEFORE_EVENTS = frozenset({"names", "times"})

Gold = Mapping[str, Any]
Pair = tuple[Gold, schema.Event]


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """All scores; those of a corpus that is not there are left out."""
    corpora = shared / "corpora"
    scores: dict[str, float] = {}
    if (corpora / ARTICLES).is_file():
        scores |= timeline(_records(corpora / ARTICLES), limit)
    if (corpora / MENTIONS).is_file():
        scores |= mentions(_records(corpora / MENTIONS)[:limit])
    return scores


def timeline(records: Sequence[dict[str, Any]], limit: int | None = None) -> dict[str, float]:
    """Scores of timeline events over the records that have some."""
    pairs: list[Pair] = []
    gold_count = given = same_trigger = 0
    for record in [record for record in records if record.get("events")][:limit]:
        article = annotate(
            make_article(record["text"], record["id"], title=record["title"], published=record["published"])
        )
        matched = match(record["events"], article.events)
        pairs += matched
        gold_count += len(record["events"])
        given += len(article.events)
        same_trigger += sum(_overlap(gold["trigger_span"], event.trigger) for gold, event in matched)
    dated = [same_date(gold, event) for gold, event in pairs if gold["begin"] or gold["end"]]
    return {
        "events found P": _share(len(pairs), given), "events found R": _share(len(pairs), gold_count),
        "events found F": _share(2 * len(pairs), given + gold_count),
        "events trigger F": _share(2 * same_trigger, given + gold_count),
        "events date right": _share(sum(dated), len(dated)),
        "events status right": _share(sum(gold["status"] == event.status for gold, event in pairs), len(pairs)),
        "events type right": _share(sum(gold["type"] == event.type for gold, event in pairs), len(pairs)),
    }  # fmt: skip


def match(gold: Sequence[Gold], events: Sequence[schema.Event]) -> list[Pair]:
    """Pairs, one to one: first the same trigger, then the same sentence, in the order of the text."""
    pairs: list[Pair] = []
    free_gold, free = list(gold), list(events)
    for same in (lambda g, e: _overlap(g["trigger_span"], e.trigger), lambda g, e: _overlap(g["sentence"], e.sentence)):
        for one in list(free_gold):
            found = next((event for event in free if same(one, event)), None)
            if found is not None:
                pairs.append((one, found))
                free_gold.remove(one)
                free.remove(found)
    return pairs


def same_date(gold: Gold, event: schema.Event) -> bool:
    """Whether the beginnings (or, without one, the ends) agree as far as the coarser of both tells."""
    one, other = (gold["begin"], event.begins) if gold["begin"] else (gold["end"], event.ends or event.begins)
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def mentions(records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Share of event mentions anchored to the right day, and what the publication day alone would give."""
    right = always = count = 0
    for record in records:
        document = _document(record)
        dates = Dates(document)
        for start, value in _anchored(record):
            number = document.sentence_no(start)
            count += 1
            always += value == record["dct"]
            if number is None:
                right += value == record["dct"]
                continue
            candidate = candidates.mention(document.token_at(start), number)
            dating = dates.of(candidate, status.of(candidate))
            right += (dating.begins or dating.ends or record["dct"]) == value
    return {
        "events mentions to the day": _share(right, count),
        "events mentions always published": _share(always, count),
    }


def _anchored(record: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """(first character, value) of the mentions that a time link puts on a DATE."""
    events = {event["eid"]: event["start"] for event in record["events"]}
    times = {time["tid"]: time["value"][:10] for time in record["timexes"] if time["type"] == "DATE"}
    for one, relation, other in record["tlinks"]:
        if one in events and other in times and relation in INSIDE:
            yield events[one], times[other]
        elif one in times and other in events and relation in AROUND:
            yield events[other], times[one]


def _document(record: dict[str, Any]) -> Document:
    """A record with names and times of our own."""
    text = record["text"]
    whole = (schema.Part(0, len(text), "body"),)
    doc, sentences = language.parse(text, whole, language.load())
    document = Document(text, doc, whole, sentences, published=record["dct"], published_basis="given")
    for name, extract in stages.STAGES:
        if name in BEFORE_EVENTS:
            document = document.with_rows(**{field: tuple(rows) for field, rows in extract(document).items()})
    return document


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
