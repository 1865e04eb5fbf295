"""Fixtures of the tests of temporal expressions."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from analysis import schema, times

PUBLISHED = "2016-11-03"  # a Thursday


@pytest.fixture(scope="session")
def find(document) -> Callable[..., tuple[schema.Time, ...]]:
    """The time rows of a text, read as published on Thursday 3 November 2016 unless told otherwise."""

    def run(text: str, published: str | None = PUBLISHED) -> tuple[schema.Time, ...]:
        made = document(text, published, until="places", clean=False)
        return times.extract(made)["times"]

    return run


@pytest.fixture(scope="session")
def one(find) -> Callable[..., schema.Time]:
    """The only time row of a text."""

    def run(text: str, published: str | None = PUBLISHED) -> schema.Time:
        rows = find(text, published)
        assert len(rows) == 1, [row.text for row in rows]
        return rows[0]

    return run


@pytest.fixture(scope="session")
def undated(document):
    """A document without a publication date, its parts found or given as (kind, text) pairs, one a line."""

    def build(*lines: tuple[str, str]):
        text = "\n\n".join(line for _, line in lines)
        made = document(text, None, until="names", clean=False)
        parts, position = [], 0
        for kind, line in lines:
            parts.append(schema.Part(position, position + len(line), kind))
            position += len(line) + 2
        return replace(made, parts=tuple(parts))

    return build
