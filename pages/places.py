"""Where: the map, the places behind it in a table, the sentences behind a place, and the names found on no map."""

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analysis.charts import places_map, style
from analysis.corpus import queries
from pages.parts import charts, exports, findings, header, place_card, session, shell, states, theme, vocabulary, words
from pages.parts.session import View

COLUMNS = (1.9, 1)
MAP_PX = 400
WIDEST_PX = 680  # the map is not drawn anew for a wider window: that of 1440 pixels with the sidebar open
MARKED, CLICKED = "places_marked", "places_clicked"
ROWS = 100  # of the table; the map shows more


class Shown(NamedTuple):
    """What the map shows: its places, the chosen one (kind of evidence, key), and what is switched on."""

    places: pd.DataFrame
    chosen: tuple[str, str]
    kinds: tuple[str, ...] = ()
    demonyms: bool = False


def page(view: View) -> None:
    """Map and table left, the chosen place's sentences right."""
    everything = queries.places(view.desk, view.filters)
    missing = queries.unresolved(view.desk, view.filters)
    export = header.show(view, "Places", _lede(everything, missing), lambda: header.copy_link("places"))
    if everything.empty and missing.empty:
        states.nothing(view, "place")
        return
    left, right = st.columns(COLUMNS, gap="large")
    with left:
        if everything.empty:
            shown = Shown(everything, _chosen(everything, missing))
            states.nothing(view, "place on the map", "The names of places in these articles were found on no map.")
        else:
            shown = _map(view, everything, missing)
            _table(view, shown.places, shown.chosen)
    with right:
        place_card.show(view, shown.places, missing, shown.chosen, shown.demonyms)
        place_card.unresolved(missing)
    exports.places(export, view, shown.places, missing, shown.chosen, shown.kinds, shown.demonyms)


def _lede(found: pd.DataFrame, missing: pd.DataFrame) -> str:
    uncertain = int(found["uncertain"].sum())
    parts = [f"{words.count(len(found), 'place')} named {int(found['mentions'].sum()):,} times"]
    if uncertain:
        parts.append(f"{uncertain:,} of them uncertain")
    if len(missing):
        parts.append(f"{words.count(len(missing), 'name')} found on no map")
    return ", ".join(parts) + "."


def _chosen(found: pd.DataFrame, missing: pd.DataFrame) -> tuple[str, str]:
    """(kind, key) of what the address asks for; else the place named most."""
    if (name := session.asked("name")) and (missing["text"] == name).any():
        return "unresolved", name
    if (key := session.asked("place")) and (found["place_key"] == key).any():
        return "place", key
    return ("place", str(found["place_key"].iloc[0])) if len(found) else ("unresolved", str(missing["text"].iloc[0]))


def _map(view: View, everything: pd.DataFrame, missing: pd.DataFrame) -> Shown:
    """The map of what is switched on."""
    articles = queries.article_count(view.desk, view.filters)
    with header.panel("map"):
        head = st.container(gap=2)
        kinds, demonyms = _switches(everything)
        found = everything
        if kinds or demonyms:
            found = queries.places(view.desk, view.filters, demonyms=demonyms, kinds=kinds)
        chosen = _chosen(found, missing)
        width_px = min(WIDEST_PX, theme.column_px(COLUMNS[0] / sum(COLUMNS)))
        figure = charts.made(places_map, found, mode=view.mode, selected=_marked(chosen), height=MAP_PX, width=width_px)
        caption = "Area = mentions, ring = uncertain or wide, dotted = how far off"
        with head:
            st.header(findings.places(found, articles), anchor=False)
            st.caption(f"{caption}. {findings.outside(figure)}")
        charts.draw(
            figure, "places_map", alt=f"Map: {findings.places_alt(found)}", on_choice=_choose_on_map, zoom=True,
        )  # fmt: skip
        header.source(view, "map", "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth, public domain")
    return Shown(found, chosen, kinds, demonyms)


