"""What an article's page may ask: every fact of a mark in words, its copies, and what people corrected."""

from pathlib import Path

from analysis.corpus import corrections, queries, snapshot
from analysis.corpus.corrections import Correction
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk
from tests.factory import BRIDGE, bridge, build_corpus, flood, german, odd, undated


def facts(desk: Desk, article_id: str, layer: str, label: str) -> dict[str, str]:
    view = queries.article(desk, article_id)
    assert view is not None
    marks = view.marks[(view.marks["layer"] == layer) & view.marks["label"].str.startswith(label)]
    return dict(marks["facts"].iloc[0])


def test_a_place_told_by_distance_has_its_relation_and_radius_in_words(desk: Desk) -> None:
    told = facts(desk, flood().article_id, "place", "12 km upstream of Linz")
    assert told["Told as"] == "12 km from Linz, towards 270° (give or take 30°)"
    assert told["May lie within"] == "4 km around the point"
    assert told["Where"] == "48.31° N, 14.12° E"


def test_a_time_has_its_value_and_both_ends(desk: Desk) -> None:
    assert facts(desk, flood().article_id, "time", "4 April") == {
        "Value": "2019-04-04 (TIMEX3 date)", "From": "4 April 2019", "Until before": "5 April 2019",
    }  # fmt: skip


def test_a_quote_has_kind_naming_ground_and_channel(desk: Desk) -> None:
    told = facts(desk, undated().article_id, "quote", "a senior official")
    assert told["Kind"] == "Reported in the writer's words."
    assert told["Naming"] == "The speaker is kept anonymous."
    assert told["Reason for it"] == "“because talks go on”"
    assert facts(desk, odd().article_id, "quote", "Ana Ruiz")["Through"] == "post"


def test_an_event_has_who_says_so_its_bounds_and_the_basis_of_its_date(desk: Desk) -> None:
    told = facts(desk, bridge("Herald", "h/1").article_id, "event", "Bridge at Melk reopened")
    assert told["Who says so"] == "Ana Ruiz"
    assert (told["Began"], told["Ended"]) == ("2 April 2019", "2 April 2019")
    assert told["Date"] == "The text gives the date."
    assert facts(desk, flood().article_id, "event", "Two people drowned")["Who says so"] == "the article itself"


def test_a_mark_names_the_row_that_a_correction_would_take_out(desk: Desk) -> None:
    view = queries.article(desk, bridge("Herald", "h/1").article_id)
    assert view is not None
    rows = view.marks.dropna(subset=["row_start"])
    assert set(rows["layer"]) == {"place", "time", "quote", "event"}
    quote = rows[rows["layer"] == "quote"].iloc[0]
    start, end = corrections.span_of(bridge("Herald", "h/1").quotes[0])
    assert (quote["row_start"], quote["row_end"]) == (start, end)
    assert BRIDGE[start:end].startswith("The bridge at Melk")


def test_copies_know_each_other_and_nothing_else_is_one(desk: Desk) -> None:
    view = queries.article(desk, bridge("Herald", "h/1").article_id)
    assert view is not None
    assert view.copies["article_id"].tolist() == [bridge("Courier", "c/1").article_id]
    other = queries.article(desk, german().article_id)
    assert other is not None and other.copies.empty and other.marks.empty


def test_one_article_can_be_chosen_alone(desk: Desk) -> None:
    only = Filters(article_id=flood().article_id)
    assert not only.is_empty and only.to_params() == {}
    assert set(queries.places(desk, only)["name"]) == {"Linz", "12 km upstream of Linz", "Melk"}
    assert queries.summary(desk, only).articles == 1
    assert queries.places(desk, Filters(article_id="'; DROP TABLE places; --")).empty


def test_the_articles_beside_one_follow_the_list(desk: Desk) -> None:
    listed = queries.articles(desk, Filters())["article_id"].tolist()
    for at, article_id in enumerate(listed):
        before, after = queries.beside(desk, Filters(), article_id)
        assert before == (listed[at - 1] if at else "")
        assert after == (listed[at + 1] if at + 1 < len(listed) else "")
    assert queries.beside(desk, Filters(), "unknown") == ("", "")


def test_a_standing_correction_is_told_with_what_it_changed(corpora: Path) -> None:
    name = build_corpus(corpora)
    target = {"article_id": flood().article_id, "published": "2019-04-05", "published_basis": "given"}
    kept = corrections.add(name, Correction("set", "article", target, {"published": "2019-04-09"}, why="a slip"))
    snapshot.build(name)
    opened = snapshot.open_desk(name)
    view, other = queries.article(opened, flood().article_id), queries.article(opened, german().article_id)
    assert view is not None and other is not None and other.corrections.empty
    (row,) = view.corrections.to_dict("records")
    assert (row["published"], row["published_before"], row["basis_before"]) == ("2019-04-09", "2019-04-05", "given")
    assert (row["why"], row["correction_id"]) == ("a slip", kept.correction_id)
    opened.close()
