"""Every question a page may ask of a desk: one module a page, each answer a DataFrame (or a small tuple).

Questions take an open desk and the filters that choose articles; columns are fixed, order is deterministic,
size is bounded. Nothing here writes, draws or formats; what an article says comes back verbatim.
"""

from analysis.corpus.queries.article import ArticleView, article
from analysis.corpus.queries.evidence import EvidencePage, evidence
from analysis.corpus.queries.library import articles
from analysis.corpus.queries.overview import Summary, outlets, published_bounds, published_days, summary
from analysis.corpus.queries.places import country_name, places, unresolved
from analysis.corpus.queries.timeline import Window, dated_events, event_days, events, undated_events, undated_stories
from analysis.corpus.queries.voices import (
    Speaker,
    mentioned_never_quoted,
    naming_mix,
    quote_days,
    speaker,
    speaker_classes,
    voices,
)

__all__ = [
    "ArticleView", "EvidencePage", "Speaker", "Summary", "Window", "article", "articles", "country_name",
    "dated_events", "event_days", "events", "evidence", "mentioned_never_quoted", "naming_mix", "outlets", "places",
    "published_bounds", "published_days", "quote_days", "speaker", "speaker_classes", "summary", "undated_events",
    "undated_stories", "unresolved", "voices",
]  # fmt: skip
