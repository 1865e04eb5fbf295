"""Sentences and tokens over the text as read."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import language, schema
from analysis.errors import AnnotationError, ModelError
from analysis.language.boundaries import sentence_starts


def sentences(text: str, pipeline, parts=None) -> list[str]:
    parts = parts or [schema.Part(0, len(text), "body")]
    _, found = language.parse(text, parts, pipeline)
    return [text[s.char_start : s.char_end] for s in found]


def test_a_rank_before_a_name_does_not_end_the_sentence(pipeline) -> None:
    text = "The bridge is open, Col. Ada Brink told reporters. Capt. Jon Vale and Gen. Mary Orr were there."
    assert sentences(text, pipeline) == [
        "The bridge is open, Col. Ada Brink told reporters.",
        "Capt. Jon Vale and Gen. Mary Orr were there.",
    ]


def test_an_abbreviation_inside_a_sentence_does_not_end_it(pipeline) -> None:
    text = "A U.S. official said the talks in the U.K. went well. They end on Friday."
    assert sentences(text, pipeline) == ["A U.S. official said the talks in the U.K. went well.", "They end on Friday."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The polls close at 10:30 p.m. Wednesday in the capital.",
        "The train left at 6 a.m. GMT and was late.",
        "The troops arrived on Aug. 26 and left on Nov. 3 with their guns.",
        "Chapel No. 4 was open.",
    ],
)
def test_the_stop_inside_a_date_does_not_end_the_sentence(pipeline, sentence: str) -> None:
    text = f"{sentence} Nobody came."
    assert sentences(text, pipeline) == [sentence, "Nobody came."]


def test_a_sentence_may_end_with_an_hour_or_a_month(pipeline) -> None:
    text = "The polls close at 10:30 p.m. The count takes a week and ends in Nov. Results are read aloud."
    assert len(sentences(text, pipeline)) >= 2


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_no_quotation_mark_stands_alone(pipeline, marks: str) -> None:
    text = f"{marks[0]}We will wait. It is late.{marks[1]} The mayor left. {marks[0]}Good night,{marks[1]} she said."
    found = sentences(text, pipeline)
    assert all(len(sentence) > 3 for sentence in found)
    assert found[0].startswith(marks[0] + "We")
    assert found[-1].startswith(marks[0] + "Good night")


def test_a_heading_without_a_stop_is_a_sentence_of_its_own(pipeline) -> None:
    text = "The river rose on Monday.\n\nA night of waiting\n\nNobody slept in the town."
    assert sentences(text, pipeline) == ["The river rose on Monday.", "A night of waiting", "Nobody slept in the town."]


def test_a_line_break_inside_a_paragraph_does_not_end_a_sentence(pipeline) -> None:
    text = "The river rose on\nmonday and the town\nwas empty by night."
    assert sentences(text, pipeline) == [text]


def test_the_document_holds_the_text_to_the_last_space(pipeline) -> None:
    text = "  One  line.\n\n\tAnother — with “marks” and 🌊 waves. \n"
    doc, _ = language.parse(text, [schema.Part(0, len(text), "body")], pipeline)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_furniture_is_in_no_sentence_and_has_no_names(pipeline) -> None:
    text = "Washington Post Berlin\n\nThe river rose in Vienna on Monday."
    parts = [schema.Part(0, 22, "furniture"), schema.Part(24, len(text), "body")]
    assert sentences(text, pipeline, parts) == ["The river rose in Vienna on Monday."]
    doc, _ = language.parse(text, parts, pipeline)
    assert all(entity.start_char >= 24 for entity in doc.ents)


def test_a_page_of_nothing_but_furniture_has_no_sentences(pipeline) -> None:
    assert sentences("Share this", pipeline, [schema.Part(0, 10, "furniture")]) == []


def test_a_missing_model_is_one_sentence_with_the_command_that_gets_it() -> None:
    with pytest.raises(ModelError, match="spacy download en_core_web_none"):
        language.load("en_core_web_none")


def test_a_blank_pipeline_is_refused(tmp_path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no parser"):
        language.load(str(tmp_path / "blank"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_text_parses_and_every_sentence_lies_in_it(text: str) -> None:
    pipeline = language.load()
    if not text:
        return
    doc, found = language.parse(text, [schema.Part(0, len(text), "body")], pipeline)
    assert doc.text == text
    ends = [0]
    for sentence in found:
        assert ends[-1] <= sentence.char_start < sentence.char_end <= len(text)
        ends.append(sentence.char_end)


def test_more_marks_than_any_article_has_are_refused_before_they_are_parsed(pipeline) -> None:
    text = "” “" * 40_000
    with pytest.raises(AnnotationError, match="Split it"):
        language.parse(text, [schema.Part(0, len(text), "body")], pipeline)


@pytest.mark.parametrize(
    "lines",
    [
        ["FLOOD WARNING ISSUED FOR UPPER VALLEY", "The river rose on Monday."],
        ["* The river rose", "* The bridge fell", "- The town was empty", "• Nobody came"],
        ["What they said", "Also read: storms", "Nobody came."],
        ["BAGHDAD — Iraqi forces moved on Monday.", "By Ada Brink", "The mayor left."],
        ["The mayor left.", "``We will wait,'' the mayor said."],
    ],
)
def test_headings_bullets_bylines_and_datelines_are_sentences_of_their_own_and_whole(pipeline, lines) -> None:
    assert sentences("\n".join(lines), pipeline) == lines


@pytest.mark.parametrize(
    "expected",
    [
        ["``We will wait,'' the mayor said.", "``It is late.''", "Nobody came."],
        ['"We will wait..." he said.', '"It is late ... and dark."', "She left…", "Nobody came."],
        ["J. R. R. Holm met George W. Lund Jr. and Sgt. A. B. Cole of the U.S. Army in the U.S.", "They left."],
        ["Lt. Gov. Ann Ray and Rep. Tom Hill (D-Ohio) spoke Jan. 5.", "Gov. Lee did not."],
        ["The vote ended (the mayor said.)", "Nobody came.", "[The count goes on.]", "It is late."],
    ],
)
def test_marks_of_every_kind_initials_and_ellipses_end_sentences_where_print_does(pipeline, expected) -> None:
    assert sentences(" ".join(expected), pipeline) == expected


def starts_without_a_parser(text: str) -> list[bool | int | None]:
    tokens = list(spacy.blank("en")(text))
    return sentence_starts(tokens, {0})


def test_in_print_only_a_stop_lets_a_sentence_begin() -> None:
    starts = starts_without_a_parser("The old Service and the new firm . Neighbors came .")
    assert starts == [True, *[False] * 7, None, False, False]


def test_where_writers_leave_out_stops_and_capitals_the_parser_decides() -> None:
    starts = starts_without_a_parser("call me on my phone. i am going, Dr. Smith")
    words = [token.text for token in spacy.blank("en")("call me on my phone. i am going, Dr. Smith")]
    assert starts[words.index("i")] is None
    assert starts[words.index(",")] is False and starts[words.index("Smith")] is False
