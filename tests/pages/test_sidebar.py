"""Choices of the sidebar: a name for each, and at most a few chips of one filter."""

from analysis.corpus.filters import Filters
from pages.parts import filters, sidebar, windows


def test_two_choices_of_one_name_are_told_apart():
    assert sidebar._told_apart({"p-1": "a police official", "p-2": "Ana Ruiz", "p-3": "a police official"}) == {
        "p-1": "a police official", "p-2": "Ana Ruiz", "p-3": "a police official · 2",
    }  # fmt: skip


def test_a_label_of_the_run_before_is_found_by_its_name():
    assert sidebar._COUNT.sub("", "Passau (1,204)") == "Passau"
    assert sidebar._COUNT.sub("", "Passau (16) (0)") == "Passau"
    assert sidebar._COUNT.sub("", "Springfield (Ohio) (3)") == "Springfield (Ohio)"


def test_many_values_of_one_filter_are_a_few_chips_and_one_that_takes_the_rest_away():
    many = Filters(places=tuple(f"geonames:{number}" for number in range(20)), words="flood")
    shown = filters._few(many, filters.parts(many, {}))
    assert [label for _, label, _ in shown][-1] == "and 14 more"
    assert len(shown) == 1 + filters.CHIPS_OF_ONE + 1
    assert len(filters.without(many, shown[-1][2]).places) == filters.CHIPS_OF_ONE


def test_a_window_that_no_axis_can_draw_is_none():
    assert windows.read("2019-01-01_9999-12-31") is None and windows.read("0001-01-01_2019-12-31") is None
    assert windows.read("1914-06-28_1918-11-11") is not None
