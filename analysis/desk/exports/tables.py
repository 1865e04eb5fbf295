"""The tables of the exports: answers of `corpus.queries` under the column names of docs/exports.md, units in the names.

The rows are those of the pages, in the same order; up to `MOST_ROWS` of them, where a page shows fewer.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS
from analysis.corpus.snapshot import Desk

EVIDENCE_PAGE = 1000  # stretches of text asked for at a time
OWN_LAYERS = {"place": ("place",), "unresolved": ("place",), "event": ("event",), "voice": ("quote",),
              "naming": ("quote",), "statement": ("quote",), "mention": ("speaker",)}  # fmt: skip


def placed(desk: Desk, filters: Filters, demonyms: bool = False, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """The places of the map as `queries.places` gives them, each with why it was put there (`queries.placing`)."""
    found = queries.places(desk, filters, demonyms=demonyms, kinds=kinds, limit=MOST_ROWS)
    why = queries.placing(desk, filters, demonyms=demonyms)
    return found.merge(why, on="place_key", how="left", validate="one_to_one")


def places(found: pd.DataFrame) -> pd.DataFrame:
    """The columns of `placed` as files call them."""
    return pd.DataFrame(
        {
            "place": found["name"],
            "kind": found["kind"],
            "country": [_country(code) for code in found["country_code"]],
            "country_code": found["country_code"],
            "lat_deg": found["lat"],
            "lon_deg": found["lon"],
            "mentions": found["mentions"],
            "articles": found["articles"],
            "confidence": found["confidence"],
            "uncertain": found["uncertain"],
            "radius_km": found["radius_km"],
            "relation": found["relation_kind"],
            "anchor": found["anchor"],
            "distance_km": found["distance_km"],
            "bearing_deg": found["bearing_deg"],
            "spread_deg": found["spread_deg"],
            "reason": found["reason"],
            "gazetteer_id": found["gazetteer_id"],
            "place_key": found["place_key"],
        }
    )


def unresolved(desk: Desk, filters: Filters) -> pd.DataFrame:
    """The names found on no map."""
    found = queries.unresolved(desk, filters, limit=MOST_ROWS)
    return found.rename(columns={"text": "name"})


def events(desk: Desk, filters: Filters, statuses: Sequence[str], window: queries.Window | None = None) -> pd.DataFrame:
    """The dated events of these statuses (and this window), in order of time."""
    found = queries.events(desk, filters, statuses=statuses, limit=MOST_ROWS, window=window)
    return pd.DataFrame(
        {
            "event": found["title"],
            "type": found["type"],
            "status": found["status"],
            "start_earliest": found["start_earliest"],
            "start_before": found["start_latest"],
            "end_earliest": found["end_earliest"],
            "end_before": found["end_latest"],
            "granularity": found["granularity"],
            "date_basis": found["basis"],
            "place": found["place"],
            "asserted_by": found["asserted_by"],
            "participants": found["participants"].map(lambda names: "; ".join(names) if names is not None else ""),
            "confidence": found["confidence"],
            "articles": found["articles"],
            "outlets": found["outlets"],
            "prominence": found["prominence"],
            "disagreements": found["disagreements"],
            "headline": found["article"],
            "place_key": found["place_key"],
            "story_id": found["story_id"],
        }
    )


def voices(desk: Desk, filters: Filters, groups: Sequence[str] = (), namings: Sequence[str] = ()) -> pd.DataFrame:
    """The speakers (of these groups and ways of naming), most quotes first."""
    found = queries.voices(desk, filters, limit=MOST_ROWS, groups=groups, namings=namings)
    columns = ["name", "role", "affiliation", "speaker_group", "naming", "is_organisation", "quotes", "direct", "mixed",
               "indirect", "words", "direct_words", "mixed_words", "indirect_words", "articles",
               "person_id"]  # fmt: skip
    return found[columns].rename(columns={"name": "speaker"})


def naming(desk: Desk, filters: Filters) -> pd.DataFrame:
    """How each outlet names those it quotes."""
    return queries.naming_mix(desk, filters)


def never_quoted(desk: Desk, filters: Filters) -> pd.DataFrame:
    """Who is mentioned and never quoted."""
    return queries.mentioned_never_quoted(desk, filters, limit=MOST_ROWS)[["name", "mentions", "articles", "person_id"]]


def articles(desk: Desk, filters: Filters) -> pd.DataFrame:
    """The articles, newest first."""
    found = queries.articles(desk, filters, limit=MOST_ROWS)
    return pd.DataFrame(
        {
            "headline": found["title"],
            "outlet": found["outlet"],
            "published": found["published"],
            "published_basis": found["published_basis"],
            "language": found["language"],
            "words": found["words"],
            "place_mentions": found["places"],
            "events": found["events"],
            "quotes": found["quotes"],
            "duplicate_group": found["duplicate_group"],
            "is_copy": found["duplicate_group"].notna() & ~found["representative"].astype(bool),
            "article_id": found["article_id"],
        }
    )


def sentences(
    desk: Desk, filters: Filters, kind: str, key: str, demonyms: bool = False, only: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Every sentence behind a mark, of a kind of `queries.evidence` and narrowed as there, in order of publication."""

    def page(offset: int) -> queries.EvidencePage:
        return queries.evidence(desk, filters, kind, key, EVIDENCE_PAGE, offset, demonyms=demonyms, only=only)

    pages = [page(0)]
    pages += [page(offset) for offset in range(EVIDENCE_PAGE, min(pages[0].total, MOST_ROWS), EVIDENCE_PAGE)]
    found = pd.concat([page.rows for page in pages], ignore_index=True)
    own = OWN_LAYERS[kind]
    marked = [
        " … ".join(row.text[mark["begins"] : mark["until"]] for mark in row.marks if mark["layer"] in own)
        for row in found.itertuples()
    ]
    return pd.DataFrame(
        {
            "published": found["published"],
            "outlet": found["outlet"],
            "headline": found["title"],
            "sentence": found["text"],
            "marked": pd.Series(marked, dtype=object),
            "how_known": found["note"],
            "article_id": found["article_id"],
            "char_start": found["text_start"],
        }
    )


def marks(article: queries.ArticleView) -> pd.DataFrame:
    """Every mark of an article with the words it covers, in order of the text."""
    found = article.marks
    covered = [article.text[start:end] for start, end in zip(found["char_start"], found["char_end"], strict=True)]
    return pd.DataFrame(
        {
            "layer": found["layer"],
            "text": pd.Series(covered, dtype=object),
            "understood": found["label"],
            "detail": found["detail"],
            "confidence": found["confidence"],
            "uncertain": found["uncertain"],
            "reason": found["reason"],
            "char_start": found["char_start"],
            "char_end": found["char_end"],
            "key": found["key"],
        }
    )


def _country(code: object) -> str | None:
    return queries.country_name(code) or None if isinstance(code, str) else None
