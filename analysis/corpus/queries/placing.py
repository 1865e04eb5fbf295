"""Why places were put where they are: what a page shows one click away, for all of them at once."""

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS, Question
from analysis.corpus.snapshot import Desk


def placing(desk: Desk, filters: Filters, demonyms: bool = False) -> pd.DataFrame:
    """[place_key, gazetteer_id, reason, candidates] of the places with coordinates, in the order of `places`.

    Each is that of the surest mention, as in `places`; `candidates` is a JSON list of {name, lat, lon,
    gazetteer_id, confidence}. Apart from `places`, whose answer crosses to every page that draws a map.
    """
    question = Question(desk, filters)
    surest = "ORDER BY demonym, confidence DESC, article_no, char_start"
    return question.frame(
        f"""
        SELECT place_key, first(gazetteer_id {surest}) AS gazetteer_id, first(reason {surest}) AS reason,
               first(candidates {surest}) AS candidates
        FROM places WHERE {question.marks("places")} AND lat IS NOT NULL AND lon IS NOT NULL
            AND ($demonyms OR NOT demonym) AND usage <> 'embedded'
        GROUP BY place_key ORDER BY count(*) DESC, first(name {surest}), place_key LIMIT $limit
        """,
        demonyms=demonyms, limit=MOST_ROWS,
    )  # fmt: skip
