"""The shell of the dashboard: theme, corpus, filters, navigation. What a page shows is the page's own business."""

import pandas as pd  # noqa: F401  the first import costs seconds: paid here, before the first visitor
import plotly.graph_objects as go  # noqa: F401
import streamlit as st

from analysis.corpus import queries
from analysis.errors import CorpusError, DatelineError
from pages.parts import charts, filters, session, sidebar, states, theme

ABOUT = (
    "**Dateline** turns news articles into a map of the places named, a timeline of the events told and a list of who "
    "was quoted. Every mark opens the sentence that it came from. Place data: GeoNames, CC BY 4.0. "
    "Outlines: Natural Earth, public domain."
)


def pages() -> list:
    """The pages in the order of the top bar; the address of each is the name of its file."""
    return [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/places.py", title="Places"),
        st.Page("pages/timeline.py", title="Timeline"),
        st.Page("pages/voices.py", title="Voices"),
        st.Page("pages/article.py", title="Article"),
        st.Page("pages/library.py", title="Library"),
    ]


def main() -> None:
    """Draw the shell and run the page that the address names."""
    st.set_page_config(
        page_title="Dateline", page_icon=str(theme.BRAND / "icon.svg"), layout="wide", initial_sidebar_state=298,
        menu_items={"About": ABOUT},
    )  # fmt: skip
    theme.dress()
    st.logo(str(theme.BRAND / f"wordmark-{theme.mode()}.svg"), size="large")
    page = st.navigation(pages(), position="top")
    try:
        session.begin(_view())
        page.run()
    except DatelineError as error:
        states.failed(str(error))
    finally:
        session.end()
    theme.watch(*charts.led())


def _view() -> session.View | session.Absent:
    """The sidebar, and what it chooses; Absent where the corpus is not there or cannot be read."""
    with st.sidebar:
        top, bottom = st.container(), st.container()
    with bottom:
        filters.address()
    known = session.corpora()
    name = filters.corpus(known)
    with top:
        sidebar.choose_corpus(known, name)
    corpus = next((info for info in known if info.name == name), None)
    if corpus is None:
        return session.Absent(name, session.damaged().get(name, ""))
    try:
        desk, chosen = session.desk(name), filters.chosen()
    except CorpusError as error:
        return session.Absent(name, str(error))
    labels = queries.labels(desk, chosen)
    if corpus.articles:
        with top:
            sidebar.choose(desk, chosen, labels)
    return session.View(corpus, desk, chosen, theme.mode(), labels)


if __name__ == "__main__":
    main()
