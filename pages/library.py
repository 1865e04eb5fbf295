"""The articles of a corpus: list, open, remove with undo, paste one, upload files, watch them being read.

Built-in corpora are not changed: what a reader adds while one of them is open goes into a corpus of the reader's own,
which is made on first use and opened.
"""

from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.desk import edits
from analysis.errors import DatelineError
from pages.parts import charts, exports, filters, header, jobs_panel, own_corpus, session, shell, states, words
from pages.parts.session import View

LISTED = 200
ROW_PX, ROWS = 30, 10  # more rows are reached by scrolling, so that adding stays in sight
FAILED = "library_failed"  # a sentence that a callback left for the page
UNDO = "library_undo"


def page(view: View) -> None:
    """The articles, and below them the ways to add some."""
    articles = queries.articles(view.desk, view.filters, limit=LISTED)
    export = header.show(view, "Library", _lede(view, articles), lambda: header.copy_link("library"))
    _failure()
    jobs_panel.show(view)
    _undo(view)
    if not view.corpus.articles:
        states.no_articles(view, link=False)
    elif articles.empty:
        states.nothing(view, "article")
    else:
        _list(view, articles)
    paste, more = st.columns([1.9, 1], gap="large")
    with paste:
        _paste(view)
    with more:
        _upload(view)
        _new_corpus()
    if len(articles):
        exports.library(export, view)


def _lede(view: View, articles: pd.DataFrame) -> str:
    if not view.corpus.articles:
        return "No article yet: paste one or upload files."
    total = words.count(view.corpus.articles, "article")
    if view.filters.is_empty:
        return f"{total} in this corpus."
    fit = queries.summary(view.desk, view.filters).articles
    return f"{fit:,} of {total} {'fits' if fit == 1 else 'fit'} the filters."


def _failure() -> None:
    if sentence := st.session_state.pop(FAILED, ""):
        states.failed(sentence, "This could not be done")


def _list(view: View, articles: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "Headline": [words.told(title) or "Untitled article" for title in articles["title"]],
            "Outlet": articles["outlet"],
            "Published": [words.day(day, short=True) for day in articles["published"]],
            "Places": articles["places"],
            "Events": articles["events"],
            "Quotes": articles["quotes"],
        }
    )
    copies = articles["duplicate_group"].notna() & ~articles["representative"].astype(bool)
    caption = "Choose rows to open or remove them" if not view.corpus.is_builtin else "Choose a row to open it"
    if copies.any():
        caption += f". {words.count(int(copies.sum()), 'article is a copy', 'articles are copies')} of another"
    title = "Articles" if len(articles) < LISTED else f"The newest {LISTED} articles"
    with header.panel("articles", title, caption):
        mode: Literal["single-row", "multi-row"] = "single-row" if view.corpus.is_builtin else "multi-row"
        columns: dict[str, Any] = {
            "Headline": st.column_config.TextColumn(width=554),
            "Outlet": st.column_config.TextColumn(width=190),
            "Published": st.column_config.TextColumn(width=96),
            **{name: st.column_config.NumberColumn(width=72) for name in ("Places", "Events", "Quotes")},
        }
        picked = st.dataframe(
            shown, key=f"library_{view.corpus.name}_{view.corpus.version}", hide_index=True, row_height=ROW_PX,
            on_select="rerun", selection_mode=mode, height=min(len(shown), ROWS) * ROW_PX + 36, column_config=columns,
            alt="Articles with outlet, day of publication, and what was found in each",
        )  # fmt: skip
        rows = [row for row in picked.selection.rows if row < len(articles)]
        ids = [str(articles["article_id"].iloc[row]) for row in rows]
        with st.container(horizontal=True, vertical_alignment="center", gap=12):
            one = view.params(id=ids[0] if ids else None)
            st.button("Open", disabled=len(ids) != 1, key="library_open", on_click=charts.lead, args=("article", one))
            if not view.corpus.is_builtin:
                label = f"Remove {words.count(len(ids), 'article')}" if ids else "Remove"
                st.button(label, disabled=not ids, key="library_remove", on_click=_remove, args=(view.corpus.name, ids))
            else:
                st.caption(
                    "This corpus comes with Dateline and is not changed; what you add goes to a corpus of your own."
                )


