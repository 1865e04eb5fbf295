"""The contract: the article row (the truth), its vocabularies and checks. The desk's tables are in corpus/tables.py.

Spans are half-open code-point offsets into `Article.text` as read; every row that carries `text`
satisfies `article.text[row.char_start:row.char_end] == row.text` (`check_article`). Units: degrees
WGS84, km, degrees clockwise from north. Dates are ISO strings as printed (local, floating), intervals
half-open. Confidence is the probability that the row as shown is right. Columns change only by adding.
"""

import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

import pyarrow as pa

from analysis.errors import SchemaError

SCHEMA_VERSION = 1

PART_KINDS = ("headline", "body", "heading", "caption", "furniture", "repeat")
STORY_PARTS = ("headline", "body", "heading", "caption")
PUBLISHED_BASES = ("given", "page", "inferred", "none")
NAME_KINDS = ("person", "organisation", "place", "group", "other")
PLACE_KINDS = ("country", "region", "county", "city", "facility", "water", "terrain", "area")
PLACE_USAGES = ("literal", "metonymic", "demonym", "embedded")
COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
RELATION_KINDS = (*COMPASS, "near", "outskirts", "between", "coast", "distance", "other")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
TIME_MODIFIERS = ("START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "BEFORE", "AFTER")
GRANULARITIES = ("minute", "hour", "part of day", "day", "week", "month", "quarter", "season", "year", "decade",
                 "century", "unknown")  # fmt: skip
QUOTE_KINDS = ("direct", "mixed", "indirect")
NAMINGS = ("named", "role", "anonymous", "collective", "organisation", "document", "unknown")
SPEAKER_GROUPS = ("official", "military", "armed group", "civilian", "expert", "NGO", "business", "media", "other")
EVENT_TYPES = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
               "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "ACCIDENT", "DISASTER", "DISEASE", "DEATH",
               "ELECTION", "LEGAL", "BUSINESS", "SCIENCE", "MOVE", "STATEMENT", "OTHER")  # fmt: skip
EVENT_BASES = ("explicit", "relative", "derived", "published", "none")
UNKNOWN_SPEAKER = "unknown"
"""Who asserts a claim that stands in a quotation whose speaker the text does not tell: not the outlet."""
PARTICIPANT_ROLES = ("agent", "patient", "other")  # acts; is acted on; takes part otherwise ("with", "against")
EVENT_STATUSES = ("occurred", "ongoing", "planned", "hedged", "denied")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text by its job on the page. Parts cover the text in order and never overlap."""

    char_start: int
    char_end: int
    kind: str  # PART_KINDS


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the story; `sentence_no` is its position in `Article.sentences`."""

    char_start: int
    char_end: int
    part: str  # STORY_PARTS


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name. `person_key` ties mentions of one person or organisation together in this article."""

    char_start: int
    char_end: int
    text: str
    kind: str  # NAME_KINDS
    person_key: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym might be."""

    name: str
    lat: float
    lon: float
    gazetteer_id: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Vertex:
    """A point of an outline."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A place told by its relation to another: "12 km upstream of Passau", "the road east of Mosul"."""

    kind: str  # RELATION_KINDS
    anchor: str
    distance_km: float | None
    bearing_deg: float | None
    spread_deg: float | None
    phrase: Span
    outline: tuple[
        Vertex, ...
    ] = ()  # sector, ring, corridor or circle: a closed line, its last point joined to its first


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym or a relative place. `lat`, `lon` are None where it could not be resolved."""

    char_start: int
    char_end: int
    text: str
    name: str
    kind: str  # PLACE_KINDS
    gazetteer_id: str | None  # "geonames:99072", "dateline:…"
    lat: float | None
    lon: float | None
    country_code: str | None  # ISO 3166-1 alpha-2
    radius_km: float  # 0 for a point
    confidence: float
    reason: str
    demonym: bool = False
    relation: Relation | None = None
    relation_only: bool = False  # the row stands for the phrase, not for a name
    candidates: tuple[Candidate, ...] = ()
    usage: str = "literal"  # PLACE_USAGES; "metonymic": its government, "embedded": inside an organisation's name

    @property
    def is_spoken_of(self) -> bool:
        """Whether the text speaks of the place, not of a people or an organisation called after it."""
        return self.usage in ("literal", "metonymic") and not self.demonym


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression after TIMEX3. `begins`, `ends`: ISO dates, half-open; None where not on a calendar."""

    char_start: int
    char_end: int
    text: str
    type: str  # TIME_TYPES
    value: str
    begins: str | None
    ends: str | None
    granularity: str  # GRANULARITIES
    reason: str
    confidence: float
    modifier: str | None = None  # TIME_MODIFIERS


