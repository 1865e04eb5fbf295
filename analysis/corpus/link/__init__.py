"""Across articles: the same person, the same story, the same text, the same statement.

Does: a pure function from annotated articles to links, the same whatever their order, to be run again at will.
Does not: read or write tables, change an article, or decide what a page shows (`analysis.corpus.snapshot`).
"""

from collections.abc import Iterable

from analysis import schema
from analysis.corpus.link import duplicates, people, statements, stories, telling
from analysis.corpus.link.features import Features, features
from analysis.corpus.link.rows import Duplicate, EventRef, LinkedPerson, Links, PersonRef, QuoteRef, Statement, Story

__all__ = ["Duplicate", "EventRef", "Features", "LinkedPerson", "Links", "PersonRef", "QuoteRef", "Statement", "Story",
           "features", "link", "link_features"]  # fmt: skip


def link(articles: Iterable[schema.Article]) -> Links:
    """People, stories, duplicates and statements over all of `articles` (each article_id once)."""
    return link_features(features(article) for article in articles)


def link_features(articles: Iterable[Features]) -> Links:
    """The same from what was kept of the articles."""
    rows = sorted(articles, key=lambda article: article.article_id)
    person_ids, persons = people.link(rows)
    told = stories.link(rows)
    return Links(
        people=person_ids,
        persons=persons,
        events={item.ref: story_id for story_id, items in told.items() for item in items},
        stories={story_id: telling.story(story_id, items) for story_id, items in told.items()},
        duplicates=duplicates.find(rows),
        statements=statements.find(rows, person_ids),
    )
