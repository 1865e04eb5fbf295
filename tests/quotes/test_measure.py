"""The measure of quotes counts what it says."""

import pytest

from analysis.evaluate import quotes as measure
from analysis.evaluate.quotes import Attribution


def attribution(*words: int, head: int | None = None) -> Attribution:
    return Attribution(frozenset(words), head, "direct", None, "unknown")


def test_contents_that_share_half_their_words_are_a_pair_and_others_are_not() -> None:
    ours = [attribution(1, 2, 3), attribution(10, 11, 12, 13)]
    theirs = [attribution(1, 2, 3, 4), attribution(13, 14, 15)]
    assert measure.pair(ours, theirs) == [(ours[0], theirs[0])]


def test_each_attribution_is_paired_once() -> None:
    ours = [attribution(1, 2), attribution(1, 2)]
    assert len(measure.pair(ours, [attribution(1, 2)])) == 1


def test_a_source_is_right_by_its_head() -> None:
    assert measure.same_source(attribution(1, head=7), attribution(1, head=7))
    assert not measure.same_source(attribution(1, head=7), attribution(1))


@pytest.mark.parametrize("name", ["The Residents of Oslo", "residents of Oslo", "Dr. Residents of Oslo"])
def test_speakers_are_compared_without_articles_titles_and_case(name: str) -> None:
    assert measure.plain(name) == "residents of oslo"


def test_the_development_articles_are_read_at_least_as_well_as_rules_were_in_the_study(shared) -> None:
    scores = measure.measure(shared, limit=6)
    assert scores["found_f"] > 60
    assert scores["end_to_end_f"] > 55
