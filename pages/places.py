"""Where: the map, the places behind it in a table, the sentences behind a place, and the names found on no map."""

import pandas as pd
import streamlit as st

from analysis.charts import places_map
from analysis.corpus import queries
from pages.parts import charts, evidence, exports, findings, header, session, shell, states, words
from pages.parts.session import View

MAP_PX, MAP_WIDTH_PX = 400, 680  # the narrow case: 1440 pixels with the sidebar open
MARKED, CLICKED = "places_marked", "places_clicked"
ROWS = 200  # of the table; the map shows more


def page(view: View) -> None:
    """Map and table left, the chosen place's sentences right."""
    found = queries.places(view.desk, view.filters)
    missing = queries.unresolved(view.desk, view.filters)
    export = header.show(view, "Places", _lede(found, missing), lambda: header.copy_link("places"))
    if found.empty and missing.empty:
        states.nothing(view, "place")
        return
    chosen = _chosen(found, missing)
    left, right = st.columns([1.9, 1], gap="large")
    with left:
        if found.empty:
            states.nothing(view, "place on the map", "The names of places in these articles were found on no map.")
        else:
            _map(view, found, chosen)
            _table(found)
    with right:
        _sentences(view, found, missing, chosen)
        _unresolved(missing)
    exports.places(export, view, found, missing, chosen)


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


def _map(view: View, found: pd.DataFrame, chosen: tuple[str, str]) -> None:
    articles = queries.summary(view.desk, view.filters).articles
    figure = places_map(found, mode=view.mode, selected=_marked(chosen), height=MAP_PX, width=MAP_WIDTH_PX)
    caption = "Area = mentions, ring = uncertain or wide, dotted = how far off"
    with header.panel("map", findings.places(found, articles), f"{caption}. {findings.outside(figure)}"):
        charts.draw(
            figure, "places_map", alt=f"Map: {findings.places_alt(found)}", on_choice=_choose_on_map, zoom=True,
        )  # fmt: skip
        header.source(view, "map", "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth, public domain")


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


def _table(found: pd.DataFrame) -> None:
    top = found.head(ROWS).reset_index(drop=True)
    shown = pd.DataFrame(
        {
            "Place": top["name"],
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
            shown, key="places_table", hide_index=True, row_height=30, on_select=clicked, selection_mode="single-cell",
            height=min(len(shown), 12) * 30 + 38, alt="Places with country, mentions, articles and how sure each is",
            column_config={
                "Place": st.column_config.TextColumn(width=200),
                "Country": st.column_config.TextColumn(width=160),
                "Mentions": st.column_config.ProgressColumn(
                    format="%d", min_value=0, max_value=int(shown["Mentions"].max()), color="blue", width=170
                ),
                "Articles": st.column_config.NumberColumn(width=76),
                "Sure": st.column_config.NumberColumn(format="%d%%", width=66),
            },
        )  # fmt: skip


def _sentences(view: View, found: pd.DataFrame, missing: pd.DataFrame, chosen: tuple[str, str]) -> None:
    kind, key = chosen
    if kind == "unresolved":
        row = missing[missing["text"] == key].iloc[0]
        name, line = str(row["text"]), f"Found on no map · {words.plain(words.told(row['reason']), 200)}"
    else:
        row = found[found["place_key"] == key].iloc[0]
        name, line = str(row["name"]), findings.place(row)
    with header.panel("sentences", words.plain(name), line):
        evidence.show(view, kind, key, name)


def _unresolved(missing: pd.DataFrame) -> None:
    if missing.empty:
        return
    with header.panel(
        "unresolved", f"{words.count(len(missing), 'name')} found on no map", "A click shows the sentences"
    ):
        for number, row in enumerate(missing.head(12).to_dict("records")):
            with st.container(key=f"small_missing_{number}", gap=0):
                st.button(
                    f"{words.plain(row['text'], 60)} ({int(row['mentions'])})", key=f"missing_{number}",
                    type="tertiary",
                    on_click=session.ask, args=({"name": row["text"], "place": None},),
                )  # fmt: skip
                st.caption(words.plain(words.told(row["reason"]), 160))


shell.serve("Places", page)
