"""What linking needs to know of one article, and no more: small enough to be held for all articles, and to be kept.

Made from an article alone. Everything that compares articles works on these, so that the articles themselves pass by
one at a time, and so that the links of a corpus of which one article has changed need that one only.
"""

from dataclasses import dataclass

import rensa

from analysis import schema
from analysis.corpus.link.folding import STOP_WORDS, bare_name, fold

SHINGLE_WORDS = 5
PERMUTATIONS = 128
SEED = 20190401  # any number, but the same one for ever: signatures are kept
LONGEST_QUOTE = 400  # content words of a quote that are looked at
NAMED = frozenset({"named", "organisation"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the words that it is compared by."""

    event: schema.Event
    trigger: str
    sentence: str
    place: str | None
    gazetteer_id: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: its speaker, its content words in order, whether any of them stand in quotation marks."""

    person_key: str | None
    words: tuple[str, ...]
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Features:
    """One article as linking sees it. `signature` is the MinHash of its five-word runs; empty where it has none."""

    article_id: str
    published: str | None
    outlet: str
    text_sha256: str
    chars: int
    signature: tuple[int, ...]
    people: tuple[schema.Person, ...]
    proper: tuple[str, ...]  # keys of the people who are called by a name
    names: tuple[str, ...]  # full names of people, and names of organisations, folded
    places: tuple[str, ...]  # places that are no countries, by name
    events: tuple[Told, ...]
    quotes: tuple[Said, ...]


def features(article: schema.Article) -> Features:
    """What linking needs of an article."""
    named = {name.person_key for name in article.names}
    proper = named | {quote.person_key for quote in article.quotes if quote.naming in NAMED}
    return Features(
        article.article_id, article.published, article.outlet, article.text_sha256, len(article.text),
        _signature(article), article.people, tuple(sorted(key for key in proper if key)),
        tuple(sorted(_names(article, named))), tuple(sorted(_places(article))),
        tuple(_told(event, article) for event in article.events),
        tuple(_said(quote, article) for quote in article.quotes),
    )  # fmt: skip


def _names(article: schema.Article, named: set[str | None]) -> set[str]:
    folded = {bare_name(person.name): person for person in article.people if person.key in named}
    return {name for name, person in folded.items() if " " in name or person.is_organisation}


def _places(article: schema.Article) -> set[str]:
    return {fold(place.name) for place in article.places if place.kind != "country" and not place.demonym}


def _told(event: schema.Event, article: schema.Article) -> Told:
    place = article.places[event.place_no] if event.place_no is not None else None
    return Told(
        event, article.text[slice(*event.trigger)], article.text[slice(*event.sentence)],
        place.name if place else None, (place.gazetteer_id or None) if place else None,
    )  # fmt: skip


def _said(quote: schema.Quote, article: schema.Article) -> Said:
    text = " ".join(article.text[start:end] for start, end in quote.content)
    words = tuple(word for word in fold(text).split() if word not in STOP_WORDS)[:LONGEST_QUOTE]
    return Said(quote.person_key, words, quote.kind != "indirect")


def _signature(article: schema.Article) -> tuple[int, ...]:
    story = [article.text[s.char_start : s.char_end] for s in article.sentences if s.part in ("body", "caption")]
    words = fold(" ".join(story) or article.text).split()
    if len(words) < SHINGLE_WORDS:
        return ()
    made = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    starts = range(len(words) - SHINGLE_WORDS + 1)
    made.update(sorted({" ".join(words[start : start + SHINGLE_WORDS]) for start in starts}))
    return tuple(made.digest())
