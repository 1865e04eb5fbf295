"""An article to read: its text as it was published, its marks, and beside each mark what was understood and why.

Every word is set in the browser with `textContent`. Nothing is hidden for good: page furniture is counted and stays
in its place, greyed, once it is switched on.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis.corpus.queries import ArticleView
from pages.parts import article_data, words
from pages.parts.session import View

_FOLDER = Path(__file__).resolve().parent
KEY, TURN = "reader", "reader_turn"
# Where all sentences of a mark's place, event or voice stand; the mark's key follows.
_ELSEWHERE = {
    "place": ("places", "place"), "unresolved": ("places", "name"), "event": ("timeline", "event"),
    "quote": ("voices", "voice"), "speaker": ("voices", "voice"),
}  # fmt: skip


@st.cache_resource(show_spinner=False)
def _component():
    css = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("marks.css", "reader.css"))
    return st.components.v2.component(
        "dateline_reader", css=css, js=(_FOLDER / "reader.js").read_text(encoding="utf-8")
    )


def show(
    view: View, article: ArticleView, counts: dict[str, int], beside: tuple[str, str], on_date: Callable[[], None],
    on_wrong: Callable[[dict[str, Any]], None], on_back: Callable[[str], None], at: int | None = None, layer: str = "",
) -> None:  # fmt: skip
    """Draw the article; where `at` (code points) is given, open the mark there, of `layer` where that is known.

    `counts` stand on the switches, by layer; `beside` are the ids of the articles before and after. `on_date` is
    called when the reader wants to correct the date, `on_wrong` with a row of `article.marks` that is wrong,
    `on_back` with the id of a correction that is to be taken back.
    """
    marks = article.marks

    def wrong() -> None:
        number = _asked("wrong")
        if isinstance(number, int) and 0 <= number < len(marks) and pd.notna(marks["row_start"].iloc[number]):
            on_wrong(marks.iloc[number].to_dict())

    def back() -> None:
        if isinstance(correction := _asked("back"), str) and correction in set(article.corrections["correction_id"]):
            on_back(correction)

    _component()(
        key=KEY,
        data=_drawn(view.desk.name, view.desk.version, article.article_id, at, layer, article) | {
            "id": article.article_id,
            "turn": st.session_state.get(TURN, 0),
            "title": words.told(article.title) or "Untitled article",
            "source": source(article),
            "date": date(article),
            "language": words.told(article.language),
            "url": article.url if words.told(article.url).startswith(("https://", "http://")) else "",
            "counts": [counts[name] for name in article_data.LAYERS],
            "copies": [_copy(view, row) for row in article.copies.to_dict("records")],
            "removed": [_removed(row) for row in article.corrections.to_dict("records") if row["action"] == "remove"],
            "beside": ["article?" + urlencode(view.params(id=one)) if one else "" for one in beside],
            "elsewhere": {
                one: f"{page}?{urlencode(view.params())}&{key}=" for one, (page, key) in _ELSEWHERE.items()
            },
        },
        on_date_change=on_date, on_wrong_change=wrong, on_back_change=back,
    )  # fmt: skip


@st.cache_data(max_entries=16, show_spinner=False)
def _drawn(
    corpus: str, version: str, article_id: str, at: int | None, layer: str, _article: ArticleView
) -> dict[str, Any]:  # fmt: skip
    """The pieces of an article; up to a second's work for a long one, and the same until its desk changes."""
    return article_data.drawn(_article, at, layer)


def open_again() -> None:
    """Let the browser go to the mark of the address also where it has been there before."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _asked(name: str) -> Any:
    return (st.session_state.get(KEY) or {}).get(name)


def source(article: ArticleView) -> list[str]:
    """`Upper Valley Post`, `by A. Writer`: what stands before the date."""
    byline = words.told(article.byline)
    by = byline if byline.lower().startswith("by ") or not byline else f"by {byline}"
    return [part for part in (words.told(article.outlet), by) if part]


def date(article: ArticleView) -> str:
    """`9 April 2019 (worked out from the text)`; a correction says so, and what stood before."""
    shown = words.moment(article.published)
    corrected = article.corrections[article.corrections["action"] == "set"]
    if len(corrected):
        before = words.told(corrected.iloc[0]["published_before"])
        return f"{shown} (corrected by a person; before: {words.moment(before) if before else 'undated'})"
    basis = {"inferred": " (worked out from the text)", "page": " (from the page)"}.get(article.published_basis, "")
    return shown + (basis if words.as_date(article.published) else "")


def _copy(view: View, row: dict[str, Any]) -> list[str]:
    outlet = words.told(row["outlet"]) or "no outlet given"
    return [f"{outlet}, {words.day(row['published'], short=True)}",
            "article?" + urlencode(view.params(id=row["article_id"]))]  # fmt: skip


def _removed(row: dict[str, Any]) -> list[str]:
    return [f"“{words.told(row['text'])}” ({words.told(row['layer'])})", row["correction_id"]]
