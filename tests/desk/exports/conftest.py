"""The hand-made corpus, built once, and a stamp of it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from analysis.corpus import queries, snapshot
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk
from analysis.desk.exports.stamp import Stamp, address_of, runs_of
from tests.factory import build_corpus, corpora_in

DAY = date(2026, 5, 12)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        opened = snapshot.open_desk(build_corpus(corpora_in(patch, tmp_path_factory.mktemp("exports"))))
        yield opened
        opened.close()


@pytest.fixture
def stamp(desk: Desk) -> Callable[..., Stamp]:
    """The stamp of these filters, in these words."""

    def make(filters: Filters = Filters(), *shown: str) -> Stamp:  # noqa: B008  frozen
        runs = queries.runs(desk, filters)
        address = address_of(desk.name, filters.to_params())
        return Stamp(desk.name, desk.title, desk.credit, desk.is_exercise, 6, int(runs["articles"].sum()), shown,
                     address, runs_of(runs), DAY)  # fmt: skip

    return make
