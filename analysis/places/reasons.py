"""Why a place was chosen, in words: hard cues, how many bear the name, and what the article's other places say."""

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.places.gazetteer import Entry
from analysis.places.geometry import distance_km, unit_vectors
from analysis.places.resolve import Group

POINTS = frozenset({"city", "county", "facility"})
FARTHEST_KM = 1000.0
"""What is farther away is no neighbour worth telling."""
SAME_KM = 1.0


class Neighbours:
    """The towns and small areas that an article speaks of, by where they are."""

    def __init__(self, groups: Sequence[Group]):
        chosen = [
            (group, group.entries[group.best]) for group in groups
            if group.entries and not group.demonym and group.entries[group.best].kind in POINTS
        ]  # fmt: skip
        self.groups = [group for group, _ in chosen]
        self.entries = [entry for _, entry in chosen]
        self.vectors = unit_vectors([e.lat for e in self.entries], [e.lon for e in self.entries])

    def nearest(self, here: Group, entry: Entry) -> tuple[str, float] | None:
        """The words for the other place nearest to `entry`, and its distance in km; None where none is near."""
        if entry.kind not in POINTS or len(self.entries) < 2:
            return None
        closeness = self.vectors @ unit_vectors([entry.lat], [entry.lon])[0]
        for number in np.argsort(-closeness, kind="stable")[:5]:
            other = self.entries[number]
            away = distance_km((entry.lat, entry.lon), (other.lat, other.lon))
            if self.groups[number] is not here and other.place_no != entry.place_no and away >= SAME_KM:
                return (self.groups[number].mentions[0].text, away) if away <= FARTHEST_KM else None
        return None


def reason(group: Group, country_names: Mapping[str, str], neighbours: Neighbours) -> str:
    """Why this place: "in Texas, as the text says; one of 21 places of that name; nearest Waco, 41 km"."""
    entry = group.entries[group.best]
    parts = [f"people or adjective of {entry.name}"] if group.demonym else []
    if hard := group.hard[group.best]:
        parts.append(hard)
    others = len({other.gazetteer_id for other in group.entries})
    if others < len(group.entries) and sum(other.gazetteer_id == entry.gazetteer_id for other in group.entries) > 1:
        parts.append("the stretch of it nearest to the other places here")
    elif others > 1:
        largest = max(group.entries, key=lambda other: other.population).place_no == entry.place_no
        parts.append(f"{'largest' if largest else 'one'} of {others} places of that name")
    elif not group.demonym and not hard:
        parts.append("the only place of that name in the gazetteer")
    if near := neighbours.nearest(group, entry):
        parts.append(f"nearest {near[0]}, {near[1]:,.0f} km")
    if group.companions and entry.country:
        one = group.companions == 1
        country = country_names.get(entry.country, entry.country)
        parts.append(f"{group.companions} other place{'' if one else 's'} here {'is' if one else 'are'} in {country}")
    return "; ".join(parts)
