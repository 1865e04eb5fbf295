"""What was reported more than once: the statements that several articles quote."""

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import Question, bounded
from analysis.corpus.snapshot import Desk


def statements(desk: Desk, filters: Filters, limit: int = 50) -> pd.DataFrame:
    """Statements that more than one of the chosen articles reports, those of most articles first.

    [statement_id, speaker, text, quotes, articles, outlets, verbs]: `text` is the wording published first, verbatim,
    `speaker` the fullest name of who said it, else as that wording has it; `verbs` lists those that differ. How each
    article words it is `evidence` of kind "statement".
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH said AS (
            SELECT statement_id, article_no, outlet, verb, person_id,
                row_number() OVER (PARTITION BY statement_id
                    ORDER BY published_date NULLS LAST, words DESC, article_no, char_start) AS place, rowid AS row_no
            FROM quotes WHERE {question.marks("quotes")}
        ), counted AS (
            SELECT statement_id, count(*) AS quotes, count(DISTINCT article_no) AS articles,
                count(DISTINCT outlet) AS outlets, list_sort(list(DISTINCT verb) FILTER (WHERE verb <> '')) AS verbs,
                arg_min(row_no, place) AS first_row, arg_min(person_id, place) FILTER (WHERE person_id <> '') AS by
            FROM said GROUP BY statement_id HAVING count(DISTINCT article_no) > 1
            ORDER BY articles DESC, quotes DESC, statement_id LIMIT $limit
        )
        SELECT c.statement_id, coalesce(p.name, q.speaker) AS speaker,
            substring(a.text, q.char_start + 1, q.char_end - q.char_start) AS text,
            c.quotes, c.articles, c.outlets, c.verbs
        FROM counted c JOIN quotes q ON q.rowid = c.first_row JOIN articles a ON a.article_no = q.article_no
        LEFT JOIN people p ON p.person_id = c.by
        ORDER BY c.articles DESC, c.quotes DESC, c.statement_id LIMIT $limit
        """,
        limit=bounded(limit)["limit"],
    )  # fmt: skip
