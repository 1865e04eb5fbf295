"""The timeline's figure: ids, packing, uncertainty, hostile titles."""

import pandas as pd
import pytest

from analysis.charts import style, timeline
from analysis.charts.lane_names import NO_PLACE, NO_VOICE, broken
from analysis.charts.lanes import GAP_PX
from analysis.charts.spans import times_of
from analysis.charts.timeline_layout import Scale, in_lanes, lay_out
from tests.charts.frames import HOSTILE, day, events, published

PUBLISHED = published(("2019-04-09", 2), ("2019-04-10", 4))
WEEK = {
    "start_earliest": "2019-04-01",
    "start_latest": "2019-04-08",
    "end_earliest": "2019-04-01",
    "end_latest": "2019-04-08",
}


def drawn(*rows, mode="light", **more):
    return timeline(events(*rows), published=PUBLISHED, mode=mode, **more)


def ids(shown):
    keys = {key for trace in shown.data if trace.customdata is not None for key in trace.customdata}
    return {key for key in keys if not key.startswith("published:")}


def test_every_event_can_be_clicked_by_its_id():
    shown = drawn(day("2019-04-10", "Crest"), {"title": "Week", **WEEK}, day("2019-04-11", "Fog", status="hedged"),
                  day("2019-04-12", "Talks", status="planned"), day("2019-04-12", "Loot", status="denied"))  # fmt: skip
    assert ids(shown) == {"story:Crest", "story:Week", "story:Fog", "story:Talks", "story:Loot"}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_events_are_drawn_in_the_colour_of_events_and_publication_in_that_of_time(mode):
    shown = drawn(day("2019-04-10", "Crest"), mode=mode)
    colours = {trace.marker.color for trace in shown.data if trace.marker and isinstance(trace.marker.color, str)}
    assert {style.color(mode, "event"), style.color(mode, "time")} <= colours


def test_planned_is_an_open_diamond_and_denied_a_cross_and_their_labels_say_so():
    shown = drawn(day("2019-04-10", "Talks", status="planned"), day("2019-04-11", "Theft", status="denied"))
    symbols = next(shown.select_traces({"mode": "markers"})).marker.symbol
    labels = [text for trace in shown.select_traces({"mode": "text"}) for text in trace.text]
    assert list(symbols) == ["diamond-open", "x-thin"]
    assert sorted(labels) == ["Talks (planned)", "Theft (denied)"]


def test_a_hedged_range_is_hatched():
    shown = drawn({"title": "Seepage", "status": "hedged", **WEEK})
    assert any(trace.type == "bar" and trace.marker.pattern.shape == "/" for trace in shown.data)


def test_a_possible_range_is_a_fifth_of_the_colour_with_an_edge_that_can_be_seen():
    bar = drawn({"title": "Week", **WEEK}).data[0]
    event, paper = style.color("light", "event"), style.color("light", "paper")
    assert list(bar.marker.color) == [style.mix(event, paper, 0.2)]
    assert list(bar.marker.line.color) == [style.mix(event, paper, 0.7)]


def test_a_title_with_markup_is_shown_literally_in_label_and_hover():
    shown = drawn(day("2019-04-10", HOSTILE, place=HOSTILE))
    said = [told for trace in shown.data for told in (trace.text, trace.hovertext) if told is not None]
    texts = [text for told in said for text in told]
    texts += list(shown.layout.yaxis.ticktext)
    assert any("&lt;b&gt;Weir" in text for text in texts)
    assert not any("<a" in text or "<b>Weir" in text for text in texts)


def test_no_two_events_of_a_row_overlap_with_their_labels():
    frame = events(*(day(f"2019-04-{1 + n % 9:02}", f"Event number {n} of many", place=f"P{n % 3}") for n in range(40)))
    last = pd.Timestamp("2019-04-20")
    groups = in_lanes([(row, times_of(row, last)) for row in frame.itertuples()], by="place")
    items, _ = lay_out(groups, Scale(pd.Timestamp("2019-03-31"), last, 600.0), None)
    covered = [(item.y - 13, item.label_y + 13, *item.label.extent) for item in items]
    assert len(covered) == 40
    for number, (top, low, left, right) in enumerate(covered):
        for other_top, other_low, other_left, other_right in covered[number + 1 :]:
            apart = other_top >= low - 10 or other_low <= top + 10
            assert apart or other_left >= right + GAP_PX or other_right + GAP_PX <= left


