"""Which articles: the list behind every other page."""

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import Question, bounded
from analysis.corpus.snapshot import Desk

ARTICLE_ORDERS = {
    "newest": "published DESC NULLS LAST",
    "oldest": "published ASC NULLS LAST",
    "headline": "lower(title) = '', lower(title)",
    "outlet": "lower(outlet) = '', lower(outlet), published DESC NULLS LAST",
    "words": "words DESC",
    "places": "places DESC",
    "events": "events DESC",
    "quotes": "quotes DESC",
}
"""What a list of articles can be in the order of."""
OPENING_CHARS = 120


def articles(desk: Desk, filters: Filters, limit: int = 200, offset: int = 0, order: str = "newest") -> pd.DataFrame:
    """The chosen articles in one of `ARTICLE_ORDERS`.

    [article_id, title, outlet, published, published_basis, language, words, places, events, quotes,
    duplicate_group, representative, opening]; `places` are mentions, demonyms left out; `opening` is how the text
    begins.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT article_id, title, outlet, published, published_basis, language, words, places, events, quotes,
               duplicate_group, representative, left(ltrim(text), {OPENING_CHARS}) AS opening
        FROM articles WHERE {question.chosen}
        ORDER BY {ARTICLE_ORDERS[order]}, title, article_id LIMIT $limit OFFSET $offset
        """,
        **bounded(limit, offset),
    )
