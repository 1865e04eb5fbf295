"""When an article without a date was published, from its text."""

import pytest

from analysis.times import publication


def test_a_line_that_is_a_date_near_the_top(undated):
    made = undated(
        ("headline", "River floods the valley"),
        ("body", "Friday, July 21, 2017"),
        ("body", "The river rose on Thursday. The last such flood was on 3 March 2019, the mayor joked."),
    )
    assert publication.infer(made) == "2017-07-21"


def test_the_latest_full_date_captions_included(undated):
    made = undated(
        ("headline", "Smoke over the city"),
        ("body", "He spoke late Tuesday. The siege began on October 17, 2016, and went on through Wednesday."),
        ("caption", "Smoke rises over the city, Nov. 3, 2016"),
    )
    assert publication.infer(made) == "2016-11-03"


def test_never_a_date_that_lies_ahead(undated):
    made = undated(
        ("body", "The council voted on Tuesday, March 1, 2016. The bridge will open on May 5, 2017, said the mayor."),
    )
    assert publication.infer(made) == "2016-03-01"


def test_a_date_whose_weekday_agrees_is_preferred(undated):
    made = undated(
        ("body", "They met on Tuesday, March 1, 2016. The paper said they met on Monday, March 2, 2016, too."),
    )
    assert publication.infer(made) == "2016-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "The river rose on Tuesday and the road was closed.",
        "Prices rose in December 2015.",
        "The deal was signed on 31 February 2016.",
        "",
    ],
)
def test_nothing_is_inferred_without_a_full_date(text, undated):
    assert publication.infer(undated(("body", text or " "))) is None


@pytest.mark.parametrize(
    "text",
    [
        "The court met. The judge read. The crowd left. He died within weeks of his capture on March 26, 1996.",
        "The company offered debentures due March 1, 2011.",
        "Income will fall in the year ending June 30, 1990.",
    ],
)
def test_a_date_that_the_text_only_looks_back_or_ahead_to_is_not_the_day_it_was_written(text, undated):
    assert publication.infer(undated(("body", text))) is None


def test_the_window_is_a_day_where_the_date_is_printed_and_a_week_where_it_is_inferred(undated):
    from dataclasses import replace

    told = undated(("body", "As of March 1, 2016 the bridge is open. People walked."))
    line = undated(("headline", "Bridge open"), ("body", "March 1, 2016"), ("body", "People walked."))
    inferred = [replace(made, published="2016-03-01", published_basis="inferred") for made in (told, line)]
    given = replace(told, published="2016-03-01", published_basis="given")
    days = [tuple(map(str, publication.window(made) or ())) for made in (*inferred, given)]
    assert days == [("2016-03-01", "2016-03-09"), ("2016-03-01", "2016-03-02"), ("2016-03-01", "2016-03-02")]
    assert publication.window(told) is None


def test_a_history_gives_no_publication_date(undated):
    made = undated(
        ("body", "The war began in 1861. In 1862 the army withdrew. On 4 May 1863 it won. It ended on 9 April 1865."),
    )
    assert publication.infer(made) is None


def test_a_repeated_caption_counts_once_and_furniture_counts(undated):
    made = undated(("furniture", "Updated: 3 November 2016"), ("body", "The river rose on Tuesday."))
    assert publication.infer(made) == "2016-11-03"


def test_date_lines_of_dated_news(shared):
    """Every article of GUM news prints its date below its headline."""
    import json

    from analysis import schema
    from analysis.document import Document
    from analysis.language import load

    path = shared / "corpora" / "times" / "gum_news.jsonl"
    if not path.is_file():
        pytest.skip("GUM news is not here")
    for line in path.read_text(encoding="utf-8").splitlines()[:8]:
        record = json.loads(line)
        text = record["text"]
        parts = (schema.Part(0, len(text), "body"),)
        made = Document(text=text, doc=load().make_doc(text), parts=parts, sentences=())
        assert publication.infer(made) == record["dct"]
