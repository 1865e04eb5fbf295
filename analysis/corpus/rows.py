"""From one annotated article (and what links it to others) to its rows in the tables of the desk.

Pure: the same article, number and links always give the same rows. Columns are declared in tables.py.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from analysis import schema
from analysis.corpus.corrections import Correction, span_of
from analysis.corpus.link import Links
from analysis.corpus.link.folding import fold
from analysis.corpus.search import Words

Row = dict[str, Any]


def rows_of(article: schema.Article, number: int, links: Links) -> dict[str, list[Row]]:
    """The rows of one article by table: articles and all detail tables."""
    here = _Here(article, number)
    return {
        "articles": [_article(article, number, links)],
        "parts": here.place(({"kind": p.kind} for p in article.parts), article.parts, "kind"),
        "sentences": here.place(({} for _ in article.sentences), article.sentences, None),
        "names": here.place((_name(n, article, links) for n in article.names), article.names, "person_id"),
        "places": here.place((_place(p) for p in article.places), article.places, "place_key"),
        "times": here.place((_time(t) for t in article.times), article.times, "value"),
        "quotes": here.place(
            (_quote(q, no, article, links) for no, q in enumerate(article.quotes)), article.quotes, "person_id"
        ),
        "events": here.place(
            (_event(e, no, article, links) for no, e in enumerate(article.events)), article.events, "story_id"
        ),
    }


def link_rows(links: Links) -> dict[str, list[Row]]:
    """The rows that belong to no single article: people and stories."""
    stories = []
    for story in links.stories.values():
        row = asdict(story) | {"first_published": day(story.first_published)}
        del row["lead"]
        stories.append(row | {name: moment(row[name]) for name in _BOUNDS})
    return {"people": [asdict(person) for person in links.persons.values()], "stories": stories}


def correction_rows(number: int, standing: Iterable[Correction]) -> list[Row]:
    """What people corrected in one article, and nobody took back."""
    return [
        {
            "correction_id": one.correction_id, "article_no": number, "action": one.action,
            "layer": one.target.get("layer"), "char_start": one.target.get("char_start"),
            "char_end": one.target.get("char_end"), "text": one.target.get("text"),
            "published": one.payload.get("published"), "published_before": one.target.get("published"),
            "basis_before": one.target.get("published_basis"), "why": one.why, "who": one.who, "made_at": one.made_at,
        }
        for one in standing
    ]  # fmt: skip


def place_key(place: schema.Place) -> str:
    """What makes two mentions one place: the gazetteer's id, or the relation it is told by, or its name."""
    if place.gazetteer_id and not place.relation_only:
        return place.gazetteer_id
    if place.relation:
        return f"rel:{place.relation.kind}:{fold(place.relation.anchor)}:{fold(place.text)}"
    return f"text:{fold(place.text) or place.text.casefold()}"


def day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time, or None where it is none."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def moment(iso: str | None) -> datetime | None:
    """An ISO date or date-time as a floating local time, or None where it is none."""
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=None) if iso else None
    except ValueError:
        return None


def story_text(article: schema.Article) -> str:
    """What the article tells, without the furniture of its page and without repeats."""
    told = [article.text[p.char_start : p.char_end] for p in article.parts if p.kind in schema.STORY_PARTS]
    return "\n".join(told) if article.parts else article.text


STORY_KINDS_SQL = "('" + "', '".join(schema.STORY_PARTS) + "')"
"""The kinds of parts that tell the story, as a list in SQL."""


def word_row(article: schema.Article, number: int) -> Words:
    """What is searched of an article; all of it known from the article alone."""
    by_key = {person.key: person for person in article.people}
    speakers: dict[str, None] = {}
    for quote in article.quotes:
        person = by_key.get(quote.person_key or "")
        names = (person.name, *person.aliases) if person else (quote.speaker or "",)
        speakers.update(dict.fromkeys(name for name in names if name))
    spoken_of = (place for place in article.places if place.is_spoken_of)
    places = dict.fromkeys(name for place in spoken_of for name in (place.text, place.name) if name)
    return Words(number, article.title, story_text(article), article.outlet, tuple(speakers), tuple(places))


SHOWN_CHARS = 1200
_LEAD_CHARS = 200  # kept before a mark when its sentences are longer than that, and around a mark in no sentence
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class _Here:
    """Where a character of one article stands: its sentence and part."""

    def __init__(self, article: schema.Article, number: int):
        self._common = {"article_no": number, "published_date": day(article.published), "outlet": article.outlet}
        self._length = len(article.text)
        self._sentences = article.sentences
        self._sentence_starts = [sentence.char_start for sentence in article.sentences]
        self._parts = article.parts
        self._part_starts = [part.char_start for part in article.parts]

    def place(self, found: Iterable[Row], sources: Iterable[Any], key: str | None) -> list[Row]:
        """The rows with where they stand; `first_in_article` where none before has the same value of `key`."""
        seen: set[Any] = set()
        placed = []
        for row, source in zip(found, sources, strict=True):
            start, end = span_of(source)
            value = (row.get(key) or fold(row.get("text", ""))) if key else start
            row |= {"char_start": start, "char_end": end, "first_in_article": value not in seen}
            seen.add(value)
            if not isinstance(source, schema.Part | schema.Sentence):
                row["shown_start"], row["shown_end"] = self.shown(source)
            placed.append(self._common | {"part": self.part(start), "sentence_no": self.sentence(start)} | row)
        return placed

    def shown(self, source: Any) -> schema.Span:
        """The sentences that evidence of a mark shows, at most `SHOWN_CHARS` of them around its beginning."""
        begin, until = _extent(source)
        mark = begin
        first, last = self.sentence(begin), self.sentence(until - 1)
        begin = self._sentences[first].char_start if first is not None else max(0, begin - _LEAD_CHARS)
        until = self._sentences[last].char_end if last is not None else min(self._length, until + _LEAD_CHARS)
        if until - begin > SHOWN_CHARS:
            begin = max(begin, min(mark - _LEAD_CHARS, until - SHOWN_CHARS))
            until = min(until, begin + SHOWN_CHARS)
        return begin, until

    def sentence(self, char: int) -> int | None:
        number = bisect_right(self._sentence_starts, char) - 1
        return number if number >= 0 and char < self._sentences[number].char_end else None

    def part(self, char: int) -> str | None:
        number = bisect_right(self._part_starts, char) - 1
        return self._parts[number].kind if number >= 0 and char < self._parts[number].char_end else None


