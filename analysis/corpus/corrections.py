"""What people corrected: an append-only table, applied when a desk is built; the articles stay as they are.

Applied today: `set` of an article's publication date and `remove` of a mention. A correction is taken back
by another one that names it in `reverts`. Times that count from the publication date move when the article is
annotated again (`analysis.batch`), under the date that stands; its row keeps the date as it was read.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from analysis import schema
from analysis.corpus import truth
from analysis.corpus.layout import require
from analysis.errors import SchemaError

CORRECTIONS = "corrections"
ACTIONS = ("set", "add", "remove", "merge", "split")
SCOPES = ("mention", "article", "corpus")
LAYERS = {"place": "places", "time": "times", "name": "names", "quote": "quotes", "event": "events"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One change a person asked for. `target` says of what (article_id, layer, char_start, …), `payload` to what."""

    action: str
    scope: str
    target: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)
    reverts: str | None = None
    who: str = ""
    why: str = ""
    made_at: str = ""
    correction_id: str = ""


_AS_JSON = ("target", "payload")
_SCHEMA = pa.schema([(name, pa.string()) for name in Correction.__dataclass_fields__])


def add(corpus: str, correction: Correction) -> Correction:
    """Keep a correction, and return it with its id and time (UTC). Raises SchemaError where it cannot be one."""
    require(corpus)
    if correction.action not in ACTIONS or correction.scope not in SCOPES:
        raise SchemaError(f"A correction cannot {correction.action!r} a {correction.scope!r}; nothing was written.")
    kept = replace(
        correction, correction_id=uuid.uuid4().hex, made_at=datetime.now(UTC).isoformat(timespec="microseconds")
    )
    keep(corpus, [kept])
    return kept


def keep(corpus: str, made: Iterable[Correction]) -> None:
    """Keep corrections that have their ids and times already, as those of another corpus."""
    rows = _to_table(made)
    if rows.num_rows:
        truth.append(corpus, CORRECTIONS, rows)


def forget(corpus: str, article_ids: Collection[str]) -> None:
    """Leave no correction of these articles. For whoever holds the corpus's lock."""
    everything = read(corpus)
    kept = [one for one in everything if one.target.get("article_id") not in article_ids]
    if len(kept) < len(everything):
        truth.rewrite(corpus, CORRECTIONS, _to_table(kept))


def _to_table(made: Iterable[Correction]) -> pa.Table:
    records = [
        asdict(one) | {name: json.dumps(dict(getattr(one, name)), sort_keys=True) for name in _AS_JSON} for one in made
    ]
    return pa.Table.from_pylist(records, schema=_SCHEMA)


def read(corpus: str) -> list[Correction]:
    """All corrections ever made, oldest first."""
    require(corpus)
    records = [record for batch in truth.read(corpus, CORRECTIONS) for record in batch.to_pylist()]
    records.sort(key=lambda record: (record["made_at"], record["correction_id"]))
    return [Correction(**record | {name: json.loads(record[name]) for name in _AS_JSON}) for record in records]


def standing(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Those that nobody took back, by the article they are about, oldest first."""
    everything = list(corrections)
    reverted: set[str] = set()
    for correction in reversed(everything):  # a revert that was itself reverted reverts nothing
        if correction.reverts and correction.correction_id not in reverted:
            reverted.add(correction.reverts)
    found: dict[str, list[Correction]] = defaultdict(list)
    for correction in everything:
        if correction.correction_id not in reverted and not correction.reverts and "article_id" in correction.target:
            found[str(correction.target["article_id"])].append(correction)
    return dict(found)


def apply(article: schema.Article, corrections: Iterable[Correction]) -> schema.Article:
    """`article` as corrected. A correction whose target is no longer there changes nothing."""
    for correction in corrections:
        if (correction.action, correction.scope) == ("set", "article") and "published" in correction.payload:
            article = _set_published(article, correction.payload["published"])
        elif (correction.action, correction.scope) == ("remove", "mention"):
            article = _remove_mention(article, correction.target)
    return article


def dates_set(standing: Mapping[str, Iterable[Correction]]) -> set[str]:
    """The articles whose publication date is a person's."""
    return {article_id for article_id, found in standing.items() if any("published" in one.payload for one in found)}


def with_date_of(article: schema.Article, other: schema.Article) -> schema.Article:
    """`article` with the publication date of `other`."""
    return replace(
        article, published=other.published, published_precision=other.published_precision,
        published_basis=other.published_basis,
    )  # fmt: skip


def _set_published(article: schema.Article, value: Any) -> schema.Article:
    if value is None:
        return replace(article, published=None, published_precision="none", published_basis="none")
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return article
    precision = "minute" if len(str(value)) > len("2016-11-03") else "day"
    return replace(article, published=str(value), published_precision=precision, published_basis="given")


def _remove_mention(article: schema.Article, target: Mapping[str, Any]) -> schema.Article:
    table = LAYERS.get(str(target.get("layer")))
    if table is None:
        return article
    span = (target.get("char_start"), target.get("char_end"))
    rows = getattr(article, table)
    kept = [number for number, row in enumerate(rows) if span_of(row) != span]
    left: dict[str, Any] = {table: tuple(rows[number] for number in kept)}
    article = replace(article, **left)
    return _renumber_places(article, kept) if table == "places" else article


def _renumber_places(article: schema.Article, kept: list[int]) -> schema.Article:
    """Events name their place by its position, which moves when a place before it goes."""
    position = {old: new for new, old in enumerate(kept)}
    moved = (replace(event, place_no=position.get(event.place_no)) for event in article.events)  # type: ignore[arg-type]
    return replace(article, events=tuple(moved))


def span_of(row: Any) -> schema.Span:
    """The stretch that stands for a row: its own, an event's trigger, a quote from its first content to its last."""
    if isinstance(row, schema.Quote):
        return (row.content[0][0], row.content[-1][1])
    return row.trigger if isinstance(row, schema.Event) else (row.char_start, row.char_end)
