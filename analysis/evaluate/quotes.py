"""How well quotes are read: found, linked to the right source, the right speaker, the right naming.

*Found*: content words overlap at a Jaccard index of at least one half, one to one. *End to end*: found, and
the source has the right head. *Speaker*, *naming*: of those found, the share with the right canonical name
(case, titles and leading articles aside) and the right naming. Measured with the trained layer and, as `rules.…`,
without it. PolNeAR makes one attribution of a quotation and of what goes on behind it without a cue, where our guide
makes two: there, ours are joined before they are compared. Reads the corpora, never writes.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Doc

from analysis import lexicons, quotes
from analysis.document import Document
from analysis.evaluate import corpora, matching
from analysis.quotes.choosing import Chooser, Rules

LEAST_LIKENESS = 0.5
ARTICLES, POLNEAR = "articles/dev.jsonl", "quotes/polnear_dev_measure_only.jsonl"
CORPORA = (ARTICLES, POLNEAR)
POLNEAR_EVERY = 4  # the sample that the first floors were pinned on, not joined
WORD = re.compile(r"\w+(?:['’]\w+)*")

Read = tuple[Document, Sequence[dict[str, Any]]]
"""A document read up to its quotes, with the attributions that annotators give it."""


class Attribution(NamedTuple):
    """What is compared of a quote, ours or the annotators'."""

    words: frozenset[int]  # offsets at which content words begin
    source_head: int | None  # offset of the head word of the source
    kind: str
    speaker: str | None
    naming: str
    goes_on: bool = False  # a quotation without a cue or source of its own
    is_nested: bool = False


class Compared(NamedTuple):
    """Ours and theirs of one article, and which of them are the same."""

    ours: list[Attribution]
    theirs: list[Attribution]
    pairs: list[tuple[Attribution, Attribution]]


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Scores in per cent on the development articles and on PolNeAR's development set, a sample and the whole."""
    folder = shared / "corpora"
    read = [read_record(record) for record in corpora.records(folder / ARTICLES, limit)]
    scores = articles(read) | {f"rules.{name}": value for name, value in core(compare(read, Rules())).items()}
    read = [read_record(record) for record in corpora.records(folder / POLNEAR, limit)]
    sample = core(compare(read[::POLNEAR_EVERY]))
    return (
        scores
        | {f"polnear.{name}": sample[name] for name in ("found_f", "end_to_end_f")}
        | {f"polnear_whole.{name}": value for name, value in core(compare(read, joined=True)).items()}
        | {f"polnear_whole.rules.{name}": value for name, value in core(compare(read, Rules(), joined=True)).items()}
    )


def read_record(record: dict[str, Any]) -> Read:
    """A record parsed up to its quotes, with its attributions."""
    document = corpora.document(record["text"], record.get("published"), before="quotes")
    return document, record["attributions"]


def records(found: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Scores over records with attributions by our guide, parsed here."""
    return articles([read_record(record) for record in found])


def articles(read: Sequence[Read], chooser: Chooser | None = None) -> dict[str, float]:
    """Scores over documents with attributions by our guide."""
    compared = compare(read, chooser)
    pairs = [pair for each in compared for pair in each.pairs]
    return core(compared) | {
        "speaker_right": _share_of([plain(o.speaker) == plain(t.speaker) for o, t in pairs]),
        "naming_right": _share_of([o.naming == t.naming for o, t in pairs]),
    }


def compare(read: Iterable[Read], chooser: Chooser | None = None, *, joined: bool = False) -> list[Compared]:
    """Each article's attributions beside the annotators'; `joined`: those without a cue are part of the one before."""
    compared = []
    for document, gold in read:
        ours = attributions(document, chooser)
        ours = _joined(ours) if joined else ours
        theirs = [_theirs(document, attribution) for attribution in gold]
        compared.append(Compared(ours, theirs, pair(ours, theirs)))
    return compared


def core(compared: Sequence[Compared]) -> dict[str, float]:
    """What can be measured wherever content, cue and source are annotated."""
    pairs = [pair for each in compared for pair in each.pairs]
    found, gold = sum(len(each.ours) for each in compared), sum(len(each.theirs) for each in compared)
    linked = sum(same_source(ours, theirs) for ours, theirs in pairs)
    both_direct = [(o, t) for o, t in pairs if o.kind == "direct" and t.kind == "direct"]
    direct = (
        sum(same_source(ours, theirs) for ours, theirs in both_direct),
        sum(ours.kind == "direct" for each in compared for ours in each.ours),
        sum(theirs.kind == "direct" for each in compared for theirs in each.theirs),
    )
    hit = matching.score(len(pairs), found, gold)
    return {
        "found_precision": hit.precision,
        "found_recall": hit.recall,
        "found_f": hit.f1,
        "end_to_end_f": matching.score(linked, found, gold).f1,
        "direct_end_to_end_f": matching.score(*direct).f1,
    }


def attributions(document: Document, chooser: Chooser | None = None) -> list[Attribution]:
    """Our attributions of a document read up to its quotes."""
    return [
        Attribution(
            _words(document.text, q.content), head_of(document.doc, q.source), q.kind, q.speaker, q.naming,
            goes_on=q.cue is None and q.source is None,
            is_nested=q.nested,
        )
        for q in quotes.extract(document, chooser)["quotes"]
    ]  # fmt: skip


def _theirs(document: Document, attribution: dict[str, Any]) -> Attribution:
    return Attribution(
        _words(document.text, attribution["content"]),
        head_of(document.doc, _one_span(attribution.get("source"))),
        attribution.get("kind") or attribution.get("type", ""),
        attribution.get("speaker"),
        attribution.get("naming", ""),
    )


def _joined(ours: Sequence[Attribution]) -> list[Attribution]:
    """Each attribution with the quotations that go on behind it: behind the last one of the same speaker."""
    found: list[Attribution] = []
    for attribution in ours:
        before = next(
            (
                i
                for i in reversed(range(len(found)))
                if not found[i].is_nested and found[i].speaker == attribution.speaker
            ),
            None,
        )
        if attribution.goes_on and before is not None:
            found[before] = found[before]._replace(words=found[before].words | attribution.words)
        else:
            found.append(attribution)
    return found


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


def head_of(doc: Doc, span: Sequence[int] | None) -> int | None:
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
