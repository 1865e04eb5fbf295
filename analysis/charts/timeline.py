"""Events on lanes (a place, voice, type or article each): what is certain is solid, what is only possible faded.

`timeline_layout` says where everything stands, `spans` what of an event's time is certain; this draws.
Titles and captions stand outside the figure.
"""

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.charts import spans
from analysis.charts.dates import date_axis
from analysis.charts.lane_names import CUT_CHARS, By, LaneName
from analysis.charts.style import (
    LABEL_PX,
    TICK_PX,
    Mode,
    color,
    count,
    figure,
    keep_colours,
    literal,
    text_width_px,
)  # fmt: skip
from analysis.charts.timeline_layout import (
    PAD_PX,
    ROW_PX,
    SUFFIX,
    Item,
    Lane,
    Scale,
    in_lanes,
    lane_label_px,
    last_moment,
    lay_out,
    stretch,
    with_air,
)  # fmt: skip
from analysis.charts.timeline_marks import draw_bars, draw_marks

MOST_EVENTS = 300
PUBLISHED_PX = 44
TOP_PX, RIGHT_PX = 26, 14


def timeline(
    frame: pd.DataFrame, *, published: pd.DataFrame, mode: Mode, selected: str | None = None, width: int = 760,
    by: By = "place", window: tuple[date, date] | None = None,
) -> go.Figure:  # fmt: skip
    """Lanes of events, earliest lane first, with the articles per day at the bottom.

    `frame` has the columns of `queries.events` (the 300 most prominent rows are drawn), `published` those of
    `queries.published_days`. `customdata` is story_id; of a column of publication, "published:" and its ISO day.
    `width` in pixels is what packing assumes; a wider figure only loosens it. The axis runs over `window` (first and
    last day), or over the main part of the events. What lies outside is left out: `layout.meta["outside"]` lists these
    story_ids, `layout.meta["undated"]` the ones without any date, `layout.meta["days"]` the first and last day (ISO) on
    which a drawn event happens, as far as the text tells, and `layout.meta["window"]` those of the axis. An empty frame
    gives an empty figure.
    """
    if len(frame) > MOST_EVENTS:
        frame = frame.loc[frame["prominence"].nlargest(MOST_EVENTS).index.sort_values()]
    last_known = last_moment(frame, published)
    dated = [(row, spans.times_of(row, last_known)) for row in frame.itertuples()]
    undated = [row.story_id for row, times in dated if times is None]
    timed = [(row, times) for row, times in dated if times is not None]
    if not timed:
        return _without_events(mode, undated, [])
    if window:
        first, last = pd.Timestamp(window[0]), pd.Timestamp(window[1]) + spans.DAY
    else:
        first, last = spans.main_window([times for _, times in timed])
    inside = [(row, times) for row, times in timed if times.begins < last and times.ends > first]
    outside = [row.story_id for row, times in timed if not (times.begins < last and times.ends > first)]
    if not inside:
        return _without_events(mode, undated, outside)
    groups = in_lanes(inside, by)
    label_px = lane_label_px(groups)
    axis = Scale(*(with_air(first, last) if window else stretch(first, last, published)), width - label_px - RIGHT_PX)
    items, lane_spans = lay_out(groups, axis, selected, by)
    bottom = lane_spans[-1][2] + PUBLISHED_PX + PAD_PX
    shown = figure(mode, bottom + TOP_PX + 4)
    _draw_frame(shown, lane_spans, axis, mode, label_px, bottom)
    draw_bars(shown, items, mode)
    draw_marks(shown, items, mode, selected)
    _draw_labels(shown, items, axis, mode, selected)
    _draw_published(shown, published, axis, mode, bottom)
    days = [moment.date().isoformat() for moment in (first, last - pd.Timedelta(seconds=1))]
    shown.update_layout(meta={"outside": outside, "undated": undated, "days": _days(items), "window": days})
    return keep_colours(shown)


def _without_events(mode: Mode, undated: list[str], outside: list[str]) -> go.Figure:
    empty = figure(mode, ROW_PX * 2).update_layout(xaxis_visible=False, yaxis_visible=False)
    return empty.update_layout(meta={"outside": outside, "undated": undated, "days": [], "window": []})


def _days(items: list[Item]) -> list[str]:
    """The first and last day of the marks; what still goes on counts by its beginning."""
    ends = [item.begins if item.times.open_ended else item.ends - pd.Timedelta(seconds=1) for item in items]
    return [day.date().isoformat() for day in (min(item.begins for item in items), max(ends))]


