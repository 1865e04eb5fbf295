"""Which articles are copies of one another: the same text, or nearly (wire copy with another first line).

Resemblance is the Jaccard index of the sets of five-word runs (Broder 1997), estimated from MinHash signatures that
`rensa` makes. Candidates share a band of their signatures (locality-sensitive hashing, Leskovec et al., Mining of
Massive Datasets, ch. 3), so the work grows with the articles, not with their pairs.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from analysis.corpus.link.features import Features
from analysis.corpus.link.folding import Clusters
from analysis.corpus.link.rows import Duplicate

RESEMBLANCE = 0.5  # half of all five-word runs in common: rewritten stories stay far below, wire copies above
BAND_VALUES = 4  # of 128: a pair at 0.5 shares one of 32 bands with probability 0.87, at 0.6 with 0.99
COMPARED = 60  # neighbours looked at where very many articles share a band


def find(articles: Sequence[Features]) -> dict[str, Duplicate]:
    """The group of copies of every article, and whether it represents them (published first, then longest)."""
    ordered = sorted(articles, key=_seniority)
    by_id = {article.article_id: article for article in ordered}
    clusters = Clusters(by_id)
    by_hash: dict[str, Features] = {}
    for article in ordered:
        clusters.join(by_hash.setdefault(article.text_sha256, article).article_id, article.article_id)
    for one, other in _alike([article for article in by_hash.values() if article.signature]):
        clusters.join(one, other)
    rows = {}
    for members in clusters.sets():
        first = min(members, key=lambda article_id: _seniority(by_id[article_id]))
        for article_id in members:
            rows[article_id] = Duplicate(first, article_id == first)
    return rows


def _seniority(article: Features) -> tuple[str, int, str]:
    return (article.published or "9999", -article.chars, article.article_id)


def _alike(articles: Sequence[Features]) -> list[tuple[str, str]]:
    """The ids of pairs whose signatures agree in `RESEMBLANCE` of their values."""
    signatures = np.array([article.signature for article in articles], dtype=np.uint32)
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for number, signature in enumerate(signatures):
        for band in range(0, signatures.shape[1], BAND_VALUES):
            buckets[band, signature[band : band + BAND_VALUES].tobytes()].append(number)
    met = {
        (one, other)
        for numbers in buckets.values()
        if len(numbers) > 1
        for position, one in enumerate(numbers)
        for other in numbers[position + 1 : position + 1 + COMPARED]
    }
    return [
        (articles[one].article_id, articles[other].article_id)
        for one, other in sorted(met)
        if np.mean(signatures[one] == signatures[other]) >= RESEMBLANCE
    ]
