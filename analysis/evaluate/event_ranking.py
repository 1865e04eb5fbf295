"""Fit the weights by which events are ranked: `python -m analysis.evaluate.event_ranking`.

Each article of ours with timeline events gives its candidates: 1 where the trigger is a gold trigger, ½ where its
sentence is a gold sentence whose trigger is no candidate, else 0. Logistic regression with a ridge, by gradient
descent. Only ../shared/corpora/articles/train.jsonl is read; dev.jsonl is for measuring.
"""

import csv
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from analysis import schema
from analysis.evaluate import corpora
from analysis.events import candidates, ranking, status
from analysis.events.dating import Dates
from analysis.events.speakers import Speakers
from analysis.lexicons import FOLDER
from analysis.settings import ROOT

RIDGE = 0.02
STEPS = 1500
RATE = 1.0
RARE = 4  # features met less often are left out
HALF = 0.5

Row = tuple[tuple[str, ...], float]


def rows(records: Iterable[dict[str, Any]]) -> list[list[Row]]:
    """Features and target of every candidate, by article."""
    found = []
    for record in records:
        document = corpora.document(
            record["text"], record["published"], title=record["title"], before="events", clean=True
        )
        dates, speakers = Dates(document), Speakers(document)
        offered = list(candidates.find(document))
        article: list[Row] = []
        unmet = [g for g in record["events"] if not any(_covers(g["trigger_span"], c.trigger.idx) for c in offered)]
        for candidate in offered:
            start = candidate.trigger.idx
            caption = document.sentences[candidate.sentence_no].part == "caption"
            claimed = status.of(candidate, in_caption=caption)
            dating = dates.of(candidate, claimed)
            if not dating.own and status.is_only_intended(candidate, claimed):
                continue
            names = ranking.features(candidate, dating, claimed, speakers.of(start), document)
            target = float(any(_covers(gold["trigger_span"], start) for gold in record["events"]))
            target = target or HALF * any(_covers(gold["sentence"], start) for gold in unmet)
            article.append((tuple(names), target))
        found.append(article)
    return found


def fit(examples: Sequence[Row]) -> dict[str, float]:
    """Log-odds by feature; deterministic."""
    counts = Counter(name for names, _ in examples for name in names)
    weights = {name: 0.0 for name in sorted(counts) if counts[name] >= RARE}
    for _ in range(STEPS):
        slope = {name: RIDGE * len(examples) / 10 * weight for name, weight in weights.items()}
        for names, target in examples:
            off = 1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in names))) - target
            for name in names:
                if name in slope:
                    slope[name] += off
        for name in weights:
            weights[name] -= RATE * slope[name] / (counts[name] + 10)
    return weights


def write(weights: dict[str, float], path: Path = FOLDER / "event_ranking.csv") -> None:
    """The weights as a lexicon."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("# Log-odds that a candidate belongs on a timeline; made by analysis.evaluate.event_ranking.\n")
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(["feature", "weight", "source"])
        for name, weight in sorted(weights.items()):
            lines.writerow([name, f"{weight:.3f}", "fitted on our annotation of Wikinews articles (train)"])


def _covers(span: schema.Span, char: int) -> bool:
    return span[0] <= char < span[1]


def main() -> None:
    """Fit on the training articles and write data/lexicons/event_ranking.csv."""
    path = ROOT.parent / "shared" / "corpora" / "articles" / "train.jsonl"
    articles = rows(record for record in corpora.records(path) if record.get("events"))
    write(fit([row for article in articles for row in article]))


if __name__ == "__main__":
    main()
