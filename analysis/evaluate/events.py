"""How well events are found, dated and told apart, against ../shared/corpora. All in per cent.

Timeline events (articles/dev.jsonl, those with events): an event is *found* where it stands in the sentence of
a gold event, one to one, the same trigger first, then the nearest; precision counts every event given, so what is
true but less important than the annotator's one to six counts against it. *Trigger F* asks for the same trigger word.
Date, status and type are shares of the events found; date of those that the gold dates, right where the beginnings
(or, without one, the ends) agree as far as the coarser of both tells. A pair of different triggers may be two events
of one sentence: *status right, same trigger* leaves those out.

Event mentions (times/meantime.jsonl, with our own times): mentions that a time link ties to a DATE, right where the
day given has its value or, for weeks and quarters, its days; the publication day stands in where we give none.
"Always published" is the floor of that task.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis import schema
from analysis.annotate import annotate
from analysis.evaluate import corpora
from analysis.evaluate.corpora import percent
from analysis.events import candidates, status
from analysis.events.dating import Dates, Dating
from analysis.read.article import make_article
from analysis.times import values

ARTICLES, MENTIONS = "articles/dev.jsonl", "times/meantime.jsonl"
CORPORA = (ARTICLES, MENTIONS)
INSIDE = frozenset({"IS_INCLUDED", "SIMULTANEOUS"})
AROUND = frozenset({"INCLUDES", "SIMULTANEOUS"})

Gold = Mapping[str, Any]
Pair = tuple[Gold, schema.Event]


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """All scores, in per cent."""
    folder = shared / "corpora"
    return timeline(corpora.records(folder / ARTICLES, limit)) | mentions(corpora.records(folder / MENTIONS, limit))


def timeline(records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Scores of timeline events over the records that have some."""
    pairs: list[Pair] = []
    gold_count = given = 0
    for record in [record for record in records if record.get("events")]:
        article = annotate(
            make_article(record["text"], record["id"], title=record["title"], published=record["published"])
        )
        pairs += match(record["events"], article.events)
        gold_count += len(record["events"])
        given += len(article.events)
    return shares(pairs, given, gold_count)


def shares(pairs: Sequence[Pair], given: int, gold_count: int) -> dict[str, float]:
    """The scores of matched events, of those given and of those in the gold."""
    same_trigger = [(gold, event) for gold, event in pairs if _overlap(gold["trigger_span"], event.trigger)]
    dated = [same_date(gold, event) for gold, event in pairs if gold["begin"] or gold["end"]]
    return {
        "found_precision": percent(len(pairs), given), "found_recall": percent(len(pairs), gold_count),
        "found_f": percent(2 * len(pairs), given + gold_count),
        "trigger_f": percent(2 * len(same_trigger), given + gold_count),
        "date_right": percent(sum(dated), len(dated)),
        "status_right": percent(sum(gold["status"] == event.status for gold, event in pairs), len(pairs)),
        "status_right_same_trigger": percent(
            sum(gold["status"] == event.status for gold, event in same_trigger), len(same_trigger)
        ),
        "type_right": percent(sum(gold["type"] == event.type for gold, event in pairs), len(pairs)),
    }  # fmt: skip


def match(gold: Sequence[Gold], events: Sequence[schema.Event]) -> list[Pair]:
    """Pairs, one to one: first the same trigger, then the same sentence, the nearest triggers first."""
    pairs: list[Pair] = []
    free_gold, free = list(gold), list(events)
    for same in (lambda g, e: _overlap(g["trigger_span"], e.trigger), lambda g, e: _overlap(g["sentence"], e.sentence)):
        offered = [(_apart(g["trigger_span"], e.trigger), g, e) for g in free_gold for e in free if same(g, e)]
        for _, one, found in sorted(offered, key=lambda offer: offer[0]):
            if any(one is g for g in free_gold) and any(found is e for e in free):
                pairs.append((one, found))
                free_gold = [g for g in free_gold if g is not one]
                free = [e for e in free if e is not found]
    return pairs


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    """Characters between the beginnings of two spans."""
    return abs(one[0] - other[0])


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
        document = corpora.document(record["text"], record["dct"], before="quotes")
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
            right += (dating.begins or dating.ends or record["dct"]) == value or _same_days(dating, value)
    return {
        "mentions_to_the_day": percent(right, count),
        "mentions_if_always_published": percent(always, count),
    }


def _same_days(dating: Dating, value: str) -> bool:
    """Whether the days given are those of a week, quarter or season ("2009-Q3")."""
    days = values.interval(value)
    if days is None or dating.begins is None or dating.ends is None:
        return False
    return (dating.bounds[0], dating.bounds[3]) == tuple(day.isoformat() for day in days)


def _anchored(record: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """(first character, value) of the mentions that a time link puts on a DATE."""
    events = {event["eid"]: event["start"] for event in record["events"]}
    times = {time["tid"]: time["value"][:10] for time in record["timexes"] if time["type"] == "DATE"}
    for one, relation, other in record["tlinks"]:
        if one in events and other in times and relation in INSIDE:
            yield events[one], times[other]
        elif one in times and other in events and relation in AROUND:
            yield events[other], times[one]


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
