"""The filters of the sidebar and their place in the address.

The address is the truth: five hidden text fields, bound to the keys corpus, q, from, to and outlet, carry it through
page changes, reloads and the browser's back and forward. What a reader sees in the sidebar is set from them before it
is drawn, and writes to them when it is changed. Unknown values are ignored by `Filters`.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from analysis.corpus import queries
from analysis.corpus.catalog import CorpusInfo
from analysis.corpus.filters import MAX_WORDS_CHARS, Filters, from_params
from analysis.corpus.snapshot import Desk
from pages.parts import words

ADDRESS = ("corpus", "q", "from", "to", "outlet")
PILLS_AT_MOST = 8  # more outlets than this become a list to search in
_MARGIN = timedelta(days=62)  # how far beyond the corpus' own dates a reader may choose


def address() -> None:
    """Bind the five keys of the address, out of sight."""
    with st.container(key="address"):
        for key in ADDRESS:
            st.text_input(key, key=key, bind="query-params", label_visibility="collapsed")


def corpus(known: list[CorpusInfo]) -> str:
    """The name of the corpus asked for; the first one where none is asked for."""
    return st.session_state.get("corpus") or (known[0].name if known else "")


def chosen() -> Filters:
    """The filters in the address."""
    return from_params({key: st.session_state.get(key, "") for key in ADDRESS[1:]})


def write(filters: Filters, corpus_name: str | None = None) -> None:
    """Change the address; only before its fields are drawn, so: from a callback."""
    params = filters.to_params()
    for key in ADDRESS[1:]:
        st.session_state[key] = params.get(key, "")
    if corpus_name is not None:
        st.session_state["corpus"] = corpus_name


def choose_corpus(known: list[CorpusInfo], name: str) -> None:
    """The corpus, by its title."""
    titles = {info.name: info.title for info in known}

    def changed() -> None:
        if st.session_state["corpus_choice"] in titles:  # after a corpus was renamed the browser sends its old title
            write(Filters(), st.session_state["corpus_choice"])  # outlets and dates of another corpus mean nothing here

    _show("corpus_choice", name if name in titles else None)
    st.selectbox(
        "Corpus", list(titles), format_func=lambda one: titles.get(one, one), key="corpus_choice", on_change=changed,
        placeholder="Choose a corpus",
    )  # fmt: skip


def choose_articles(desk: Desk, filters: Filters) -> None:
    """Words, days of publication and outlets."""
    _words(filters)
    _published(desk, filters)
    _outlets(desk, filters)


def _show(key: str, value: object) -> None:
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _changed(**fields: Any) -> None:
    write(replace(chosen(), **fields))


def _words(filters: Filters) -> None:
    _show("words_choice", filters.words)
    st.text_input(
        "Words in the text", key="words_choice", placeholder="e.g. evacuation, “Inn crest”", type="search",
        max_chars=MAX_WORDS_CHARS, on_change=lambda: _changed(words=st.session_state["words_choice"]),
    )  # fmt: skip


def _published(desk: Desk, filters: Filters) -> None:
    first, last = queries.published_bounds(desk)
    ends = [day for day in (first, last, filters.date_from, filters.date_to) if day]
    if not ends:
        return
    begin, end = min(ends), max(ends)

    def changed() -> None:
        picked = st.session_state["published_choice"]
        if len(picked) != 1:  # one day means that the second is still to come
            _changed(date_from=picked[0] if picked else None, date_to=picked[1] if picked else None)

    if len(st.session_state.get("published_choice", ())) != 1:
        dated = filters.date_from or filters.date_to
        _show("published_choice", (filters.date_from or begin, filters.date_to or end) if dated else ())
    st.date_input(
        "Published", key="published_choice", min_value=_moved(begin, -_MARGIN), max_value=_moved(end, _MARGIN),
        format="DD/MM/YYYY", on_change=changed,
    )  # fmt: skip


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _outlets(desk: Desk, filters: Filters) -> None:
    counts = queries.outlets(desk)
    articles = dict(zip(counts["outlet"], counts["articles"], strict=True))
    names = [name for name in articles if name]
    names += [name for name in filters.outlets if name not in articles]
    if len(names) < 2 and not filters.outlets:
        return

    def changed() -> None:
        _changed(outlets=tuple(st.session_state["outlet_choice"]))

    _show("outlet_choice", list(filters.outlets))
    if len(names) <= PILLS_AT_MOST:
        st.pills(
            "Outlets (none chosen = all)", names, selection_mode="multi", key="outlet_choice", on_change=changed,
            format_func=lambda name: f"{words.plain(name, 40)} {articles.get(name, 0)}",
        )  # fmt: skip
    else:
        st.multiselect(
            "Outlets (none chosen = all)", names, key="outlet_choice", on_change=changed, placeholder="All outlets",
            format_func=lambda name: f"{name} ({articles.get(name, 0)})",
        )  # fmt: skip


def chips(filters: Filters) -> None:
    """What is filtered, in words; each chip takes its filter away."""
    if filters.is_empty:
        return
    with st.container(key="chips", horizontal=True, vertical_alignment="center", gap=8):
        st.markdown("Filtered by", width="content")
        for key, label, fields in parts(filters):
            st.button(
                f"{words.plain(label, 60)} ✕", key=f"chip_{key}", help="Take this filter away",
                on_click=_changed, kwargs=fields,
            )  # fmt: skip
        st.button("Clear all", key="chip_all", type="tertiary", on_click=write, args=(Filters(),))


def parts(filters: Filters) -> list[tuple[str, str, dict[str, Any]]]:
    """Each filter that is on: a key, its words, and the fields that take it away."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    if filters.words:
        found.append(("words", f"“{filters.words}”", {"words": ""}))
    if filters.date_from or filters.date_to:
        dated = words.days(filters.date_from, filters.date_to, short=True)
        found.append(("dates", dated, {"date_from": None, "date_to": None}))
    for number, outlet in enumerate(filters.outlets):
        rest = tuple(other for other in filters.outlets if other != outlet)
        found.append((f"outlet_{number}", outlet, {"outlets": rest}))
    return found


def without(filters: Filters, fields: dict[str, Any]) -> Filters:
    """The same filters with one of `parts` taken away."""
    return replace(filters, **fields)
