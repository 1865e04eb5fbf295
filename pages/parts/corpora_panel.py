"""The corpora on this machine: open, make, call otherwise, remove; and what is wrong with one that cannot be opened."""

from collections.abc import Callable

import streamlit as st

from analysis.corpus.catalog import CorpusInfo
from analysis.desk import corpora, jobs
from analysis.errors import DatelineError
from pages.parts import absent, filters, header, session, states, words

TALL, BOX_PX = 6, 250  # more corpora than this scroll in a box of their own
_ASKED, _GONE = "corpus_asked", "corpus_gone"


def show(opened: str) -> None:
    """All of them; `opened` is the one that is shown on this page."""
    known, busy = session.corpora(), jobs.busy()
    damaged = session.damaged()
    if jobs.PREPARING in busy:  # half made is not damaged
        damaged = {}
    here, new = st.columns([1, 1.35], gap="large")
    with new, header.panel("corpora", "Corpora", "Each keeps its articles apart from the others"):
        box = st.container(height=BOX_PX if len(known) + len(damaged) > TALL else "content", border=False, gap=4)
        with box:
            for info in known:
                _row(info, info.name == opened)
            for name, sentence in damaged.items():
                if name not in busy:
                    _damaged(name, sentence)
            if not known and not damaged:
                st.text("None yet: the first one is made when something is added.")
        if known and not any(info.is_builtin for info in known) and jobs.PREPARING not in busy:
            absent.prepare()
        states.refused("corpora")
    with here:
        _new()


def _row(info: CorpusInfo, is_open: bool) -> None:
    said = words.count(info.articles, "article") + (" · built in, not changed" if info.is_builtin else "")
    with st.container(key=f"small_corpus_{info.name}", horizontal=True, vertical_alignment="center", gap=8):
        with st.container(horizontal=True, vertical_alignment="center", gap=8, width="stretch"):
            title = words.plain(info.title, 60)
            if is_open:
                st.markdown(f"**{title}**", width="content")
            else:
                st.button(title, key=f"open_{info.name}", type="tertiary", on_click=filters.write,
                          args=(filters.Filters(), info.name))  # fmt: skip
            st.caption(said, width="content")
        if not info.is_builtin:
            st.button("Rename", key=f"rename_{info.name}", on_click=_ask, args=("rename", info.name))
            st.button("Remove", key=f"remove_{info.name}", on_click=_ask, args=("remove", info.name))
    if st.session_state.get(_ASKED) == ("rename", info.name):
        del st.session_state[_ASKED]
        _rename(info)
    elif st.session_state.get(_ASKED) == ("remove", info.name):
        del st.session_state[_ASKED]
        _remove(info.name, info.title, words.count(info.articles, "article"))


def _damaged(name: str, sentence: str) -> None:
    told = states.failed(sentence, f"{words.plain(name)} cannot be opened", key=f"damaged_{name}")
    with told, st.container(horizontal=True, gap=8):
        absent.derive(name)
        st.button("Remove", key=f"remove_{name}", on_click=_ask, args=("remove", name))
    if st.session_state.get(_ASKED) == ("remove", name):
        del st.session_state[_ASKED]
        _remove(name, name, "all its articles")


def _ask(what: str, name: str) -> None:
    """A dialog is opened by the run that follows the click, once."""
    st.session_state[_ASKED] = (what, name)


@st.dialog("Another title")
def _rename(info: CorpusInfo) -> None:
    with st.form("rename", border=False):
        st.text_input("Title", value=info.title, key="rename_title", max_chars=corpora.LONGEST_TITLE)
        st.caption("Its address stays the same, so links to it go on working.")
        if st.form_submit_button("Save", type="primary") and _do("rename", corpora.rename, info.name,
                                                                st.session_state["rename_title"]):  # fmt: skip
            st.rerun()
        states.refused("rename")


@st.dialog("Remove this corpus?")
def _remove(name: str, title: str, holds: str) -> None:
    st.text(f"“{title}” with {holds} is deleted, with everything found in them and every correction made.")
    st.text("This cannot be undone. The files that the articles came from stay where they are on your disk.")
    with st.container(horizontal=True, gap=8):
        done = st.button(f"Remove it with {holds}", key="remove_for_good", type="primary",
                         on_click=_removed, args=(name,))  # fmt: skip
        kept = st.button("Keep it", key="remove_not")
    states.refused("remove")
    if kept or (done and st.session_state.pop(_GONE, False)):
        st.rerun()


def _removed(name: str) -> None:
    if _do("remove", corpora.remove, name):
        st.session_state[_GONE] = True
        if st.session_state.get("corpus") == name:
            filters.write(filters.Filters(), "")


def _new() -> None:
    with header.panel("new_corpus", "A corpus of your own", "For articles that belong together"):
        with st.form("new_corpus", border=False):
            title, create = st.columns([2, 1], vertical_alignment="bottom", gap="small")
            title.text_input("Title", key="corpus_title", max_chars=corpora.LONGEST_TITLE,
                             placeholder="e.g. Harbour strike 2019")  # fmt: skip
            create.form_submit_button("Create", on_click=_create, width="stretch")
        states.refused("new_corpus")


def _create() -> None:
    try:
        name = corpora.create(st.session_state["corpus_title"])
    except DatelineError as error:
        states.refuse("new_corpus", str(error))
        return
    st.session_state["corpus_title"] = ""
    session.look_again()
    filters.write(filters.Filters(), name)


def _do(where: str, change: Callable[..., None], *args: str) -> bool:
    """Make a change; False (and a sentence at its place) where it fails."""
    try:
        change(*args)
    except DatelineError as error:
        states.refuse(where, str(error))
        return False
    session.look_again()
    return True
