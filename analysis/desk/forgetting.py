"""Forgetting articles: nothing of them is left in the truth and its log, in corrections, in any desk or index.

Other than removing, which can be undone for an hour. May be done again at will: what a crash cut off is finished then.
The jobs of the
corpus go too, with the files that pages were given; copies that somebody made elsewhere are not looked for.
"""

from collections.abc import Collection

from analysis.corpus import corrections, layout, snapshot, store, truth, versions
from analysis.corpus.lock import locked
from analysis.desk import jobs, removals


def forget(corpus: str, article_ids: Collection[str]) -> int:
    """Leave nothing of these articles; return how many of them were there.

    Removals that could still be undone are over with this, of other articles too. Raises BusyError while the corpus is
    being added to, CorpusError where its articles lie on object storage.
    """
    layout.require(corpus)
    wanted = set(article_ids)
    jobs.forget(corpus)
    with locked(corpus, "work"):
        count = store.remove(corpus, wanted)
        with locked(corpus):
            corrections.forget(corpus, wanted)
            for table in (store.ARTICLES, corrections.CORRECTIONS):
                truth.purge(corpus, table)
        removals.drop_all(corpus)
        version = snapshot.build(corpus, whole=True)
        with locked(corpus, "desk"):
            versions.prune(corpus, snapshot.current_version(corpus) or version, even_if_read=True)
    return count
