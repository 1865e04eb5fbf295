"""A corpus as one .zip, and back: what it says of itself, its articles, corrections and runs, and their hashes.

What can be derived (desk, index, links) is not in it. An archive comes from anywhere: only files with the names below
are looked at, no name of the archive becomes a path, nothing is unpacked beyond what its manifest declares and a limit
allows, every hash must hold, and every article must keep the contract. A refused archive leaves nothing behind.
"""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import schema
from analysis.corpus import corrections, layout, store
from analysis.corpus.corrections import Correction
from analysis.corpus.moving import Anew, in_batches
from analysis.errors import CorpusError, DatelineError, InputError
from analysis.settings import settings

FORMAT = 1
MANIFEST = "manifest.json"
FILES = ("corpus.json", "articles.parquet", "corrections.jsonl", "runs.jsonl")
MOST_TIMES_LARGER = 200
"""Unpacked, a file may be so many times larger than packed: text is 3 to 20 times, a bomb a thousand times."""
MOST_MANIFEST_BYTES = 100_000
MOST_TEXT_BYTES = 200_000_000  # of each file of lines
MOST_GROUP_BYTES = 500_000_000  # of articles that are unpacked at once
_CHUNK = 1 << 20
_GROUP_ARTICLES = 200


def write(corpus: str, target: Path) -> int:
    """Write the archive of a corpus; returns how many articles it has. Nothing appears under `target` before its end.

    Raises CorpusError where it cannot be written.
    """
    said = layout.about(corpus)
    version = store.version(corpus)
    aside = target.with_name(f".{target.name}.{hashlib.sha256(str(target).encode()).hexdigest()[:8]}")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as made:
            folder = Path(made)
            (folder / "corpus.json").write_text(json.dumps(asdict(said), ensure_ascii=False), encoding="utf-8")
            count = _write_articles(corpus, version, folder / "articles.parquet")
            _write_lines(folder / "corrections.jsonl", map(asdict, corrections.read(corpus)))
            _write_lines(folder / "runs.jsonl", map(asdict, store.runs(corpus)))
            files = {name: {"bytes": (folder / name).stat().st_size, "sha256": _digest(folder / name)}
                     for name in FILES}  # fmt: skip
            manifest = {"format": FORMAT, "schema_version": schema.SCHEMA_VERSION, "name": corpus, "articles": count,
                        "files": files}  # fmt: skip
            with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
                for name in FILES:
                    packing = zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
                    archive.write(folder / name, name, packing)
        aside.replace(target)
    except OSError as error:
        raise CorpusError(
            f"{target} could not be written ({error.strerror or error}); nothing was exported."
        ) from error
    finally:
        aside.unlink(missing_ok=True)
    return count


def read(source: Path, name: str = "") -> tuple[str, int]:
    """Make a corpus of an archive, under `name` or its own; returns the name and how many articles it has.

    Raises InputError with a sentence where the archive is damaged or no archive of ours, CorpusError where the name is
    taken. Either way nothing is left of it.
    """
    settings().corpora_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings().corpora_dir, prefix=".import-") as unpacked:
        folder = Path(unpacked)
        try:
            with zipfile.ZipFile(source) as archive:
                manifest = _unpack(archive, folder, source)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise InputError(f"this is no archive that can be read ({error}); export it again.", source.name) from error
        corpus = name or str(manifest.get("name", ""))
        layout.check_name(corpus)
        try:
            with Anew(corpus, _about(folder / "corpus.json")):
                for batch in in_batches(_articles(folder / "articles.parquet", source.name)):
                    store.append(corpus, batch)
                for run in _lines(folder / "runs.jsonl"):
                    store.add_run(corpus, schema.Run(**run))
                corrections.keep(corpus, [Correction(**one) for one in _lines(folder / "corrections.jsonl")])
        except (TypeError, ValueError, KeyError, pa.ArrowException) as error:
            raise InputError(
                f"what is in this archive is not what Dateline exports ({str(error)[:200]}).", source.name
            ) from error
    return corpus, len(store.ids(corpus))


