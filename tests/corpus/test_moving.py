"""Corpora called otherwise, put together, taken apart, put aside and brought back, zipped and read again."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import schema
from analysis.corpus import archive, catalog, corrections, layout, moving, snapshot, store
from analysis.corpus.corrections import Correction
from analysis.corpus.filters import Filters
from analysis.errors import CorpusError, InputError
from tests.factory import build_corpus, flood, undated


def corrected(name: str) -> None:
    corrections.add(
        name,
        Correction("set", "article", {"article_id": flood().article_id}, {"published": "2019-05-01"}, why="printed"),
    )
    snapshot.build(name)


def test_a_renamed_corpus_is_the_same_under_its_new_name(corpora: Path) -> None:
    name = build_corpus(corpora)
    before = snapshot.digests(name)
    moving.rename(name, "deluge")
    assert [info.name for info in catalog.corpora()] == ["deluge"]
    assert snapshot.digests("deluge") == before
    catalog.create("other", "Other")
    with pytest.raises(CorpusError, match="already"):
        moving.rename("deluge", "other")
    with pytest.raises(CorpusError, match="not a name"):
        moving.rename("deluge", "../other")


def test_merged_corpora_give_one_with_each_article_once(corpora: Path) -> None:
    name = build_corpus(corpora)
    corrected(name)
    catalog.create("second", "Second")
    extra = replace(flood(), article_id="f" * 20, outlet="Other")
    store.append("second", [flood(), extra])
    assert moving.merge([name, "second"], "both") == 7
    assert layout.about("both").title == "Flood on the Danube and Second"
    assert layout.about("both").is_exercise, "invented articles among others must stay marked"
    assert len(corrections.read("both")) == 1
    assert [run.run_id for run in store.runs("both")] == ["run-1"]
    with pytest.raises(CorpusError, match="already"):
        moving.merge([name], "both")


def test_a_split_takes_the_articles_that_the_filters_choose(corpora: Path) -> None:
    name = build_corpus(corpora)
    corrected(name)
    count = moving.split(name, Filters(outlets=("Herald",)), "herald", "Herald only")
    assert count == len(store.ids("herald")) == 3
    assert len(corrections.read("herald")) == 1
    assert len(store.ids(name)) == 6
    moving.split(name, Filters(words="gates"), "gates", move=True)
    assert store.ids("gates") == {undated().article_id}
    assert undated().article_id not in store.ids(name)
    assert snapshot.digests(name)["articles"]["rows"] == 5
    with pytest.raises(CorpusError, match="choose others"):
        moving.split(name, Filters(words="zebra"), "none")
    assert not layout.exists("none")


def test_a_corpus_put_aside_comes_back_as_it_was(corpora: Path) -> None:
    name = build_corpus(corpora)
    before = snapshot.digests(name)
    moving.put_aside(name)
    assert catalog.corpora() == [] and catalog.damaged() == {}
    moving.bring_back(name)
    assert snapshot.digests(name) == before
    with pytest.raises(CorpusError, match="No corpus"):
        moving.bring_back(name)
    moving.put_aside(name)
    moving.forget_aside(name)
    with pytest.raises(CorpusError, match="No corpus"):
        moving.bring_back(name)


# archives


@pytest.fixture
def packed(corpora: Path, tmp_path: Path) -> Path:
    name = build_corpus(corpora)
    corrected(name)
    target = tmp_path / "flood.zip"
    assert archive.write(name, target) == 6
    return target


def test_an_archive_brings_back_the_same_tables(packed: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpora", "flood.zip"]
    with pytest.raises(CorpusError, match="already"):
        archive.read(packed)
    assert archive.read(packed, "again") == ("again", 6)
    assert snapshot.digests("again") == snapshot.digests("flood")
    assert layout.about("again") == replace(layout.about("flood"), builtin=False)
    catalog.remove("flood")
    assert archive.read(packed) == ("flood", 6)


def test_the_manifest_holds_the_hash_of_every_file(packed: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        assert set(manifest["files"]) == set(archive.FILES)
        for name, said in manifest["files"].items():
            assert hashlib.sha256(opened.read(name)).hexdigest() == said["sha256"]


Files = dict[str, bytes]


def change(packed: Path, how: Callable[[Files, dict[str, Any]], None], *, honest: bool = True) -> Path:
    """The archive with other files in it; `honest`: under a manifest that declares them rightly."""
    with zipfile.ZipFile(packed) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    how(files, manifest)
    if honest:
        for name in manifest["files"]:
            content = files.get(name, b"")
            manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    made = packed.with_name("changed.zip")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("manifest.json", json.dumps(manifest))
        for name, content in files.items():
            out.writestr(name, content)
    return made


def with_article(files: Files, article: schema.Article) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist([schema.to_record(article)], schema=schema.ARTICLE_SCHEMA), sink)
    files["articles.parquet"] = sink.getvalue().to_pybytes()


ODD: dict[str, tuple[Callable[[Files, dict[str, Any]], object], str]] = {
    "a path upwards": (lambda files, _: files.update({"../../outside.txt": b"x"}), "outside.txt"),
    "a path from the root": (lambda files, _: files.update({"/tmp/outside.txt": b"x"}), "outside.txt"),
    "a file less": (lambda files, _: files.pop("runs.jsonl"), "missing"),
    "a bomb": (lambda files, _: files.update({"corrections.jsonl": b" " * 30_000_000}), "not as large"),
    "another format": (lambda _, manifest: manifest.update(format=99), "later Dateline"),
    "a name upwards": (lambda _, manifest: manifest.update(name="../evil"), "not a name"),
    "no parquet": (lambda files, _: files.update({"articles.parquet": b"PAR1 no PAR1"}), "not what Dateline exports"),
    "another text than was hashed": (
        lambda files, _: with_article(files, replace(flood(), text=flood().text + " More.")), "not the one"),
    "a span outside": (
        lambda files, _: with_article(files, replace(flood(), parts=(schema.Part(0, 10**6, "body"),))), "contract"),
    "an unknown field of a correction": (
        lambda files, _: files.update({"corrections.jsonl": b'{"evil": 1}\n'}), "not what Dateline exports"),
    "no lines": (lambda files, _: files.update({"runs.jsonl": b"\xff\xfe"}), "not what Dateline exports"),
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_an_odd_archive_is_refused_and_leaves_nothing(packed: Path, corpora: Path, what: str) -> None:
    how, sentence = ODD[what]
    catalog.remove("flood")
    made = change(packed, how)  # type: ignore[arg-type]
    before = {path for path in packed.parent.rglob("*") if path.name != "changed.zip"}
    with pytest.raises((InputError, CorpusError), match=sentence):
        archive.read(made)
    assert catalog.corpora() == []
    after = {path for path in packed.parent.rglob("*") if not path.name.endswith(".lock")}
    assert {path for path in after - before if path.name != "changed.zip" and path != corpora / "flood"} == set()


def test_a_hash_that_does_not_hold_is_told(packed: Path) -> None:
    def other(files: Files, _: dict[str, Any]) -> None:
        files["corpus.json"] = files["corpus.json"].replace(b"Danube", b"Donau!")

    with pytest.raises(InputError, match="its hash is not the one"):
        archive.read(change(packed, other, honest=False), "again")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"x" * 1000])
def test_what_is_no_zip_is_a_sentence(corpora: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(InputError, match="no archive"):
        archive.read(tmp_path / "a.zip")


def test_an_export_to_a_full_disk_leaves_no_half_archive(corpora: Path, tmp_path: Path, monkeypatch: Any) -> None:
    name = build_corpus(corpora)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.zipfile.ZipFile, "write", full)
    with pytest.raises(CorpusError, match="No space left"):
        archive.write(name, tmp_path / "flood.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["corpora"]
