"""Colours, type and template of every figure, and the text rules that names from articles must pass.

`tokens.json` and `template.json` are the look in machine form; nothing else in this package names a colour.
Figures are drawn with `theme=None`: the template here is the whole theme.
"""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]

_HERE = Path(__file__).resolve().parent
TOKENS: dict[str, Any] = json.loads((_HERE / "tokens.json").read_text(encoding="utf-8"))
_TEMPLATES: dict[str, Any] = json.loads((_HERE / "template.json").read_text(encoding="utf-8"))

TICK_PX = 12  # the smallest type that the look allows
LABEL_PX = 12.5
LANE_PX = 13
# Mean advance of Public Sans as a share of its size; measured on English names, bold is 6 % wider.
ADVANCE = 0.53
BOLD = 1.06

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_WHITE = re.compile(r"\s+")


def color(mode: Mode, name: str) -> str:
    """The hex value of a token ("place", "ink2") in one of the two modes."""
    return TOKENS["color"][mode][name]


def naming_ramp(mode: Mode) -> dict[str, str]:
    """Naming class to fill, in the ramp's order; the last one is drawn hatched, without a fill."""
    return dict(zip(TOKENS["naming_ramp"]["order"], TOKENS["naming_ramp"][mode], strict=True))


def label_on_ramp(mode: Mode) -> dict[str, str]:
    """Naming class to the colour of a number on its fill; "outside" where the fill is hatched."""
    return dict(zip(TOKENS["naming_ramp"]["order"], TOKENS["label_on_ramp"][mode], strict=True))


@lru_cache(maxsize=2)
def template(mode: Mode) -> go.layout.Template:
    """The Plotly template of a mode."""
    return go.layout.Template(_TEMPLATES[mode])


def mix(first: str, second: str, share: float) -> str:
    """An opaque colour: `share` (0 to 1) of `first` over `second`, both "#RRGGBB", mixed in sRGB."""
    parts = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


def rgba(value: str, alpha: float) -> str:
    """A token with transparency, for what lies over the map."""
    red, green, blue = _channels(value)
    return f"rgba({red},{green},{blue},{alpha:g})"


def plain(text: object, longest: int = 80) -> str:
    """One line of visible characters, cut with an ellipsis at `longest` characters.

    Line breaks become spaces; direction marks and other invisible characters go, since a name in an
    article could use them to turn around the text beside it.
    """
    line = str(text)[: longest * 8]
    if line.isascii() and line.isprintable():  # most are, and a map names thousands
        line = " ".join(line.split())
    else:
        line = _INVISIBLE.sub("", _WHITE.sub(" ", line)).strip()
        line = "".join(char for char in line if unicodedata.category(char) != "Cc")
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def literal(text: object, longest: int = 80) -> str:
    """`plain` text for a Plotly label, where "<b>" and "&amp;" would otherwise be markup.

    >>> literal("Smith & <b>Sons</b>")
    'Smith &amp; &lt;b&gt;Sons&lt;/b&gt;'
    """
    return plain(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_width_px(text: str, size_px: float, *, bold: bool = False) -> float:
    """The estimated width of a label in Public Sans; wide scripts (CJK) count double."""
    units = float(len(text))
    if not text.isascii():
        units += 0.9 * sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return units * size_px * ADVANCE * (BOLD if bold else 1.0)


def figure(mode: Mode, height: float) -> go.Figure:
    """An empty figure in the look of `mode`, `height` pixels high."""
    return go.Figure(layout={"template": template(mode), "height": round(height)})


def keep_colours(shown: go.Figure) -> go.Figure:
    """Stop Plotly from fading what is not selected: selection has its own mark (ring, band, outline)."""
    for trace in shown.data:
        if trace.type in ("bar", "scatter", "scattermap") and trace.marker:
            trace.update(selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}})
        if trace.type == "scatter" and trace.mode == "text":
            trace.update(unselected={"textfont": {}})
    return shown


def count(number: float, one: str, many: str = "") -> str:
    """A counted noun: "1 article", "1,204 articles"."""
    return f"{int(number):,} {one if int(number) == 1 else many or one + 's'}"


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)
