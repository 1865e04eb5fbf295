"""What a page says when it has nothing to show, not yet, or not at all. Never a blank chart, never a traceback.

One component each: `empty`, `loading`, `failed`; and the sentences that more than one page needs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from analysis.corpus import queries
from pages.parts import filters, header, words
from pages.parts.session import View

_REFUSED = "refused_"


def empty(key: str, title: str, *sentences: str) -> AbstractContextManager:
    """Nothing to show: what was asked and why nothing came, as text; the step back goes into the panel returned."""
    return _told(key, title, sentences)


def loading(key: str, title: str, line: str, share: float, stop: Callable[[], None] | None = None,
            note: str = "") -> None:  # fmt: skip
    """Not yet: what (`title`), how far and how long (`line`, `share` of 1), and Stop; all in Dateline's own words.

    `note` is text of any origin, shown as it is.
    """
    with header.panel(key, title):
        st.progress(min(max(share, 0.0), 1.0), text=line)
        with st.container(key=f"small_now_{key}", horizontal=True, vertical_alignment="center", gap=12):
            st.button("Stop", key=f"stop_{key}", on_click=stop, disabled=stop is None)
            if note:
                st.text(note)


def failed(sentence: str, title: str = "This cannot be shown", key: str = "failed") -> AbstractContextManager:
    """Not at all: one of Dateline's own errors, its sentence as text; what to do goes into the panel returned."""
    return _told(key, f":material/error: {title}", [sentence])


def refuse(where: str, sentence: str) -> None:
    """From a callback: what was asked for at `where` cannot be done, to be told there on the next run."""
    st.session_state[_REFUSED + where] = sentence


def refused(where: str) -> None:
    """What was refused at this place, once."""
    sentence = st.session_state.pop(_REFUSED + where, "")
    if sentence:
        with st.container(key=f"refused_{where}", horizontal=True, vertical_alignment="top", gap=8):
            st.markdown(":material/error:", width="content")
            st.text(sentence, width="stretch")


def no_articles(view: View, link: bool = True) -> None:
    """The corpus is empty; with `link`, the way to the Library."""
    sentence = "Paste an article or upload a file, and its places, times and voices appear here."
    with empty("no_articles", "This corpus holds no article yet", sentence):
        if link:
            st.page_link("pages/library.py", label="Add articles", query_params=view.params())


def nothing(view: View, what: str, why: str = "") -> None:
    """No `what` under these filters: what was asked, why nothing came, and the smallest step back."""
    asked = filters.parts(view.filters, view.labels)
    if not asked:
        empty(f"nothing_{what}", f"No {what} here", why or f"The articles of this corpus name no {what}.")
        return
    sentence = f"Asked for: {words.listed([label for _, label, _ in asked])}. {_bounds(view)}"
    with (
        empty(f"nothing_{what}", f"No {what} fits these filters", sentence),
        st.container(horizontal=True, gap=8),
    ):
        step = _smallest_step(view, asked)
        if step:
            label, fields = step
            st.button(
                label, type="primary", key=f"step_{what}",
                on_click=lambda: filters.write(filters.without(view.filters, fields)),
            )  # fmt: skip
        st.button("Clear all filters", key=f"clear_{what}", on_click=filters.write, args=(filters.Filters(),))


def _told(key: str, title: str, sentences: tuple[str, ...] | list[str]) -> AbstractContextManager:
    box = header.panel(key, title)
    with box:
        for sentence in sentences:
            st.text(sentence)
    return box


def _bounds(view: View) -> str:
    first, last = queries.published_bounds(view.desk)
    span = words.days(first, last)
    return f"The corpus holds articles of {span}." if span else "The articles of this corpus carry no date."


def _smallest_step(view: View, asked: list) -> tuple[str, dict] | None:
    """The first single filter whose removal brings articles back."""
    for key, label, fields in asked:
        if queries.article_count(view.desk, filters.without(view.filters, fields)):
            name = "Widen the dates" if key == "dates" else f"Leave out {words.plain(label, 40)}"
            return name, fields
    return None
