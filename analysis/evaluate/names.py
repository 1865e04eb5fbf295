"""How well names are read: exact spans and kinds, precision, recall and F1, from running text.

On the development articles, and on news and mixed texts that others annotated (UNER PUD, GUM), each by its own guide.
"""

from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import DocBin

from analysis import language
from analysis.evaluate import corpora, matching

ARTICLES = "articles/dev.jsonl"
TESTS = {"pud": "language/ner_uner_pud_test.spacy", "gum": "language/ner_gum_test.spacy"}
CORPORA = (ARTICLES, *TESTS.values())
KIND = {"PERSON": "person", "ORG": "organisation", "LOC": "place", "FAC": "place", "NORP": "group"}
"""The corpus' labels in our kinds; EVENT, PRODUCT and WORK are not measured."""

Names = set[tuple[int, int, str]]
"""Begin and end in the text, and kind."""


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """F1 in per cent: `<kind>.f` on the articles, of all kinds together and of each; `pud.all.f`, `gum.all.f`."""
    results = {f"{kind}.f": value for kind, value in f_by_kind(_articles(shared / "corpora" / ARTICLES, limit)).items()}
    for name, path in TESTS.items():
        results[f"{name}.all.f"] = f_by_kind(_docs(shared / "corpora" / path, limit))["all"]
    return results


def f_by_kind(texts: Iterator[tuple[str, Names]]) -> dict[str, float]:
    """F1 in per cent of all kinds together and of each, over (text, its gold names)."""
    counts = dict.fromkeys(("all", *dict.fromkeys(KIND.values())), (0, 0, 0))
    for text, gold in texts:
        document = corpora.document(text, before="places")
        found = {(name.char_start, name.char_end, name.kind) for name in document.names if name.kind != "other"}
        for kind in counts:
            ours, theirs = ({name for name in names_ if kind in ("all", name[2])} for names_ in (found, gold))
            hits = matching.exact(ours, theirs)
            counts[kind] = tuple(map(sum, zip(counts[kind], hits, strict=True)))  # type: ignore[assignment]
    return {kind: matching.score(*count).f1 for kind, count in counts.items()}


def _articles(path: Path, limit: int | None) -> Iterator[tuple[str, Names]]:
    for record in corpora.records(path, limit):
        yield record["text"], {(start, end, KIND[label]) for start, end, label in record["names"] if label in KIND}


def _docs(path: Path, limit: int | None) -> Iterator[tuple[str, Names]]:
    """Texts of a DocBin whose `ents` are the names."""
    vocab = language.load().vocab
    for doc in list(DocBin().from_disk(path).get_docs(vocab))[:limit]:
        yield doc.text, {(e.start_char, e.end_char, KIND[e.label_]) for e in doc.ents if e.label_ in KIND}
