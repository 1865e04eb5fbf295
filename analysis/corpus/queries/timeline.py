"""When: the stories that the chosen articles tell, each once, with the most precise dates they give."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, Question, bounded
from analysis.corpus.snapshot import Desk

SHOWN_STATUSES = ("occurred", "ongoing")
Window = tuple[date, date]
"""First and last day, both inclusive."""

_DATED = "coalesce(start_earliest, start_latest, end_earliest, end_latest) IS NOT NULL"
# The possible range, as charts/spans.py has it: a side of which nothing is known reaches a day beyond what is.
_BEGINS = "coalesce(start_earliest, least(start_latest, end_earliest, end_latest) - INTERVAL 1 DAY)"
_ENDS = (
    "greatest(coalesce(end_latest, greatest(start_earliest, start_latest, end_earliest)), "
    f"{_BEGINS} + CASE WHEN end_latest IS NULL THEN INTERVAL 1 DAY ELSE INTERVAL 1 HOUR END)"
)
_INSIDE = f"{_BEGINS} < $until AND ({_ENDS} > $since OR (status = 'ongoing' AND end_latest IS NULL))"
_BASES = list(schema.EVENT_BASES)


def shown_statuses(filters: Filters) -> tuple[str, ...]:
    """The statuses of events that are shown without further choice: those that the filters name, else what happened."""
    return filters.statuses or SHOWN_STATUSES


def events(
    desk: Desk, filters: Filters, statuses: Sequence[str] | None = None, limit: int = 300,
    window: Window | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The `limit` most prominent dated stories, in order of time; with `window`, of those that may lie in it; without
    `statuses`, of those shown without further choice.

    [story_id, title, type, start_earliest, start_latest, end_earliest, end_latest, granularity, basis, status,
    place, place_key, asserted_by, confidence, articles, outlets, prominence, asserted_by_id, asserted_by_role,
    participants, article_id, article, article_outlet, disagreements]. A story is told by one or more events of the
    chosen articles; where some tell it as a fact, those that only guess are left aside. Status, place and speaker come
    from the one that tells it best (most direct basis, then confidence, then first), dates from the one that pins
    them down most narrowly. `asserted_by` is a name, missing where the outlet itself says so. `article` is the headline
    of the earliest that tells it, `disagreements` a sentence, empty where sources agree. `prominence` adds up, over the
    articles, how sure and how early in the text the story is told (news comes first in news): 1 for a sure headline,
    0.5 ten sentences down.
    """
    return _rows(desk, filters, statuses, _DATED + (f" AND {_INSIDE}" if window else ""), limit, window)


def undated_stories(
    desk: Desk, filters: Filters, statuses: Sequence[str] | None = None, limit: int = 50
) -> pd.DataFrame:
    """The `limit` most prominent of the stories that no chosen article puts a date on, columns as in `events`."""
    found = _rows(desk, filters, statuses, f"NOT ({_DATED})", limit)
    return found.sort_values("prominence", ascending=False, kind="stable", ignore_index=True)


def undated_events(desk: Desk, filters: Filters, statuses: Sequence[str] | None = None) -> int:
    """How many stories of these statuses no chosen article puts a date on."""
    question = Question(desk, filters)
    return question.one(
        f"WITH {_stories(question)} SELECT count(*) FROM merged WHERE NOT ({_DATED}) LIMIT 1",
        **_asked(filters, statuses),
    )[0]


def dated_events(
    desk: Desk, filters: Filters, statuses: Sequence[str] | None = None, window: Window | None = None
) -> int:
    """How many stories `events` would give without its limit."""
    question = Question(desk, filters)
    return question.one(
        f"""WITH {_stories(question)}
        SELECT count(*) FROM merged WHERE {_DATED} AND {_INSIDE if window else "TRUE"} LIMIT 1""",
        **_asked(filters, statuses, window),
    )[0]


def event_days(desk: Desk, filters: Filters, statuses: Sequence[str] | None = None) -> pd.DataFrame:
    """[day, status, events, until]: how many dated stories begin on each day, as far as is known, in order of days.

    `until` is the last day on which one of them may end.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH {_stories(question)}
        SELECT CAST(coalesce(start_earliest, start_latest, end_earliest, end_latest) AS DATE) AS day, status,
            count(*) AS events, CAST(max({_ENDS} - INTERVAL 1 SECOND) AS DATE) AS until
        FROM merged WHERE {_DATED} GROUP BY day, status ORDER BY day, status LIMIT $limit
        """,
        **_asked(filters, statuses), limit=MOST_ROWS,
    )  # fmt: skip


