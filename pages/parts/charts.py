"""A figure on a page, and what a click on one of its marks does.

A mark carries the id of what it shows in `customdata`. The id goes into the address or to another page
(`lead`); so a choice can be linked to, and reload and back find it again.
"""

import pickle
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st
from cachetools import LRUCache, cached

_LED, _TURN = "_led", "_turn"
MOST_FIGURES = 16  # kept for all sessions; a map of thousands of places takes some megabytes
CONFIG = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False, "topojsonURL": "./app/static/"}


def _asked(builder: Callable[..., go.Figure], *given: Any, **more: Any) -> tuple[str, bytes]:
    return builder.__qualname__, blake2b(pickle.dumps((given, sorted(more.items()))), digest_size=16).digest()


@cached(LRUCache(MOST_FIGURES), key=_asked, lock=Lock())
def made(builder: Callable[..., go.Figure], *given: Any, **more: Any) -> go.Figure:
    """The figure that `builder` makes of these frames and choices, the same one while they stay: not to be changed."""
    return builder(*given, **more)


def draw(
    figure: go.Figure, key: str, alt: str, on_choice: Callable[[str], None] | None = None, zoom: bool = False
) -> None:
    """Show a figure; `on_choice` is called with the id of the mark that was clicked."""

    def clicked() -> None:
        chosen = _first_id(st.session_state.get(key))
        if chosen and on_choice:
            on_choice(chosen)

    st.plotly_chart(
        figure, theme=None, key=key, on_select=clicked if on_choice else "ignore", selection_mode="points",
        config=CONFIG | {"scrollZoom": zoom}, alt=alt,
    )  # fmt: skip


def lead(page: str, params: dict[str, str]) -> None:
    """Go to another page, from a callback: the browser turns the page when this run has ended."""
    st.session_state[_LED] = f"{page}?{urlencode(params)}"
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def led() -> tuple[str, int]:
    """Where a click led, once, and a number that tells one click from the next."""
    return st.session_state.pop(_LED, ""), st.session_state.get(_TURN, 0)


def _first_id(event: Any) -> str:
    """The id on the first selected mark: `customdata` is an id, or a list that begins with it."""
    points = (event or {}).get("selection", {}).get("points", [])
    for point in points:
        data = point.get("customdata")
        data = data[0] if isinstance(data, (list, tuple)) and data else data
        if isinstance(data, str) and data:
            return data
    return ""
