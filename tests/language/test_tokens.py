"""A text is cut into tokens without loss; a run of marks longer than any word does not go to the tokenizer whole."""

import pytest

from analysis.language.tokens import LONGEST_WORD, tokenize

STORY = "The mayor of Berlin said it was over."


class Watched:
    """A pipeline that remembers the longest word it was given."""

    def __init__(self, pipeline):
        self.pipeline, self.vocab, self.longest = pipeline, pipeline.vocab, 0

    def make_doc(self, text):
        self.longest = max([self.longest, *map(len, text.split())])
        return self.pipeline.make_doc(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3_000 + STORY + ")" * 3_000,
        f"{STORY} {'“' * 2_000}\n\n{'a-' * 2_000} {STORY}",
        "x" * LONGEST_WORD + " " + STORY,
        "x" * LONGEST_WORD + "." + STORY,
        "",
    ],
)
def test_every_text_keeps_every_character_in_short_pieces(pipeline, text: str) -> None:
    watched = Watched(pipeline)
    doc = tokenize(text, watched)
    assert doc.text == text
    assert watched.longest <= LONGEST_WORD


def test_an_ordinary_text_is_tokenized_as_the_pipeline_does_it(pipeline) -> None:
    text = f"{STORY}\n\n  “See https://example.org/{'a' * 300},” she said.\t"
    assert [t.text_with_ws for t in tokenize(text, pipeline)] == [t.text_with_ws for t in pipeline.make_doc(text)]
