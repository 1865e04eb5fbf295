"""Cutting a text at its marks loses nothing and counts in code points."""

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.segments import Segment, Span, cut, lines


def test_overlapping_marks_share_the_pieces_they_both_cover():
    pieces = cut("He said he left Melk.", [Span(8, 20, 0), Span(16, 20, 1), Span(11, 15, 2)])
    assert pieces == [
        Segment("He said ", ()),
        Segment("he ", (0,)),
        Segment("left", (0, 2)),
        Segment(" ", (0,)),
        Segment("Melk", (0, 1)),
        Segment(".", ()),
    ]


def test_letters_beyond_the_basic_plane_count_once():
    assert cut("🌊🌊 Melk", [Span(3, 7, 5)]) == [Segment("🌊🌊 ", ()), Segment("Melk", (5,))]


def test_marks_that_stick_out_are_cut_to_the_stretch():
    assert cut("one two three", [Span(0, 7, 0)], begins=4, until=10) == [Segment("two", (0,)), Segment(" th", ())]


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


@given(st.text(max_size=40), spans)
def test_the_pieces_joined_are_the_text_and_carry_exactly_their_marks(text, edges):
    marks = [Span(begins, until, number) for number, (begins, until) in enumerate(edges)]
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        covering = {mark.key for mark in marks if mark.begins <= at and at + len(piece.text) <= mark.until}
        assert set(piece.keys) == covering
        at += len(piece.text)


def test_lines_are_trimmed_and_blank_ones_left_out():
    text = "  Headline \n\n\tBody of it.\r\n   \nEnd"
    assert [text[begins:until] for begins, until in lines(text)] == ["Headline", "Body of it.", "End"]
    assert [text[a:b] for a, b in lines(text, 4, 16)] == ["adline", "Bo"]
