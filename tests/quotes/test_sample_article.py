"""The sample article: every speaker with their own quotes."""

import pytest

from analysis import quotes


@pytest.fixture(scope="module")
def sample(shared, document):  # noqa: ANN001, ANN201
    text = (shared / "000_e7a39bca5046ebad.txt").read_text(encoding="utf-8")
    rows = quotes.extract(document(text, until="quotes"))
    return text, rows["quotes"], {person.key: person for person in rows["people"]}


@pytest.mark.parametrize(
    ("speaker", "count", "naming"),
    [
        ("Abu Bakr al-Baghdadi", 3, "named"),
        ("U.S. intelligence sources", 2, "collective"),
        ("A U.S. military spokesman in Iraq", 2, "role"),
        ("John Dorrian", 2, "named"),
        ("Hassan Hassan", 3, "named"),
        ("a U.S. official", 2, "anonymous"),
        ("U.S. defense officials", 1, "collective"),
        ("Jeff Davis", 2, "named"),
        ("civilians", 1, "collective"),
        ("Belkis Wille", 3, "named"),
        ("Aki Peritz", 1, "named"),
    ],
)
def test_each_speaker_has_their_quotes(sample, speaker: str, count: int, naming: str) -> None:
    _text, rows, _people = sample
    at_least = [row for row in rows if row.speaker == speaker]
    assert count <= len(at_least) <= count + 1, [row.reason for row in at_least]
    assert {row.naming for row in at_least} == {naming}


def test_the_official_gives_the_ground_for_anonymity(sample) -> None:
    text, rows, _people = sample
    grounds = {row.anonymity_ground for row in rows if row.naming == "anonymous"}
    assert [text[start:end] for start, end in grounds] == ["speaking on the condition of anonymity"]


@pytest.mark.parametrize(
    ("name", "role", "affiliation"),
    [
        ("Jeff Davis", "Pentagon spokesman", "Pentagon"),
        ("John Dorrian", "Operation Inherent Resolve spokesman", None),
        ("Belkis Wille", "Human Rights Watch senior Iraq researcher", "Human Rights Watch"),
    ],
)
def test_roles_and_affiliations_are_the_texts_own(sample, name: str, role: str, affiliation: str | None) -> None:
    person = next(person for person in sample[2].values() if person.name == name)
    assert person.role == role
    assert affiliation is None or person.affiliation == affiliation


def test_channels_are_read(sample) -> None:
    channels = {row.speaker: row.channel for row in sample[1] if row.channel}
    assert channels["John Dorrian"] == "video conference"
    assert channels["Hassan Hassan"] == "tweet"
    assert channels["Abu Bakr al-Baghdadi"] == "audio message"


def test_a_caption_printed_twice_counts_once(sample) -> None:
    text, rows, _people = sample
    contents = [text[row.content[0][0] : row.content[0][1]] for row in rows]
    assert len(contents) == len(set(contents))


BAGHDADI, SPOKESMAN, SOURCES = "Abu Bakr al-Baghdadi", "A U.S. military spokesman in Iraq", "U.S. intelligence sources"
SPEAKERS = [
    *[BAGHDADI, None, BAGHDADI, BAGHDADI, BAGHDADI, SOURCES, SOURCES, SPOKESMAN, SPOKESMAN],
    *["John Dorrian"] * 2, *["Hassan Hassan"] * 3, *["a U.S. official"] * 2, "U.S. defense officials",
    *["Jeff Davis"] * 2, "civilians", *["Belkis Wille"] * 3, "Aki Peritz",
]  # fmt: skip
"""Who speaks, in the order of the text, read by hand; speech that is told inside quotations left out."""


def test_every_attribution_is_found_and_nearly_all_have_the_right_speaker(sample) -> None:
    _text, rows, _people = sample
    found = [row.speaker for row in rows if not row.nested]
    assert len(found) == len(SPEAKERS)
    right = sum(ours == theirs for ours, theirs in zip(found, SPEAKERS, strict=True))
    assert right >= 0.95 * len(SPEAKERS)


def test_nothing_that_somebody_believes_is_taken_for_speech(sample) -> None:
    text, rows, _people = sample
    contents = " ".join(text[slice(*span)] for row in rows for span in row.content)
    assert "may also be intended to dispel" not in contents
    assert "could be even greater" not in contents
