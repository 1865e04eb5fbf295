"""Titles that say what was found, worked out from what is shown, and the same in words for a screen reader.

A name in a title has passed `words.plain`; the texts for screen readers (`…_alt`) are attributes, never Markdown.
"""

import pandas as pd

from pages.parts import words

_SHARES = ((0.97, "all"), (0.72, "three quarters of the"), (0.62, "two thirds of the"), (0.47, "half of the"),
           (0.31, "a third of the"), (0.235, "a quarter of the"))  # fmt: skip
_NUMBERS = ("", "One voice gives", "Two voices give", "Three voices give", "Four voices give", "Five voices give")


def places(found: pd.DataFrame, articles: int) -> str:
    """`Passau is named in 19 of the 28 articles`; for one article, which places carry it."""
    first = found.iloc[0]
    if articles > 1:
        return f"{words.plain(first['name'], 60)} is named in {int(first['articles'])} of the {articles} articles"
    sure = found[~found["uncertain"].astype(bool)]
    named = [words.plain(name, 40) for name in (found if sure.empty else sure)["name"].head(3)]
    return f"{words.listed(named)} {'carries' if len(named) == 1 else 'carry'} the story"


def events(found: pd.DataFrame) -> str:
    """Between which days the events shown lie."""
    starts = found["start_earliest"].dropna()
    if starts.empty:
        return words.count(len(found), "dated event")
    return f"{words.count(len(found), 'event')}, {words.days(starts.min(), starts.max())}"


def voices(found: pd.DataFrame) -> str:
    """How few voices give how much: `Two voices give a third of the quotes`."""
    total = int(found["quotes"].sum())
    ranked = found["quotes"].sort_values(ascending=False).tolist()
    for number in range(1, min(len(ranked), len(_NUMBERS))):
        if ranked[number - 1] == ranked[number]:
            continue  # a tie: no reason to stop between the two
        reached = sum(ranked[:number])
        for share, name in _SHARES:
            if total and reached / total >= share:
                about = name.replace("all", "nearly all of the")
                return f"{_NUMBERS[number]} {about} quotes"
    return f"{words.count(len(found), 'voice')}, {words.count(total, 'quote')}"


def naming(found: pd.DataFrame) -> str:
    """Which outlet leans most on unnamed sources, where outlets differ; else the share overall."""
    unnamed = found["naming"].eq("anonymous")
    by_outlet = found.groupby("outlet")["quotes"].sum()
    shares = (found[unnamed].groupby("outlet")["quotes"].sum() / by_outlet).dropna()
    shares = shares[by_outlet[shares.index] >= 5].sort_values(ascending=False)
    if len(shares) > 1 and shares.iloc[0] > shares.iloc[1]:
        return f"{words.plain(shares.index[0], 40)} leans most on unnamed sources"
    share = found.loc[unnamed, "quotes"].sum() / max(found["quotes"].sum(), 1)
    return f"{share:.0%} of the quotes come from nobody named" if share else "Every source is named in some way"


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


def voices_alt(found: pd.DataFrame) -> str:
    """The bars of the voices in words."""
    top = ", ".join(
        f"{row.name_} {row.quotes}" for row in found.head(10).rename(columns={"name": "name_"}).itertuples()
    )
    return f"{words.count(len(found), 'voice')} by quotes: {top}."
