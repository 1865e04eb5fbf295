"""One article whole: its text, parts and sentences, every mark of it, its copies, and what people corrected in it."""

from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.marks import marks
from analysis.corpus.queries.question import MOST_ROWS, Question
from analysis.corpus.snapshot import Desk

MOST_COPIES = 50


class ArticleView(NamedTuple):
    """An article as its page shows it."""

    article_id: str
    title: str
    outlet: str
    byline: str
    url: str
    published: Any  # Timestamp or NaT
    published_basis: str
    language: str
    words: int
    text: str
    parts: pd.DataFrame  # char_start, char_end, kind
    sentences: pd.DataFrame  # char_start, char_end
    marks: pd.DataFrame  # marks.COLUMNS
    copies: pd.DataFrame  # article_id, title, outlet, published: the others that tell the same in the same words
    corrections: pd.DataFrame  # those that stand: columns of the table, latest first

    @property
    def voices(self) -> int:
        """How many different speakers are quoted."""
        return int(self.marks.loc[self.marks["layer"].isin(["quote", "speaker"]), "key"].nunique())


def beside(desk: Desk, filters: Filters, article_id: str) -> tuple[str, str]:
    """The ids of the articles before and after this one in the list of the chosen ones (newest first); "" for none."""
    question = Question(desk, filters)
    found = question.frame(
        f"""
        SELECT coalesce(before, '') AS before, coalesce(after, '') AS after FROM (
            SELECT article_id, lag(article_id) OVER listed AS before, lead(article_id) OVER listed AS after
            FROM articles WHERE {question.chosen}
            WINDOW listed AS (ORDER BY published DESC NULLS LAST, title, article_id))
        WHERE article_id = $article_id LIMIT 1
        """,
        article_id=str(article_id),
    )
    return ("", "") if found.empty else (str(found["before"][0]), str(found["after"][0]))


def article(desk: Desk, article_id: str) -> ArticleView | None:
    """The article with this id, or None."""
    question = Question(desk)
    found = question.frame("FROM articles WHERE article_id = $article_id LIMIT 1", article_id=str(article_id))
    if found.empty:
        return None
    row = found.to_dict("records")[0]
    number = int(row["article_no"])
    parts = question.frame(
        "SELECT char_start, char_end, kind FROM parts WHERE article_no = $number ORDER BY char_start LIMIT $limit",
        number=number, limit=MOST_ROWS,
    )  # fmt: skip
    sentences = question.frame(
        "SELECT char_start, char_end FROM sentences WHERE article_no = $number ORDER BY char_start LIMIT $limit",
        number=number, limit=MOST_ROWS,
    )  # fmt: skip
    copies = question.frame(
        """
        SELECT article_id, title, outlet, published FROM articles
        WHERE duplicate_group = $group AND article_no <> $number ORDER BY article_no LIMIT $limit
        """,
        group=row["duplicate_group"], number=number, limit=MOST_COPIES,
    )  # fmt: skip
    corrected = question.frame(
        "FROM corrections WHERE article_no = $number ORDER BY made_at DESC, correction_id LIMIT $limit",
        number=number, limit=MOST_ROWS,
    )  # fmt: skip
    return ArticleView(
        row["article_id"], row["title"], row["outlet"], row["byline"], row["url"], row["published"],
        row["published_basis"], row["language"], int(row["words"]), row["text"], parts, sentences,
        marks(question, number, row["text"]), copies, corrected,
    )  # fmt: skip
