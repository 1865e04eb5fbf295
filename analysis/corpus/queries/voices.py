"""Who: the speakers whom the chosen articles quote, how they are named, and whom nobody let speak."""

import pandas as pd

from analysis import schema
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, RUNNING_TEXT, Question, bounded
from analysis.corpus.snapshot import Desk

_NAMINGS = list(schema.NAMINGS)


def voices(desk: Desk, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """Speakers, most quotes first; quotes whose speaker is not known belong to nobody and are left out.

    [person_id, name, role, affiliation, speaker_group, naming, is_organisation, direct, mixed, indirect, quotes,
    words, articles, apart]. What headlines and captions quote is counted in `apart` alone. `naming` is the commonest way in which the chosen articles name the speaker.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH said AS (FROM quotes WHERE {question.marks('quotes')} AND person_id IS NOT NULL),
        named AS (
            SELECT person_id, naming, row_number() OVER (
                PARTITION BY person_id ORDER BY count(*) DESC, list_position($namings, naming)) AS place
            FROM said GROUP BY person_id, naming
        ), counted AS (
            SELECT person_id,
                count(*) FILTER (WHERE kind = 'direct' AND {RUNNING_TEXT}) AS direct,
                count(*) FILTER (WHERE kind = 'mixed' AND {RUNNING_TEXT}) AS mixed,
                count(*) FILTER (WHERE kind = 'indirect' AND {RUNNING_TEXT}) AS indirect,
                count(*) FILTER (WHERE {RUNNING_TEXT}) AS quotes,
                CAST(coalesce(sum(words) FILTER (WHERE {RUNNING_TEXT}), 0) AS BIGINT) AS words,
                count(DISTINCT article_no) AS articles, count(*) FILTER (WHERE NOT {RUNNING_TEXT}) AS apart
            FROM said GROUP BY person_id
        )
        SELECT person_id, name, role, affiliation, speaker_group, naming, is_organisation, direct, mixed, indirect,
               quotes, words, counted.articles, apart
        FROM counted JOIN named USING (person_id) JOIN people USING (person_id) WHERE place = 1
        ORDER BY quotes DESC, words DESC, name, person_id LIMIT $limit
        """,
        namings=_NAMINGS, limit=bounded(limit)["limit"],
    )  # fmt: skip


def naming_mix(desk: Desk, filters: Filters) -> pd.DataFrame:
    """[outlet, naming, quotes, words]: how each outlet names those it quotes in its running text, known or not."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT outlet, naming, count(*) AS quotes, CAST(sum(words) AS BIGINT) AS words
        FROM quotes WHERE {question.marks('quotes')} AND {RUNNING_TEXT} GROUP BY outlet, naming
        ORDER BY outlet, list_position($namings, naming) LIMIT $limit
        """,
        namings=_NAMINGS, limit=MOST_ROWS,
    )  # fmt: skip


def mentioned_never_quoted(desk: Desk, filters: Filters, limit: int = 50) -> pd.DataFrame:
    """[person_id, name, mentions, articles] of persons whom the chosen articles name and never quote."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT n.person_id, any_value(p.name) AS name, count(*) AS mentions, count(DISTINCT n.article_no) AS articles
        FROM (FROM names WHERE {question.marks("names")} AND kind = 'person') n JOIN people p USING (person_id)
        WHERE NOT p.is_organisation AND n.person_id NOT IN
            (SELECT person_id FROM quotes WHERE {question.marks("quotes")} AND person_id IS NOT NULL)
        GROUP BY n.person_id ORDER BY mentions DESC, name, n.person_id LIMIT $limit
        """,
        limit=bounded(limit)["limit"],
    )
