"""Many articles into a corpus: all of them, each whole, whatever is wrong with some."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis import batch, provenance, schema
from analysis.batch import Outcome
from analysis.corpus import snapshot, store
from analysis.read import Reading, read_text
from tests.factory import corpora_in


@pytest.fixture(autouse=True)
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpora_in(monkeypatch, tmp_path / "corpora")


def story(number: int) -> Reading:
    return read_text(f"A ferry broke loose near Passau on Tuesday, police said. It was ferry number {number}.")


def quiet(_outcome: Outcome, _doing: str) -> None:
    """Nobody looks."""


def test_articles_are_annotated_and_can_be_read_from_the_desk() -> None:
    told: list[tuple[int, int, str]] = []
    outcome = batch.process(
        [story(1), story(2)], "river", lambda so_far, doing: told.append((so_far.done, so_far.total, doing))
    )
    assert (outcome.total, outcome.done, outcome.added, outcome.cancelled) == (2, 2, 2, False)
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    articles = list(store.read("river"))
    assert all(article.places for article in articles)
    assert (
        {article.run_id for article in articles} == {provenance.run().run_id} == {r.run_id for r in store.runs("river")}
    )
    assert snapshot.digests("river")["articles"]["rows"] == 2


def test_the_same_article_twice_is_told_and_not_added_again() -> None:
    first = batch.process([story(1), story(1)], "river", quiet)
    again = batch.process([story(1), story(2)], "river", quiet)
    assert (first.added, first.duplicates, again.added, again.duplicates) == (1, 1, 1, 1)
    assert [told.sentence for told in first.notices + again.notices] == [
        "pasted: this article was not added again; it was read from pasted already.",
        "pasted: this article was not added again; it is in the corpus already.",
    ]
    assert len(store.ids("river")) == 2


def test_what_fails_is_told_and_the_rest_is_processed(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.settings import settings

    monkeypatch.setattr(settings(), "max_article_chars", 500)
    readings = [story(1), read_text(""), read_text("word " * 200), story(2)]
    outcome = batch.process(readings, "river", quiet)
    assert (outcome.total, outcome.done, outcome.added) == (4, 4, 2)
    assert len(outcome.failures) == 2
    assert all(told.sentence.startswith(told.where) or "pasted text" in told.sentence for told in outcome.failures)


def test_every_file_is_counted_by_itself_and_the_rate_is_known_after_the_first_article() -> None:
    files = [story(1)._replace(file="a"), story(2)._replace(file="b"), story(1)._replace(file="b"),
             read_text("")._replace(file="b"), story(3)._replace(file="c")]  # fmt: skip
    rates: list[float] = []
    outcome = batch.process(files, "river", lambda so_far, _doing: rates.append(so_far.rate()))
    counted = {name: (c.total, c.done, c.added, c.duplicates, c.failed) for name, c in outcome.files.items()}
    assert counted == {"a": (1, 1, 1, 0, 0), "b": (3, 3, 1, 1, 1), "c": (1, 1, 1, 0, 0)}
    a, b, c = (outcome.files[name].article_id for name in "abc")
    assert a == b and {a, c} < store.ids("river"), "the first that the corpus holds, be it there already"
    assert outcome.found["places"] == sum(not p.demonym for a in store.read("river") for p in a.places)
    assert rates[0] == 0 and rates[-1] > 0


def test_an_article_in_another_language_is_kept_and_told() -> None:
    german = read_text(
        "Die Fähre hatte sich am Dienstag gelöst und trieb auf die Brücke zu, sagte die Polizei am Mittwoch."
    )
    outcome = batch.process([german], "river", quiet)
    assert outcome.added == 1 and not outcome.failures
    assert "not in English (de)" in outcome.notices[0].sentence


def test_a_stop_file_ends_the_work_between_articles_and_keeps_what_is_finished(tmp_path: Path) -> None:
    stop = tmp_path / "stop"

    def stop_after_two(outcome: Outcome, _doing: str) -> None:
        if outcome.done == 2:
            stop.touch()

    outcome = batch.process([story(n) for n in range(5)], "river", stop_after_two, stop=stop)
    assert outcome.cancelled and outcome.added == outcome.done == 2
    assert len(store.ids("river")) == snapshot.digests("river")["articles"]["rows"] == 2


def test_an_error_in_the_middle_leaves_whole_articles_and_a_desk() -> None:
    def broken(outcome: Outcome, _doing: str) -> None:
        if outcome.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.process([story(n) for n in range(5)], "river", broken)
    assert snapshot.digests("river")["articles"]["rows"] == len(store.ids("river")) == 2


def test_nothing_to_add_still_leaves_a_corpus_that_can_be_opened() -> None:
    assert batch.process([], "river", quiet).total == 0
    assert snapshot.digests("river")["articles"]["rows"] == 0


def test_many_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "TASK_ARTICLES", 4)
    readings = [story(n) for n in range(6)]
    batch.process(readings, "many", quiet, workers=2)
    batch.process(readings, "one", quiet, workers=1)
    assert snapshot.digests("many") == snapshot.digests("one")


def dying(articles: Sequence[schema.Article], stop: Path | None, corpus: str) -> list[batch.Annotated]:
    """A worker that dies of one article."""
    if any("number 3." in article.text for article in articles):
        os._exit(1)
    return [(article, "") for article in articles]


def test_an_article_that_kills_its_worker_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "TASK_ARTICLES", 4)
    monkeypatch.setattr(batch, "annotate_batch", dying)
    outcome = batch.process([story(n) for n in range(6)], "river", quiet, workers=2)
    assert (outcome.done, outcome.added) == (6, 5)
    assert "broke a worker off" in outcome.failures[0].sentence


def test_a_run_has_the_same_id_until_something_that_annotates_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.settings import settings

    provenance.run.cache_clear()
    before = provenance.run().run_id
    provenance.run.cache_clear()
    assert provenance.run().run_id == before
    monkeypatch.setattr(settings(), "max_article_chars", 77)
    provenance.run.cache_clear()
    assert provenance.run().run_id != before
    provenance.run.cache_clear()
