"""What the filters may choose, each choice with the number of articles it leaves under the other filters."""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from analysis.corpus.filters import MAX_CHOICES, Filters
from analysis.corpus.queries.places import country_name
from analysis.corpus.queries.question import SPOKEN_OF, Question
from analysis.corpus.snapshot import Desk

MOST_CHOICES = 300
"""Places or people offered; others are found through the words in the text."""
_ARTICLES = "SELECT {column} AS value, count(*) AS articles FROM articles WHERE {chosen} AND {column} <> ''"
_BY_COUNT = "GROUP BY value ORDER BY articles DESC, value LIMIT $limit"


class Choices(NamedTuple):
    """Frames [value, articles], places and people [value, name, articles], each by count; `copies` is a number."""

    outlets: pd.DataFrame
    languages: pd.DataFrame
    places: pd.DataFrame
    people: pd.DataFrame
    event_types: pd.DataFrame
    statuses: pd.DataFrame
    copies: int  # articles that are a copy of another chosen one


def choices(desk: Desk, filters: Filters) -> Choices:
    """What there is to choose from. A filter does not narrow its own choices."""
    copies = Question(desk, replace(filters, one_of_copies=False))
    return Choices(
        outlets=_of_articles(desk, replace(filters, outlets=()), "outlet"),
        languages=_of_articles(desk, replace(filters, languages=()), "language"),
        places=_places(desk, replace(filters, places=())),
        people=_people(desk, replace(filters, people=())),
        event_types=_of_events(desk, replace(filters, event_types=()), "type"),
        statuses=_of_events(desk, replace(filters, statuses=()), "status"),
        copies=copies.one(f"SELECT count(*) - count(DISTINCT duplicate_group) FROM articles WHERE {copies.chosen}")[0],
    )


def labels(desk: Desk, filters: Filters) -> dict[str, str]:
    """The names of the places and people that are chosen, by their key; keys this desk does not know are left out."""
    if not (filters.places or filters.people):
        return {}
    question = Question(desk)
    places = question.frame(
        """
        SELECT place_key AS value, any_value(name ORDER BY confidence DESC) AS name FROM places
        WHERE list_contains($places, place_key) GROUP BY place_key LIMIT $limit
        """,
        places=list(filters.places), limit=MAX_CHOICES,
    )  # fmt: skip
    people = question.frame(
        "SELECT person_id AS value, name FROM people WHERE list_contains($people, person_id) LIMIT $limit",
        people=list(filters.people), limit=MAX_CHOICES,
    )  # fmt: skip
    return {
        row.value: row.name_
        for frame in (places, people)
        for row in frame.rename(columns={"name": "name_"}).itertuples()
    }


def _of_articles(desk: Desk, filters: Filters, column: str) -> pd.DataFrame:
    question = Question(desk, filters)
    return question.frame(f"{_ARTICLES.format(column=column, chosen=question.chosen)} {_BY_COUNT}", limit=MOST_CHOICES)


def _of_events(desk: Desk, filters: Filters, column: str) -> pd.DataFrame:
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT {column} AS value, count(DISTINCT article_no) AS articles FROM events
        WHERE {question.marks("events")} {_BY_COUNT}
        """,
        limit=MOST_CHOICES,
    )


def _places(desk: Desk, filters: Filters) -> pd.DataFrame:
    """Places by name; where two have the same one, their country tells them apart."""
    question = Question(desk, filters)
    found = question.frame(
        f"""
        SELECT place_key AS value, any_value(name ORDER BY confidence DESC) AS name,
               any_value(country_code) AS country_code, count(DISTINCT article_no) AS articles FROM places
        WHERE {question.marks("places")} AND {SPOKEN_OF}
        GROUP BY place_key ORDER BY articles DESC, count(*) DESC, name, value LIMIT $limit
        """,
        limit=MOST_CHOICES,
    )
    twice = found["name"].duplicated(keep=False)
    countries = found["country_code"].map(lambda code: country_name(code if isinstance(code, str) else None))
    found["name"] = found["name"].where(~twice | (countries == ""), found["name"] + ", " + countries)
    return found.drop(columns="country_code")


def _people(desk: Desk, filters: Filters) -> pd.DataFrame:
    """Whoever is quoted or named."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH told AS (
            SELECT person_id, article_no FROM quotes WHERE {question.marks("quotes")} UNION
            SELECT person_id, article_no FROM names WHERE {question.marks("names")}
        )
        SELECT person_id AS value, any_value(name) AS name, count(*) AS articles
        FROM told JOIN people USING (person_id) GROUP BY value ORDER BY articles DESC, name, value LIMIT $limit
        """,
        limit=MOST_CHOICES,
    )
