"""The card of the trained layer (data/quotes/README.md): what it was trained on, under which licence, and how well.

`corpora_of` reads it back, so that a test can refuse weights that may not ship.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from analysis.settings import DATA

CARD = DATA / "quotes" / "README.md"
FREE = re.compile(r"(?:public domain|ours|Apache-2\.0|MIT|CC0(?: 1\.0)?|CC BY(?:-SA)? [234]\.[05])", re.IGNORECASE)
"""Licences under which a corpus may be trained on: no non-commercial one, none that forbids derivatives, not none."""
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| (\d+) \| `([0-9a-f]{64})` \|$", flags=re.MULTILINE)

TEXT = """# The trained layer for quotes

`weights.csv`: the weights of two conditional logits, read by analysis/quotes/judge.py: who is the source of a cue, and
which words a cue without a quotation beside it reports. A feature with its weight a line, so that it can be read.
Without the file the plain rules stand in. Made by `make quotes-model`; why so: docs/adr/0015.

**Licence** of the weights: that of the code, Apache-2.0; the corpora below are credited here.

## Trained on

| corpus | licence | articles | SHA-256 |
|---|---|---|---|
{rows}

Our own annotation of Wikinews articles (text CC BY 2.5, its authors at en.wikinews.org).

## How

{cases} cases ({sources} of the source, {contents} of the words), {weights}; ridge penalty and number of steps fixed
({ridge}; {steps} steps of AdaGrad from zero), no chance involved. {date}.

## How well

Over the training articles in {folds} parts, each read with weights fitted on the others, per cent. The rules were
written while reading these articles: their scores here flatter them. On other articles: docs/quality.md.

| | found P / R / F | end to end F | direct, end to end F |
|---|---|---|---|
| rules alone | {rules} |
| rules and trained layer | {trained} |
"""


class Corpus(NamedTuple):
    """A corpus that was trained on."""

    name: str
    licence: str
    articles: int
    sha256: str


def may_ship(licence: str) -> bool:
    """Whether weights trained on a corpus under this licence may ship."""
    return FREE.fullmatch(licence.strip()) is not None


def corpora_of(card: str) -> list[Corpus]:
    """The corpora that a card names."""
    return [Corpus(name, licence.strip(), int(count), digest) for name, licence, count, digest in ROW.findall(card)]


def write(
    corpora: Sequence[Corpus], counts: Mapping[str, int], settings: Mapping[str, object],
    rules: Mapping[str, float], trained: Mapping[str, float], path: Path = CARD,
) -> None:  # fmt: skip
    """Write the card. `counts`: cases by task and "weights"; `settings`: ridge, steps and folds."""
    rows = "\n".join(f"| `{c.name}` | {c.licence} | {c.articles} | `{c.sha256}` |" for c in corpora)
    text = TEXT.format(
        rows=rows, cases=f"{counts['source'] + counts['content']:,}", sources=f"{counts['source']:,}",
        contents=f"{counts['content']:,}", weights=f"{counts['weights']:,} weights", **settings,
        date=datetime.now(UTC).date().isoformat(), rules=_scores(rules), trained=_scores(trained),
    )  # fmt: skip
    path.write_text(text, encoding="utf-8")


def _scores(scores: Mapping[str, float]) -> str:
    found = " / ".join(f"{scores[f'found_{part}']:.1f}" for part in ("precision", "recall", "f"))
    return f"{found} | {scores['end_to_end_f']:.1f} | {scores['direct_end_to_end_f']:.1f}"
