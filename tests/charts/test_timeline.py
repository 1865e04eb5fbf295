"""The timeline's figure: ids, packing, uncertainty, hostile titles."""

import pandas as pd
import pytest

from analysis.charts import style, timeline
from analysis.charts.lanes import GAP_PX
from analysis.charts.spans import times_of
from analysis.charts.timeline_layout import NO_PLACE, Scale, lane_lines, lay_out
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
    return {key for trace in shown.data if trace.customdata is not None for key in trace.customdata}


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
    texts = [text for trace in shown.data for text in (*(trace.text or ()), *(trace.hovertext or ()))]
    texts += list(shown.layout.yaxis.ticktext)
    assert any("&lt;b&gt;Weir" in text for text in texts)
    assert not any("<a" in text or "<b>Weir" in text for text in texts)


def test_no_two_events_of_a_row_overlap_with_their_labels():
    frame = events(*(day(f"2019-04-{1 + n % 9:02}", f"Event number {n} of many", place=f"P{n % 3}") for n in range(40)))
    last = pd.Timestamp("2019-04-20")
    items, _ = lay_out([(row, times_of(row, last)) for row in frame.itertuples()],
                       Scale(pd.Timestamp("2019-03-31"), last, 600.0), None)  # fmt: skip
    rows: dict[float, list] = {}
    for item in items:
        rows.setdefault(item.y, []).append(item.label.extent)
    for extents in rows.values():
        ordered = sorted(extents)
        assert all(b.left >= a.right + GAP_PX for a, b in zip(ordered, ordered[1:], strict=False))


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
    assert max(len(line) for line in lane_lines("Llanfairpwllgwyngyllgogerychwyrndrobwll")) <= 22


def test_at_most_300_events_are_drawn():
    shown = drawn(*(day("2019-04-10", f"E{n}", place=f"P{n % 50}") for n in range(350)))
    assert len(ids(shown)) == 300


def test_without_events_the_figure_is_empty():
    empty = events(day("2019-04-10", "x")).iloc[:0]
    shown = timeline(empty, published=PUBLISHED.iloc[:0], mode="light")
    assert not shown.data


def test_the_figure_is_as_high_as_its_rows_need():
    few, many = drawn(day("2019-04-10", "a")), drawn(*(day("2019-04-10", f"Event {n}") for n in range(12)))
    assert many.layout.height - few.layout.height >= 11 * 26


def test_the_chosen_event_is_outlined_in_ink():
    shown = drawn(day("2019-04-10", "Crest"), selected="story:Crest", mode="dark")
    assert style.color("dark", "ink") in {trace.marker.color for trace in shown.select_traces({"mode": "markers"})}
