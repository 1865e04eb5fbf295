"""What else a place may be, how it is written, and places of some kinds only."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import schema
from analysis.corpus import queries, snapshot
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk
from tests import factory

ALL = Filters()
MELK, AUSTRIA = "geonames:2771335", "geonames:2782113"
OWN = schema.Candidate("Melk", 48.2274, 15.3319, MELK, 0.7)
OTHERS = (
    schema.Candidate("Mölk, DE", 51.0, 9.0, "geonames:1", 0.2), schema.Candidate("Melk'; --", 40.0, 1.0, None, 0.05),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The hand-made corpus, with candidates for one mention of Melk."""
    article = factory.flood()
    doubted = tuple(
        replace(place, candidates=(OWN, *OTHERS)) if place.text == "Melk" else place for place in article.places
    )
    rows = [factory.bridge("Herald", "h/1"), replace(article, places=doubted)]
    with pytest.MonkeyPatch.context() as patch:
        folder: Path = factory.corpora_in(patch, tmp_path_factory.mktemp("desk"))
        opened = snapshot.open_desk(factory.build_corpus(folder, rows))
        yield opened
        opened.close()


def test_other_meanings_come_likeliest_first_without_the_place_itself(desk: Desk) -> None:
    others = queries.candidates(desk, ALL, MELK)
    assert others.to_dict("list") == {
        "name": ["Mölk, DE", "Melk'; --"], "lat": [51.0, 40.0], "lon": [9.0, 1.0], "confidence": [0.2, 0.05],
    }  # fmt: skip
    assert len(queries.candidates(desk, ALL, MELK, limit=1)) == 1
    assert queries.candidates(desk, ALL, AUSTRIA).empty, "no mention was weighed against another place"


def test_spellings_are_counted_with_the_demonyms(desk: Desk) -> None:
    assert queries.spellings(desk, ALL, AUSTRIA).to_dict("list") == {
        "text": ["Austria", "Austrian"],
        "mentions": [1, 1],
    }
    assert queries.spellings(desk, ALL, MELK).to_dict("list") == {"text": ["Melk"], "mentions": [4]}


def test_places_of_some_kinds_only(desk: Desk) -> None:
    assert queries.places(desk, ALL, kinds=("country",))["name"].tolist() == ["Austria"]
    assert set(queries.places(desk, ALL, kinds=("country", "area"))["kind"]) == {"country", "area"}
    assert queries.places(desk, ALL, kinds=("nonsense",)).empty
