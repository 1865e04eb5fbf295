"""Every question a page may ask of a desk: one module a page, each answer a DataFrame (or a small tuple).

Questions take an open desk and the filters that choose articles; columns are fixed, order is deterministic,
size is bounded. Nothing here writes, draws or formats; what an article says comes back verbatim.
"""

from analysis.corpus.queries.article import ArticleView, article, beside
from analysis.corpus.queries.choices import Choices, choices, labels
from analysis.corpus.queries.evidence import EvidencePage, evidence
from analysis.corpus.queries.found import Found, found
from analysis.corpus.queries.library import ARTICLE_ORDERS, OPENING_CHARS, articles
from analysis.corpus.queries.overview import Summary, article_count, published_bounds, published_days, summary
from analysis.corpus.queries.places import candidates, country_name, places, spellings, unresolved
from analysis.corpus.queries.placing import placing
from analysis.corpus.queries.runs import runs, runs_of_article
from analysis.corpus.queries.statements import statements
from analysis.corpus.queries.timeline import (
    Window,
    dated_events,
    event_days,
    events,
    shown_statuses,
    undated_events,
    undated_stories,
)
from analysis.corpus.queries.voices import (
    Speaker,
    mentioned_never_quoted,
    naming_mix,
    quote_days,
    quote_traits,
    speaker,
    speaker_classes,
    voices,
)

__all__ = [
    "ARTICLE_ORDERS", "OPENING_CHARS", "ArticleView", "Choices", "EvidencePage", "Found", "Speaker", "Summary",
    "Window", "article", "article_count", "articles", "beside", "candidates", "choices", "country_name", "dated_events",
    "event_days", "events", "evidence", "found", "labels", "mentioned_never_quoted", "naming_mix", "places", "placing",
    "published_bounds", "published_days", "quote_days", "quote_traits", "runs", "runs_of_article", "shown_statuses",
    "speaker", "speaker_classes", "spellings", "statements", "summary", "undated_events", "undated_stories",
    "unresolved", "voices",
]  # fmt: skip
