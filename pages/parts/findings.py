"""Titles that say what was found, worked out from what is shown, and the same in words for a screen reader.

A name in a title has passed `words.plain`; the texts for screen readers (`…_alt`) are attributes, never Markdown.
"""

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import sphere
from analysis.corpus import queries
from pages.parts import words

_SHARES = ((0.97, "all"), (0.72, "three quarters of the"), (0.62, "two thirds of the"),
           (0.54, "more than half of the"), (0.47, "half of the"),
           (0.31, "a third of the"), (0.235, "a quarter of the"))  # fmt: skip
_KINDS = {"water": "river, lake or sea", "terrain": "mountains or land", "area": "area", "facility": "site",
          "county": "district", "region": "state"}  # fmt: skip
_SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_NUMBERS = ("", "One voice gives", "Two voices give", "Three voices give", "Four voices give", "Five voices give")


def places(found: pd.DataFrame, articles: int) -> str:
    """`Passau is named in 19 of the 28 articles`; for one article, the place named most, or those that carry it."""
    first = found.iloc[0]
    if articles > 1:
        return f"{words.plain(first['name'], 60)} is named in {int(first['articles'])} of the {articles} articles"
    if len(found) > 1 and first["mentions"] > found["mentions"].iloc[1:].max():
        times = words.count(int(first["mentions"]), "time")
        return f"{words.plain(first['name'], 60)} is the place named most, {times}"
    sure = found[~found["uncertain"].astype(bool)]
    named = [words.plain(name, 40) for name in (found if sure.empty else sure)["name"].head(3)]
    return f"{words.listed(named)} {'carries' if len(named) == 1 else 'carry'} the story"


def place(row: pd.Series) -> str:
    """A place in one line: what it is, how often it is named, and how sure that is."""
    country = queries.country_name(words.told(row["country_code"]))
    what = _KINDS.get(row["kind"], str(row["kind"])).capitalize()
    what += f" in {country}" if country and row["kind"] != "country" else ""
    sure = f"uncertain, {row['confidence']:.0%}" if row["uncertain"] else f"{row['confidence']:.0%} sure"
    if row["uncertain"] and pd.notna(row["radius_km"]) and row["radius_km"] >= 1:
        sure += f", within {row['radius_km']:.0f} km"
    counts = f"{words.count(int(row['mentions']), 'mention')} in {words.count(int(row['articles']), 'article')}"
    return f"{words.plain(what)} · {counts} · {sure}"


def kind(code: str) -> str:
    """A kind of place in one or two words: `city`, `water`, `district`."""
    return {"water": "water", "terrain": "land"}.get(code) or _KINDS.get(code, code)


def other_place(name: str, lat: float, lon: float, confidence: float, row: pd.Series) -> str:
    """What a name may mean as well, by where it lies from the chosen place: `Hals, DK, 940 km to the north (12%)`."""
    km, bearing = sphere.way(float(row["lat"]), float(row["lon"]), lat, lon)
    side = _SIDES[round(bearing / 45) % 8]
    return f"{name}, {km:,.0f} km to the {side} ({confidence:.0%})"


def outside(figure: go.Figure) -> str:
    """What the first view of a map leaves out: `Outside the view: Hals and Alps.`, or ""."""
    names = [words.plain(name, 40) for name in (figure.layout.meta or {}).get("outside", ())]
    return f"Outside the view: {words.some(names)}." if names else ""


def drawn(found: pd.DataFrame, figure: go.Figure) -> str:
    """How many events a timeline draws, and between which days: `35 events, 6–15 April 2019`."""
    meta = figure.layout.meta or {}
    number = words.count(len(found) - len(meta.get("outside", ())) - len(meta.get("undated", ())), "event")
    days = meta.get("days", ())
    return f"{number}, {words.days(*days)}" if days else number


def drawn_short(found: pd.DataFrame, figure: go.Figure) -> str:
    """The same for a small figure: `6 events, 10–15 Apr 2019`."""
    head, _, _ = drawn(found, figure).partition(", ")
    days = (figure.layout.meta or {}).get("days", ())
    return f"{head}, {words.days(days[0], days[1], short=True)}" if days else head


def busiest(found: pd.DataFrame, figure: go.Figure) -> str:
    """The day with the most events of a timeline, where one stands out; else what is drawn."""
    meta = figure.layout.meta or {}
    inside = found[~found["story_id"].isin([*meta.get("outside", ()), *meta.get("undated", ())])]
    days = inside["start_earliest"].dropna().dt.date.value_counts()
    if len(inside) < 6 or len(days) < 2 or days.iloc[0] <= max(days.iloc[1], 2):
        return drawn(found, figure)
    return f"{words.day(days.index[0])} is the fullest day, with {int(days.iloc[0])} of {len(inside):,} events"


def voices(found: pd.DataFrame, measure: str = "quotes", total: int = 0) -> str:
    """How few voices give how much: `Two voices give a third of the quotes`.

    `measure` is quotes or words; `total` counts those of speakers who are not known as well.
    """
    total = max(total, int(found[measure].sum()))
    ranked = found[measure].sort_values(ascending=False).tolist()
    for number in range(1, min(len(ranked), len(_NUMBERS))):
        if ranked[number - 1] == ranked[number]:
            continue  # a tie: no reason to stop between the two
        reached = sum(ranked[:number])
        for share, name in _SHARES:
            if total and reached / total >= share:
                about = name.replace("all", "nearly all of the")
                return f"{_NUMBERS[number]} {about} {measure}"
    return f"{words.count(len(found), 'voice')}, {words.count(total, measure.removesuffix('s'))}"


def places_alt(found: pd.DataFrame) -> str:
    """The places of a map for a reader who does not see it."""
    top = ", ".join(
        f"{row.name_} {row.mentions}" for row in found.head(8).rename(columns={"name": "name_"}).itertuples()
    )
    return f"{words.count(len(found), 'place')} by mentions: {top}. The table lists them all."


def events_alt(found: pd.DataFrame) -> str:
    """The events of a timeline in words."""
    top = "; ".join(f"{row.title}, {words.day(row.start_earliest)}" for row in found.head(12).itertuples())
    return f"{words.count(len(found), 'event')}: {top}."


def voices_alt(found: pd.DataFrame, measure: str = "quotes") -> str:
    """The bars of the voices in words."""
    top = ", ".join(
        f"{row.name_} {getattr(row, measure)}" for row in found.head(10).rename(columns={"name": "name_"}).itertuples()
    )
    return f"{words.count(len(found), 'voice')} by {measure}: {top}."
