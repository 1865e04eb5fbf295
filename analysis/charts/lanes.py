"""Packing marks with their labels into rows, so that no two of a row touch.

Pure geometry in pixels; what a mark looks like is `timeline`'s business.
"""

from collections.abc import Sequence
from typing import NamedTuple

GAP_PX = 10.0  # between the extents of two items in a row
LABEL_GAP_PX = 6.0  # between a mark and its label


class Extent(NamedTuple):
    """What an item covers in its row, label included: [left, right] in pixels."""

    left: float
    right: float


class Placed(NamedTuple):
    """An item with its label: where the label begins or ends, its side, its width, and the whole extent."""

    label_at: float
    side: str  # "right" or "left" of the mark, or "below" it
    label_px: float
    extent: Extent

    @property
    def half_rows(self) -> int:
        """How many halves of a row the item takes."""
        return 3 if self.side == "below" else 2


def place_label(mark: Extent, label_px: float, width_px: float) -> Placed:
    """Put a label to the right of a mark; to its left near the right edge (`width_px`); else below it.

    A label wider than the whole picture is cut to `label_px`.
    """
    at_right, at_left = mark.right + LABEL_GAP_PX, mark.left - LABEL_GAP_PX
    if at_right + label_px <= width_px:
        return Placed(at_right, "right", label_px, Extent(mark.left, at_right + label_px))
    if at_left - label_px >= 0:
        return Placed(at_left, "left", label_px, Extent(at_left - label_px, mark.right))
    fitting = min(label_px, width_px)
    begins = max(min(mark.left, width_px - fitting), 0.0)
    return Placed(begins, "below", fitting, Extent(min(mark.left, begins), max(mark.right, begins + fitting)))


def pack(extents: Sequence[Extent], gap_px: float = GAP_PX, heights: Sequence[int] | None = None) -> list[int]:
    """The top row of each extent: the first with room for its height (1 where none is given), from left to right.

    For intervals of one row this needs no more rows than the most that overlap at one point, once widened by the gap.
    """
    tall = heights or [1] * len(extents)
    rows = [0] * len(extents)
    ends: list[float] = []
    for index in sorted(range(len(extents)), key=lambda number: (extents[number].left, extents[number].right, number)):
        extent = extents[index]
        row = 0
        while any(extent.left < end + gap_px for end in ends[row : row + tall[index]]):
            row += 1
        ends += [float("-inf")] * (row + tall[index] - len(ends))
        ends[row : row + tall[index]] = [extent.right] * tall[index]
        rows[index] = row
    return rows
