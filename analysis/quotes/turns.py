"""Who speaks by turns, without a verb: transcripts ("Q: …", "RUIZ: …"), "Minister: “…”" and headlines of that kind.

A line that opens with a label and a colon is a turn where its article has several labels that return, or where a
quotation follows, or in a headline where somebody who can speak is the label. What is said is the rest of the line, in
a transcript up to the next label; whoever the label names speaks. Such readings are less sure than those with a cue.
One pass over the lines: linear.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from analysis import schema
from analysis.quotes import contents, nouns
from analysis.quotes.attribution import Attribution, Reading
from analysis.quotes.sources import NOMINAL, Source

LONGEST_LABEL = 90  # characters
MOST_WORDS = 12  # of a label
LEAST_TURNS, LEAST_SPEAKERS = 4, 2  # lines with labels that return, and different ones, that make a transcript
SHORT_LABEL = 4  # words of a label in a transcript
SURE = {"turn": 0.6, "quotation": 0.8, "headline": 0.5}  # confidence; a colon says less than a verb of speech


class _Line(NamedTuple):
    """A labelled line: the label without its colon, and what is said up to the next label or the end of the line."""

    label: schema.Span
    said: schema.Span
    part: str


def find(reading: Reading, claimed: set[int]) -> list[Attribution]:
    """The turns of an article; quotations that they hold count as `claimed`."""
    text = reading.document.text
    lines = list(_lines(reading))
    count = Counter(text[slice(*line.label)].casefold() for line in lines if _is_short(text, line))
    returning = {label for label, times in count.items() if times > 1}
    is_transcript = len(returning) >= LEAST_SPEAKERS and sum(count[label] for label in returning) >= LEAST_TURNS
    found: list[Attribution] = []
    for number, line in enumerate(lines):
        if is_transcript and text[slice(*line.label)].casefold() in returning:
            found += _turn(reading, line, lines[number + 1] if number + 1 < len(lines) else None)
        else:
            found += _quotation(reading, line, claimed) or _headline(reading, line)
    for attribution in found:
        spans = attribution.content
        claimed.update(
            reading.owner[token.i]
            for start, end in spans
            for token in reading.document.tokens(start, end)
            if reading.owner[token.i] >= 0
        )
    return found


def _lines(reading: Reading) -> Iterator[_Line]:
    """The labelled lines of the story."""
    text = reading.document.text
    for part in reading.document.parts:
        if part.kind not in schema.STORY_PARTS:
            continue
        start = part.char_start
        while start < part.char_end:
            stop = text.find("\n", start, part.char_end)
            end = part.char_end if stop < 0 else stop
            colon = text.find(":", start, min(end, start + LONGEST_LABEL))
            if colon > start and (colon + 1 >= end or text[colon + 1] in " \t\"“«`‘'"):
                low, high = _stripped(text, start, colon), _stripped(text, colon + 1, end)
                if low is not None and high is not None and _is_label(text[slice(*low)]):
                    yield _Line(low, high, part.kind)
            start = end + 1


def _stripped(text: str, start: int, end: int) -> schema.Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _is_label(label: str) -> bool:
    """Whether the words before a colon may name somebody: a capital first, few words, no end of a sentence."""
    return label[0].isupper() and len(label.split()) <= MOST_WORDS and not any(mark in label for mark in '?!;"“”«»')


def _is_short(text: str, line: _Line) -> bool:
    return len(text[slice(*line.label)].split()) <= SHORT_LABEL


def _source(reading: Reading, line: _Line) -> Source | None:
    """The label as a source, or None where it is a clause ("He added:") and the cue decides."""
    tokens = [token for token in reading.document.tokens(*line.label) if not token.is_space]
    if any(token.pos_ in ("VERB", "AUX") and not token.is_upper for token in tokens):
        return None
    return Source(tokens[0].i, tokens[-1].i + 1, _head(tokens))


def _head(tokens: list[Token]) -> Token:
    inside = {token.i for token in tokens}
    roots = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    return next((token for token in roots if token.pos_ in NOMINAL), tokens[-1])


def _turn(reading: Reading, line: _Line, following: _Line | None) -> list[Attribution]:
    """A turn of a transcript: up to the next label of its part."""
    tokens = [token for token in reading.document.tokens(*line.label) if not token.is_space]
    source = Source(tokens[0].i, tokens[-1].i + 1, _head(tokens))
    start, end = line.said
    if following is not None and reading.document.part_kind(following.label[0]) == line.part:
        end = (_stripped(reading.document.text, start, following.label[0]) or line.said)[1]
    return [Attribution(((start, end),), "direct", None, source, SURE["turn"], "turn of a transcript")]


def _quotation(reading: Reading, line: _Line, claimed: set[int]) -> list[Attribution]:
    """A quotation right behind a label: "Flood commissioner: “We were warned.”"."""
    number = reading.owner[reading.document.token_at(line.said[0]).i]
    source = _source(reading, line)
    if number < 0 or number in claimed or source is None or reading.quotations[number].start != line.said[0]:
        return []
    quotation = reading.quotations[number]
    span = (quotation.start, quotation.end)
    return [Attribution((span,), "direct", None, source, SURE["quotation"], "quotation behind a name and a colon")]


def _headline(reading: Reading, line: _Line) -> list[Attribution]:
    """A headline that leads with its speaker: "Minister: dam will hold"."""
    source = _source(reading, line)
    if line.part != "headline" or source is None:
        return []
    head = source.head
    speaks = nouns.naming_of(head.lower_) is not None or head.ent_type_ in ("PERSON", "ORG")
    said = reading.document.tokens(*line.said)
    if not speaks or not contents.has_verb(reading.document.doc, said.start, said.end):
        return []
    return [Attribution((line.said,), "indirect", None, source, SURE["headline"], "headline behind a name and a colon")]
