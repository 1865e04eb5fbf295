"""One pipeline out of the two that were trained apart: the parse, and the names with their word lists."""

from pathlib import Path

import spacy
from spacy.language import Language

DESCRIPTION = (
    "Tagger, morphologizer, lemmatizer, parser (Universal Dependencies labels) and names (PERSON ORG LOC NORP) "
    "for English news"
)


def join(parse: Path, names: Path, version: str) -> Language:
    """The pipeline in folder `parse`, its names taken from the one in folder `names` (an older `ner` is replaced)."""
    pipeline, second = spacy.load(parse, exclude=["ner"]), spacy.load(names)
    for string in second.vocab.strings:
        pipeline.vocab.strings.add(string)
    pipeline.vocab.vectors = second.vocab.vectors
    pipeline.add_pipe("ner", source=second)
    pipeline.meta |= {
        "name": "dateline_sm", "version": version, "description": DESCRIPTION, "author": "Dateline",
        "license": "CC BY-SA 4.0",
    }  # fmt: skip
    return pipeline
