"""Who: the speakers ranked, when they are quoted, how sources are named, every quote in its sentence, and who is never
quoted."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from analysis.charts import naming_mix, quotes_trend, voices_bars
from analysis.charts.voices import Measure
from analysis.corpus import queries
from pages.parts import (
    charts,
    evidence,
    exports,
    findings,
    findings_voices,
    header,
    session,
    shell,
    speaker,
    states,
    theme,
    words,
)
from pages.parts.evidence import Behind
from pages.parts.session import View

COLUMNS = (1.5, 1)
BARS, TREND_ROWS, NEVER, VOICES, STATEMENTS = 12, 6, 30, 200, 6
MEASURES: dict[str, Measure] = {"Quotes": "quotes", "Words": "words"}
TOP, OUTLETS = "The most quoted", "The chosen voice by outlet"
KINDS = "Full colour = direct, half = mixed, outlined = indirect; italic = not named"
EVERY = {"group": "All groups", "naming": "All ways of naming"}
NO_PART = dict.fromkeys((*speaker.NARROWED, "mix"))


class Ranked(NamedTuple):
    """The voices of the chosen group and way of naming (each empty = all), the most quoted first."""

    voices: pd.DataFrame
    groups: tuple[str, ...]
    namings: tuple[str, ...]


def page(view: View) -> None:
    """Bars left, the chosen voice's quotes right."""
    classes = queries.speaker_classes(view.desk, view.filters)
    mix = queries.naming_mix(view.desk, view.filters)
    if mix.empty:
        header.show(view, "Voices", "Nobody is quoted in these articles.")
        states.nothing(view, "voice", "Nobody is quoted in this corpus.")
        return
    export = header.show(view, "Voices", findings_voices.lede(classes, mix), lambda: header.copy_link("voices"))
    left, right = st.columns(COLUMNS, gap="large")
    with left:
        found, groups, namings = _bars(view, classes, int(mix["quotes"].sum()))
        chosen = _chosen(found)
        _naming(view, mix)
        has_trend = chosen is not None and _trend(view, found, chosen)
    opened: list[Behind] = []
    with right:
        if session.asked("mix"):
            opened.append(_named_so(view, mix))
        elif chosen is not None:
            opened.append(speaker.card(view, chosen, int(mix["quotes"].sum())))
        opened += filter(None, [_more_than_once(view), _never_quoted(view)])
    exports.voices(export, view, found, opened, groups, namings, has_trend)


def _width_px() -> int:
    return theme.column_px(COLUMNS[0] / sum(COLUMNS))


def _chosen(found: pd.DataFrame) -> pd.Series | None:
    """The voice the address asks for; else the first; None where there is none."""
    if found.empty:
        return None
    key = session.asked("voice")
    return found[found["person_id"] == key].iloc[0] if (found["person_id"] == key).any() else found.iloc[0]


def _bars(view: View, classes: pd.DataFrame, total: int) -> Ranked:
    """The panel of the bars."""
    with header.panel("bars"):
        head = st.container(gap=2)
        with st.container(key="small_rank", horizontal=True, vertical_alignment="center", gap=12):
            asked = st.segmented_control(
                "Rank by", list(MEASURES), default="Quotes", key="rank", bind="query-params", required=True,
                label_visibility="collapsed", width="content",
            )  # fmt: skip
            group = _choose("group", "speaker_group", classes, lambda name: name[:1].upper() + name[1:])
            naming = _choose("naming", "naming", classes, lambda name: findings_voices.NAMINGS[name].capitalize())
            groups, namings = tuple(filter(None, [group])), tuple(filter(None, [naming]))
            found = queries.voices(view.desk, view.filters, VOICES, groups=groups, namings=namings)
            everyone = len(found) > BARS and st.toggle(f"All {len(found):,}", key="all_voices")
        if found.empty:
            with head:
                st.header("No voice is of this group and named in this way", anchor=False)
            return Ranked(found, groups, namings)
        measure = MEASURES[asked or "Quotes"]
        ranked = found.sort_values([measure, "quotes"], ascending=False, kind="stable")
        top = ranked if everyone else ranked.head(BARS)
        with head:
            st.header(_title(found, classes, measure, group, naming, total), anchor=False)
            there = _counted(classes, group, naming)
            more = f". {len(top):,} of {there:,} shown" if len(top) < there else ""
            st.caption(f"{KINDS}{more}")
        chosen = _chosen(found)
        figure = charts.made(voices_bars, top, mode=view.mode, measure=measure, width=_width_px(),
            selected=None if chosen is None or session.asked("mix") else str(chosen["person_id"]),
        )  # fmt: skip
        charts.draw(
            figure, "voices_bars", alt=f"Bars: {findings.voices_alt(top, measure)}",
            on_choice=lambda key: session.ask(NO_PART | {"voice": key}),
        )  # fmt: skip
        header.source(view, "bars")
    return Ranked(found, groups, namings)


