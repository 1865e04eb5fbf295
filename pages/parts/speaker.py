"""The card of one speaker: numbers, who it is, how the words came, and every quote in its context.

What the card narrows its quotes to (kind, verb, channel, a day, an outlet) stands in the address.
"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.queries import Window
from pages.parts import evidence, findings_voices, header, session, windows, words
from pages.parts.evidence import Behind
from pages.parts.session import View

ASPECTS = {"kind": "Kind", "verb": "Verb", "channel": "Through"}
VALUES, QUOTES = 8, 6
NARROWED = (*ASPECTS, "on", "by")
"""The keys of the address that narrow a card, each taken away when another speaker is chosen."""


def card(view: View, row: pd.Series, total: int) -> Behind:
    """`row` is one of `queries.voices`; `total` is the number of quotes of everybody. Gives the quotes it shows."""
    key, day, outlet = str(row["person_id"]), windows.read(session.asked("on")), outlet_asked(view.filters)
    within = narrower(view.filters, day, outlet)
    told = queries.speaker(view.desk, view.filters, key)
    every = queries.quote_traits(view.desk, within, key)
    only = {trait: value for trait, value in zip(every["trait"], every["value"], strict=True)
            if value == session.asked(trait)}  # fmt: skip
    traits = queries.quote_traits(view.desk, within, key, only)
    with header.panel("card", words.plain(row["name"]), findings_voices.about(row)):
        numbers = {"Quotes": f"{row['quotes']:,}", "Words": f"{row['words']:,}", "Direct": f"{row['direct']:,}",
                   "Share": f"{row['quotes'] / max(total, 1):.0%}"}  # fmt: skip
        for column, (label, number) in zip(st.columns(4), numbers.items(), strict=True):
            column.metric(label, number)
        _told(told)
        with st.container(key="small_aspects", gap=4):
            for aspect in ASPECTS:
                counts = traits[traits["trait"] == aspect].head(VALUES)
                _aspect(aspect, dict(zip(counts["value"], counts["quotes"], strict=True)), only.get(aspect, ""))
        _narrowed(day, outlet)
        behind = Behind("voice", key, str(row["name"]), within, only)
        evidence.show(view, behind, page=QUOTES)
    return behind


def outlet_asked(filters: Filters) -> str | None:
    """The outlet that the address narrows the quotes to; None for none, and for one that the filters leave out."""
    outlet = session.asked_or_none("by")
    return outlet if not filters.outlets or outlet in filters.outlets else None


def narrower(filters: Filters, day: Window | None, outlet: str | None) -> Filters:
    """The filters, and within them one outlet and some days of publication."""
    if outlet is not None:
        filters = replace(filters, outlets=(outlet,))
    if day:
        begin, end = max(day[0], filters.date_from or day[0]), min(day[1], filters.date_to or day[1])
        filters = replace(filters, date_from=begin, date_to=end)
    return filters


def _told(told: queries.Speaker) -> None:
    lines = [findings_voices.also(told.aliases, told.pronouns)]
    lines += [f"Why the name is kept back: “{' '.join(ground.split())}”" for ground in told.grounds[:3]]
    if any(lines):
        with st.container(key="small_told", gap=2):
            for line in filter(None, lines):
                st.text(line)


def _aspect(aspect: str, counts: dict[str, int], chosen: str) -> None:
    """The values of an aspect with their counts under the other choices, one of which narrows the quotes."""
    if chosen:
        counts.setdefault(chosen, 0)  # to be taken back here
    if len(counts) < 2 and not chosen and aspect != "channel" or not counts:
        return
    key = f"aspect_{aspect}"
    session.put(key, chosen or None)
    with st.container(horizontal=True, vertical_alignment="center", gap=8):
        st.markdown(ASPECTS[aspect], width="content")
        st.pills(
            ASPECTS[aspect], list(counts), key=key, label_visibility="collapsed", width="content", wrap=True,
            format_func=lambda value: f"{words.plain(value, 24)} {counts.get(value, 0):,}",
            on_change=lambda: session.ask({aspect: st.session_state[key] or None}),
        )  # fmt: skip


def _narrowed(day: Window | None, outlet: str | None) -> None:
    if day is None and outlet is None:
        return
    with st.container(key="chips_card", horizontal=True, vertical_alignment="center", gap=8):
        st.button(
            f"{words.plain(findings_voices.part(day, outlet), 60)} ✕", key="card_part", help="Show every quote again",
            on_click=session.ask, args=({"on": None, "by": None},),
        )  # fmt: skip
