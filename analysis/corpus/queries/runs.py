"""What made the rows that a page shows: versions of code, model, gazetteer and lexicons, by run."""

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, Question
from analysis.corpus.snapshot import Desk


def runs(desk: Desk, filters: Filters) -> pd.DataFrame:
    """The runs that made the chosen articles, newest first.

    [run_id, made_at, code, model, gazetteer, lexicons, settings, articles]. A run that is not on record has an id
    and a count of articles, and nothing else.
    """
    question = Question(desk, filters)
    return _runs(question, question.chosen)


def runs_of_article(desk: Desk, article_id: str) -> pd.DataFrame:
    """The run that made one article: one row of `runs`, or none where there is no such article."""
    return _runs(Question(desk), "article_id = $article_id", article_id=str(article_id))


def _runs(question: Question, condition: str, **params: str) -> pd.DataFrame:
    return question.frame(
        f"""
        WITH made AS (
            SELECT run_id, count(*) AS articles FROM articles
            WHERE {condition} GROUP BY run_id)
        SELECT run_id, made_at, code, model, gazetteer, lexicons, settings, articles
        FROM made LEFT JOIN runs USING (run_id) ORDER BY made_at DESC NULLS LAST, run_id LIMIT $limit
        """,
        limit=MOST_ROWS, **params,
    )  # fmt: skip
