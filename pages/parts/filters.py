"""What is filtered: its place in the address, and in words.

The address is the truth: hidden text fields, bound to `corpus` and the keys of `Filters`, carry it through page
changes, reloads and the browser's back and forward. What a reader sees in the sidebar (`sidebar.py`) is set from them
before it is drawn, and writes to them when it is changed. Unknown values are ignored by `Filters`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.corpus.catalog import CorpusInfo
from analysis.corpus.filters import PARAMS, Filters, from_params
from pages.parts import vocabulary, words

ADDRESS = ("corpus", *PARAMS)
CHIPS_OF_ONE = 6
Part = tuple[str, str, dict[str, Any]]
"""A filter that is on: a key, its words, and the fields that take it away."""


def address() -> None:
    """Bind the keys of the address, out of sight."""
    with st.container(key="address"):
        for key in ADDRESS:
            st.text_input(key, key=key, bind="query-params", label_visibility="collapsed")


def corpus(known: list[CorpusInfo]) -> str:
    """The name of the corpus asked for; the first one where none is asked for."""
    return st.session_state.get("corpus") or (known[0].name if known else "")


def chosen() -> Filters:
    """The filters in the address."""
    return from_params({key: st.session_state.get(key, "") for key in PARAMS})


def write(filters: Filters, corpus_name: str | None = None) -> None:
    """Change the address; only before its fields are drawn, so: from a callback."""
    params = filters.to_params()
    for key in PARAMS:
        st.session_state[key] = params.get(key, "")
    if corpus_name is not None:
        st.session_state["corpus"] = corpus_name


def change(**fields: Any) -> None:
    """Change some fields of the filters in the address; from a callback."""
    write(replace(chosen(), **fields))


def chips(filters: Filters, labels: Mapping[str, str]) -> None:
    """What is filtered, in words; each chip takes its filter away."""
    if filters.is_empty:
        return
    with st.container(key="chips", horizontal=True, vertical_alignment="center", gap=8):
        st.markdown("Filtered by", width="content")
        for key, label, fields in _few(filters, parts(filters, labels)):
            st.button(
                f"{words.plain(label, 60)} ✕", key=f"chip_{key}", help="Take this filter away",
                on_click=change, kwargs=fields,
            )  # fmt: skip
        st.button("Clear all", key="chip_all", type="tertiary", on_click=write, args=(Filters(),))


def _few(filters: Filters, found: list[Part]) -> list[Part]:
    """At most `CHIPS_OF_ONE` chips of one filter; one more takes the rest of its values away."""
    shown: list[Part] = []
    for key, label, fields in found:
        number = int(key.rsplit("_", 1)[-1]) if key[-1].isdigit() else 0
        if number < CHIPS_OF_ONE:
            shown.append((key, label, fields))
        elif number == CHIPS_OF_ONE:
            field = next(iter(fields))
            values = getattr(filters, field)
            shown.append((key, f"and {len(values) - number:,} more", {field: values[:number]}))
    return shown


def parts(filters: Filters, labels: Mapping[str, str]) -> list[Part]:
    """Each filter that is on. `labels` are the names of places and people by their key."""
    found: list[Part] = []
    if filters.words:
        found.append(("words", f"“{filters.words}”", {"words": ""}))
    if filters.date_from or filters.date_to:
        dated = words.days(filters.date_from, filters.date_to, short=True)
        found.append(("dates", dated, {"date_from": None, "date_to": None}))
    found += _each(filters, "outlets", "{}", {})
    found += _each(filters, "languages", "In {}", {code: words.language(code) for code in filters.languages})
    if filters.one_of_copies:
        found.append(("one_of_copies", "One of each copy", {"one_of_copies": False}))
    found += _each(filters, "places", "Place: {}", labels)
    found += _each(filters, "people", "Who: {}", labels)
    found += _each(filters, "event_types", "Events: {}", vocabulary.EVENT_TYPES)
    found += _each(filters, "statuses", "Events told as {}", vocabulary.STATUSES)
    if filters.least_sure_percent:
        found.append(("sure", f"At least {filters.least_sure_percent}% sure", {"least_sure_percent": 0}))
    if filters.same_sentence:
        found.append(("same_sentence", "Same sentence only", {"same_sentence": False}))
    return found


def _each(filters: Filters, field: str, pattern: str, labels: Mapping[str, str]) -> list[Part]:
    """One part for each value of a field."""
    values = getattr(filters, field)
    return [
        (f"{field}_{number}", pattern.format(labels.get(value, value)), {field: tuple(v for v in values if v != value)})
        for number, value in enumerate(values)
    ]


def without(filters: Filters, fields: dict[str, Any]) -> Filters:
    """The same filters with one of `parts` taken away."""
    return replace(filters, **fields)
