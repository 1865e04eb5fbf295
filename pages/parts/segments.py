"""A text cut at the edges of its marks, so that a browser can draw it without counting characters.

Offsets in Dateline are Unicode code points; JavaScript counts UTF-16 units. Cutting here, in Python, spares the
browser every offset: it receives pieces in order and sets each with `textContent`.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the text, half-open in code points, and what belongs to it (an index or a key)."""

    begins: int
    until: int
    key: int


class Segment(NamedTuple):
    """A piece of text and the keys of the spans that cover it, the longest span first."""

    text: str
    keys: tuple[int, ...]


def cut(text: str, spans: Iterable[Span], begins: int = 0, until: int | None = None) -> list[Segment]:
    """The pieces of `text[begins:until]` between all edges of `spans`; joined, they are that text again.

    Spans outside are left out, spans that stick out are cut to size, empty ones are dropped.
    """
    until = len(text) if until is None else min(until, len(text))
    inside = [
        Span(max(span.begins, begins), min(span.until, until), span.key)
        for span in spans
        if span.begins < until and span.until > begins and span.begins < span.until
    ]
    inside.sort(key=lambda span: (span.begins, -(span.until - span.begins)))
    edges = sorted({begins, until, *(edge for span in inside for edge in span[:2])})
    pieces: list[Segment] = []
    active: list[Span] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for left, right in zip(edges, edges[1:], strict=False):
        active = [span for span in active if span.until > left]
        while following is not None and following.begins <= left:
            active.append(following)
            following = next(waiting, None)
        keys = sorted(active, key=lambda span: (-(span.until - span.begins), span.begins, span.key))
        if left < right:
            pieces.append(Segment(text[left:right], tuple(span.key for span in keys)))
    return pieces


def lines(text: str, begins: int = 0, until: int | None = None) -> Sequence[tuple[int, int]]:
    """The non-blank lines of `text[begins:until]` as half-open stretches without their white space at the ends."""
    until = len(text) if until is None else min(until, len(text))
    found: list[tuple[int, int]] = []
    left = begins
    while left < until:
        right = text.find("\n", left, until)
        right = until if right < 0 else right
        first, last = left, right
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            found.append((first, last))
        left = right + 1
    return found
