"""Evidence shows a sentence once, however often it holds the mark."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import schema
from analysis.corpus import queries, snapshot
from analysis.corpus.filters import Filters
from analysis.read.article import make_article
from tests.factory import MELK, build_corpus, span

TEXT = "From Melk to Linz and back to Melk is a day. Melk slept."


@pytest.fixture
def desk(corpora: Path) -> Iterator[snapshot.Desk]:
    name, kind, key, lat, lon, country = MELK
    places = tuple(
        schema.Place(*span(TEXT, "Melk", nth), "Melk", name, kind, key, lat, lon, country, 0.0, 0.9, f"reason {nth}")
        for nth in range(3)
    )
    end = TEXT.index(" Melk slept")
    article = replace(
        make_article(TEXT, "test", outlet="Herald", published="2019-04-03"),
        parts=(schema.Part(0, len(TEXT), "body"),),
        sentences=(schema.Sentence(0, end, "body"), schema.Sentence(end + 1, len(TEXT), "body")),
        places=places,
    )
    opened = snapshot.open_desk(build_corpus(corpora, [article]))
    yield opened
    opened.close()


def test_two_mentions_in_one_sentence_are_one_piece_of_evidence_with_two_marks(desk) -> None:
    total, rows = queries.evidence(desk, Filters(), "place", MELK[2])
    assert (total, len(rows)) == (2, 2)
    first, second = rows.to_dict("records")
    assert [first["text"][mark["begins"] : mark["until"]] for mark in first["marks"]] == ["Melk", "Melk"]
    assert first["note"] == "reason 0 reason 1"
    assert first["char_start"] == TEXT.index("Melk")
    assert second["text"] == "Melk slept."


def test_pages_are_cut_between_sentences(desk) -> None:
    page = queries.evidence(desk, Filters(), "place", MELK[2], limit=1, offset=1)
    assert page.rows["text"].tolist() == ["Melk slept."]
