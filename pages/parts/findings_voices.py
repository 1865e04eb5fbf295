"""What the page of the voices says in words: its counts, how sources are named, and when who was quoted."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.parts import words

NAMINGS = {"named": "named", "role": "named by role", "collective": "a group", "document": "a document",
           "organisation": "an organisation", "anonymous": "kept anonymous", "unknown": "not known"}  # fmt: skip
_CLASSES = {"named": "Named people", "role": "Sources named by role", "organisation": "Organisations and documents",
            "collective": "Groups", "anonymous": "Anonymous sources"}  # fmt: skip


def lede(classes: pd.DataFrame, mix: pd.DataFrame) -> str:
    """`27 voices, 65 quotes; where the source is known, 62% from people with a name, 3% from nobody named.`

    The shares are those of the chart: of the quotes whose source is known.
    """
    total, known = int(mix["quotes"].sum()), mix[mix["naming"] != "unknown"]
    sums = known.groupby("naming")["quotes"].sum()
    of = max(int(sums.sum()), 1)
    named, nobody = (sums.get(naming, 0) / of for naming in ("named", "anonymous"))
    tail = f"{named:.0%} from people with a name, {nobody:.0%} from nobody named"
    lead = ":" if of == total else "; where the source is known,"
    return f"{words.count(int(classes['voices'].sum()), 'voice')}, {words.count(total, 'quote')}{lead} {tail}."


def naming(found: pd.DataFrame) -> str:
    """Which outlet leans most on unnamed sources, where outlets differ; else the share overall, of known sources."""
    found = found[found["naming"] != "unknown"]
    unnamed = found["naming"].eq("anonymous")
    by_outlet = found.groupby("outlet")["quotes"].sum()
    shares = (found[unnamed].groupby("outlet")["quotes"].sum() / by_outlet).dropna()
    shares = shares[by_outlet[shares.index] >= 5].sort_values(ascending=False)
    if len(shares) > 1 and shares.iloc[0] > shares.iloc[1]:
        return f"{words.plain(shares.index[0], 40)} leans most on unnamed sources"
    share = found.loc[unnamed, "quotes"].sum() / max(found["quotes"].sum(), 1)
    return f"{share:.0%} of the quotes come from nobody named" if share else "Every source is named in some way"


def naming_class(namings: str, outlet: str | None, quotes: int) -> str:
    """What a part of the mix stands for: `Anonymous sources in Halyard Wire: 5 quotes`."""
    who = _CLASSES.get(namings.split(" ")[0], "Sources")
    where = "" if outlet is None else f" in {words.plain(outlet, 40) or 'articles of no outlet'}"
    return f"{who}{where}: {words.count(quotes, 'quote')}"


def trend(found: pd.DataFrame, figure: go.Figure) -> str:
    """When the most was said by whom: `Ottilie Brankner has the fullest day: 6 quotes, 9 April 2019`."""
    meta = figure.layout.meta
    if not meta["most"]:
        return "No quote stands in an article with a date"
    most = meta["most"]
    if most["ties"] > 1:
        return f"No {meta['unit']} has more than {words.count(most['quotes'], 'quote')} of one voice"
    name = words.plain(found.loc[found["key"] == most["key"], "name"].iloc[0], 50)
    when = words.days(most["begins"], most["until"])
    return f"{name} has the fullest {meta['unit']}: {words.count(most['quotes'], 'quote')}, {when}"


def outlets_of(found: pd.DataFrame, name: str) -> str:
    """Which outlet quotes a voice most, where one does: `Halyard Wire quotes Ottilie Brankner most, 6 of 12 times`."""
    sums = found.groupby("name")["quotes"].sum().sort_values(ascending=False, kind="stable")
    who, total = words.plain(name, 50), int(sums.sum())
    if not total:
        return "No quote stands in an article with a date"
    if len(sums) == 1:
        return f"Only {words.plain(sums.index[0], 40)} quotes {who}, {words.count(total, 'time')}"
    if sums.iloc[0] == sums.iloc[1]:
        return f"{words.count(len(sums), 'outlet')} quote {who}, none of them most"
    return f"{words.plain(sums.index[0], 40)} quotes {who} most, {int(sums.iloc[0])} of {total} times"


def trend_alt(found: pd.DataFrame, figure: go.Figure) -> str:
    """The rows of a trend in words."""
    sums = found.groupby("name", sort=False)["quotes"].sum()
    rows = ", ".join(f"{name} {number}" for name, number in sums.items())
    return f"Quotes per {figure.layout.meta['unit']}: {rows}."


def about(row: pd.Series) -> str:
    """Who a speaker is, in one line, each thing once."""
    group = words.told(row["speaker_group"]).replace("other", "")
    naming = NAMINGS.get(row["naming"], str(row["naming"]))
    parts = [words.told(row["role"]), words.told(row["affiliation"]), group,
             f"{naming}, in {words.count(int(row['articles']), 'article')}",
             f"{int(row['apart'])} more in headlines and captions" if row["apart"] else ""]  # fmt: skip
    return " · ".join(words.plain(part) for part in dict.fromkeys(parts) if part)


def also(aliases: Any, pronouns: Any) -> str:
    """Other names and the pronouns that the texts use, or ""."""
    said = []
    if len(aliases):
        said.append(f"Also called {words.some(list(aliases))}.")
    if len(pronouns):
        said.append(f"The texts say {words.listed([f'“{one}”' for one in pronouns])}.")
    return " ".join(said)


def part(day: tuple[date, date] | None, outlet: str | None) -> str:
    """The part of the quotes that is shown: `9 Apr 2019, Halyard Wire`."""
    return ", ".join(filter(None, [words.days(*day, short=True) if day else "", outlet or ""]))
