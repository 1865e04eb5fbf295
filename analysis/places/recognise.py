"""Which words are toponyms: candidates that the filter believes, and the places inside names of organisations.

Does not choose between places of one name (resolve.py), and leaves phrases like "east of Mosul" to phrases.py.
"""

from dataclasses import replace

from analysis.document import Document
from analysis.places import filter
from analysis.places.candidates import candidates
from analysis.places.embedded import embedded
from analysis.places.evidence import Evidence
from analysis.places.gazetteer import Gazetteer
from analysis.places.mention import Mention


def recognise(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """The toponyms of the story in the order of the text; none overlap."""
    evidence = Evidence(document)
    found = candidates(document, evidence, gazetteer)
    article = filter.Article(found, evidence)
    believed, spoken_of = [], set()
    for candidate in found:
        kept = filter.keep(candidate, article)
        if kept is not None:
            believed.append(replace(candidate.mention, belief=kept))
            spoken_of.add(candidate.surface)
    return _in_order(believed, embedded(document, evidence, gazetteer, spoken_of))


def _in_order(mentions: list[Mention], inner: list[Mention]) -> list[Mention]:
    """The mentions with those inside longer names, in the order of the text, none overlapping."""
    taken = {char for mention in mentions for char in range(mention.start, mention.end)}
    free = [mention for mention in inner if taken.isdisjoint(range(mention.start, mention.end))]
    return sorted([*mentions, *free], key=lambda mention: mention.start)
