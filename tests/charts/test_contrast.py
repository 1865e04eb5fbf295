"""Contrast, by number (WCAG 2.1: 4.5 for text, 3 for marks), and one set of colours for charts and widgets."""

import tomllib
from pathlib import Path

import pytest

from analysis.charts import style
from analysis.charts.style import Mode

TEXT, MARK = 4.5, 3.0
THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
HUES = ("place", "time", "voice", "event")
MODES: tuple[Mode, ...] = ("light", "dark")


def luminance(value: str) -> float:
    """Relative luminance of "#RRGGBB", WCAG 2.1."""
    channels = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["paper", "surface"])
@pytest.mark.parametrize("name", ["ink", "ink2", *HUES])
def test_text_can_be_read_on_both_grounds(mode, ground, name):
    assert contrast(style.color(mode, name), style.color(mode, ground)) >= TEXT


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("hue", HUES)
def test_ink_can_be_read_on_the_tint_of_a_mark(mode, hue):
    tint = style.mix(style.color(mode, hue), style.color(mode, "paper"), 0.26)  # the strongest: under the pointer
    assert contrast(style.color(mode, "ink"), tint) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_labels_can_be_read_on_the_map_and_discs_seen(mode):
    land = style.color(mode, "land")
    assert contrast(style.color(mode, "maplabel"), land) >= TEXT
    for ground in ("land", "sea"):
        assert contrast(style.color(mode, "place"), style.color(mode, ground)) >= MARK


@pytest.mark.parametrize("mode", MODES)
def test_numbers_can_be_read_on_the_naming_ramp(mode):
    fills, labels = style.naming_ramp(mode), style.label_on_ramp(mode)
    for naming, label in labels.items():
        if label != "outside":
            assert contrast(label, fills[naming]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_the_edge_of_a_possible_range_is_seen(mode):
    edge = style.mix(style.color(mode, "event"), style.color(mode, "paper"), 0.7)
    assert contrast(edge, style.color(mode, "paper")) >= MARK


@pytest.mark.parametrize("mode", MODES)
def test_widgets_and_charts_have_the_same_colours(mode):
    theme = THEME[mode]
    same = {
        "backgroundColor": "paper", "secondaryBackgroundColor": "surface", "textColor": "ink", "primaryColor": "ink",
        "blueColor": "place", "orangeColor": "time", "violetColor": "voice", "redColor": "event", "grayColor": "ink2",
    }  # fmt: skip
    assert {key: theme[key].upper() for key in same} == {key: style.color(mode, name) for key, name in same.items()}