def _unpack(archive: zipfile.ZipFile, folder: Path, source: Path) -> dict[str, Any]:
    """The files into `folder`, under our own names for them; returns the manifest."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if sorted(names) != sorted((MANIFEST, *FILES)):
        odd = next((name for name in names if name not in (MANIFEST, *FILES)), "")
        why = f"it holds {odd[:80]!r}" if odd else "a file is missing or there twice"
        raise InputError(f"this is no archive of a corpus ({why}); give one that Dateline exported.", source.name)
    by_name = {info.filename: info for info in infos}
    manifest = _manifest(archive, by_name[MANIFEST], source)
    declared = {name: int(manifest["files"][name]["bytes"]) for name in FILES}
    for name, size in declared.items():
        info = by_name[name]
        if size != info.file_size or size > MOST_TIMES_LARGER * max(info.compress_size, 1_000):
            raise InputError(f"{name} is not as large as it says; the archive is refused.", source.name)
        if size > MOST_TEXT_BYTES and not name.endswith(".parquet"):
            raise InputError(f"{name} has {size / 1e6:,.0f} MB unpacked, which is more than is read.", source.name)
    if sum(declared.values()) * 2 > shutil.disk_usage(folder).free:
        raise InputError(f"unpacked it has {sum(declared.values()) / 1e6:,.0f} MB; make room first.", source.name)
    for name, size in declared.items():
        with archive.open(by_name[name]) as packed, (folder / name).open("wb") as out:
            digest = _copied(packed, out, size)
        if digest != manifest["files"][name]["sha256"]:
            raise InputError(f"{name} is damaged: its hash is not the one of the manifest. Export again.", source.name)
    return manifest


def _manifest(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Path) -> dict[str, Any]:
    if info.file_size > MOST_MANIFEST_BYTES:
        raise InputError(f"its {MANIFEST} is too large; give an archive that Dateline exported.", source.name)
    try:
        with archive.open(info) as packed:
            manifest = json.loads(packed.read(MOST_MANIFEST_BYTES + 1))
        if manifest["format"] != FORMAT or any(int(manifest["files"][name]["bytes"]) < 0 for name in FILES):
            raise ValueError("format")
        return dict(manifest)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"its {MANIFEST} cannot be read, or is of a later Dateline.", source.name) from error


def _copied(packed: IO[bytes], out: IO[bytes], size: int) -> str:
    digest, left = hashlib.sha256(), size
    while left > 0 and (chunk := packed.read(min(_CHUNK, left))):
        digest.update(chunk)
        out.write(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _about(path: Path) -> layout.About:
    """What the corpus says of itself. A corpus from an archive is never a built-in one."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return layout.About(
        str(said["title"])[:200], bool(said["is_exercise"]), str(said["credit"]), str(said["about"]), builtin=False
    )


def _articles(path: Path, where: str) -> Iterator[schema.Article]:
    with pq.ParquetFile(path, thrift_string_size_limit=100_000_000) as file:
        types = {field.name: field.type for field in schema.ARTICLE_SCHEMA}
        strange = [field.name for field in file.schema_arrow if types.get(field.name) != field.type]
        if strange:
            raise InputError(f"its articles have a column {strange[0][:40]!r} that this Dateline does not know.", where)
        for group in range(file.metadata.num_row_groups):
            unpacked = file.metadata.row_group(group).total_byte_size
            if unpacked > min(MOST_GROUP_BYTES, MOST_TIMES_LARGER * path.stat().st_size):
                raise InputError("its articles are too large unpacked; the archive is refused.", where)
        for batch in file.iter_batches(batch_size=16):
            for record in batch.to_pylist():
                yield _checked(schema.from_record({key: v for key, v in record.items() if v is not None}), where)


def _checked(article: schema.Article, where: str) -> schema.Article:
    if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
        raise InputError(f"the text of the article {article.article_id[:40]!r} is not the one that was hashed.", where)
    try:
        schema.check_article(article)
    except DatelineError as error:
        raise InputError(f"an article breaks the contract ({str(error)[:200]}).", where) from error
    return article


def _write_articles(corpus: str, version: int | None, path: Path) -> int:
    count = 0
    with pq.ParquetWriter(path, schema.ARTICLE_SCHEMA, compression="zstd") as out:
        articles = store.read(corpus, version=version) if version is not None else iter(())
        for batch in in_batches(articles, _GROUP_ARTICLES):
            out.write_table(pa.Table.from_pylist([schema.to_record(a) for a in batch], schema=schema.ARTICLE_SCHEMA))
            count += len(batch)
    return count


def _write_lines(path: Path, records: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
