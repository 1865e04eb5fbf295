"""One pipeline out of the two that were trained apart: the parse, and the names with their word lists."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.strings import StringStore

DESCRIPTION = (
    "Tagger, morphologizer, lemmatizer, parser (Universal Dependencies labels) and names (PERSON ORG LOC NORP) "
    "for English news"
)


def join(parse: Path, names: Path, version: str) -> Language:
    """The pipeline in folder `parse`, its names taken from the one in folder `names` (an older `ner` is replaced)."""
    pipeline, second = spacy.load(parse, exclude=["ner"]), spacy.load(names)
    pipeline.vocab.vectors = second.vocab.vectors
    pipeline.add_pipe("ner", source=second)
    pipeline.meta |= {
        "name": "dateline_sm", "version": version, "description": DESCRIPTION, "author": "Dateline",
        "license": "CC BY-SA 4.0",
    }  # fmt: skip
    return pipeline


def save(pipeline: Language, parse: Path, folder: Path) -> None:
    """Write the pipeline with the strings of the parse alone; those of the other corpora are not needed."""
    pipeline.to_disk(folder)
    strings = StringStore().from_disk(parse / "vocab" / "strings.json")
    for label in pipeline.pipe_labels["ner"]:
        strings.add(label)
    strings.to_disk(folder / "vocab" / "strings.json")
