"""What is being read right now: how far, Stop, and afterwards what came of it, one sentence a failure.

The job runs in a process of its own and survives a reload; this panel finds it again by its corpus.
"""

import streamlit as st

from analysis.desk import jobs
from analysis.errors import CorpusError
from pages.parts import header, session, states, words
from pages.parts.session import View

_WATCHED = "job_watched"
_CLOSED = "job_closed"
SHOWN = 20  # failures listed; the rest is counted
EVERY_S = 1.0


def watch(job_id: str) -> None:
    """Follow this job on the next run."""
    st.session_state[_WATCHED] = job_id


def show(view: View) -> None:
    """The job of this corpus that runs, or the one this reader started and has not put away."""
    job_id = jobs.latest(view.corpus.name)
    if job_id is None or st.session_state.get(_CLOSED) == job_id:
        return
    try:
        state = jobs.state(job_id)
    except CorpusError:
        return
    if state.status == "running":
        st.session_state[_WATCHED] = job_id
        st.fragment(_running, run_every=EVERY_S)(job_id)
    elif st.session_state.get(_WATCHED) == job_id:
        _ended(view, job_id, state)


def _running(job_id: str) -> None:
    try:
        state = jobs.state(job_id)
    except CorpusError as error:  # a fragment runs outside the shell, which would have said it
        states.failed(str(error))
        return
    if state.status != "running":
        session.corpora.clear()
        st.rerun()
    title = f"Reading {words.count(state.total, 'article')}" if state.total else "Getting ready"
    with header.panel("job", title):
        where = f"{state.done} of {state.total}" if state.total else "starting"
        left = f" · about {_left(state):.0f} s left" if state.done else ""
        st.progress(min(state.done / state.total, 1.0) if state.total else 0.0, text=f"{where}{left}")
        if state.current:
            st.caption(words.plain(state.current, 80))
        st.button("Stop", key="job_stop", on_click=jobs.cancel, args=(job_id,))


def _left(state: jobs.JobState) -> float:
    return state.seconds / state.done * (state.total - state.done)


def _ended(view: View, job_id: str, state: jobs.JobState) -> None:
    with header.panel("job", _outcome(state)):
        for where, sentence in [*state.failures, *state.notices][:SHOWN]:
            st.text(sentence if where in sentence else f"{where}: {sentence}")
        more = len(state.failures) + len(state.notices) - SHOWN
        if more > 0:
            st.caption(f"{more} more of this kind.")
        with st.container(horizontal=True, gap=8):
            if state.added and view.corpus.articles:
                st.page_link("pages/overview.py", label="Show what was found", query_params=view.params())
            st.button("Close", key="job_close", on_click=_close, args=(job_id,))


def _outcome(state: jobs.JobState) -> str:
    added = words.count(state.added, "article")
    if state.status == "cancelled":
        return f"Stopped; {added} added"
    if state.status == "failed" and not state.added:
        return "Nothing could be added"
    if state.failures:
        return f"{added} added, {words.count(len(state.failures), 'record')} could not be read"
    if not state.added and state.duplicates:
        return "Nothing new: the corpus holds this already"
    return f"{added} added"


def _close(job_id: str) -> None:
    st.session_state[_CLOSED] = job_id
