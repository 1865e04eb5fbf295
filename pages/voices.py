"""Who: the speakers ranked, how sources are named, every quote in its sentence, and who is never quoted."""

import pandas as pd
import streamlit as st

from analysis.charts import naming_mix, voices_bars
from analysis.corpus import queries
from pages.parts import charts, evidence, findings, header, session, shell, states, words
from pages.parts.session import View

BARS = 25
UNNAMED = ("anonymous", "collective", "unknown")


def page(view: View) -> None:
    """Bars left, the chosen voice's quotes right."""
    found = queries.voices(view.desk, view.filters)
    if found.empty:
        header.show(view, "Voices", "Nobody is quoted in these articles.")
        states.nothing(view, "voice", "Nobody is quoted in this corpus.")
        return
    mix = queries.naming_mix(view.desk, view.filters)
    header.show(view, "Voices", _lede(found, mix), lambda: header.copy_link("voices"))
    chosen = _chosen(found)
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        _bars(view, found, chosen)
        _naming(view, mix)
    with right:
        _card(view, found, chosen)
        _never_quoted(view)


def _lede(found: pd.DataFrame, mix: pd.DataFrame) -> str:
    total = int(mix["quotes"].sum())
    named = mix.loc[mix["naming"] == "named", "quotes"].sum() / max(total, 1)
    nobody = mix.loc[mix["naming"] == "anonymous", "quotes"].sum() / max(total, 1)
    tail = f"{named:.0%} from people with a name, {nobody:.0%} from nobody named"
    return f"{words.count(len(found), 'voice')}, {words.count(total, 'quote')}: {tail}."


def _chosen(found: pd.DataFrame) -> str:
    key = session.asked("voice")
    return key if key and (found["person_id"] == key).any() else str(found["person_id"].iloc[0])


def _bars(view: View, found: pd.DataFrame, chosen: str) -> None:
    top = found.head(BARS)
    more = f". The first {BARS} of {len(found)}" if len(found) > BARS else ""
    caption = f"Quotes per voice: full colour = direct, half = mixed, outlined = indirect. Italic = unnamed{more}"
    with header.panel("bars", findings.voices(found), caption):
        charts.draw(
            voices_bars(top, mode=view.mode, selected=chosen), "voices_bars", alt=f"Bars: {findings.voices_alt(top)}",
            on_choice=charts.choose("voice"),
        )  # fmt: skip
        header.source(view, "bars")


def _naming(view: View, mix: pd.DataFrame) -> None:
    with header.panel("naming", findings.naming(mix), "Share of quotes by how the source is named, %"):
        shares = mix.groupby("naming")["quotes"].sum()
        said = ", ".join(f"{name} {number}" for name, number in shares.items())
        charts.draw(naming_mix(mix, mode=view.mode), "voices_naming", alt=f"Quotes by naming of the source: {said}")


def _card(view: View, found: pd.DataFrame, chosen: str) -> None:
    row = found[found["person_id"] == chosen].iloc[0]
    about = [row["role"], row["affiliation"], row["speaker_group"] if row["speaker_group"] != "other" else "",
             f"{row['naming']}, in {words.count(int(row['articles']), 'article')}"]  # fmt: skip
    caption = " · ".join(words.plain(part) for part in about if isinstance(part, str) and part)
    with header.panel("card", words.plain(row["name"]), caption):
        share = row["quotes"] / max(found["quotes"].sum(), 1)
        numbers = {"Quotes": f"{row['quotes']:,}", "Words": f"{row['words']:,}", "Direct": f"{row['direct']:,}",
                   "Share": f"{share:.0%}"}  # fmt: skip
        for column, (label, number) in zip(st.columns(4), numbers.items(), strict=True):
            column.metric(label, number)
        evidence.show(view, "voice", chosen, str(row["name"]))


def _never_quoted(view: View) -> None:
    found = queries.mentioned_never_quoted(view.desk, view.filters, limit=30)
    if found.empty:
        return
    box = header.panel("never", "Mentioned but never quoted", "People and organisations, with mentions")
    with box, st.container(key="small_never"):
        st.text(", ".join(f"{row['name']} ({row['mentions']})" for row in found.to_dict("records")))


shell.serve("Voices", page)
