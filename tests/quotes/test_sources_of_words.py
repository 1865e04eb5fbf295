"""Who speaks, where the text is sly about it: possessors, clauses, gender, roles taken up, names of places."""

from analysis import schema


def test_a_recording_speaks_for_the_one_whose_it_is(read) -> None:
    reading = read("General Peter Lindqvist left Oslo on Monday. His audio message said that the army would return.")
    assert [(q.speaker, q.naming) for q in reading.quotes] == [("Peter Lindqvist", "named")]


def test_a_clause_is_never_a_source_and_the_words_behind_a_colon_go_on(read) -> None:
    reading = read(
        "Paula Okoro visited the camp. What they described sounded “well planned,” she said: "
        "men went from tent to tent, told people to leave, and followed them with cars."
    )
    assert not any("described" in (q.speaker or "") for q in reading.quotes)
    own = [q for q in reading.quotes if q.speaker == "Paula Okoro"]
    contents = [reading.text[q.content[0][0] : q.content[-1][1]] for q in own]
    assert contents[0].startswith("What they described")
    assert contents[1].startswith("men went")


def test_a_pronoun_keeps_to_its_gender_and_a_role_to_its_bearer(read) -> None:
    reading = read(
        "Paula Okoro walked along the quay and promised that the town would pay. The commissioner said that it was "
        "time. Peter Lindqvist, a retired ferryman, is still on his boat. He said that he had slept well."
    )
    assert [q.speaker for q in reading.quotes] == ["Paula Okoro", "Paula Okoro", "Peter Lindqvist"]
    assert reading.person("Peter Lindqvist").role == "retired ferryman"


def test_a_day_before_the_subject_is_no_part_of_it(read) -> None:
    reading = read("On Monday Paula Okoro said that the harbour was closed. On Friday she said that it was open.")
    assert [reading.words(q.source) for q in reading.quotes] == ["Paula Okoro", "she"]


def test_a_rank_is_no_role_and_what_is_called_off_is_not_called_anything(read) -> None:
    reading = read("Navy spokesman Capt. Peter Lindqvist said that the search had been called off.")
    assert reading.person("Peter Lindqvist").role == "Navy spokesman"
    assert len(reading.quotes) == 1


def test_reasons_are_whole_sentences(read) -> None:
    reading = read("Paula Okoro said that the harbour was closed.")
    assert reading.quotes[0].reason == "Clause behind “say that”. The speaker is named."


def test_names_on_the_map_are_no_people(annotate_text) -> None:
    article = annotate_text("The flood moved on towards Linz. It left Vienna and Graz dry, Paula Okoro said in Linz.")
    assert isinstance(article, schema.Article)
    assert [person.name for person in article.people] == ["Paula Okoro"]
