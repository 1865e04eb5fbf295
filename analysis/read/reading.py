"""What a reader hands on for each record, and what it is given."""

from pathlib import Path
from typing import NamedTuple

from analysis import schema


class Reading(NamedTuple):
    """One record as read: an article, or the sentence that says why there is none.

    An article may come with a sentence too: a notice of something in it that could not be read.
    """

    article: schema.Article | None
    where: str  # file and record
    sentence: str = ""
    file: str = ""  # the file by the name that its user knows it by; "" for pasted text


class Source(NamedTuple):
    """A file to read and the name by which its user knows it."""

    path: Path
    label: str
    packed: str = ""  # the archive that it was taken out of, ".zip" or ".gz"; such a file holds no further archive
