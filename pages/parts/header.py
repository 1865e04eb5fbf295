"""The head of a page: what it is, what it shows in one sentence of counts, and what may be done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.corpus import queries
from analysis.desk.exports.stamp import EXERCISE
from pages.parts import filters, help, words
from pages.parts.session import View

FOLDER = Path(__file__).resolve().parent


def show(view: View, title: str, lede: str, actions: Callable[[], None] | None = None) -> DeltaGenerator:
    """Badge, title, lede, actions, and below them the filters that are on; returns the slot for `exports`.

    `title` and `lede` are Dateline's own words; a name inside them has passed `words.plain`.
    """
    with st.container(key="pagehead", horizontal=True, vertical_alignment="bottom", gap=16):
        with st.container(gap=4, width="stretch"):
            if view.corpus.is_exercise:
                st.badge(EXERCISE, icon=":material/flag:", color="gray")
            elif view.corpus.credit:
                st.caption(f"{words.plain(view.corpus.title)}, {words.plain(view.corpus.credit)}")
            st.title(title, anchor=False)
            with st.container(key="lede"):
                st.markdown(lede)
        with st.container(key="actions", horizontal=True, vertical_alignment="center", width="content", gap=8):
            if actions is not None:
                actions()
            slot = st.container(key="export", width="content")
            help.show(view)
    filters.chips(view.filters, view.labels)
    return slot


def bare(title: str, lede: str) -> None:
    """The head of a page that has no corpus to speak of."""
    with st.container(key="pagehead", gap=4):
        st.title(title, anchor=False)
        with st.container(key="lede"):
            st.markdown(lede)


def panel(key: str, title: str = "", caption: str = "", go: tuple[str, str] | None = None, view: View | None = None,
          level: int = 2) -> AbstractContextManager:  # fmt: skip
    """A panel: a rule, a title that says what was found, a caption; `go` = (page file, label) leads further.

    Without a title the page writes its own, once it knows what to say.
    """
    box = st.container(key=f"panel_{key}", gap=8)
    if not title:
        return box
    with box, st.container(horizontal=True, vertical_alignment="top", gap=8):
        with st.container(gap=2, width="stretch"):
            st.header(title, anchor=False) if level == 2 else st.subheader(title, anchor=False)
            if caption:
                st.caption(caption)
        if go and view:
            with st.container(key=f"go_{key}", width="content"):
                st.page_link(
                    go[0], label=go[1], icon=":material/arrow_forward:", icon_position="right",
                    query_params=view.params(),
                )  # fmt: skip
    return box


def source(view: View, key: str, more: str = "") -> None:
    """The source line below a page's main figure."""
    kind = "the exercise corpus" if view.corpus.is_exercise else "the corpus"
    articles = words.count(view.corpus.articles, "article")
    if not view.filters.is_empty:
        articles = f"{queries.article_count(view.desk, view.filters):,} of {articles}"
    corpus = f"{articles} of {kind} “{words.plain(view.corpus.title)}”, processed by Dateline"
    with st.container(key=f"source_{key}"):
        st.caption(f"Source: {corpus}" + (f". {more}" if more else ""))


@st.cache_resource(show_spinner=False)
def _copier():
    css, js = ((FOLDER / f"copy.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component("dateline_copy_link", css=css, js=js)


def copy_link(key: str, params: dict[str, str] | None = None) -> None:
    """A button that puts the address of what is shown on the clipboard.

    `params` is the query to copy where the address in the browser says less than what is shown.
    """
    query = urlencode(params) if params else ""
    _copier()(key=f"copy_{key}", data={"label": "Copy link", "query": query}, width="content")
