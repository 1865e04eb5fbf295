"""Many articles: read, annotated by one process or by many, added to a corpus in batches; one bad one stops nothing.

An article is added whole or not at all. Work is cancelled by a stop file, looked for between articles: what is
finished stays, and the desk is derived anew. Does not print; the command line and jobs show the progress.
"""

import logging
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from analysis import provenance, schema
from analysis.errors import DatelineError, GazetteerError, ModelError
from analysis.read import Reading
from analysis.settings import settings

TASK_ARTICLES = 50
"""Articles of one task: so many take a worker some ten seconds, beside which the model's loading and the way there
and back do not count. Fewer than this are annotated in this process."""
COMMIT_ARTICLES = 25
"""Articles added in one commit by a single process; a commit costs some 20 ms."""


class Told(NamedTuple):
    """A sentence on one record. `article_id`: the article that was there already, where that is what it tells."""

    where: str
    sentence: str
    file: str = ""
    article_id: str = ""


@dataclass(slots=True)
class FileCount:
    """What became of the records of one file. `article_id`: the first of its articles that the corpus now holds."""

    total: int = 0
    done: int = 0
    added: int = 0
    duplicates: int = 0
    failed: int = 0
    article_id: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of the records, in all and file by file; `found` counts the marks in the articles added."""

    total: int = 0
    done: int = 0
    added: int = 0
    duplicates: int = 0
    cancelled: bool = False
    failures: list[Told] = field(default_factory=list)
    notices: list[Told] = field(default_factory=list)
    files: dict[str, FileCount] = field(default_factory=dict)
    found: Counter[str] = field(default_factory=Counter)
    begun: tuple[float, int] | None = None
    """When the first article was annotated (a monotonic clock) and what was done then: the model is loaded by now."""

    def file(self, label: str) -> FileCount:
        """The count of the file of this name."""
        return self.files.setdefault(label, FileCount())

    def rate(self) -> float:
        """Records done in a second since the first article was annotated; 0 while nobody can know."""
        if self.begun is None or self.done <= self.begun[1]:
            return 0.0
        return (self.done - self.begun[1]) / max(time.monotonic() - self.begun[0], 1e-6)


Progress = Callable[[Outcome, str], None]
Annotated = tuple[schema.Article, str]  # an article and "", or the article as it was and the sentence of its failure


def process(
    readings: Iterable[Reading], corpus: str, on_progress: Progress, *, stop: Path | None = None, workers: int = 0,
    again: bool = False,
) -> Outcome:  # fmt: skip
    """Annotate the articles that `corpus` does not hold yet, add them, and derive its desk anew.

    `on_progress` gets the outcome so far and what is being done. `again` annotates and replaces articles that are
    there. `workers`: processes; 0 as many as the settings say. Raises CorpusError where the corpus cannot be changed,
    ModelError and GazetteerError where nothing can be annotated.
    """
    from analysis.corpus import corrections, layout, snapshot, store

    layout.ensure(corpus)
    layout.about(corpus)  # a corpus that no page could open gets no articles
    outcome = Outcome()
    known = set() if again else store.ids(corpus)
    articles, files = _new_articles(readings, known, outcome, on_progress, stop)
    standing = corrections.standing(corrections.read(corpus))
    moved = corrections.dates_set(standing)  # their "yesterday" counts from the date that a person set
    as_read = {article.article_id: article for article in articles if article.article_id in moved}
    articles = [corrections.apply(a, standing[a.article_id]) if a.article_id in as_read else a for a in articles]
    run = provenance.run()
    write = store.replace if again else store.append
    if articles:
        on_progress(outcome, "loading the language model")
    pending: list[schema.Article] = []

    def commit() -> None:
        if pending:
            outcome.added += write(corpus, pending)
            _count_added(pending, files, outcome)
            pending.clear()

    def finish() -> None:
        commit()
        outcome.cancelled = _stopped(stop)
        if outcome.added and run.run_id not in {made.run_id for made in store.runs(corpus)}:
            store.add_run(corpus, run)

    try:
        for batch in _annotate_all(articles, stop, workers, corpus):
            for article, problem in batch:
                _count(article, problem, files[article.article_id], outcome)
                if not problem:
                    kept = corrections.with_date_of(article, as_read.get(article.article_id, article))
                    pending.append(replace(kept, run_id=run.run_id))
            outcome.begun = outcome.begun or (time.monotonic(), outcome.done)
            if len(pending) >= COMMIT_ARTICLES:
                commit()
            on_progress(outcome, batch[-1][0].title or batch[-1][0].source)
        finish()
        on_progress(outcome, "deriving what the pages read")
    except BaseException:  # what is finished is kept and can be read; the first error is the one to tell
        for keep in (finish, partial(snapshot.build, corpus)):
            with suppress(Exception):
                keep()
        raise
    snapshot.build(corpus)  # with nothing added too: a process that was killed may have left it behind the truth
    return outcome


def again(
    corpus: str, article_ids: Collection[str] | None, on_progress: Progress, *, stop: Path | None = None,
    workers: int = 0,
) -> Outcome:  # fmt: skip
    """Annotate articles that are in `corpus` again (None: all), as after a correction of their publication date."""
    from analysis.corpus import store

    stored = store.read(corpus, article_ids=article_ids)
    readings = [Reading(_as_read(article), article.source) for article in stored]
    return process(readings, corpus, on_progress, stop=stop, workers=workers, again=True)


def _as_read(article: schema.Article) -> schema.Article:
    """A stored article as its reader made it: without annotations, and without a date that was worked out of them."""
    bare = replace(
        article, parts=(), sentences=(), names=(), people=(), places=(), times=(), quotes=(), events=()
    )  # fmt: skip
    if article.published_basis != "inferred":
        return bare
    return replace(bare, published=None, published_precision="none", published_basis="none")


def _count(article: schema.Article, problem: str, file: str, outcome: Outcome) -> None:
    outcome.done += 1
    outcome.file(file).done += 1
    if problem:
        outcome.file(file).failed += 1
        outcome.failures.append(Told(article.source, f"{article.source}: {problem}", file))
    elif article.language != "en":
        outcome.notices.append(
            Told(
                article.source,
                f"{article.source}: kept but not analysed, for it is not in English ({article.language}).",
                file,
            )
        )


def _count_added(articles: Iterable[schema.Article], files: dict[str, str], outcome: Outcome) -> None:
    for article in articles:
        file = outcome.file(files[article.article_id])
        file.added += 1
        file.article_id = file.article_id or article.article_id
        outcome.found.update(
            places=sum(place.is_spoken_of for place in article.places), events=len(article.events),
            quotes=len(article.quotes),
        )  # fmt: skip


def _new_articles(
    readings: Iterable[Reading], known: set[str], outcome: Outcome, on_progress: Progress, stop: Path | None
) -> tuple[list[schema.Article], dict[str, str]]:
    """The articles to annotate, and the file of each; what cannot be read or is there already is counted as done."""
    articles: list[schema.Article] = []
    files: dict[str, str] = {}
    seen: dict[str, str] = {}
    for reading in readings:
        if _stopped(stop):
            break
        outcome.total += 1
        article, file = reading.article, outcome.file(reading.file)
        file.total += 1
        if article is None:
            file.failed += 1
            outcome.failures.append(Told(reading.where, reading.sentence, reading.file))
        elif article.article_id in known or article.article_id in seen:
            twin = seen.get(article.article_id)
            where = f"it was read from {twin} already" if twin else "it is in the corpus already"
            outcome.duplicates += 1
            file.duplicates += 1
            file.article_id = file.article_id or article.article_id
            sentence = f"{reading.where}: this article was not added again; {where}."
            outcome.notices.append(Told(reading.where, sentence, reading.file, article.article_id))
        else:
            seen[article.article_id] = reading.where
            files[article.article_id] = reading.file
            articles.append(article)
            if reading.sentence:
                outcome.notices.append(Told(reading.where, reading.sentence, reading.file))
        file.done = file.failed + file.duplicates
        outcome.done = outcome.total - len(articles)
        if outcome.total % 100 == 0:
            on_progress(outcome, f"reading {reading.where}")
    return articles, files


def _annotate_all(
    articles: Sequence[schema.Article], stop: Path | None, workers: int, corpus: str
) -> Iterator[list[Annotated]]:
    """Annotated articles one by one, or in batches and in no particular order when there are many."""
    count = workers or settings().workers or os.cpu_count() or 1
    if len(articles) >= TASK_ARTICLES and count > 1:
        yield from _by_workers(articles, stop, count, corpus)
        return
    for article in articles:
        if _stopped(stop):
            return
        yield annotate_batch([article], None, corpus)


def annotate_batch(articles: Sequence[schema.Article], stop: Path | None, corpus: str = "") -> list[Annotated]:
    """Annotate until the end or until the stop file appears. Runs in a worker, which loads the model once.

    `corpus`: whose home, if it has one, is that of articles whose outlet has none.
    """
    from analysis.annotate import annotate
    from analysis.places.gazetteer import gazetteer

    batch: list[Annotated] = []
    for article in articles:
        if _stopped(stop):
            break
        try:
            home = gazetteer().home_of(article.outlet, corpus)
            batch.append((annotate(article, home=home), ""))
        except (ModelError, GazetteerError):  # no article could be annotated: that is said once
            raise
        except DatelineError as error:
            batch.append((article, str(error)))
    return batch


def _by_workers(
    articles: Sequence[schema.Article], stop: Path | None, count: int, corpus: str
) -> Iterator[list[Annotated]]:
    """Tasks to `count` processes of this machine, as many waiting as working; results as they come.

    The tasks of a worker that dies are done again one article at a time, so that only the one that kills it fails.
    """
    import dask
    from distributed import Client, KilledWorker, LocalCluster, as_completed

    size = min(TASK_ARTICLES, -(-len(articles) // count))
    tasks = deque(articles[start : start + size] for start in range(0, len(articles), size))
    suspects: list[schema.Article] = []
    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    cluster = LocalCluster(
        n_workers=min(count, len(tasks)), threads_per_worker=1, processes=True, host="127.0.0.1",
        dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False}, silence_logs=logging.CRITICAL,
    )  # fmt: skip
    with cluster, Client(cluster) as client:

        def submit(task: Sequence[schema.Article]) -> Any:
            future = client.submit(annotate_batch, task, stop, corpus, pure=False)
            submitted[future] = task
            return future

        submitted: dict[Any, Sequence[schema.Article]] = {}
        running = as_completed([submit(tasks.popleft()) for _ in range(min(len(tasks), 2 * count))])
        for future in running:
            task = submitted.pop(future)
            try:
                batch = future.result()
            except KilledWorker:
                batch = []
                suspects += task
            while tasks and len(submitted) < 2 * count and not _stopped(stop):
                running.add(submit(tasks.popleft()))
            if batch:
                yield batch
        for article in suspects:
            if _stopped(stop):
                return
            try:
                yield client.submit(annotate_batch, [article], stop, corpus, pure=False).result()
            except KilledWorker:
                yield [(article, "its analysis broke a worker off, as when memory runs out; split the article.")]


def _stopped(stop: Path | None) -> bool:
    return stop is not None and stop.exists()
