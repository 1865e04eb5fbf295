"""An article cut into what the browser draws: lines of text in pieces, each with the marks and the sentence over it.

The text is cut here (code points), so that the browser counts no character. Marks that say the same share one note.
What crosses the wire is bounded; what had to be left out is said.
"""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.corpus.queries import ArticleView
from analysis.corpus.queries.marks import UNRESOLVED
from pages.parts import words
from pages.parts.segments import Span, cut, lines

FURNITURE = ("furniture", "repeat")
MOST_BYTES = 900_000  # of 1 MB that a page may send, charts and the rest included
LAYERS = {"place": "place", "time": "time", "quote": "quote", "speaker": "voice", "event": "event"}
"""The layers in the order of their switches, and what one of each is called."""


def count_marks(found: ArticleView) -> dict[str, int]:
    """How much of each layer there is: different places, events and voices; times and quotes one by one."""
    marks = found.marks
    counts = {}
    for layer in LAYERS:
        of_layer = marks[marks["layer"] == layer]
        if layer == "time":
            counts[layer] = len(of_layer)
        elif layer == "quote":  # of one quote there may be several stretches
            counts[layer] = len(of_layer.drop_duplicates(["row_start", "row_end", "key"]))
        else:
            counts[layer] = int(of_layer["key"].nunique())
    return counts


def lede(found: ArticleView, counts: dict[str, int]) -> str:
    """`3 places, 4 times and 2 voices in 148 words; 4 marks are uncertain (hatched).`"""
    length = words.count(int(found.words), "word")
    named = [words.count(number, LAYERS[layer]) for layer, number in counts.items() if number]
    if not named:
        return f"{length}; nothing marked."
    uncertain = int(found.marks["uncertain"].astype(bool).sum())
    tail = f"; {words.count(uncertain, 'mark is', 'marks are')} uncertain (hatched)" if uncertain else ""
    return f"{words.listed(named)} in {length}{tail}."


def drawn(article: ArticleView, at: int | None, layer: str) -> dict[str, Any]:
    """Blocks, notes and marks of an article, with what to open at `at`: at most `MOST_BYTES` as JSON."""
    marks = article.marks.to_dict("records")
    opened = mark_at(marks, at, layer)
    kept, with_facts = range(len(marks)), True
    while True:
        data = _drawn(article, marks, kept, with_facts, at, opened)
        if len(json.dumps(data)) <= MOST_BYTES or not len(kept):
            break
        if with_facts:
            with_facts = False
        else:  # fewer marks, around the one that is asked for
            fewer = len(kept) * 3 // 4
            first = min(max((opened or 0) - fewer // 2, 0), len(marks) - fewer)
            kept = range(first, first + fewer)
    return data | {"left_out": _left_out(len(marks), kept, with_facts)}


def _drawn(
    article: ArticleView, marks: list[dict[str, Any]], kept: range, with_facts: bool, at: int | None, opened: int | None
) -> dict[str, Any]:  # fmt: skip
    shown = marks[kept.start : kept.stop]
    blocks = _blocks(article, shown)
    notes: list[dict[str, Any]] = []
    numbers: dict[tuple[Any, ...], int] = {}
    note_of = []
    for mark in shown:
        note = _note(mark, with_facts)
        told = (*list(note.values())[:-1], *(tuple(fact) for fact in note["facts"]))
        if told not in numbers:
            numbers[told] = len(notes)
            notes.append(note)
        note_of.append(numbers[told])
    return {
        "blocks": [{"kind": block["kind"], "pieces": block["pieces"]} for block in blocks],
        "notes": notes,
        "marks": [[number, bool(pd.notna(mark["row_start"]))] for number, mark in zip(note_of, shown, strict=True)],
        "first": kept.start,
        "furniture": sum(block["kind"] in FURNITURE for block in blocks),
        "open": opened - kept.start if opened is not None and opened in kept else None,
        "block": next((n for n, block in enumerate(blocks) if at < block["until"]), None) if at is not None else None,
        "sentence": _sentence_at(article.sentences, at),
    }


def _left_out(total: int, kept: range, with_facts: bool) -> str:
    if len(kept) < total:
        return f"This article is very long: of its {total:,} marks {len(kept):,} are drawn, in short."
    return "" if with_facts else "This article is very long: notes are short."


def mark_at(marks: Sequence[dict[str, Any]], at: int | None, layer: str = "") -> int | None:
    """Which mark to open: one that begins at `at` before one that covers it, of `layer` first, the shortest first."""
    found = [
        (mark["layer"] != layer, mark["char_start"] != at, mark["char_end"] - mark["char_start"], number)
        for number, mark in enumerate(marks)
        if at is not None and mark["char_start"] <= at < mark["char_end"]
    ]
    return min(found)[-1] if found else None


def _sentence_at(sentences: pd.DataFrame, at: int | None) -> int | None:
    if at is None:
        return None
    inside = (sentences["char_start"] <= at) & (sentences["char_end"] > at)
    return int(inside.to_numpy().argmax()) if inside.any() else None


def _note(mark: dict[str, Any], with_facts: bool) -> dict[str, Any]:
    confidence = mark["confidence"]
    return {
        "layer": mark["layer"],
        "label": words.told(mark["label"]),
        "detail": words.told(mark["detail"]),
        "reason": _sentence(words.told(mark["reason"])),
        "uncertain": bool(mark["uncertain"]),
        "sure": "" if pd.isna(confidence) else f"{confidence:.0%} sure",
        "key": words.told(mark["key"]),
        "of": "unresolved" if mark["detail"] == UNRESOLVED else mark["layer"],
        "facts": [list(fact) for fact in mark["facts"]] if with_facts else [],
    }


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}{'' if not reason or reason[-1] in '.?!”' else '.'}"


def _blocks(article: ArticleView, marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of the text with the kind of the part they lie in; what no part claims counts as furniture.

    A piece is [text, numbers of the marks over it, number of its sentence or -1].
    """
    spans = [Span(int(mark["char_start"]), int(mark["char_end"]), number) for number, mark in enumerate(marks)]
    told = article.sentences
    spans += [  # sentences cut the text as marks do, and have the numbers below zero
        Span(start, end, -1 - number)
        for number, (start, end) in enumerate(zip(told["char_start"].tolist(), told["char_end"].tolist(), strict=True))
    ]
    spans.sort(key=lambda span: span.begins)
    blocks: list[dict[str, Any]] = []
    at, waiting, active = 0, 0, []
    for part in [*article.parts.sort_values("char_start").to_dict("records"), None]:
        begins = len(article.text) if part is None else int(part["char_start"])
        stretches = [("furniture", max(at, 0), begins)]
        if part is not None:
            stretches.append((str(part["kind"]), begins, int(part["char_end"])))
            at = max(at, int(part["char_end"]))
        for kind, first, last in stretches:
            for left, right in lines(article.text, first, last):
                while waiting < len(spans) and spans[waiting].begins < right:
                    active.append(spans[waiting])
                    waiting += 1
                active = [span for span in active if span.until > left]  # so that a line does not look at all marks
                blocks.append({"kind": kind, "until": right, "pieces": _pieces(article.text, active, left, right)})
    return blocks


def _pieces(text: str, spans: list[Span], left: int, right: int) -> list[list[Any]]:
    pieces = []
    for piece in cut(text, spans, left, right):
        sentence = next((-1 - key for key in piece.keys if key < 0), -1)
        pieces.append([piece.text, [key for key in piece.keys if key >= 0], sentence])
    return pieces
