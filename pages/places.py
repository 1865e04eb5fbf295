"""Where: the map, the places behind it in a table, the sentences behind a place, and the names found on no map."""

import pandas as pd
import streamlit as st

from analysis.charts import places_map
from analysis.corpus import queries
from pages.parts import charts, evidence, findings, header, session, shell, states, words
from pages.parts.session import View

MAP_PX = 400
ROWS = 200  # of the table; the map shows more


def page(view: View) -> None:
    """Map and table left, the chosen place's sentences right."""
    found = queries.places(view.desk, view.filters)
    missing = queries.unresolved(view.desk, view.filters)
    header.show(view, "Places", _lede(found, missing), lambda: header.copy_link("places"))
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
    with header.panel("map", findings.places(found, articles),
                      "Area of a mark = mentions. Ring = uncertain; dotted line = how far off it may be"):  # fmt: skip
        selected = chosen[1] if chosen[0] == "place" else None
        charts.draw(
            places_map(found, mode=view.mode, selected=selected, height=MAP_PX), "places_map",
            alt=f"Map: {findings.places_alt(found)}", on_choice=_choose_place, zoom=True,
        )  # fmt: skip
        header.source(view, "map", "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth, public domain")


def _choose_place(key: str) -> None:
    session.ask({"place": key, "name": None})


def _table(found: pd.DataFrame) -> None:
    top = found.head(ROWS).reset_index(drop=True)
    shown = pd.DataFrame(
        {
            "Place": top["name"],
            "Country": [queries.country_name(code) or "–" for code in top["country_code"]],
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
                "Place": st.column_config.TextColumn(width="medium"),
                "Country": st.column_config.TextColumn(width=104),
                "Mentions": st.column_config.ProgressColumn(
                    format="%d", min_value=0, max_value=int(shown["Mentions"].max()), color="blue", width="medium"
                ),
                "Articles": st.column_config.NumberColumn(width="small"),
                "Sure": st.column_config.NumberColumn(format="%d%%", width="small"),
            },
        )  # fmt: skip


def _sentences(view: View, found: pd.DataFrame, missing: pd.DataFrame, chosen: tuple[str, str]) -> None:
    kind, key = chosen
    if kind == "unresolved":
        row = missing[missing["text"] == key].iloc[0]
        name, about = str(row["text"]), f"Found on no map · {words.plain(row['reason'], 200)}"
    else:
        row = found[found["place_key"] == key].iloc[0]
        name, about = str(row["name"]), _about(row)
    with header.panel("sentences", words.plain(name), about):
        evidence.show(view, kind, key, name)


def _about(row: pd.Series) -> str:
    country = queries.country_name(row["country_code"])
    what = str(row["kind"]).capitalize() + (f" in {country}" if country and row["kind"] != "country" else "")
    sure = f"uncertain, {row['confidence']:.0%}" if row["uncertain"] else "certain"
    if row["uncertain"] and pd.notna(row["radius_km"]) and row["radius_km"] >= 1:
        sure += f", within {row['radius_km']:.0f} km"
    counts = f"{words.count(int(row['mentions']), 'mention')} in {words.count(int(row['articles']), 'article')}"
    return f"{words.plain(what)} · {counts} · {sure}"


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
                st.caption(words.plain(row["reason"], 160))


shell.serve("Places", page)
