"""Toponyms and relative places of an article, on the map, with how sure that is and why.

Does: recognise names of places (recognise.py), choose which place each means (resolve.py) from the
gazetteer (gazetteer.py), and give phrases like "20 km east of Mosul" a geometry (relative.py). Does not:
draw, look anything up online, or link places across articles.
"""

from itertools import chain

from analysis import schema
from analysis.document import Document
from analysis.places import phrases, relative
from analysis.places.containers import with_containers
from analysis.places.coordinates import coordinates
from analysis.places.focus import put_inside
from analysis.places.gazetteer import Gazetteer, gazetteer
from analysis.places.given import given
from analysis.places.home import Home
from analysis.places.mention import Mention
from analysis.places.recognise import recognise
from analysis.places.resolve import resolve
from analysis.places.rows import rows
from analysis.places.spelling import by_spelling
from analysis.places.unlisted import unlisted
from analysis.settings import settings

__all__ = ["Home", "extract"]


def extract(document: Document, home: Home | None = None) -> dict[str, tuple[schema.Place, ...]]:
    """The places of the article in the order of the text; unresolved ones have no coordinates, but a reason."""
    known = gazetteer()
    if document.given_toponyms is not None:
        mentions = with_containers(document, given(document, known))
        related = phrases.find(document, mentions)
    else:
        mentions, related = _recognised(document, known)
    told = Home(*document.home) if document.home is not None else None
    groups = resolve(mentions, home or told or known.home_of(document.outlet))
    by_spelling(groups, known)
    put_inside(document, mentions, groups)
    located = relative.locate(document, mentions, groups, related)
    if document.given_toponyms is not None:
        located = [item for item in located if item.mention is not None]
    least = settings().place_confidence if document.given_toponyms is None else 0.0
    found = rows(document.text, mentions, groups, located, known.country_names, least)
    if document.given_toponyms is None:
        found = chain(found, coordinates(document))
    return {"places": tuple(sorted(found, key=lambda row: (row.char_start, row.char_end)))}


def _recognised(document: Document, known: Gazetteer) -> tuple[list[Mention], list[phrases.Phrase]]:
    """Toponyms and the phrases around them; names that only a phrase gives away are added."""
    mentions = recognise(document, known)
    related = phrases.find(document, mentions)
    if more := unlisted(document, mentions, related):
        mentions = sorted([*mentions, *more], key=lambda mention: mention.start)
        related = phrases.find(document, mentions)
    return with_containers(document, mentions), related
