"""One article to read, with its marks and beside each what was understood and why. `?id=…&at=…` opens a mark.

Without an id the newest article is open; the others are one click away.
"""

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from pages.parts import charts, evidence, exports, header, reader, session, shell, words
from pages.parts.session import View

LISTED = 200


def page(view: View) -> None:
    """The article the address names; without one, the newest."""
    articles = queries.articles(view.desk, view.filters, limit=LISTED)
    wanted = session.asked("id") or str(articles["article_id"].iloc[0])
    found = queries.article(view.desk, wanted)
    if found is None:
        header.show(view, "Article", "There is no such article in this corpus.")
        _missing(view, articles)
        return
    export = header.show(view, "Article", _lede(found), lambda: _actions(view, articles, wanted))
    if words.told(found.language) not in ("en", ""):
        st.caption(f"Language: {words.plain(found.language)}. English is analysed; this article is shown as it is.")
    reader.show(found, _number(session.asked("at")), session.asked("layer"))
    exports.article(export, view, found)


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _lede(found: queries.ArticleView) -> str:
    """How much is marked, and how much of it is uncertain; the counts by layer stand on the switches below."""
    text = words.count(int(found.words), "word")
    if found.marks.empty:
        return f"{text}; nothing marked."
    uncertain = int(found.marks["uncertain"].astype(bool).sum())
    tail = f", {uncertain:,} of them uncertain (hatched)" if uncertain else ""
    return f"{text}; {words.count(len(found.marks), 'mark')}{tail}."


def _actions(view: View, articles: pd.DataFrame, wanted: str) -> None:
    ids = articles["article_id"].tolist()
    if wanted in ids and len(ids) > 1:
        at = ids.index(wanted)
        for label, step in (("Previous", at - 1), ("Next", at + 1)):
            inside = 0 <= step < len(ids)
            target = view.params(id=ids[step] if inside else None)
            st.button(label, key=f"to_{label}", disabled=not inside, on_click=charts.lead, args=("article", target))
    if len(ids) > 1:
        with st.popover("All articles", key="all_articles", width="content"), st.container(key="choose", height=420):
            evidence.headlines(view, articles, "choose_list", at_most=LISTED)
    header.copy_link("article", view.params(id=wanted))


def _missing(view: View, articles: pd.DataFrame) -> None:
    with header.panel("missing", "No article with this address"):
        st.text("It may have been removed, or belong to another corpus. Choose another one.")
        evidence.headlines(view, articles, "missing_list", at_most=20)


shell.serve("Article", page)
