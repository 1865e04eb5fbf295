"""Gold texts in a light form that is quick to copy: words, spaces and their annotation as plain lists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span
from spacy.training import Alignment, Example
from spacy.vocab import Vocab

LONGEST_WORDS = 90
"""Words of a part of a text that is trained on at once: the parser takes as many steps as the longest text needs."""


@dataclass
class Text:
    """Words of one or more sentences. `heads` are positions; `ents` are IOB tags with their label."""

    words: list[str]
    spaces: list[bool]
    syntax: dict[str, Any] = field(default_factory=dict)  # tags, pos, morphs, lemmas, heads, deps; or nothing
    ents: list[str] | None = None

    def __len__(self) -> int:
        return len(self.words)


def of_span(span: Doc | Span) -> Text:
    """The annotation that a Doc or a run of its sentences has."""
    tokens = list(span)
    doc = tokens[0].doc
    first = tokens[0].i
    text = Text([t.text for t in tokens], [bool(t.whitespace_) for t in tokens])
    if doc.has_annotation("DEP"):
        text.syntax = {
            "tags": [t.tag_ for t in tokens], "pos": [t.pos_ for t in tokens], "morphs": [str(t.morph) for t in tokens],
            "lemmas": [t.lemma_ for t in tokens], "heads": [t.head.i - first for t in tokens],
            "deps": [t.dep_ for t in tokens],
        }  # fmt: skip
    if doc.has_annotation("ENT_IOB"):
        text.ents = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in tokens]
    return text


def parts(doc: Doc, most: int = LONGEST_WORDS) -> Iterator[Text]:
    """A parsed text as runs of whole sentences of at most `most` words (one sentence may be longer)."""
    run: list[Span] = []
    for sentence in doc.sents:
        if run and sentence.end - run[0].start > most:
            yield of_span(doc[run[0].start : run[-1].end])
            run = []
        run.append(sentence)
    if run:
        yield of_span(doc[run[0].start : run[-1].end])


def example(vocab: Vocab, text: Text) -> Example:
    """What spaCy trains on: the bare words beside the annotated ones."""
    gold = Doc(vocab, words=text.words, spaces=text.spaces, ents=text.ents, **text.syntax)
    bare = Doc(vocab, words=text.words, spaces=text.spaces)
    same = [[at] for at in range(len(text))]
    return Example(bare, gold, alignment=Alignment.from_indices(same, same))
