"""The articles of a corpus in a table: in any order, a page at a time, a click to open, and a mode to remove some.

What was removed can be brought back for an hour: after a page change, a reload, in another tab, the last one first.
"""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from analysis.desk import edits, removals
from analysis.errors import DatelineError
from pages.parts import charts, header, session, states, words
from pages.parts.session import View

PAGE = 200
ROW_PX, ROWS = 30, 12  # more rows are reached by scrolling
ORDERS = {
    "newest": "newest first", "oldest": "oldest first", "headline": "by headline", "outlet": "by outlet",
    "words": "longest first", "places": "most places first", "events": "most events first",
    "quotes": "most quotes first",
}  # fmt: skip
LANGUAGES = ("", "en")
_ORDER, _TURNED, _SELECTING = "library_order", "library_turned", "library_selecting"
WIDTHS_PX = {
    "Headline": 272, "Outlet": 116, "Published": 88, "Language": 74, "Words": 54, "Places": 54, "Events": 56,
    "Quotes": 58, "Note": 150,
}  # fmt: skip


def show(view: View, total: int) -> None:
    """The list; `total` is how many articles fit the filters."""
    offset = _offset(view, total)
    found = queries.articles(view.desk, view.filters, limit=PAGE, offset=offset, order=_order())
    with header.panel("articles"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap=12):
            with st.container(gap=2, width="stretch"):
                st.header("Articles", anchor=False)
                st.caption(_caption(found, _selecting(view)))
            if not view.corpus.is_builtin:
                st.toggle("Select to remove", key=_SELECTING, width="content")
            st.selectbox("Order", list(ORDERS), key=_ORDER, format_func=ORDERS.__getitem__, width=190,
                         label_visibility="collapsed")  # fmt: skip
        chosen = _table(view, found, offset)
        with st.container(horizontal=True, vertical_alignment="center", gap=8):
            if _selecting(view):
                _removal(view, chosen)
            if total > PAGE:
                _turns(view, offset, total)
        states.refused("articles")


def undo(view: View) -> None:
    """What was removed of late, in words, and the way back."""
    standing = removals.standing(view.corpus.name)
    if not standing:
        return
    with st.container(key="removed", horizontal=True, vertical_alignment="center", gap=12):
        st.text(_removed(standing[0]), width="content")
        st.button("Undo", key="library_undo", on_click=_restore, args=(standing[0],))
        if len(standing) > 1:
            st.caption(f"{words.count(len(standing) - 1, 'earlier removal')} can be undone after it", width="content")


def _order() -> str:
    asked = st.session_state.get(_ORDER)
    return asked if asked in ORDERS else "newest"


def _selecting(view: View) -> bool:
    return bool(st.session_state.get(_SELECTING)) and not view.corpus.is_builtin


def _caption(found: pd.DataFrame, selecting: bool) -> str:
    copies = found["duplicate_group"].notna() & ~found["representative"].astype(bool)
    caption = "Tick the rows to remove" if selecting else "A click on a row opens the article"
    if copies.any():
        caption += f" · {words.count(int(copies.sum()), 'article is a copy', 'articles are copies')} of another"
    return caption


def _table(view: View, found: pd.DataFrame, offset: int) -> list[str]:
    """Draw it; returns the ids of the articles selected to be removed."""
    selecting = _selecting(view)
    ids = [str(article_id) for article_id in found["article_id"]]
    key = f"library_{view.corpus.name}_{view.corpus.version}_{_order()}_{offset}_{'remove' if selecting else 'open'}"

    def clicked() -> None:
        cells = (st.session_state.get(key) or {}).get("selection", {}).get("cells", [])
        if cells and cells[0][0] < len(ids):
            charts.lead("article", view.params(id=ids[cells[0][0]]))

    shown = _shown(found)
    picked: Any = st.dataframe(
        shown, key=key, hide_index=True, row_height=ROW_PX, placeholder="",
        on_select="rerun" if selecting else clicked, selection_mode="multi-row" if selecting else "single-cell",
        height=min(len(found), ROWS) * ROW_PX + 36, column_config=_columns("Note" in shown),
        alt="Articles with outlet, day of publication, language, and how much was found in each",
    )  # fmt: skip
    return [ids[row] for row in picked.selection.rows if row < len(ids)] if selecting else []


