"""Which articles are copies of one another: the same text, or nearly (wire copy with another first line).

Resemblance is the Jaccard index of the sets of five-word shingles (Broder 1997). Candidates are found
through a fixed sample of shingles, so the work grows with the articles, not with their pairs.
"""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from analysis import schema
from analysis.corpus.link.folding import Clusters, fold
from analysis.corpus.link.rows import Duplicate

SHINGLE_WORDS = 5
RESEMBLANCE = 0.5  # half of all five-word runs in common: rewritten stories stay far below, wire copies above
SAMPLE_ONE_IN = 8  # a 400-word article keeps about 50 shingles to be found by
COMMON = 60  # a shingle that so many articles share is a boilerplate line and finds nobody


def find(articles: Sequence[schema.Article]) -> dict[str, Duplicate]:
    """The group of copies of every article, and whether it represents them (published first, then longest)."""
    ordered = sorted(articles, key=_seniority)
    by_id = {article.article_id: article for article in ordered}
    clusters = Clusters(by_id)
    by_hash: dict[str, str] = {}
    for article in ordered:
        clusters.join(by_hash.setdefault(article.text_sha256, article.article_id), article.article_id)
    shingles = {article_id: _shingles(by_id[article_id]) for article_id in by_hash.values()}
    holders: dict[int, list[str]] = defaultdict(list)
    for article_id, found in shingles.items():
        for shingle in found:
            if shingle % SAMPLE_ONE_IN == 0:
                holders[shingle].append(article_id)
    compared = {pair for group in holders.values() if 1 < len(group) <= COMMON for pair in _pairs(group)}
    for one, other in compared:
        if _resemblance(shingles[one], shingles[other]) >= RESEMBLANCE:
            clusters.join(one, other)
    rows = {}
    for members in clusters.sets():
        first = min(members, key=lambda article_id: _seniority(by_id[article_id]))
        for article_id in members:
            rows[article_id] = Duplicate(first, article_id == first)
    return rows


def _seniority(article: schema.Article) -> tuple[str, int, str]:
    return (article.published or "9999", -len(article.text), article.article_id)


def _pairs(group: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for number, one in enumerate(group) for other in group[number + 1 :]]


def _shingles(article: schema.Article) -> frozenset[int]:
    story = [article.text[s.char_start : s.char_end] for s in article.sentences if s.part in ("body", "caption")]
    words = fold(" ".join(story) or article.text).split()
    if len(words) < SHINGLE_WORDS:
        return frozenset()
    runs = range(len(words) - SHINGLE_WORDS + 1)
    return frozenset(crc32(" ".join(words[start : start + SHINGLE_WORDS]).encode()) for start in runs)


def _resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