def _title(found: pd.DataFrame, classes: pd.DataFrame, measure: Measure, group: str, naming: str, total: int) -> str:
    """Of everybody, how few give how much; of a part of the voices, how many they are."""
    if not (group or naming):
        of_all = total if measure == "quotes" else 0
        return findings.voices(found, measure, of_all)
    said = int(found[measure].sum())
    who = words.listed([part for part in (group, findings_voices.NAMINGS.get(naming, "")) if part])
    voices = words.count(_counted(classes, group, naming), "voice")
    return f"{voices} ({words.plain(who)}), {words.count(said, measure.removesuffix('s'))}"


def _counted(classes: pd.DataFrame, group: str, naming: str) -> int:
    """How many voices are of a group and naming; "" means any."""
    of = classes[(classes["speaker_group"] == group) | (group == "")]
    return int(of[(of["naming"] == naming) | (naming == "")]["voices"].sum())


def _choose(key: str, column: str, classes: pd.DataFrame, name) -> str:
    """One value of a column of the classes, with the voices of each counted; "" for any."""
    counts = classes.groupby(column)["voices"].sum().sort_values(ascending=False, kind="stable")
    asked = session.asked(key)
    chosen = asked if asked in counts.index else ""
    if len(counts) < 2 and not chosen:
        return ""
    session.put(f"choose_{key}", chosen)
    st.selectbox(
        EVERY[key], ["", *counts.index], key=f"choose_{key}", label_visibility="collapsed", width=176,
        format_func=lambda value: f"{name(value)} {counts.get(value, 0):,}" if value else EVERY[key],
        on_change=lambda: session.ask({key: st.session_state[f"choose_{key}"] or None}),
    )  # fmt: skip
    return chosen


def _trend(view: View, found: pd.DataFrame, chosen: pd.Series) -> bool:
    """Quotes over time, of the most quoted or of the chosen voice by outlet; nothing where all are of one day.

    Gives whether there is a figure.
    """
    top = found.head(TREND_ROWS)
    asked_for = [*top["person_id"], str(chosen["person_id"])]
    days = queries.quote_days(view.desk, view.filters, asked_for)
    if days["day"].nunique() < 2:
        return False
    with header.panel("trend"):
        head = st.container(gap=2)
        with st.container(key="small_trend"):
            shown = st.segmented_control(
                "Trend of", [TOP, OUTLETS], default=TOP, key="trend", bind="query-params", required=True,
                label_visibility="collapsed", width="content",
            )  # fmt: skip
        if shown == OUTLETS:
            rows, quotes = _rows_by_outlet(days[days["person_id"] == chosen["person_id"]]), int(chosen["quotes"])
        else:
            rows, quotes = _rows_by_voice(days, top), int(top["quotes"].sum())
        selected = None if shown == OUTLETS else str(chosen["person_id"])
        figure = charts.made(quotes_trend, rows, mode=view.mode, width=_width_px(), selected=selected)
        with head:
            said = findings_voices.outlets_of(rows, chosen["name"]) if shown == OUTLETS else ""
            st.header(said or findings_voices.trend(rows, figure), anchor=False)
            undated = quotes - int(rows["quotes"].sum())
            left_out = f". {words.count(undated, 'quote')} of articles without a date left out" if undated else ""
            unit = figure.layout.meta["unit"]
            st.caption(f"Quotes per {unit} of publication, all rows on one scale, with their sums{left_out}")
        if not figure.data:
            return False

        def clicked(key: str) -> None:
            who, begins, until = key.rsplit("|", 2)
            changes = {"by": who} if shown == OUTLETS else {"voice": who}
            session.ask(NO_PART | {"voice": chosen["person_id"], "on": f"{begins}_{until}"} | changes)

        charts.draw(figure, "voices_trend", alt=findings_voices.trend_alt(rows, figure), on_choice=clicked)
    return True


def _rows_by_voice(days: pd.DataFrame, top: pd.DataFrame) -> pd.DataFrame:
    """The days of each voice under its name, in the order of the bars."""
    names = dict(zip(top["person_id"], top["name"], strict=True))
    rows = days[days["person_id"].isin(names)]
    rows = rows.assign(key=rows["person_id"], name=rows["person_id"].map(names))
    order = rows["key"].map({key: number for number, key in enumerate(names)})
    return rows.iloc[order.argsort(kind="stable")]


