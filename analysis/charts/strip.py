"""The events of one article on a strip of time: the timeline's marks without their labels, small beside a text.

A pointer tells what each is; the text tells the rest.
"""

from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import lanes, spans
from analysis.charts.dates import date_axis
from analysis.charts.style import TICK_PX, Mode, color, figure, keep_colours, literal, mix
from analysis.charts.timeline_layout import Scale, last_moment, stretch

ROW_PX, BAR_PX, DIAMOND_PX = 18, 10, 10
GAP_PX = 3.0  # between two marks of a row
TOP_PX, BOTTOM_PX, SIDE_PX = 24, 20, 6
MOST_EVENTS, MOST_ROWS = 100, 8  # what finds no row of its own lies in the last one, upon others
TICK_ROOM_PX = 46
SYMBOLS = {"planned": "diamond-open", "denied": "x-thin", "hedged": "diamond-open"}
HOLLOW = tuple(SYMBOLS)
STATUS_WORDS = {"hedged": "unsure", "planned": "planned", "denied": "denied"}


class _Mark(NamedTuple):
    row: Any
    times: spans.Times
    begins: pd.Timestamp
    ends: pd.Timestamp
    is_point: bool
    y: float = 0.0


def events_strip(
    frame: pd.DataFrame, *, published: date | None, mode: Mode, width: int = 240, rows_at_least: int = 1
) -> go.Figure:
    """Events (columns of `queries.events`) as diamonds and bars on one axis, the day of publication as a dotted line.

    `customdata` is story_id; `width` in pixels is what packing assumes. What lies far outside the main window is left
    out: `layout.meta` has "outside", "undated" and "days" as the timeline has them. An empty frame gives an empty
    figure. The figure is as high as `rows_at_least` rows of marks need, or higher.
    """
    frame = frame.head(MOST_EVENTS)
    days = pd.DataFrame({"day": [pd.Timestamp(published)] if published else [], "articles": 1})
    last_known = last_moment(frame, days)
    dated = [(row, spans.times_of(row, last_known)) for row in frame.itertuples()]
    undated = [row.story_id for row, times in dated if times is None]
    timed = [(row, times) for row, times in dated if times is not None]
    if not timed:
        empty = figure(mode, TOP_PX + BOTTOM_PX).update_layout(xaxis_visible=False, yaxis_visible=False)
        return empty.update_layout(meta={"outside": [], "undated": undated, "days": []})
    first, last = spans.main_window([times for _, times in timed])
    inside = [(row, times) for row, times in timed if times.begins < last and times.ends > first]
    outside = [row.story_id for row, times in timed if not (times.begins < last and times.ends > first)]
    scale = Scale(*stretch(first, last, days), width - 2 * SIDE_PX)
    marks = _packed(inside, scale)
    rows = max(rows_at_least, *(round(mark.y / ROW_PX + 0.5) for mark in marks))
    shown = figure(mode, TOP_PX + rows * ROW_PX + BOTTOM_PX)
    _draw_axis(shown, scale, rows)
    if published:
        _draw_published(shown, pd.Timestamp(published), scale, mode)
    _draw_bars(shown, [mark for mark in marks if not mark.is_point], mode)
    _draw_points(shown, [mark for mark in marks if mark.is_point], mode)
    ends = [mark.begins if mark.times.open_ended else mark.ends - pd.Timedelta(seconds=1) for mark in marks]
    between = [min(mark.begins for mark in marks), max(ends)]
    shown.update_layout(
        meta={"outside": outside, "undated": undated, "days": [day.date().isoformat() for day in between]}
    )
    return keep_colours(shown)


def _packed(inside: list[tuple[Any, spans.Times]], scale: Scale) -> list[_Mark]:
    marks, extents = [], []
    for row, times in sorted(inside, key=lambda pair: (pair[1].begins, pair[1].ends, str(pair[0].story_id))):
        begins, ends = max(times.begins, scale.first), min(times.ends, scale.last)
        left, right = scale.px(begins), scale.px(ends)
        point = times.point is not None or right - left < DIAMOND_PX
        if point:
            left = right = (left + right) / 2
            left, right = left - DIAMOND_PX / 2, right + DIAMOND_PX / 2
        marks.append(_Mark(row, times, begins, ends, point))
        extents.append(lanes.Extent(left, right))
    rows = lanes.pack(extents, gap_px=GAP_PX)
    return [mark._replace(y=(min(row, MOST_ROWS - 1) + 0.5) * ROW_PX) for mark, row in zip(marks, rows, strict=True)]


