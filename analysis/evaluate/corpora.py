"""Reading the development corpora: records of JSON lines, and documents annotated as far as a measure needs."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.language import Language

from analysis import annotate, language, parts, schema
from analysis.document import Document
from analysis.times import publication

Record = dict[str, Any]


def records(path: Path, limit: int | None = None) -> list[Record]:
    """The records of a corpus; with `limit`, about that many, evenly spread over it."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    step = max(1, len(lines) // limit) if limit else 1
    return [json.loads(line) for line in lines[::step]]


def document(
    text: str, published: str | None = None, *, title: str = "", before: str | None = None, clean: bool = False,
    pipeline: Language | None = None,
) -> Document:  # fmt: skip
    """A text run through the stages before the one named (all where None).

    Without `clean` the whole text is body. Without a date one is inferred from the text, as for any article.
    """
    found = parts.find(text) if clean else (schema.Part(0, len(text), "body"),)
    doc, sentences = language.parse(text, found, pipeline or language.load())
    made = Document(text=text, doc=doc, parts=found, sentences=sentences, title=title, published=published)
    made = replace(made, published=published or publication.infer(made))
    for name, extract in annotate.STAGES:
        if name == before:
            break
        made = made.with_rows(**{field: tuple(rows) for field, rows in extract(made).items()})
    return made


def percent(part: float, whole: float) -> float:
    """`part` of `whole` in per cent; 0 where there is nothing to count."""
    return 100 * part / whole if whole else 0.0
