"""What a page may change of a corpus's articles: add pasted text and uploaded files, remove, correct, take that back.

What annotates is a job, for it takes seconds (adding, another publication date); removing is done at once. A correction
is kept beside the articles, which stay as they were read: so it may be made in a built-in corpus too, and outlives
`prepare`. The names of uploaded files are only shown: on the disk they lie under names of our own.
"""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

from analysis.corpus import corrections, snapshot, store
from analysis.corpus.corrections import Correction
from analysis.corpus.layout import check_name
from analysis.desk import jobs, removals
from analysis.desk.jobs import GivenFile
from analysis.desk.removals import Undo
from analysis.errors import BusyError, CorpusError, InputError
from analysis.read import read_text, readers, shown_name
from analysis.read.published import read_published
from analysis.schema import Article
from analysis.settings import settings

__all__ = ["Undo", "add_files", "add_text", "correct_date", "remove_articles", "remove_mark", "restore", "take_back"]

PASTED = "pasted"
CALLED_CHARS = 80
FURTHEST_EAST = timedelta(hours=14)  # today has begun somewhere on Earth so long before it does in UTC
LONGEST_REASON = 300
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


def correct_date(corpus: str, article_id: str, published: str, why: str = "") -> str:
    """Keep that an article was published then, and start a job that works out its times and events from there.

    Returns the job's id. `published` as a reader writes it ("2019-04-12", "12 April 2019", "2019-04-12 09:30"). Raises
    InputError with a sentence where it is no date, lies ahead, or is the date that stands.
    """
    before = _as_shown(corpus, article_id)
    try:
        value = read_published(published).value
    except ValueError as error:
        said = str(error)
        raise InputError(f"{said[:1].upper()}{said[1:]}.") from None
    today = (datetime.now(UTC) + FURTHEST_EAST).date().isoformat()
    if value[:10] > today and (before.published or "")[:10] <= today:  # an exercise may play in the future as a whole
        raise InputError(f"{value[:10]} has not come yet, so nothing can have been published then; check the year.")
    if value == before.published and before.published_basis == "given":
        raise InputError("This is the date the article has; nothing was changed.")
    target = {"article_id": article_id, "published": before.published, "published_basis": before.published_basis}
    corrections.add(corpus, Correction("set", "article", target, {"published": value}, why=_reason(why)))
    return jobs.start_again(corpus, [article_id])


def remove_mark(corpus: str, article_id: str, layer: str, char_start: int, char_end: int, why: str = "") -> Correction:
    """Take one mark out of what the pages show, at once. Raises CorpusError where there is no such mark."""
    before = _as_shown(corpus, article_id)
    rows = getattr(before, corrections.LAYERS.get(layer, ""), ())
    if (char_start, char_end) not in {corrections.span_of(row) for row in rows}:
        raise CorpusError("This mark is not there any more; load the page again.")
    target = {"article_id": article_id, "layer": layer, "char_start": char_start, "char_end": char_end,
              "text": before.text[char_start:char_end]}  # fmt: skip
    kept = corrections.add(corpus, Correction("remove", "mention", target, why=_reason(why)))
    _derive(corpus)
    return kept


def take_back(corpus: str, correction_id: str) -> str | None:
    """Take back a correction that stands: of a mark at once, of a date by a job, whose id is returned."""
    standing = [one for found in corrections.standing(corrections.read(corpus)).values() for one in found]
    kept = next((one for one in standing if one.correction_id == correction_id), None)
    if kept is None:
        raise CorpusError("This correction has been taken back already; load the page again.")
    corrections.add(corpus, Correction(kept.action, kept.scope, kept.target, reverts=correction_id))
    if kept.action == "set":
        return jobs.start_again(corpus, [str(kept.target["article_id"])])
    _derive(corpus)
    return None


def _as_shown(corpus: str, article_id: str) -> Article:
    """An article under the corrections that stand."""
    found = next(iter(store.read(corpus, article_ids=[article_id])), None)
    if found is None:
        raise CorpusError("This article is not in the corpus any more; nothing was changed.")
    return corrections.apply(found, corrections.standing(corrections.read(corpus)).get(article_id, ()))


def _reason(why: str) -> str:
    return " ".join(why.split())[:LONGEST_REASON]


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
