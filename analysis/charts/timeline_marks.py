"""What an event looks like on the timeline: bars, diamonds, crosses, arrows, and the outline of the chosen one."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import spans
from analysis.charts.style import Mode, color, count, literal, mix, rgba
from analysis.charts.timeline_layout import ARROW_PX, DIAMOND_PX, FOCUS_PX, Item, is_drawn_as_point

BAR_PX = 13
FADE_STEPS, FADE_STEPS_MANY, MANY = 28, 8, 20
SYMBOL = {"planned": "diamond-open", "denied": "x-thin", "hedged": "diamond-open-dot"}
UNHAPPENED = ("planned", "denied")


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


def draw_bars(shown: go.Figure, items: list[Item], mode: Mode) -> None:
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


def draw_marks(shown: go.Figure, items: list[Item], mode: Mode, selected: str | None) -> None:
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
    later = [(item.ends, item.y, "triangle-right") for item in items if item.times.open_ended or item.times.no_end]
    earlier = [(item.begins, item.y, "triangle-left") for item in items if item.times.no_start]
    if arrows := later + earlier:
        x, y, symbols = zip(*arrows, strict=True)
        shown.add_scatter(x=x, y=y, mode="markers", cliponaxis=False, hoverinfo="skip",
                          marker={"symbol": symbols, "size": ARROW_PX, "color": event})  # fmt: skip


def _outline(shown: go.Figure, item: Item, ink: str) -> None:
    """The mark of the chosen event: a diamond or a frame in ink."""
    if _is_point(item):
        marker = {"symbol": "diamond-open", "size": FOCUS_PX, "color": ink, "line": {"width": 2}}
        shown.add_scatter(x=[item.middle], y=[item.y], mode="markers", hoverinfo="skip", marker=marker)
        return
    shown.add_shape(type="rect", x0=item.begins, x1=item.ends, y0=item.y - BAR_PX / 2 - 3,
                    y1=item.y + BAR_PX / 2 + 3, line={"color": ink, "width": 2})  # fmt: skip


def _hover(item: Item) -> str:
    row = item.row
    place = literal(row.place) if isinstance(row.place, str) and row.place else ""
    where_when = ", ".join(part for part in (place, spans.in_words(item.times, row.granularity)) if part)
    says = f"<br>says: {literal(row.asserted_by)}" if isinstance(row.asserted_by, str) and row.asserted_by else ""
    status = {"hedged": "unsure, ", "planned": "planned, ", "denied": "denied, "}.get(row.status, "")
    told = f"{status}{count(row.articles, 'article')}, {count(row.outlets, 'outlet')}"
    return f"<b>{literal(row.title)}</b><br>{where_when}<br>{told}{says}"
