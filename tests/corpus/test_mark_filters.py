"""Filters that choose marks: which articles hold one, which marks are shown, and what there is to choose."""

import pandas as pd
import pytest

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk

ALL = Filters()
MELK, LINZ, PASSAU = "geonames:2771335", "geonames:2772400", "geonames:2855328"


def titles(desk: Desk, filters: Filters) -> list[str]:
    return sorted(queries.articles(desk, filters)["title"])


def names(frame: pd.DataFrame) -> list[str]:
    return frame["name"].tolist()


def counts(frame: pd.DataFrame, by: str = "value") -> dict[str, int]:
    return dict(zip(frame[by], frame["articles"], strict=True))


def person(desk: Desk, name: str) -> str:
    found = queries.choices(desk, ALL).people
    return found.loc[found["name"] == name, "value"].iloc[0]


def test_a_place_chooses_the_articles_that_name_it_and_all_their_marks_stay(desk: Desk) -> None:
    passau = Filters(places=(PASSAU,))
    assert queries.summary(desk, passau).articles == 1
    assert names(queries.places(desk, passau)) == ["Melk", "Passau"]


def test_of_several_places_one_is_enough(desk: Desk) -> None:
    assert queries.summary(desk, Filters(places=(PASSAU, LINZ))).articles == 4


def test_a_person_is_chosen_where_quoted_or_only_named(desk: Desk) -> None:
    berg, ruiz = person(desk, "Tomas Berg"), person(desk, "Ana Ruiz")
    assert queries.summary(desk, Filters(people=(berg,))).articles == 2, "named, never quoted"
    assert queries.summary(desk, Filters(people=(ruiz,))).articles == 4


def test_filters_of_different_kinds_all_have_to_hold(desk: Desk) -> None:
    ruiz = person(desk, "Ana Ruiz")
    assert queries.summary(desk, Filters(places=(PASSAU,), people=(ruiz,))).articles == 1
    assert queries.summary(desk, Filters(places=(PASSAU,), people=(person(desk, "Tomas Berg"),))).articles == 0


def test_types_and_statuses_choose_events_and_show_no_others(desk: Desk) -> None:
    disasters = Filters(event_types=("DISASTER",))
    assert queries.events(desk, disasters)["title"].tolist() == ["Water reached a dam", "Café <b>flooded</b>"]
    assert queries.summary(desk, disasters).articles == 2
    planned = Filters(statuses=("planned",))
    assert queries.events(desk, planned)["title"].tolist() == ["Mayor opens the bridge"]
    assert queries.summary(desk, planned).events == 1
    assert queries.events(desk, Filters(event_types=("DISASTER",), statuses=("denied",)))["title"].tolist() == [
        "A dam broke"
    ]


def test_what_is_less_sure_is_hidden_and_its_articles_stay(desk: Desk) -> None:
    sure = Filters(least_sure_percent=85)
    assert queries.summary(desk, sure).articles == 6
    assert "12 km upstream of Linz" not in names(queries.places(desk, sure))
    assert queries.places(desk, sure).set_index("name").at["Linz", "mentions"] == 1
    assert queries.summary(desk, sure).quotes < queries.summary(desk, ALL).quotes


def test_a_mark_that_is_not_sure_enough_chooses_no_article(desk: Desk) -> None:
    assert queries.summary(desk, Filters(places=(LINZ,), least_sure_percent=85)).articles == 1


def test_the_same_sentence_keeps_marks_beside_a_chosen_one(desk: Desk) -> None:
    assert "Austria" in names(queries.places(desk, Filters(places=(LINZ,))))
    beside = Filters(places=(LINZ,), same_sentence=True)
    assert names(queries.places(desk, beside)) == ["Linz"], "a headline, and a sentence about Tomas Berg"
    assert queries.evidence(desk, beside, "place", MELK).total == 0
    dam = Filters(places=("rel:distance:linz:12 km upstream of linz",), same_sentence=True)
    assert queries.events(desk, dam)["title"].tolist() == ["Water reached a dam"]
    assert names(queries.voices(desk, dam)) == ["River Authority"]
    nobody = Filters(places=(LINZ,), event_types=("DISASTER",), same_sentence=True)
    assert names(queries.places(desk, nobody)) == [], "a sentence must hold a chosen mark of each kind"


def test_the_same_sentence_alone_narrows_nothing(desk: Desk) -> None:
    assert queries.summary(desk, Filters(same_sentence=True)) == queries.summary(desk, ALL)


def test_languages_and_copies_choose_articles(desk: Desk) -> None:
    assert titles(desk, Filters(languages=("de",))) == ["Hochwasser in Linz"]
    assert queries.summary(desk, ALL).articles == 6
    once = queries.summary(desk, Filters(one_of_copies=True))
    assert once.articles == 5 and once.outlets == 2


def test_choices_are_counted_under_the_other_filters_only(desk: Desk) -> None:
    everything = queries.choices(desk, ALL)
    assert counts(everything.outlets) == {"Courier": 3, "Herald": 3}
    assert counts(everything.languages) == {"en": 5, "de": 1}
    assert counts(everything.places, "name") == {
        "Melk": 4, "Linz": 3, "Austria": 2, "12 km upstream of Linz": 1, "Passau": 1, "Zirbelau": 1,
    }  # fmt: skip
    assert counts(everything.statuses)["planned"] == 1 and everything.copies == 1
    herald = queries.choices(desk, Filters(outlets=("Herald",)))
    assert counts(herald.outlets) == {"Courier": 3, "Herald": 3}, "its own filter does not narrow a choice"
    assert counts(herald.places, "name")["Melk"] == 2 and "Passau" not in counts(herald.places, "name")


def test_labels_of_what_is_chosen(desk: Desk) -> None:
    ruiz = person(desk, "Ana Ruiz")
    assert queries.labels(desk, Filters(places=(MELK, "geonames:1"), people=(ruiz,))) == {
        MELK: "Melk", ruiz: "Ana Ruiz",
    }  # fmt: skip


@pytest.mark.parametrize("odd", ["' OR 1=1 --", "$place", "{}", "\\", "|"])
def test_values_never_become_sql(desk: Desk, odd: str) -> None:
    chosen = Filters(places=(odd,), people=(odd,), languages=(odd,), same_sentence=True, least_sure_percent=10)
    assert queries.summary(desk, chosen).articles == 0
    assert queries.choices(desk, chosen).copies == 0
