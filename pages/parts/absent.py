"""There is no corpus to show: none of this name, none at all, or one that cannot be read; and what to do about it."""

from collections.abc import Callable

import streamlit as st

from analysis.corpus import layout
from analysis.desk import jobs
from analysis.errors import CorpusError, DatelineError
from pages.parts import header, jobs_panel, session, states
from pages.parts.session import Absent


def page(title: str) -> Callable[[Absent], None]:
    """What a page of this title shows in place of a corpus."""

    def show(absent: Absent) -> None:
        header.bare(title, lede(absent))
        explain(absent)
        st.page_link("pages/library.py", label="Add articles of your own", query_params={})

    return show


def lede(absent: Absent) -> str:
    """In one sentence, in our own words."""
    if absent.sentence:
        return "This corpus cannot be opened as it is."
    return "The corpus asked for is not here." if absent.name else "There is nothing to show yet."


def explain(absent: Absent) -> None:
    """Why, and the button that mends it; while that works, how far it is."""
    if jobs_panel.show(absent.name):
        return
    states.refused("absent")
    if absent.sentence:
        with states.failed(absent.sentence, "This corpus cannot be opened", key="absent"):
            derive(absent.name)
    elif absent.name:
        states.empty("absent", "There is no such corpus",
                     f"No corpus called “{absent.name[:80]}” is here. Choose one at the left.")  # fmt: skip
    if not session.corpora():
        with states.empty(
            "no_corpus", "There is no corpus yet",
            "Dateline comes with two corpora to look at. They are prepared once, which takes about a minute.",
            "From a shell the same is done by: python -m analysis prepare",
        ):  # fmt: skip
            prepare()


def prepare() -> None:
    """The button that prepares the corpora that come with Dateline."""
    st.button("Prepare the built-in corpora", key="prepare", on_click=_begin, args=("absent", jobs.prepare))


def derive(name: str) -> None:
    """The button that derives anew what the pages read of a corpus; nothing where that cannot help."""
    try:
        layout.about(name)
    except CorpusError:
        return
    st.button("Derive it anew", key=f"derive_{name}", on_click=_begin, args=("absent", jobs.build, name))


def _begin(where: str, start: Callable[..., str], *names: str) -> None:
    try:
        start(*names)
    except DatelineError as error:
        states.refuse(where, str(error))
