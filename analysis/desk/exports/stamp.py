"""Where an export comes from: corpus, filters, runs, day and credits, the same words in every kind of file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from analysis import schema

EXERCISE = "Exercise scenario: fictional"
CREDITS = ("Places: GeoNames, CC BY 4.0", "Outlines: Natural Earth, public domain")
MOST_RUNS = 5  # told one by one; a corpus that grew over years has more
_DIGEST = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{8,}\b")  # its beginning tells versions apart on a picture
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every export says of itself. `title`, `credit` and `shown` may come from outside: plain text, any text."""

    corpus: str  # the name in the address
    title: str
    credit: str
    is_exercise: bool
    articles: int  # of the whole corpus
    chosen: int  # of these, what the filters leave
    shown: tuple[str, ...]  # the filters that are on, in words; none: the whole corpus
    address: str  # the same as parameters of an address
    runs: tuple[schema.Run, ...]  # newest first
    exported: date

    def facts(self) -> dict[str, str | list[str]]:
        """The stamp as labelled sentences, in the order in which a file tells them."""
        facts: dict[str, str | list[str]] = {"Corpus": f"{self.title}, {self.credit}" if self.credit else self.title}
        if self.is_exercise:
            facts["Note"] = EXERCISE
        facts["Filtered by"] = list(self.shown) or "nothing: the whole corpus"
        facts["Articles"] = self._chosen()
        facts["Address"] = f"?{self.address}"
        facts["Made by"] = [_run(run) for run in self.runs[:MOST_RUNS]] + self._further_runs()
        facts["Exported"] = self.exported.isoformat()
        facts["Credits"] = list(CREDITS)
        return facts

    def source(self, *credits: str) -> list[str]:
        """The two lines below a picture of a chart: source, filters and `credits`; then day and versions."""
        kind = "the exercise corpus" if self.is_exercise else "the corpus"
        filtered = f", filtered by {'; '.join(self.shown)}" if self.shown else ""
        credit = f" ({self.credit})" if self.credit else ""
        where = f"Source: {self._chosen()} of {kind} “{self.title}”{credit}{filtered}, processed by Dateline"
        day = f"Exported {self.exported.day} {self.exported:%B %Y}"
        return [". ".join(parts) + "." for parts in ((where, *credits), (day, *self._newest_run()))]

    def file_name(self, what: str, ending: str) -> str:
        """`dateline-meridian-places-2026-05-12.csv`: letters, digits and hyphens, whatever the corpus is called."""
        parts = ("dateline", slug(self.corpus)[:40], slug(what), self.exported.isoformat())
        return f"{'-'.join(part for part in parts if part)}.{ending}"

    def _chosen(self) -> str:
        every = _count(self.articles, "article")
        return every if self.chosen == self.articles else f"{self.chosen:,} of {every}"

    def _newest_run(self) -> list[str]:
        if not self.runs:
            return []
        run, others = self.runs[0], len(self.runs) - 1
        made = f"Run {run.run_id}, model {run.model}, gazetteer {run.gazetteer}"
        return [_DIGEST.sub(r"\1", made) + (f", and {_count(others, 'earlier run')}" if others else "")]

    def _further_runs(self) -> list[str]:
        further = len(self.runs) - MOST_RUNS
        return [f"{_count(further, 'earlier run')} more"] if further > 0 else []


def runs_of(found: pd.DataFrame) -> tuple[schema.Run, ...]:
    """Runs out of `queries.runs`; what is not on record is an empty text."""
    names = ("run_id", "made_at", "code", "model", "gazetteer", "lexicons", "settings")
    rows: Iterable[dict[str, object]] = found[list(names)].to_dict("records")
    return tuple(
        schema.Run(**{name: value if isinstance(value, str) else "" for name, value in row.items()}) for row in rows
    )


def address_of(corpus: str, params: Mapping[str, str | list[str]]) -> str:
    """Corpus, filters and what a page keeps in its own keys, as the query part of an address."""
    return urlencode({"corpus": corpus, **params}, doseq=True)


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens."""
    return _SLUG.sub("-", text.lower()).strip("-")


def _run(run: schema.Run) -> str:
    if not run.model:
        return f"run {run.run_id or 'without an id'}, not on record"
    return (
        f"run {run.run_id} of {run.made_at}: model {run.model}, gazetteer {run.gazetteer}, "
        f"lexicons {run.lexicons}, code {run.code}"
    )


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