def _shown(found: pd.DataFrame) -> pd.DataFrame:
    copies = found["duplicate_group"].notna() & ~found["representative"].astype(bool)
    marks = zip(found["published"], found["published_basis"], found["language"], copies, strict=True)
    shown = pd.DataFrame(
        {
            "Headline": [_headline(*row) for row in zip(found["title"], found["opening"], strict=True)],
            "Outlet": found["outlet"],
            "Published": [words.as_date(day) for day in found["published"]],
            "Language": [words.language(words.told(code)) for code in found["language"]],
            "Words": found["words"],
            "Places": found["places"],
            "Events": found["events"],
            "Quotes": found["quotes"],
            "Note": [_note(*mark) for mark in marks],
        }
    )
    return shown if shown["Note"].any() else shown.drop(columns="Note")


def _headline(title: object, opening: object) -> str:
    """A headline, or how the text begins where it has none."""
    begins = " ".join(words.told(opening).split())
    return words.told(title) or (f"{begins} …" if len(str(opening)) >= queries.OPENING_CHARS else begins)


def _note(published: object, basis: object, language: object, copy: bool) -> str:
    """What a reader should know of an article before counting on it."""
    notes = ["not analysed"] if words.told(language) not in LANGUAGES else []
    notes += ["no date"] if words.as_date(published) is None else ["date inferred"] if basis == "inferred" else []
    notes += ["a copy"] if copy else []
    return ", ".join(notes)


def _columns(noted: bool) -> dict[str, Any]:
    headline_px = WIDTHS_PX["Headline"] + (0 if noted else WIDTHS_PX["Note"])
    kinds: dict[str, Any] = {
        "Headline": st.column_config.TextColumn(width=headline_px),
        "Outlet": st.column_config.TextColumn(width=WIDTHS_PX["Outlet"]),
        "Published": st.column_config.DateColumn(width=WIDTHS_PX["Published"], format="D MMM YYYY"),
        "Language": st.column_config.TextColumn(width=WIDTHS_PX["Language"]),
        "Note": st.column_config.TextColumn(width=WIDTHS_PX["Note"]),
    }
    numbers = ("Words", "Places", "Events", "Quotes")
    return kinds | {name: st.column_config.NumberColumn(width=WIDTHS_PX[name], format="localized") for name in numbers}


def _offset(view: View, total: int) -> int:
    """The first row of the page turned to; another corpus, filter or order begins at its first page."""
    of = (view.corpus.name, view.filters, _order())
    at, turned_of = st.session_state.get(_TURNED, (0, of))
    return at if turned_of == of and at < total else 0


def _turns(view: View, offset: int, total: int) -> None:
    of = (view.corpus.name, view.filters, _order())

    def to(new: int) -> None:
        st.session_state[_TURNED] = (new, of)

    st.button("Previous", key="library_previous", disabled=offset == 0, on_click=to, args=(max(offset - PAGE, 0),))
    st.button("Next", key="library_next", disabled=offset + PAGE >= total, on_click=to, args=(offset + PAGE,))
    st.caption(f"{offset + 1:,}–{min(offset + PAGE, total):,} of {total:,}", width="content")


def _removal(view: View, chosen: list[str]) -> None:
    label = f"Remove {words.count(len(chosen), 'article')}" if chosen else "Remove"
    st.button(label, disabled=not chosen, key="library_remove", on_click=_remove, args=(view.corpus.name, chosen))
    st.caption("This can be undone for an hour", width="content")


def _removed(undo: removals.Undo) -> str:
    names = [f"“{title}”" for title in undo.titles]
    if len(names) == 1:
        return f"Removed: {names[0]}."
    return f"{words.count(len(names), 'article')} removed: {words.some(names, 2)}."


def _remove(corpus: str, ids: list[str]) -> None:
    _change(lambda: edits.remove_articles(corpus, ids))


def _restore(undo: removals.Undo) -> None:
    _change(lambda: edits.restore(undo.corpus, undo))


def _change(change: Any) -> None:
    try:
        change()
    except DatelineError as error:
        states.refuse("articles", str(error))
    session.look_again()