def _article(article: schema.Article, number: int, links: Links) -> Row:
    copies = links.duplicates.get(article.article_id)
    return {
        "article_no": number, "article_id": article.article_id, "title": article.title, "outlet": article.outlet,
        "byline": article.byline, "url": article.url, "source": article.source, "published": moment(article.published),
        "published_date": day(article.published), "published_basis": article.published_basis,
        "utc_offset": article.utc_offset, "language": article.language, "text": article.text, "words": article.words,
        "run_id": article.run_id, "duplicate_group": copies.duplicate_group if copies else article.article_id,
        "representative": copies.representative if copies else True, "sentences": len(article.sentences),
        "places": sum(place.is_spoken_of for place in article.places), "times": len(article.times),
        "quotes": len(article.quotes), "events": len(article.events),
    }  # fmt: skip


def _name(name: schema.Name, article: schema.Article, links: Links) -> Row:
    person_id = links.people.get((article.article_id, name.person_key)) if name.person_key else None
    return {"text": name.text, "kind": name.kind, "person_id": person_id}


def _place(place: schema.Place) -> Row:
    relation = place.relation
    return {
        "text": place.text, "name": place.name, "kind": place.kind, "gazetteer_id": place.gazetteer_id,
        "place_key": place_key(place), "lat": place.lat, "lon": place.lon, "country_code": place.country_code,
        "demonym": place.demonym, "usage": place.usage,
        "relation_kind": relation and relation.kind, "anchor": relation and relation.anchor,
        "distance_km": relation and relation.distance_km, "bearing_deg": relation and relation.bearing_deg,
        "spread_deg": relation and relation.spread_deg, "radius_km": place.radius_km,
        "relation_only": place.relation_only, "confidence": place.confidence, "reason": place.reason,
        "candidates": json.dumps([asdict(candidate) for candidate in place.candidates], ensure_ascii=False),
    }  # fmt: skip


def _time(time: schema.Time) -> Row:
    return {
        "text": time.text, "type": time.type, "value": time.value, "begins": time.begins, "ends": time.ends,
        "granularity": time.granularity, "modifier": time.modifier, "reason": time.reason,
        "confidence": time.confidence,
    }  # fmt: skip


def _quote(quote: schema.Quote, number: int, article: schema.Article, links: Links) -> Row:
    person_id = links.people.get((article.article_id, quote.person_key)) if quote.person_key else None
    statement = links.statements[article.article_id, number]
    return {
        "content": [{"char_start": start, "char_end": end} for start, end in quote.content],
        **_pair(quote.cue, "cue"), **_pair(quote.source, "source"), **_pair(quote.anonymity_ground, "anonymity"),
        "kind": quote.kind, "person_id": person_id, "speaker": quote.speaker, "naming": quote.naming,
        "channel": quote.channel, "verb": quote.verb, "words": quote.words, "nested": quote.nested,
        "confidence": quote.confidence, "speaker_confidence": quote.speaker_confidence, "reason": quote.reason,
        "statement_id": statement.statement_id, "leads_statement": statement.leads,
    }  # fmt: skip


def _extent(row: Any) -> schema.Span:
    """Everything a mark is made of: of a quote also cue and source, of an event its sentence."""
    if isinstance(row, schema.Quote):
        spans = [span for span in (*row.content, row.cue, row.source) if span]
        return min(start for start, _ in spans), max(end for _, end in spans)
    return row.sentence if isinstance(row, schema.Event) else span_of(row)


def _pair(span: schema.Span | None, name: str) -> Row:
    return {f"{name}_start": span[0] if span else None, f"{name}_end": span[1] if span else None}


def _event(event: schema.Event, number: int, article: schema.Article, links: Links) -> Row:
    place = article.places[event.place_no] if event.place_no is not None else None
    speaker = links.people.get((article.article_id, event.asserted_by)) if event.asserted_by else None
    if event.asserted_by == schema.UNKNOWN_SPEAKER:
        speaker = schema.UNKNOWN_SPEAKER
    return {
        "story_id": links.events[article.article_id, number], "title": event.title, "type": event.type,
        "begins": event.begins, "ends": event.ends, "granularity": event.granularity, "basis": event.basis,
        "status": event.status, "place": place and place.name, "place_key": place and place_key(place),
        **_pair((place.char_start, place.char_end) if place else None, "place"),
        "participants": list(event.participants), "asserted_by": speaker, "confidence": event.confidence,
        "reason": event.reason,
    } | {name: moment(getattr(event, name)) for name in _BOUNDS}  # fmt: skip
