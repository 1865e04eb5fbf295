"""An article read for its quotes, with spans as words."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from analysis import quotes, schema


@dataclass(frozen=True)
class Reading:
    """The quotes and people of a text."""

    text: str
    quotes: tuple[schema.Quote, ...]
    people: dict[str, schema.Person]

    def words(self, span: schema.Span | None) -> str | None:
        return self.text[span[0] : span[1]] if span is not None else None

    def said(self) -> list[tuple[str | None, list[str | None]]]:
        """Speaker and content of each quote."""
        return [(quote.speaker, [self.words(span) for span in quote.content]) for quote in self.quotes]

    def person(self, name: str) -> schema.Person:
        return next(person for person in self.people.values() if person.name == name)


@pytest.fixture(scope="session")
def read(document) -> Callable[[str], Reading]:
    """Text to its quotes and people."""

    def run(text: str) -> Reading:
        rows = quotes.extract(document(text, until="quotes", clean=False))
        return Reading(text, rows["quotes"], {person.key: person for person in rows["people"]})

    return run
