"""The sentences behind a mark: what was published, where in it the mark stands, and how we know."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import UNCERTAIN_BELOW, Question, bounded
from analysis.corpus.queries.wording import date_note, how_located, how_quoted
from analysis.corpus.snapshot import Desk

MOST_MARKS = 100  # of a stretch of text, on average over a page
COLUMNS = ["article_id", "title", "outlet", "published", "text", "text_start", "marks", "note", "char_start", "tag"]

_MARKS_OF = {
    "place": """SELECT *, rowid AS row_no FROM places
                WHERE {marks} AND place_key = $key AND lat IS NOT NULL AND ($demonyms OR NOT demonym)
                AND usage <> 'embedded'""",
    "unresolved": """SELECT *, rowid AS row_no FROM places WHERE {marks} AND lat IS NULL
                     AND NOT demonym AND usage <> 'embedded'
                     AND place_key IN
                     (SELECT place_key FROM places WHERE lat IS NULL AND (text = $key OR place_key = $key))""",
    "voice": "SELECT *, rowid AS row_no FROM quotes WHERE {marks} AND person_id = $key",
    "naming": "SELECT *, rowid AS row_no FROM quotes WHERE {marks} AND list_contains(string_split($key, ' '), naming)",
    "statement": "SELECT *, rowid AS row_no FROM quotes WHERE {marks} AND statement_id = $key",
    "mention": "SELECT *, 1.0 AS confidence, rowid AS row_no FROM names WHERE {marks} AND person_id = $key",
    "event": "SELECT *, rowid AS row_no FROM events WHERE {marks} AND story_id = $key",
}
_TABLES = {"place": "places", "unresolved": "places", "voice": "quotes", "naming": "quotes", "statement": "quotes",
           "mention": "names",           "event": "events"}  # fmt: skip
_ASPECTS = ("kind", "verb", "channel", "naming")
"""Columns of quotes by which their evidence can be narrowed."""
QUOTED = ("voice", "naming", "statement")
Times = dict[tuple[int, int], list[tuple[int, int, bool]]]
"""Temporal expressions (start, end, uncertain) by the text shown: (article_no, shown_start)."""


class EvidencePage(NamedTuple):
    """One page of evidence, and how many stretches of text there are in all."""

    total: int
    rows: pd.DataFrame


def evidence(
    desk: Desk, filters: Filters, kind: str, key: str, limit: int = 20, offset: int = 0, demonyms: bool = False,
    only: Mapping[str, str] | None = None,
) -> EvidencePage:  # fmt: skip
    """The sentences that hold the marks of a place, an event (story), a voice or an unresolved name.

    Kind "naming" gives the quotes of everybody named in one of the ways of `key` (with blanks between them),
    "statement" those that report one statement, "mention" the sentences that name a person. Of quotes, `only` keeps
    those with this kind, verb, channel or naming.
    Rows [article_id, title, outlet, published, text, text_start, marks, note, char_start, tag] in order of
    publication, one for each stretch of text, with all marks of the kind in it. `tag` says in a word what the marks are
    ("direct"). `text` is verbatim, `text_start` its offset in the article, `char_start` the first mark's. `marks` are
    dicts {"begins", "until", "layer", "uncertain"} with code-point offsets into `text`. `demonyms` as in `places`.
    Raises ValueError for another kind.
    """
    if kind not in _MARKS_OF:
        raise ValueError(f"There is no evidence of kind {kind!r}; kinds are {', '.join(_MARKS_OF)}.")
    question = Question(desk, filters)
    narrowed = "".join(f" AND {aspect} = $only_{aspect}" for aspect in _ASPECTS if only and only.get(aspect))
    marked = f"({_MARKS_OF[kind].format(marks=question.marks(_TABLES[kind]))}{narrowed})"
    params: dict[str, Any] = {"key": str(key)} | ({"demonyms": demonyms} if kind == "place" else {})
    params |= {f"only_{aspect}": only[aspect] for aspect in _ASPECTS if only and only.get(aspect)}
    total = question.one(
        f"SELECT count(DISTINCT (article_no, shown_start, shown_end)) FROM {marked} LIMIT 1", **params
    )[0]
    rows = question.frame(
        f"""
        WITH ranked AS (
            SELECT m.*, dense_rank() OVER (
                ORDER BY a.published NULLS LAST, a.outlet, article_no, m.shown_start, m.shown_end) AS place_in_order
            FROM {marked} m JOIN articles a USING (article_no))
        SELECT a.article_id, a.title, a.outlet, a.published,
               substring(a.text, r.shown_start + 1, r.shown_end - r.shown_start) AS shown_text, r.*
        FROM ranked r JOIN articles a USING (article_no)
        WHERE place_in_order > $offset AND place_in_order <= $offset + $limit
        ORDER BY place_in_order, r.char_start, r.char_end, r.row_no LIMIT $limit * {MOST_MARKS}
        """,
        **params, **bounded(limit, offset),
    )  # fmt: skip
    times = _times_beside(question, rows) if kind == "event" else {}
    grouped = groupby(rows.to_dict("records"), key=lambda row: row["place_in_order"])
    page = pd.DataFrame.from_records([_row(kind, list(group), times) for _, group in grouped], columns=COLUMNS)
    return EvidencePage(total, page.assign(published=pd.to_datetime(page["published"])))


def _row(kind: str, group: list[dict[str, Any]], times: Times) -> dict[str, Any]:
    """One piece of evidence: a stretch of text with every mark of `group` in it."""
    row = group[0]
    begin = int(row["shown_start"])
    marks = []
    for start, end, layer, uncertain in sorted({span for one in group for span in _spans(kind, one, times)}):
        begins, until = max(0, start - begin), min(len(row["shown_text"]), end - begin)
        if begins < until:
            marks.append({"begins": begins, "until": until, "layer": layer, "uncertain": uncertain})
    return {
        "article_id": row["article_id"], "title": row["title"], "outlet": row["outlet"],
        "published": row["published"], "text": row["shown_text"], "text_start": begin, "marks": marks,
        "note": " ".join(dict.fromkeys(_note(kind, one) for one in group)), "char_start": int(row["char_start"]),
        "tag": ", ".join(dict.fromkeys(one["kind"] for one in group)) if kind in QUOTED else "",
    }  # fmt: skip


def _spans(kind: str, row: dict[str, Any], times: Times) -> list[tuple[int, int, str, bool]]:
    """The marks of a row as (start, end, layer, uncertain), offsets into the article."""
    uncertain = row["confidence"] < UNCERTAIN_BELOW
    own = (int(row["char_start"]), int(row["char_end"]))
    if kind in QUOTED:
        spans = [(span["char_start"], span["char_end"], "quote", uncertain) for span in row["content"]]
        if pd.notna(row["source_start"]):
            unsure = row["speaker_confidence"] < UNCERTAIN_BELOW
            spans.append((int(row["source_start"]), int(row["source_end"]), "speaker", unsure))
        return spans
    if kind == "event":
        spans = [(*own, "event", uncertain or row["status"] == "hedged")]
        if pd.notna(row["place_start"]):
            spans.append((int(row["place_start"]), int(row["place_end"]), "place", False))
        beside = times.get((row["article_no"], row["shown_start"]), [])
        return spans + [(start, end, "time", unsure) for start, end, unsure in beside]
    if kind == "mention":
        return [(*own, "speaker", False)]
    vague = pd.notna(row["relation_kind"]) and row["radius_km"] > 0
    return [(*own, "place", bool(uncertain or vague or kind == "unresolved"))]


def _note(kind: str, row: dict[str, Any]) -> str:
    if kind in QUOTED:
        return how_quoted(row)
    if kind == "mention":
        return ""
    return date_note(row) if kind == "event" else how_located(row)


def _times_beside(question: Question, rows: pd.DataFrame) -> Times:
    """The temporal expressions inside the text that each row shows, by (article_no, shown_start)."""
    found: Times = {}
    if rows.empty:
        return found
    times = question.frame(
        f"""
        SELECT article_no, char_start, char_end, confidence FROM times
        WHERE {question.marks("times")} AND list_contains($numbers, article_no)
        ORDER BY article_no, char_start LIMIT 10000
        """,
        numbers=[int(number) for number in rows["article_no"].unique()],
    ).to_dict("records")
    for row in rows.to_dict("records"):
        found[row["article_no"], row["shown_start"]] = [
            (int(t["char_start"]), int(t["char_end"]), bool(t["confidence"] < UNCERTAIN_BELOW))
            for t in times
            if t["article_no"] == row["article_no"] and row["shown_start"] <= t["char_start"] < row["shown_end"]
        ]
    return found
