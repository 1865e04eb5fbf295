"""What a page may change of a corpus's articles: add pasted text and uploaded files, remove, and take that back.

Adding is a job, for annotating takes seconds; removing is done at once. The names of uploaded files are only shown:
on the disk they lie under names of our own.
"""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import PurePath

from analysis.corpus import snapshot, store
from analysis.corpus.layout import check_name
from analysis.desk import jobs, removals
from analysis.desk.jobs import GivenFile
from analysis.desk.removals import Undo
from analysis.errors import BusyError, CorpusError, InputError
from analysis.read import read_text, readers, shown_name
from analysis.schema import Article
from analysis.settings import settings

__all__ = ["Undo", "add_files", "add_text", "remove_articles", "restore"]

PASTED = "pasted"
CALLED_CHARS = 80
PAGE_WAIT_S = 30.0  # a page waits so long for another build, which takes seconds for thousands of articles


def add_text(corpus: str, text: str, title: str = "", outlet: str = "", published: str | None = None) -> str:
    """Start a job that adds one pasted text; returns its id.

    Raises InputError with a sentence where there is no text or `published` is no date.
    """
    check_name(corpus)
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
    file = GivenFile("0001.jsonl", PASTED)
    (folder / jobs.INPUT / file.name).write_text(json.dumps(record) + "\n", encoding="utf-8")
    return jobs.start(corpus, folder, [file])


def add_files(corpus: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Start a job that adds uploaded files, given as (name, bytes); returns its id.

    A file that is too large or of a kind that is not read becomes a failure of the job; the others are processed.
    """
    check_name(corpus)
    if not files:
        raise InputError("No file was given; choose one or more.")
    folder = jobs.new_folder()
    given: list[GivenFile] = []
    for number, (name, content) in enumerate(files, start=1):
        label = _label(name, {file.label for file in given})
        ending = PurePath(label).suffix.lower()
        refused = _refusal(label, ending, len(content))
        file = GivenFile("" if refused else f"{number:04}{ending}", label, refused)
        if not refused:
            (folder / jobs.INPUT / file.name).write_bytes(content)
        given.append(file)
    return jobs.start(corpus, folder, given)


def remove_articles(corpus: str, ids: Collection[str]) -> Undo:
    """Remove articles at once; `restore` brings them back for about an hour. Raises CorpusError, BusyError."""
    before = store.version(corpus)
    if before is None:
        raise CorpusError("This corpus has no articles; there is nothing to remove.")
    wanted = sorted(set(ids))
    gone = sorted(store.read(corpus, ["title", "text"], article_ids=wanted), key=lambda article: article.article_id)
    undo = Undo(corpus, tuple(article.article_id for article in gone), before, tuple(map(_called, gone)))
    if gone:
        store.remove(corpus, undo.article_ids)
        removals.keep(undo)
        _derive(corpus)
    return undo


def restore(corpus: str, undo: Undo) -> int:
    """Bring back what `undo` stands for; returns how many came back. Raises CorpusError when it is too late."""
    if undo.corpus != corpus:
        raise CorpusError("These articles were removed from another corpus; open that one first.")
    if not undo.article_ids:
        return 0
    try:
        articles = list(store.read(corpus, article_ids=undo.article_ids, version=undo.version))
    except (CorpusError, OSError) as error:
        removals.drop(undo)
        raise CorpusError("The removed articles are gone for good; add them again from their files.") from error
    restored = store.append(corpus, articles)
    removals.drop(undo)
    _derive(corpus)
    return restored


def _derive(corpus: str) -> None:
    """Derive what the pages read. The truth has changed already: where another build goes on and on, the change is
    seen after the next one, and must not be reported as failed."""
    with suppress(BusyError):
        snapshot.build(corpus, wait_s=PAGE_WAIT_S)


def _called(article: Article) -> str:
    """A headline, or how the text begins, short enough for a sentence."""
    called = " ".join((article.title or article.text).split())
    return called if len(called) <= CALLED_CHARS else f"{called[: CALLED_CHARS - 1].rstrip(' .,;:')}…"


def _refusal(label: str, ending: str, size: int) -> str:
    """Why a file is not even tried, or ""."""
    if ending not in readers():
        return f"{label}: files of this kind are not read; give one of {', '.join(sorted(readers()))}."
    if not size:
        return f"{label}: the file is empty; see that it was saved, and add it again."
    limit = settings().max_file_mb
    if size > limit * 1_000_000:
        return f"{label}: the file has {size / 1e6:,.1f} MB; at most {limit} MB are read. Split it."
    return ""


def _label(name: str, taken: Collection[str] = ()) -> str:
    """A file's name as it may be shown: its last step, and a number where another file of this name was given."""
    label = shown_name(name.replace("\\", "/").rsplit("/", 1)[-1])
    path, number = PurePath(label), 1
    while label in taken:
        number += 1
        label = shown_name(f"{path.stem} ({number}){path.suffix}")
    return label
