"""Fit the weights by which toponyms are told: `python -m analysis.evaluate.place_filter FOLDER`.

A candidate is a toponym where a place or a group is annotated with exactly its span. The shipped parse has learnt the
names of these very texts, and what it says of them is too good: so its names are first learnt anew without each third
of the texts (FOLDER keeps those models; about 15 CPU-minutes), and every text is read by the one that has not seen it.
Logistic regression with a ridge. Only ../shared/corpora/articles/train.jsonl and language/ner_*_train are read.
"""

import csv
import math
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from analysis import language, lexicons, schema
from analysis.evaluate import corpora
from analysis.places import filter
from analysis.places.candidates import candidates
from analysis.places.evidence import Evidence
from analysis.places.gazetteer import gazetteer
from analysis.settings import DATA, ROOT

SHARED = ROOT.parent / "shared" / "corpora"
SPLIT = ("wikigold", "re3d", "gum")
"""Corpora of names that are left out by thirds like our articles. Candidates are read in our articles
alone: encyclopedia and talk made it worse on news (F on LGL 80.4 against 80.9, GeoWebNews 82.1 against 82.3)."""
ALWAYS = ("cnpol", "uner_ewt")
"""Corpora that only the models of names learn from, as data/model did."""
FOLDS = 3
READ_FOLDS = (0, 1)
"""Thirds whose articles give candidates: each needs a model of names that was learnt without it (15 CPU-minutes)."""
STEPS = 4000
LABEL = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}
RIDGE = 1.0
RARE = 8  # features met less often are left out
NEWTON_STEPS = 25


class Text(NamedTuple):
    """A text with the names annotated in it."""

    text: str
    published: str | None
    names: list[tuple[int, int, str]]
    is_ours: bool
    fold: int


class Example(NamedTuple):
    """A candidate: its features, and whether it is a toponym."""

    features: tuple[str, ...]
    is_toponym: bool


def texts() -> list[Text]:
    """What names are learnt from by thirds; our articles among them."""
    found = [
        Text(r["text"], r["published"], [(s, e, LABEL[k]) for s, e, k in r["names"] if k in LABEL], True, n % FOLDS)
        for n, r in enumerate(corpora.records(SHARED / "articles" / "train.jsonl"))
    ]
    for name in SPLIT:
        for n, doc in enumerate(_annotated(name)):
            names = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
            found.append(Text(doc.text, None, names, False, n % FOLDS))
    return found


def _annotated(name: str) -> list[Doc]:
    path = SHARED / "language" / f"ner_{name}_train.spacy"
    return list(DocBin().from_disk(path).get_docs(language.load().vocab))


def models(folder: Path, read: Sequence[Text]) -> list[Language]:
    """Pipelines that have learnt names without the texts of a fold; those in `folder` are taken as they are."""
    found = []
    for fold in READ_FOLDS:
        path = folder / f"without-{fold}"
        if not path.exists():
            _learn_names(folder, fold, [text for text in read if text.fold != fold])
            pipeline = spacy.load(DATA / "model")
            pipeline.remove_pipe("ner")
            pipeline.add_pipe("ner", source=spacy.load(folder / f"names-{fold}" / "model-last"))
            pipeline.to_disk(path)
        found.append(language.load(str(path)))
    return found


def _learn_names(folder: Path, fold: int, read: Sequence[Text]) -> None:
    """Train a model of names with the settings of data/model."""
    nlp = language.load()
    docs = [doc for name in ALWAYS for doc in _annotated(name)] + _annotated("wnut")[::3]
    for text in read:
        doc = nlp.make_doc(text.text)
        spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in text.names)
        doc.ents = filter_spans(span for span in spans if span is not None)
        docs.extend([doc] * (3 if text.is_ours else 1))
    random.Random(1).shuffle(docs)
    folder.mkdir(parents=True, exist_ok=True)
    corpus = folder / f"names-{fold}.spacy"
    DocBin(docs=docs).to_disk(corpus)
    subprocess.run(
        [sys.executable, "-m", "spacy", "train", str(DATA / "model" / "training" / "names.cfg"),
         "--output", str(folder / f"names-{fold}"), "--paths.train", str(corpus), "--paths.dev", str(corpus),
         "--training.max_steps", str(STEPS), "--training.eval_frequency", str(STEPS)],
        check=True,
    )  # fmt: skip


def examples(read: Sequence[Text], pipelines: Sequence[Language]) -> Iterator[list[Example]]:
    """The candidates of every text, read by the pipeline that has not seen it."""
    for text in read:
        document = corpora.document(text.text, text.published, before="places", pipeline=pipelines[text.fold])
        evidence = Evidence(document)
        found = candidates(document, evidence, gazetteer())
        article = filter.Article(found, evidence)
        gold: set[schema.Span] = {(s, e) for s, e, label in text.names if label in ("LOC", "NORP")}
        yield [Example(tuple(filter.features(c, article)), (c.mention.start, c.mention.end) in gold) for c in found]


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Log-odds by feature: Newton's method with a ridge on all but the constant; deterministic."""
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name in counts if counts[name] >= RARE)
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        matrix[number, [column[name] for name in row.features if name in column]] = 1.0
    target = np.array([row.is_toponym for row in rows], float)
    ridge = np.full(len(names), RIDGE)
    ridge[column["always"]] = 1e-3
    weights = np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (target - likely) - ridge * weights
        curve = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def score(rows: Sequence[Example], weights: dict[str, float]) -> tuple[int, int, int]:
    """(right, kept, toponyms) at the filter's threshold."""
    limit = math.log(filter.THRESHOLD / (1 - filter.THRESHOLD))
    kept = [row for row in rows if sum(weights.get(name, 0.0) for name in row.features) >= limit]
    return sum(row.is_toponym for row in kept), len(kept), sum(row.is_toponym for row in rows)


def write(weights: dict[str, float], path: Path = lexicons.FOLDER / "place_filter.csv") -> None:
    """The weights as a lexicon."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# Log-odds that a candidate is a toponym; made by analysis.evaluate.place_filter (place_filter.md).\n"
        )
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(["feature", "weight", "source"])
        for name, weight in sorted(weights.items()):
            lines.writerow([name, f"{weight:.3f}", "fitted on openly licensed annotation of names (train)"])


def main() -> None:
    """Learn, say how well the candidates of texts left out are told, and write data/lexicons/place_filter.csv."""
    known_names = texts()
    pipelines = models(Path(sys.argv[1]), known_names)
    read = [text for text in known_names if text.is_ours and text.fold in READ_FOLDS]
    by_text = list(examples(read, pipelines))
    total = np.zeros(3, int)
    for fold in READ_FOLDS:
        known = [row for text, rows in zip(read, by_text, strict=True) if text.fold != fold for row in rows]
        total += score([row for text, rows in zip(read, by_text, strict=True) if text.fold == fold for row in rows],
                       fit(known))  # fmt: skip
    right, kept, toponyms = total.tolist()
    weights = fit([row for rows in by_text for row in rows])
    write(weights)
    print(f"{sum(map(len, by_text)):,} candidates, {len(weights)} weights; of texts left out: precision "
          f"{100 * right / kept:.1f}, recall of the candidates {100 * right / toponyms:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
