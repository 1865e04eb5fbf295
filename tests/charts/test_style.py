"""Colours come from the tokens; text from articles is shown as it is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts import style
from tests.charts.frames import HOSTILE, HOSTILE_SHOWN

CHARTS = Path(style.__file__).parent


def test_markup_in_a_name_is_shown_and_not_obeyed():
    assert style.literal(HOSTILE) == HOSTILE_SHOWN


def test_an_escaped_name_is_not_unescaped_by_the_figure():
    assert style.literal("AT&amp;T") == "AT&amp;amp;T"


def test_direction_marks_and_line_breaks_cannot_turn_a_label_around():
    assert style.plain("a\u202ebc\n d\x00") == "abc d"


def test_a_long_name_is_cut_with_an_ellipsis():
    assert style.plain("x" * 200, 10) == "x" * 9 + "…"


@given(st.text(), st.integers(2, 60))
def test_no_text_makes_a_tag_or_is_longer_than_asked(text, longest):
    assert len(style.plain(text, longest)) <= longest
    assert not re.search(r"[<>]|&(?!(amp|lt|gt);)", style.literal(text, longest))


def test_a_mix_is_opaque_and_lies_between_its_ends():
    assert style.mix("#000000", "#FFFFFF", 0.5) == "#808080"
    assert style.mix("#541478", "#FCFBF8", 1.0) == "#541478"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_template_is_drawn_with_the_tokens(mode):
    layout = style.template(mode).layout
    assert layout.font.color == style.color(mode, "ink")
    assert layout.xaxis.gridcolor == style.color(mode, "grid")
    assert list(layout.colorway) == [style.color(mode, name) for name in ("place", "time", "voice", "event")]


def test_no_module_names_a_colour_of_its_own():
    for module in CHARTS.glob("*.py"):
        found = re.findall(r'"#[0-9A-Fa-f]{6}"', module.read_text(encoding="utf-8"))
        assert not found, f"{module.name} names {found}; take it from tokens.json"
