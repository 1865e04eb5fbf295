"""The measures of events: what counts as found, and what as the right date."""

from dataclasses import replace

from analysis import schema
from analysis.evaluate.events import match, same_date

EVENT = schema.Event(
    (0, 40), (10, 18), "Rebels attacked", "ASSAULT", "2021-03-01", "2021-03-01", None, None, None, None,
    "day", "relative", "occurred", 0.5,
)  # fmt: skip


def gold(trigger, sentence, begin=None, end=None):
    return {"trigger_span": trigger, "sentence": sentence, "begin": begin, "end": end}


def test_the_same_trigger_is_matched_before_the_same_sentence():
    second = replace(EVENT, trigger=(20, 28))
    pairs = match([gold((30, 35), (0, 40)), gold((20, 28), (0, 40))], [EVENT, second])
    assert {(pair[0]["trigger_span"], pair[1].trigger) for pair in pairs} == {
        ((20, 28), (20, 28)),
        ((30, 35), (10, 18)),
    }


def test_in_one_sentence_the_nearest_triggers_are_matched_first():
    far, near = gold((36, 39), (0, 40)), gold((4, 8), (0, 40))
    pairs = match([far, near], [EVENT])
    assert [(pair[0], pair[1].trigger) for pair in pairs] == [(near, (10, 18))]


def test_an_event_is_matched_once_and_not_outside_its_sentence():
    assert len(match([gold((10, 18), (0, 40)), gold((11, 15), (0, 40))], [EVENT])) == 1
    assert match([gold((50, 55), (45, 60))], [EVENT]) == []


def test_dates_agree_as_far_as_the_coarser_tells():
    assert same_date(gold((0, 1), (0, 1), "2021-03"), EVENT)
    assert not same_date(gold((0, 1), (0, 1), "2021-03-02"), EVENT)
    assert same_date(gold((0, 1), (0, 1), None, "2021-03-01"), EVENT)
    assert not same_date(gold((0, 1), (0, 1), "2021"), replace(EVENT, begins=None))
