"""Where: the places named in the chosen articles, and the names that could be put on no map."""

import csv
from functools import lru_cache

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import SPOKEN_OF, UNCERTAIN_BELOW, Question, bounded
from analysis.corpus.snapshot import Desk
from analysis.settings import DATA


def places(desk: Desk, filters: Filters, demonyms: bool = False, limit: int = 5000) -> pd.DataFrame:
    """Places with coordinates, most mentions first; with `demonyms`, "Iraqi" counts as a mention of Iraq.

    [place_key, name, kind, country_code, lat, lon, radius_km, mentions, articles, confidence, uncertain,
    relation_kind, anchor, bearing_deg, spread_deg, distance_km]. `confidence` is the mean over the mentions;
    the other facts are those of the surest one. `uncertain`: below 0.75, or told only by its relation to
    another place, so that it lies somewhere within its radius.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH found AS (
            SELECT *, row_number() OVER (
                PARTITION BY place_key ORDER BY demonym, confidence DESC, article_no, char_start) AS surest
            FROM places WHERE {question.marks('places')} AND lat IS NOT NULL AND lon IS NOT NULL
                AND ($demonyms OR NOT demonym)
                AND usage <> 'embedded'
        ), counted AS (
            SELECT place_key, count(*) AS mentions, count(DISTINCT article_no) AS articles,
                   round(avg(confidence), 4) AS sure
            FROM found GROUP BY place_key
        )
        SELECT place_key, name, kind, country_code, lat, lon, radius_km, mentions, articles, sure AS confidence,
               sure < $uncertain_below OR (relation_kind IS NOT NULL AND radius_km > 0) AS uncertain,
               relation_kind, anchor, bearing_deg, spread_deg, distance_km
        FROM found JOIN counted USING (place_key) WHERE surest = 1
        ORDER BY mentions DESC, name, place_key LIMIT $limit
        """,
        demonyms=demonyms, uncertain_below=UNCERTAIN_BELOW, limit=bounded(limit)["limit"],
    )  # fmt: skip


def unresolved(desk: Desk, filters: Filters, limit: int = 50) -> pd.DataFrame:
    """[text, mentions, articles, reason] of names without coordinates, most mentions first.

    `text` is the commonest spelling, and the key for `evidence(…, "unresolved", text)`.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH spelt AS (
            SELECT place_key, text, count(*) AS times, arg_min(reason, [article_no, char_start]) AS reason
            FROM places WHERE {question.marks("places")} AND lat IS NULL AND {SPOKEN_OF} GROUP BY place_key, text
        ), counted AS (
            SELECT place_key, count(*) AS mentions, count(DISTINCT article_no) AS articles
            FROM places WHERE {question.marks("places")} AND lat IS NULL AND {SPOKEN_OF} GROUP BY place_key
        ), commonest AS (
            SELECT *, row_number() OVER (PARTITION BY place_key ORDER BY times DESC, text) AS place FROM spelt
        )
        SELECT text, mentions, articles, reason FROM commonest JOIN counted USING (place_key) WHERE place = 1
        ORDER BY mentions DESC, articles DESC, text, place_key LIMIT $limit
        """,
        limit=bounded(limit)["limit"],
    )


def country_name(code: str | None) -> str:
    """The English name of a country by its ISO 3166-1 alpha-2 code; "" where there is none.

    >>> country_name("IQ")
    'Iraq'
    """
    return _countries().get(code or "", "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    with (DATA / "lexicons" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(line for line in file if not line.startswith("#"))}
