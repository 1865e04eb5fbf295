"""What a page may change: add pasted text and uploaded files, remove articles, and take that back.

Adding is a job, for annotating takes seconds; removing is done at once. The names of uploaded files are only shown:
on the disk they lie under names of our own.
"""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from analysis.corpus import layout, snapshot, store
from analysis.desk import jobs
from analysis.errors import BusyError, CorpusError, InputError
from analysis.read import read_text, readers, shown_name
from analysis.settings import settings

PASTED = "pasted"
PAGE_WAIT_S = 30.0  # a page waits so long for another build, which takes seconds for thousands of articles


@dataclass(frozen=True, slots=True)
class Undo:
    """What brings removed articles back: their ids and the version of the truth that still had them."""

    corpus: str
    article_ids: tuple[str, ...]
    version: int


def add_text(corpus: str, text: str, title: str = "", outlet: str = "", published: str | None = None) -> str:
    """Start a job that adds one pasted text; returns its id.

    Raises InputError with a sentence where there is no text or `published` is no date.
    """
    layout.check_name(corpus)
    limit = settings().max_article_chars
    if len(text) > limit:
        raise InputError(
            f"The pasted text is {len(text):,} characters long; at most {limit:,} are analysed. Paste one article."
        )
    reading = read_text(text, title=title, outlet=outlet, published=published)
    if reading.article is None:
        raise InputError(reading.sentence)
    record = {"text": reading.article.text, "title": title, "outlet": outlet, "published": published or ""}
    folder = jobs.new_folder()
    file = folder / "input" / "0001.jsonl"
    file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return jobs.start(None, corpus, folder=folder, labels={file.name: PASTED})


def add_files(corpus: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Start a job that adds uploaded files, given as (name, bytes); returns its id.

    A file that is too large or of a kind that is not read becomes a failure of the job; the others are processed.
    """
    layout.check_name(corpus)
    if not files:
        raise InputError("No file was given; choose one or more.")
    limit = settings().max_file_mb
    folder = jobs.new_folder()
    labels: dict[str, str] = {}
    refused: list[tuple[str, str]] = []
    for number, (name, content) in enumerate(files, start=1):
        label = _label(name)
        ending = PurePath(label).suffix.lower()
        if ending not in readers():
            known = ", ".join(sorted(readers()))
            refused.append((label, f"{label}: files of this kind are not read; give one of {known}."))
        elif len(content) > limit * 1_000_000:
            size = f"{len(content) / 1e6:,.0f} MB"
            refused.append((label, f"{label}: the file has {size}; at most {limit} MB are read. Split it."))
        else:
            file = folder / "input" / f"{number:04}{ending}"
            file.write_bytes(content)
            labels[file.name] = label
    return jobs.start(None, corpus, folder=folder, labels=labels, failures=refused)


def remove_articles(corpus: str, ids: Collection[str]) -> Undo:
    """Remove articles at once; `restore` brings them back for about an hour. Raises CorpusError, BusyError."""
    before = store.version(corpus)
    if before is None:
        raise CorpusError("This corpus has no articles; there is nothing to remove.")
    there = tuple(sorted(set(ids) & store.ids(corpus)))
    if there:
        store.remove(corpus, there)
        _derive(corpus)
    return Undo(corpus, there, before)


def restore(corpus: str, token: Undo) -> int:
    """Bring back what `token` stands for; returns how many came back. Raises CorpusError when it is too late."""
    if token.corpus != corpus:
        raise CorpusError("These articles were removed from another corpus; open that one first.")
    if not token.article_ids:
        return 0
    try:
        articles = list(store.read(corpus, article_ids=token.article_ids, version=token.version))
    except (CorpusError, OSError) as error:
        raise CorpusError("The removed articles are gone for good; add them again from their files.") from error
    restored = store.append(corpus, articles)
    _derive(corpus)
    return restored


def _derive(corpus: str) -> None:
    """Derive what the pages read. The truth has changed already: where another build goes on and on, the change is
    seen after the next one, and must not be reported as failed."""
    with suppress(BusyError):
        snapshot.build(corpus, wait_s=PAGE_WAIT_S)


def _label(name: str) -> str:
    """A file's name as it may be shown: its last step."""
    return shown_name(name.replace("\\", "/").rsplit("/", 1)[-1])
