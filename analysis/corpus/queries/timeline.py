"""When: the stories that the chosen articles tell, each once, with the most precise dates they give."""

from collections.abc import Sequence

import pandas as pd

from analysis import schema
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import Question, bounded
from analysis.corpus.snapshot import Desk

SHOWN_STATUSES = ("occurred", "ongoing")
_DATED = "coalesce(start_earliest, start_latest, end_earliest, end_latest) IS NOT NULL"
_BASES = list(schema.EVENT_BASES)


def shown_statuses(filters: Filters) -> tuple[str, ...]:
    """The statuses of events that are shown without further choice: those that the filters name, else what happened."""
    return filters.statuses or SHOWN_STATUSES


def events(desk: Desk, filters: Filters, statuses: Sequence[str] | None = None, limit: int = 300) -> pd.DataFrame:
    """The `limit` most prominent dated stories, in order of time; without `statuses`, of the shown ones.

    [story_id, title, type, start_earliest, start_latest, end_earliest, end_latest, granularity, basis, status,
    place, place_key, asserted_by, confidence, articles, outlets, prominence]. A story is told by one or more
    events of the chosen articles: status, place and speaker come from the one that tells it best (most direct
    basis, then confidence, then first), dates from the one that pins them down most narrowly. `asserted_by` is
    a name, missing where the outlet itself says so. `prominence` adds up, over the articles, how sure and how
    early in the text the story is told (news comes first in news): 1 for a sure headline, 0.5 ten sentences down.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH told AS (
            SELECT *, {_DATED} AS dated, list_position($bases, basis) AS directness,
                   coalesce(epoch(start_latest) - epoch(start_earliest), 1e12) AS width_s,
                   confidence / (1 + coalesce(sentence_no, 100) / 10.0) AS weight
            FROM events WHERE {question.marks('events')} AND list_contains($statuses, status)
        ), ranked AS (
            SELECT *,
                row_number() OVER (PARTITION BY story_id ORDER BY
                    directness, confidence DESC, published_date, article_no, char_start) AS best,
                row_number() OVER (PARTITION BY story_id ORDER BY
                    NOT dated, width_s, directness, published_date, article_no, char_start) AS narrowest,
                row_number() OVER (PARTITION BY story_id ORDER BY place_key IS NULL,
                    directness, confidence DESC, published_date, article_no, char_start) AS placed
            FROM told
        ), counted AS (
            SELECT story_id, sum(weight) AS prominence FROM
                (SELECT story_id, article_no, max(weight) AS weight FROM told GROUP BY story_id, article_no)
            GROUP BY story_id
        ), merged AS (
            SELECT story_id, count(DISTINCT article_no) AS articles,
                count(DISTINCT outlet) FILTER (WHERE outlet <> '') AS outlets,
                any_value(status) FILTER (WHERE best = 1) AS status,
                any_value(asserted_by) FILTER (WHERE best = 1) AS person_id,
                any_value(confidence) FILTER (WHERE best = 1) AS confidence,
                any_value(place) FILTER (WHERE placed = 1) AS place,
                any_value(place_key) FILTER (WHERE placed = 1) AS place_key,
                any_value(basis) FILTER (WHERE narrowest = 1) AS basis,
                any_value(granularity) FILTER (WHERE narrowest = 1) AS granularity,
                any_value(start_earliest) FILTER (WHERE narrowest = 1) AS start_earliest,
                any_value(start_latest) FILTER (WHERE narrowest = 1) AS start_latest,
                any_value(end_earliest) FILTER (WHERE narrowest = 1) AS end_earliest,
                any_value(end_latest) FILTER (WHERE narrowest = 1) AS end_latest
            FROM ranked GROUP BY story_id
        ), top AS (
            SELECT s.story_id, s.title, s.type, m.start_earliest, m.start_latest, m.end_earliest, m.end_latest,
                m.granularity, m.basis, m.status, m.place, m.place_key, p.name AS asserted_by, m.confidence,
                m.articles, m.outlets, round(c.prominence, 4) AS prominence
            FROM merged m JOIN stories s USING (story_id) JOIN counted c USING (story_id)
            LEFT JOIN people p USING (person_id)
            WHERE {_DATED.replace("start_", "m.start_").replace("end_", "m.end_")}
            ORDER BY c.prominence DESC, s.title, s.story_id LIMIT $limit
        )
        FROM top ORDER BY coalesce(start_earliest, start_latest, end_earliest, end_latest), title, story_id
        LIMIT $limit
        """,
        statuses=list(shown_statuses(filters) if statuses is None else statuses), bases=_BASES,
        limit=bounded(limit)["limit"],
    )  # fmt: skip


def undated_events(desk: Desk, filters: Filters, statuses: Sequence[str] | None = None) -> int:
    """How many stories of these statuses no chosen article puts a date on."""
    question = Question(desk, filters)
    return question.one(
        f"""
        SELECT count(*) FROM (
            SELECT story_id FROM events WHERE {question.marks("events")} AND list_contains($statuses, status)
            GROUP BY story_id HAVING NOT bool_or({_DATED}))
        LIMIT 1
        """,
        statuses=list(shown_statuses(filters) if statuses is None else statuses),
    )[0]
