"""Every question a page may ask of a desk: one module a page, each answer a DataFrame (or a small tuple).

Questions take an open desk and the filters that choose articles; columns are fixed, order is deterministic,
size is bounded. Nothing here writes, draws or formats; what an article says comes back verbatim.
"""

from analysis.corpus.queries.article import ArticleView, article
from analysis.corpus.queries.choices import Choices, choices, labels
from analysis.corpus.queries.evidence import EvidencePage, evidence
from analysis.corpus.queries.library import articles
from analysis.corpus.queries.overview import Summary, published_bounds, published_days, summary
from analysis.corpus.queries.places import candidates, country_name, places, spellings, unresolved
from analysis.corpus.queries.placing import placing
from analysis.corpus.queries.runs import runs, runs_of_article
from analysis.corpus.queries.timeline import events, shown_statuses, undated_events
from analysis.corpus.queries.voices import mentioned_never_quoted, naming_mix, voices

__all__ = [
    "ArticleView", "Choices", "EvidencePage", "Summary", "article", "articles", "candidates", "choices",
    "country_name", "events", "evidence", "labels", "mentioned_never_quoted", "naming_mix", "places", "placing",
    "published_bounds", "published_days", "runs", "runs_of_article", "shown_statuses", "spellings", "summary",
    "undated_events", "unresolved", "voices",
]  # fmt: skip
