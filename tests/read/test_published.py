"""Dates of publication as people and databases write them."""

import pytest

from analysis.read.published import read_published


@pytest.mark.parametrize(
    ("given", "value", "offset"),
    [
        ("2016-11-03", "2016-11-03", None),
        (" 2016-11-03 ", "2016-11-03", None),
        ("2016-11-03T10:00:00+03:00", "2016-11-03T10:00:00", "+03:00"),
        ("2016-11-03T10:00Z", "2016-11-03T10:00:00", "+00:00"),
        ("2016-11-03 10:00:00.123456-0500", "2016-11-03T10:00:00", "-05:00"),
        ("2016-11-03 10:00:00 UTC", "2016-11-03T10:00:00", "+00:00"),
        ("2016-11-03T10:00", "2016-11-03T10:00:00", None),
        ("20161103", "2016-11-03", None),
        ("Thu, 03 Nov 2016 10:00:00 +0300", "2016-11-03T10:00:00", "+03:00"),
        ("Nov. 3, 2016", "2016-11-03", None),
        ("3 November 2016", "2016-11-03", None),
        ("Thursday, November 3, 2016", "2016-11-03", None),
        ("November 3, 2016 10:30 PM", "2016-11-03T22:30:00", None),
        ("25/12/2016", "2016-12-25", None),
        ("12/25/2016", "2016-12-25", None),
        ("3.3.2016", "2016-03-03", None),
    ],
)  # fmt: skip
def test_a_full_date_becomes_iso(given: str, value: str, offset: str | None) -> None:
    assert read_published(given) == (value, offset)


@pytest.mark.parametrize(
    "given",
    [
        "", "soon", "2016", "2016-11", "November 2016", "03/11/2016", "2016-02-30", "2016-13-01", "31/31/2016",
        "9999-01-01", "0001-01-01", "1478160000", "2016-11-03T25:00", "2016-11-03T10:00+99:00", "yesterday",
        "May 2016 or so",
        "1" * 5_000, "2016-11-03; drop table",
    ],
)  # fmt: skip
def test_what_is_no_full_date_is_refused_with_advice(given: str) -> None:
    with pytest.raises(ValueError, match="2016-11-03") as refused:
        read_published(given)
    assert len(str(refused.value)) < 250
