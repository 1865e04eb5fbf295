"""The files of a job, a row each: waiting, being read, what came of it; a sentence for what failed, and another try.

Names of files and sentences about them are hostile: the component sets them with `textContent`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from analysis.desk.jobs import FileState, JobState
from pages.parts import words

SHOWN = 200  # files; the rest is counted
SENTENCES = 5  # of one file
TALL = 7  # more rows than this scroll in a box of their own
BOX_PX = 300
_FOLDER = Path(__file__).resolve().parent
_URGENT = ("reading", "failed", "partly", "stopped")


@st.cache_resource(show_spinner=False)
def _component():
    css, js = ((_FOLDER / f"file_list.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component("dateline_file_list", css=css, js=js)


def show(key: str, state: JobState, corpus: str = "", again: Callable[[str], None] | None = None) -> None:
    """The files; `again` is called with the name of one that is to be tried again."""

    def clicked() -> None:
        name = (st.session_state.get(key) or {}).get("again")
        if name and again:
            again(name)

    files = list(state.files)
    if state.status != "running":  # what needs a hand comes first; files being read keep their places
        files.sort(key=lambda file: file.status not in _URGENT)
    rows = [_row(file, corpus, state.status) for file in files[:SHOWN]]
    box = st.container(height=BOX_PX if len(rows) > TALL else "content", border=False, key=f"box_{key}")
    with box:
        _component()(key=key, data={"rows": rows}, on_again_change=clicked)
    if len(files) > SHOWN:
        st.caption(f"{len(files) - SHOWN:,} more files.")


def _row(file: FileState, corpus: str, status: str) -> dict[str, Any]:
    told = [_alone(sentence, file.label) for sentence in (*file.failures, *file.notices)]
    sentences = told[:SENTENCES]
    if len(told) > SENTENCES:
        sentences.append(f"{len(told) - SENTENCES:,} more of this kind.")
    link = urlencode({"corpus": corpus, "id": file.article_id}) if corpus and file.article_id else ""
    return {
        "name": file.label,
        "status": file.status,
        "words": said(file),
        "share": file.done / file.total if file.status == "reading" and file.total > 1 else None,
        "sentences": sentences,
        "href": f"article?{link}" if link and file.added + file.duplicates == 1 else "",
        "again": file.name if file.can_retry and status != "running" else "",
    }


def said(file: FileState) -> str:
    """What became of a file, in words."""
    if file.status == "waiting":
        return "waiting" if file.total <= 1 else f"waiting, {words.count(file.total, 'article')}"
    if file.status == "reading":
        return "being read" if file.total <= 1 else f"being read, {file.done:,} of {file.total:,}"
    if file.status == "held":
        return "nothing new: the corpus holds this already"
    if file.status in ("empty", "retried"):
        return "no article in it" if file.status == "empty" else "tried again"
    parts = [f"{words.count(file.added, 'article')} added"] if file.added or file.status == "added" else []
    parts += [f"{file.duplicates:,} there already"] if file.duplicates else []
    parts += [f"{file.failed:,} failed" if file.total > 1 else "failed"] if file.failed else []
    if file.status == "stopped":
        parts.append(f"{file.total - file.done:,} not begun" if file.total > 1 else "not begun")
    return ", ".join(parts) or "not read"


def _alone(sentence: str, label: str) -> str:
    """A sentence without the name of the file that stands above it: `row 2: …`, `The file is empty.`"""
    if not sentence.startswith(label):
        return sentence
    rest = sentence[len(label) :].lstrip(":, ")
    return rest[:1].upper() + rest[1:]
