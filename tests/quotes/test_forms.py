"""Nouns, denials, several speakers, "we", turns, second-hand claims: what news prints beside plain "said"."""

import pytest


def first(reading):  # noqa: ANN001, ANN201
    """The first quote of a text."""
    return reading.quotes[0]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("The harbour office issued a statement on Friday that the pier was safe.", "the pier was safe",
         "The harbour office"),
        ("The harbour office released a joint statement saying that the pier was safe.", "the pier was safe",
         "The harbour office"),
        ("Residents left despite assurances from officials that the pier was safe.", "the pier was safe", "officials"),
        ("An announcement by Maria Lindqvist that the pier was safe came on Friday.", "the pier was safe",
         "Maria Lindqvist"),
    ],
)  # fmt: skip
def test_nouns_report_words(read, text: str, content: str, source: str) -> None:
    reading = read(text)
    found = [(reading.words(q.content[0]), reading.words(q.source)) for q in reading.quotes]
    assert any(words is not None and words.startswith(content) and who == source for words, who in found), found


def test_in_a_tweet_names_the_channel(read) -> None:
    reading = read('In a tweet, Maria Lindqvist wrote: "The pier is safe."')
    assert (first(reading).speaker, first(reading).channel) == ("Maria Lindqvist", "tweet")


@pytest.mark.parametrize("verb", ["denied", "rejected"])
def test_a_denial_of_what_was_told_is_a_quote(read, verb: str) -> None:
    reading = read(f"The pier is said to be rotten. The ministry {verb} this.")
    quote = reading.quotes[-1]
    assert (reading.words(quote.content[0]), reading.words(quote.source), quote.verb) == (
        "this", "The ministry", {"denied": "deny", "rejected": "reject"}[verb],
    )  # fmt: skip


def test_speakers_named_together_are_one_voice_under_both_names(read) -> None:
    reading = read("Maria Lindqvist and Paul Okoro said that the pier was safe.")
    assert (first(reading).speaker, first(reading).naming) == ("Maria Lindqvist and Paul Okoro", "named")
    assert {"Maria Lindqvist", "Paul Okoro"} <= {person.name for person in reading.people.values()}


def test_we_is_the_outlet_that_writes(document) -> None:
    from dataclasses import replace

    from analysis import quotes

    made = document("In our edition of Friday we wrote that the pier was safe.", until="quotes", clean=False)
    (quote,) = quotes.extract(replace(made, outlet="Harbour Herald"))["quotes"]
    assert (quote.speaker, quote.naming) == ("Harbour Herald", "organisation")


def test_i_inside_a_quotation_is_who_is_quoted(read) -> None:
    reading = read('"I told everyone that the pier was rotten," Maria Lindqvist said.')
    nested = [quote for quote in reading.quotes if quote.nested]
    assert [quote.speaker for quote in nested] == ["Maria Lindqvist"]
    assert not first(reading).nested


def test_a_quotation_in_a_quotation_is_nested_and_of_its_own_speaker(read) -> None:
    reading = read("“The mayor told me, ‘The pier is safe.’ Nobody believed it,” Maria Lindqvist said.")
    nested = [quote for quote in reading.quotes if quote.nested]
    assert [(q.kind, q.speaker, reading.words(q.content[0])) for q in nested] == [
        ("direct", "The mayor", "‘The pier is safe.’")
    ]


def test_passives_and_what_is_said_of_somebody(read) -> None:
    reading = read("Maria Lindqvist is said to have left Oslo. Paul Okoro was quoted as saying that he would stay.")
    agentless, quoted = reading.quotes
    assert (agentless.source, agentless.naming) == (None, "unknown")
    assert (quoted.speaker, reading.words(quoted.cue)) == ("Paul Okoro", "was quoted as saying")


def test_whom_an_outlet_quotes_is_the_source(read) -> None:
    reading = read("The Harbour Herald quoted Maria Lindqvist as saying that the pier was safe.")
    assert [(q.speaker, reading.words(q.content[0])) for q in reading.quotes] == [
        ("Maria Lindqvist", "the pier was safe")
    ]


def test_the_subject_of_a_relative_clause_is_its_antecedent(read) -> None:
    reading = read("Maria Lindqvist, who warned that the pier would break, has left Oslo.")
    assert (first(reading).speaker, reading.words(first(reading).source)) == ("Maria Lindqvist", "Maria Lindqvist")


def test_a_role_beside_a_name_is_that_person(read) -> None:
    reading = read("The pier is rotten, according to a harbour engineer, Maria Lindqvist. Nobody had asked.")
    assert (first(reading).speaker, first(reading).naming) == ("Maria Lindqvist", "named")


def test_the_office_of_somebody_is_not_that_person(read) -> None:
    reading = read("An aide for Maria Lindqvist said that the pier was safe.")
    assert (first(reading).speaker, first(reading).naming) == ("An aide for Maria Lindqvist", "role")


def test_a_misspelt_surname_is_the_one_person_it_can_be(read) -> None:
    reading = read("Maria Lindqvist said the pier was safe. Lindquist said that nobody had asked her.")
    assert {quote.speaker for quote in reading.quotes} == {"Maria Lindqvist"}


INTERVIEW = (
    "Harbour engineer Maria Lindqvist spoke with us on Monday.\n\n"
    "Q: Is the pier safe?\n\nA: It is. We checked every beam.\n\nIt will hold.\n\n"
    "Q: And the ferry?\n\nA: It sails again."
)


def test_questions_and_answers_go_to_their_speakers_by_turn(read) -> None:
    reading = read(INTERVIEW)
    turns = [quote for quote in reading.quotes if quote.cue is None]
    assert [quote.speaker for quote in turns] == ["Q", "Maria Lindqvist", "Q", "Maria Lindqvist"]
    assert reading.words(turns[1].content[0]) == "It is. We checked every beam.\n\nIt will hold."
    assert all(quote.confidence <= 0.6 and quote.speaker_confidence < 0.9 for quote in turns)


def test_names_in_capitals_head_the_turns_of_people_named_elsewhere(read) -> None:
    reading = read(
        "Maria Lindqvist and Paul Okoro met in Oslo.\n\nLINDQVIST: The pier is safe.\n\nOKORO: I doubt it.\n\n"
        "LINDQVIST: We checked.\n\nOKORO: Not the beams."
    )
    turns = [quote.speaker for quote in reading.quotes if quote.cue is None]
    assert turns == ["Maria Lindqvist", "Paul Okoro"] * 2


def test_a_quotation_behind_a_name_and_a_colon_is_that_speakers(read) -> None:
    reading = read("Harbour engineer Maria Lindqvist: “The pier is safe.”\n\nThe ferry sails again.")
    assert [(q.speaker, q.cue) for q in reading.quotes] == [("Maria Lindqvist", None)]


def test_a_list_with_colons_is_no_transcript(read) -> None:
    assert read("Price: 5 euros.\nSize: 30 metres.\nColour: blue.\nWeight: 3 kilos.").quotes == ()


def test_a_headline_that_leads_with_its_speaker_is_read_and_stands_in_the_headline(document) -> None:
    from analysis import quotes

    text = "Minister: pier will hold through the winter\n\nThe pier at Melk was checked on Monday. It is 40 years old."
    made = document(text, until="quotes")
    (quote,) = quotes.extract(made)["quotes"]
    assert made.part_kind(quote.content[0][0]) == "headline"
    assert quote.confidence <= 0.5
