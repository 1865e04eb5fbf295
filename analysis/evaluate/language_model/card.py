"""The card of the language model (data/model/README.md): corpora, licences, how it was trained, how well it does.

`corpora_of` reads it back, so that a test can refuse weights that may not ship.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from analysis.evaluate.quote_model_card import FREE

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| `([0-9a-f]{64})` \|$", flags=re.MULTILINE)

TEXT = """# The language model

A spaCy 3.8 pipeline: tok2vec, tagger, morphologizer, parser and trainable_lemmatizer (Universal Dependencies labels),
and ner (PERSON ORG LOC NORP) with a network of its own. Runs on a CPU with spaCy alone. Rebuilt by `make model`; what
was tried: docs/adr/0021. Licence of the weights: CC BY-SA 4.0 (LICENSE).

## Trained on

| corpus | what | licence | credit | SHA-256 |
|---|---|---|---|---|
{rows}

Word lists that the names are shown (vectors of 16 numbers): GeoNames (CC BY 4.0) through data/gazetteer, the US census
of 1990 (public domain) through the PyPI package `names` (MIT), and data/lexicons (ours).

## How

{how}

## How well

{scores}
"""


class Row(NamedTuple):
    """A corpus that was trained on."""

    path: str
    what: str
    licence: str
    credit: str
    sha256: str


def may_ship(licence: str) -> bool:
    """Whether weights trained on a corpus under this licence may ship."""
    return FREE.fullmatch(licence.strip()) is not None


def corpora_of(card: str) -> list[Row]:
    """The corpora that a card names."""
    return [Row(*(cell.strip() for cell in cells)) for cells in ROW.findall(card)]


def text(rows: Iterable[Row], how: str, scores: Mapping[str, float]) -> str:
    """The card. `scores`: measures of `analysis evaluate parse names` in per cent."""
    lines = "\n".join(f"| `{r.path}` | {r.what} | {r.licence} | {r.credit} | `{r.sha256}` |" for r in rows)
    shown = "\n".join(
        ["| measure | per cent |", "|---|---|", *(f"| {k} | {v:.1f} |" for k, v in sorted(scores.items()))]
    )
    return TEXT.format(rows=lines, how=how, scores=shown)


def write(folder: Path, rows: Iterable[Row], how: str, scores: Mapping[str, float]) -> None:
    """Write the card into a model's folder."""
    (folder / "README.md").write_text(text(rows, how, scores), encoding="utf-8")
