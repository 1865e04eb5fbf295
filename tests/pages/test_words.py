"""Names stay names, and numbers and dates read as a person would say them."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts import words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Melk", "Melk"),
        ("![x](http://example.org/x.png)", r"\!\[x\]\(http\:" + "\u2060" + r"\/\/example\.org\/x\.png\)"),
        ("$5 and $6", r"\$5 and \$6"),
        ("<script>", r"\<script\>"),
        (":smile: :red[x]", r"\:smile\: \:red\[x\]"),
        ("two\nlines\t here", "two lines here"),
    ],
)
def test_markdown_in_a_name_stays_text(name, shown):
    assert words.plain(name) == shown


def test_addresses_arrows_and_dashes_are_broken_up_invisibly():
    shown = words.plain("www.example.org a@b.org -> --")
    assert "www." not in shown and "@b" not in shown and r"\-\-" not in shown and r"\-\>" not in shown
    assert shown.replace("\u2060", "").replace("\\", "") == "www.example.org a@b.org -> --"


@given(st.text(max_size=300))
def test_no_ascii_punctuation_is_left_unescaped(name):
    shown = words.plain(name)
    rest = shown.replace("\\\\", "")
    for at, letter in enumerate(rest):
        if letter in "*_`$<>[]()!#|~:":
            assert rest[at - 1] == "\\" and at > 0
    assert len(shown) <= 120 * 3


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2019, 4, 3), date(2019, 4, 20), "3–20 April 2019"),
        (date(2019, 3, 28), date(2019, 4, 2), "28 March – 2 April 2019"),
        (date(2018, 12, 31), date(2019, 1, 1), "31 December 2018 – 1 January 2019"),
        (date(2019, 4, 3), date(2019, 4, 3), "3 April 2019"),
        (date(2019, 4, 3), None, "from 3 April 2019"),
        (None, pd.Timestamp(2019, 4, 20), "until 20 April 2019"),
        (None, pd.NaT, ""),
    ],
)
def test_a_span_of_days_is_said_once(first, last, said):
    assert words.days(first, last) == said


def test_counts_and_lists():
    assert words.count(1, "place") == "1 place"
    assert words.count(1204, "quote") == "1,204 quotes"
    assert words.count(2, "mark is", "marks are") == "2 marks are"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(["a"]) == "a" and words.listed([]) == ""
    assert words.day(pd.NaT) == "undated"
