"""What a page may change of whole corpora: make one, call it otherwise, remove it. Built-in ones stay as they are."""

import re
import unicodedata
from dataclasses import replace
from hashlib import sha256

from analysis.corpus import catalog, layout
from analysis.desk import jobs
from analysis.errors import CorpusError, InputError

OWN_NAME, OWN_TITLE = "my-articles", "My articles"
LONGEST_TITLE = 80
LONGEST_NAME = 40


def ensure_own() -> str:
    """The name of the corpus that articles go to while a built-in one is open, made if it is not there."""
    if not layout.exists(OWN_NAME):
        catalog.create(OWN_NAME, OWN_TITLE)
    return OWN_NAME


def own_title() -> str:
    """What that corpus is called, or will be."""
    try:
        return layout.about(OWN_NAME).title
    except CorpusError:
        return OWN_TITLE


def create(title: str) -> str:
    """Make a corpus with this title; returns its name. Raises InputError where the title gives no name."""
    title = _checked(title)
    name = name_of(title)
    if layout.exists(name):
        raise InputError(f"There is a corpus of nearly this name, “{layout.about(name).title}”; choose another title.")
    catalog.create(name, title)
    return name


def rename(name: str, title: str) -> None:
    """Give a corpus another title; its name, and with it every address, stays."""
    said = layout.about(name)
    if said.builtin:
        raise CorpusError(f"“{said.title}” comes with Dateline and keeps its title.")
    layout.describe(name, replace(said, title=_checked(title)))


def remove(name: str) -> None:
    """Delete a corpus with all its articles, for good. Raises CorpusError for a built-in one, and while a job runs."""
    try:
        builtin = layout.about(name).builtin
    except CorpusError:  # damaged: that it can be removed is the point
        builtin = False
    if builtin:
        raise CorpusError("This corpus comes with Dateline and is not removed.")
    jobs.forget(name)
    catalog.remove(name)


def name_of(title: str) -> str:
    """`Harbour strike, 2019` → `harbour-strike-2019`: ASCII letters, digits and hyphens; "" where there is nothing.

    A title in letters that have no ASCII form gets a name from its digest.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-")
    if name or not any(letter.isalnum() for letter in title):
        return name
    return f"corpus-{sha256(title.encode()).hexdigest()[:8]}"


def _checked(title: str) -> str:
    """A title on one line that gives a name. Raises InputError."""
    title = " ".join("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in title).split())
    if not name_of(title):
        raise InputError("A corpus needs a title with at least one letter or digit. Type one and try again.")
    if len(title) > LONGEST_TITLE:
        raise InputError(f"The title is {len(title)} characters long; at most {LONGEST_TITLE} fit. Shorten it.")
    return title
