"""The corpora that the language model is trained on, each with the licence that lets its weights ship."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from analysis.evaluate import corpora as records
from analysis.evaluate.language_model.texts import LONGEST_WORDS, Text, of_span, parts

NAME_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}
"""Labels of the articles that are learnt, as the corpora of names call them."""


class Corpus(NamedTuple):
    """A file of `../shared/corpora`, how often a round goes over it, and what it is."""

    path: str
    what: str
    licence: str
    credit: str
    rounds: float = 1.0


TREEBANKS = (
    Corpus("language/ud_train.spacy", "Universal Dependencies English EWT and GUM (without its NC genres), train",
           "CC BY-SA 4.0", "Universal Dependencies; GUM is under CC BY 4.0"),
)  # fmt: skip
NAMES = (
    Corpus("language/ner_gum_train.spacy", "GUM, train", "CC BY 4.0", "Amir Zeldes and others, Georgetown"),
    Corpus("language/ner_wikigold_train.spacy", "WikiGold", "CC BY 4.0", "Balasuriya and others, Sydney"),
    Corpus("language/ner_cnpol_train.spacy", "CrossNER, politics", "MIT", "Liu and others"),
    Corpus("language/ner_re3d_train.spacy", "re3d, without its NC parts", "CC BY 4.0", "Dstl and others"),
    Corpus("language/ner_uner_ewt_train.spacy", "Universal NER on EWT, train", "CC BY-SA 4.0", "Universal NER"),
    Corpus("language/ner_wnut_train.spacy", "WNUT-17", "CC BY 4.0", "Derczynski and others", 0.3),
)  # fmt: skip
ARTICLES = Corpus("articles/train.jsonl", "our annotation of Wikinews articles, train", "CC BY 2.5",
                  "text: authors at en.wikinews.org", 3.0)  # fmt: skip


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def treebank(path: Path, pipeline: Language) -> list[Text]:
    """The texts of a treebank in parts."""
    return [part for doc in DocBin().from_disk(path).get_docs(pipeline.vocab) for part in parts(doc)]


def named(path: Path, pipeline: Language) -> list[Text]:
    """The texts of a corpus of names (spaCy DocBin) in parts."""
    return [part for doc in DocBin().from_disk(path).get_docs(pipeline.vocab) for part in runs(of_span(doc))]


def articles(path: Path, pipeline: Language) -> list[Text]:
    """The names of annotated articles (JSON lines), paragraph after paragraph without the line breaks, in parts."""
    made = []
    for record in records.records(path):
        doc = pipeline.make_doc(record["text"])
        spans = [
            doc.char_span(start, end, label=NAME_LABELS[label], alignment_mode="expand")
            for start, end, label in record["names"]
            if label in NAME_LABELS
        ]
        doc.set_ents([span for span in spans if span is not None])
        made += list(runs(_without_breaks(doc)))
    return made


def _without_breaks(doc: Doc) -> Text:
    whole = of_span(doc)
    kept = [token.i for token in doc if not token.is_space]
    assert whole.ents is not None
    return Text(
        [whole.words[at] for at in kept], [whole.spaces[at] for at in kept], {}, [whole.ents[at] for at in kept]
    )


def runs(text: Text, most: int = LONGEST_WORDS) -> Iterator[Text]:
    """A long text as runs of about `most` words that end with a full stop, or at least outside a name."""
    assert text.ents is not None
    start = 0
    for at, word in enumerate(text.words):
        long_enough = at + 1 - start >= most * (0.5 if word in ".!?" else 1.5)
        if long_enough and (at + 1 == len(text) or not text.ents[at + 1].startswith("I-")):
            yield Text(text.words[start : at + 1], text.spaces[start : at + 1], {}, text.ents[start : at + 1])
            start = at + 1
    if start < len(text):
        yield Text(text.words[start:], text.spaces[start:], {}, text.ents[start:])
