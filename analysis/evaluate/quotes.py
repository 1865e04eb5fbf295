"""How well quotes are read: found, linked to the right source, the right speaker, the right naming.

*Found*: content words overlap at a Jaccard index of at least one half, one to one. *End to end*: found, and
the source has the right head. *Speaker*, *naming*: of those found, the share with the right canonical name
(case, titles and leading articles aside) and the right naming. Reads the corpora, never writes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Doc

from analysis import lexicons, quotes, schema
from analysis.document import Document
from analysis.evaluate import corpora, matching

LEAST_LIKENESS = 0.5
ARTICLES, POLNEAR = "articles/dev.jsonl", "quotes/polnear_dev_measure_only.jsonl"
CORPORA = (ARTICLES, POLNEAR)
POLNEAR_EVERY = 4  # one article in four: a fast, fixed sample
WORD = re.compile(r"\w+(?:['’]\w+)*")


class Attribution(NamedTuple):
    """What is compared of a quote, ours or the annotators'."""

    words: frozenset[int]  # offsets at which content words begin
    source_head: int | None  # offset of the head word of the source
    kind: str
    speaker: str | None
    naming: str


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Scores in per cent on the development articles and, as `polnear.…`, on one in four of PolNeAR's."""
    folder = shared / "corpora"
    scores = articles(corpora.records(folder / ARTICLES, limit))
    return scores | _polnear(corpora.records(folder / POLNEAR)[::POLNEAR_EVERY][:limit])


def articles(records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Scores over records with attributions by our guide."""
    return summary(attributions(record) for record in records)


def summary(compared: Iterable[tuple[list[Attribution], list[Attribution]]]) -> dict[str, float]:
    """Scores over articles, each ours and the annotators' attributions."""
    pairs: list[tuple[Attribution, Attribution]] = []
    found = gold = 0
    direct = [0, 0, 0]  # pairs with the right source, found, gold
    for ours, theirs in compared:
        found, gold = found + len(ours), gold + len(theirs)
        matched = pair(ours, theirs)
        pairs += matched
        direct[1] += sum(our.kind == "direct" for our in ours)
        direct[2] += sum(their.kind == "direct" for their in theirs)
        direct[0] += sum(same_source(o, t) for o, t in matched if o.kind == "direct" and t.kind == "direct")
    linked = sum(same_source(ours, theirs) for ours, theirs in pairs)
    hit = matching.score(len(pairs), found, gold)
    return {
        "found_precision": hit.precision,
        "found_recall": hit.recall,
        "found_f": hit.f1,
        "end_to_end_f": matching.score(linked, found, gold).f1,
        "direct_end_to_end_f": matching.score(*direct).f1,
        "speaker_right": _share_of([plain(o.speaker) == plain(t.speaker) for o, t in pairs]),
        "naming_right": _share_of([o.naming == t.naming for o, t in pairs]),
    }


def _polnear(records: Sequence[dict[str, Any]]) -> dict[str, float]:
    pairs = linked = found = gold = 0
    for record in records:
        ours, theirs = attributions(record)
        matched = pair(ours, theirs)
        pairs += len(matched)
        linked += sum(same_source(o, t) for o, t in matched)
        found, gold = found + len(ours), gold + len(theirs)
    return {
        "polnear.found_f": matching.score(pairs, found, gold).f1,
        "polnear.end_to_end_f": matching.score(linked, found, gold).f1,
    }


def attributions(record: dict[str, Any]) -> tuple[list[Attribution], list[Attribution]]:
    """Ours and the annotators' attributions of one article of a corpus."""
    document = corpora.document(record["text"], record.get("published"), before="quotes")
    rows = quotes.extract(document)["quotes"]
    return compare(document, [row for row in rows if isinstance(row, schema.Quote)], record["attributions"])


def compare(
    document: Document, rows: Iterable[schema.Quote], gold: Iterable[Mapping[str, Any]]
) -> tuple[list[Attribution], list[Attribution]]:
    """What is compared of the quotes found in a document and of its annotators' attributions."""
    ours = [
        Attribution(_words(document.text, q.content), _head(document.doc, q.source), q.kind, q.speaker, q.naming)
        for q in rows
    ]
    theirs = [
        Attribution(
            _words(document.text, a["content"]),
            _head(document.doc, _one_span(a.get("source"))),
            a.get("kind", ""),
            a.get("speaker"),
            a.get("naming", ""),
        )
        for a in gold
    ]
    return ours, theirs


def pair(ours: Sequence[Attribution], theirs: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Attributions of the same content, one to one."""
    return matching.pair_best(ours, theirs, _likeness, LEAST_LIKENESS)


def same_source(ours: Attribution, theirs: Attribution) -> bool:
    """Whether both name the same source, or both none."""
    return ours.source_head == theirs.source_head


def plain(name: str | None) -> str | None:
    """A speaker's name without case, titles and a leading article."""
    if name is None:
        return None
    titles = {title.casefold() for title in lexicons.words("titles", "title")}
    words = [word.strip(",.\"'") for word in name.casefold().split()]
    while len(words) > 1 and (words[0] in ("the", "a", "an") or words[0] in titles or f"{words[0]}." in titles):
        words.pop(0)
    return " ".join(words)


def _likeness(ours: Attribution, theirs: Attribution) -> float:
    union = len(ours.words | theirs.words)
    return len(ours.words & theirs.words) / union if union else 0.0


def _words(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(word.start() for start, end in spans for word in WORD.finditer(text, start, end))


def _one_span(source: Sequence[Any] | None) -> Sequence[int] | None:
    """A source as one span: PolNeAR gives a list of them, our own corpus one."""
    return source[0] if source and not isinstance(source[0], int) else source or None


def _head(doc: Doc, span: Sequence[int] | None) -> int | None:
    """Where the head word of a source begins; a name's last word, so that both label schemes agree."""
    words = doc.char_span(span[0], span[1], alignment_mode="expand") if span is not None else None
    if words is None:
        return None
    return _last_of_name(doc, words.root.i, words.end)


def _last_of_name(doc: Doc, head: int, end: int) -> int:
    while head + 1 < end and doc[head].pos_ == "PROPN" and doc[head + 1].pos_ == "PROPN":
        head += 1
    return doc[head].idx


def _share_of(right: Sequence[bool]) -> float:
    return corpora.percent(sum(right), len(right))
