"""Who: the speakers whom the chosen articles quote, how they are named, and whom nobody let speak."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, RUNNING_TEXT, Question, bounded
from analysis.corpus.snapshot import Desk

MOST_TRAITS = 200
TRAITS = ("kind", "verb", "channel")
_NAMINGS = list(schema.NAMINGS)
# The ways of naming a speaker, the commonest first.
_NAMED = """named AS (
    SELECT person_id, naming, row_number() OVER (
        PARTITION BY person_id ORDER BY count(*) DESC, list_position($namings, naming)) AS place
    FROM said GROUP BY person_id, naming
)"""


class Speaker(NamedTuple):
    """What the texts tell of one speaker beside what `voices` says; `grounds` are why the name is kept back."""

    aliases: tuple[str, ...]
    pronouns: tuple[str, ...]  # as the texts use them
    grounds: tuple[str, ...]


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
    """Other names, pronouns, and the words that say why the name is kept back; empty for an unknown speaker."""
    question = Question(desk, filters)
    person = question.frame(
        "SELECT aliases, pronouns FROM people WHERE person_id = $person_id LIMIT 1", person_id=person_id
    )
    grounds = question.frame(
        f"""
        SELECT substring(text, anonymity_start + 1, anonymity_end - anonymity_start) AS ground, count(*) AS quotes
        FROM (FROM quotes WHERE {question.marks("quotes")} AND person_id = $person_id AND anonymity_start IS NOT NULL)
        JOIN articles USING (article_no)
        GROUP BY ground ORDER BY quotes DESC, ground LIMIT $limit
        """,
        person_id=person_id, limit=MOST_TRAITS,
    )  # fmt: skip
    names = [tuple(person[column].iloc[0]) if len(person) else () for column in ("aliases", "pronouns")]
    return Speaker(names[0], names[1], tuple(grounds["ground"]))


def quote_traits(desk: Desk, filters: Filters, person_id: str, only: Mapping[str, str] | None = None) -> pd.DataFrame:
    """[trait, value, quotes] of a speaker's quotes, most quotes first: by kind, verb (lemma of the cue) and channel.

    `only` chooses values of these traits, as in `evidence`; each trait is counted under the choices of the others, so
    that every value given leads to quotes.
    """
    question, chosen = Question(desk, filters), {trait: value for trait, value in (only or {}).items() if value}
    counted = " UNION ALL ".join(
        f"SELECT '{trait}' AS trait, {trait} AS value FROM said WHERE TRUE"
        + "".join(f" AND {other} = $only_{other}" for other in TRAITS if other != trait and other in chosen)
        for trait in TRAITS
    )
    return question.frame(
        f"""
        WITH said AS (FROM quotes WHERE {question.marks("quotes")} AND person_id = $person_id)
        SELECT trait, value, count(*) AS quotes FROM ({counted})
        WHERE value <> '' GROUP BY trait, value ORDER BY trait, quotes DESC, value LIMIT $limit
        """,
        person_id=person_id, limit=MOST_TRAITS, **{f"only_{trait}": value for trait, value in chosen.items()},
    )  # fmt: skip


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
    """[person_id, name, mentions, articles] of persons whom the chosen articles name and never quote.

    A name that some article also marks as a place is left out: what looks like a person there is more likely the town.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT n.person_id, any_value(p.name) AS name, count(*) AS mentions, count(DISTINCT n.article_no) AS articles
        FROM (FROM names WHERE {question.marks("names")} AND kind = 'person') n JOIN people p USING (person_id)
        WHERE NOT p.is_organisation AND lower(p.name) NOT IN (SELECT lower(text) FROM places) AND n.person_id NOT IN
            (SELECT person_id FROM quotes WHERE {question.marks("quotes")} AND person_id IS NOT NULL)
        GROUP BY n.person_id ORDER BY mentions DESC, name, n.person_id LIMIT $limit
        """,
        limit=bounded(limit)["limit"],
    )
