"""What is being read right now, how far, and Stop; afterwards what came of it, file by file, and another try.

A job runs in a process of its own. It is found again by its corpus, so a reload, another tab and a restart of the
server all show the same; when it has ended it is shown until somebody closes it.
"""

from functools import partial

import streamlit as st

from analysis.desk import jobs
from analysis.desk.jobs import JobState
from analysis.errors import DatelineError
from pages.parts import file_list, header, session, states, words

EVERY_S = 1.0
DERIVING, PREPARING = "Deriving what the pages read", "Preparing the built-in corpora"


def show(corpus: str) -> bool:
    """The jobs on this corpus, and on the built-in ones, that run or have not been closed; whether one runs."""
    running = False
    for job_id in dict.fromkeys([*jobs.of(corpus), *jobs.of(jobs.PREPARING)]):
        try:
            state = jobs.state(job_id)
        except DatelineError:  # put away or swept at this moment
            continue
        if state.status == "running":
            running = True
            st.fragment(_running, run_every=EVERY_S)(job_id)
        elif state.kind != "process" and state.status == "done":
            jobs.put_away(job_id)
        else:
            _ended(corpus, job_id, state)
    return running


def _running(job_id: str) -> None:
    try:
        state = jobs.state(job_id)
    except DatelineError as error:  # a fragment runs outside the shell, which would have said it
        states.failed(str(error))
        return
    if state.status != "running":
        session.look_again()
        st.rerun()
    stop = None if state.stopping else partial(jobs.cancel, job_id)
    share = state.done / state.total if state.total else 0.0
    states.loading(f"job_{job_id}", _doing(state), _how_far(state), share, stop, _note(state))
    if len(state.files) > 1:
        file_list.show(f"files_{job_id}", state)


def _doing(state: JobState) -> str:
    if state.kind != "process":
        return DERIVING if state.kind == "build" else PREPARING
    if state.waiting:
        return "Waiting for other work on this corpus"
    return f"Reading {words.count(state.total, 'article')}" if state.total else "Getting ready"


def _how_far(state: JobState) -> str:
    if not state.total:
        return "starting"
    parts = [f"{state.done:,} of {state.total:,}"]
    if state.rate:
        parts.append(f"{state.rate:.1f} a second" if state.rate >= 0.95 else f"{state.rate * 60:.0f} a minute")
        parts.append(f"about {words.duration((state.total - state.done) / state.rate)} left")
    return " · ".join(parts)


def _note(state: JobState) -> str:
    if state.stopping:
        return "Stopping after the article at hand; what is finished stays."
    return state.current[:120]


def _ended(corpus: str, job_id: str, state: JobState) -> None:
    title = f":material/error: {_outcome(state)}" if state.failures or state.sentence else _outcome(state)
    with header.panel(f"job_{job_id}", title):
        if state.sentence:
            st.text(state.sentence)
        if state.status == "cancelled":
            st.text("What was finished before stays in the corpus.")
        if state.added:
            _found(corpus, job_id, state)
        if len(state.files) > 1 or state.failures or state.notices or state.unfinished:
            again = lambda name: _again(job_id, [name])  # noqa: E731 - named for the reader
            file_list.show(f"files_{job_id}", state, corpus, again)
        with st.container(horizontal=True, vertical_alignment="center", gap=8):
            one = state.files[0].article_id if len(state.files) == 1 and state.added + state.duplicates == 1 else ""
            if one:
                label = "Open the article" if state.added else "Open the article that is there"
                _lead("pages/article.py", label, {"corpus": corpus, "id": one})
            if state.unfinished:
                st.button(_try_again(state), key=f"again_{job_id}", on_click=_again, args=(job_id, None))
            st.button("Close", key=f"close_{job_id}", on_click=jobs.put_away, args=(job_id,))
        states.refused(f"job_{job_id}")


def _outcome(state: JobState) -> str:
    """What came of a job, in a title."""
    if state.kind != "process":
        return f"{DERIVING if state.kind == 'build' else PREPARING}: not finished"
    added = words.count(state.added, "article")
    failing = sum(1 for file in state.files if file.status in ("failed", "partly"))
    if state.status == "cancelled":
        return f"Stopped; {added} added"
    if failing:
        files = words.count(len(state.files), "file")
        what = "The file" if len(state.files) == 1 else f"{failing:,} of {files}"
        in_full = " in full" if any(file.status == "partly" for file in state.files) else ""
        return f"{what} could not be read{in_full}; {added if state.added else 'nothing'} added"
    if state.status == "failed":
        return f"The work broke off; {added} added"
    if not state.added and state.duplicates:
        return "Nothing new: the corpus holds this already"
    return f"{added} added" + (f"; {state.duplicates:,} there already" if state.duplicates else "")


def _found(corpus: str, job_id: str, state: JobState) -> None:
    """What was found in the articles added, each number with its page."""
    pages = (
        ("places", "pages/places.py", "mention of a place", "mentions of places"),
        ("events", "pages/timeline.py", "event", "events"),
        ("quotes", "pages/voices.py", "quote", "quotes"),
    )
    with st.container(key=f"small_found_{job_id}", horizontal=True, vertical_alignment="center", gap=12):
        st.markdown("Found", width="content")
        for kind, page, one, many in pages:
            number = int(state.found.get(kind, 0))
            label = words.count(number, one, many)
            if number:
                _lead(page, label, {"corpus": corpus})
            else:
                st.markdown(f"no {one}", width="content")
        _lead("pages/overview.py", "Show what was found", {"corpus": corpus})


def _lead(page: str, label: str, params: dict[str, str]) -> None:
    st.page_link(page, label=label, icon=":material/arrow_forward:", icon_position="right", query_params=params)


def _try_again(state: JobState) -> str:
    if state.status == "cancelled":
        return "Go on with the rest"
    return "Try again" if len(state.unfinished) == 1 else f"Try the {len(state.unfinished):,} again"


def _again(job_id: str, names: list[str] | None) -> None:
    try:
        jobs.retry(job_id, names)
    except DatelineError as error:
        states.refuse(f"job_{job_id}", str(error))
