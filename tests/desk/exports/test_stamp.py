"""What an export says of itself."""

import re
from dataclasses import replace

import pytest

from analysis import schema
from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.desk.exports.stamp import EXERCISE, MOST_RUNS, Stamp, runs_of
from tests.desk.exports.conftest import DAY

HERALD = Filters(words="bridge", outlets=("Herald",))


def stamp_with(runs: int = 1, **said: object) -> Stamp:
    made = tuple(schema.Run(f"run-{n}", "2026-05-01", "c0de", "model 1 0123456789abcdef", "fedcba9876543210", "l", "{}")
                 for n in range(runs))  # fmt: skip
    facts = {"corpus": "flood", "title": "Flood", "credit": "", "is_exercise": False, "articles": 1, "chosen": 1,
             "shown": (), "address": "corpus=flood", "runs": made, "exported": DAY}  # fmt: skip
    return Stamp(**(facts | said))  # type: ignore[arg-type]


def test_the_stamp_says_all_that_is_known(stamp) -> None:
    facts = stamp(HERALD, "“bridge”", "Herald").facts()
    assert facts == {
        "Corpus": "Flood on the Danube, invented",
        "Note": "Exercise scenario: fictional",
        "Filtered by": ["“bridge”", "Herald"],
        "Articles": "2 of 6 articles",
        "Address": "?corpus=flood&q=bridge&outlet=Herald",
        "Made by": ["run run-1 of 2019-04-07T10:00:00: model model, gazetteer gazetteer, lexicons lexicons, code 0.1"],
        "Exported": "2026-05-12",
        "Credits": ["Places: GeoNames, CC BY 4.0", "Outlines: Natural Earth, public domain"],
    }


def test_a_corpus_that_is_no_exercise_is_not_called_one(stamp) -> None:
    assert EXERCISE in stamp().facts().values()
    plain = stamp_with()
    assert "Note" not in plain.facts() and "exercise" not in " ".join(plain.source())


def test_the_source_line_counts_the_articles_chosen_and_names_the_filters(stamp) -> None:
    where, made = stamp(HERALD, "“bridge”", "Herald").source("Places: GeoNames, CC BY 4.0")
    assert where == (
        "Source: 2 of 6 articles of the exercise corpus “Flood on the Danube” (invented), filtered by “bridge”; "
        "Herald, processed by Dateline. Places: GeoNames, CC BY 4.0."
    )
    assert made == "Exported 12 May 2026. Run run-1, model model, gazetteer gazetteer."


def test_a_picture_shortens_digests_and_counts_earlier_runs() -> None:
    assert stamp_with(runs=3).source()[1] == (
        "Exported 12 May 2026. Run run-0, model model 1 01234567, gazetteer fedcba98, and 2 earlier runs."
    )
    assert stamp_with(runs=0).source()[1] == "Exported 12 May 2026."


def test_of_many_runs_the_newest_are_told_and_the_others_counted() -> None:
    told = stamp_with(runs=MOST_RUNS + 2).facts()["Made by"]
    assert len(told) == MOST_RUNS + 1
    assert told[0].startswith("run run-0 of") and told[-1] == "2 earlier runs more"


def test_a_run_that_is_not_on_record_is_named(desk) -> None:
    lost = runs_of(queries.runs(desk, Filters()))[1:]
    assert [(run.run_id, run.model) for run in lost] == [("", "")]
    assert replace(stamp_with(), runs=lost).facts()["Made by"] == ["run without an id, not on record"]


@pytest.mark.parametrize(
    ("corpus", "name"),
    [
        ("meridian", "dateline-meridian-places-2026-05-12.csv"),
        ("../../etc/passwd", "dateline-etc-passwd-places-2026-05-12.csv"),
        ('a"b\r\nSet-Cookie: x', "dateline-a-b-set-cookie-x-places-2026-05-12.csv"),
        ("مدينة", "dateline-places-2026-05-12.csv"),
        ("x" * 300, f"dateline-{'x' * 40}-places-2026-05-12.csv"),
    ],
)
def test_file_names_are_of_letters_digits_and_hyphens(corpus: str, name: str) -> None:
    made = stamp_with(corpus=corpus).file_name("places", "csv")
    assert made == name
    assert re.fullmatch(r"[a-z0-9-]+\.csv", made)


def test_the_runs_are_those_of_the_chosen_articles(desk) -> None:
    every = queries.runs(desk, Filters())
    assert list(every.columns) == [
        "run_id", "made_at", "code", "model", "gazetteer", "lexicons", "settings", "articles"
    ]  # fmt: skip
    # The article in German was put into the corpus by hand, without a run.
    assert list(zip(every["run_id"], every["articles"], strict=True)) == [("run-1", 5), ("", 1)]
    assert queries.runs(desk, HERALD)["articles"].tolist() == [2]
    one = queries.articles(desk, Filters())["article_id"].iloc[0]
    assert queries.runs_of_article(desk, one)["articles"].tolist() == [1]
    assert queries.runs_of_article(desk, "nowhere").empty
