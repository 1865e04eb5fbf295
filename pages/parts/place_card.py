"""The chosen place: what it is and how sure that is, what else its name may mean, and its sentences."""

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from pages.parts import evidence, filters, findings, header, online, session, words
from pages.parts.evidence import Behind
from pages.parts.session import View

LISTED = 12  # names on no map at a time


def show(
    view: View, found: pd.DataFrame, missing: pd.DataFrame, chosen: tuple[str, str], demonyms: bool = False
) -> None:
    """The sentences of `chosen` (kind of evidence, key); with `demonyms`, those of "Austrian" for Austria too."""
    kind, key = chosen
    if kind == "unresolved":
        row = missing[missing["text"] == key].iloc[0]
        name, line = str(row["text"]), f"Found on no map · {words.plain(words.told(row['reason']), 200)}"
        with header.panel("sentences", words.plain(name), line):
            online.show(name)
            evidence.show(view, Behind(kind, key, name))
        return
    if not (found["place_key"] == key).any():
        return
    row = found[found["place_key"] == key].iloc[0]
    name = str(row["name"])
    with header.panel("sentences", words.plain(name), findings.place(row)):
        _doubts(view, row)
        if key not in view.filters.places:
            with st.container(key="small_keep"):
                st.button(
                    f"Only articles that name {words.plain(name, 30)}", key="keep_place", on_click=filters.change,
                    kwargs={"places": (*view.filters.places, key)},
                )  # fmt: skip
        evidence.show(view, Behind(kind, key, name, demonyms=demonyms))


def _doubts(view: View, row: pd.Series) -> None:
    """How the text writes the name where it differs, and what else the name may mean."""
    key, lines = str(row["place_key"]), []
    spelt = queries.spellings(view.desk, view.filters, key)
    if set(spelt["text"].str.casefold()) - {str(row["name"]).casefold()}:
        lines.append(
            "Written " + ", ".join(f"“{text}” {n}" for text, n in zip(spelt["text"], spelt["mentions"], strict=True))
        )
    others = queries.candidates(view.desk, view.filters, key)
    if len(others):
        said = [
            findings.other_place(o["name"], o["lat"], o["lon"], o["confidence"], row) for o in others.to_dict("records")
        ]
        lines.append("It might also be " + "; or ".join(said))
    if lines:
        with st.container(key="small_doubts"):
            st.text("\n".join(f"{line}." for line in lines))


def unresolved(missing: pd.DataFrame) -> None:
    """The names found on no map, with how often and why; each opens its sentences."""
    if missing.empty:
        return
    with header.panel(
        "unresolved", f"{words.count(len(missing), 'name')} found on no map", "A click shows the sentences"
    ):
        shown = len(missing) if st.session_state.get("all_missing") else LISTED
        for number, row in enumerate(missing.head(shown).to_dict("records")):
            with st.container(key=f"small_missing_{number}", gap=0):
                st.button(
                    f"{words.plain(row['text'], 60)} ({int(row['mentions'])})", key=f"missing_{number}",
                    type="tertiary",
                    on_click=session.ask, args=({"name": row["text"], "place": None},),
                )  # fmt: skip
                st.caption(words.plain(words.told(row["reason"]), 160))
        if len(missing) > LISTED:
            st.toggle(f"All {len(missing)} names", key="all_missing")
