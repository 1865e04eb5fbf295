"""One article as other programs read it."""

import json
from pathlib import Path

import jsonschema
import pytest

from analysis.corpus import corrections, queries, snapshot
from analysis.corpus.filters import Filters
from analysis.desk.exports.annotation import annotation
from analysis.errors import CorpusError
from tests.desk.exports.conftest import DAY
from tests.factory import FLOOD, build_corpus, corpora_in

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "annotation.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return build_corpus(corpora_in(monkeypatch, tmp_path / "corpora"))


def flood_id(corpus: str) -> str:
    listed = queries.articles(snapshot.open_desk(corpus), Filters())
    return str(listed.loc[listed["title"] == "Flood nears Linz", "article_id"].iloc[0])


def test_the_file_is_one_line_of_the_annotation_file_with_text_and_stamp(corpus, stamp) -> None:
    file = annotation(corpus, flood_id(corpus), stamp())
    assert file.count(b"\n") == 1 and file.endswith(b"\n")
    record = json.loads(file)
    jsonschema.validate(record, SCHEMA)
    assert record["text"] == FLOOD and record["title"] == "Flood nears Linz" and record["outlet"] == "Herald"
    assert record["stamp"]["Exported"] == DAY.isoformat()
    for place in record["places"]:
        assert record["text"][place["start"] : place["end"]] == place["text"]


def test_corrections_are_applied(corpus, stamp) -> None:
    wanted = flood_id(corpus)
    assert json.loads(annotation(corpus, wanted, stamp()))["published"] == "2019-04-05"
    corrections.add(corpus, corrections.Correction(
        "set", "article", {"article_id": wanted}, {"published": "2019-04-06"}, who="test", why="test"))  # fmt: skip
    assert json.loads(annotation(corpus, wanted, stamp()))["published"] == "2019-04-06"


def test_an_article_that_was_removed_is_answered_in_a_sentence(corpus, stamp) -> None:
    with pytest.raises(CorpusError, match="not in the corpus any more"):
        annotation(corpus, "nowhere", stamp())
