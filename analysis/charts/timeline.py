"""Events on lanes, one lane a place: what is certain is solid, what is only possible is faded.

`timeline_layout` says where everything stands, `spans` what of an event's time is certain; this draws.
Titles and captions stand outside the figure.
"""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import spans
from analysis.charts.style import (
    LABEL_PX,
    Mode,
    color,
    count,
    figure,
    keep_colours,
    literal,
    mix,
    rgba,
    text_width_px,
)  # fmt: skip
from analysis.charts.timeline_layout import (
    ARROW_PX,
    DIAMOND_PX,
    FOCUS_PX,
    NO_PLACE,
    PAD_PX,
    ROW_PX,
    SUFFIX,
    Item,
    Lane,
    Scale,
    is_drawn_as_point,
    lane_label_px,
    lane_lines,
    last_moment,
    lay_out,
    stretch,
)  # fmt: skip

MOST_EVENTS = 300
BAR_PX, PUBLISHED_PX = 13, 44
TOP_PX, RIGHT_PX = 26, 14
FADE_STEPS, FADE_STEPS_MANY, MANY = 28, 8, 20
SYMBOL = {"planned": "diamond-open", "denied": "x-thin", "hedged": "diamond-open-dot"}
UNHAPPENED = ("planned", "denied")
# Distances between ticks that read well, in days; d3's "M<n>" beyond a month.
TICKS = ((1, 86_400_000), (2, 172_800_000), (4, 345_600_000), (7, 604_800_000), (14, 1_209_600_000),
         (31, "M1"), (92, "M3"), (183, "M6"), (366, "M12"), (731, "M24"), (1827, "M60"), (3653, "M120"),
         (18262, "M600"))  # fmt: skip
TICK_ROOM_PX = 60


def timeline(
    frame: pd.DataFrame, *, published: pd.DataFrame, mode: Mode, selected: str | None = None, width: int = 760
) -> go.Figure:
    """Lanes of events by place, earliest lane first, with the articles per day at the bottom.

    `frame` has the columns of `queries.events` (at most 300 rows are drawn), `published` those of
    `queries.published_days`. `customdata` is story_id. `width` in pixels is what packing assumes; a wider
    figure only loosens it. Events far outside the main window are left out: `layout.meta["outside"]` lists
    their story_ids, `layout.meta["undated"]` the ones without any date, and `layout.meta["days"]` the first and last
    day (ISO) on which a drawn event happens, as far as the text tells. An empty frame gives an empty figure.
    """
    frame = frame.head(MOST_EVENTS)
    last_known = last_moment(frame, published)
    dated = [(row, spans.times_of(row, last_known)) for row in frame.itertuples()]
    undated = [row.story_id for row, times in dated if times is None]
    timed = [(row, times) for row, times in dated if times is not None]
    if not timed:
        empty = figure(mode, ROW_PX * 2).update_layout(xaxis_visible=False, yaxis_visible=False)
        return empty.update_layout(meta={"outside": [], "undated": undated, "days": []})
    first, last = spans.main_window([times for _, times in timed])
    inside = [(row, times) for row, times in timed if times.begins < last and times.ends > first]
    outside = [row.story_id for row, times in timed if not (times.begins < last and times.ends > first)]
    label_px = lane_label_px(inside)
    first, last = stretch(first, last, published)
    scale = Scale(first, last, width - label_px - RIGHT_PX)
    items, lane_spans = lay_out(inside, scale, selected)
    bottom = lane_spans[-1][2] + PUBLISHED_PX + PAD_PX
    shown = figure(mode, bottom + TOP_PX + 4)
    _draw_frame(shown, lane_spans, scale, mode, label_px, bottom)
    _draw_bars(shown, items, mode)
    _draw_marks(shown, items, mode, selected)
    _draw_labels(shown, items, scale, mode, selected)
    _draw_published(shown, published, scale, mode, bottom)
    shown.update_layout(meta={"outside": outside, "undated": undated, "days": _days(items)})
    return keep_colours(shown)


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
    days = (scale.last - scale.first) / spans.DAY
    dtick = next((step for length, step in TICKS if days / length * TICK_ROOM_PX <= scale.width_px), TICKS[-1][1])
    monthly = isinstance(dtick, str)
    tick0 = scale.first.ceil("D") if not monthly else pd.Timestamp(scale.first.year, 1, 1)
    tickformat = "%-d %b" if not monthly else "%b %Y" if dtick in ("M1", "M3", "M6") else "%Y"
    middles = [(top + low) / 2 for _, top, low in lane_spans] + [bottom - PUBLISHED_PX / 2]
    names = [f"<b>{'<br>'.join(map(literal, lane_lines(name)))}</b>" if name != NO_PLACE else f"<i>{name}</i>"
             for name, _, _ in lane_spans]  # fmt: skip
    shown.update_layout(
        shapes=separators,
        barmode="overlay",
        margin={"l": label_px, "r": RIGHT_PX, "t": TOP_PX, "b": 4},
        xaxis={"type": "date", "range": [scale.first, scale.last], "side": "top", "dtick": dtick, "tick0": tick0,
               "tickformat": tickformat, "tickformatstops": [], "automargin": False, "fixedrange": True},
        yaxis={"range": [bottom, 0], "tickvals": middles, "ticktext": [*names, "<b>Published</b>"],
               "automargin": False, "fixedrange": True, "ticklabelstandoff": 8},
    )  # fmt: skip


