"""Reported speech in the shapes news gives it: content, cue, source and kind."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import quotes


def only(reading):  # noqa: ANN001, ANN201
    """The one quote of a text."""
    assert len(reading.quotes) == 1, reading.said()
    return reading.quotes[0]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ('"The bridge is closed," Maria Lindqvist said.', '"The bridge is closed,"', "said", "Maria Lindqvist"),
        ('"The bridge is closed," said Maria Lindqvist.', '"The bridge is closed,"', "said", "Maria Lindqvist"),
        ('Maria Lindqvist said: "The bridge is closed."', '"The bridge is closed."', "said", "Maria Lindqvist"),
        ("“The bridge is closed,” Maria Lindqvist said.", "“The bridge is closed,”", "said", "Maria Lindqvist"),
        (
            '"The bridge is closed," according to Maria Lindqvist.',
            '"The bridge is closed,"', "according to", "Maria Lindqvist",
        ),
    ],
)  # fmt: skip
def test_direct_speech(read, text: str, content: str, cue: str, source: str) -> None:
    reading = read(text)
    quote = only(reading)
    assert (reading.words(quote.cue), reading.words(quote.source)) == (cue, source)
    assert quote.kind == "direct"
    assert [reading.words(span) for span in quote.content] == [content]


def test_a_quotation_cut_by_its_cue_is_one_quote_of_two_spans(read) -> None:
    reading = read('"The bridge," Maria Lindqvist said, "is closed for the winter."')
    assert reading.said() == [("Maria Lindqvist", ['"The bridge,"', '"is closed for the winter."'])]
    assert only(reading).words == 7


def test_indirect_speech_leaves_out_that(read) -> None:
    reading = read("The harbour master told reporters on Friday that the ferry would sail again.")
    quote = only(reading)
    assert reading.words(quote.content[0]) == "the ferry would sail again"
    assert (quote.kind, reading.words(quote.source), quote.verb) == ("indirect", "The harbour master", "tell")


def test_a_clause_before_the_cue_is_indirect_speech(read) -> None:
    reading = read("Six houses were destroyed, the ministry said.")
    assert [content for _, content in reading.said()] == [["Six houses were destroyed"]]


def test_indirect_speech_with_quoted_words_is_mixed(read) -> None:
    reading = read('The mayor said the plan was "a gift to nobody".')
    quote = only(reading)
    assert (quote.kind, reading.words(quote.content[0])) == ("mixed", 'the plan was "a gift to nobody"')


def test_two_cues_that_share_a_subject_are_two_quotes_of_one_source(read) -> None:
    reading = read("The mayor said the dam was safe but acknowledged that the road was blocked.")
    assert [content for _, content in reading.said()] == [["the dam was safe"], ["the road was blocked"]]
    assert len({quote.source for quote in reading.quotes}) == 1


def test_urging_reports_an_infinitive(read) -> None:
    reading = read("Health officials urged people to boil their water.")
    assert [content for _, content in reading.said()] == [["to boil their water"]]


def test_the_one_quoted_as_saying_is_the_source(read) -> None:
    reading = read("The minister was quoted as saying that the talks had failed.")
    quote = only(reading)
    assert (reading.words(quote.cue), reading.words(quote.source)) == ("was quoted as saying", "The minister")


def test_an_aside_between_source_and_cue_is_no_content(read) -> None:
    reading = read("The official, speaking on condition of anonymity, said the talks had failed.")
    quote = only(reading)
    assert reading.words(quote.content[0]) == "the talks had failed"
    assert quote.naming == "anonymous"
    assert reading.words(quote.anonymity_ground) == "speaking on condition of anonymity"


def test_a_following_quotation_without_a_cue_goes_on_with_the_speaker(read) -> None:
    reading = read('"We lost the boat," Maria Lindqvist said. "Nobody came to help us."')
    assert [speaker for speaker, _ in reading.said()] == ["Maria Lindqvist", "Maria Lindqvist"]
    assert reading.quotes[1].cue is None
    assert reading.quotes[1].speaker_confidence < reading.quotes[0].speaker_confidence


def test_a_quotation_of_two_paragraphs_is_one_quote(read) -> None:
    reading = read("“The water came at night.\n\n“Nobody slept,” Maria Lindqvist said.")
    assert len(reading.quotes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Analysts think the bank will fail.",
        "Maria Lindqvist hopes that the ferry will sail.",
        "The ministry declined to say whether the dam was safe.",
        "The film \"The Long Winter\" opens on Friday.",
        "The workers' union doesn't like the drivers' plan.",
        "",
        "   \n\n  ",
    ],
)  # fmt: skip
def test_beliefs_plans_refusals_titles_and_apostrophes_are_no_speech(read, text: str) -> None:
    assert read(text).quotes == ()


def test_speech_in_speech_is_nested(read) -> None:
    reading = read("The reporter said that witnesses told her that the mayor had left.")
    assert [(quote.verb, quote.nested) for quote in reading.quotes] == [("say", False), ("tell", True)]


def test_a_tweet_is_the_channel_and_not_the_speaker(read) -> None:
    reading = read('"The winter will be long," according to a tweet by Maria Lindqvist, a resident fellow in Oslo.')
    quote = only(reading)
    assert (quote.speaker, quote.channel, quote.naming) == ("Maria Lindqvist", "tweet", "named")


def test_the_channel_is_read_beside_the_cue(read) -> None:
    reading = read('"We are ready," the commander told reporters via a video conference from Oslo.')
    assert only(reading).channel == "video conference"


def test_an_article_that_is_one_quotation_is_kept_quiet_and_whole(read) -> None:
    assert len(read("“" + "We walked on and on through the snow. " * 40 + "”").quotes) <= 1


def test_all_capitals_are_read_without_an_error(read) -> None:
    read('THE MAYOR SAID THE BRIDGE WAS CLOSED. "WE WILL NOT REOPEN IT," SHE ADDED.')


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "``", "''", "«", "»", "‘", "’", "said", "says", "according", "to", "that", "told",
             "Anna", "Berg", "the", "ministry", "he", "they", "it", "was", "quoted", "as", "saying", "and", "but",
             "adding", ",", ".", ":", "\n", "\n\n", "reportedly", "WHO", "called", "for", "statement", "by", "in", "a",
             "😀", "Q:", "IS"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_order_of_marks_and_cues_gives_rows_that_keep_the_contract(document, words: list[str]) -> None:
    made = document(" ".join(words), until="quotes", clean=False)
    rows = quotes.extract(made)
    keys = {person.key for person in rows["people"]}
    for quote in rows["quotes"]:
        for start, end in (*quote.content, *(s for s in (quote.cue, quote.source, quote.anonymity_ground) if s)):
            assert 0 <= start < end <= len(made.text)
        assert quote.person_key is None or quote.person_key in keys
        assert 0 <= quote.confidence <= 1
        assert 0 <= quote.speaker_confidence <= 1