def _draw_axis(shown: go.Figure, scale: Scale, rows: int) -> None:
    shown.update_layout(
        barmode="overlay",
        margin={"l": SIDE_PX, "r": SIDE_PX, "t": TOP_PX, "b": BOTTOM_PX},
        xaxis=date_axis(scale.first, scale.last, scale.width_px, TICK_ROOM_PX),
        yaxis={"range": [rows * ROW_PX, 0], "visible": False, "fixedrange": True},
    )  # fmt: skip


def _draw_published(shown: go.Figure, day: pd.Timestamp, scale: Scale, mode: Mode) -> None:
    """A dotted line in the middle of the day, named below the strip."""
    middle = day + spans.DAY / 2
    if not scale.first <= middle <= scale.last:
        return
    ochre = color(mode, "time")
    shown.add_shape(type="line", xref="x", yref="paper", x0=middle, x1=middle, y0=0, y1=1, layer="below",
                    line={"color": ochre, "width": 2, "dash": "dot"})  # fmt: skip
    at = scale.px(middle) / scale.width_px
    anchor = "left" if at < 0.25 else "right" if at > 0.75 else "center"
    shown.add_annotation(x=middle, y=0, xref="x", yref="paper", yanchor="top", xanchor=anchor, text="published",
                         showarrow=False, font={"size": TICK_PX, "color": ochre})  # fmt: skip


def _draw_bars(shown: go.Figure, marks: list[_Mark], mode: Mode) -> None:
    """The possible range faded, with an edge; the certain core solid; what did not happen for sure hollow."""
    event, paper = color(mode, "event"), color(mode, "paper")
    edge, faded = mix(event, paper, 0.7), mix(event, paper, 0.2)
    pieces: list[tuple[_Mark, pd.Timestamp, pd.Timestamp, str, str]] = []
    for mark in marks:
        hollow = mark.row.status in HOLLOW
        pieces.append((mark, mark.begins, mark.ends, paper if hollow else faded, edge))
        if mark.times.core is not None and not hollow:
            core = max(mark.times.core[0], mark.begins), min(mark.times.core[1], mark.ends)
            pieces.append((mark, *core, event, event))
    if pieces:
        shown.add_bar(
            orientation="h", base=[begins for _, begins, _, _, _ in pieces], width=BAR_PX,
            x=[(ends - begins) / pd.Timedelta(milliseconds=1) for _, begins, ends, _, _ in pieces],
            y=[mark.y for mark, _, _, _, _ in pieces],
            marker={"color": [fill for _, _, _, fill, _ in pieces],
                    "line": {"color": [line for _, _, _, _, line in pieces], "width": 1}},
            **_told([mark for mark, _, _, _, _ in pieces]),
        )  # fmt: skip


def _draw_points(shown: go.Figure, marks: list[_Mark], mode: Mode) -> None:
    if marks:
        event = color(mode, "event")
        shown.add_scatter(
            x=[mark.begins + (mark.ends - mark.begins) / 2 for mark in marks], y=[mark.y for mark in marks],
            mode="markers", cliponaxis=False,
            marker={"symbol": [SYMBOLS.get(mark.row.status, "diamond") for mark in marks], "size": DIAMOND_PX,
                    "color": event, "opacity": 1, "line": {"color": event, "width": 1.8}},
            **_told(marks),
        )  # fmt: skip


def _told(marks: list[_Mark]) -> dict[str, Any]:
    return {
        "customdata": [mark.row.story_id for mark in marks],
        "hovertext": [_hover(mark) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(mark: _Mark) -> str:
    status = STATUS_WORDS.get(mark.row.status, "")
    when = ", ".join(part for part in (spans.in_words(mark.times), status) if part)
    return f"<b>{literal(mark.row.title)}</b><br>{when}"
