"""What the machine understood reads like a sentence a person would write."""

import doctest

import pytest

from analysis.corpus.queries import wording
from analysis.corpus.queries.wording import date_label, place_label, value_label


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(wording).failed == 0


@pytest.mark.parametrize(
    ("begins", "ends", "label"),
    [
        ("2016-11-01", "2016-11-08", "1–7 November 2016"),
        ("2016-12-30", "2017-01-03", "30 December 2016 – 2 January 2017"),
        ("2016-01-01", "2017-01-01", "2016"),
        ("2010-01-01", "2020-01-01", "2010–2019"),
        ("2016-06-01", "2016-09-01", "June – August 2016"),
        ("2016-12-01", "2017-03-01", "December 2016 – February 2017"),
        ("2016-11-01T18:00", "2016-11-02T00:00", "1 November 2016, 18:00–00:00"),
        ("2016-11-01T15:10", "2016-11-01T15:11", "1 November 2016, 15:10"),
        ("2016-11-01", None, "from 1 November 2016"),
        (None, "2016-11-01", "before 1 November 2016"),
        (None, None, "P3D"),
        ("soon", None, "P3D"),
    ],
)
def test_intervals_are_written_as_people_write_them(begins: str | None, ends: str | None, label: str) -> None:
    assert date_label(begins, ends, "P3D") == label


@pytest.mark.parametrize(
    ("value", "kind", "label"),
    [("P1Y", "DURATION", "1 year"), ("P2DT12H", "DURATION", "2 days, 12 hours"), ("PXD", "DURATION", "some days"),
     ("P2W", "SET", "every 2 weeks"), ("P", "DURATION", "P"), ("XXXX-WXX-1", "SET", "XXXX-WXX-1")],
)  # fmt: skip
def test_what_is_on_no_calendar_has_words_too(value: str, kind: str, label: str) -> None:
    assert value_label(value, kind) == label


def test_a_place_is_named_with_its_country_once() -> None:
    assert place_label({"name": "Mosul", "kind": "city", "country_code": "IQ"}) == "Mosul, Iraq"
    assert place_label({"name": "Iraq", "kind": "country", "country_code": "IQ"}) == "Iraq"
    assert place_label({"name": "Danube", "kind": "water", "country_code": None}) == "Danube"
