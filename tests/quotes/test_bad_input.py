"""Texts that no newspaper prints: a best reading with low confidence, work that grows with the text, never an error."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import quotes
from analysis.quotes import marks

FEW, MANY = 100, 300  # repetitions; three times the text may do at most GROWTH times the work
GROWTH = 4.5
SHAPES = {
    "questions and answers": "Q: Was the pier safe?\n\nA: She said that it was. “We checked it,” she said.\n\n",
    "marks that open only": "“The pier broke. ",
    "marks that close only": "the pier broke” ",
    "straight marks": 'The " pier " broke " and " fell. ',
    "quotations three deep": "“She said ‘he cried “stop” at us’ twice,” Ana Ruiz said. ",
    "cues without content": "said told added claimed according to ",
    "capitals": 'THE MAYOR SAID THE PIER WAS CLOSED. "WE FLED," SHE ADDED. ',
    "apostrophes": "The drivers' union doesn't like the 'plan' of the workers' council, it's said. ",
    "one sentence without end": "said that the pier was safe and ",
    "nouns that report": "The claim that a statement that the report of a call for a pledge to ",
    "names and colons": "Ana Ruiz: the pier is safe\n",
    "pronouns": "He said that they told her that it was theirs. ",
}  # fmt: skip


def work(run: Callable[[], object]) -> int:
    """How many lines of the quotes package a call executes: a count that no load of the machine changes."""
    lines = 0

    def trace(frame, event, _argument):  # noqa: ANN001, ANN202
        nonlocal lines
        if "quotes" not in frame.f_code.co_filename:
            return None
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("shape", SHAPES)
def test_three_times_the_text_is_about_three_times_the_work(document, shape: str) -> None:
    few, many = (document(SHAPES[shape] * times, until="quotes", clean=False) for times in (FEW, MANY))
    quotes.extract(few)  # the lists are read once
    done = work(lambda: quotes.extract(few)), work(lambda: quotes.extract(many))
    assert done[1] <= GROWTH * max(done[0], 2000), done


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["“", "”", '"', "'", "‘", "’", "``", "''", "«", "»", "said ", "a", ". ", "\n\n", " "]),
                min_size=10, max_size=60))  # fmt: skip
def test_pairing_marks_does_work_in_proportion_to_the_text(pieces: list[str]) -> None:
    few, many = "".join(pieces) * 10, "".join(pieces) * 30
    done = [work(lambda text=text: marks.find(text, [(0, len(text))])) for text in (few, many)]
    assert done[1] <= GROWTH * max(done[0], 400), done


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Q:", "A:", "RUIZ:", "“", "”", "‘", "’", '"', "I", "we", "told", "said", "that", "this", "denied", "claim",
             "statement", "issued", "a", "of", "by", "the", "office", "quoted", "as", "saying", "Ana Ruiz", "and",
             "Tom Berg", "who", ",", ".", "\n", "\n\n", "SAID", "SHE", "THE", "MAYOR", "nobody", "she", ":"]
        ),
        max_size=50,
    )
)  # fmt: skip
def test_any_order_of_turns_nouns_and_marks_gives_rows_that_keep_the_contract(document, words: list[str]) -> None:
    made = document(" ".join(words), until="quotes", clean=False)
    rows = quotes.extract(made)
    keys = {person.key for person in rows["people"]}
    for quote in rows["quotes"]:
        for start, end in (*quote.content, *(s for s in (quote.cue, quote.source, quote.anonymity_ground) if s)):
            assert 0 <= start < end <= len(made.text)
        assert quote.person_key is None or quote.person_key in keys
        assert 0 <= quote.confidence <= 1
        assert 0 <= quote.speaker_confidence <= 1


def test_a_long_transcript_goes_to_its_speakers_by_turn(document) -> None:
    turns = "".join(f"Q: What of beam {n}?\n\nA: Beam {n} is rotten, and I said so.\n\n" for n in range(1250))
    assert len(turns.split()) > 15_000
    made = document("Maria Lindqvist answers our questions.\n\n" + turns, until="quotes", clean=False)
    rows = quotes.extract(made)["quotes"]
    assert sum(quote.speaker == "Q" for quote in rows) == 1250
    assert sum(quote.speaker == "Maria Lindqvist" and quote.cue is None for quote in rows) == 1250


def test_capitals_are_read_with_low_confidence(read) -> None:
    reading = read('THE MAYOR SAID THE BRIDGE WAS CLOSED. "WE WILL NOT REOPEN IT," SHE ADDED.')
    assert [reading.words(quote.cue) for quote in reading.quotes] == ["SAID", "ADDED"]
    assert all(quote.confidence <= 0.6 for quote in reading.quotes)


def test_an_article_that_is_one_quotation_is_one_quote_at_most_of_nobody(read) -> None:
    quotes_found = read("“" + "We walked on and on through the snow. " * 40 + "”").quotes
    assert len(quotes_found) <= 1
    assert all(quote.speaker is None for quote in quotes_found)


def test_unbalanced_marks_lower_the_confidence(read) -> None:
    (quote,) = read('"The water came at night, Maria Lindqvist said.\n\nThe town slept.').quotes
    assert quote.confidence <= 0.6


def test_apostrophes_are_not_quotations(read) -> None:
    assert read("The drivers' union doesn't like the workers' council. It's the mayors' fault.").quotes == ()