def _switches(everything: pd.DataFrame) -> tuple[tuple[str, ...], bool]:
    """Kinds of place (none switched on = all), and whether "Iraqi" counts for Iraq."""
    counts = everything["kind"].value_counts()
    names = [name for kind, name in vocabulary.PLACE_KINDS.items() if counts.get(kind, 0)]
    by_name = {name: kind for kind, name in vocabulary.PLACE_KINDS.items()}
    with st.container(key="small_kinds", horizontal=True, vertical_alignment="center", gap=16):
        picked: list[str] = []
        if len(names) > 1:
            picked = st.pills(
                "Kinds of place (none chosen = all)", names, selection_mode="multi", key="kind", bind="query-params",
                label_visibility="collapsed",
            )  # fmt: skip
        demonyms = st.toggle(
            "Count demonyms", key="demonyms", bind="query-params",
            help="“Austrian” then counts as a mention of Austria. Without it, only the name itself counts.",
        )  # fmt: skip
    return tuple(by_name[name] for name in picked if name in by_name), demonyms


def _marked(chosen: tuple[str, str]) -> str | None:
    """The place that the figure itself has to mark: the last one chosen elsewhere (address, table).

    A place clicked on the map is marked by the browser. To mark it in the figure as well would draw the map anew,
    and the reader would lose the place and zoom that he has moved to.
    """
    key = chosen[1] if chosen[0] == "place" else None
    if "places_map" not in st.session_state or st.session_state.get(CLICKED) != key:
        st.session_state[CLICKED] = None
        st.session_state[MARKED] = key
    return st.session_state[MARKED]


def _choose_on_map(key: str) -> None:
    st.session_state[CLICKED] = key
    _choose_place(key)


def _choose_place(key: str) -> None:
    session.ask({"place": key, "name": None})


def _table(view: View, found: pd.DataFrame, chosen: tuple[str, str]) -> None:
    """The places in rows; the chosen one stands on a band, wherever it was chosen."""
    if found.empty:
        return
    top = found.head(ROWS).reset_index(drop=True)
    shown = pd.DataFrame(
        {
            "Place": top["name"],
            "Kind": top["kind"].map(lambda kind: findings.kind(kind)),
            "Country": [queries.country_name(words.told(code)) or "–" for code in top["country_code"]],
            "Mentions": top["mentions"],
            "Articles": top["articles"],
            "Sure": (top["confidence"] * 100).round(),
        }
    )

    def clicked() -> None:
        cells = (st.session_state.get("places_table") or {}).get("selection", {}).get("cells", [])
        if cells and cells[0][0] < len(top):
            _choose_place(str(top["place_key"].iloc[cells[0][0]]))

    title = "All places" if len(found) <= ROWS else f"The {ROWS} places named most"
    with header.panel("table", title, "A click on a row shows its sentences"):
        st.dataframe(
            _banded(shown, top["place_key"] == chosen[1], view.mode), key="places_table", hide_index=True,
            row_height=30,
            on_select=clicked, selection_mode="single-cell", height=min(len(shown), 12) * 30 + 38,
            alt="Places with kind, country, mentions, articles and how sure each is",
            column_config={
                "Place": st.column_config.TextColumn(width=180),
                "Kind": st.column_config.TextColumn(width=96),
                "Country": st.column_config.TextColumn(width=120),
                "Mentions": st.column_config.ProgressColumn(
                    format="%d", min_value=0, max_value=int(shown["Mentions"].max()), color="blue", width=140
                ),
                "Articles": st.column_config.NumberColumn(width=70),
                "Sure": st.column_config.NumberColumn(format="%d%%", width=60),
            },
        )  # fmt: skip


def _banded(shown: pd.DataFrame, chosen: pd.Series, mode: session.Mode) -> Any:
    """The table with the chosen row on the ground of the sidebar."""
    band = f"background-color: {style.color(mode, 'surface')}; font-weight: 700"
    return shown.style.apply(
        lambda part: pd.DataFrame(band, part.index, part.columns), axis=None, subset=(chosen, shown.columns)
    )


shell.serve("Places", page)