def _remove(corpus: str, ids: list[str]) -> None:
    try:
        st.session_state[UNDO] = edits.remove_articles(corpus, ids)
    except DatelineError as error:
        st.session_state[FAILED] = str(error)
    session.corpora.clear()


def _undo(view: View) -> None:
    token = st.session_state.get(UNDO)
    if token is None or token.corpus != view.corpus.name or not token.article_ids:
        return
    with st.container(key="removed", horizontal=True, vertical_alignment="center", gap=12):
        st.markdown(f"{words.count(len(token.article_ids), 'article')} removed.", width="content")
        st.button("Undo", key="library_undo_button", on_click=_restore, args=(token,))


def _restore(token: edits.Undo) -> None:
    try:
        edits.restore(token.corpus, token)
        st.session_state.pop(UNDO, None)
    except DatelineError as error:
        st.session_state[FAILED] = str(error)
    session.corpora.clear()


def _paste(view: View) -> None:
    with header.panel("paste", "Paste an article"), st.form("paste", border=False, clear_on_submit=False):
        st.text_area("Text", key="paste_text", height=130, placeholder="The whole text, page furniture included")
        headline, outlet, day = st.columns([2, 1.2, 1])
        headline.text_input("Headline", key="paste_title", max_chars=300, placeholder="may stay empty")
        outlet.text_input("Outlet", key="paste_outlet", max_chars=120, placeholder="may stay empty")
        day.date_input("Published", value=None, key="paste_day", format="DD/MM/YYYY",
                       min_value=pd.Timestamp(1800, 1, 1).date())  # fmt: skip
        st.form_submit_button("Add this article", type="primary", on_click=_add_pasted, args=(view,))


def _add_pasted(view: View) -> None:
    day = st.session_state["paste_day"]
    text = st.session_state["paste_text"]
    title, outlet = st.session_state["paste_title"].strip(), st.session_state["paste_outlet"].strip()
    if not text.strip():
        st.session_state[FAILED] = "There is no text to add. Paste the article into the field “Text”."
        return

    def add(corpus: str) -> str:
        return edits.add_text(corpus, text, title=title, outlet=outlet, published=day.isoformat() if day else None)

    if _add(view, add):
        for key in ("paste_text", "paste_title", "paste_outlet"):
            st.session_state[key] = ""
        st.session_state["paste_day"] = None


def _upload(view: View) -> None:
    turn = st.session_state.setdefault("upload_turn", 0)  # a new key empties the widget after use
    with header.panel("upload", "Upload files", "Text, HTML, CSV or JSON lines"):
        files = st.file_uploader(
            "Files", accept_multiple_files=True, key=f"upload_{turn}", label_visibility="collapsed"
        )
        st.button(
            f"Add {words.count(len(files), 'file')}" if files else "Add files", disabled=not files, key="upload_add",
            on_click=_add_files, args=(view, turn),
        )  # fmt: skip


def _add_files(view: View, turn: int) -> None:
    files = st.session_state.get(f"upload_{turn}") or []
    if files and _add(view, lambda corpus: edits.add_files(corpus, [(file.name, file.getvalue()) for file in files])):
        st.session_state["upload_turn"] = turn + 1


def _add(view: View, start: Callable[[str], str]) -> bool:
    """Start a job on the reader's own corpus and open that; False (and a sentence for the page) where it fails."""
    try:
        target = view.corpus.name if not view.corpus.is_builtin else own_corpus.ensure()
        jobs_panel.watch(start(target))
    except DatelineError as error:
        st.session_state[FAILED] = str(error)
        return False
    session.corpora.clear()
    filters.write(Filters(), target)
    return True


def _new_corpus() -> None:
    box = header.panel("new_corpus", "A corpus of your own", "Articles that belong together, apart from others")
    with box, st.form("new_corpus", border=False, clear_on_submit=True):
        st.text_input("Title", key="corpus_title", max_chars=80, placeholder="e.g. Harbour strike 2019")
        st.form_submit_button("Create", on_click=_create)


def _create() -> None:
    try:
        name = own_corpus.create(st.session_state["corpus_title"])
    except DatelineError as error:
        st.session_state[FAILED] = str(error)
        return
    session.corpora.clear()
    filters.write(Filters(), name)


shell.serve("Library", page, needs_articles=False)
