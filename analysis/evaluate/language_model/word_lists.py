"""What lists say of a word, as the vector that the network for names is shown beside the word itself.

A column a list: first names and surnames by their frequency in the US census of 1990 (public domain, through the PyPI
package `names`), one-word places and words of longer place names by population (GeoNames), and our own lexicons:
countries, peoples, words of organisations, titles, roles, acronyms; last how common the word is in lower case.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import files

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id  # type: ignore[attr-defined]
from spacy.vectors import Vectors

from analysis import lexicons
from analysis.language.boundaries import CALENDAR
from analysis.places.gazetteer import unpack
from analysis.settings import settings

COLUMNS = (
    "first name", "surname", "place", "place begins", "place ends", "country", "people", "organisation ends",
    "organisation begins", "place word", "title", "role", "acronym", "calendar", "common word", "known",
)  # fmt: skip
STEP = 0.25
"""Numbers are rounded to this, so that many words share a row."""
LEAST_PLACE, LEAST_PART = 1_000, 20_000  # people who live there
MOST_COMMON = 1_000


def features(common: Counter[str]) -> dict[str, list[float]]:
    """Word → its numbers, 0 to 1 a column. `common`: how often words stand in lower case in the corpora."""
    table: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(COLUMNS))

    def mark(words: Iterable[str], column: str, value: float = 1.0) -> None:
        at = COLUMNS.index(column)
        for word in words:
            for form in {word, word.upper()} if word[:1].isupper() and len(word) > 3 else {word}:
                table[form][at] = max(table[form][at], round(value / STEP) * STEP)

    for column, name, share in census():
        mark([name], column, min(1.0, max(STEP, (math.log10(share) + 3.5) / 3)))
    mark(lexicons.words("first_names", "name"), "first name", 0.75)
    for words, people in places():
        size = min(1.0, max(STEP, (math.log10(people) - 2) / 4))
        if len(words) == 1:
            mark(words, "place", size)
        elif people >= LEAST_PART:
            mark(words[:1], "place begins", size)
            mark(words[-1:], "place ends", size)
    for row in lexicons.rows("countries"):
        mark([word for word in row["name"].split() if word[:1].isupper()], "country")
    for row in lexicons.rows("demonyms"):
        forms = [form for form in row["forms"].split("|") if " " not in form]
        mark([*forms, *(form + "s" for form in forms if form[-1:] in "nio")], "people")
    mark(lexicons.words("name_words", "word", position="tail"), "organisation ends")
    both = lexicons.words("name_words", "word", position="tail and head")
    mark(both, "organisation ends")
    mark(both, "organisation begins")
    mark(lexicons.words("name_words", "word", position="place"), "place word")
    mark(lexicons.words("titles", "title"), "title")
    roles = lexicons.words("roles", "noun")
    mark([*roles, *(role.capitalize() for role in roles)], "role")
    mark([row["acronym"] for row in lexicons.rows("acronyms") if " " not in row["acronym"]], "acronym")
    mark([form for day in CALENDAR for form in (day, day.capitalize())], "calendar")
    for word, count in common.items():
        if count > 1:
            value = min(1.0, math.log(count) / math.log(MOST_COMMON))
            mark([word, word.capitalize()], "common word", max(STEP, value))
    for numbers in table.values():
        numbers[-1] = 1.0
    return dict(table)


def census() -> Iterator[tuple[str, str, float]]:
    """(column, name, per cent of the people) of the US census."""
    for file, column in (("dist.female.first", "first name"), ("dist.male.first", "first name"),
                         ("dist.all.last", "surname")):  # fmt: skip
        for line in (files("names") / file).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            if float(share) > 0 and len(name) > 1:
                yield column, _written(name), float(share)


def _written(name: str) -> str:
    """A name in capitals as it is written: "MCDONALD" → "McDonald"."""
    return "Mc" + name[2:].capitalize() if name.startswith("MC") and len(name) > 4 else name.capitalize()


def places() -> Iterator[tuple[list[str], int]]:
    """(words, people) of places whose name has one to three words."""
    with closing(sqlite3.connect(unpack(settings().gazetteer))) as connection:
        for name, people in connection.execute("SELECT name, max(population) FROM place GROUP BY name"):
            words = name.split()
            if (people or 0) >= LEAST_PLACE and len(words) <= 3 and all(word[:1].isupper() for word in words):
                yield words, people


def give(pipeline: Language, table: dict[str, list[float]]) -> None:
    """Make the table the word vectors of a pipeline; words with the same numbers share a row."""
    rows: dict[tuple[float, ...], int] = {}
    keys = {word: rows.setdefault(tuple(numbers), len(rows)) for word, numbers in sorted(table.items())}
    data = np.asarray(list(rows), dtype="float32")
    vectors = Vectors(strings=pipeline.vocab.strings, data=data, name="lists")
    for word, row in keys.items():
        vectors.key2row[get_string_id(word)] = row
    pipeline.vocab.vectors = vectors
