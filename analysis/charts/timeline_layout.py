"""Where everything on the timeline stands: the axis, the lanes, the rows, and how far a mark with its label reaches.

In pixels, for a figure of an assumed width; what is drawn there is `timeline`'s business.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import lanes, spans
from analysis.charts.lane_names import By, LaneName, lane_of
from analysis.charts.style import LABEL_PX, LANE_PX, plain, text_width_px

ROW_PX, PAD_PX = 26, 5  # PAD_PX: above the first and below the last row of a lane
HALF_PX = ROW_PX / 2  # rows begin at halves, since a mark with its label below takes one and a half
BELOW_PX = 16  # from the middle of a mark to that of its label below
DIAMOND_PX, FOCUS_PX, ARROW_PX = 10, 20, 9  # across; FOCUS_PX: the outline of a chosen diamond
SAID_CHARS = 28
SUFFIX = {"hedged": " (unsure)", "planned": " (planned)", "denied": " (denied)"}

Timed = tuple[Any, spans.Times]  # a row of the frame and its times
Lane = tuple[LaneName, float, float]  # name, top and bottom in pixels


class Item(NamedTuple):
    """One event with its place in the picture.

    `begins`, `ends`: the possible range as far as the axis shows it. `middle`: where a diamond or a cross stands.
    `text` and, softer, `aside` make the label. `y`: the middle of the mark, in pixels from the top.
    """

    row: Any
    times: spans.Times
    begins: pd.Timestamp
    ends: pd.Timestamp
    middle: pd.Timestamp
    mark: lanes.Extent
    label: lanes.Placed
    text: str
    aside: str
    y: float

    @property
    def label_y(self) -> float:
        """The middle of the label, in pixels from the top: a label below keeps close to its mark."""
        return self.y + (BELOW_PX if self.label.side == "below" else 0.0)


class Scale(NamedTuple):
    """Time to pixels: the axis from `first` to `last` over `width_px`."""

    first: pd.Timestamp
    last: pd.Timestamp
    width_px: float

    def px(self, moment: pd.Timestamp) -> float:
        return (moment - self.first) / (self.last - self.first) * self.width_px

    def moment(self, px: float) -> pd.Timestamp:
        return self.first + (self.last - self.first) * (px / self.width_px)


def last_moment(frame: pd.DataFrame, published: pd.DataFrame) -> pd.Timestamp:
    """The end of what the articles can know: the day after the last publication, or the last date told."""
    if len(published):
        return pd.Timestamp(published["day"].max()) + spans.DAY
    known = frame[["start_earliest", "start_latest", "end_earliest", "end_latest"]].stack()
    return pd.Timestamp(known.max()) if len(known) else pd.Timestamp(0)


def stretch(first: pd.Timestamp, last: pd.Timestamp, published: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The axis: whole days, the days of publication where they are near, and a little air at both ends."""
    first, last = first.floor("D"), last.ceil("D")
    length = max(last - first, 3 * spans.DAY)
    if len(published):
        days = pd.to_datetime(published["day"])
        near = days[(days >= first - length) & (days <= last + length)]
        if len(near):
            first, last = min(first, near.min()), max(last, near.max() + spans.DAY)
    return with_air(first, last)


def with_air(first: pd.Timestamp, last: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The axis from `first` to `last` with a little air at both ends."""
    air = max((last - first) * 0.02, pd.Timedelta(hours=6))
    return first - air, last + air


def lane_label_px(names: Iterable[LaneName]) -> float:
    """The width of the column of lane names."""
    return max([text_width_px("Published", LANE_PX, bold=True), *(name.width_px for name in names)]) + 14


def _label_of(row: Any, by: By) -> tuple[str, str]:
    """Title with status, and what is said aside: who says so, how many articles tell it, where the lane does not."""
    aside = ""
    if by != "voice" and isinstance(row.asserted_by, str) and row.asserted_by:
        aside += f" · says: {plain(row.asserted_by, SAID_CHARS)}"
    if by == "article" and row.articles > 1:
        aside += f" · {row.articles} articles"
    return plain(row.title, 60) + SUFFIX.get(row.status, ""), aside


def is_drawn_as_point(times: spans.Times, status: str, width_px: float) -> bool:
    """Whether an event is a diamond; a hedged one is a hatched bar as long as there is room for the hatching."""
    return times.point is not None and (status != "hedged" or width_px < 1.5 * DIAMOND_PX)


def _mark_extent(times: spans.Times, status: str, scale: Scale, chosen: bool) -> lanes.Extent:
    """What the mark itself covers, cut at the ends of the axis; a small mark is as wide as its diamond."""
    left, right = max(scale.px(times.begins), 0.0), min(scale.px(times.ends), scale.width_px)
    half = (FOCUS_PX if chosen else DIAMOND_PX) * 0.7
    if right - left < 2 * half or is_drawn_as_point(times, status, right - left):
        middle = min(max((left + right) / 2, half), scale.width_px - half)
        return lanes.Extent(middle - half, middle + half)
    return lanes.Extent(
        left - (ARROW_PX if times.no_start else 0), right + (ARROW_PX if times.open_ended or times.no_end else 0)
    )


def in_lanes(inside: list[Timed], by: By) -> dict[LaneName, list[Timed]]:
    """The events of each lane in order of time; lanes in the order of their first event, the rest last."""
    groups: dict[str, tuple[LaneName, list[Timed]]] = {}
    for row, times in sorted(inside, key=lambda pair: (pair[1].begins, pair[1].ends, str(pair[0].story_id))):
        name = lane_of(row, by)
        groups.setdefault(name.key, (name, []))[1].append((row, times))
    return dict(sorted(groups.values(), key=lambda group: group[0].rest))


def lay_out(
    groups: dict[LaneName, list[Timed]], scale: Scale, selected: str | None, by: By = "place"
) -> tuple[list[Item], list[Lane]]:
    """Items with their rows, and the lanes (name, top, bottom in pixels) of `in_lanes`."""
    items: list[Item] = []
    lane_spans: list[Lane] = []
    top = 0.0
    for name, members in groups.items():
        marks = [_mark_extent(times, row.status, scale, row.story_id == selected) for row, times in members]
        texts = [_label_of(row, by) for row, _ in members]
        placed = [
            lanes.place_label(
                mark, text_width_px("".join(text), LABEL_PX, bold=row.story_id == selected), scale.width_px
            )
            for mark, text, (row, _) in zip(marks, texts, members, strict=True)
        ]
        halves = lanes.pack([one.extent for one in placed], heights=[one.half_rows for one in placed])
        used_px = max(half + one.half_rows for half, one in zip(halves, placed, strict=True)) * HALF_PX
        bottom = top + 2 * PAD_PX + max(used_px, name.height_px)
        air_px = (bottom - top - used_px) / 2
        for (row, times), mark, label, text, half in zip(members, marks, placed, texts, halves, strict=True):
            begins, ends = max(times.begins, scale.first), min(times.ends, scale.last)
            y = top + air_px + (half + 1) * HALF_PX
            items.append(Item(row, times, begins, ends, begins + (ends - begins) / 2, mark, label, *text, y))
        lane_spans.append((name, top, bottom))
        top = bottom
    return items, lane_spans