def test_lanes_stand_in_the_order_of_their_first_event_and_the_placeless_last():
    shown = drawn(day("2019-04-09", "Lost", place=None), day("2019-04-12", "Late", place="Krems"),
                  day("2019-04-10", "Early", place="Melk"))  # fmt: skip
    assert list(shown.layout.yaxis.ticktext) == [
        "<b>Melk</b>",
        "<b>Krems</b>",
        f"<i>{NO_PLACE}</i>",
        "<b>Published</b>",
    ]


def test_events_that_are_not_drawn_are_named():
    rows = [day(f"2019-04-{n:02}", f"Day {n}") for n in range(1, 11)]
    shown = drawn(*rows, day("1954-07-08", "Old flood"), {"title": "Never"})
    assert shown.layout.meta["outside"] == ["story:Old flood"] and shown.layout.meta["undated"] == ["story:Never"]


def test_the_days_of_the_marks_are_told_and_what_goes_on_counts_by_its_beginning():
    going = {"title": "Rain", "status": "ongoing", "start_earliest": "2019-04-03", "start_latest": "2019-04-04"}
    shown = drawn(
        day("2019-04-05", "Crest"), going, day("1954-07-08", "Old"), *(day("2019-04-04", f"{n}") for n in range(9))
    )
    assert shown.layout.meta["days"] == ["2019-04-03", "2019-04-05"]


def test_a_long_name_of_a_lane_stands_in_two_lines_that_are_about_alike():
    shown = drawn(day("2019-04-05", "Crest", place="between Passau and Vilshofen"))
    assert shown.layout.yaxis.ticktext[0] == "<b>between Passau<br>and Vilshofen</b>"
    assert max(len(line) for line in broken("Llanfairpwllgwyngyllgogerychwyrndrobwll")) <= 26


def test_at_most_300_events_are_drawn():
    shown = drawn(*(day("2019-04-10", f"E{n}", place=f"P{n % 50}", prominence=n) for n in range(350)))
    assert len(ids(shown)) == 300
    assert "story:E49" not in ids(shown) and "story:E50" in ids(shown), "the least prominent are left out"


def test_without_events_the_figure_is_empty():
    empty = events(day("2019-04-10", "x")).iloc[:0]
    shown = timeline(empty, published=PUBLISHED.iloc[:0], mode="light")
    assert not shown.data


def test_the_figure_is_as_high_as_its_rows_need():
    few, many = drawn(day("2019-04-10", "a")), drawn(*(day("2019-04-10", f"Event {n}") for n in range(12)))
    assert many.layout.height - few.layout.height >= 11 * 26
    below = drawn(day("2019-04-10", "A title that has room on neither side of its mark"), width=460)
    assert below.layout.height - few.layout.height <= 13, "a label below takes half a row"


def test_the_chosen_event_is_outlined_in_ink():
    shown = drawn(day("2019-04-10", "Crest"), selected="story:Crest", mode="dark")
    assert style.color("dark", "ink") in {trace.marker.color for trace in shown.select_traces({"mode": "markers"})}


SPOKEN = {"asserted_by": "Ana <b>Ruiz</b>", "asserted_by_id": "p1", "asserted_by_role": "mayor"}


def names_of_lanes(shown):
    return [text for text in shown.layout.yaxis.ticktext if text != "<b>Published</b>"]


def test_lanes_by_voice_name_the_speaker_with_the_role_and_the_outlets_last():
    shown = drawn(day("2019-04-09", "Fog"), day("2019-04-10", "Crest", **SPOKEN), by="voice")
    first, last = names_of_lanes(shown)
    assert first.startswith("<b>Ana &lt;b&gt;Ruiz&lt;/b&gt;</b><br>") and ">mayor<" in first
    assert last.replace("<br>", " ") == f"<i>{NO_VOICE}</i>"


