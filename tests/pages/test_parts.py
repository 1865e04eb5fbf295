"""The parts of pages that compute something: filters in words, findings, which mark to open, names of corpora."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis.charts import timeline
from analysis.corpus.filters import Filters
from pages.parts import article_data, filters, findings, findings_timeline, findings_voices, words
from tests.charts.frames import day, events, published


def test_each_filter_becomes_one_chip_that_takes_only_itself_away():
    asked = Filters("flood", date(2019, 4, 3), None, ("Quay News", "Wire"))
    chips = filters.parts(asked, {})
    assert [label for _, label, _ in chips] == ["“flood”", "from 3 Apr 2019", "Quay News", "Wire"]
    left = filters.without(asked, chips[2][2])
    assert left == Filters("flood", date(2019, 4, 3), None, ("Wire",))
    assert filters.without(asked, chips[1][2]).date_from is None


def test_filters_of_marks_are_said_in_words_and_taken_away_one_by_one():
    asked = Filters(
        languages=("de",), one_of_copies=True, places=("geonames:1", "geonames:2"), people=("p-1",),
        event_types=("DISASTER",), statuses=("hedged",), least_sure_percent=75, same_sentence=True,
    )  # fmt: skip
    chips = filters.parts(asked, {"geonames:1": "Melk", "p-1": "Ana Ruiz"})
    assert [label for _, label, _ in chips] == [
        "In German", "One of each copy", "Place: Melk", "Place: geonames:2", "Who: Ana Ruiz", "Events: disasters",
        "Events told as unsure", "At least 75% sure", "Same sentence only",
    ]  # fmt: skip
    for _, _, fields in chips:
        asked = filters.without(asked, {field: () if field == "places" else value for field, value in fields.items()})
    assert asked.is_empty and filters.parts(asked, {}) == []


@pytest.mark.parametrize(
    ("quotes", "title"),
    [
        ([22, 21, 14, 13, 11, 10, 9, 8, 5, 5, 5, 8], "Two voices give a third of the quotes"),
        ([9, 1], "One voice gives three quarters of the quotes"),
        ([1, 1, 1, 1], "4 voices, 4 quotes"),
        ([2, 2, 2, 1, 1, 1], "Three voices give two thirds of the quotes"),
        ([5], "1 voice, 5 quotes"),
        ([1] * 30, "30 voices, 30 quotes"),
    ],
)
def test_the_title_of_the_voices_is_true(quotes, title):
    assert findings.voices(pd.DataFrame({"quotes": quotes})) == title


def test_the_outlet_that_leans_most_on_unnamed_sources_needs_enough_quotes():
    rows = [("A", "named", 6), ("A", "anonymous", 4), ("B", "named", 9), ("B", "anonymous", 1), ("C", "anonymous", 1)]
    found = pd.DataFrame(rows, columns=["outlet", "naming", "quotes"])
    assert findings_voices.naming(found) == "A leans most on unnamed sources"
    assert findings_voices.naming(found[found["outlet"] == "B"]) == "10% of the quotes come from nobody named"


def test_places_of_one_article_are_titled_by_the_certain_ones():
    found = pd.DataFrame(
        {"name": ["Melk", "Ybbs", "Linz"], "articles": 1, "uncertain": [False, True, False], "mentions": 2}
    )
    assert findings.places(found, 1) == "Melk and Linz carry the story"
    assert findings.places(found, 4) == "Melk is named in 1 of the 4 articles"
    assert findings.places(found.assign(mentions=[9, 2, 1]), 1) == "Melk is the place named most, 9 times"


def test_what_a_map_leaves_out_is_said_in_words():
    figure = go.Figure(layout={"meta": {"outside": ["Hals", "Alps", "*x*", "Rhine", "Po"]}})
    assert findings.outside(figure) == r"Outside the view: Hals, Alps, \*x\* and 2 more."
    assert findings.outside(go.Figure(layout={"meta": {"outside": []}})) == ""


def test_the_title_of_a_timeline_tells_of_what_it_draws_and_the_caption_of_the_rest():
    rows = [day(f"2019-04-{10 + n % 4}", f"E{n}") for n in range(8)] + [day("2019-04-10", "F"), day("2019-04-10", "G")]
    frame = events(*rows, day("1954-07-08", "Old flood"))
    figure = timeline(frame, published=published(), mode="light")
    assert findings.drawn(frame, figure) == "10 events, 10–13 April 2019"
    assert findings.busiest(frame, figure) == "10 April 2019 is the fullest day, with 4 of 10 events"
    assert findings_timeline.caption(frame, figure, len(frame)).endswith(" Drawn: 10 events, 10–13 April 2019.")
    said = findings_timeline.left_out(frame, figure, len(frame), len(frame), in_window=False)
    assert said == "1 more lies far off: “Old flood” (July 1954)."


def test_a_missing_text_is_no_text_and_a_confidence_reads_as_words():
    assert [words.told(value) for value in (None, float("nan"), pd.NA, " a ")] == ["", "", "", "a"]
    assert words.sureness(0.95) == "very likely (95%)" and words.sureness(0.3) == "a guess (30%)"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_place_without_country_reason_or_radius_says_nothing_of_them(missing):
    row = {"country_code": missing, "kind": "water", "mentions": 7, "articles": 4, "confidence": 0.5, "uncertain": True,
           "radius_km": float("nan")}  # fmt: skip
    assert findings.place(pd.Series(row)) == r"River\, lake or sea · 7 mentions in 4 articles · uncertain, 50%"


def test_the_mark_to_open_begins_where_the_address_says_and_is_of_its_layer():
    marks = [
        {"layer": "quote", "char_start": 10, "char_end": 60},
        {"layer": "speaker", "char_start": 10, "char_end": 20},
        {"layer": "place", "char_start": 30, "char_end": 34},
    ]
    assert article_data.mark_at(marks, 10, "quote") == 0
    assert article_data.mark_at(marks, 10) == 1, "the shortest, where the layer is not given"
    assert article_data.mark_at(marks, 32) == 2, "the innermost that covers it"
    assert article_data.mark_at(marks, 70) is None and article_data.mark_at(marks, None) is None