def _draw_frame(
    shown: go.Figure,
    lane_spans: list[Lane],
    scale: Scale,
    mode: Mode,
    label_px: float,
    bottom: float,
) -> None:
    line = {"color": color(mode, "line"), "width": 1}
    # The lines begin left of the figure, which cuts them: its real width, and so the share of the names, is not known.
    separators = [
        {"type": "line", "xref": "paper", "x0": -4 * label_px / scale.width_px, "x1": 1, "y0": low, "y1": low,
         "line": line, "layer": "below"}
        for _, _, low in lane_spans
    ]  # fmt: skip
    middles = [(top + low) / 2 for _, top, low in lane_spans] + [bottom - PUBLISHED_PX / 2]
    names = [_lane_label(name, mode) for name, _, _ in lane_spans]
    shown.update_layout(
        shapes=separators,
        barmode="overlay",
        margin={"l": label_px, "r": RIGHT_PX, "t": TOP_PX, "b": 4},
        xaxis=date_axis(scale.first, scale.last, scale.width_px),
        yaxis={"range": [bottom, 0], "tickvals": middles, "ticktext": [*names, "<b>Published</b>"],
               "automargin": False, "fixedrange": True, "ticklabelstandoff": 8},
    )  # fmt: skip


def _lane_label(name: LaneName, mode: Mode) -> str:
    tag = "i" if name.rest else "b"
    label = f"<{tag}>{'<br>'.join(map(literal, name.lines))}</{tag}>"
    if not name.below:
        return label
    below = literal(name.below, CUT_CHARS)
    return f'{label}<br><span style="font-size:{TICK_PX}px;color:{color(mode, "ink2")}">{below}</span>'


def _draw_labels(shown: go.Figure, items: list[Item], scale: Scale, mode: Mode, selected: str | None) -> None:
    """The labels, a trace for each side of the mark; clicking one is clicking its event."""
    for side, position in (("right", "middle right"), ("left", "middle left"), ("below", "middle right")):
        chosen = [item for item in items if item.label.side == side and item.label.label_px > 0]
        if not chosen:
            continue
        shown.add_scatter(
            x=[scale.moment(item.label.label_at) for item in chosen], y=[item.label_y for item in chosen], mode="text",
            text=[_cut(item, mode, item.row.story_id == selected) for item in chosen], textposition=position,
            textfont={"size": LABEL_PX, "color": [color(mode, "ink2" if item.row.status in SUFFIX else "ink")
                                                  for item in chosen]},
            customdata=[item.row.story_id for item in chosen], hoverinfo="skip", cliponaxis=False,
        )  # fmt: skip


def _cut(item: Item, mode: Mode, bold: bool) -> str:
    """The label cut to the width that packing left for it; what is said aside goes first."""
    room_px, aside = item.label.label_px + 0.01, item.aside
    if aside and text_width_px(item.text + aside, LABEL_PX, bold=bold) > room_px:
        aside = ""
    needed, longest = text_width_px(item.text, LABEL_PX, bold=bold), len(item.text)
    if needed > room_px:
        longest = int(longest * room_px / needed)
    if longest < 4:
        return ""
    text = literal(item.text, longest)
    soft = f'<span style="color:{color(mode, "ink2")}"> {literal(aside)}</span>' if aside else ""
    return (f"<b>{text}</b>" if bold else text) + soft


def _draw_published(shown: go.Figure, published: pd.DataFrame, scale: Scale, mode: Mode, bottom: float) -> None:
    """Articles per day as ochre columns that stand on the figure's lower edge."""
    if not len(published):
        return
    days = pd.to_datetime(published["day"])
    inside = published[(days >= scale.first) & (days < scale.last)]
    if inside.empty:
        return
    articles = inside["articles"].to_numpy()
    day_px = scale.px(scale.first + spans.DAY)
    column = spans.DAY * max(0.62, 3 / day_px)
    starts = pd.DatetimeIndex(inside["day"])
    shown.add_bar(
        x=(starts + spans.DAY / 2).to_numpy(),
        y=-(PUBLISHED_PX - 8) * articles / max(int(articles.max()), 1),
        base=bottom, width=column / pd.Timedelta(milliseconds=1),
        marker={"color": color(mode, "time"), "line": {"width": 0}},
        customdata=("published:" + starts.strftime("%Y-%m-%d")).to_numpy(object),
        hovertext=np.array([f"<b>{day.day} {day:%b %Y}</b><br>{count(number, 'article')}"
                            for day, number in zip(starts.date, articles.tolist(), strict=True)], dtype=object),
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
