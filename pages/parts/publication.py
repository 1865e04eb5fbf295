"""The date of publication of an article: what it is, how we know, and a form to correct it, with undo.

A correction is kept beside the article (`desk.edits`). A job then works out the times and events that count from the
date; until it has ended, the page says so.
"""

from collections.abc import Callable

import streamlit as st

from analysis.corpus.queries import ArticleView
from analysis.desk import edits, jobs
from analysis.errors import CorpusError, DatelineError
from pages.parts import session, words
from pages.parts.session import View

_ASKED = "date_asked"  # the article whose date is to be corrected
_FAILED = "date_failed"
_JOB = "date_job"
EVERY_S = 0.7
BASES = {
    "given": "It was given with the article.",
    "page": "It was read from the page that the article came on.",
    "inferred": "It was worked out from the text: a line that is nothing but a date, near the top, or else the latest "
                "full date that the text does not tell as lying ahead.",
    "none": "It was not given, and no full date in the text tells it. Words like “yesterday” stay without a date.",
}  # fmt: skip
FOLLOWS = (
    "“Yesterday” and “Tuesday” count from this date. Correct it, and the times and events that were worked out from it "
    "follow; that takes some seconds. The article stays as it was read, and the correction can be taken back."
)


def ask(article_id: str) -> None:
    """Open the form for this article on the next run."""
    st.session_state[_ASKED] = article_id


def show(view: View, found: ArticleView) -> None:
    """The form, where it was asked for, and the work that a correction started."""
    if st.session_state.pop(_ASKED, None) == found.article_id:
        _form(view, found)
    job_id = jobs.latest_again(view.corpus.name)
    if job_id is None:
        return
    try:
        state = jobs.state(job_id)
    except CorpusError:
        return
    if state.status == "running":
        st.fragment(_running, run_every=EVERY_S)(job_id)
    elif (
        st.session_state.get(_JOB) == (job_id, found.article_id)
        and (wrong := [told.sentence for told in state.failures] or [state.sentence])[0]
    ):
        st.text(f"The date is corrected, but times and events still count from the old one: {' '.join(wrong)}")


def _running(job_id: str) -> None:
    try:
        status = jobs.state(job_id).status
    except CorpusError:
        status = "done"
    if status != "running":
        session.look_again()
        st.rerun()
    st.text("Working out anew what counts from the date of publication …")


@st.dialog("Date of publication")
def _form(view: View, found: ArticleView) -> None:
    moment = words.moment(found.published)
    exact = ", to the minute" if "," in moment else ", to the day" if words.as_date(found.published) else ""
    corrected = found.corrections[found.corrections["action"] == "set"]
    st.text(f"{moment[:1].upper()}{moment[1:]}{exact}. {_why(found)}")
    if len(corrected):
        last = corrected.iloc[0]
        if st.button("Take the correction back", key="date_back"):
            _begin(found.article_id, lambda: edits.take_back(view.corpus.name, str(last["correction_id"])))
    with st.form("date_form", border=False):
        given = st.text_input(
            "Published on", key="date_given", placeholder="2019-04-12, or 12 April 2019, or 2019-04-12 09:30",
            help="Year, month and day; the time of day where you know it.",
        )  # fmt: skip
        why = st.text_input("Why (kept with the correction)", key="date_why", max_chars=edits.LONGEST_REASON)
        if st.form_submit_button("Correct the date", type="primary"):
            _begin(found.article_id, lambda: edits.correct_date(view.corpus.name, found.article_id, given, why))
    if sentence := st.session_state.pop(_FAILED, ""):
        with st.container(key="form_error"):
            st.text(sentence)
    st.caption(FOLLOWS)


def _why(found: ArticleView) -> str:
    """How the date is known, and what it was before a person corrected it."""
    corrected = found.corrections[found.corrections["action"] == "set"]
    if corrected.empty:
        return BASES[found.published_basis]
    last = corrected.iloc[0]
    before = words.told(last["published_before"])
    why = f" The reason given: “{last['why']}”." if words.told(last["why"]) else ""
    was = f"{words.moment(before)} stood there" if before else "there was no date"
    return f"A person corrected it on {words.day(last['made_at'])}; before, {was}.{why}"


def _begin(article_id: str, start: Callable[[], str | None]) -> None:
    """Start a correction's job, and keep which article it is about; `start` returns the id of the job."""
    try:
        st.session_state[_JOB] = (start(), article_id)
    except DatelineError as error:
        st.session_state[_FAILED] = str(error)
    else:
        st.rerun()
