"""Quotation marks paired into quoted stretches: straight, curly, single, guillemets, `` and ''.

Knows marks only, not who speaks. Apostrophes are no marks. A quotation left open at the end of a
paragraph runs on where the next paragraph opens again (as newspapers print it), else ends there.
One pass over the text: linear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‹›']")
OPENERS: dict[str, tuple[str, ...]] = {
    "“": ("”",), "«": ("»",), "„": ("“", "”"), "‟": ("”",), "``": ("''",), "‘": ("’",), "‚": ("‘", "’"), "‹": ("›",),
}  # fmt: skip
CLOSERS = frozenset("”»’›") | {"''"}
SINGLE = frozenset("‘’‚'‹›")
BEFORE_OPENING = frozenset(" \t\n\r\f\v\u00a0([{—–-/“‘\"'«„:")
AFTER_CLOSING = frozenset(" \t\n\r\f\v\u00a0)]}.,;:!?…—–-/”’\"'»")
TERMINAL = frozenset(".!?…")
DEEPEST = 8  # quotations in quotations that are kept apart; deeper marks are read as the text of the last


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks, half-open offsets."""

    start: int
    end: int
    depth: int  # 0 = stands in no other quotation
    closed: bool


@dataclass(slots=True)
class _Open:
    start: int
    mark: str


def find(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations in these paragraphs, outer before inner, in the order of the text."""
    found: list[Quotation] = []
    carried: int | None = None  # start of a quotation that the last paragraph left open
    for number, (start, end) in enumerate(paragraphs):
        quotations, left_open = _paragraph(text, start, end)
        if carried is not None and quotations and quotations[0].start == _first_char(text, start, end):
            head = quotations[0]
            while found and found[-1].start >= carried:
                found.pop()
            quotations[0] = Quotation(carried, head.end, 0, head.closed)
            left_open = carried if left_open == head.start else left_open
        carried = None
        if left_open is not None and number + 1 < len(paragraphs) and _opens(text, paragraphs[number + 1]):
            carried = left_open
        found += quotations
    return sorted(found, key=lambda q: (q.start, -q.end))


def _first_char(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _last_char(text: str, at: int) -> int:
    """The last character before `at` that is no space."""
    at -= 1
    while at > 0 and text[at].isspace():
        at -= 1
    return at


def _opens(text: str, paragraph: tuple[int, int]) -> bool:
    """Whether a paragraph begins with a mark that may open a quotation."""
    match = MARK.match(text, _first_char(text, *paragraph), paragraph[1])
    return match is not None and match.group() not in CLOSERS


def _paragraph(text: str, start: int, end: int) -> tuple[list[Quotation], int | None]:
    """The quotations of one paragraph, and where the one begins that it leaves open."""
    done: list[Quotation] = []
    stack: list[_Open] = []
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        top = stack[-1] if stack else None
        if top is not None and _may_open(mark, before, after, None) and mark == stack[0].mark:
            if before == "\n":
                continue  # a quotation of several paragraphs opens each of them anew
            last = _last_char(text, at)
            if before.isspace() and not after.isspace() and text[last] in TERMINAL:  # the one before was never closed
                done.append(Quotation(stack[0].start, last + 1, 0, False))
                stack = [_Open(at, mark)]
                continue
        if top is not None and _closes(mark, top.mark, before, after):
            stack.pop()
            done.append(Quotation(top.start, match.end(), len(stack), True))
        elif _may_open(mark, before, after, top) and len(stack) < DEEPEST:
            stack.append(_Open(at, mark))
        elif mark not in SINGLE and top is not None and top.mark in SINGLE and len(stack) > 1:
            outer = stack[-2]  # a single mark that was an apostrophe after all
            if _closes(mark, outer.mark, before, after):
                stack.pop()
                stack.pop()
                done.append(Quotation(outer.start, match.end(), len(stack), True))
    return _close_rest(text, end, stack, done)


def _close_rest(text: str, end: int, stack: list[_Open], done: list[Quotation]) -> tuple[list[Quotation], int | None]:
    """What is still open at the end of the paragraph: single marks were apostrophes, others end with it."""
    open_ones = [item for item in stack if item.mark not in SINGLE]
    left_open = None
    if open_ones:
        first = open_ones[0]
        left_open = first.start
        line = text.find("\n", first.start, end)
        end = line if line > 0 else end
        while end > 0 and text[end - 1].isspace():
            end -= 1
        if end - first.start > 2:
            done.append(Quotation(first.start, end, 0, False))
    done.sort(key=lambda q: (q.start, -q.end))
    return _depths(done), left_open


def _depths(done: list[Quotation]) -> list[Quotation]:
    """Depths counted anew, since marks taken for apostrophes left gaps."""
    ends: list[int] = []
    counted = []
    for quotation in done:
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        counted.append(Quotation(quotation.start, quotation.end, len(ends), quotation.closed))
        ends.append(quotation.end)
    return counted


def _closes(mark: str, opener: str, before: str, after: str) -> bool:
    """Whether a mark closes the quotation that `opener` began."""
    if opener == '"' or (opener == "``" and mark == '"'):
        return mark in ('"', "''", "”") and not (before in BEFORE_OPENING and after not in AFTER_CLOSING)
    if opener == "'":
        return mark == "'" and not before.isspace() and after in AFTER_CLOSING
    if opener == "‘":
        return mark == "’" and not before.isspace() and after in AFTER_CLOSING
    return mark in OPENERS.get(opener, ()) or (opener == "“" and mark == '"' and after in AFTER_CLOSING)


def _may_open(mark: str, before: str, after: str, top: _Open | None) -> bool:
    """Whether a mark that closes nothing opens a quotation."""
    if mark in OPENERS:
        return True
    if mark in ('"', "''"):
        return not after.isspace() or top is None and before.isspace()
    if mark == "'":
        return before in BEFORE_OPENING and after.isalpha() and (top is None or top.mark != "'")
    return False
