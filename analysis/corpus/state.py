"""What a version of a desk was made of: kept beside it, so that the next version need only do what has changed.

For each article a hash of its row and corrections, its number, what linking needs of it and what linking gave it.
Comparing it with the truth reads only the files that the truth has gained since.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import rensa

from analysis import schema
from analysis.corpus import store, truth
from analysis.corpus.corrections import Correction
from analysis.corpus.link import Duplicate, Features, Links, Statement
from analysis.corpus.tables import TABLES

FILE = "state.parquet"
_ROWS_AT_ONCE = 64
_FEATURES = schema.arrow_type(Features)
_SCHEMA = pa.schema(
    [("article_id", pa.string()), ("number", pa.int64()), ("row_hash", pa.uint64()), ("corrected", pa.string()),
     ("links", pa.string()), ("features", _FEATURES)]
)  # fmt: skip


@dataclass(slots=True)
class Known:
    """One article as it stands in a version."""

    number: int
    row_hash: int
    corrected: str
    links: str
    features: Features


@dataclass(slots=True)
class State:
    """All articles of a version by id, and the files of the truth that they were read from."""

    articles: dict[str, Known]
    files: frozenset[str]
    moved: bool  # some article has not the number of its own, so a patch could not tell which


@dataclass(frozen=True, slots=True)
class Change:
    """What the truth has that a version has not. `changed` are there, in this form or at all, only in the truth."""

    version: int | None
    files: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]
    hashes: Mapping[str, int]  # of the articles read anew


def made_by() -> str:
    """What must be the same for a version to be patched: shape of the tables, features and signatures."""
    shape = repr((TABLES, _FEATURES, rensa.RMinHash.ALGORITHM_VERSION, duckdb.__version__, schema.SCHEMA_VERSION))
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def compare(corpus: str, state: State | None) -> Change:
    """What has changed in the truth and its corrections since `state`; all articles where there is none."""
    known = state.articles if state else {}
    read = state.files if state else frozenset()
    version = store.version(corpus)
    table = truth.open_table(corpus, store.ARTICLES, version)
    if table is None:
        return Change(None, frozenset(), frozenset(), frozenset(known), {})
    files = frozenset(table.file_uris())
    hashes: dict[str, int] = {}
    for article_id, digest in truth.row_hashes(corpus, store.ARTICLES, version, read if read <= files else frozenset()):
        hashes.setdefault(article_id, digest)
    there = store.ids(corpus, version)
    changed = {one for one, digest in hashes.items() if one not in known or known[one].row_hash != digest}
    if read - files:  # an article may have left a file that it shared with others
        changed |= {one for one in there - hashes.keys() if one not in known}
    return Change(version, files, frozenset(changed & there), frozenset(known.keys() - there), hashes)


def corrections_digest(standing: Iterable[Correction]) -> str:
    """The same as long as the same corrections stand; "" where none does."""
    told = [asdict(one) for one in standing]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16] if told else ""


def links_of(article: Features, links: Links) -> str:
    """What linking gave one article, as a text that can be compared and read again."""
    one = article.article_id
    copies = links.duplicates[one]
    given = {
        "people": {person.key: links.people.get((one, person.key)) for person in article.people},
        "events": [links.events[one, number] for number in range(len(article.events))],
        "copies": [copies.duplicate_group, copies.representative],
        "quotes": [[links.statements[one, n].statement_id, links.statements[one, n].leads]
                   for n in range(len(article.quotes))],
    }  # fmt: skip
    return json.dumps(given, ensure_ascii=False)


def links_from(told: Mapping[str, str]) -> Links:
    """The links of some articles, as `links_of` wrote them down; persons and stories are not among them."""
    links = Links({}, {}, {}, {}, {}, {})
    people: dict[Any, Any] = {}
    events: dict[Any, Any] = {}
    duplicates: dict[Any, Any] = {}
    statements: dict[Any, Any] = {}
    for one, text in told.items():
        given = json.loads(text)
        people |= {(one, key): person_id for key, person_id in given["people"].items() if person_id is not None}
        events |= {(one, number): story_id for number, story_id in enumerate(given["events"])}
        duplicates[one] = Duplicate(*given["copies"])
        statements |= {(one, number): Statement(*said) for number, said in enumerate(given["quotes"])}
    return Links(people, links.persons, events, links.stories, duplicates, statements)


def write(folder: Path, state: State) -> None:
    """Keep the state beside the desk that it describes."""
    about = {"made_by": made_by(), "files": json.dumps(sorted(state.files)), "moved": str(state.moved)}
    with pq.ParquetWriter(folder / FILE, _SCHEMA.with_metadata(about), compression="zstd") as out:
        rows = iter(state.articles.items())
        while batch := [row for row, _ in zip(rows, range(1_000), strict=False)]:
            records = [
                {"article_id": one, "number": known.number, "row_hash": known.row_hash, "corrected": known.corrected,
                 "links": known.links, "features": schema.to_record(known.features, Features)}
                for one, known in batch
            ]  # fmt: skip
            out.write_table(pa.Table.from_pylist(records, schema=_SCHEMA))


def read(folder: Path) -> State | None:
    """The state of a version; None where it has none that this Dateline could go on from."""
    try:
        with pq.ParquetFile(folder / FILE) as file:
            about = {key.decode(): value.decode() for key, value in (file.schema_arrow.metadata or {}).items()}
            if about.get("made_by") != made_by():
                return None
            articles = {}
            for batch in file.iter_batches(_ROWS_AT_ONCE * 16):
                for row in batch.to_pylist():
                    articles[row["article_id"]] = Known(
                        row["number"], row["row_hash"], row["corrected"], row["links"],
                        schema.from_record(row["features"], Features),
                    )  # fmt: skip
        return State(articles, frozenset(json.loads(about["files"])), about["moved"] == "True")
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None
