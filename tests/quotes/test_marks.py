"""Quotation marks of every kind are paired, and apostrophes are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.quotes import marks


def quoted(text: str) -> list[str]:
    """The quotations of a text whose paragraphs stand apart by an empty line."""
    spans, start = [], 0
    for block in text.split("\n\n"):
        spans.append((start, start + len(block)))
        start += len(block) + 2
    return [text[q.start : q.end] for q in marks.find(text, spans)]


@pytest.mark.parametrize(
    "mark",
    [('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"), ("``", "''"), ("'", "'"), ("‹", "›")],
)
def test_every_kind_of_mark_opens_and_closes(mark: tuple[str, str]) -> None:
    said = f"{mark[0]}The bridge is open,{mark[1]}"
    assert quoted(f"{said} she said.") == [said]


def test_apostrophes_are_not_marks() -> None:
    assert quoted("The workers' union doesn't like O'Brien's plan, and it's the drivers' fault.") == []
    assert quoted("The workers’ union doesn’t like O’Brien’s plan, and it’s the drivers’ fault.") == []


def test_apostrophes_inside_a_quotation_do_not_end_it() -> None:
    assert quoted("``We can't say. They're gone,'' he said.") == ["``We can't say. They're gone,''"]


def test_quotations_stand_inside_one_another_three_deep() -> None:
    text = "“She told me ‘he shouted “stop” at us’ twice,” he said."
    found = marks.find(text, [(0, len(text))])
    assert [(text[q.start : q.end], q.depth) for q in found] == [
        ("“She told me ‘he shouted “stop” at us’ twice,”", 0),
        ("‘he shouted “stop” at us’", 1),
        ("“stop”", 2),
    ]


def test_a_straight_mark_after_a_space_opens_a_quotation_inside_another() -> None:
    assert quoted('"They are called "blue" birds here," he said.')[0] == '"They are called "blue" birds here,"'


def test_a_quotation_of_two_paragraphs_is_one() -> None:
    text = "“The water came at night.\n\n“Nobody slept,” she said."
    assert quoted(text) == ["“The water came at night.\n\n“Nobody slept,”"]


def test_a_quotation_never_closed_ends_with_its_line() -> None:
    text = '"The water came at night, she said.\n\nThe town slept.'
    found = marks.find(text, [(0, 35), (37, len(text))])
    assert [(text[q.start : q.end], q.closed) for q in found] == [('"The water came at night, she said.', False)]


def test_a_quotation_never_closed_does_not_swallow_the_next() -> None:
    assert quoted('"It broke. "We fled," he said.') == ['"It broke.', '"We fled,"']


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab .,!?'\"“”‘’«»„`\n", max_size=200))
def test_any_mess_of_marks_gives_spans_inside_the_text(text: str) -> None:
    for quotation in marks.find(text, [(0, len(text))]):
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert quotation.depth < marks.DEEPEST
