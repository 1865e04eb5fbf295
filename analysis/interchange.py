"""The annotation file: one article in, one article out, for other programs. It changes only by adding.

The fields and their meaning are described in docs/annotation-file.md; a JSON Schema of them is a test.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from analysis import schema
from analysis.annotate import annotate
from analysis.errors import DatelineError, InputError
from analysis.read.article import make_article

SCHEMA_VERSION = 1


def annotate_lines(lines: Iterable[str], *, clean: bool = True) -> Iterator[dict[str, Any]]:
    """One output object for each non-empty input line, in order; a bad one becomes `{"id", "error"}`."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield annotate_line(line, number, clean=clean)


def annotate_line(line: str, number: int, *, clean: bool = True) -> dict[str, Any]:
    """The output object for one input line."""
    identity: Any = f"line {number}"
    try:
        record = _record(line, number)
        identity = record.get("id", identity)
        article = make_article(
            record["text"], str(identity), title=record.get("title") or "", outlet=record.get("outlet") or "",
            published=record.get("published") or None,
        )  # fmt: skip
        given = record.get("places")
        toponyms = [(int(p["start"]), int(p["end"])) for p in given] if given is not None else None
        return to_object(identity, annotate(article, clean=clean, given_toponyms=toponyms))
    except DatelineError as error:
        return {"id": identity, "error": str(error)}
    except (KeyError, TypeError, ValueError) as error:
        return {"id": identity, "error": f"line {number}: a field is missing or of the wrong kind ({error})."}


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"not JSON ({error}); give one object a line.", f"line {number}") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise InputError('no "text"; give an object with at least "id" and "text".', f"line {number}")
    return record


def to_object(identity: Any, article: schema.Article) -> dict[str, Any]:
    """An annotated article as the object of the annotation file."""
    names = {person.key: person.name for person in article.people}
    return {
        "schema_version": SCHEMA_VERSION,
        "id": identity,
        "published": article.published[:10] if article.published else None,
        "published_basis": article.published_basis,
        "language": article.language,
        "parts": [{"start": p.char_start, "end": p.char_end, "kind": p.kind} for p in article.parts],
        "names": [_span(n) | {"kind": n.kind, "person": n.person_key} for n in article.names],
        "places": [_place(place) for place in article.places],
        "times": [_time(time) for time in article.times],
        "people": {person.key: _person(person) for person in article.people},
        "quotes": [_quote(quote) for quote in article.quotes],
        "events": [_event(event, names) for event in article.events],
    }


def _span(row: Any) -> dict[str, Any]:
    return {"start": row.char_start, "end": row.char_end, "text": row.text}


def _pair(span: schema.Span | None) -> list[int] | None:
    return list(span) if span else None


def _place(place: schema.Place) -> dict[str, Any]:
    relation = place.relation
    return _span(place) | {
        "name": place.name,
        "kind": place.kind,
        "demonym": place.demonym,
        "gazetteer_id": place.gazetteer_id,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country_code,
        "relation": relation
        and {
            "kind": relation.kind,
            "anchor": relation.anchor,
            "distance_km": relation.distance_km,
            "bearing_deg": relation.bearing_deg,
            "spread_deg": relation.spread_deg,
            "phrase": list(relation.phrase),
        },
        "relation_only": place.relation_only,
        "radius_km": place.radius_km,
        "confidence": place.confidence,
        "reason": place.reason,
        "candidates": [
            {"name": c.name, "lat": c.lat, "lon": c.lon, "gazetteer_id": c.gazetteer_id, "confidence": c.confidence}
            for c in place.candidates
        ],
    }


def _time(time: schema.Time) -> dict[str, Any]:
    return _span(time) | {
        "type": time.type,
        "value": time.value,
        "mod": time.modifier,
        "from": time.begins,
        "until": time.ends,
        "granularity": time.granularity,
        "reason": time.reason,
        "confidence": time.confidence,
    }


def _person(person: schema.Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "role": person.role,
        "affiliation": person.affiliation,
        "group": person.speaker_group,
        "is_organisation": person.is_organisation,
        "pronouns": list(person.pronouns),
    }


def _quote(quote: schema.Quote) -> dict[str, Any]:
    return {
        "content": [list(span) for span in quote.content],
        "cue": _pair(quote.cue),
        "source": _pair(quote.source),
        "speaker": quote.speaker,
        "person": quote.person_key,
        "kind": quote.kind,
        "naming": quote.naming,
        "anonymity_ground": _pair(quote.anonymity_ground),
        "channel": quote.channel,
        "verb": quote.verb,
        "nested": quote.nested,
        "confidence": quote.confidence,
        "speaker_confidence": quote.speaker_confidence,
        "reason": quote.reason,
    }


def _event(event: schema.Event, names: dict[str, str]) -> dict[str, Any]:
    return {
        "sentence": list(event.sentence),
        "trigger": list(event.trigger),
        "title": event.title,
        "type": event.type,
        "begin": event.begins,
        "end": event.ends,
        "bounds": [event.start_earliest, event.start_latest, event.end_earliest, event.end_latest],
        "granularity": event.granularity,
        "basis": event.basis,
        "status": event.status,
        "place": event.place_no,
        "participants": list(event.participants),
        "asserted_by": names.get(event.asserted_by, event.asserted_by) if event.asserted_by else None,
        "confidence": event.confidence,
        "reason": event.reason,
    }
