"""What a search finds: how many articles, how it was understood, and where the words stand in the newest."""

from typing import NamedTuple

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import Question, bounded
from analysis.corpus.rows import STORY_KINDS_SQL
from analysis.corpus.snapshot import Desk

COLUMNS = ["article_id", "title", "outlet", "published", "snippet", "marks"]


class Found(NamedTuple):
    """`articles` [article_id, title, outlet, published, snippet, marks]: `marks` are half-open code-point spans into
    `snippet`, which is verbatim text. `sentence` says what was changed in the search, "" for nothing."""

    total: int
    query: str
    sentence: str
    articles: pd.DataFrame


def found(desk: Desk, words: str, limit: int = 20, offset: int = 0) -> Found:
    """The articles that words find, newest first. Any other filter: `articles` with `Filters(words=…)`."""
    asked = desk.words.asked(words)
    question = Question(desk, Filters(words=words))
    (total,) = question.one(f"SELECT count(*) FROM articles WHERE {question.chosen}")
    rows = question.frame(
        f"""
        SELECT article_id, title, outlet, published, coalesce(
            (SELECT string_agg(substring(a.text, p.char_start + 1, p.char_end - p.char_start), ' '
                               ORDER BY p.char_start) FROM parts p
             WHERE p.article_no = a.article_no AND p.kind IN {STORY_KINDS_SQL}), a.text) AS told
        FROM articles a WHERE {question.chosen}
        ORDER BY published DESC NULLS LAST, title, article_id LIMIT $limit OFFSET $offset
        """,
        **bounded(limit, offset),
    )
    snippets = desk.words.snippets(words, rows["told"].tolist())
    rows["snippet"] = [snippet.text for snippet in snippets]
    rows["marks"] = [snippet.marks for snippet in snippets]
    return Found(total, asked.query, asked.sentence, rows[COLUMNS])
