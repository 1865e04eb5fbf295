"""What a page says when it has nothing to show, or cannot show it. Never a blank chart, never a traceback."""

import streamlit as st

from analysis.corpus import queries
from pages.parts import filters, header, words
from pages.parts.session import View


def failed(sentence: str, title: str = "This cannot be shown") -> None:
    """One of Dateline's own errors: its sentence, as text."""
    with header.panel("failed", title):
        st.text(sentence)


def no_corpus(name: str) -> None:
    """There is no corpus of that name, or none at all."""
    with header.panel("no_corpus", "There is no such corpus" if name else "There is no corpus yet"):
        if name:
            st.text(f"No corpus called “{name[:80]}” is here. Choose one at the left.")
        st.text("The built-in corpora are prepared by: python -m analysis prepare")


def no_articles(view: View, link: bool = True) -> None:
    """The corpus is empty; with `link`, the way to the Library."""
    with header.panel("no_articles", "This corpus holds no article yet"):
        st.text("Paste an article or upload a file, and its places, times and voices appear here.")
        if link:
            st.page_link("pages/library.py", label="Add articles", query_params=view.params())


def nothing(view: View, what: str, why: str = "") -> None:
    """No `what` under these filters: what was asked, why nothing came, and the smallest step back."""
    with header.panel(
        f"nothing_{what}", f"No {what} fits these filters" if not view.filters.is_empty else f"No {what} here"
    ):
        asked = filters.parts(view.filters, view.labels)
        if not asked:
            st.text(why or f"The articles of this corpus name no {what}.")
            return
        st.text(f"Asked for: {words.listed([label for _, label, _ in asked])}. {_bounds(view)}")
        with st.container(horizontal=True, gap=8):
            step = _smallest_step(view, asked)
            if step:
                label, fields = step
                st.button(
                    label, type="primary", key=f"step_{what}",
                    on_click=lambda: filters.write(filters.without(view.filters, fields)),
                )  # fmt: skip
            st.button("Clear all filters", key=f"clear_{what}", on_click=filters.write, args=(filters.Filters(),))


def _bounds(view: View) -> str:
    first, last = queries.published_bounds(view.desk)
    span = words.days(first, last)
    return f"The corpus holds articles of {span}." if span else "The articles of this corpus carry no date."


def _smallest_step(view: View, asked: list) -> tuple[str, dict] | None:
    """The first single filter whose removal brings articles back."""
    for key, label, fields in asked:
        if queries.summary(view.desk, filters.without(view.filters, fields)).articles:
            name = "Widen the dates" if key == "dates" else f"Leave out {words.plain(label, 40)}"
            return name, fields
    return None
