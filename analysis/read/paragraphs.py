"""Where the paragraphs of a pasted text begin and end: blank lines, one to a line, or hard-wrapped lines.

Does not know what a paragraph is for on the page (`analysis.parts`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
INVISIBLE = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace()) + "\u200b\ufeff"
"""White space, the zero-width space and the byte order mark, which pages leave in empty lines."""
WRAPPED_WIDTH = range(40, 121)
"""Width in characters of hard-wrapped lines: mail programs wrap at 65 to 78, editors at 80 to 120."""
FULL_LINES = 0.7
"""Share of lines that must be too full for the next line's first word before a text counts as hard-wrapped."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (or a lone line) of the text, as a half-open span without the white space around it."""

    char_start: int
    char_end: int
    text: str
    key: str  # the same for texts that differ only in white space


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Paragraph]:
    """The paragraphs of `text` in order. A line for which `stands_alone` holds is never joined to another."""
    found = []
    for block in _blocks(text):
        for lines in _split_block(text, block, stands_alone):
            start, end = lines[0][0], lines[-1][1]
            inner = text[start:end]
            found.append(Paragraph(start, end, inner, " ".join(inner.split())))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of all lines without the white space around them; an empty one for a blank line."""
    start = 0
    for mark in LINE_BREAK.finditer(text):
        yield _stripped(text, start, mark.start())
        start = mark.end()
    yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    left = len(line) - len(line.lstrip(INVISIBLE))
    return start + left, max(start + left, start + len(line.rstrip(INVISIBLE)))


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines between blank lines."""
    block: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if start < end:
            block.append((start, end))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _split_block(
    text: str, block: Sequence[tuple[int, int]], stands_alone: Callable[[str], bool]
) -> Iterator[list[tuple[int, int]]]:
    """The paragraphs of one block, each as its lines."""
    wrapped = _is_wrapped([text[start:end] for start, end in block])
    width = max(end - start for start, end in block)
    current: list[tuple[int, int]] = []
    for start, end in block:
        line = text[start:end]
        if current:
            last = text[current[-1][0] : current[-1][1]]
            joins = (
                (wrapped and not _ends_early(last, line, width) or line[0].islower())
                and line != last
                and not stands_alone(line)
                and not stands_alone(last)
            )
            if not joins:
                yield current
                current = []
        current.append((start, end))
    yield current


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines break because they are full, not because a paragraph ends."""
    width = max(map(len, lines))
    if len(lines) < 2 or width not in WRAPPED_WIDTH:
        return False
    full = sum(_is_full(line, following, width) for line, following in zip(lines, lines[1:], strict=False))
    return full >= FULL_LINES * (len(lines) - 1)


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _ends_early(line: str, following: str, width: int) -> bool:
    """Whether a line of a wrapped block ends long before it is full, as the last line of a paragraph does."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) < 0.8 * width
