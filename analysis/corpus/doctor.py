"""Is a corpus whole? Every file read, every hash, span and reference checked, desk and index held against the truth.

Says what is wrong, where, and what to do. With `mend`, what can be made again from what is whole is made again; an
article is never thrown away for that.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import schema
from analysis.corpus import corrections, layout, snapshot, store, truth, versions
from analysis.corpus.lock import locked
from analysis.corpus.tables import TABLES
from analysis.errors import CorpusError, SchemaError
from analysis.settings import settings

MOST_TOLD = 20
"""Articles of one kind of trouble that are named; the others are counted."""
_DETAIL = tuple(table for table in TABLES if "sentence_no" in TABLES[table])
# What each row of the desk names in another table: (what, rows without it).
_REFERENCES = {
    **{f"an article of {table}": f"FROM {table} WHERE article_no NOT IN (SELECT article_no FROM articles)"
       for table in _DETAIL},
    "the speaker of a quote": """FROM quotes WHERE person_id IS NOT NULL
        AND person_id NOT IN (SELECT person_id FROM people)""",
    "the person of a name": """FROM names WHERE person_id IS NOT NULL
        AND person_id NOT IN (SELECT person_id FROM people)""",
    "the story of an event": "FROM events WHERE story_id NOT IN (SELECT story_id FROM stories)",
    "the group of a copy": "FROM articles WHERE duplicate_group NOT IN (SELECT article_id FROM articles)",
}  # fmt: skip
_SPANS = """FROM {table} d JOIN articles a USING (article_no)
    WHERE NOT (0 <= d.char_start AND d.char_start < d.char_end AND d.char_end <= length(a.text))"""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, in a sentence, and whether it can be made again from what is whole."""

    where: str
    sentence: str
    can_be_mended: bool


def examine(corpus: str) -> Iterator[Finding]:
    """Everything that is wrong with a corpus, the truth first. Raises CorpusError where there is none."""
    layout.require(corpus)
    try:
        layout.about(corpus)
    except CorpusError as error:
        yield Finding("corpus.json", str(error), False)
        return
    damaged = False
    for finding in (found for table in _truth_tables() for found in _files(corpus, table)):
        damaged = True
        yield finding
    if damaged:  # what is derived from it cannot be judged
        return
    ids: set[str] = set()
    yield from _articles(corpus, ids)
    for kept in corrections.read(corpus):
        if kept.target.get("article_id") not in ids:
            yield Finding(
                "corrections", f"The correction {kept.correction_id} is of an article that is no longer there; "
                "it changes nothing.", False)  # fmt: skip
    yield from _desk(corpus, ids)
    yield from _left_behind(corpus)


def mend(corpus: str) -> list[Finding]:
    """Make again what can be, and return what is wrong after that."""
    wrong = [found for found in examine(corpus) if found.can_be_mended]
    if any(found.where == "articles" for found in wrong):
        _keep_once(corpus)
    if wrong:
        snapshot.build(corpus, whole=True)
        with locked(corpus, "desk"):
            versions.prune(corpus, snapshot.current_version(corpus) or "")
    return list(examine(corpus))


def _truth_tables() -> tuple[str, ...]:
    return (store.ARTICLES, corrections.CORRECTIONS, store.RUNS)


def _files(corpus: str, table: str) -> Iterator[Finding]:
    """The files of a table that cannot be read to the end."""
    try:
        found = truth.open_table(corpus, table)
    except CorpusError as error:
        yield Finding(table, str(error), False)
        return
    if found is None:
        return
    if settings().truth_uri:  # read through the store, so that one file among them cannot be told
        try:
            for _ in truth.read(corpus, table):
                pass
        except CorpusError as error:
            yield Finding(table, str(error), False)
        return
    adds = pa.table(found.get_add_actions(flatten=True)).select(["path", "size_bytes"]).to_pylist()
    for add in adds:
        path = Path(layout.table_uri(corpus, table)) / add["path"]
        why = _unreadable(path, add["size_bytes"])
        if why:
            yield Finding(
                str(path), f"The file {path} of the table “{table}” {why}; restore it from a copy. Its articles cannot "
                "be read until then; the other files are not touched.", False)  # fmt: skip


