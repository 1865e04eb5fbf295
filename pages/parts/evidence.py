"""The sentences behind a number, a bar or a mark, and the way from each to its article.

One component for all pages. It gets pieces of text with the layers that cover them and builds the list with
`textContent`. At most `PAGE` rows cross the wire at a time.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from pages.parts import words
from pages.parts.segments import Span, cut
from pages.parts.session import View

PAGE = 20
LAYERS = {"place": "place", "unresolved": "place", "event": "event", "voice": "quote", "naming": "quote",
          "statement": "quote", "mention": ""}  # fmt: skip
_FOLDER = Path(__file__).resolve().parent


class Behind(NamedTuple):
    """What stands behind a mark: the sentences of `kind` and `key` (as in `queries.evidence`), which are called `name`.

    `within` are narrower filters than those of the page (one outlet, one day); `only` and `demonyms` as in
    `queries.evidence`.
    """

    kind: str
    key: str
    name: str
    within: Filters | None = None
    only: Mapping[str, str] | None = None
    demonyms: bool = False


@st.cache_resource(show_spinner=False)
def _component():
    css = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("marks.css", "evidence.css"))
    return st.components.v2.component(
        "dateline_evidence", css=css, js=(_FOLDER / "evidence.js").read_text(encoding="utf-8")
    )


def show(view: View, behind: Behind, page: int = PAGE) -> int:
    """The sentences behind a mark, `page` of them at a time; returns how many there are.

    Fewer at a time where something stands below that a reader should see.
    """
    kind, key, name, within, only, demonyms = behind
    turned = f"evidence_{kind}"
    # A new choice begins at its first page.
    choice = "|".join([key, str(within or ""), str(dict(only or {}))])
    at, of = st.session_state.get(turned, (0, choice))
    offset = at if of == choice else 0
    filters = within or view.filters
    found = queries.evidence(view.desk, filters, kind, key, limit=page, offset=offset, only=only, demonyms=demonyms)
    if offset >= found.total > 0:  # the filters have left fewer pages than were turned
        offset = 0
        found = queries.evidence(view.desk, filters, kind, key, limit=page, only=only, demonyms=demonyms)
    if not found.total:
        st.text(f"No sentence names {name} under these filters.")
        return 0
    rows = [_row(view, row, LAYERS[kind]) for row in found.rows.to_dict("records")]
    for above, row in zip(rows[:-1], rows[1:], strict=True):
        row["same"] = row["note"] == above["note"]  # a reason is given once for all rows that share it
    _list(rows, f"{turned}_list")
    if found.total > page:
        _turn(turned, choice, offset, found.total, page)
    return found.total


def headlines(view: View, articles: pd.DataFrame, key: str, at_most: int = 8) -> None:
    """Articles by headline, each a link."""
    rows = []
    for row in articles.head(at_most).to_dict("records"):
        title = words.told(row["title"]) or "Untitled article"
        rows.append(_entry(view, row, [[title[:300], []]], ""))
    _list(rows, key, headlines=True)


def _turn(turned: str, choice: str, offset: int, total: int, page: int) -> None:
    def to(new: int) -> None:
        st.session_state[turned] = (new, choice)

    with st.container(horizontal=True, vertical_alignment="center", gap=8):
        st.button(
            "Previous", key=f"{turned}_previous", disabled=offset == 0, on_click=to, args=(max(offset - page, 0),)
        )
        st.button("Next", key=f"{turned}_next", disabled=offset + page >= total, on_click=to, args=(offset + page,))
        st.caption(f"{offset + 1}–{min(offset + page, total)} of {total:,} sentences", width="content")


def _list(rows: list[dict[str, Any]], key: str, headlines: bool = False) -> None:
    _component()(key=key, data={"rows": rows, "headlines": headlines})


def _row(view: View, row: dict[str, Any], layer: str) -> dict[str, Any]:
    marks = list(row["marks"])
    spans = [Span(mark["begins"], mark["until"], number) for number, mark in enumerate(marks)]
    layers = [mark["layer"] + (" uncertain" if mark.get("uncertain") else "") for mark in marks]
    pieces = [[piece.text, [layers[key] for key in piece.keys]] for piece in cut(row["text"], spans)]
    entry = _entry(view, row, pieces, _sentence(words.told(row["note"])), int(row["char_start"]), layer)
    return entry | {"tag": row["tag"]}


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:]


def _entry(
    view: View, row: dict[str, Any], pieces: list, note: str, at: int | None = None, layer: str = ""
) -> dict[str, Any]:
    return {
        "href": "article?" + urlencode(view.params(id=row["article_id"], at=at, layer=layer)),
        "pieces": pieces,
        "outlet": words.told(row["outlet"]) or "no outlet given",
        "title": words.told(row["title"]),
        "date": words.day(row["published"], short=True),
        "note": note,
    }
