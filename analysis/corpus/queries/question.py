"""One question to a desk: its cursor, the condition that its filters put on articles, and its parameters.

The condition is made of fixed fragments; every value is a bound parameter. It holds for any table of the
desk, since each row carries the number, day of publication and outlet of its article.
"""

from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk

UNCERTAIN_BELOW = 0.75
"""Confidence below which a mark is shown as uncertain."""
MOST_ROWS = 10_000
"""No answer is longer, whatever limit is asked for."""

SPOKEN_OF = "NOT demonym AND usage <> 'embedded'"
"""The SQL condition on a mention that speaks of the place, not of a people or an organisation called after it."""


class Question:
    """What one function asks: `chosen` is the SQL condition of the filters, `frame` and `one` give answers."""

    def __init__(self, desk: Desk, filters: Filters | None = None):
        self._cursor = desk.cursor()
        self._params: dict[str, Any] = {}
        self.chosen = "TRUE" if filters is None or filters.is_empty else self._condition(desk, filters)

    def _condition(self, desk: Desk, filters: Filters) -> str:
        conditions = []
        if filters.date_from:
            conditions.append("published_date >= $date_from")
            self._params["date_from"] = filters.date_from
        if filters.date_to:
            conditions.append("published_date <= $date_to")
            self._params["date_to"] = filters.date_to
        if filters.outlets:
            conditions.append("list_contains($outlets, outlet)")
            self._params["outlets"] = list(filters.outlets)
        if filters.words.strip():
            found = pa.table({"article_no": pa.array(desk.words.find(filters.words), pa.int32())})
            self._cursor.register("words_found", found)
            conditions.append("article_no IN (SELECT article_no FROM words_found)")
        return f"({' AND '.join(conditions)})"

    def marks(self, table: str) -> str:
        """The SQL condition on the rows of a detail table: of the chosen articles, and chosen by the filters of marks."""
        return self.chosen

    def frame(self, sql: str, **params: Any) -> pd.DataFrame:
        """The rows of a query that uses `chosen`."""
        return self._cursor.execute(sql, self._params | params or None).df()

    def one(self, sql: str, **params: Any) -> tuple[Any, ...]:
        """The only row of a query that uses `chosen`."""
        return self._cursor.execute(sql, self._params | params or None).fetchall()[0]


def bounded(limit: int, offset: int = 0) -> dict[str, int]:
    """Parameters for LIMIT and OFFSET, within reason."""
    return {"limit": max(0, min(int(limit), MOST_ROWS)), "offset": max(0, int(offset))}
