"""What annotators ask of a document."""

from analysis import schema

TEXT = "Menu\n\nThe river rose in Linz. Nobody slept.\n\nIt fell again."


def test_characters_find_their_sentence_token_and_part(document) -> None:
    made = document(TEXT, until="names", clean=False)
    at = TEXT.index("Linz")
    number = made.sentence_no(at)
    assert made.sentence_tokens(number).text == "The river rose in Linz."
    assert made.token_at(at + 2).text == "Linz"
    assert made.part_kind(at) == "body"


def test_between_sentences_there_is_none(document) -> None:
    made = document(TEXT, until="names", clean=False)
    assert made.sentence_no(TEXT.index("\n\nIt")) is None
    assert made.sentence_no(len(TEXT) + 5) is None


def test_a_stretch_over_two_sentences_is_not_in_the_story_as_one(document) -> None:
    made = document(TEXT, until="names", clean=False)
    start = TEXT.index("Linz")
    assert made.in_story(start, start + 4)
    assert not made.in_story(start, TEXT.index("slept") + 3)


def test_rows_are_added_to_a_copy(document) -> None:
    made = document(TEXT, until="names", clean=False)
    row = schema.Name(24, 28, "Linz", "place")
    assert made.with_rows(names=(row,)).names == (row,)
    assert made.names == ()
