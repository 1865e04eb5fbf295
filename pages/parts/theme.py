"""Light or dark, and the few rules that Streamlit's theme file cannot say.

Colours and fonts live in .streamlit/config.toml. The rules in shell.css are fixed text: nothing is ever formatted
into them. `watch` notices a change of theme in the browser's menu, which by itself does not rerun the page, and tells
how wide the page is.
"""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.parts.session import Mode

FOLDER = Path(__file__).resolve().parent
BRAND = FOLDER / "brand"
_WATCHER = "theme_watcher"
PAGE_PX, GAP_PX = 1080, 60


@lru_cache(maxsize=1)
def _rules() -> str:
    return f"<style>{(FOLDER / 'shell.css').read_text(encoding='utf-8')}</style>"


def dress() -> None:
    """Put the rules of shell.css on the page."""
    st.html(_rules())


def mode() -> Mode:
    """`light` or `dark`: what the browser showed last."""
    seen = st.session_state.get(_WATCHER)
    found = (seen or {}).get("mode") or st.context.theme.type
    return "dark" if found == "dark" else "light"


def column_px(share: float = 1.0) -> int:
    """How wide a column of `share` of the page is, in pixels, with the large gap to the other column taken off.

    Until the browser has told: that of a window of 1440 pixels with the sidebar open.
    """
    seen = st.session_state.get(_WATCHER)
    page_px = (seen or {}).get("width") or PAGE_PX
    return round((page_px - GAP_PX) * share) if share < 1 else int(page_px)


@st.cache_resource(show_spinner=False)
def _watcher():
    return st.components.v2.component("dateline_theme_watcher", js=(FOLDER / "watcher.js").read_text(encoding="utf-8"))


def watch(go: str = "", turn: int = 0) -> None:
    """Rerun the page when the reader changes the theme; placed last: on top its wrapper takes room.

    `go` is an address of this app to go to, once for each `turn`.
    """
    with st.container(key="watcher"):
        _watcher()(key=_WATCHER, data={"mode": mode(), "width": column_px(), "go": go, "turn": turn},
                   on_mode_change=lambda: None, on_width_change=lambda: None)  # fmt: skip