def _bar_pieces(item: Item, mode: Mode, steps: int) -> list[tuple[pd.Timestamp, pd.Timestamp, str, str]]:
    """(from, to, fill, edge) of an event that is drawn as a bar, lowest first."""
    event, paper = color(mode, "event"), color(mode, "paper")
    times, status, begins, ends = item.times, item.row.status, item.begins, item.ends
    if status in UNHAPPENED:
        return [] if times.point is not None else [(begins, ends, paper, mix(event, paper, 0.7))]
    if status == "hedged" or times.point is not None:
        return []
    pieces = []
    if times.core is None or times.core[0] > begins or times.core[1] < ends:
        pieces.append((begins, ends, mix(event, paper, 0.2), mix(event, paper, 0.7)))
    if times.core is None:
        return pieces
    core_from, core_to = max(times.core[0], begins), min(times.core[1], ends)
    if not times.open_ended:
        return [*pieces, (core_from, core_to, event, event)]
    step = (core_to - core_from) / steps
    shades = [mix(event, paper, 1 - number / steps) for number in range(steps)]
    return pieces + [(core_from + step * n, core_from + step * (n + 1), shade, shade) for n, shade in enumerate(shades)]


def _draw_bars(shown: go.Figure, items: list[Item], mode: Mode) -> None:
    steps = FADE_STEPS if sum(item.times.open_ended for item in items) <= MANY else FADE_STEPS_MANY
    solid = [(item, piece) for item in items for piece in _bar_pieces(item, mode, steps)]
    _add_bars(shown, solid, {"color": [piece[2] for _, piece in solid],
                             "line": {"color": [piece[3] for _, piece in solid], "width": 1}})  # fmt: skip
    unsure = [item for item in items if _is_hatched(item)]
    event = color(mode, "event")
    pieces = [(item, (item.begins, item.ends, event, event)) for item in unsure]
    _add_bars(shown, pieces, {
        "color": rgba(event, 0), "line": {"width": 0},
        "pattern": {"shape": "/", "fgcolor": mix(event, color(mode, "paper"), 0.7), "bgcolor": color(mode, "paper"),
                    "size": 6, "solidity": 0.2, "fillmode": "replace"},
    })  # fmt: skip
    xs: list[Any] = []
    ys: list[Any] = []
    for item, (begins, ends, _, _) in pieces:
        top, low = item.y - BAR_PX / 2, item.y + BAR_PX / 2
        xs += [begins, ends, ends, begins, begins, None]
        ys += [top, top, low, low, top, None]
    if xs:
        shown.add_scatter(
            x=xs, y=ys, mode="lines", line={"color": event, "width": 1.5, "dash": "dot"}, hoverinfo="skip"
        )


