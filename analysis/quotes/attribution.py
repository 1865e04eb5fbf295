"""What the modules of this package hand on: an attribution in the making, and the text read for its quotation marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis import schema
from analysis.document import Document
from analysis.language.parse import PARAGRAPH_BREAK
from analysis.quotes import marks
from analysis.quotes.cues import Cue
from analysis.quotes.sources import Source

BLOCK_BREAK = re.compile(r"\n[^\S\n]*\n")
WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(slots=True, eq=False)
class Attribution:
    """One attribution before its speaker is known."""

    content: tuple[schema.Span, ...]
    kind: str
    cue: Cue | None
    source: Source | None
    confidence: float
    reason: str
    continues: "Attribution | None" = None  # whose speaker goes on
    nested: bool = False
    inside: "Attribution | None" = None  # in whose content it stands, where it is nested


@dataclass(frozen=True)
class Reading:
    """A document with its quotations, by token."""

    document: Document
    quotations: tuple[marks.Quotation, ...]  # depth 0
    owner: Sequence[int]  # quotation number of each token, -1 outside
    quoted: bytearray
    nested: tuple[marks.Quotation, ...] = ()  # deeper than 0

    @cached_property
    def inner(self) -> "Reading":
        """The same text with the quotations that stand inside others, for what is quoted at second hand."""
        deeper = tuple(q for q in self.nested if q.depth == 1)
        owner = [-1] * len(self.owner)
        for number, quotation in enumerate(deeper):
            for token in self.document.tokens(quotation.start, quotation.end):
                owner[token.i] = number
        return Reading(self.document, deeper, owner, bytearray(o >= 0 for o in owner))

    @cached_property
    def unquoted(self) -> bytearray:
        """What is barred where a quotation is read for speech in it: all outside of it, and quotations inside it."""
        return bytearray(not own or deeper for own, deeper in zip(self.quoted, self.inner.quoted, strict=True))

    def quoted_stretches(self, first: int, last: int) -> list[tuple[int, int]]:
        """The parts of the tokens [first, last) that stand in one quotation each."""
        found: list[tuple[int, int]] = []
        for i in range(first, last):
            if self.owner[i] >= 0:
                if found and found[-1][1] == i and self.owner[i - 1] == self.owner[i]:
                    found[-1] = (found[-1][0], i + 1)
                else:
                    found.append((i, i + 1))
        return found

    def first_token(self, number: int) -> int:
        return self.document.token_at(self.quotations[number].start).i

    def last_token(self, number: int) -> int:
        return self.document.token_at(self.quotations[number].end - 1).i


def paragraphs(document: Document) -> list[tuple[int, int]]:
    """Paragraphs of the story as spans, parts apart."""
    return _stretches(document, PARAGRAPH_BREAK)


def _stretches(document: Document, separator: re.Pattern[str]) -> list[schema.Span]:
    """The stretches of the story between separators."""
    spans = []
    for part in document.parts:
        if part.kind not in schema.STORY_PARTS:
            continue
        start = part.char_start
        for match in separator.finditer(document.text, part.char_start, part.char_end):
            spans.append((start, match.start()))
            start = match.end()
        spans.append((start, part.char_end))
    return [(start, end) for start, end in spans if document.text[start:end].strip()]


def read_marks(document: Document) -> Reading:
    paired = marks.find(document.text, _stretches(document, BLOCK_BREAK))
    top = tuple(q for q in paired if q.depth == 0)
    owner = [-1] * len(document.doc)
    for number, quotation in enumerate(top):
        for token in document.tokens(quotation.start, quotation.end):
            owner[token.i] = number
    nested = tuple(q for q in paired if q.depth > 0)
    return Reading(document, top, owner, bytearray(o >= 0 for o in owner), nested)


def is_whole(text: str, quotation: marks.Quotation) -> bool:
    """Whether a quotation reads as a sentence of its own: a capital first."""
    inner = text[quotation.start : quotation.end].lstrip("\"'`“‘«„ ")
    return inner[:1].isupper()
