"""Which articles: the list behind every other page."""

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import Question, bounded
from analysis.corpus.snapshot import Desk


def articles(desk: Desk, filters: Filters, limit: int = 200, offset: int = 0) -> pd.DataFrame:
    """The chosen articles, newest first.

    [article_id, title, outlet, published, published_basis, language, words, places, events, quotes,
    duplicate_group, representative]; `places` are mentions, demonyms left out.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT article_id, title, outlet, published, published_basis, language, words, places, events, quotes,
               duplicate_group, representative
        FROM articles WHERE {question.chosen}
        ORDER BY published DESC NULLS LAST, title, article_id LIMIT $limit OFFSET $offset
        """,
        **bounded(limit, offset),
    )
