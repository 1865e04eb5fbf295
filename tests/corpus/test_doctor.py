"""A whole corpus has no findings; whatever is damaged is named, and what can be made again is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from analysis import schema
from analysis.corpus import corrections, doctor, layout, search, snapshot, store, truth, versions
from analysis.corpus.corrections import Correction
from tests.factory import build_corpus, flood


def desk_of(name: str) -> Path:
    return versions.desks(name) / str(snapshot.current_version(name))


def data_file(name: str) -> Path:
    return next((layout.folder(name) / "articles").glob("*.parquet"))


def sentences(name: str) -> str:
    return " ".join(found.sentence for found in doctor.examine(name))


def sql(statement: str) -> Callable[[str], None]:
    def run(name: str) -> None:
        with duckdb.connect(str(desk_of(name) / versions.DESK)) as connection:
            connection.execute(statement)

    return run


def other_index(name: str) -> None:
    with search.patching(desk_of(name) / versions.WORDS) as words:
        words.add([search.Words(5, "t", "x")])


def twice(name: str) -> None:
    truth.append(name, store.ARTICLES, store._to_table([flood()]))


def test_a_whole_corpus_has_no_findings(corpora: Path) -> None:
    name = build_corpus(corpora)
    assert list(doctor.examine(name)) == []


DERIVED: dict[str, tuple[Callable[[str], object], str]] = {
    "an article missing in the desk": (sql("DELETE FROM articles WHERE title LIKE 'Flood%'"), "1 articles are missing"),
    "rows of an article that is not there": (
        sql("UPDATE places SET article_no = 1 WHERE name = 'Passau'"), "an article of places is missing"),
    "a quote of nobody": (sql("UPDATE quotes SET person_id = 'p-x' WHERE person_id IS NOT NULL"), "speaker of a quote"),
    "an event of no story": (sql("DELETE FROM stories"), "the story of an event"),
    "a span outside": (sql("UPDATE times SET char_end = 100000"), "rows of times lie outside"),
    "another index": (other_index, "index of words"),
    "a corrupt desk": (lambda name: (desk_of(name) / versions.DESK).write_bytes(b"no database"), "cannot be read"),
    "no desk": (lambda name: (versions.desks(name) / "current").unlink(), "no desk"),
    "half a version": (lambda name: (versions.desks(name) / ".half").mkdir(), "half built"),
    "an article twice": (twice, "stored twice"),
}  # fmt: skip


@pytest.mark.parametrize("what", DERIVED)
def test_what_is_derived_is_made_again(corpora: Path, what: str) -> None:
    name = build_corpus(corpora)
    before = snapshot.digests(name)
    damage, sentence = DERIVED[what]
    damage(name)
    found = list(doctor.examine(name))
    assert sentence in " ".join(one.sentence for one in found)
    assert all(one.can_be_mended for one in found)
    assert doctor.mend(name) == []
    assert snapshot.digests(name) == before
    assert len(store.ids(name)) == 6


def test_a_corrupt_file_of_the_truth_is_named(corpora: Path) -> None:
    name = build_corpus(corpora)
    file = data_file(name)
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    file.write_bytes(content)
    (found,) = doctor.examine(name)
    assert str(file) in found.sentence and "damaged" in found.sentence
    assert not found.can_be_mended
    assert doctor.mend(name) == [found], "nothing is thrown away"
    file.write_bytes(content[:middle])
    assert f"has {middle:,} bytes" in sentences(name)
    file.unlink()
    assert "is missing" in sentences(name)


def test_a_damaged_article_and_a_correction_of_none_are_named(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = build_corpus(corpora)
    wrong = replace(flood(), article_id="w" * 20, text=flood().text[:-1] + "!", parts=(schema.Part(0, 9, "body"),))
    outside = replace(flood(), article_id="o" * 20, parts=(schema.Part(0, 10**6, "body"),))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "check_article", lambda article: None)
        store.append(name, [wrong, outside])
    corrections.add(name, Correction("set", "article", {"article_id": "nobody"}, {"published": "2019-01-01"}))
    told = sentences(name)
    assert "The article " + "w" * 20 in told and "not the one that was hashed" in told
    assert "The article " + "o" * 20 in told and "outside the text" in told
    assert "is of an article that is no longer there" in told


def test_a_corpus_json_that_cannot_be_read_is_named(corpora: Path) -> None:
    name = build_corpus(corpora)
    (corpora / name / "corpus.json").write_text("{")
    (found,) = doctor.examine(name)
    assert "corpus.json cannot be read" in found.sentence
