"""The tables of the desk: every column with its type, declared here and nowhere else.

A table that is written or opened is checked against these. Spans are half-open code-point offsets into
`articles.text`; other units and vocabularies are those of schema.py; docs/data.md says what each column means.
"""

import pyarrow as pa

from analysis.errors import CorpusError

TEXT, NUMBER, WHOLE, REAL, TRUTH, DAY, MOMENT = (
    pa.string(), pa.int64(), pa.int32(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us"),
)  # fmt: skip
TEXTS = pa.list_(TEXT)
SPANS = pa.list_(pa.struct([("char_start", WHOLE), ("char_end", WHOLE)]))

# What every row of a detail table says of where it stands, so that a page asks one table.
_WHERE = {"article_no": NUMBER, "published_date": DAY, "outlet": TEXT, "part": TEXT, "sentence_no": WHOLE,
          "first_in_article": TRUTH}  # fmt: skip
_SPAN = {"char_start": WHOLE, "char_end": WHOLE}
# A mark, and the sentence or sentences that evidence of it shows.
_MARK = {**_SPAN, "shown_start": WHOLE, "shown_end": WHOLE}
_BOUNDS = {"start_earliest": MOMENT, "start_latest": MOMENT, "end_earliest": MOMENT, "end_latest": MOMENT}

TABLES: dict[str, dict[str, pa.DataType]] = {
    "articles": {
        "article_no": NUMBER, "article_id": TEXT, "title": TEXT, "outlet": TEXT, "byline": TEXT, "url": TEXT,
        "source": TEXT, "published": MOMENT, "published_date": DAY, "published_basis": TEXT, "utc_offset": TEXT,
        "language": TEXT, "text": TEXT, "words": WHOLE, "run_id": TEXT, "duplicate_group": TEXT,
        "representative": TRUTH, "sentences": WHOLE, "places": WHOLE, "times": WHOLE, "quotes": WHOLE, "events": WHOLE,
    },
    "parts": {**_WHERE, **_SPAN, "kind": TEXT},
    "sentences": {**_WHERE, **_SPAN},
    "names": {**_WHERE, **_MARK, "text": TEXT, "kind": TEXT, "person_id": TEXT},
    "places": {
        **_WHERE, **_MARK, "text": TEXT, "name": TEXT, "kind": TEXT, "gazetteer_id": TEXT, "place_key": TEXT,
        "lat": REAL, "lon": REAL, "country_code": TEXT, "demonym": TRUTH, "usage": TEXT,
        "relation_kind": TEXT, "anchor": TEXT,
        "distance_km": REAL, "bearing_deg": REAL, "spread_deg": REAL, "radius_km": REAL, "relation_only": TRUTH,
        "confidence": REAL, "reason": TEXT, "candidates": TEXT,
    },
    "times": {
        **_WHERE, **_MARK, "text": TEXT, "type": TEXT, "value": TEXT, "begins": TEXT, "ends": TEXT,
        "granularity": TEXT, "modifier": TEXT, "reason": TEXT, "confidence": REAL,
    },
    "quotes": {
        **_WHERE, **_MARK, "content": SPANS, "cue_start": WHOLE, "cue_end": WHOLE, "source_start": WHOLE,
        "source_end": WHOLE, "kind": TEXT, "person_id": TEXT, "speaker": TEXT,
        "naming": TEXT, "anonymity_start": WHOLE, "anonymity_end": WHOLE, "channel": TEXT, "verb": TEXT,
        "words": WHOLE, "nested": TRUTH, "confidence": REAL, "speaker_confidence": REAL, "reason": TEXT,
        "statement_id": TEXT, "leads_statement": TRUTH,
    },
    "events": {
        **_WHERE, **_MARK, "story_id": TEXT, "title": TEXT,
        "type": TEXT, "begins": TEXT, "ends": TEXT, **_BOUNDS, "granularity": TEXT, "basis": TEXT, "status": TEXT,
        "place": TEXT, "place_key": TEXT, "place_start": WHOLE, "place_end": WHOLE, "participants": TEXTS,
        "asserted_by": TEXT, "confidence": REAL, "reason": TEXT,
    },
    "people": {
        "person_id": TEXT, "name": TEXT, "aliases": TEXTS, "role": TEXT, "affiliation": TEXT, "speaker_group": TEXT,
        "pronouns": TEXTS, "is_organisation": TRUTH, "articles": WHOLE, "reason": TEXT,
    },
    "stories": {
        "story_id": TEXT, "title": TEXT, "type": TEXT, **_BOUNDS, "granularity": TEXT, "events": WHOLE,
        "articles": WHOLE, "outlets": WHOLE, "first_published": DAY, "disagreements": TEXT,
    },
    "corrections": {
        "correction_id": TEXT, "article_no": NUMBER, "action": TEXT, "layer": TEXT, "char_start": WHOLE,
        "char_end": WHOLE, "text": TEXT, "published": TEXT, "published_before": TEXT, "basis_before": TEXT,
        "why": TEXT, "who": TEXT, "made_at": TEXT,
    },
    "runs": {"run_id": TEXT, "made_at": TEXT, "code": TEXT, "model": TEXT, "gazetteer": TEXT, "lexicons": TEXT,
             "settings": TEXT},
}  # fmt: skip

SORTED_BY: dict[str, str] = {
    "articles": "article_no",
    "people": "person_id",
    "stories": "story_id",
    "runs": "made_at, run_id",
    "corrections": "article_no, made_at, correction_id",
} | {table: "article_no, char_start, char_end" for table in TABLES if "sentence_no" in TABLES[table]}

NOT_CONTENT = {"articles": ("run_id",), "corrections": ("correction_id", "made_at")}
"""Columns that say when and by what a row was made: left out of its digest."""
CONTENT_TABLES = tuple(table for table in TABLES if table != "runs")


def arrow_schema(table: str) -> pa.Schema:
    """The columns of a table as Arrow has them."""
    return pa.schema(list(TABLES[table].items()))


def check_columns(table: str, columns: list[str]) -> None:
    """Raise CorpusError where a table of a desk has not exactly the columns declared here."""
    declared = list(TABLES[table])
    if columns != declared:
        differing = sorted(set(columns) ^ set(declared)) or ["their order"]
        raise CorpusError(
            f"The table “{table}” was made by another version of Dateline (different: {', '.join(differing)}); "
            "run `python -m analysis corpora build` with the corpus's name to derive it anew."
        )
