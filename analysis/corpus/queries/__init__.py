"""Every question a page may ask of a desk: one module a page, each answer a DataFrame (or a small tuple).

Questions take an open desk and the filters that choose articles; columns are fixed, order is deterministic,
size is bounded. Nothing here writes, draws or formats; what an article says comes back verbatim.
"""

from analysis.corpus.queries.article import ArticleView, article
from analysis.corpus.queries.evidence import EvidencePage, evidence
from analysis.corpus.queries.library import articles
from analysis.corpus.queries.overview import Summary, outlets, published_bounds, published_days, summary
from analysis.corpus.queries.places import country_name, places, unresolved
from analysis.corpus.queries.statements import statements, wordings
from analysis.corpus.queries.timeline import events, undated_events
from analysis.corpus.queries.voices import mentioned_never_quoted, naming_mix, voices

__all__ = [
    "ArticleView", "EvidencePage", "Summary", "article", "articles", "country_name", "events", "evidence",
    "mentioned_never_quoted", "naming_mix", "outlets", "places", "published_bounds", "published_days",
    "statements", "summary", "undated_events", "unresolved", "voices", "wordings",
]  # fmt: skip
