"""What the chosen articles amount to, which outlets there are, and when they published."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, RUNNING_TEXT, SPOKEN_OF, Question
from analysis.corpus.queries.timeline import shown_statuses, undated_events
from analysis.corpus.snapshot import Desk


class Summary(NamedTuple):
    """Counts over the chosen articles, each equal to what the page of that subject shows without further choice."""

    articles: int
    outlets: int
    places: int  # different places on the map
    mentions: int  # of these
    unresolved: int  # different names that are on no map
    events: int  # stories with a date; that occurred or go on, where no status is chosen
    voices: int  # different speakers quoted
    quotes: int  # of the running text, of a known speaker or not; headlines and captions are counted apart
    words: int
    first_published: date | None
    last_published: date | None


def summary(desk: Desk, filters: Filters) -> Summary:
    """The numbers of the overview."""
    question = Question(desk, filters)
    chosen, events, quotes = question.chosen, question.marks("events"), question.marks("quotes")
    places = f"(FROM places WHERE {question.marks('places')} AND {SPOKEN_OF})"
    row = question.one(
        f"""
        SELECT
            (SELECT count(*) FROM articles WHERE {chosen}),
            (SELECT count(DISTINCT outlet) FROM articles WHERE {chosen} AND outlet <> ''),
            (SELECT count(DISTINCT place_key) FROM {places} WHERE lat IS NOT NULL),
            (SELECT count(*) FROM {places} WHERE lat IS NOT NULL),
            (SELECT count(DISTINCT place_key) FROM {places} WHERE lat IS NULL),
            (SELECT count(DISTINCT story_id) FROM events WHERE {events} AND list_contains($statuses, status)),
            (SELECT count(DISTINCT person_id) FROM quotes WHERE {quotes}),
            (SELECT count(*) FROM quotes WHERE {quotes} AND {RUNNING_TEXT}),
            (SELECT CAST(coalesce(sum(words), 0) AS BIGINT) FROM articles WHERE {chosen}),
            (SELECT min(published_date) FROM articles WHERE {chosen}),
            (SELECT max(published_date) FROM articles WHERE {chosen})
        LIMIT 1
        """,
        statuses=list(shown_statuses(filters)),
    )
    counted = Summary(*row)
    return counted._replace(events=counted.events - undated_events(desk, filters))


def article_count(desk: Desk, filters: Filters) -> int:
    """How many articles are chosen: the first number of `summary`, without the work of the others."""
    question = Question(desk, filters)
    return question.one(f"SELECT count(*) FROM articles WHERE {question.chosen} LIMIT 1")[0]


def published_bounds(desk: Desk) -> tuple[date | None, date | None]:
    """The first and the last day of publication in the whole corpus."""
    first, last = Question(desk).one("SELECT min(published_date), max(published_date) FROM articles LIMIT 1")
    return first, last


def published_days(desk: Desk, filters: Filters) -> pd.DataFrame:
    """[day, articles] for each day on which something was published, in order."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT published_date AS day, count(*) AS articles FROM articles
        WHERE {question.chosen} AND published_date IS NOT NULL GROUP BY day ORDER BY day LIMIT $limit
        """,
        limit=MOST_ROWS,
    )
