"""Who: the speakers whom the chosen articles quote, how they are named, and whom nobody let speak."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, RUNNING_TEXT, Question, bounded
from analysis.corpus.snapshot import Desk

MOST_TRAITS = 200
_NAMINGS = list(schema.NAMINGS)
# The ways of naming a speaker, the commonest first.
_NAMED = """named AS (
    SELECT person_id, naming, row_number() OVER (
        PARTITION BY person_id ORDER BY count(*) DESC, list_position($namings, naming)) AS place
    FROM said GROUP BY person_id, naming
)"""


class Speaker(NamedTuple):
    """What the texts tell of one speaker beside what `voices` says.

    `traits` has the rows [trait, value, quotes], most quotes first: trait is "verb" (lemma of the cue), "channel",
    "naming" or "ground" (the words that say why the name is kept back).
    """

    aliases: tuple[str, ...]
    pronouns: tuple[str, ...]  # as the texts use them
    traits: pd.DataFrame


def voices(
    desk: Desk, filters: Filters, limit: int = 200, groups: Sequence[str] = (), namings: Sequence[str] = ()
) -> pd.DataFrame:
    """Speakers, most quotes first; quotes whose speaker is not known belong to nobody and are left out.

    [person_id, name, role, affiliation, speaker_group, naming, is_organisation, direct, mixed, indirect, quotes,
    words, articles, apart, direct_words, mixed_words, indirect_words]. What headlines and captions quote is counted in
    `apart` alone. `naming` is the commonest way in which the chosen articles name the speaker. `groups` and `namings`
    choose speakers by these two columns; empty chooses all.
    """
    question = Question(desk, filters)
    kinds = ", ".join(
        f"count(*) FILTER (WHERE kind = '{kind}' AND {RUNNING_TEXT}) AS {kind}, "
        f"CAST(coalesce(sum(words) FILTER (WHERE kind = '{kind}' AND {RUNNING_TEXT}), 0) AS BIGINT) AS {kind}_words"
        for kind in schema.QUOTE_KINDS
    )
    return question.frame(
        f"""
        WITH said AS (FROM quotes WHERE {question.marks("quotes")} AND person_id IS NOT NULL), {_NAMED},
        counted AS (
            SELECT person_id, {kinds}, count(*) FILTER (WHERE {RUNNING_TEXT}) AS quotes,
                CAST(coalesce(sum(words) FILTER (WHERE {RUNNING_TEXT}), 0) AS BIGINT) AS words,
                count(DISTINCT article_no) AS articles, count(*) FILTER (WHERE NOT {RUNNING_TEXT}) AS apart
            FROM said GROUP BY person_id
        )
        SELECT person_id, name, role, affiliation, speaker_group, naming, is_organisation, direct, mixed, indirect,
               quotes, words, counted.articles, apart, direct_words, mixed_words, indirect_words
        FROM counted JOIN named USING (person_id) JOIN people USING (person_id)
        WHERE place = 1 AND (len($groups) = 0 OR list_contains($groups, speaker_group))
            AND (len($chosen_namings) = 0 OR list_contains($chosen_namings, naming))
        ORDER BY quotes DESC, words DESC, name, person_id LIMIT $limit
        """,
        namings=_NAMINGS, groups=list(groups), chosen_namings=list(namings), limit=bounded(limit)["limit"],
    )  # fmt: skip


def speaker_classes(desk: Desk, filters: Filters) -> pd.DataFrame:
    """[speaker_group, naming, voices, quotes, words]: all the speakers of `voices`, by these two columns of it."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH said AS (FROM quotes WHERE {question.marks("quotes")} AND person_id IS NOT NULL), {_NAMED},
        counted AS (
            SELECT person_id, count(*) FILTER (WHERE {RUNNING_TEXT}) AS quotes,
                coalesce(sum(words) FILTER (WHERE {RUNNING_TEXT}), 0) AS words
            FROM said GROUP BY person_id)
        SELECT speaker_group, naming, count(*) AS voices, CAST(sum(quotes) AS BIGINT) AS quotes,
            CAST(sum(words) AS BIGINT) AS words
        FROM counted JOIN named USING (person_id) JOIN people USING (person_id) WHERE place = 1
        GROUP BY speaker_group, naming ORDER BY voices DESC, speaker_group, naming LIMIT $limit
        """,
        namings=_NAMINGS, limit=MOST_ROWS,
    )  # fmt: skip


def speaker(desk: Desk, filters: Filters, person_id: str) -> Speaker:
    """Other names, pronouns, and how the chosen articles bring the words of this speaker; empty for an unknown one."""
    question = Question(desk, filters)
    person = question.frame(
        "SELECT aliases, pronouns FROM people WHERE person_id = $person_id LIMIT 1", person_id=person_id
    )
    traits = question.frame(
        f"""
        WITH said AS (FROM quotes WHERE {question.marks("quotes")} AND person_id = $person_id)
        SELECT trait, value, count(*) AS quotes FROM (
            SELECT 'verb' AS trait, verb AS value FROM said
            UNION ALL SELECT 'channel', channel FROM said
            UNION ALL SELECT 'naming', naming FROM said
            UNION ALL SELECT 'ground', substring(text, anonymity_start + 1, anonymity_end - anonymity_start)
                FROM (FROM said WHERE anonymity_start IS NOT NULL) JOIN articles USING (article_no)
        ) WHERE value <> '' GROUP BY trait, value ORDER BY trait, quotes DESC, value LIMIT $limit
        """,
        person_id=person_id, limit=MOST_TRAITS,
    )  # fmt: skip
    names = [tuple(person[column].iloc[0]) if len(person) else () for column in ("aliases", "pronouns")]
    return Speaker(names[0], names[1], traits)


def quote_days(desk: Desk, filters: Filters, people: Sequence[str]) -> pd.DataFrame:
    """[person_id, outlet, day, quotes]: how often these speakers are quoted on each day of publication."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT person_id, outlet, published_date AS day, count(*) AS quotes
        FROM quotes WHERE {question.marks("quotes")} AND list_contains($speakers, person_id)
            AND published_date IS NOT NULL AND {RUNNING_TEXT}
        GROUP BY person_id, outlet, day ORDER BY day, person_id, outlet LIMIT $limit
        """,
        speakers=list(people), limit=MOST_ROWS,
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
