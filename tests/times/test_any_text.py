"""Whatever the text, rows keep the contract and nothing fails."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.times import lexicon, publication
from analysis.times.resolver import begins_before

WORDS = sorted(lexicon.word_classes()) + sorted(lexicon.holidays())
GLUE = [
    "the", "of", "in", "a", "to", "and", "last", "early", "-", ",", ".", "/", ":", "$", "'s", "’s", "“", "(", "\n",
    "\n\n", "0", "1", "13", "31", "32", "99", "499", "1999", "2016", "9999", "10000", "31/02/2016", "14/13/2016",
    "2016-02-31", "0000-00-00", "00:61", "24:00", "'82", "1990s", "1876-10", "99th", "0th", "1,000", "3.50", "٣",
    "²", "Ⅷ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS + GLUE), max_size=25).map(" ".join) | st.text(max_size=60)
PUBLISHED = st.sampled_from([None, "2016-11-03", "2016-02-29T10:00:00", "0001-01-01", "9999-12-31", "soon"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, published=PUBLISHED)
@example(text="one day before 31 February 0001 and 9999 years later", published="0001-01-01")
@example(text="Next century, 900 decades ago, the year after 9999.", published="9999-12-31")
def test_rows_keep_the_contract(text, published, find, undated):
    rows = find(text, published)
    assert [row.char_start for row in rows] == sorted(row.char_start for row in rows)
    for before, after in zip(rows, rows[1:], strict=False):
        assert before.char_end <= after.char_start
    for row in rows:
        assert row.text == text[row.char_start : row.char_end] != ""
        assert row.type in schema.TIME_TYPES
        assert row.granularity in schema.GRANULARITIES
        assert row.modifier is None or row.modifier in schema.TIME_MODIFIERS
        assert 0 <= row.confidence <= 1
        assert row.reason and row.value
        assert (row.begins is None) == (row.ends is None)
        if row.begins and row.ends:
            assert date.fromisoformat(row.begins) < date.fromisoformat(row.ends)
        begins_before(row, published)
    inferred = publication.infer(undated(("body", text))) if text.strip() else None
    assert inferred is None or date.fromisoformat(inferred)


@pytest.mark.parametrize(
    "text", ["12 " * 3000, "May " * 3000, "the " * 3000 + "end of", "twenty-" * 2000, "a.m. " * 2000]
)
def test_long_runs_of_one_word(text, find):
    find(text)


def test_two_hundred_dates(find):
    text = "\n".join(f"It happened on {day} March {1900 + day}." for day in range(1, 32)) * 7
    assert len(find(text)) == 217


@pytest.mark.parametrize("text", ["next millennium", "the next second", "last millennium ended"])
def test_units_that_step_no_calendar_are_kept_without_a_day(find, text: str) -> None:
    assert all(row.begins is None for row in find(text, "2016-11-03"))