@dataclass(frozen=True, slots=True)
class Person:
    """Someone or something that can be quoted: a person, an unnamed source, an organisation."""

    key: str  # unique in the article
    name: str  # fullest name given, or the description of an unnamed one
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    speaker_group: str = "other"  # SPEAKER_GROUPS
    pronouns: tuple[str, ...] = ()  # as the text uses them
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution of communicated words. `content` spans exclude the cue; direct ones include their marks."""

    content: tuple[Span, ...]
    kind: str  # QUOTE_KINDS
    naming: str  # NAMINGS
    words: int
    confidence: float
    speaker_confidence: float
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    person_key: str | None = None
    anonymity_ground: Span | None = None
    channel: str | None = None  # "tweet", "statement", "video conference"
    verb: str | None = None  # lemma of the cue
    nested: bool = False  # stands inside another quote's content
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A datable claim that something happened.

    The start lies in [start_earliest, start_latest), the end in [end_earliest, end_latest): full ISO
    dates or None. `begins`, `ends` are partial ISO dates, inclusive, as far as the text tells.
    """

    sentence: Span
    trigger: Span
    title: str
    type: str  # EVENT_TYPES
    begins: str | None
    ends: str | None
    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    granularity: str
    basis: str  # EVENT_BASES
    status: str  # EVENT_STATUSES
    confidence: float
    place_no: int | None = None  # position in Article.places
    participants: tuple[str, ...] = ()
    participant_roles: tuple[str, ...] = ()  # PARTICIPANT_ROLES, one for each participant
    asserted_by: str | None = None  # person key, or UNKNOWN_SPEAKER; None = the outlet itself
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article with everything understood of it: one row of the truth."""

    article_id: str
    source: str  # where it was read: file name and record, "pasted"
    text: str
    text_sha256: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published: str | None = None  # local date or date-time as printed
    published_precision: str = "none"  # "day" or "minute" or "none"
    published_basis: str = "none"  # PUBLISHED_BASES
    utc_offset: str | None = None
    language: str = "en"
    run_id: str = ""
    words: int = 0
    parts: tuple[Part, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made an article row: versions and settings, so that a number can be traced."""

    run_id: str
    made_at: str
    code: str
    model: str
    gazetteer: str
    lexicons: str
    settings: str


VOCABULARIES: dict[tuple[type, str], tuple[str, ...]] = {
    (Part, "kind"): PART_KINDS, (Sentence, "part"): STORY_PARTS, (Name, "kind"): NAME_KINDS,
    (Place, "kind"): PLACE_KINDS, (Place, "usage"): PLACE_USAGES,
    (Relation, "kind"): RELATION_KINDS, (Time, "type"): TIME_TYPES,
    (Time, "granularity"): GRANULARITIES, (Time, "modifier"): TIME_MODIFIERS,
    (Person, "speaker_group"): SPEAKER_GROUPS, (Quote, "kind"): QUOTE_KINDS, (Quote, "naming"): NAMINGS,
    (Event, "type"): EVENT_TYPES, (Event, "granularity"): GRANULARITIES, (Event, "basis"): EVENT_BASES,
    (Event, "status"): EVENT_STATUSES, (Article, "published_basis"): PUBLISHED_BASES,
}  # fmt: skip


@lru_cache(maxsize=64)
def _hints(row: type) -> dict[str, typing.Any]:
    """The type hints of a row class: evaluating them anew for every row took most of the time of reading a corpus."""
    return typing.get_type_hints(row)