def test_lanes_by_type_are_in_plain_words_and_what_fits_no_type_stands_last():
    shown = drawn(day("2019-04-09", "Fog", type="OTHER"), day("2019-04-10", "Ship", type="MOVE"), by="type")
    assert names_of_lanes(shown) == ["<b>Travel and moves</b>", "<i>Other events</i>"]


def test_every_type_of_the_contract_has_plain_words():
    from analysis.charts.lane_names import TYPES
    from analysis.schema import EVENT_TYPES

    assert set(TYPES) == set(EVENT_TYPES)


def test_lanes_by_article_keep_two_of_one_headline_apart_and_count_who_else_tells():
    shown = drawn(day("2019-04-09", "Fog", article_id="a"), day("2019-04-09", "Ship", article_id="b", articles=3),
                  by="article")  # fmt: skip
    assert len(names_of_lanes(shown)) == 2
    labels = [text for trace in shown.select_traces({"mode": "text"}) for text in trace.text]
    assert any("Ship" in text and "3 articles" in text for text in labels)


def test_who_says_so_stands_beside_the_event_unless_the_lane_says_it():
    def labels(by):
        shown = drawn(day("2019-04-10", "Crest", **SPOKEN), by=by)
        return [text for trace in shown.select_traces({"mode": "text"}) for text in trace.text]

    assert any("says: Ana &lt;b&gt;Ruiz" in text for text in labels("place"))
    assert not any("says:" in text for text in labels("voice"))


def test_two_places_of_one_name_keep_two_lanes():
    shown = drawn(
        day("2019-04-09", "a", place="Melk", place_key="1"), day("2019-04-09", "b", place="Melk", place_key="2")
    )
    assert names_of_lanes(shown) == ["<b>Melk</b>", "<b>Melk</b>"]


def test_a_window_is_the_axis_and_what_lies_outside_is_named():
    window = (pd.Timestamp("2019-04-10").date(), pd.Timestamp("2019-04-12").date())
    shown = drawn(day("2019-04-09", "Before"), day("2019-04-10", "In"), day("2019-04-13", "After"), window=window)
    assert ids(shown) == {"story:In"}
    assert shown.layout.meta["outside"] == ["story:Before", "story:After"]
    assert shown.layout.meta["window"] == ["2019-04-10", "2019-04-12"]
    begins, ends = shown.layout.xaxis.range
    assert begins < pd.Timestamp("2019-04-10") < pd.Timestamp("2019-04-13") < ends <= pd.Timestamp("2019-04-13 12:00")


def test_a_window_without_events_gives_an_empty_figure_that_says_what_it_leaves_out():
    window = (pd.Timestamp("2018-01-01").date(), pd.Timestamp("2018-01-02").date())
    shown = drawn(day("2019-04-09", "Fog"), window=window)
    assert not shown.data and shown.layout.meta["outside"] == ["story:Fog"]


def test_a_side_of_which_nothing_is_known_ends_in_an_arrow():
    before = {"title": "Bread", "start_latest": "2019-04-10", "end_latest": "2019-04-10"}
    after = {"title": "Rally", "start_earliest": "2019-04-11", "end_earliest": "2019-04-11"}
    arrows = [trace for trace in drawn(before, after).select_traces({"mode": "markers"}) if trace.hoverinfo == "skip"]
    assert sorted(arrows[0].marker.symbol) == ["triangle-left", "triangle-right"]


def test_the_column_of_lane_names_is_as_wide_as_the_names_need():
    short, long = (
        drawn(day("2019-04-10", "a", place="Linz")),
        drawn(day("2019-04-10", "a", place="the outskirts of Vienna")),
    )
    assert short.layout.margin.l < 90 < long.layout.margin.l < 170


def test_a_column_of_publication_carries_its_day():
    (bars,) = [trace for trace in drawn(day("2019-04-10", "Crest")).data if trace.type == "bar"]
    assert list(bars.customdata) == ["published:2019-04-09", "published:2019-04-10"]