def _rows_by_outlet(days: pd.DataFrame) -> pd.DataFrame:
    """The days of each outlet, the one that quotes most first."""
    rows = days.assign(key=days["outlet"], name=days["outlet"].where(days["outlet"] != "", "No outlet given"))
    order = -rows.groupby("key")["quotes"].transform("sum")
    return rows.iloc[order.argsort(kind="stable")]


def _naming(view: View, mix: pd.DataFrame) -> None:
    with header.panel(
        "naming", findings_voices.naming(mix), "Share of quotes by how the source is named, %. A click shows them"
    ):
        shares = mix.groupby("naming")["quotes"].sum()
        said = ", ".join(f"{name} {number}" for name, number in shares.items())
        figure = charts.made(naming_mix, mix, mode=view.mode, width=_width_px())

        def clicked(key: str) -> None:
            namings, told, outlet = key.partition("|")
            session.ask(NO_PART | {"mix": namings, "by": outlet if told else None})

        charts.draw(figure, "voices_naming", alt=f"Quotes by naming of the source: {said}", on_choice=clicked)
        if unknown := (figure.layout.meta or {}).get("unknown"):
            with st.container(key="small_unknown"):
                st.button(
                    f"{words.count(unknown, 'quote')} whose source is not known: not counted here", key="unknown",
                    type="tertiary", on_click=session.ask, args=(NO_PART | {"mix": "unknown"},),
                )  # fmt: skip


def _named_so(view: View, mix: pd.DataFrame) -> Behind:
    """The quotes of a part of the mix: everybody named in one way, in all outlets or in one; gives them."""
    namings, outlet = session.asked("mix"), speaker.outlet_asked(view.filters)
    of = mix[mix["naming"].isin(namings.split(" ")) & ((mix["outlet"] == outlet) | (outlet is None))]
    title = findings_voices.naming_class(namings, outlet, int(of["quotes"].sum()))
    with header.panel("named_so", title):
        with st.container(key="small_back"):
            st.button("Back to the voice", key="back", type="tertiary", on_click=session.ask, args=(NO_PART,))
        behind = Behind("naming", namings, "such a source", speaker.narrower(view.filters, None, outlet))
        evidence.show(view, behind, page=speaker.QUOTES)
    return behind._replace(name=title)


def _more_than_once(view: View) -> Behind | None:
    """What several articles report; gives the statement that is open."""
    found = queries.statements(view.desk, view.filters, limit=STATEMENTS)
    if found.empty:
        return None
    behind = None
    with header.panel(
        "statements", "Reported more than once", "One statement, several articles. A click compares them"
    ):
        for number, row in enumerate(found.to_dict("records")):
            said, who = words.plain(row["text"], 90), words.plain(words.told(row["speaker"]), 40)
            about = ", ".join(part for part in (who, words.count(int(row["articles"]), "article")) if part)
            is_open = session.asked("statement") == row["statement_id"]
            with st.container(key=f"small_statement_{number}", gap=0):
                st.button(
                    f"{said} ({about})", key=f"statement_{number}", type="tertiary", on_click=session.ask,
                    args=({"statement": None if is_open else row["statement_id"]},),
                )  # fmt: skip
                if is_open:
                    behind = Behind("statement", str(row["statement_id"]), str(row["text"]))
                    evidence.show(view, behind, page=speaker.QUOTES)
    return behind


def _never_quoted(view: View) -> Behind | None:
    """Who is mentioned and never quoted; gives the one whose sentences are open."""
    found = queries.mentioned_never_quoted(view.desk, view.filters, limit=NEVER + 1)
    if found.empty:
        return None
    more = f"The {NEVER} named most, with mentions" if len(found) > NEVER else "People, with mentions"
    shown = found.head(NEVER).set_index("person_id")
    with header.panel("never", "Mentioned but never quoted", f"{more}. A click shows the sentences"):
        asked = session.asked("mention")
        session.put("never_quoted", asked if asked in shown.index else None)
        with st.container(key="small_never"):
            st.pills(
                "Mentioned but never quoted", list(shown.index), key="never_quoted", label_visibility="collapsed",
                format_func=lambda key: f"{words.plain(shown.at[key, 'name'], 40)} {shown.at[key, 'mentions']}",
                on_change=lambda: session.ask({"mention": st.session_state["never_quoted"] or None}),
            )  # fmt: skip
        if asked not in shown.index:
            return None
        behind = Behind("mention", asked, str(shown.at[asked, "name"]))
        evidence.show(view, behind, page=speaker.QUOTES)
    return behind


shell.serve("Voices", page)
