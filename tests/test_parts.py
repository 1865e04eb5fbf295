"""What each paragraph of a pasted page is for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.parts import find

PAGE = """Skip to main content
Home
World
Middle East

Advertisement

River town clears its lower streets as the flood nears

By Jane Doe
Published 3 November 2016, 10:14 GMT
Share Tweet Email Print

PASSAU, Germany (Wire) — The town ordered the streets cleared on Monday evening after the river rose.

Volunteers fill sandbags at the old customs house in Passau, Germany, Nov. 2, 2016
Volunteers fill sandbags at the old customs house in Passau, Germany, Nov. 2, 2016

"We are clearing them while they are dry," said the mayor, Anna Huber.

Read more: What the last flood left behind

What happens next?

The crest is expected on Tuesday. Officials said that the bridges would close.

Related stories
The river rises again
Mayor quits after the flood
Comments (12)
Follow us on Facebook
© 2016 The Wire. All rights reserved."""

STORY = "The dam held\n\nThe dam above the town held through the night, engineers said."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind, text[part.char_start : part.char_end]) for part in find(text)]


def texts(text: str, kind: str) -> list[str]:
    return [words for found, words in kinds(text) if found == kind]


def test_a_page_falls_into_its_parts() -> None:
    assert texts(PAGE, "headline") == ["River town clears its lower streets as the flood nears"]
    assert texts(PAGE, "heading") == ["What happens next?"]
    assert texts(PAGE, "furniture") == [
        "Skip to main content", "Home", "World", "Middle East", "Advertisement", "Share Tweet Email Print",
        "Read more: What the last flood left behind", "Related stories", "The river rises again",
        "Mayor quits after the flood", "Comments (12)", "Follow us on Facebook",
        "© 2016 The Wire. All rights reserved.",
    ]  # fmt: skip
    assert len(texts(PAGE, "caption")) == len(texts(PAGE, "repeat")) == 1


def test_byline_and_date_line_stay_in_the_story() -> None:
    assert {"By Jane Doe", "Published 3 November 2016, 10:14 GMT"} <= set(texts(PAGE, "body"))


def test_the_sample_page(shared: Path) -> None:
    sample = shared / "000_e7a39bca5046ebad.txt"
    if not sample.is_file():
        pytest.skip("the sample article is not here")
    found = [kind for kind, _ in kinds(sample.read_text(encoding="utf-8"))]
    assert found[:3] == ["furniture", "furniture", "headline"]
    assert found[-4:] == ["furniture"] * 4
    assert {kind: found.count(kind) for kind in set(found) - {"body"}} == {
        "furniture": 6, "headline": 1, "caption": 3, "repeat": 3, "heading": 3,
    }  # fmt: skip


@pytest.mark.parametrize("line", ["XS\nSM\nMD\nLG", "XS SM MD LG", "Share\nPrint", "Facebook | Twitter | WhatsApp"])
def test_layout_probes_and_share_bars_are_furniture_on_one_line_or_on_many(line: str) -> None:
    text = f"{STORY}\n\n{line}"
    assert texts(text, "furniture") == ([line] if "\n" not in line else line.split("\n"))


def test_names_of_firms_and_winners_are_no_layout_words() -> None:
    text = (
        "Three firms will pay, the court said on Friday after a long trial.\n\nSamsung\nLG\nSony\n\n"
        "They may appeal until the end of the year, the judge said.\n\nAlice Smith\nBob Jones\nCarol King"
    )
    assert {kind for kind, _ in kinds(text)} == {"body"}


def test_a_section_word_inside_the_story_is_no_furniture() -> None:
    text = (
        "The dam held\n\nThe dam above the town held through the night, engineers said.\n\nOpinion\n\n"
        "The town should thank the engineers, who did not sleep for two days."
    )
    assert texts(text, "heading") == ["Opinion"]
    assert not texts(text, "furniture")


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - The old bridge over the Inn is closed to traffic.",
        "Photo: Volunteers on the quay.",
        "The flooded quay on Monday. Image: Anna Huber.",
        "A soldier stands guard east of the city, Iraq November 2, 2016. REUTERS/Jane Doe",
        "Residents waiting for boats are seen near the mill in Passau, Germany Nov. 2, 2016.",
        "Smoke rises over the harbour after the fire, 2 November 2016",
    ],
)
def test_captions_by_their_words_credit_or_date(caption: str) -> None:
    text = f"{STORY}\n\n{caption}\n\nNobody was hurt."
    assert texts(text, "caption") == [caption]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides signed the treaty at the palace on November 3, 2016.",
        "The mayor is seen as weak by many voters in the old town.",
        "The photo agency Getty said that it would sue the government over the rules.",
        '"We took the photo on the quay on the evening of Nov. 2, 2016," he said.',
    ],
)
def test_sentences_of_the_story_are_no_captions(sentence: str) -> None:
    text = f"{STORY}\n\n{sentence}\n\nNobody was hurt."
    assert not texts(text, "caption")


def test_a_paragraph_told_again_is_a_repeat_but_a_short_answer_is_not() -> None:
    quote = '"He was the best mayor this town has ever had," said a voter.'
    text = f'The mayor quit on Tuesday.\n\n{quote}\n\n"No," he said.\n\nHe leaves in May.\n\n{quote}\n\n"No," he said.'
    assert [kind for kind, _ in kinds(text)] == ["body"] * 4 + ["repeat", "body"]


def test_a_repeat_may_differ_in_white_space() -> None:
    text = (
        "The quay under water in the old town.\nThe quay  under water in the old\u00a0town.\n\nIt rained on, she said."
    )
    assert [kind for kind, _ in kinds(text)][1] == "repeat"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "River town clears lower streets\n\n"
        "The town ordered the streets along the lower quay cleared on Monday\n"
        "evening after the river rose by more than a metre in six hours, well\n"
        "ahead of the forecast.\n\n"
        "After the flood\n\n"
        "Schools in the old town close from Tuesday. The hospital will move its\n"
        "patients on the ground floor upstairs, its director said."
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "heading", "body"]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    text = (
        "Leader quits\nThe leader of the party quit on Tuesday after ten years.\n"
        "Reaction\nVoters in the capital said that they were sad."
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "heading", "body"]


@pytest.mark.parametrize(
    "text", ["Fighting went on near the town on Thursday.", "Fighting goes on", "Print", "Breaking News"]
)
def test_one_line_alone_is_body(text: str) -> None:
    assert kinds(text) == [("body", text)]


def test_a_first_paragraph_with_a_stop_is_no_headline() -> None:
    text = "The dam above the town held through the night.\n\nEngineers had feared that it would break."
    assert {kind for kind, _ in kinds(text)} == {"body"}


def test_nothing_real_of_a_wiki_article_is_called_furniture(shared: Path) -> None:
    import json

    for name in ("train", "dev"):
        with (shared / "corpora" / "articles" / f"{name}.jsonl").open(encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)["text"]
                after_the_story = text.find("\n\nSources\n")
                for part in find(text):
                    assert part.kind != "furniture" or part.char_start >= after_the_story > 0, text[part.char_start :][
                        :80
                    ]


LINES = st.lists(
    st.one_of(
        st.sampled_from(PAGE.split("\n") + ["XS", "SM", "“", "- a", "\ufeff", "\u200b", "\r", "0", "?"]),
        st.text(max_size=40),
    ),
    max_size=30,
)


@given(LINES)
def test_parts_are_in_order_and_leave_out_nothing_but_white_space(lines: list[str]) -> None:
    text = "\n".join(lines)
    at, left_out = 0, ""
    for part in find(text):
        assert at <= part.char_start < part.char_end <= len(text)
        left_out += text[at : part.char_start]
        at = part.char_end
    left_out += text[at:]
    assert not left_out.replace("\u200b", "").replace("\ufeff", "").strip()


def test_odd_pages_are_dealt_with_quickly() -> None:
    for text in ("a\n" * 20_000, "Share " * 20_000, "XS\n\n" * 10_000, "The same line once more, said she.\n" * 5_000):
        assert find(text)


def test_the_line_after_a_caption_label_is_the_caption() -> None:
    lines = "Image source, Getty Images\nImage caption,\nThe quay under water on Monday"
    text = f"{STORY}\n\n{lines}\n\nNobody was hurt, she said."
    assert texts(text, "caption") == ["The quay under water on Monday"]
    assert texts(text, "furniture") == ["Image source, Getty Images", "Image caption,"]


def test_an_invitation_is_furniture_but_a_sentence_that_begins_so_is_not() -> None:
    sentence = "Sign up for the shelters before noon, the mayor told residents of the old town."
    text = (
        f"{STORY}\n\nSign up for our newsletter\n\n{sentence}\n\n* * *\n\nNobody was hurt, said the mayor of the town."
    )
    assert texts(text, "furniture") == ["Sign up for our newsletter", "* * *"]
    assert sentence in texts(text, "body")


@pytest.mark.parametrize(
    "date", ["Published April 5, 2019, 17:40", "April 17, 2019", "Thursday, April 18, 2019", "Last updated: 2019-04-15"]
)
def test_a_date_line_right_below_a_headline_is_not_part_of_it(date: str) -> None:
    page = f"Barriers hold as the flood crest passes the old town\n{date}\n\nThe crest passed at noon, the town said."
    assert texts(page, "headline") == ["Barriers hold as the flood crest passes the old town"]
    assert texts(page, "body") == [date, "The crest passed at noon, the town said."]


def test_a_date_at_the_end_of_a_wrapped_paragraph_stays_in_it() -> None:
    wrapped = (
        "The gates of the dam above the town were opened in the night from\n"
        "Friday to Saturday, and the operator says that it was told so on\n"
        "3 April 2019."
    )
    assert len(kinds(f"A headline\n\n{wrapped}\n\nAnother paragraph, which ends here too.")) == 3
