"""How well events are found, dated and told apart, against ../shared/corpora.

Timeline events (articles/dev.jsonl, those with events): an event is *found* where it stands in the sentence of
a gold event, one to one, the same trigger first; precision counts every event Dateline gives, so an article's
less important events count against it. *Trigger* F asks for the same trigger word. Date, status, type and
speaker are shares of the events found: date over gold events with a beginning or an end, right where the days
meant overlap no more than a day apart and are no coarser than needed (see `_same_date`).

Event mentions (times/meantime.jsonl): the share of mentions tied to a day by a time link for which
`analysis.events.anchoring.day_of` names that day.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from analysis import schema
from analysis.annotate import annotate
from analysis.events import spans_of_time
from analysis.read.article import make_article

ARTICLES = Path("corpora/articles")
Gold = Mapping[str, Any]
Pair = tuple[Gold, schema.Event]


def measure(shared: Path, limit: int | None = None, *, part: str = "dev") -> dict[str, float]:
    """Scores in percent, and how many events they were measured on. Empty where the corpus is not there."""
    path = shared / ARTICLES / f"{part}.jsonl"
    if not path.is_file():
        return {}
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records = [record for record in records if record.get("events")][:limit]
    pairs: list[Pair] = []
    gold_count = given = same_trigger = 0
    for record in records:
        article = annotate(make_article(record["text"], record["id"], published=record["published"]))
        matched = match(record["events"], article.events)
        pairs += matched
        gold_count += len(record["events"])
        given += len(article.events)
        same_trigger += sum(_overlap(gold["trigger_span"], event.trigger) for gold, event in matched)
    dated = [(gold, event) for gold, event in pairs if gold["begin"] or gold["end"]]
    named = [(gold, event) for gold, event in pairs if gold["asserted_by"]]
    return {
        "events gold": gold_count, "events given": given,
        "events found P": _share(len(pairs), given), "events found R": _share(len(pairs), gold_count),
        "events found F": _share(2 * len(pairs), given + gold_count),
        "events trigger F": _share(2 * same_trigger, given + gold_count),
        "events dated": len(dated), "events date right": _share(sum(same_date(*pair) for pair in dated), len(dated)),
        "events status right": _share(sum(gold["status"] == event.status for gold, event in pairs), len(pairs)),
        "events type right": _share(sum(gold["type"] == event.type for gold, event in pairs), len(pairs)),
        "events speaker given": _share(sum(event.asserted_by is not None for _, event in named), len(named)),
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


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