def _unreadable(path: Path, size: int) -> str:
    if not path.is_file():
        return "is missing"
    if path.stat().st_size != size:
        return f"has {path.stat().st_size:,} bytes and not {size:,}"
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            for _ in file.iter_batches(batch_size=64):
                pass
    except (OSError, ValueError, pa.ArrowException) as error:
        return f"is damaged ({truth.reason(error)})"
    return ""


def _articles(corpus: str, ids: set[str]) -> Iterator[Finding]:
    """Hashes, spans, vocabularies and references of every article; fills `ids`."""
    wrong = 0
    twice: set[str] = set()
    for batch in truth.read(corpus, store.ARTICLES, ["article_id"]):
        for one in batch.column("article_id").to_pylist():
            (twice if one in ids else ids).add(one)
    for article in store.read(corpus) if ids else ():
        why = ""
        if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
            why = "its text is not the one that was hashed when it was read"
        try:
            schema.check_article(article)
        except SchemaError as error:
            why = why or str(error)[:200]
        if why:
            wrong += 1
            if wrong <= MOST_TOLD:
                yield Finding(article.article_id, f"The article {article.article_id} ({article.source}) is damaged: "
                              f"{why}; remove it and add it again.", False)  # fmt: skip
    if wrong > MOST_TOLD:
        yield Finding("articles", f"{wrong - MOST_TOLD:,} more articles are damaged.", False)
    if twice:
        yield Finding(
            "articles", f"{len(twice):,} articles are stored twice, as when two processes added them at once.", True
        )


def _desk(corpus: str, ids: set[str]) -> Iterator[Finding]:
    """What the pages read, held against the truth."""
    try:
        desk = snapshot.open_desk(corpus)
    except CorpusError as error:
        yield Finding("desk", str(error), True)
        return
    try:
        for sentence in _differences(desk, ids):
            yield Finding("desk", f"What the pages read is damaged: {sentence}.", True)
    except (duckdb.Error, OSError, ValueError) as error:
        yield Finding("desk", f"What the pages read cannot be read to the end ({truth.reason(error)}).", True)
    finally:
        desk.close()


def _differences(desk: snapshot.Desk, ids: set[str]) -> Iterator[str]:
    cursor = desk.cursor()
    rows = cursor.execute("SELECT article_id, article_no FROM articles").fetchall()
    shown = {article_id for article_id, _ in rows}
    if ids - shown:
        yield f"{len(ids - shown):,} articles are missing in it"
    if shown - ids:
        yield f"{len(shown - ids):,} articles in it were removed"
    numbers = sorted(number for _, number in rows)
    if desk.words.numbers() != numbers:
        yield "the index of words does not hold the same articles"
    for what, query in _REFERENCES.items():
        (count,) = cursor.execute(f"SELECT count(*) {query}").fetchall()[0]
        if count:
            yield f"{what} is missing ({count:,} times)"
    for table in _DETAIL:
        (count,) = cursor.execute(f"SELECT count(*) {_SPANS.format(table=table)}").fetchall()[0]
        if count:
            yield f"{count:,} rows of {table} lie outside their text"


def _left_behind(corpus: str) -> Iterator[Finding]:
    folder = versions.desks(corpus)
    half = [path.name for path in folder.iterdir() if path.is_dir() and path.name.startswith(".")] if folder.is_dir() \
        else []  # fmt: skip
    if half:
        yield Finding("desk", f"{len(half)} versions were left half built by a crash; they only take room.", True)


def _keep_once(corpus: str) -> None:
    """Store each article once, in one commit: the row that is read today stays. By way of a file, as the truth cannot
    be read while it is written."""
    with locked(corpus, "work"), locked(corpus), tempfile.TemporaryDirectory(dir=layout.folder(corpus)) as folder:
        file = Path(folder) / "once.parquet"
        with pq.ParquetWriter(file, schema.ARTICLE_SCHEMA, compression="zstd") as out:
            for article in store.read(corpus):
                out.write_table(pa.Table.from_pylist([schema.to_record(article)], schema=schema.ARTICLE_SCHEMA))
        with pq.ParquetFile(file) as made:
            batches = made.iter_batches(batch_size=64)
            truth.rewrite(corpus, store.ARTICLES, pa.RecordBatchReader.from_batches(schema.ARTICLE_SCHEMA, batches))
