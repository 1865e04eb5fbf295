"""`make quotes-model`: fit the weights of judge.py on articles whose attributions are annotated.

A case of the first task is a cue of an annotated attribution: who is its source. A case of the second is a cue
without a quotation beside it: its right answer is the reading that shares most words with an annotated attribution of
that cue, at least half of them, or "nothing is reported". Only corpora that may ship are taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.document import Document
from analysis.evaluate import corpora, floors, quote_model_card
from analysis.evaluate import quotes as measure
from analysis.quotes import features, judge, linking, logit, readings, speaking
from analysis.quotes.attribution import WORD, Reading, read_marks
from analysis.quotes.choosing import Rules
from analysis.quotes.contents import Clause, Content
from analysis.quotes.cues import Cue
from analysis.quotes.sources import Source

RIDGE = {"source": 3.0, "content": 3.0}  # by cross-validation over the training articles: adr/0015
FOLDS = 5

Gold = Sequence[dict[str, Any]]


@dataclass
class Collector:
    """A chooser that decides as the rules do and notes every case it is asked about."""

    reading: Reading
    gold: Gold
    proposes: bool = True
    cases: dict[str, list[logit.Case]] = field(default_factory=lambda: {"source": [], "content": []})
    rules: Rules = field(default_factory=Rules)

    def source(self, cue: Cue, by_rule: Source | None, first: int, last: int, quoted: bytearray) -> Source | None:
        """What the rules take; the case is noted where the annotators say who speaks."""
        doc = cue.verb.doc
        told = next(self._of_cue(cue), None)
        options = speaking.options(cue, by_rule, first, last, quoted)
        if told is not None and len(options) > 1:
            heads = [measure.head_of(doc, _span(option.source)) for option in options]
            right = measure.head_of(doc, told.get("source"))
            if right in heads:
                answers = [speaking.of_option(cue, option, quoted) for option in options]
                self.cases["source"].append(logit.Case(answers, heads.index(right)))
        return by_rule

    def content(self, clause: Clause, *, quoted: bool) -> Content | None:
        """What the rules take, after noting the case."""
        options = readings.of(clause)
        if options:
            answers = features.of_case(clause, options, quoted=quoted)
            self.cases["content"].append(logit.Case(answers, self._right(clause, options, quoted=quoted)))
        return self.rules.content(clause, quoted=quoted) if clause.cue.listed and not quoted else None

    def _of_cue(self, cue: Cue):
        """The annotated attributions of a cue."""
        doc = cue.verb.doc
        start, end = doc[cue.start].idx, doc[cue.end - 1].idx + len(doc[cue.end - 1])
        for attribution in self.gold:
            at = attribution["cue"]
            if at is not None and (at[0] <= cue.verb.idx < at[1] or start <= at[0] < end):
                yield attribution

    def _right(self, clause: Clause, options: Sequence[readings.Reading], *, quoted: bool) -> int:
        """The number of the answer that comes nearest to an annotated attribution of this cue; 0 is "nothing"."""
        text = self.reading.document.text
        best, most = 0, judge.AGREEMENT
        for attribution in self._of_cue(clause.cue):
            theirs = _words(text, attribution["content"])
            for number, option in enumerate(options, start=1):
                spans = [linking.char_span(self.reading, s, e, quoted=quoted) for s, e in option.ranges]
                ours = _words(text, spans)
                likeness = len(ours & theirs) / max(1, len(ours | theirs))
                if likeness > most or (likeness == most and best == 0):
                    best, most = number, likeness
        return best


def _span(source: Source | None) -> tuple[int, int] | None:
    if source is None:
        return None
    doc = source.head.doc
    return doc[source.start].idx, doc[source.end - 1].idx + len(doc[source.end - 1])


def _words(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(word.start() for start, end in spans for word in WORD.finditer(text, start, end))


def cases_of(document: Document, gold: Gold) -> dict[str, list[logit.Case]]:
    """The cases of one article with its annotated attributions, by task."""
    collector = Collector(read_marks(document), gold)
    linking.find(document, collector)
    return collector.cases


def fit(cases: Sequence[dict[str, list[logit.Case]]]) -> dict[str, dict[str, float]]:
    """The weights of both tasks from the cases of some articles."""
    return {task: logit.fit([case for each in cases for case in each[task]], ridge) for task, ridge in RIDGE.items()}


def cross_validated(read: Sequence[measure.Read], cases: Sequence[dict[str, list[logit.Case]]]) -> dict[str, float]:
    """Scores over articles each of which is read with weights fitted on the others (in `FOLDS` parts)."""
    compared = []
    for fold in range(FOLDS):
        chooser = judge.Judge(fit([each for number, each in enumerate(cases) if number % FOLDS != fold]))
        compared += measure.compare(read[fold::FOLDS], chooser)
    return measure.core(compared)


def main(
    articles: list[Path],
    licence: Annotated[str, typer.Option(help="licence of the articles: their weights must be free to ship")],
) -> None:
    """Fit data/quotes/weights.csv on annotated ARTICLES (JSON Lines) and write its card."""
    if not quote_model_card.may_ship(licence):
        raise typer.BadParameter(f"weights trained under “{licence}” may not ship with Dateline.")
    read = [measure.read_record(record) for path in articles for record in corpora.records(path)]
    cases = [cases_of(document, gold) for document, gold in read]
    weights = fit(cases)
    rules, trained = measure.core(measure.compare(read, Rules())), cross_validated(read, cases)
    judge.WEIGHTS.parent.mkdir(exist_ok=True)
    logit.save(judge.WEIGHTS, "Made by `make quotes-model`; the card is README.md beside this file.", weights)
    quote_model_card.write(
        [quote_model_card.Corpus(p.name, licence, len(corpora.records(p)), floors.digest(p)) for p in articles],
        {task: sum(len(each[task]) for each in cases) for task in RIDGE} | {"weights": sum(map(len, weights.values()))},
        {"ridge": f"ridge {RIDGE['source']:g} and {RIDGE['content']:g}", "steps": logit.STEPS, "folds": FOLDS},
        rules,
        trained,
    )
    typer.echo(
        f"{judge.WEIGHTS}: end to end F {trained['end_to_end_f']:.1f} across folds, rules {rules['end_to_end_f']:.1f}."
    )


if __name__ == "__main__":
    typer.run(main)
