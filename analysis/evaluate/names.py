"""How well names are read on the development articles: exact spans and kinds, precision, recall and F1."""

from pathlib import Path

from analysis.evaluate import corpora, matching

ARTICLES = "articles/dev.jsonl"
CORPORA = (ARTICLES,)
KIND = {"PERSON": "person", "ORG": "organisation", "LOC": "place", "FAC": "place", "NORP": "group"}
"""The corpus' labels in our kinds; EVENT, PRODUCT and WORK are not measured."""


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """F1 in per cent, of all kinds together and of each."""
    counts = dict.fromkeys(("all", *KIND.values()), (0, 0, 0))
    for record in corpora.records(shared / "corpora" / ARTICLES, limit):
        document = corpora.document(record["text"], before="places")
        found = {(name.char_start, name.char_end, name.kind) for name in document.names if name.kind != "other"}
        gold = {(start, end, KIND[label]) for start, end, label in record["names"] if label in KIND}
        for kind in counts:
            ours, theirs = ({name for name in names_ if kind in ("all", name[2])} for names_ in (found, gold))
            hits = matching.exact(ours, theirs)
            counts[kind] = tuple(map(sum, zip(counts[kind], hits, strict=True)))  # type: ignore[assignment]
    return {f"{kind}.f": matching.score(*count).f1 for kind, count in counts.items()}
