"""Names that the places engine put on the map are places, not people: "Linz", "Neuhaus".

Names run before places; this takes the places' word for names whose kind the language model guessed wrong. It asks
for company, a second place of the same country in the article, since any name is somewhere the name of a village.
"""

from collections import defaultdict
from dataclasses import replace

from analysis import schema
from analysis.document import Document


def names(document: Document) -> tuple[schema.Name, ...]:
    """The document's names; a bearer of one word of which most mentions lie on the map becomes a place."""
    located = _located(document)
    bearers: dict[str, list[schema.Name]] = defaultdict(list)
    for name in document.names:
        if name.person_key is not None:
            bearers[name.person_key].append(name)
    places = {
        key
        for key, mentions in bearers.items()
        if not any(" " in name.text or _is_acronym_of_organisation(name) for name in mentions)
        and 2 * sum((name.char_start, name.char_end) in located for name in mentions) > len(mentions)
    }
    return tuple(
        replace(name, kind="place", person_key=None) if name.person_key in places else name for name in document.names
    )


def _located(document: Document) -> set[schema.Span]:
    """The spans of places on the map that are in no country alone, or not the only place of their country."""
    rows = [p for p in document.places if p.lat is not None and p.is_spoken_of and not p.relation_only]
    by_country: dict[str | None, set[str]] = defaultdict(set)
    for place in rows:
        by_country[place.country_code].add(place.name)
    return {
        (place.char_start, place.char_end)
        for place in rows
        if place.country_code is None or len(by_country[place.country_code]) > 1
    }


def _is_acronym_of_organisation(name: schema.Name) -> bool:
    """Whether an organisation is named by its initials: the map holds some of them, too ("EU")."""
    return name.kind == "organisation" and name.text.isupper() and len(name.text) < 5
