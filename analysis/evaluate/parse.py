"""How right tags, parse and sentence boundaries are, on Universal Dependencies test sets.

Tags and labelled attachment with the treebank's own tokens and sentences (as CoNLL scorers do); sentence
boundaries from running text with the boundary rules of `analysis.language`.
"""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from analysis import language, schema
from analysis.evaluate.matching import score

QUOTING = ("ccomp", "parataxis", "appos")
"""Relations that carry quotations and their speakers: measured apart, on news."""
TREEBANKS = {"ewt": "ud_test_ewt", "gum": "ud_test_gum", "pud": "ud_test_pud", "pudnews": "ud_test_pudnews"}
CORPORA = tuple(f"language/{stem}.spacy" for stem in TREEBANKS.values())


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """`<treebank>.{upos,las,sentences_f}` and `pudnews.{ccomp,parataxis,appos}_f` in per cent.

    At most `limit` documents a treebank.
    """
    pipeline = language.load()
    results: dict[str, float] = {}
    for name, stem in TREEBANKS.items():
        docs = list(DocBin().from_disk(shared / "corpora" / "language" / f"{stem}.spacy").get_docs(pipeline.vocab))[
            :limit
        ]
        scores = _tags_and_arcs(pipeline, docs)
        results |= {f"{name}.upos": 100 * scores["pos_acc"], f"{name}.las": 100 * scores["dep_las"]}
        if name == "pudnews":
            results |= {f"{name}.{dep}_f": 100 * scores["dep_las_per_type"][dep]["f"] for dep in QUOTING}
        results[f"{name}.sentences_f"] = _sentences(pipeline, docs)
    return results


def _tags_and_arcs(pipeline: Language, golds: list[Doc]) -> dict[str, Any]:
    """The scores as spaCy's scorer gives them, 0 to 1."""
    examples = []
    for gold in golds:
        words = [token.text for token in gold]
        spaces = [bool(token.whitespace_) for token in gold]
        bare = Doc(pipeline.vocab, words=words, spaces=spaces, sent_starts=[t.is_sent_start for t in gold])
        examples.append(Example(pipeline(bare), gold))
    return Scorer(default_pipeline=("tagger", "morphologizer", "parser")).score(examples)


def _sentences(pipeline: Language, golds: list[Doc]) -> float:
    """F of sentence spans over the treebank's texts, whose line breaks the treebank does not keep."""
    hits = found = expected = 0
    for gold in golds:
        spans = {(sent.start_char, sent.start_char + len(sent.text.rstrip())) for sent in gold.sents}
        _, sentences = language.parse(gold.text, [schema.Part(0, len(gold.text), "body")], pipeline)
        ours = {(sentence.char_start, sentence.char_end) for sentence in sentences}
        hits, found, expected = hits + len(ours & spans), found + len(ours), expected + len(spans)
    return score(hits, found, expected).f1