def arrow_type(hint: typing.Any) -> pa.DataType:
    """The Arrow type of a field's type hint: scalars, `X | None`, `tuple[X, ...]`, spans and row classes."""
    if hint == Span:
        return pa.struct([("char_start", pa.int64()), ("char_end", pa.int64())])
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return arrow_type(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return pa.list_(arrow_type(args[0]))
    if is_dataclass(hint):
        return pa.struct([(name, arrow_type(kind)) for name, kind in _hints(typing.cast(type, hint)).items()])
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


ARTICLE_SCHEMA = pa.schema([(name, arrow_type(hint)) for name, hint in _hints(Article).items()])


def to_record(value: typing.Any, hint: typing.Any = Article) -> typing.Any:
    """A row as plain dicts, lists and scalars, as `ARTICLE_SCHEMA` stores it."""
    if value is None:
        return None
    if hint == Span:
        return {"char_start": value[0], "char_end": value[1]}
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return to_record(value, next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return [to_record(item, args[0]) for item in value]
    if is_dataclass(hint):
        return {name: to_record(getattr(value, name), kind) for name, kind in _hints(typing.cast(type, hint)).items()}
    return value


def from_record(record: typing.Any, hint: typing.Any = Article) -> typing.Any:
    """The inverse of `to_record`; fields a row of an older version lacks take their defaults."""
    if record is None:
        return None
    if hint == Span:
        return (record["char_start"], record["char_end"])
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return from_record(record, next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return tuple(from_record(item, args[0]) for item in record)
    if is_dataclass(hint):
        hints = _hints(typing.cast(type, hint))
        return typing.cast(type, hint)(
            **{
                name: from_record(record[name], hints[name])
                for name in hints
                if name in record and (record[name] is not None or _may_be_none(hints[name]))
            }
        )
    return record


def _may_be_none(hint: typing.Any) -> bool:
    """Whether a field may be None; where it may not, None is what a row written before there was the field reads as."""
    return typing.get_origin(hint) in (types.UnionType, typing.Union)


def check_article(article: Article) -> None:
    """Raise SchemaError where a span, a vocabulary or a reference of `article` is wrong."""
    _check_vocabulary(article)
    for part, following in zip(article.parts, article.parts[1:], strict=False):
        if part.char_end > following.char_start:
            raise SchemaError(f"{article.article_id}: parts overlap at character {following.char_start}")
    keys = {person.key for person in article.people}
    for rows in (article.parts, article.sentences, article.names, article.people, article.places, article.times):
        for row in rows:
            _check_vocabulary(row)
            if not isinstance(row, Person):
                _check_span((row.char_start, row.char_end), article, row, getattr(row, "text", None))
    for place in article.places:
        for candidate in place.candidates:
            _check_vocabulary(candidate)
        if place.relation is not None:
            _check_vocabulary(place.relation)
            _check_span(place.relation.phrase, article, place)
    for quote in article.quotes:
        _check_vocabulary(quote)
        if not quote.content:
            raise SchemaError(f"{article.article_id}: a quote without content: {quote}")
        for span in (*quote.content, quote.cue, quote.source, quote.anonymity_ground):
            _check_span(span, article, quote)
        _check_person(quote.person_key, keys, article, quote)
    for name in article.names:
        _check_person(name.person_key, keys, article, name)
    for event in article.events:
        _check_vocabulary(event)
        _check_span(event.sentence, article, event)
        _check_span(event.trigger, article, event)
        if event.participant_roles and len(event.participant_roles) != len(event.participants):
            raise SchemaError(f"an event has a role for each participant or none: {event}")
        if unknown := set(event.participant_roles) - set(PARTICIPANT_ROLES):
            raise SchemaError(f"participant_roles={sorted(unknown)} are not of {', '.join(PARTICIPANT_ROLES)}: {event}")
        _check_person(event.asserted_by, keys | {UNKNOWN_SPEAKER}, article, event)
        bounds = [event.start_earliest, event.start_latest, event.end_earliest, event.end_latest]
        for earliest, latest in (bounds[:2], bounds[2:]):
            if earliest and latest and earliest > latest:
                raise SchemaError(f"{article.article_id}: bounds in the wrong order: {event}")
        if event.place_no is not None and not 0 <= event.place_no < len(article.places):
            raise SchemaError(f"{article.article_id}: event at place number {event.place_no}, which is not there")


def _check_person(key: str | None, keys: set[str], article: Article, row: object) -> None:
    if key is not None and key not in keys:
        raise SchemaError(f"{article.article_id}: unknown person {key!r}: {row}")


def _check_span(span: Span | None, article: Article, row: object, text: str | None = None) -> None:
    if span is None:
        return
    start, end = span
    if not 0 <= start < end <= len(article.text):
        raise SchemaError(f"{article.article_id}: span {start}–{end} lies outside the text: {row}")
    if text is not None and article.text[start:end] != text:
        raise SchemaError(f"{article.article_id}: span {start}–{end} reads {article.text[start:end]!r}: {row}")


def _check_vocabulary(row: typing.Any) -> None:
    for field in fields(row):
        allowed = VOCABULARIES.get((type(row), field.name))
        value = getattr(row, field.name)
        if allowed and value is not None and value not in allowed:
            raise SchemaError(f"{field.name}={value!r} is not one of {', '.join(allowed)}: {row}")
        if field.name.endswith("confidence") and not 0.0 <= value <= 1.0:
            raise SchemaError(f"{field.name}={value!r} is not a probability: {row}")
