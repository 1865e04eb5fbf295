"""A large corpus for measuring: rows drawn from the built-in articles, not news, and never shown as such.

Each synthetic article is an annotated built-in one with its places, people, stories and days exchanged for others out
of long, skewed lists (a few are named everywhere, most once or twice, as in news). The text stays, so that spans hold.
Linking is not measured here: the links are known from how the rows were made.
"""

import datetime
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from unittest.mock import patch

from analysis import schema
from analysis.corpus import layout, snapshot, store
from analysis.corpus.link import Features
from analysis.corpus.link.rows import Duplicate, LinkedPerson, Links, Statement, Story

NAME, TITLE = "synthetic", "Synthetic rows"
PLACES, PEOPLE, STORIES, OUTLETS, DAYS = 4_000, 6_000, 20_000, 60, 730
FIRST_DAY = datetime.date(2019, 1, 1)
COPIES = 0.05  # share of articles that stand as the copy of the one before


def build(originals: Sequence[schema.Article], articles: int) -> str:
    """Make the corpus below the folder of the settings, derive its desk, and return its name."""
    layout.describe(NAME, layout.About(TITLE, is_exercise=True, credit="made for measuring", about="Rows, not news."))
    rows = list(_articles(originals, articles, random.Random(20190401)))
    store.append(NAME, rows)
    store.add_run(NAME, schema.Run("run-1", "2019-04-07T10:00:00", "bench", "model", "gazetteer", "lexicons", "{}"))
    with patch.object(snapshot.writing, "link_features", _links):
        snapshot.build(NAME)
    return NAME


def _rank(chance: random.Random, most: int) -> int:
    """A position in a list of `most`, early ones far more often (Zipf's law, roughly)."""
    return int(most ** chance.random()) - 1


def _articles(originals: Sequence[schema.Article], count: int, chance: random.Random) -> Iterator[schema.Article]:
    for number in range(count):
        base = originals[number % len(originals)]
        moved = datetime.timedelta(days=chance.randrange(DAYS))
        day = (FIRST_DAY + moved).isoformat()
        yield replace(
            base, article_id=f"{number:020d}", source=f"row {number}", outlet=f"Outlet {_rank(chance, OUTLETS) + 1}",
            published=day, published_precision="day", published_basis="given", run_id="run-1",
            places=tuple(_place(place, chance) for place in base.places),
            people=tuple(_person(person, chance) for person in base.people),
            events=tuple(_event(event, FIRST_DAY + moved, chance) for event in base.events),
        )  # fmt: skip


def _place(place: schema.Place, chance: random.Random) -> schema.Place:
    if place.lat is None:
        return place
    at = _rank(chance, PLACES)
    where = random.Random(at)
    return replace(
        place, name=f"Place {at + 1}", gazetteer_id=f"geonames:{at + 1}", lat=where.uniform(36, 60),
        lon=where.uniform(-9, 45), relation=None, relation_only=False,
    )  # fmt: skip


def _person(person: schema.Person, chance: random.Random) -> schema.Person:
    return replace(person, name=f"Person {_rank(chance, PEOPLE) + 1}")


def _event(event: schema.Event, day: datetime.date, chance: random.Random) -> schema.Event:
    if not event.start_earliest:
        return replace(event, title=f"{event.title} ({_rank(chance, STORIES) + 1})")
    first = day - datetime.timedelta(days=chance.randrange(5))
    bounds = [(first + datetime.timedelta(days=days)).isoformat() for days in (0, 1)]
    return replace(
        event, title=f"{event.title} ({_rank(chance, STORIES) + 1})", begins=bounds[0], ends=bounds[0],
        start_earliest=bounds[0], start_latest=bounds[1], end_earliest=bounds[0], end_latest=bounds[1],
    )  # fmt: skip


def _links(features: Iterable[Features]) -> Links:
    """People by name, stories by title; a copy follows its original at once."""
    articles = sorted(features, key=lambda article: (article.published or "9999", article.article_id))
    people: dict[tuple[str, str], str] = {}
    persons: dict[str, LinkedPerson] = {}
    events: dict[tuple[str, int], str] = {}
    stories: dict[str, Story] = {}
    duplicates: dict[str, Duplicate] = {}
    for at, article in enumerate(articles):
        is_copy = at % int(1 / COPIES) == 1
        duplicates[article.article_id] = Duplicate(articles[at - is_copy].article_id, not is_copy)
        for person in article.people:
            person_id = "p-" + person.name.removeprefix("Person ")
            people[article.article_id, person.key] = person_id
            persons.setdefault(person_id, LinkedPerson(
                person_id, person.name, person.aliases, person.role, person.affiliation, person.speaker_group,
                person.pronouns, person.is_organisation, 1))  # fmt: skip
        for number, told in enumerate(article.events):
            event = told.event
            story_id = "s-" + event.title
            events[article.article_id, number] = story_id
            stories.setdefault(story_id, Story(
                story_id, event.title, event.type, event.start_earliest, event.start_latest, event.end_earliest,
                event.end_latest, event.granularity, (article.article_id, number), 1, 1, 1, article.published, "",
            ))  # fmt: skip
    statements = {
        (article.article_id, number): Statement(f"q-{article.article_id}-{number}", True)
        for article in articles
        for number in range(len(article.quotes))
    }
    return Links(people, persons, events, stories, duplicates, statements)
