"""Ranked bars and naming shares."""

import pytest

from analysis.charts import naming_mix, style, voices_bars
from tests.charts.frames import HOSTILE, naming, voices

TWO = voices({"name": "Ilse Brandtner", "role": "mayor", "direct": 14, "mixed": 3, "indirect": 5},
             {"name": "a lock keeper", "naming": "role", "direct": 2})  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_are_opaque_mixes_of_voice_and_paper_from_direct_to_indirect(mode):
    fills = [trace.marker.color for trace in voices_bars(TWO, mode=mode).data]
    assert fills[0] == style.color(mode, "voice")
    assert all(len(fill) == 7 for fill in fills) and len(set(fills)) == 3


def test_every_bar_carries_the_id_of_its_person():
    assert all(list(trace.customdata) == ["person:Ilse Brandtner", "person:a lock keeper"]
               for trace in voices_bars(TWO, mode="light").data)  # fmt: skip


def test_the_number_at_a_bars_end_is_the_number_of_quotes():
    assert [note.text for note in voices_bars(TWO, mode="light").layout.annotations] == ["22", "2"]


def test_a_name_is_bold_an_unnamed_source_italic_and_the_role_stands_below():
    ticks = voices_bars(TWO, mode="light").layout.yaxis.ticktext
    assert ticks[0].startswith("<b>Ilse Brandtner</b><br>") and ">mayor<" in ticks[0]
    assert ticks[1] == "<i>a lock keeper</i>"


def test_markup_in_a_name_or_role_is_shown_literally():
    shown = voices_bars(voices({"name": HOSTILE, "role": HOSTILE}), mode="light")
    for text in (*shown.layout.yaxis.ticktext, *shown.data[0].hovertext):
        assert "&lt;b&gt;Weir" in text and "<a" not in text


def test_the_chosen_voice_stands_on_a_band():
    assert not voices_bars(TWO, mode="light").layout.shapes
    band = voices_bars(TWO, mode="light", selected="person:a lock keeper").layout.shapes[0]
    assert band.y0 < 1 < band.y1 and band.fillcolor == style.color("light", "surface")


def test_two_people_of_one_name_keep_two_rows():
    shown = voices_bars(voices({"name": "Karim", "person_id": "1"}, {"name": "Karim", "person_id": "2"}), mode="light")
    assert list(shown.data[0].y) == [0, 1]


def test_shares_of_all_outlets_stand_first_and_add_up():
    shown = naming_mix(naming(("Post", "named", 3), ("Post", "anonymous", 1), ("Wire", "named", 4)), mode="light")
    assert list(shown.layout.yaxis.ticktext) == ["All outlets", "Post", "Wire"]
    assert [sum(trace.x[row] for trace in shown.data) for row in range(3)] == pytest.approx([100, 100, 100])
    assert [note.text for note in shown.layout.annotations][:3] == ["12", "25", "0"]


def test_anonymous_sources_are_hatched_without_a_fill():
    last = naming_mix(naming(("Post", "anonymous", 1)), mode="dark").data[-1]
    assert last.marker.pattern.shape == "/" and last.marker.color.endswith(",0)")


def test_unknown_sources_have_no_share_but_are_counted():
    shown = naming_mix(naming(("Post", "named", 3), ("Post", "unknown", 2)), mode="light")
    assert shown.layout.meta == {"unknown": 2}
    assert sum(trace.x[0] for trace in shown.data) == pytest.approx(100)


def test_an_outlet_with_markup_in_its_name_is_shown_literally():
    ticks = naming_mix(naming((HOSTILE, "named", 1)), mode="light").layout.yaxis.ticktext
    assert ticks[0].startswith("&lt;b&gt;Weir")


def test_a_single_outlet_needs_no_yardstick():
    assert list(naming_mix(naming(("Post", "named", 3)), mode="light").layout.yaxis.ticktext) == ["Post"]


def test_the_names_of_the_classes_never_touch():
    rows = [("Post", "named", 53), ("Post", "role", 18), ("Post", "document", 6), ("Post", "collective", 2),
            ("Post", "anonymous", 1)]  # fmt: skip
    shown = naming_mix(naming(*rows), mode="light", width=500)
    heads = [note for note in shown.layout.annotations if note.yref == "paper"]
    bar_px = 500 - shown.layout.margin.l - shown.layout.margin.r
    spans = []
    for note in heads:
        width_px = style.text_width_px(note.text, style.TICK_PX)
        left = note.x * bar_px if note.xanchor == "left" else note.x * bar_px + note.xshift - width_px
        spans.append((left, left + width_px))
    assert all(before[1] + 10 <= after[0] for before, after in zip(spans, spans[1:], strict=False))


def test_names_and_roles_are_cut_to_their_column():
    frame = voices({"name": "A very long name of an institution", "role": "senior researcher of nearly everything"})
    shown = voices_bars(frame, mode="light", width=300)
    assert shown.layout.margin.l <= 150
    assert shown.layout.yaxis.ticktext[0].count("…") == 2


def test_a_role_that_only_repeats_the_name_is_left_out():
    frame = voices(
        {"name": "a neighbour", "role": "neighbour"}, {"name": "Jo", "role": "CIA man", "affiliation": "CIA"}
    )
    ticks = voices_bars(frame, mode="light").layout.yaxis.ticktext
    assert "<br>" not in ticks[0] and ">CIA man<" in ticks[1]


def test_words_are_drawn_by_kind_as_quotes_are():
    frame = voices({"name": "Jo", "direct": 1, "mixed": 2, "indirect": 3, "direct_words": 30, "mixed_words": 7,
                    "indirect_words": 5, "words": 42})  # fmt: skip
    quotes, words = voices_bars(frame, mode="light"), voices_bars(frame, mode="light", measure="words")
    assert [list(trace.x) for trace in quotes.data] == [[1], [2], [3]]
    assert [list(trace.x) for trace in words.data] == [[30], [7], [5]]
    assert [trace.marker.color for trace in words.data] == [trace.marker.color for trace in quotes.data]
    assert [note.text for note in words.layout.annotations] == ["42"]


def test_a_part_of_the_mix_carries_what_it_stands_for():
    shown = naming_mix(naming(("Post", "named", 3), ("Wire|2", "document", 1)), mode="light")
    keys = {trace.name: list(trace.customdata) for trace in shown.data}
    assert keys["named"] == ["named", "named|Post", "named|Wire|2"]
    assert keys["organisation"][0] == "organisation document"
    assert list(naming_mix(naming(("Post", "named", 3)), mode="light").data[0].customdata) == ["named|Post"]


def test_empty_frames_give_empty_figures():
    for shown in (
        voices_bars(TWO.iloc[:0], mode="light"),
        naming_mix(naming(("a", "named", 1)).iloc[:0], mode="light"),
    ):
        assert not shown.data
