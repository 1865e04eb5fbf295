"""The annotation file: one article in, one article out, for other programs. It changes only by adding.

The fields and their meaning are described in docs/annotation-file.md; a JSON Schema of them is a test.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any, BinaryIO

from analysis import schema
from analysis.annotate import annotate
from analysis.errors import DatelineError, GazetteerError, InputError, ModelError
from analysis.places.gazetteer import gazetteer
from analysis.places.home import Home
from analysis.read.article import check_text, make_article
from analysis.read.formats.jsonl import parse_object
from analysis.read.published import read_published
from analysis.settings import settings

SCHEMA_VERSION = 1
TASK_LINES = 20
"""Lines that a process gets at once; few, so that the last ones do not wait for one process."""

Line = tuple[int, bytes]


def annotate_lines(lines: Iterable[Line], *, clean: bool = True, workers: int = 1) -> Iterator[dict[str, Any]]:
    """One output object for each non-empty line, in the same order; a bad one becomes `{"id", "error"}`.

    Raises ModelError and GazetteerError where nothing can be annotated.
    """
    filled = ((number, line) for number, line in lines if line.strip())
    if workers <= 1:
        for number, line in filled:
            yield annotate_line(line, number, clean=clean)
        return
    tasks = iter(lambda: list(islice(filled, TASK_LINES)), [])
    waiting: deque[tuple[list[Line], Future[list[dict[str, Any]]]]] = deque()
    pool = _pool(workers)
    try:
        for task in tasks:
            try:
                waiting.append((task, pool.submit(_annotate_task, task, clean)))
            except BrokenProcessPool:
                pool = _pool(workers)
                waiting.append((task, pool.submit(_annotate_task, task, clean)))
            if len(waiting) > 2 * workers:
                yield from _results(*waiting.popleft(), clean)
        while waiting:
            yield from _results(*waiting.popleft(), clean)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _annotate_task(task: Sequence[Line], clean: bool) -> list[dict[str, Any]]:
    return [annotate_line(line, number, clean=clean) for number, line in task]


def _results(task: list[Line], future: Future[list[dict[str, Any]]], clean: bool) -> list[dict[str, Any]]:
    """The results of a task; where a process died, its lines are done again one by one, so that one alone fails."""
    try:
        return future.result()
    except BrokenProcessPool:
        return list(_one_by_one(task, clean))


def _one_by_one(task: list[Line], clean: bool) -> Iterator[dict[str, Any]]:
    pool = _pool(1)
    try:
        for line in task:
            try:
                yield from pool.submit(_annotate_task, [line], clean).result()
            except BrokenProcessPool:
                pool = _pool(1)
                where = f"line {line[0]}"
                yield {
                    "id": where,
                    "error": f"{where}: its analysis broke off, as when memory runs out; split the article.",
                }
    finally:
        pool.shutdown(cancel_futures=True)


def numbered_lines(file: BinaryIO) -> Iterator[Line]:
    """The lines of a file, counted from 1. Of one longer than the largest file accepted, only the beginning."""
    limit = settings().max_file_mb * 1_000_000
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = file.readline(limit + 1)
        yield number, line


def annotate_line(line: str | bytes, number: int, *, clean: bool = True) -> dict[str, Any]:
    """The output object for one input line."""
    where = f"line {number}"
    identity: str | int = where
    try:
        record = parse_object(_decode(line, where), where)
        identity = _identity(record, where)
        article, toponyms = _article(record, where)
        home = _home(record, where)
        return to_object(identity, annotate(article, clean=clean, given_toponyms=toponyms, home=home))
    except (ModelError, GazetteerError):  # no record could be annotated: that is said once
        raise
    except DatelineError as error:
        return {"id": identity, "error": str(error)}


def _decode(line: str | bytes, where: str) -> str:
    limit = settings().max_file_mb
    if len(line) > limit * 1_000_000:
        raise InputError(f"the line is longer than {limit} MB (DATELINE_MAX_FILE_MB); give one article a line.", where)
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start + 1:,} is not UTF-8; save the file as UTF-8.", where) from None


def _identity(record: dict[str, Any], where: str) -> str | int:
    identity = record.get("id", where)
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        raise InputError('"id" is neither text nor a number.', where)
    if isinstance(identity, str) and identity:
        check_text(identity, f'{where}, "id"')
    return identity


def _article(record: dict[str, Any], where: str) -> tuple[schema.Article, list[schema.Span] | None]:
    """The article of an input object and the toponyms it gives. Raises InputError."""
    if not isinstance(record.get("text"), str):
        raise InputError('no "text"; give an object with at least "id" and "text".', where)
    text = record["text"]
    check_text(text, where)
    said = {name: _words(record, name, where) for name in ("title", "outlet", "published")}
    published, offset = None, None
    if said["published"]:
        try:
            published, offset = read_published(said["published"])
        except ValueError as problem:
            raise InputError(f"{problem}.", where) from None
    article = make_article(
        text, where, title=said["title"], outlet=said["outlet"], published=published, utc_offset=offset
    )
    return article, _toponyms(record.get("places"), len(text), where)


def _home(record: dict[str, Any], where: str) -> Home | None:
    """The place an input object says it is from: a name, or "lat, lon". Raises InputError."""
    words = _words(record, "home", where)
    if not words:
        return None
    try:
        return gazetteer().home_at(words)
    except ValueError:
        raise InputError(
            f'"home" is {words[:60]!r}, no place known here; give a name or "lat, lon" in degrees.', where
        ) from None


def _words(record: dict[str, Any], name: str, where: str) -> str:
    value = record.get(name)
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise InputError(f'"{name}" is not text.', where)
    if value.strip():
        check_text(value, f'{where}, "{name}"')
    return value


def _toponyms(given: Any, length: int, where: str) -> list[schema.Span] | None:
    if given is None:
        return None
    if not isinstance(given, list):
        raise InputError('"places" is no list; give objects with "start" and "end".', where)
    spans = []
    for place in given:
        start, end = (place.get("start"), place.get("end")) if isinstance(place, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            raise InputError(f"a place ({start}–{end}) lies outside the text of {length:,} characters.", where)
        spans.append((start, end))
    return spans


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
        "usage": place.usage,
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
            "outline": [[vertex.lat, vertex.lon] for vertex in relation.outline],
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
        "participant_roles": list(event.participant_roles),
        "asserted_by": names.get(event.asserted_by, event.asserted_by) if event.asserted_by else None,
        "confidence": event.confidence,
        "reason": event.reason,
    }
