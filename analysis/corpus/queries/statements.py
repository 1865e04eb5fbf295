"""What was reported more than once: the statements that several articles quote, and how each of them words it."""

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import Question, bounded
from analysis.corpus.snapshot import Desk


def statements(desk: Desk, filters: Filters, person_id: str | None = None, limit: int = 50) -> pd.DataFrame:
    """Statements that more than one of the chosen articles reports, those of most articles first.

    [statement_id, person_id, speaker, text, quotes, articles, outlets, verbs, speakers, first_published]: `text` is the
    first wording chosen, verbatim; `verbs` and `speakers` are lists of all that differ. `person_id` chooses one voice.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH said AS (
            SELECT q.*, a.text AS article_text, row_number() OVER (
                PARTITION BY statement_id ORDER BY q.published_date NULLS LAST, q.words DESC, q.article_no, q.char_start
            ) AS place_in_statement
            FROM (FROM quotes WHERE {question.marks("quotes")}) q JOIN articles a USING (article_no)
        ), counted AS (
            SELECT statement_id, count(*) AS quotes, count(DISTINCT article_no) AS articles,
                count(DISTINCT outlet) AS outlets,
                list_sort(list(DISTINCT verb) FILTER (WHERE verb IS NOT NULL)) AS verbs,
                list_sort(list(DISTINCT speaker) FILTER (WHERE speaker IS NOT NULL)) AS speakers,
                min(published_date) AS first_published, bool_or(person_id = $person_id) AS is_of_person
            FROM said GROUP BY statement_id
        )
        SELECT statement_id, person_id, speaker,
            substring(article_text, char_start + 1, char_end - char_start) AS text,
            counted.quotes, counted.articles, counted.outlets, counted.verbs, counted.speakers, counted.first_published
        FROM said JOIN counted USING (statement_id)
        WHERE place_in_statement = 1 AND counted.articles > 1 AND ($person_id IS NULL OR is_of_person)
        ORDER BY counted.articles DESC, counted.quotes DESC, counted.first_published NULLS LAST, statement_id
        LIMIT $limit
        """,
        person_id=person_id, limit=bounded(limit)["limit"],
    )  # fmt: skip


def wordings(desk: Desk, filters: Filters, statement_id: str, limit: int = 50) -> pd.DataFrame:
    """How the chosen articles word one statement, in order of publication; what differs stays as printed.

    [article_id, title, outlet, published, text, kind, verb, speaker, person_id, naming, words, leads_statement,
    char_start].
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT a.article_id, a.title, a.outlet, a.published,
            substring(a.text, q.char_start + 1, q.char_end - q.char_start) AS text,
            q.kind, q.verb, q.speaker, q.person_id, q.naming, q.words, q.leads_statement, q.char_start
        FROM (FROM quotes WHERE {question.marks("quotes")} AND statement_id = $statement_id) q
        JOIN articles a USING (article_no)
        ORDER BY a.published NULLS LAST, a.outlet, q.article_no, q.char_start LIMIT $limit
        """,
        statement_id=statement_id, limit=bounded(limit)["limit"],
    )  # fmt: skip
