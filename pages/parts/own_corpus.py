"""Corpora that a reader makes: a name out of a title, and the one that pasted articles go to by default."""

import re
import unicodedata
from hashlib import sha256

from analysis.corpus import catalog
from analysis.errors import InputError

NAME, TITLE = "my-articles", "My articles"
LONGEST = 40


def ensure() -> str:
    """The name of the default corpus of one's own, made if it is not there."""
    if not any(info.name == NAME for info in catalog.corpora()):
        catalog.create(NAME, TITLE)
    return NAME


def create(title: str) -> str:
    """Make a corpus with this title; returns its name. Raises InputError where the title gives no name."""
    name = name_of(title)
    if not name:
        raise InputError("A corpus needs a title with at least one letter or digit. Type one and create it again.")
    catalog.create(name, " ".join(title.split()))
    return name


def name_of(title: str) -> str:
    """`Harbour strike, 2019` → `harbour-strike-2019`: ASCII letters, digits and hyphens; "" where there is nothing.

    A title in letters that have no ASCII form gets a name from its digest.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    if name or not any(letter.isalnum() for letter in title):
        return name
    return f"corpus-{sha256(title.encode()).hexdigest()[:8]}"
