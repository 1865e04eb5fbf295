"""Articles per day of publication, as columns."""

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.style import Mode, color, count, figure, keep_colours


def published_bars(frame: pd.DataFrame, *, mode: Mode, height: int = 120) -> go.Figure:
    """One ochre column a day (columns of `queries.published_days`). `customdata` is the ISO date.

    An empty frame gives an empty figure.
    """
    shown = figure(mode, height)
    if frame.empty:
        return shown.update_layout(xaxis_visible=False, yaxis_visible=False)
    days = [pd.Timestamp(day) for day in frame["day"]]
    shown.add_bar(
        x=days, y=frame["articles"].tolist(), marker={"color": color(mode, "time"), "line": {"width": 0}},
        customdata=[day.date().isoformat() for day in days],
        hovertext=[f"<b>{day.day} {day:%b %Y}</b><br>{count(articles, 'article')}"
                   for day, articles in zip(days, frame["articles"], strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    air = pd.Timedelta(hours=18 if len(days) > 1 else 84)
    shown.update_layout(
        bargap=0.3,
        xaxis={"type": "date", "range": [min(days) - air, max(days) + air], "showgrid": False, "nticks": 8,
               "tickformat": "%-d %b" if max(days) - min(days) < pd.Timedelta(days=300) else "%b %Y",
               "tickformatstops": [], "fixedrange": True, "minallowed": None},
        yaxis={"rangemode": "tozero", "showgrid": True, "nticks": 4, "tickformat": ",d", "fixedrange": True,
               "tickfont": {"color": color(mode, "ink2"), "size": 12}},
    )  # fmt: skip
    return keep_colours(shown)
