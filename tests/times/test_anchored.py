"""Lengths told from an event lie on the calendar where the text dates the event, and nowhere else."""

import pytest


@pytest.mark.parametrize(
    ("text", "said", "begins", "ends"),
    [
        ("Rebels attacked the airport on Monday. The mayor resigned three days after the attack.",
         "three days", "2016-11-03", "2016-11-04"),
        ("The mayor resigned three days after rebels attacked the airport on 1 May 2015.",
         "three days", "2015-05-04", "2015-05-05"),
        ("The arrest came two days after Monday's attack.", "two days", "2016-11-02", "2016-11-03"),
        ("Two weeks before the election he withdrew. The election was held on 8 June 2016.",
         "Two weeks", "2016-05-23", "2016-05-30"),
        ("A bomb exploded on Saturday in Gao. He died the day after the explosion.",
         "the day after", "2016-10-30", "2016-10-31"),
        ("He left two days after Christmas.", "two days", "2015-12-27", "2015-12-28"),
        ("Police arrested two men within three days after the attack of 1 October 2016.",
         "within three days", "2016-10-01", "2016-10-05"),
    ],
)  # fmt: skip
def test_it_is_counted_from_the_day_of_the_event(text, said, begins, ends, find):
    row = next(row for row in find(text) if row.text == said)
    assert (row.begins, row.ends) == (begins, ends)
    assert row.reason.startswith("told from “") and "which the text puts on" in row.reason


def test_the_value_stays_that_of_timex3(find):
    row = next(
        row for row in find("The mayor resigned three days after the attack of 1 May 2015.") if "days" in row.text
    )
    assert (row.type, row.value, row.granularity) == ("DURATION", "P3D", "day")


@pytest.mark.parametrize(
    "text",
    [
        "Three days after the attack, the mayor resigned.",
        "The day before the speech he resigned.",
        "He resigned the day after.",
        "The bridge fell three days later.",
        "Several days after the attack on 1 May 2015 he resigned.",
    ],
)
def test_without_the_day_of_the_event_nothing_is_invented(text, find):
    row = next(row for row in find(text) if "day" in row.text.lower())
    assert (row.begins, row.ends) == (None, None)


def test_a_day_told_elsewhere_for_another_happening_is_not_taken(find):
    text = "Rebels attacked the airport on Monday. The mayor resigned three days after the election."
    row = next(row for row in find(text) if row.text == "three days")
    assert row.begins is None
