"""Who: the speakers ranked, how sources are named, every quote in its sentence, and who is never quoted."""

import pandas as pd
import streamlit as st

from analysis.charts import naming_mix, voices_bars
from analysis.charts.voices import Measure
from analysis.corpus import queries
from pages.parts import charts, evidence, exports, findings, header, session, shell, states, words
from pages.parts.session import View

BARS = 12
WIDTH_PX = 610  # of the bars, in the narrow case: 1440 pixels with the sidebar open
MEASURES: dict[str, Measure] = {"Quotes": "quotes", "Words": "words"}
CAPTIONS = {
    "quotes": "Full colour = direct, half = mixed, outlined = indirect; italic = not named",
    "words": "Words of quotes, direct and indirect together; italic = not named",
}
NAMINGS = {"named": "named", "role": "named by role", "collective": "a group", "document": "a document",
           "organisation": "an organisation", "anonymous": "kept anonymous", "unknown": "not known"}  # fmt: skip


def page(view: View) -> None:
    """Bars left, the chosen voice's quotes right."""
    found = queries.voices(view.desk, view.filters)
    if found.empty:
        header.show(view, "Voices", "Nobody is quoted in these articles.")
        states.nothing(view, "voice", "Nobody is quoted in this corpus.")
        return
    mix = queries.naming_mix(view.desk, view.filters)
    export = header.show(view, "Voices", _lede(found, mix), lambda: header.copy_link("voices"))
    chosen = _chosen(found)
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        _bars(view, found, mix, chosen)
        _naming(view, mix)
    with right:
        _card(view, found, chosen, int(mix["quotes"].sum()))
        _never_quoted(view)
    exports.voices(export, view, found, chosen)


def _lede(found: pd.DataFrame, mix: pd.DataFrame) -> str:
    total = int(mix["quotes"].sum())
    named = mix.loc[mix["naming"] == "named", "quotes"].sum() / max(total, 1)
    nobody = mix.loc[mix["naming"] == "anonymous", "quotes"].sum() / max(total, 1)
    tail = f"{named:.0%} from people with a name, {nobody:.0%} from nobody named"
    return f"{words.count(len(found), 'voice')}, {words.count(total, 'quote')}: {tail}."


def _chosen(found: pd.DataFrame) -> str:
    key = session.asked("voice")
    return key if key and (found["person_id"] == key).any() else str(found["person_id"].iloc[0])


def _bars(view: View, found: pd.DataFrame, mix: pd.DataFrame, chosen: str) -> None:
    box = header.panel("bars")
    with box:
        head = st.container(gap=2)
        with st.container(key="small_rank", horizontal=True, vertical_alignment="center", gap=16):
            asked = st.segmented_control(
                "Rank by", list(MEASURES), default="Quotes", key="rank", bind="query-params",
                label_visibility="collapsed", width="content",
            )  # fmt: skip
            everyone = len(found) > BARS and st.toggle(f"All {len(found)} voices", key="all_voices")
        measure = MEASURES[asked or "Quotes"]
        ranked = found.sort_values(measure, ascending=False, kind="stable")
        top = ranked if everyone else ranked.head(BARS)
        with head:
            st.header(findings.voices(ranked, measure, int(mix[measure].sum())), anchor=False)
            more = f". {len(top)} of {len(found)} shown" if len(top) < len(found) else ""
            st.caption(f"{CAPTIONS[measure]}{more}")
        charts.draw(
            voices_bars(top, mode=view.mode, measure=measure, selected=chosen, width=WIDTH_PX), "voices_bars",
            alt=f"Bars: {findings.voices_alt(top, measure)}", on_choice=charts.choose("voice"),
        )  # fmt: skip
        header.source(view, "bars")


def _naming(view: View, mix: pd.DataFrame) -> None:
    with header.panel("naming", findings.naming(mix), "Share of quotes by how the source is named, %"):
        shares = mix.groupby("naming")["quotes"].sum()
        said = ", ".join(f"{name} {number}" for name, number in shares.items())
        figure = naming_mix(mix, mode=view.mode, width=WIDTH_PX)
        charts.draw(figure, "voices_naming", alt=f"Quotes by naming of the source: {said}")


def _card(view: View, found: pd.DataFrame, chosen: str, total: int) -> None:
    row = found[found["person_id"] == chosen].iloc[0]
    group = words.told(row["speaker_group"]).replace("other", "")
    naming = NAMINGS.get(row["naming"], str(row["naming"]))
    about = [words.told(row["role"]), words.told(row["affiliation"]), group,
             f"{naming}, in {words.count(int(row['articles']), 'article')}"]  # fmt: skip
    caption = " · ".join(words.plain(part) for part in dict.fromkeys(about) if part)
    with header.panel("card", words.plain(row["name"]), caption):
        share = row["quotes"] / max(total, 1)
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
