"""The tokens of a text in time that grows with its length, whatever stands in it."""

import re

from spacy.language import Language
from spacy.tokens import Doc

LONGEST_WORD = 500
"""Characters between two spaces that the tokenizer gets at once. It looks for marks at the ends of a word again after
each one it takes off, so that 6,000 brackets in a row took 20 s; what is longer than any word or address is no word."""
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def tokenize(text: str, pipeline: Language) -> Doc:
    """`text` as bare tokens of the pipeline; a run of characters longer than any word is cut every `LONGEST_WORD`."""
    ends = [match.end() for match in _LONG.finditer(text)]
    if not ends:
        return pipeline.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        for token in pipeline.make_doc(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(pipeline.vocab, words=words, spaces=spaces)
