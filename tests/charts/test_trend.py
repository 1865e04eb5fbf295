"""Quotes over time: one row a voice, one scale, days to months."""

import pandas as pd
import pytest

from analysis.charts import quotes_trend, style
from tests.charts.frames import HOSTILE, HOSTILE_SHOWN


def frame(*rows: tuple[str, str, int]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["key", "day", "quotes"])
    return made.assign(name=made["key"].str.upper(), day=pd.to_datetime(made["day"]))


TWO = frame(("a", "2019-04-09", 4), ("b", "2019-04-09", 1), ("a", "2019-04-11", 2), ("a", "2019-04-11", 1))


def heights(shown):
    (bars,) = shown.data
    return {key: -height for key, height in zip(bars.customdata, bars.y, strict=True)}


def test_rows_share_one_scale_and_days_are_added_up():
    shown = quotes_trend(TWO, mode="light")
    tall = heights(shown)
    assert tall["a|2019-04-09|2019-04-09"] == 4 * tall["b|2019-04-09|2019-04-09"]
    assert tall["a|2019-04-11|2019-04-11"] == 3 * tall["b|2019-04-09|2019-04-09"]
    assert list(shown.layout.yaxis.ticktext) == ["A", "B"]
    assert [note.text for note in shown.layout.annotations] == ["7", "1"]
    assert shown.layout.meta["most"] == {
        "quotes": 4,
        "key": "a",
        "begins": "2019-04-09",
        "until": "2019-04-09",
        "ties": 1,
    }


def test_columns_stand_on_the_rule_of_their_row_and_stay_below_the_one_above():
    (bars,) = (shown := quotes_trend(TWO, mode="light")).data
    rules = sorted(shape.y0 for shape in shown.layout.shapes)
    assert set(bars.base) == set(rules)
    assert all(base + height > base - (rules[1] - rules[0]) for base, height in zip(bars.base, bars.y, strict=True))


@pytest.mark.parametrize(("until", "unit"), [("2019-04-30", "day"), ("2019-12-01", "week"), ("2022-01-01", "month")])
def test_longer_times_are_drawn_by_weeks_and_months(until, unit):
    shown = quotes_trend(frame(("a", "2019-04-09", 1), ("a", "2019-04-10", 1), ("a", until, 1)), mode="light")
    assert shown.layout.meta["unit"] == unit
    first = {"day": "a|2019-04-09|2019-04-09", "week": "a|2019-04-08|2019-04-14", "month": "a|2019-04-01|2019-04-30"}
    assert shown.data[0].customdata[0] == first[unit]
    assert shown.layout.meta["most"]["quotes"] == (1 if unit == "day" else 2)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_columns_are_in_the_colour_of_voices_and_the_chosen_row_stands_on_a_band(mode):
    shown = quotes_trend(TWO, mode=mode, selected="b")
    assert shown.data[0].marker.color == style.color(mode, "voice")
    band = shown.layout.shapes[0]
    assert band.fillcolor == style.color(mode, "surface") and band.y0 < shown.layout.shapes[2].y0 == band.y1


def test_markup_in_a_name_is_shown_literally():
    shown = quotes_trend(TWO.assign(name=HOSTILE), mode="light")
    assert all("<a" not in text for text in (*shown.layout.yaxis.ticktext, *shown.data[0].hovertext))
    assert HOSTILE_SHOWN[:20] in shown.data[0].hovertext[0]


def test_no_more_rows_than_asked_for_and_none_for_an_empty_frame():
    many = frame(*((f"k{n}", "2019-04-09", 1) for n in range(30)))
    assert len(quotes_trend(many, mode="light", most_rows=5).layout.yaxis.ticktext) == 5
    assert not quotes_trend(TWO.iloc[:0], mode="light").data
