"""Where everything on the timeline stands: the axis, the lanes, the rows, and how far a mark with its label reaches.

In pixels, for a figure of an assumed width; what is drawn there is `timeline`'s business.
"""

from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import lanes, spans
from analysis.charts.style import LABEL_PX, LANE_PX, plain, text_width_px

ROW_PX, PAD_PX = 26, 7  # PAD_PX: above the first and below the last row of a lane
DIAMOND_PX, FOCUS_PX, ARROW_PX = 10, 20, 9  # across; FOCUS_PX: the outline of a chosen diamond
NO_PLACE = "No place told"
LANE_CHARS, LANE_LINE_CHARS = 44, 22  # a lane's name is cut at the one, and broken into two lines at the other
SUFFIX = {"hedged": " (unsure)", "planned": " (planned)", "denied": " (denied)"}

Timed = tuple[Any, spans.Times]  # a row of the frame and its times
Lane = tuple[str, float, float]  # name, top and bottom in pixels


class Item(NamedTuple):
    """One event with its place in the picture.

    `begins`, `ends`: the possible range as far as the axis shows it. `middle`: where a diamond or a cross stands.
    `y`: the middle of its row, in pixels from the top.
    """

    row: Any
    times: spans.Times
    begins: pd.Timestamp
    ends: pd.Timestamp
    middle: pd.Timestamp
    mark: lanes.Extent
    label: lanes.Placed
    text: str
    y: float

    @property
    def label_y(self) -> float:
        """The middle of the label, in pixels from the top: a label below keeps close to its mark."""
        return self.y + (0.75 * ROW_PX if self.label.side == "below" else 0.0)


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
    air = max((last - first) * 0.03, pd.Timedelta(hours=12))
    return first - air, last + air


def _lane_name(row: Any) -> str:
    return plain(row.place, LANE_CHARS) if isinstance(row.place, str) and row.place else NO_PLACE


def lane_lines(name: str) -> list[str]:
    """A lane's name in at most two lines, broken at the blank that leaves them most alike."""
    if len(name) <= LANE_LINE_CHARS:
        return [name]
    blanks = [at for at, char in enumerate(name) if char == " "]
    if not blanks:
        return [plain(name, LANE_LINE_CHARS)]
    at = min(blanks, key=lambda blank: (max(blank, len(name) - blank - 1), blank))
    return [plain(name[:at], LANE_LINE_CHARS + 6), plain(name[at + 1 :], LANE_LINE_CHARS + 6)]


def lane_label_px(inside: list[Timed]) -> float:
    """The width of the column of lane names."""
    names = {_lane_name(row) for row, _ in inside} | {"Published"}
    return max(text_width_px(line, LANE_PX, bold=True) for name in names for line in lane_lines(name)) + 18


def _label_of(row: Any) -> str:
    return plain(row.title, 60) + SUFFIX.get(row.status, "")


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
    return lanes.Extent(left, right + (ARROW_PX if times.open_ended else 0))


def lay_out(inside: list[Timed], scale: Scale, selected: str | None) -> tuple[list[Item], list[Lane]]:
    """Items with their rows, and the lanes (name, top, bottom in pixels) in the order of their first event."""
    groups: dict[str, list[Timed]] = {}
    for row, times in sorted(inside, key=lambda pair: (pair[1].begins, pair[1].ends, str(pair[0].story_id))):
        groups.setdefault(_lane_name(row), []).append((row, times))
    if NO_PLACE in groups:
        groups[NO_PLACE] = groups.pop(NO_PLACE)
    items: list[Item] = []
    lane_spans: list[Lane] = []
    top = 0.0
    for name, members in groups.items():
        marks = [_mark_extent(times, row.status, scale, row.story_id == selected) for row, times in members]
        texts = [_label_of(row) for row, _ in members]
        placed = [
            lanes.place_label(mark, text_width_px(text, LABEL_PX, bold=row.story_id == selected), scale.width_px)
            for mark, text, (row, _) in zip(marks, texts, members, strict=True)
        ]
        rows = lanes.pack([one.extent for one in placed], heights=[one.rows for one in placed])
        for (row, times), mark, label, text, number in zip(members, marks, placed, texts, rows, strict=True):
            begins, ends = max(times.begins, scale.first), min(times.ends, scale.last)
            y = top + PAD_PX + (number + 0.5) * ROW_PX
            items.append(Item(row, times, begins, ends, begins + (ends - begins) / 2, mark, label, text, y))
        used = max(number + one.rows for number, one in zip(rows, placed, strict=True))
        bottom = top + 2 * PAD_PX + used * ROW_PX
        lane_spans.append((name, top, bottom))
        top = bottom
    return items, lane_spans
