"""What linking returns: who is the same person, what is the same story, which articles are copies.

Everything is keyed by article and by the position or key of the row inside it, so a snapshot can look up
each row it writes. All of it can be made again from the articles at any time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PersonRef = tuple[str, str]
"""(article_id, key of the person in that article)."""
EventRef = tuple[str, int]
"""(article_id, position in Article.events)."""


QuoteRef = tuple[str, int]
"""(article_id, position in Article.quotes)."""


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """One person, organisation or unnamed source over all articles, with the fullest details any article gives."""

    person_id: str
    name: str
    aliases: tuple[str, ...]
    role: str | None
    affiliation: str | None
    speaker_group: str
    pronouns: tuple[str, ...]
    is_organisation: bool
    articles: int
    reason: str = ""  # why the mentions of its articles are taken for one, or why it stands alone


@dataclass(frozen=True, slots=True)
class Story:
    """One happening as told by one or more events of one or more articles.

    Bounds are full ISO dates, half-open, as in schema.Event. `lead` is the event that tells it best: take
    place, status, basis and speaker from there. `disagreements` is a sentence, empty where sources agree.
    """

    story_id: str
    title: str
    type: str
    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    granularity: str
    lead: EventRef
    events: int
    articles: int
    outlets: int
    first_published: str | None
    disagreements: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The copies an article belongs to (its own where it has none) and whether it stands for them."""

    duplicate_group: str
    representative: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement that a quote reports (its own where no other article has it), and whether the quote leads it."""

    statement_id: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Links:
    """The result of `link`."""

    people: Mapping[PersonRef, str]  # → person_id
    persons: Mapping[str, LinkedPerson]  # by person_id
    events: Mapping[EventRef, str]  # → story_id
    stories: Mapping[str, Story]  # by story_id
    duplicates: Mapping[str, Duplicate]  # by article_id; every article has one
    statements: Mapping[QuoteRef, Statement]  # by quote; every quote has one
