"""Where: the places named in the chosen articles, what else they may be, and the names that are on no map."""

import csv
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import SPOKEN_OF, UNCERTAIN_BELOW, Question, bounded
from analysis.corpus.snapshot import Desk
from analysis.settings import DATA


def places(
    desk: Desk, filters: Filters, demonyms: bool = False, kinds: Sequence[str] = (), limit: int = 5000
) -> pd.DataFrame:
    """Places with coordinates, most mentions first; with `demonyms`, "Iraqi" counts as a mention of Iraq.
    `kinds` (of schema.PLACE_KINDS) leaves out all others.

    [place_key, name, kind, country_code, lat, lon, radius_km, mentions, articles, confidence, uncertain,
    relation_kind, anchor, bearing_deg, spread_deg, distance_km]. `confidence` is the mean over the mentions;
    the other facts are those of the surest one. `uncertain`: below 0.75, or told only by its relation to
    another place, so that it lies somewhere within its radius.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH counted AS (
            SELECT place_key, count(*) AS mentions, count(DISTINCT article_no) AS articles,
                round(avg(confidence), 4) AS sure,
                min({{'demonym': demonym, 'doubt': -confidence, 'article': article_no, 'start': char_start,
                    'row': rowid}}).row AS surest
            FROM places
            WHERE {question.marks("places")} AND lat IS NOT NULL AND lon IS NOT NULL AND ($demonyms OR NOT demonym)
                AND usage <> 'embedded' AND (len($kinds) = 0 OR list_contains($kinds, kind))
            GROUP BY place_key
        )
        SELECT p.place_key, name, kind, country_code, lat, lon, radius_km, mentions, counted.articles,
               sure AS confidence,
               sure < $uncertain_below OR (relation_kind IS NOT NULL AND radius_km > 0) AS uncertain,
               relation_kind, anchor, bearing_deg, spread_deg, distance_km
        FROM counted JOIN places p ON p.rowid = counted.surest
        ORDER BY mentions DESC, name, p.place_key LIMIT $limit
        """,
        demonyms=demonyms, kinds=list(kinds), uncertain_below=UNCERTAIN_BELOW, limit=bounded(limit)["limit"],
    )  # fmt: skip


def spellings(desk: Desk, filters: Filters, place_key: str, limit: int = 10) -> pd.DataFrame:
    """[text, mentions]: how the chosen articles write a place, demonyms too, commonest first."""
    question = Question(desk, filters)
    return question.frame(
        f"""
        SELECT text, count(*) AS mentions FROM places
        WHERE {question.marks("places")} AND place_key = $key AND usage <> 'embedded'
        GROUP BY text ORDER BY mentions DESC, text LIMIT $limit
        """,
        key=place_key, **bounded(limit),
    )  # fmt: skip


def candidates(desk: Desk, filters: Filters, place_key: str, limit: int = 3) -> pd.DataFrame:
    """[name, lat, lon, confidence]: what else the name may mean, likeliest first; the place itself is left out.

    The confidence is the highest that any mention gives; a mention keeps the few candidates it was weighed against.
    """
    question = Question(desk, filters)
    return question.frame(
        f"""
        WITH given AS (
            SELECT unnest(from_json(candidates, '[{{"name": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE",
                "gazetteer_id": "VARCHAR", "confidence": "DOUBLE"}}]')) AS other
            FROM places WHERE {question.marks("places")} AND place_key = $key
        )
        SELECT any_value(other.name) AS name, any_value(other.lat) AS lat, any_value(other.lon) AS lon,
               max(other.confidence) AS confidence
        FROM given WHERE other.gazetteer_id IS DISTINCT FROM $key
        GROUP BY coalesce(other.gazetteer_id, other.name) ORDER BY confidence DESC, name LIMIT $limit
        """,
        key=place_key, **bounded(limit),
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
