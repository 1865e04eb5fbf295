"""Quotes over time as small multiples: one row a voice or an outlet, all on one scale."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.dates import date_axis
from analysis.charts.style import (
    LANE_PX,
    Mode,
    color,
    count,
    figure,
    keep_colours,
    literal,
    plain,
    text_width_px,
)

ROW_PX, BAR_PX = 46, 32  # BAR_PX: the tallest column
TOP_PX, RIGHT_PX = 24, 44
NAME_CHARS = 34
LEAST_COLUMNS = 10  # so that a few days are not drawn as broad blocks
LEAST_COLUMN_PX = 3
UNITS = {"day": 45, "week": 400}  # the longest span in days that is drawn by days, by weeks; longer ones by months


def quotes_trend(
    frame: pd.DataFrame, *, mode: Mode, selected: str | None = None, width: int = 600, most_rows: int = 12
) -> go.Figure:
    """Columns of quotes per day, week or month, a row a `key` in the order in which `frame` brings them.

    `frame` has the columns [key, name, day, quotes]. `customdata` is "key|first day|last day" (ISO) of a column.
    `layout.meta["unit"]` is "day", "week" or "month", `layout.meta["most"]` what the tallest column stands for, with
    its key and days, and "ties", how many are as tall. An empty frame gives an empty figure.
    """
    keys = list(dict.fromkeys(frame["key"]))[:most_rows]
    shown = figure(mode, max(len(keys), 1) * ROW_PX + TOP_PX + 4)
    if not keys:
        return shown.update_layout(xaxis_visible=False, yaxis_visible=False, meta={"unit": "day", "most": None})
    unit, binned = _binned(frame[frame["key"].isin(keys)])
    names = dict(zip(frame["key"], frame["name"], strict=True))
    label_px = max(text_width_px(plain(names[key], NAME_CHARS), LANE_PX) for key in keys) + 18
    air = pd.Timedelta(hours=12) if unit == "day" else pd.Timedelta(days=3)
    first, last = binned["begins"].min() - air, binned["until"].max() + pd.Timedelta(days=1) + air
    length = (binned["until"] - binned["begins"]).max() + pd.Timedelta(days=1)
    last = max(last, first + LEAST_COLUMNS * length)
    px_a_day = (width - label_px - RIGHT_PX) / max((last - first) / pd.Timedelta(days=1), 1)
    most = int(binned["quotes"].max())
    low = {key: (row + 1) * ROW_PX for row, key in enumerate(keys)}
    days = (binned["until"] - binned["begins"]).dt.days + 1
    widths = [max(0.76 * length, LEAST_COLUMN_PX / px_a_day) * 86_400_000 for length in days]
    shown.add_bar(
        x=(binned["begins"] + (binned["until"] - binned["begins"] + pd.Timedelta(days=1)) / 2).tolist(),
        y=(-BAR_PX * binned["quotes"] / most).tolist(), base=[low[key] for key in binned["key"]], width=widths,
        marker={"color": color(mode, "voice"), "line": {"width": 0}},
        customdata=[f"{row.key}|{row.begins.date()}|{row.until.date()}" for row in binned.itertuples()],
        hovertext=[f"<b>{literal(names[row.key])}</b><br>{_span(row)}: {count(row.quotes, 'quote')}"
                   for row in binned.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    totals = binned.groupby("key")["quotes"].sum()
    rules: list[dict[str, Any]] = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": low[key], "y1": low[key], "layer": "below",
         "line": {"color": color(mode, "line"), "width": 1}}
        for key in keys
    ]  # fmt: skip
    if selected in low:
        rules.insert(0, {"type": "rect", "xref": "paper", "x0": -4 * label_px / max(width - label_px, 1), "x1": 4,
                         "y0": low[selected] - ROW_PX, "y1": low[selected], "layer": "below", "line_width": 0,
                         "fillcolor": color(mode, "surface")})  # fmt: skip
    tall = binned.loc[binned["quotes"].idxmax()]
    shown.update_layout(
        barmode="overlay",
        shapes=rules,
        annotations=[{"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6, "y": low[key] - 10, "yanchor": "middle",
                      "text": f"{int(totals[key]):,}", "font": {"size": LANE_PX, "color": color(mode, "ink")}}
                     for key in keys],
        margin={"l": label_px, "r": RIGHT_PX, "t": TOP_PX, "b": 4},
        xaxis=date_axis(first, last, width - label_px - RIGHT_PX) | {"showgrid": True},
        yaxis={"range": [len(keys) * ROW_PX + 1, 0], "tickvals": [low[key] - 12 for key in keys],
               "ticktext": [literal(names[key], NAME_CHARS) for key in keys], "automargin": False, "fixedrange": True,
               "showgrid": False, "ticklabelstandoff": 8, "tickfont": {"size": LANE_PX}},
        meta={"unit": unit, "most": {"quotes": most, "key": str(tall["key"]), "begins": str(tall["begins"].date()),
                                     "until": str(tall["until"].date()),
                                     "ties": int((binned["quotes"] == most).sum())}},
    )  # fmt: skip
    return keep_colours(shown)


def _binned(frame: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The unit, and [key, begins, until, quotes]: the sums of its days, weeks (from Monday) or months."""
    days = pd.to_datetime(frame["day"])
    length = (days.max() - days.min()).days + 1
    unit = next((name for name, longest in UNITS.items() if length <= longest), "month")
    period = days.dt.to_period({"day": "D", "week": "W-SUN", "month": "M"}[unit])
    whole = frame.assign(begins=period.dt.start_time, until=period.dt.end_time.dt.floor("D"))
    sums = whole.groupby(["key", "begins", "until"], sort=False)["quotes"].sum().reset_index()
    return unit, sums.sort_values(["begins"], kind="stable", ignore_index=True)


def _span(row: Any) -> str:
    first = f"{row.begins.day} {row.begins:%b %Y}"
    return first if row.begins == row.until else f"{first} to {row.until.day} {row.until:%b %Y}"
