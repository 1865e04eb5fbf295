"""Corrections change what the desk shows, never the articles, and can be taken back."""

from pathlib import Path

import pytest

from analysis.corpus import corrections, queries, snapshot, store
from analysis.corpus.corrections import Correction
from analysis.corpus.filters import Filters
from analysis.errors import SchemaError
from tests.factory import FLOOD, build_corpus, flood, span

ALL = Filters()
FLOOD_ID = flood().article_id
START, END = span(FLOOD, "12 km upstream of Linz")
REMOVE_DAM = Correction(
    "remove", "mention", {"article_id": FLOOD_ID, "layer": "place", "char_start": START, "char_end": END}, why="no dam"
)


def rebuilt(corpus: str) -> snapshot.Desk:
    snapshot.build(corpus)
    return snapshot.open_desk(corpus)


def test_a_removed_mention_is_off_the_map_and_its_event_has_no_place(corpora: Path) -> None:
    name = build_corpus(corpora)
    corrections.add(name, REMOVE_DAM)
    desk = rebuilt(name)
    assert "12 km upstream of Linz" not in set(queries.places(desk, ALL)["name"])
    placed = queries.events(desk, ALL, statuses=("occurred", "planned")).set_index("title")["place"]
    assert placed.isna()["Water reached a dam"]
    assert placed["Mayor opens the bridge"] == "Melk"
    assert list(store.read(name, article_ids=[FLOOD_ID])) == [flood()]


def test_a_correction_that_is_taken_back_has_no_effect_and_that_can_be_taken_back_too(corpora: Path) -> None:
    name = build_corpus(corpora)
    before = snapshot.digests(name)
    first = corrections.add(name, REMOVE_DAM)
    undo = corrections.add(name, Correction("remove", "mention", reverts=first.correction_id))
    rebuilt(name)
    assert snapshot.digests(name) == before
    corrections.add(name, Correction("remove", "mention", reverts=undo.correction_id))
    assert corrections.standing(corrections.read(name)) == {FLOOD_ID: [first]}


def test_a_publication_date_that_is_set_moves_the_article(corpora: Path) -> None:
    name = build_corpus(corpora)
    target = {"article_id": FLOOD_ID}
    corrections.add(name, Correction("set", "article", target, {"published": "2019-04-09"}, who="a reader"))
    view = queries.article(rebuilt(name), FLOOD_ID)
    assert view is not None
    assert (str(view.published), view.published_basis) == ("2019-04-09 00:00:00", "given")


@pytest.mark.parametrize("published", ["tomorrow", "", 7, "2019-02-30"])
def test_a_date_that_is_none_changes_nothing(published: object) -> None:
    wrong = Correction("set", "article", {"article_id": FLOOD_ID}, {"published": published})
    assert corrections.apply(flood(), [wrong]) == flood()


def test_a_date_may_be_taken_away() -> None:
    gone = corrections.apply(flood(), [Correction("set", "article", {"article_id": FLOOD_ID}, {"published": None})])
    assert (gone.published, gone.published_basis, gone.published_precision) == (None, "none", "none")


@pytest.mark.parametrize("layer", ["place", "time", "name", "quote", "event"])
def test_a_mention_of_any_layer_can_be_removed_and_the_row_stays_valid(layer: str) -> None:
    from analysis.schema import check_article

    table = corrections.LAYERS[layer]
    first = getattr(flood(), table)[0]
    start, end = corrections.span_of(first)
    changed = corrections.apply(
        flood(), [Correction("remove", "mention", {"layer": layer, "char_start": start, "char_end": end})]
    )
    assert first not in getattr(changed, table)
    assert len(getattr(changed, table)) == len(getattr(flood(), table)) - 1
    check_article(changed)


def test_a_target_that_is_not_there_changes_nothing() -> None:
    for target in ({"layer": "place", "char_start": 0, "char_end": 1}, {"layer": "nonsense"}, {}):
        assert corrections.apply(flood(), [Correction("remove", "mention", target)]) == flood()


def test_an_action_that_does_not_exist_is_refused(corpora: Path) -> None:
    name = build_corpus(corpora)
    with pytest.raises(SchemaError, match="nothing was written"):
        corrections.add(name, Correction("burn", "article"))
    assert corrections.read(name) == []
