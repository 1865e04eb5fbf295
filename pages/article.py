"""One article to read, with its marks and beside each what was understood and why. `?id=…&at=…` opens a mark.

Without an id the newest article is open; the others are one click away.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from analysis.corpus.snapshot import Desk
from analysis.desk import edits
from analysis.errors import DatelineError
from pages.parts import article_data, charts, evidence, exports, header, minis, publication, reader, session, shell
from pages.parts.session import View

LISTED = 200
_SAID = "article_said"  # what came of the last change, shown once


def page(view: View) -> None:
    """The article the address names; without one, the newest."""
    articles = queries.articles(view.desk, view.filters, limit=LISTED)
    wanted = session.asked("id") or str(articles["article_id"].iloc[0])
    found = _read(view.corpus.name, view.desk.version, wanted, view.desk)
    if found is None:
        header.show(view, "Article", "There is no such article in this corpus.")
        _missing(view, articles)
        return
    counts = article_data.count_marks(found)
    beside = queries.beside(view.desk, view.filters, wanted)
    export = header.show(
        view, "Article", article_data.lede(found, counts), lambda: _actions(view, articles, wanted, beside)
    )
    with st.container(key="small_notices"):  # always there: what comes and goes in it must not draw the text anew
        publication.show(view, found)
        if sentence := st.session_state.pop(_SAID, ""):
            st.text(sentence)
    with st.container(key="article_frame"), st.container(key="article_body"):
        reader.show(
            view, found, counts, beside,
            on_date=lambda: _stay(found.article_id, lambda: publication.ask(found.article_id)),
            on_wrong=lambda mark: _stay(found.article_id, lambda: _take_out(view, found.article_id, mark)),
            on_back=lambda correction: _change(lambda: edits.take_back(view.corpus.name, correction)),
            at=_number(session.asked("at")), layer=session.asked("layer"),
        )  # fmt: skip
        minis.show(view, found)
    exports.article(export, view, found)


def _stay(article_id: str, do: Callable[[], None]) -> None:
    """Change this article and keep it open: without an id in the address another one may be the newest afterwards."""
    session.ask({"id": article_id})
    do()


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(corpus: str, version: str, article_id: str, _desk: Desk) -> queries.ArticleView | None:
    """An article of one version of a desk: a long one takes a second, and each click on the page asks for it."""
    return queries.article(_desk, article_id)


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _actions(view: View, articles: pd.DataFrame, wanted: str, beside: tuple[str, str]) -> None:
    if any(beside):
        for label, other, key in (("Previous", beside[0], "p"), ("Next", beside[1], "n")):
            target = view.params(id=other or None)
            st.button(
                label, key=f"to_{label}", disabled=not other, on_click=charts.lead, args=("article", target),
                help=f"The {'newer' if key == 'p' else 'older'} article (key {key})",
            )  # fmt: skip
    if len(articles) > 1:
        with st.popover("All articles", key="all_articles", width="content"), st.container(key="choose", height=420):
            evidence.headlines(view, articles, "choose_list", at_most=LISTED)
    header.copy_link("article", view.params(id=wanted))


def _take_out(view: View, article_id: str, mark: dict[str, Any]) -> None:
    span = int(mark["row_start"]), int(mark["row_end"])
    _change(lambda: edits.remove_mark(view.corpus.name, article_id, str(mark["layer"]), *span))


def _change(change: Any) -> None:
    """Do what a reader asked for; where it cannot be done, the page says why."""
    try:
        change()
    except DatelineError as error:
        st.session_state[_SAID] = str(error)
    session.look_again()


def _missing(view: View, articles: pd.DataFrame) -> None:
    with header.panel("missing", "No article with this address"):
        st.text("It may have been removed, or belong to another corpus. Choose another one.")
        evidence.headlines(view, articles, "missing_list", at_most=20)


shell.serve("Article", page)
