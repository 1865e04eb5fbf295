"""Where a name no gazetteer has lies: in what the text puts it in, else near what the sentence or the article is about.

A street, a hospital, a village too small for the gazetteer: "somewhere in Linz", with a radius that says so. Does not
locate what a phrase locates (relative.py), and puts nothing into a country or another wide area: that is no place on
a map.
"""

from collections.abc import Sequence

import numpy as np

from analysis.document import Document
from analysis.places.gazetteer import Entry
from analysis.places.geometry import distances_km, unit_vectors
from analysis.places.mention import Mention
from analysis.places.resolve import Group, Inside
from analysis.places.wordlists import words

SMALL_AREA_KM = 100.0
"""An area up to this radius says where a name in it lies; a larger one says too little."""
SENTENCE_RADIUS_KM, ARTICLE_RADIUS_KM = 10.0, 25.0
"""Least extent of what is put near a place of its sentence, and near what the article is about; our estimates."""
TOLD = 0.6
IN_SENTENCE, IN_ARTICLE = (0.4, 0.6), (0.3, 0.5)
"""How often a name put there is that near, of a bare name and of one whose last word is a street's or a building's: by
hand, `make quality` shows how far the confidence of pins is off."""
REACH_KM = 75.0
"""Distance at which a place's support for a focus has lost two thirds."""
LEAST_SHARE = 0.4
"""A focus has at least this share of the article's local places around it; an article about the world has none."""
BEFORE_CHARS = 30
SURE = 0.5
"""Probability from which on a resolved name says where others lie."""


def put_inside(document: Document, mentions: Sequence[Mention], groups: Sequence[Group]) -> None:
    """Give every group without candidates the place it lies in or near, where the text tells one."""
    group_of = {id(mention): group for group in groups for mention in group.mentions}
    unknown = [group for group in groups if not group.entries and not group.demonym]
    if not unknown:
        return
    for mention in mentions:
        group = group_of[id(mention)]
        if group.entries or group.inside is not None or mention.container is None:
            continue
        place = _local(group_of[id(mentions[mention.container])])
        if place is not None:
            group.inside = Inside(place, "as the text says", TOLD)
    local = [
        (mention, place) for mention in mentions
        if not (mention.embedded or mention.metonymic) and (place := _local(group_of[id(mention)])) is not None
    ]  # fmt: skip
    focus = _focus([place for _, place in local])
    for group in unknown:
        is_a_spot = document.given_toponyms is not None or any(_is_a_spot(document, m) for m in group.mentions)
        if group.inside is not None or not is_a_spot:
            continue
        group.inside = _of_sentence(document, group, local)
        if group.inside is None and focus is not None:
            likely = IN_ARTICLE[_is_described(group.mentions[0])]
            group.inside = Inside(focus, "which the article is mostly about", likely, ARTICLE_RADIUS_KM)


def _local(group: Group) -> Entry | None:
    """The choice of a group where it is a town or a small area, and sure enough to say where others lie."""
    if not group.entries or group.demonym or group.mentions[0].inner:
        return None
    place = group.entries[group.best]
    if place.kind != "city" and not 0 < place.radius_km <= SMALL_AREA_KM:
        return None
    return place if float(group.probabilities[group.best]) >= SURE else None


def _is_a_spot(document: Document, mention: Mention) -> bool:
    """Whether somebody or something is said to be at a name, or its last word is a street's, a building's, a creek's.

    A parse often takes titles and companies for places; those are said to be nowhere.
    """
    if _is_described(mention):
        return True
    before = document.text[max(0, mention.start - BEFORE_CHARS) : mention.start].lower().split()
    while before and before[-1] in ("the", "downtown", "nearby", "central"):
        before.pop()
    return bool(before) and before[-1] in words("strict_prepositions")


def _is_described(mention: Mention) -> bool:
    """Whether a name says itself what it is: "Third Street", "Northwestern Memorial Hospital"."""
    parts = mention.text.split()
    return len(parts) > 1 and parts[-1].lower().rstrip(".") in words("somewhere_nouns")


def _of_sentence(document: Document, group: Group, local: Sequence[tuple[Mention, Entry]]) -> Inside | None:
    """The town or small area named nearest to a mention of the group, in its sentence."""
    found: list[tuple[int, Entry]] = []
    for mention in group.mentions:
        number = document.sentence_no(mention.start)
        found.extend(
            (max(other.start - mention.end, mention.start - other.end), place) for other, place in local
            if number is not None and document.sentence_no(other.start) == number
        )  # fmt: skip
    if not found:
        return None
    likely = IN_SENTENCE[_is_described(group.mentions[0])]
    return Inside(min(found)[1], "which the same sentence names", likely, SENTENCE_RADIUS_KM)


def _focus(places: Sequence[Entry]) -> Entry | None:
    """The place that most of an article's mentions of towns and small areas lie around; None where there is no such."""
    if not places:
        return None
    distinct = {place.place_no: place for place in places}
    entries = list(distinct.values())
    weight = np.array([sum(place.place_no == number for place in places) for number in distinct], float)
    vectors = unit_vectors([entry.lat for entry in entries], [entry.lon for entry in entries])
    support = np.exp(-distances_km(vectors, vectors) / REACH_KM) @ weight / weight.sum()
    best = int(np.argmax(support + 1e-3 * weight / weight.sum()))
    return entries[best] if support[best] >= LEAST_SHARE else None
