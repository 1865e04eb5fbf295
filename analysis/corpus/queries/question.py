"""One question to a desk: its cursor, the conditions that its filters put on rows, and its parameters.

Conditions are made of fixed fragments; every value is a bound parameter. `chosen` holds for any table of the desk,
since each row carries the number, day of publication and outlet of its article; `marks` for one detail table.
"""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk

UNCERTAIN_BELOW = 0.75
"""Confidence below which a mark is shown as uncertain."""
RUNNING_TEXT = "coalesce(part, '') NOT IN ('headline', 'caption')"
"""The SQL condition on quotes that are counted: what a headline or a caption says, the text says as a rule again."""
MOST_ROWS = 10_000
"""No answer is longer, whatever limit is asked for."""
_PARAMETER = re.compile(r"\$(\w+)")
_WITH_CONFIDENCE = ("places", "times", "quotes", "events")
_ARTICLES = "article_no IN (SELECT article_no FROM articles WHERE {})"
# Of the chosen ones: an outlet's copy stands for the others where the first of them is of an outlet not chosen.
_ONE_OF_COPIES = """article_no IN (SELECT arg_min(article_no, (NOT representative, published, -words, article_no))
    FROM articles WHERE {} GROUP BY duplicate_group)"""
_SHARES_A_SENTENCE = """EXISTS (SELECT 1 FROM
    (SELECT article_no AS chosen_no, shown_start AS chosen_start, shown_end AS chosen_end FROM ({rows}))
    WHERE chosen_no = article_no AND chosen_start < shown_end AND chosen_end > shown_start)"""

SPOKEN_OF = "NOT demonym AND usage <> 'embedded'"
"""The SQL condition on a mention that speaks of the place, not of a people or an organisation called after it."""


class Question:
    """What one function asks: `chosen` and `marks` are conditions in SQL, `frame` and `one` give answers."""

    def __init__(self, desk: Desk, filters: Filters | None = None):
        self._desk, self._cursor = desk, desk.cursor()
        self._params: dict[str, Any] = {}
        self._filters = filters or Filters()
        self._groups = self._chosen_marks()
        conditions = self._of_articles(desk)
        conditions += [f"article_no IN (SELECT article_no FROM ({rows}))" for rows in self._groups]
        if self._filters.one_of_copies:
            conditions.append(_ONE_OF_COPIES.format(" AND ".join(conditions) or "TRUE"))
        self.chosen = f"({' AND '.join(conditions)})" if conditions else "TRUE"

    def marks(self, table: str) -> str:
        """The condition on the rows of a detail table with marks: which of them a page shows."""
        conditions = [self.chosen]
        if self._filters.least_sure_percent and table in _WITH_CONFIDENCE:
            conditions.append(self._sure())
        if table == "events":
            conditions += self._of_events()
        if self._filters.same_sentence:
            conditions += [_SHARES_A_SENTENCE.format(rows=rows) for rows in self._groups]
        return f"({' AND '.join(conditions)})"

    def _of_articles(self, desk: Desk) -> list[str]:
        filters, conditions = self._filters, []
        if filters.date_from:
            conditions.append("published_date >= $date_from")
            self._params["date_from"] = filters.date_from
        if filters.date_to:
            conditions.append("published_date <= $date_to")
            self._params["date_to"] = filters.date_to
        if filters.outlets:
            conditions.append("list_contains($outlets, outlet)")
            self._params["outlets"] = list(filters.outlets)
        if filters.languages:
            conditions.append(_ARTICLES.format("list_contains($languages, language)"))
            self._params["languages"] = list(filters.languages)
        if filters.article_id:
            conditions.append(_ARTICLES.format("article_id = $only_article"))
            self._params["only_article"] = filters.article_id
        if filters.words.strip():
            numbers = desk.answers.once(("words", filters.words), lambda: desk.words.find(filters.words))
            found = pa.table({"article_no": pa.array(numbers, pa.int64())})
            self._cursor.register("words_found", found)
            conditions.append("article_no IN (SELECT article_no FROM words_found)")
        return conditions

    def _chosen_marks(self) -> list[str]:
        """For each filter that chooses marks, a query for these marks (article_no, shown_start, shown_end)."""
        filters, groups = self._filters, []
        columns = "article_no, shown_start, shown_end"
        sure = f" AND {self._sure()}" if filters.least_sure_percent else ""
        if filters.places:
            self._params["places"] = list(filters.places)
            groups.append(f"SELECT {columns} FROM places WHERE {SPOKEN_OF} AND list_contains($places, place_key){sure}")
        if filters.people:
            self._params["people"] = list(filters.people)
            groups.append(
                f"SELECT {columns} FROM quotes WHERE list_contains($people, person_id){sure} UNION ALL "
                f"SELECT {columns} FROM names WHERE list_contains($people, person_id)"
            )
        if events := self._of_events():
            groups.append(f"SELECT {columns} FROM events WHERE {' AND '.join(events)}{sure}")
        return groups

    def _of_events(self) -> list[str]:
        conditions = []
        if self._filters.event_types:
            conditions.append("list_contains($event_types, type)")
            self._params["event_types"] = list(self._filters.event_types)
        if self._filters.statuses:
            conditions.append("list_contains($chosen_statuses, status)")
            self._params["chosen_statuses"] = list(self._filters.statuses)
        return conditions

    def _sure(self) -> str:
        self._params["least_sure"] = self._filters.least_sure_percent / 100
        return "confidence >= $least_sure"

    def frame(self, sql: str, **params: Any) -> pd.DataFrame:
        """The rows of a query that uses `chosen` or `marks`."""
        return self._once("frame", sql, params, lambda given: given.df())

    def one(self, sql: str, **params: Any) -> tuple[Any, ...]:
        """The only row of a query that uses `chosen` or `marks`."""
        return self._once("one", sql, params, lambda given: given.fetchall()[0])

    def every(self, sql: str, **params: Any) -> pd.DataFrame:
        """All rows of a query, however many: for whoever works with them, not for a page; nothing is kept."""
        return self._cursor.execute(sql, self._bound(sql, params)).df()

    def _once(self, kind: str, sql: str, params: dict[str, Any], read: Callable[[Any], Any]) -> Any:
        """The answer to a query; the words searched for belong to what is asked, as their articles are a table."""
        bound = self._bound(sql, params)
        asked = (kind, sql, repr(bound), self._filters.words)
        return self._desk.answers.once(asked, lambda: read(self._cursor.execute(sql, bound)))

    def _bound(self, sql: str, params: dict[str, Any]) -> dict[str, Any] | None:
        """The parameters that a query names; DuckDB refuses others."""
        named = set(_PARAMETER.findall(sql))
        return {name: value for name, value in (self._params | params).items() if name in named} or None


def bounded(limit: int, offset: int = 0) -> dict[str, int]:
    """Parameters for LIMIT and OFFSET, within reason."""
    return {"limit": max(0, min(int(limit), MOST_ROWS)), "offset": max(0, int(offset))}