def _add_bars(shown: go.Figure, drawn: list[tuple[Item, tuple]], marker: dict[str, Any]) -> None:
    if not drawn:
        return
    shown.add_bar(
        orientation="h",
        base=[begins for _, (begins, _, _, _) in drawn],
        x=[(ends - begins) / pd.Timedelta(milliseconds=1) for _, (begins, ends, _, _) in drawn],
        y=[item.y for item, _ in drawn],
        width=BAR_PX,
        marker=marker,
        customdata=[item.row.story_id for item, _ in drawn],
        hovertext=[_hover(item) for item, _ in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _is_point(item: Item) -> bool:
    return is_drawn_as_point(item.times, item.row.status, item.mark.right - item.mark.left)


def _is_hatched(item: Item) -> bool:
    return item.row.status == "hedged" and not _is_point(item)


def _draw_marks(shown: go.Figure, items: list[Item], mode: Mode, selected: str | None) -> None:
    """Diamonds, crosses, arrows, and the outline of the chosen event."""
    event = color(mode, "event")
    for item in items:
        if item.row.story_id == selected:
            _outline(shown, item, color(mode, "ink"))
    marked = [item for item in items if item.row.status in UNHAPPENED or _is_point(item)]
    if marked:
        crossed = [item.row.status == "denied" for item in marked]
        shown.add_scatter(
            x=[item.middle for item in marked], y=[item.y for item in marked], mode="markers",
            marker={
                "symbol": [SYMBOL.get(item.row.status, "diamond") for item in marked],
                "size": [DIAMOND_PX if cross else DIAMOND_PX + 1 for cross in crossed], "opacity": 1, "color": event,
                "line": {"color": event, "width": [2.5 if cross else 1.8 for cross in crossed]},
            },
            customdata=[item.row.story_id for item in marked],
            hovertext=[_hover(item) for item in marked], hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    going = [item for item in items if item.times.open_ended]
    if going:
        shown.add_scatter(x=[item.ends for item in going], y=[item.y for item in going], mode="markers",
                          marker={"symbol": "triangle-right", "size": ARROW_PX, "color": event}, cliponaxis=False,
                          hoverinfo="skip")  # fmt: skip


def _outline(shown: go.Figure, item: Item, ink: str) -> None:
    """The mark of the chosen event: a diamond or a frame in ink."""
    if _is_point(item):
        marker = {"symbol": "diamond-open", "size": FOCUS_PX, "color": ink, "line": {"width": 2}}
        shown.add_scatter(x=[item.middle], y=[item.y], mode="markers", hoverinfo="skip", marker=marker)
        return
    shown.add_shape(type="rect", x0=item.begins, x1=item.ends, y0=item.y - BAR_PX / 2 - 3,
                    y1=item.y + BAR_PX / 2 + 3, line={"color": ink, "width": 2})  # fmt: skip


def _draw_labels(shown: go.Figure, items: list[Item], scale: Scale, mode: Mode, selected: str | None) -> None:
    """The labels, a trace for each side of the mark; clicking one is clicking its event."""
    for side, position in (("right", "middle right"), ("left", "middle left"), ("below", "middle right")):
        chosen = [item for item in items if item.label.side == side and item.label.label_px > 0]
        if not chosen:
            continue
        shown.add_scatter(
            x=[scale.moment(item.label.label_at) for item in chosen], y=[item.label_y for item in chosen], mode="text",
            text=[_cut(item, item.row.story_id == selected) for item in chosen], textposition=position,
            textfont={"size": LABEL_PX, "color": [color(mode, "ink2" if item.row.status in SUFFIX else "ink")
                                                  for item in chosen]},
            customdata=[item.row.story_id for item in chosen], hoverinfo="skip", cliponaxis=False,
        )  # fmt: skip


def _cut(item: Item, bold: bool) -> str:
    """The label cut to the width that packing left for it."""
    needed, longest = text_width_px(item.text, LABEL_PX, bold=bold), len(item.text)
    if needed > item.label.label_px + 0.01:
        longest = int(longest * item.label.label_px / needed)
    if longest < 4:
        return ""
    text = literal(item.text, longest)
    return f"<b>{text}</b>" if bold else text


def _draw_published(shown: go.Figure, published: pd.DataFrame, scale: Scale, mode: Mode, bottom: float) -> None:
    """Articles per day as ochre columns that stand on the figure's lower edge."""
    if not len(published):
        return
    days = pd.to_datetime(published["day"])
    inside = published[(days >= scale.first) & (days < scale.last)]
    if inside.empty:
        return
    most = max(int(inside["articles"].max()), 1)
    day_px = scale.px(scale.first + spans.DAY)
    column = spans.DAY * max(0.62, 3 / day_px)
    starts = [pd.Timestamp(day) for day in inside["day"]]
    shown.add_bar(
        x=[day + spans.DAY / 2 for day in starts],
        y=[-(PUBLISHED_PX - 8) * articles / most for articles in inside["articles"]],
        base=bottom, width=column / pd.Timedelta(milliseconds=1),
        marker={"color": color(mode, "time"), "line": {"width": 0}},
        hovertext=[f"<b>{day.day} {day:%b %Y}</b><br>{count(articles, 'article')}"
                   for day, articles in zip(starts, inside["articles"], strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _hover(item: Item) -> str:
    row = item.row
    place = literal(row.place) if isinstance(row.place, str) and row.place else ""
    where_when = ", ".join(part for part in (place, spans.in_words(item.times)) if part)
    status = {"hedged": "unsure, ", "planned": "planned, ", "denied": "denied, "}.get(row.status, "")
    told = f"{status}{count(row.articles, 'article')}, {count(row.outlets, 'outlet')}"
    return f"<b>{literal(row.title)}</b><br>{where_when}<br>{told}"
