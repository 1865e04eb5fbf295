"""Filters go into the address bar and come back the same; what is not one is ignored."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import queries, snapshot
from analysis.corpus.filters import MAX_WORDS_CHARS, PARAMS, Filters, from_params

words = st.text(max_size=50).map(lambda text: text.replace("\x00", "").strip())
outlets = st.lists(st.text(min_size=1, max_size=20).map(str.strip).filter(bool), unique=True, max_size=5)
days = st.none() | st.dates()


several = outlets.map(tuple)


@given(
    st.builds(
        Filters, words=words, date_from=days, date_to=days, outlets=several, languages=several, places=several,
        people=several, event_types=st.sets(st.sampled_from(schema.EVENT_TYPES)).map(tuple),
        statuses=st.sets(st.sampled_from(schema.EVENT_STATUSES)).map(tuple), one_of_copies=st.booleans(),
        least_sure_percent=st.integers(0, 100), same_sentence=st.booleans(),
    )
)  # fmt: skip
def test_filters_survive_the_address_bar(filters: Filters) -> None:
    meant = filters if filters.choose_marks else replace(filters, same_sentence=False)
    assert from_params(filters.to_params()) == meant
    assert set(filters.to_params()) <= set(PARAMS)


@pytest.mark.parametrize("value", ["101", "-1", "5.5", "½", "1e1", "007", ""])
def test_a_share_that_is_none_hides_nothing(value: str) -> None:
    assert from_params({"sure": value}).least_sure_percent == 0


def test_kinds_of_events_that_do_not_exist_are_ignored() -> None:
    assert from_params({"what": "DISASTER|EARTHQUAKE", "status": "sure|denied"}) == Filters(
        event_types=("DISASTER",), statuses=("denied",)
    )


def test_only_what_chooses_something_is_in_the_address() -> None:
    assert Filters().to_params() == {}
    assert Filters(words="  ").is_empty
    assert not Filters(outlets=("Herald",)).is_empty
    assert Filters("flood", date(2019, 4, 1), date(2019, 4, 3), ("A|B", "C")).to_params() == {
        "q": "flood", "from": "2019-04-01", "to": "2019-04-03", "outlet": "A\\|B|C",
    }  # fmt: skip


@pytest.mark.parametrize(
    "value", ["", "tomorrow", "2019-02-30", "2019-4-1", "20190401", "2019-04-01T00:00", "-1", "١٢٣٤-٠١-٠١"]
)
def test_a_bad_date_is_no_filter(value: str) -> None:
    assert from_params({"from": value, "to": value}).is_empty


def test_repeated_keys_and_bars_both_separate_outlets() -> None:
    assert from_params({"outlet": ["Herald", "Courier|Gazette", "Herald"]}).outlets == ("Herald", "Courier", "Gazette")
    assert from_params({"outlet": "||"}).is_empty


def test_very_long_words_are_cut() -> None:
    assert len(from_params({"q": "x" * 10_000}).words) == MAX_WORDS_CHARS


def test_values_of_other_types_are_ignored_or_read_as_text() -> None:
    assert from_params({"q": None, "from": None, "outlet": 7}).is_empty


def test_the_same_sentence_goes_with_the_last_mark_that_was_chosen() -> None:
    assert from_params({"same": "1"}).is_empty and Filters(same_sentence=True).is_empty
    assert from_params({"same": "1", "where": "geonames:1"}).same_sentence


def test_one_of_copies_is_chosen_among_the_chosen_articles(desk: snapshot.Desk) -> None:
    every = queries.articles(desk, Filters())
    first, second = every[every["title"].str.startswith("Bridge")].sort_values("representative")["outlet"]
    once = Filters(one_of_copies=True)
    assert len(queries.articles(desk, once)) == len(every) - 1
    for outlet in (first, second):
        found = queries.articles(desk, Filters(outlets=(outlet,), one_of_copies=True))
        assert found["title"].str.startswith("Bridge").sum() == 1, (
            f"{outlet} has one copy only, which stands for itself"
        )
        assert queries.choices(desk, Filters(outlets=(outlet,))).copies == 0
    assert queries.choices(desk, Filters()).copies == 1
    kept = queries.articles(desk, once)
    assert kept[kept["title"].str.startswith("Bridge")]["outlet"].tolist() == [second], "the representative, if chosen"
    places = queries.places(desk, Filters(outlets=(first,), one_of_copies=True))
    assert "Melk" in set(places["name"])
