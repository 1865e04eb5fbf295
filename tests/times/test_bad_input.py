"""What writers get wrong or no calendar holds is kept, valued as far as it is valid, and never dated by guess."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from analysis import schema
from analysis.interchange import annotate_line

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "tests" / "annotation.schema.json").read_text("utf-8")))
THURSDAY = "2016-11-03"


@pytest.fixture
def read(annotate_text):
    """Times and events of a text by the whole pipeline; the row contract is checked on the way."""

    def run(text: str, published: str | None = THURSDAY) -> schema.Article:
        return annotate_text(text, published, clean=False)

    return run


def row_of(article: schema.Article, said: str) -> schema.Time:
    return next(row for row in article.times if said in row.text)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("31 February 2016", "2016-02"), ("14/13/2016", "2016"), ("2016-02-31", "2016-02"), ("31 June", "2016-06")],
)
def test_a_day_that_is_not_there_keeps_what_is_valid_and_dates_the_event_no_finer(read, printed, value):
    article = read(f"Rebels attacked the airport of Gao on {printed}, the army said.")
    row = row_of(article, printed.split()[-1])
    assert row.value == value and row.confidence <= 0.3 and "no day" in row.reason
    attack = next(event for event in article.events if "attacked" in event.title)
    assert attack.begins is not None and len(attack.begins) <= len(value)


@pytest.mark.parametrize("printed", ["0000-01-01", "year 0", "00/00/0000"])
def test_the_year_nought_is_no_date(read, printed):
    article = read(f"The clock of the machine said {printed} and the work went on, the engineer said.")
    assert all(row.begins is None for row in article.times)


def test_dates_that_contradict_one_another_are_both_kept(read):
    text = "Rebels attacked the airport on Monday, 1 November 2016. The army said they attacked it on 2 November 2016."
    article = read(text)
    rows = [row for row in article.times if "November" in row.text]
    assert [row.value for row in rows] == ["2016-11-01", "2016-11-02"]
    assert "that day was a Tuesday" in rows[0].reason and rows[0].confidence < rows[1].confidence
    days = {event.begins for event in article.events if "attacked" in event.title}
    assert days == {"2016-11-01", "2016-11-02"}


def test_a_publication_date_after_today_is_taken_as_printed(read):
    article = read("Rebels attacked the airport of Gao on Tuesday.", "2199-05-03")
    assert article.published == "2199-05-03"
    assert row_of(article, "Tuesday").begins == "2199-04-30"
    assert article.events[0].begins == "2199-04-30"


@pytest.mark.parametrize(
    ("text", "value", "begins"),
    [
        ("Persians sacked the city in 480 BC.", "BC0480", None),
        ("The army captured the town in August 480 BC.", "BC0480-08", None),
        ("Vikings attacked the abbey in 793, the chronicle says.", "0793", "0793-01-01"),
        ("Romans attacked the camp in AD 9.", "0009", "0009-01-01"),
    ],
)
def test_days_long_ago_are_kept_and_those_before_christ_stand_on_no_calendar(read, text, value, begins):
    article = read(text)
    assert [(row.value, row.begins) for row in article.times] == [(value, begins)]
    for event in article.events:
        assert event.begins is None or event.begins == value or event.basis == "published"


def test_years_count_down_to_christ(find):
    rows = find("The fleet sailed in 480 BC. The following year it burned. Peace came 14 years later.", None)
    assert [row.value for row in rows][:2] == ["BC0480", "BC0479"]


def test_two_hundred_dates_are_two_hundred_rows(read):
    lines = [f"Rebels attacked town {n} on {1 + n % 28} March {1800 + n}." for n in range(200)]
    article = read("\n\n".join(lines))
    assert len(article.times) == 200
    assert {row.value for row in article.times} == {f"{1800 + n}-03-{1 + n % 28:02d}" for n in range(200)}
    assert len(article.events) > 50
    assert all(event.begins and event.begins[:4] in article.text[slice(*event.sentence)] for event in article.events)


def test_no_date_at_all_dates_nothing(read):
    article = read("Rebels attacked the airport of Gao and four soldiers were killed. Nobody knew why.", None)
    assert (article.published, article.published_basis, article.times) == (None, "none", ())
    assert article.events
    for event in article.events:
        assert (event.begins, event.ends, event.start_earliest, event.end_latest, event.basis) == (None,) * 4 + (
            "none",
        )


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_not_fail(read, published):
    article = read(
        "Rebels attacked the airport yesterday and will attack it next week, two years after the vote.", published
    )
    for row in article.times:
        assert row.begins is None or date.fromisoformat(row.begins)


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("on 31 February 2016", THURSDAY), ("on 14/13/2016", THURSDAY), ("in the year 0", THURSDAY),
        ("on Monday, 1 November 2016", THURSDAY), ("on Tuesday", "2199-05-03"), ("in 793", THURSDAY),
        ("in 480 BC", None), ("three days after the vote", None), ("", None), ("yesterday", "2016-02-31"),
    ],
)  # fmt: skip
def test_the_annotation_file_shows_it_and_keeps_its_schema(said, published):
    text = f"Rebels attacked the airport of Gao {said}. Four soldiers were killed, the army said in a statement."
    record = annotate_line(json.dumps({"id": "bad", "text": text, "published": published}), 1, clean=False)
    SCHEMA.validate(record)
    if "error" in record:
        assert published == "2016-02-31" and "no date of the calendar" in record["error"]
        return
    assert all(text[row["start"] : row["end"]] == row["text"] for row in record["times"])
    for event in record["events"]:
        days = [day for day in event["bounds"] if day]
        assert event["basis"] != "none" or event["begin"] is None
        assert all(date.fromisoformat(day) for day in days)
