"""An article to read: its text as it was published, its marks, and beside each mark what was understood and why.

The text is cut into pieces here (code points) and set in the browser with `textContent`. Nothing is hidden for good:
page furniture stays in its place, greyed, and can be switched off.
"""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.corpus.queries import ArticleView
from pages.parts import words
from pages.parts.segments import Span, cut, lines

_FOLDER = Path(__file__).resolve().parent
FURNITURE = ("furniture", "repeat")


@st.cache_resource(show_spinner=False)
def _component():
    css = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("marks.css", "reader.css"))
    return st.components.v2.component(
        "dateline_reader", css=css, js=(_FOLDER / "reader.js").read_text(encoding="utf-8")
    )


def show(article: ArticleView, at: int | None = None, layer: str = "") -> None:
    """Draw the article; where `at` (code points) is given, open the mark there, of `layer` where that is known."""
    marks = article.marks.to_dict("records")
    blocks = _blocks(article, marks)
    _component()(
        key="reader",
        data={
            "id": article.article_id,
            "title": words.told(article.title) or "Untitled article",
            "source": source(article),
            "url": article.url if words.told(article.url).startswith(("https://", "http://")) else "",
            "blocks": [{"kind": block["kind"], "pieces": block["pieces"]} for block in blocks],
            "marks": [_note(mark) for mark in marks],
            "furniture": sum(block["kind"] in FURNITURE for block in blocks),
            "open": mark_at(marks, at, layer),
            "block": _block_at(blocks, at),
        },
    )


def source(article: ArticleView) -> str:
    """`Upper Valley Post · by A. Writer · 9 April 2019 (worked out from the text) · 148 words`."""
    basis = {"inferred": " (worked out from the text)", "page": " (from the page)"}.get(
        str(article.published_basis), ""
    )
    byline = words.told(article.byline)
    parts = [
        words.told(article.outlet),
        byline if byline.lower().startswith("by ") or not byline else f"by {byline}",
        words.day(article.published) + (basis if words.as_date(article.published) else ""),
        words.count(int(article.words), "word"),
    ]
    return " · ".join(part for part in parts if part)


def mark_at(marks: list[dict[str, Any]], at: int | None, layer: str = "") -> int | None:
    """Which mark to open: one that begins at `at` before one that covers it, of `layer` first, the shortest first."""
    found = [
        (mark["layer"] != layer, mark["char_start"] != at, mark["char_end"] - mark["char_start"], number)
        for number, mark in enumerate(marks)
        if at is not None and mark["char_start"] <= at < mark["char_end"]
    ]
    return min(found)[-1] if found else None


def _note(mark: dict[str, Any]) -> dict[str, Any]:
    confidence = mark["confidence"]
    sure = "" if pd.isna(confidence) else f"{confidence:.0%} sure"
    return {
        "layer": mark["layer"],
        "label": words.told(mark["label"]),
        "detail": words.told(mark["detail"]),
        "reason": words.told(mark["reason"]),
        "uncertain": bool(mark["uncertain"]),
        "sure": sure,
    }


def _blocks(article: ArticleView, marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of the text with the kind of the part they lie in; what no part claims counts as furniture."""
    spans = [Span(int(mark["char_start"]), int(mark["char_end"]), number) for number, mark in enumerate(marks)]
    blocks: list[dict[str, Any]] = []
    at = 0
    for part in [*article.parts.sort_values("char_start").to_dict("records"), None]:
        begins = len(article.text) if part is None else int(part["char_start"])
        stretches = [("furniture", max(at, 0), begins)]
        if part is not None:
            stretches.append((str(part["kind"]), begins, int(part["char_end"])))
            at = max(at, int(part["char_end"]))
        for kind, first, last in stretches:
            for left, right in lines(article.text, first, last):
                pieces = [[piece.text, list(piece.keys)] for piece in cut(article.text, spans, left, right)]
                blocks.append({"kind": kind, "begins": left, "until": right, "pieces": pieces})
    return blocks


def _block_at(blocks: list[dict[str, Any]], at: int | None) -> int | None:
    if at is None:
        return None
    return next((number for number, block in enumerate(blocks) if at < block["until"]), None)
