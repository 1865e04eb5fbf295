"""How times are measured."""

import pytest

from analysis.evaluate.times import Expression, measure, paired, score, summary


def test_pairs_are_one_to_one_and_the_largest_overlap_wins():
    ours = [Expression(0, 4, "2016"), Expression(5, 20, "2016-11")]
    gold = [Expression(0, 20, "2016-11")]
    assert list(paired(ours, gold)) == [(ours[1], gold[0])]


def test_relaxed_value_and_calendar_f():
    ours = [Expression(0, 4, "2016"), Expression(10, 14, "P3W"), Expression(20, 24, "PAST_REF")]
    gold = [Expression(0, 6, "2016"), Expression(10, 14, "P2W"), Expression(30, 34, "2015-11-03")]
    numbers = summary("timebank", score(ours, gold))
    assert numbers == {
        "relaxed_f": pytest.approx(200 * 2 / 6), "value_f": pytest.approx(200 / 6),
        "calendar_f": pytest.approx(200 / 3),
    }  # fmt: skip


def test_accuracy_counts_only_gold_that_tells_a_value():
    ours = [Expression(0, 4, "2016"), Expression(10, 14, "2016-W44")]
    gold = [Expression(0, 4, "2016"), Expression(10, 14, None), Expression(20, 24, "2015")]
    assert summary("gum", score(ours, gold)) == {
        "recall": pytest.approx(100 * 2 / 3), "value_accuracy": pytest.approx(100.0),
    }  # fmt: skip


def test_a_few_documents_reach_what_is_expected(shared):
    numbers = measure(shared, limit=3)
    assert numbers["meantime.relaxed_f"] > 80
    assert numbers["gum.recall"] > 80
