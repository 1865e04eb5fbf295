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
    """An item with its label: where the label begins or ends, its side, the width left for it, and the whole extent."""

    label_at: float
    side: str  # "right" or "left" of the mark
    label_px: float
    extent: Extent


def place_label(mark: Extent, label_px: float, width_px: float) -> Placed:
    """Put a label to the right of a mark, or to its left where the right edge (`width_px`) is too near.

    Where neither side has the room, the wider one is taken and the label must be cut to `label_px`.
    """
    at_right, at_left = mark.right + LABEL_GAP_PX, mark.left - LABEL_GAP_PX
    if at_right + label_px <= width_px:
        return Placed(at_right, "right", label_px, Extent(mark.left, at_right + label_px))
    if at_left - label_px >= 0:
        return Placed(at_left, "left", label_px, Extent(at_left - label_px, mark.right))
    if width_px - at_right >= at_left:
        fitting = max(min(label_px, width_px - at_right), 0.0)
        return Placed(at_right, "right", fitting, Extent(mark.left, max(at_right + fitting, mark.right)))
    fitting = max(min(label_px, at_left), 0.0)
    return Placed(at_left, "left", fitting, Extent(min(at_left - fitting, mark.left), mark.right))


def pack(extents: Sequence[Extent], gap_px: float = GAP_PX) -> list[int]:
    """A row number for each extent: the first row with room, from left to right (greedy first fit).

    For intervals this needs no more rows than the most that overlap at one point, once widened by the gap.
    """
    rows = [0] * len(extents)
    ends: list[float] = []
    for index in sorted(range(len(extents)), key=lambda number: (extents[number].left, extents[number].right, number)):
        extent = extents[index]
        for row, end in enumerate(ends):
            if extent.left >= end + gap_px:
                rows[index], ends[row] = row, extent.right
                break
        else:
            rows[index] = len(ends)
            ends.append(extent.right)
    return rows
