"""Every source becomes one canonical speaker of the article, with role, affiliation, group and naming."""

import pytest

STORY = (
    "Harbour police chief Ines Okafor said the pier was safe.\n\n"
    '"We checked every beam," Okafor said. "Nothing moved."\n\n'
    "She added that ferries would sail on Monday.\n\n"
    "An engineer told reporters that the beams were rotten.\n\n"
    "The engineer, who asked not to be named, said the report was hidden.\n\n"
    "Residents said the ferry was late. They said nobody told them why."
)


@pytest.fixture(scope="module")
def story(read):  # noqa: ANN001, ANN201
    return read(STORY)


def test_surname_and_pronoun_stand_for_the_full_name(story) -> None:
    speakers = [quote.speaker for quote in story.quotes[:4]]
    assert speakers == ["Ines Okafor"] * 4
    assert len({quote.person_key for quote in story.quotes[:4]}) == 1


def test_a_short_description_takes_up_the_longer_one(story) -> None:
    engineer = [quote for quote in story.quotes if quote.speaker == "An engineer"]
    assert len(engineer) == 2
    assert "spoken of before" in engineer[1].reason


def test_anonymity_holds_for_every_quote_of_the_source_with_its_ground(story) -> None:
    engineer = [quote for quote in story.quotes if quote.speaker == "An engineer"]
    assert {quote.naming for quote in engineer} == {"anonymous"}
    assert {story.words(quote.anonymity_ground) for quote in engineer} == {"asked not to be named"}


def test_a_plural_pronoun_takes_up_a_collective_source(story) -> None:
    assert [(q.speaker, q.naming) for q in story.quotes[-2:]] == [("Residents", "collective")] * 2


def test_people_carry_role_and_the_pronouns_the_text_uses(story) -> None:
    person = story.person("Ines Okafor")
    assert "police chief" in (person.role or "")
    assert person.pronouns == ("she",)
    assert person.aliases == ("Okafor",)


def test_every_quote_names_a_person_of_the_article(story) -> None:
    assert {quote.person_key for quote in story.quotes} <= set(story.people)


def test_two_people_of_one_surname_stay_two(read) -> None:
    reading = read(
        "Governor Adele Marsh said the dam was safe. Engineer Paul Marsh said the dam was cracked. "
        "Mr Marsh said the wall leaked."
    )
    assert [quote.speaker for quote in reading.quotes] == ["Adele Marsh", "Paul Marsh", "Paul Marsh"]


def test_a_pronoun_does_not_stand_for_somebody_of_the_other_title(read) -> None:
    reading = read(
        "Mrs Adele Marsh said the dam was safe. Mr Paul Okoro said the dam was cracked. She said the wall would hold."
    )
    assert reading.quotes[2].speaker == "Adele Marsh"


def test_an_organisation_speaks_under_its_full_name(read) -> None:
    reading = read(
        "The World Health Organization (WHO) said the outbreak was over. The WHO said vaccines would be sent."
    )
    assert [quote.speaker for quote in reading.quotes] == ["World Health Organization"] * 2
    assert {quote.naming for quote in reading.quotes} == {"organisation"}


def test_people_named_but_never_quoted_are_listed(read) -> None:
    reading = read("Maria Lindqvist met Paul Okoro in Oslo. Lindqvist said the talks went well.")
    assert {"Maria Lindqvist", "Paul Okoro"} <= {person.name for person in reading.people.values()}
    assert {quote.speaker for quote in reading.quotes} == {"Maria Lindqvist"}


def test_a_rank_makes_a_military_speaker(read) -> None:
    reading = read('"The pass is open," Northern Command spokesman, Col. Adam Reyes said.')
    person = reading.person("Adam Reyes")
    assert (person.speaker_group, person.role) == ("military", "Northern Command spokesman")


def test_where_nobody_can_be_meant_the_speaker_is_unknown(read) -> None:
    reading = read("He said the dam was safe.")
    assert reading.quotes[0].speaker is None
    assert reading.quotes[0].naming == "unknown"
    assert reading.quotes[0].speaker_confidence < 0.5
