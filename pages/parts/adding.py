"""The two ways in: files dropped or chosen, and text pasted. Both go to a corpus of one's own, which is then opened.

What is refused is said beside the field, and stays in it.
"""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.desk import corpora, edits
from analysis.errors import DatelineError
from analysis.read import readers
from analysis.settings import settings
from pages.parts import filters, header, session, states, words

FIELDS = ("paste_text", "paste_title", "paste_outlet", "paste_day")
_TURN = "upload_turn"  # a new key empties the uploader after use


def show(corpus: str | None) -> None:
    """Both, side by side; `corpus` is where it goes, None for the reader's own default one."""
    files, paste = st.columns([1, 1.35], gap="large")
    with files:
        _files(corpus)
    with paste:
        _paste(corpus)


def kinds() -> str:
    """`.txt, .html and .csv`: one ending for each kind of file that is read."""
    first = {reader.NAME: ending for ending, reader in reversed(readers().items())}
    return words.listed(sorted(first.values()))


def _files(corpus: str | None) -> None:
    turn = st.session_state.setdefault(_TURN, 0)
    limit = min(settings().max_file_mb, int(st.get_option("server.maxUploadSize")))
    with header.panel(
        "upload", "Add files", f"Texts, pages, feeds, tables, exports of Nexis and Factiva, .zip; up to {limit} MB each"
    ):
        with st.container(key="drop"):
            given = st.file_uploader(
                "Drop files here, or choose them", accept_multiple_files=True, key=f"upload_{turn}",
                help=f"Any number of files: {kinds()}. What each holds is told by its content.",
            )  # fmt: skip
        if given:
            st.button(
                f"Add {words.count(len(given), 'file')}", key="upload_add", on_click=_add_files, args=(corpus, turn),
                type="primary",
            )  # fmt: skip
        states.refused("upload")


def _add_files(corpus: str | None, turn: int) -> None:
    given = st.session_state.get(f"upload_{turn}") or []
    files = [(file.name, file.getvalue()) for file in given]
    if files and _add("upload", corpus, lambda target: edits.add_files(target, files)):
        st.session_state[_TURN] = turn + 1


def _paste(corpus: str | None) -> None:
    longest = f"One article, page furniture and all, up to {settings().max_article_chars:,} characters"
    with header.panel("paste", "Paste an article", longest), st.form("paste", border=False):
        st.text_area("Text", key="paste_text", height=104, label_visibility="collapsed", placeholder="The whole text")
        headline, outlet, day, add = st.columns([1.05, 0.85, 1.25, 1], vertical_alignment="bottom", gap="small")
        headline.text_input("Headline", key="paste_title", max_chars=300, placeholder="optional")
        outlet.text_input("Outlet", key="paste_outlet", max_chars=120, placeholder="optional")
        day.date_input("Published", value=None, key="paste_day", format="DD/MM/YYYY",
                       min_value=pd.Timestamp(1800, 1, 1).date())  # fmt: skip
        add.form_submit_button("Add article", on_click=_add_pasted, args=(corpus,), width="stretch")
        states.refused("paste")


def _add_pasted(corpus: str | None) -> None:
    text, title, outlet, day = (st.session_state[field] for field in FIELDS)
    if not text.strip():
        states.refuse("paste", "There is no text to add. Paste the article into the field above.")
        return

    def add(target: str) -> str:
        published = day.isoformat() if day else None
        return edits.add_text(target, text, title=title.strip(), outlet=outlet.strip(), published=published)

    if _add("paste", corpus, add):
        for field in FIELDS:
            st.session_state[field] = None if field == "paste_day" else ""


def _add(where: str, corpus: str | None, start: Callable[[str], str]) -> bool:
    """Start a job and open its corpus; False (and a sentence at its place) where that fails."""
    try:
        target = corpus or corpora.ensure_own()
        start(target)
    except DatelineError as error:
        states.refuse(where, str(error))
        return False
    session.look_again()
    filters.write(filters.Filters(), target)
    return True
