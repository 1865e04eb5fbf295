"""Which events, of one article or of many, tell the same happening.

First sentences that are nearly the same (captions, wire copy), then events of one family of types whose days
overlap and that share a participant or a place and the words of their titles, not only those that name them: that the
samples were retrieved and that they were found are two statements. Pairs are taken best first, and a pair is refused
where it would put days into one story that do not fit, so the order of articles is nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis import schema
from analysis.corpus.link.features import Features
from analysis.corpus.link.folding import content_words, stable_id
from analysis.corpus.link.rows import EventRef

FAMILIES = (
    ("ASSAULT", "DEATH", "COERCE", "MOBILIZE", "THREATEN", "PROTEST", "ACCIDENT", "DISASTER"),
    ("DISEASE", "SCIENCE", "DEATH", "AID"),
    ("LEGAL", "COERCE", "SANCTION", "ACCUSE"),
    ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "YIELD", "AID", "REQUEST", "REJECT"),
    ("STATEMENT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT"),
    ("ELECTION", "YIELD"), ("BUSINESS", "AGREE", "COOPERATE"), ("MOVE", "CONSULT", "AID", "COERCE"), ("OTHER",),
)  # fmt: skip
"""Types that reporters use for one another; an event belongs to every family that names its type."""

_PLURAL = re.compile(r"[a-z]{3,}[^sui]s")
TOLERANCE = timedelta(days=1)  # news places a night's events on either of two days
A_NIGHT = timedelta(days=2)  # only what is told to the day has that tolerance: May is not June
ALIKE_SENTENCES = 0.8  # Jaccard index of content words
ALIKE_TITLES = 0.5  # share of the shorter title's content words
WINDOW = 60  # neighbours looked at where very many events share a day and a place
LONGEST_BLOCKED_DAYS = 45  # longer intervals are compared by their first month


@dataclass(frozen=True, slots=True)
class Item:
    """An event with what it is compared by."""

    ref: EventRef
    order: tuple[str, str, int]  # published, article, character: independent of the order of articles
    outlet: str
    published: str | None
    trigger: str  # without case
    event: schema.Event
    title_words: frozenset[str]
    sentence_words: frozenset[str]
    who: frozenset[str]
    where: frozenset[str]
    place_words: frozenset[str]
    earliest: date | None  # it happened somewhere in [earliest, latest)
    latest: date | None


def link(articles: Iterable[Features]) -> dict[str, list[Item]]:
    """Items of each story by story_id, earliest report first."""
    items = sorted((item for article in articles for item in _items(article)), key=lambda item: item.order)
    home = list(range(len(items)))
    members: dict[int, list[int]] = {number: [number] for number in home}
    for _score, one, other in sorted(_pairs(items), key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = home[one], home[other]
        if a == b or not _days_fit([items[n] for n in (*members[a], *members[b])]):
            continue
        for number in members.pop(max(a, b)):
            home[number] = min(a, b)
            members[min(a, b)].append(number)
    stories = {}
    for numbers in members.values():
        told = [items[number] for number in sorted(numbers)]
        stories[stable_id("s", *map(str, told[0].order))] = told
    return stories


def _items(article: Features) -> Iterable[Item]:
    for number, told in enumerate(article.events):
        event = told.event
        where = frozenset({told.gazetteer_id} if told.gazetteer_id else content_words(told.place))
        yield Item(
            (article.article_id, number), (article.published or "9999", article.article_id, event.trigger[0]),
            article.outlet, article.published, told.trigger.casefold(), event, _stems(event.title),
            content_words(told.sentence), _stems(*event.participants), where, _stems(told.place or ""),
            *_window(event),
        )  # fmt: skip


_LOOSE = frozenset(
    [
        "people",
        "man",
        "men",
        "woman",
        "women",
        "officials",
        "official",
        "others",
        "one",
        "two",
        "three",
        "four",
        "five",
        "some",
        "many",
        "several",
    ]  # fmt: skip
)


def _stems(*texts: str) -> frozenset[str]:
    """Content words with the plural taken off, so that "the first gate" and "the gates" have a word in common."""
    return frozenset(word[:-1] if _PLURAL.fullmatch(word) else word for word in content_words(*texts) - _LOOSE)


def _window(event: schema.Event) -> tuple[date | None, date | None]:
    """The days the event may lie on: where it began, or, without a beginning, where it ended."""
    earliest = _day(event.start_earliest) or _day(event.end_earliest)
    latest = _day(event.start_latest) or _day(event.end_latest)
    if earliest and latest is None:
        latest = earliest + timedelta(days=1)
    if latest and earliest is None:
        earliest = latest - timedelta(days=1)
    return earliest, latest


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def _pairs(items: Sequence[Item]) -> Iterable[tuple[float, int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for key in _block_keys(item):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        for position, one in enumerate(numbers):
            for other in numbers[position + 1 : position + 1 + WINDOW]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    score = _likeness(items[one], items[other])
                    if score > 0:
                        yield score, one, other


def _block_keys(item: Item) -> Iterable[tuple[str, ...]]:
    """Under which an event may meet another: the same sentence, or the same family, day and participant or place."""
    yield ("sentence", " ".join(sorted(item.sentence_words)))
    if item.earliest is None or item.latest is None:
        return
    if (item.latest - item.earliest).days > LONGEST_BLOCKED_DAYS:
        days = [item.earliest.isoformat()[:7]]
    else:
        reach = (item.latest - item.earliest).days + 1
        days = [(item.earliest + timedelta(days=n)).isoformat() for n in range(reach)]
    for number, family in enumerate(FAMILIES):
        if item.event.type in family:
            for day in days:
                for anchor in item.who | item.where:
                    yield (str(number), day, anchor)


def _likeness(one: Item, other: Item) -> float:
    """How alike two events are, 0 where they are not one story."""
    if not _days_fit([one, other]) or _opposed(one.event.status, other.event.status):
        return 0.0
    sentences = _jaccard(one.sentence_words, other.sentence_words)
    titles = _overlap(one.title_words, other.title_words)
    same_sentence = one.ref[0] == other.ref[0] and one.event.sentence == other.event.sentence
    if sentences >= ALIKE_SENTENCES and not same_sentence:
        return 1 + sentences if one.trigger == other.trigger or titles >= ALIKE_SENTENCES else 0.0
    if not any(one.event.type in family and other.event.type in family for family in FAMILIES):
        return 0.0
    if None in (one.earliest, other.earliest) or not (one.who & other.who or one.where & other.where):
        return 0.0
    if same_sentence and one.event.type != other.event.type:
        return 0.0
    shared = one.title_words & other.title_words
    names_only = shared <= (one.who | other.who | one.place_words | other.place_words)
    return titles if titles >= ALIKE_TITLES and len(shared) >= 2 and not names_only else 0.0


def _opposed(one: str, other: str) -> bool:
    """What is denied or only planned is not the story of what happened."""
    happened = {"occurred", "ongoing"}
    return (one in happened) != (other in happened) and {"denied", "planned"} & {one, other} != set()


def _days_fit(items: Sequence[Item]) -> bool:
    """Whether one day lies in all windows, give or take one where days are told. Undated events fit anything."""
    windows = [(item.earliest, item.latest) for item in items if item.earliest is not None and item.latest is not None]
    if len(windows) < 2:
        return True
    last, first = max(windows), min(windows, key=lambda window: (window[1], window[0]))
    to_the_day = all(latest - earliest <= A_NIGHT for earliest, latest in (last, first))
    return last[0] - (first[1] - timedelta(days=1)) <= (TOLERANCE if to_the_day else timedelta())


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
