"""One row for a story from the events that tell it: best title, most precise dates, and where sources disagree."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from analysis import schema
from analysis.corpus.link.folding import STOP_WORDS, fold
from analysis.corpus.link.rows import Story
from analysis.corpus.link.stories import Item

BASIS_RANK = {basis: rank for rank, basis in enumerate(schema.EVENT_BASES)}  # explicit first
STATUS_RANK = {status: rank for rank, status in enumerate(schema.EVENT_STATUSES)}
FIGURE = re.compile(r"^(?:(?:at|about|nearly|over|some|around|least|more|than|almost)\s+)*(\d[\d,.]*|[a-z]+)\b(.*)$")
NUMBERS = {word: str(number) for number, word in enumerate(
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
    ])}  # fmt: skip  # fmt: skip


def story(story_id: str, items: Sequence[Item]) -> Story:
    """The row of a story. `items` stand in the order of `stories.link`: earliest report first."""
    lead = min(items, key=lambda item: (STATUS_RANK[item.event.status] > 1, BASIS_RANK[item.event.basis],
                                        -item.event.confidence, item.order))  # fmt: skip
    dated = min(items, key=lambda item: (item.event.basis == "none", _days(item.event), BASIS_RANK[item.event.basis],
                                         item.order))  # fmt: skip
    event = dated.event
    return Story(
        story_id, lead.event.title, lead.event.type,
        event.start_earliest, event.start_latest, event.end_earliest, event.end_latest, event.granularity,
        lead.ref, len(items), len({item.ref[0] for item in items}),
        len({item.outlet for item in items if item.outlet}),
        min((item.published for item in items if item.published), default=None),
        " ".join(filter(None, (_dates_that_differ(items), _figures_that_differ(items)))),
    )  # fmt: skip


def _days(event: schema.Event) -> int:
    """Width of the window in which the event began; a very large number where it is open."""
    if not event.start_earliest or not event.start_latest:
        return 10**6
    return (date.fromisoformat(event.start_latest) - date.fromisoformat(event.start_earliest)).days


def _dates_that_differ(items: Sequence[Item]) -> str:
    told: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.event.begins and item.event.basis in ("explicit", "relative", "derived"):
            told[item.event.begins].add(item.ref[0])
    distinct = [begin for begin in told if not any(other != begin and other.startswith(begin) for other in told)]
    if len(distinct) < 2:
        return ""
    return "Dates differ: " + ", ".join(f"{begin} ({_articles(len(told[begin]))})" for begin in sorted(distinct)) + "."


def _figures_that_differ(items: Sequence[Item]) -> str:
    """ "12 or 15 people": different numbers before the same noun among the participants."""
    figures: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for participant in item.event.participants:
            match = FIGURE.match(participant.casefold())
            words = [word for word in fold(match.group(2)).split() if word not in STOP_WORDS] if match else []
            number = NUMBERS.get(match.group(1), match.group(1)) if match else ""
            if words and number[:1].isdigit():
                figures[words[0]][number.rstrip(".,")] += 1
    differing = [f"{' or '.join(sorted(c, key=_size))} {noun}" for noun, c in sorted(figures.items()) if len(c) > 1]
    return f"Figures differ: {'; '.join(differing)}." if differing else ""


def _size(number: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", number.split(".")[0])
    return int(digits or 0), number


def _articles(count: int) -> str:
    return f"{count} article" if count == 1 else f"{count} articles"