def _rows(
    desk: Desk,
    filters: Filters,
    statuses: Sequence[str] | None,
    condition: str,
    limit: int,
    window: Window | None = None,
) -> pd.DataFrame:
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH {_stories(question)},
        top AS (
            FROM merged JOIN (SELECT story_id, title, type, disagreements FROM stories) USING (story_id)
            WHERE {condition}
            ORDER BY prominence DESC, title, story_id LIMIT $limit
        )
        SELECT m.story_id, m.title, m.type, m.start_earliest, m.start_latest, m.end_earliest, m.end_latest,
            m.granularity, m.basis, m.status, pl.place, pl.place_key,
            CASE WHEN b.asserted_by = $unknown THEN 'a speaker not named' ELSE p.name END AS asserted_by,
            b.confidence, m.articles, m.outlets, prominence, b.asserted_by AS asserted_by_id,
            p.role AS asserted_by_role, b.participants, a.article_id, a.title AS article,
            a.outlet AS article_outlet, disagreements
        FROM top m JOIN articles a ON a.article_no = m.first_no
        JOIN events b ON b.rowid = m.best JOIN events pl ON pl.rowid = m.placed
        LEFT JOIN people p ON p.person_id = b.asserted_by
        ORDER BY coalesce(m.start_earliest, m.start_latest, m.end_earliest, m.end_latest), m.title, m.story_id
        LIMIT $limit
        """,
        **_asked(filters, statuses, window), unknown=schema.UNKNOWN_SPEAKER, limit=bounded(limit)["limit"],
    )  # fmt: skip


def _asked(filters: Filters, statuses: Sequence[str] | None, window: Window | None = None) -> dict[str, Any]:
    asked: dict[str, Any] = {"statuses": _chosen(filters, statuses), "bases": _BASES, "sure": list(SHOWN_STATUSES)}
    return asked | ({"since": window[0], "until": window[1] + timedelta(days=1)} if window else {})


def _chosen(filters: Filters, statuses: Sequence[str] | None) -> list[str]:
    return list(shown_statuses(filters) if statuses is None else statuses)


def _stories(question: Question) -> str:
    """The common table `merged`: one row a story, from those of its events that tell it most surely.

    `best`, `placed` and `narrowest` are the rows of events that status and speaker, place, and dates come from. They
    are looked up by row at the end: carrying their columns along took twice as long. Articles are numbered in order
    of publication.
    """
    return f"""
        asked AS (
            SELECT story_id, article_no, outlet, char_start, confidence, rowid AS row_no,
                {_DATED} AS dated, place_key IS NULL AS nowhere, list_position($bases, basis) AS directness,
                coalesce(epoch(start_latest) - epoch(start_earliest), 1e12) AS width_s,
                confidence / (1 + coalesce(sentence_no, 100) / 10.0) AS weight, list_contains($sure, status) AS sure
            FROM events WHERE {question.marks("events")} AND list_contains($statuses, status)
        ), told AS (
            FROM asked JOIN (SELECT story_id, bool_or(sure) AS happened FROM asked GROUP BY story_id) USING (story_id)
            WHERE sure OR NOT happened
        ), counted AS (
            SELECT story_id, round(sum(weight), 4) AS prominence, count(*) AS articles, min(article_no) AS first_no FROM
                (SELECT story_id, article_no, max(weight) AS weight FROM told GROUP BY story_id, article_no)
            GROUP BY story_id
        ), chosen AS (
            SELECT story_id, count(DISTINCT outlet) FILTER (WHERE outlet <> '') AS outlets,
                arg_min(row_no, (directness, -confidence, article_no, char_start)) AS best,
                arg_min(row_no, (nowhere, directness, -confidence, article_no, char_start)) AS placed,
                arg_min(row_no, (NOT dated, width_s, directness, article_no, char_start)) AS narrowest
            FROM told GROUP BY story_id
        ), merged AS (
            SELECT story_id, prominence, articles, outlets, first_no, best, placed, b.status, n.basis, n.granularity,
                n.start_earliest, n.start_latest, n.end_earliest, n.end_latest
            FROM chosen JOIN counted USING (story_id)
            JOIN (SELECT rowid AS best, status FROM events) b USING (best)
            JOIN (SELECT rowid AS narrowest, basis, granularity, start_earliest, start_latest, end_earliest, end_latest
                  FROM events) n USING (narrowest)
        )"""
