"""Who is quoted: ranked bars of direct, mixed and indirect quotes, and how sources are named, by outlet.

Titles, captions and sources stand above and below the figure and are the page's business.
"""

from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from analysis.charts.style import (
    LANE_PX,
    TICK_PX,
    Mode,
    color,
    count,
    figure,
    keep_colours,
    label_on_ramp,
    literal,
    mix,
    naming_ramp,
    plain,
    rgba,
    text_width_px,
)

Measure = Literal["quotes", "words"]
ROW_PX = 39
MIX_ROW_PX = 33
MIX_RIGHT_PX = 40  # room for the number at a bar's end
NAME_CHARS = 40
ROLE_CHARS = 60
LABEL_SHARE = 0.5  # of the figure's width, at most, for names and roles
LABEL_PAD_PX = 18
HEAD_GAP_PX = 14  # between the names of the classes above the mix
UNNAMED = ("role", "anonymous", "collective", "unknown")
# A document speaks for who issued it; sources that could not be identified have no share of their own.
NAMING_CLASS = {"document": "organisation"}
NAMING_LABELS = {
    "named": "named",
    "role": "by role",
    "organisation": "organisation",
    "collective": "group",
    "anonymous": "anonymous",
}
ALL_OUTLETS = "All outlets"


def voices_bars(
    frame: pd.DataFrame, *, mode: Mode, measure: Measure = "quotes", selected: str | None = None, width: int = 600
) -> go.Figure:
    """Quotes or words per voice, in the order of `frame` (columns of `queries.voices`).

    Full voice colour = direct, half = mixed, outlined = indirect, by number of quotes or by their words.
    `customdata` is person_id. `width` in pixels is only assumed: names and roles are cut to less than half of it.
    An empty frame gives an empty figure.
    """
    shown = figure(mode, max(len(frame), 1) * ROW_PX + 16)
    if frame.empty:
        return shown.update_layout(xaxis_visible=False, yaxis_visible=False)
    voice, paper = color(mode, "voice"), color(mode, "paper")
    rows = list(range(len(frame)))
    fills = {"direct": voice, "mixed": mix(voice, paper, 0.62), "indirect": mix(voice, paper, 0.30)}
    suffix = "_words" if measure == "words" else ""
    hover = [_voice_hover(row) for row in frame.itertuples()]
    for kind, fill in fills.items():
        shown.add_bar(
            name=kind, orientation="h", y=rows, x=frame[kind + suffix].tolist(), width=0.5,
            customdata=frame["person_id"].tolist(),
            marker={"color": fill, "line": {"color": voice, "width": 1}},
            hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    totals = frame[[kind + suffix for kind in fills]].sum(axis=1)
    ends = _numbers_at_ends(totals.tolist(), [f"{int(total):,}" for total in totals], mode)
    label_px = min(max(_label_width_px(row) for row in frame.itertuples()) + LABEL_PAD_PX, width * LABEL_SHARE)
    if selected is not None and selected in set(frame["person_id"]):
        row = frame["person_id"].tolist().index(selected)
        shown.add_shape(type="rect", xref="paper", x0=-4 * label_px / max(width - label_px, 1), x1=1, y0=row - 0.46,
                        y1=row + 0.46, layer="below", line_width=0, fillcolor=color(mode, "surface"))  # fmt: skip
    ticks = [_voice_label(row, mode, label_px - LABEL_PAD_PX) for row in frame.itertuples()]
    most = max(float(totals.max()), 1.0)
    shown.update_layout(
        annotations=ends,
        barmode="stack",
        margin={"l": label_px, "r": 8, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [0, most * 1.1], "fixedrange": True},
        yaxis={"tickvals": rows, "ticktext": ticks, "range": [len(frame) - 0.4, -0.6], "automargin": False,
               "fixedrange": True, "ticklabelstandoff": 8},
    )  # fmt: skip
    return keep_colours(shown)


def naming_mix(frame: pd.DataFrame, *, mode: Mode, width: int = 600) -> go.Figure:
    """Shares of quotes by how the source is named, one bar an outlet, "All outlets" first as the yardstick of several.

    `frame` has the columns of `queries.naming_mix`. Shares are of the quotes whose source was identified;
    `layout.meta["unknown"]` counts the others. `customdata` is the naming of the part ("organisation document": one of
    the two) and, behind "|", its outlet, if it is not the bar of them all.
    """
    known = frame.assign(naming=frame["naming"].map(lambda naming: NAMING_CLASS.get(naming, naming)))
    unknown = int(known.loc[~known["naming"].isin(NAMING_LABELS), "quotes"].sum())
    known = known[known["naming"].isin(NAMING_LABELS)]
    table = known.pivot_table(index="outlet", columns="naming", values="quotes", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=list(NAMING_LABELS), fill_value=0)
    table = table[table.sum(axis=1) > 0]
    yardstick = len(table) > 1
    shown = figure(mode, (len(table) + yardstick) * MIX_ROW_PX + 34)
    shown.update_layout(meta={"unknown": unknown})
    if table.empty:
        return shown.update_layout(xaxis_visible=False, yaxis_visible=False)
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    counts = pd.concat([table.sum().to_frame("").T, table]) if yardstick else table
    shares = counts.div(counts.sum(axis=1), axis=0) * 100
    names = [ALL_OUTLETS] * yardstick + [plain(outlet, 34) for outlet in table.index]
    rows = list(range(len(shares)))
    ramp, on_ramp = naming_ramp(mode), label_on_ramp(mode)
    label_px = max(text_width_px(name, LANE_PX) for name in names) + 16
    bar_px = width - label_px - MIX_RIGHT_PX
    for naming, label in NAMING_LABELS.items():
        hatched = on_ramp[naming] == "outside"
        inside = [f"{share:.0f}" if share / 100 * bar_px >= 22 and not hatched else "" for share in shares[naming]]
        shown.add_bar(
            name=label, orientation="h", y=rows, x=shares[naming].tolist(), width=0.58,
            customdata=_keys(naming, list(table.index), yardstick),
            text=inside, textposition="inside", insidetextanchor="middle", textangle=0,
            textfont={"size": TICK_PX, "color": color(mode, "ink") if hatched else on_ramp[naming]},
            constraintext="none", marker=_hatched(mode) if hatched else _filled(ramp[naming], mode),
            hovertext=[f"<b>{literal(name)}</b><br>{label}: {count(n, 'quote')}, {share:.0f} %"
                       for name, n, share in zip(names, counts[naming], shares[naming], strict=True)],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    anonymous = [f"{share:.0f}" if shares["anonymous"].any() else "" for share in shares["anonymous"]]
    ends = _numbers_at_ends([100.0] * len(rows), anonymous, mode)
    heads = _column_heads(shares.iloc[0], bar_px)
    shown.update_layout(
        annotations=ends + heads,
        barmode="stack",
        margin={"l": label_px, "r": MIX_RIGHT_PX, "t": 30, "b": 4},
        xaxis={"visible": False, "range": [0, 100.4], "fixedrange": True},
        yaxis={"tickvals": rows, "ticktext": [literal(name) for name in names], "range": [len(rows) - 0.5, -0.5],
               "automargin": False, "fixedrange": True, "ticklabelstandoff": 6},
    )  # fmt: skip
    return keep_colours(shown)


def _keys(naming: str, outlets: list[str], yardstick: bool) -> list[str]:
    """What a part of each bar stands for: the namings of its class, and the outlet but for the first of several."""
    namings = " ".join([naming, *(other for other, home in NAMING_CLASS.items() if home == naming)])
    return [namings] * yardstick + [f"{namings}|{outlet}" for outlet in outlets]


def _column_heads(shares: pd.Series, bar_px: float) -> list[dict[str, Any]]:
    """Name the classes above the first bar: each over its own part, moved apart where they would touch.

    Places are worked out for bars of `bar_px` and given as shares of the real width.
    """
    heads = [(naming, label) for naming, label in NAMING_LABELS.items() if shares[naming] > 0]
    widths = [text_width_px(label, TICK_PX) for _, label in heads]
    begins = shares.cumsum().shift(fill_value=0.0)
    left = [begins[naming] / 100 * bar_px for naming, _ in heads]
    limit = bar_px + MIX_RIGHT_PX
    for index in reversed(range(len(heads))):  # from the right: no head may leave the figure or touch the next one
        left[index] = max(min(left[index], limit - widths[index]), 0.0)
        limit = left[index] - HEAD_GAP_PX
    notes = []
    for (_, label), at, head_px in zip(heads, left, widths, strict=True):
        over = at + head_px - bar_px  # such a head hangs on the right edge, whose place is certain
        across = {"x": 1, "xanchor": "right", "xshift": over} if over > 0 else {"x": at / bar_px, "xanchor": "left"}
        notes.append({"text": label, "font": {"size": TICK_PX}, "xref": "paper", "yref": "paper", "y": 1,
                      "yanchor": "bottom", "yshift": 4, **across})  # fmt: skip
    return notes


def _numbers_at_ends(ends: list[float], texts: list[str], mode: Mode) -> list[dict[str, Any]]:
    """The numbers beside the bars, row by row."""
    font = {"size": LANE_PX, "color": color(mode, "ink")}
    return [
        {"x": end, "y": row, "text": text, "xanchor": "left", "xshift": 5, "font": font}
        for row, (end, text) in enumerate(zip(ends, texts, strict=True))
    ]


def _filled(fill: str, mode: Mode) -> dict[str, Any]:
    return {"color": fill, "line": {"color": color(mode, "paper"), "width": 1}}


def _hatched(mode: Mode) -> dict[str, Any]:
    voice = color(mode, "voice")
    return {
        "color": rgba(voice, 0),
        "line": {"color": voice, "width": 1},
        "pattern": {"shape": "/", "fgcolor": voice, "bgcolor": color(mode, "paper"), "size": 6, "solidity": 0.22,
                    "fillmode": "replace"},
    }  # fmt: skip


def _text(value: Any) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def _second_line(row: Any) -> str:
    """Role and affiliation, each left out where it only repeats what stands before it."""
    said, parts = _text(row.name), []
    for part in (_text(row.role), _text(row.affiliation)):
        if part and part.casefold() not in said.casefold():
            parts.append(part)
            said += f" {part}"
    return ", ".join(parts)


def _fitting(text: str, longest: int, size_px: float, room_px: float, bold: bool = False) -> str:
    """The text cut to the room it has in its column."""
    line = plain(text, longest)
    needed = text_width_px(line, size_px, bold=bold)
    return line if needed <= room_px else plain(line, max(int(len(line) * room_px / needed), 6))


def _voice_label(row: Any, mode: Mode, room_px: float) -> str:
    tag = "i" if row.naming in UNNAMED else "b"
    name = f"<{tag}>{literal(_fitting(row.name, NAME_CHARS, LANE_PX, room_px, bold=tag == 'b'))}</{tag}>"
    below = _fitting(_second_line(row), ROLE_CHARS, TICK_PX, room_px)
    if not below:
        return name
    return f'{name}<br><span style="font-size:{TICK_PX}px;color:{color(mode, "ink2")}">{literal(below)}</span>'


def _label_width_px(row: Any) -> float:
    return max(
        text_width_px(plain(row.name, NAME_CHARS), LANE_PX, bold=True),
        text_width_px(plain(_second_line(row), ROLE_CHARS), TICK_PX),
    )


def _voice_hover(row: Any) -> str:
    name, below = literal(row.name), _second_line(row)
    kinds = f"{row.direct} direct, {row.mixed} mixed, {row.indirect} indirect, {count(row.words, 'word')}"
    first = f"<b>{name}</b>" + (f"<br>{literal(below)}" if below else "")
    return f"{first}<br>{kinds} in {count(row.articles, 'article')}"
