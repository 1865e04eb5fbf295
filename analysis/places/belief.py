"""How sure recognition is: the probability that a mention is a toponym and means a place of the gazetteer at all."""

from analysis.places.gazetteer import SOUND, Entry
from analysis.places.mention import Mention

KIND_BELIEF = {"country": 0.96, "region": 0.94, "county": 0.92, "city": 0.9, "water": 0.9, "terrain": 0.85, "area": 0.9,
               "facility": 0.6}  # fmt: skip
PEOPLE_BELIEF = 0.92
SPELLING_BELIEF = 0.7
"""How often what merely sounds like a place near the article's others is that place; set by hand."""
VILLAGE, VILLAGE_BELIEF = 5_000, 0.85
"""How often a toponym taken for each kind of place is that place at all: few
names but those of countries belong to nothing else, and a village is often the namesake of one no gazetteer has. Set
by hand; `make quality` shows how far the confidence of pins is off."""


def belief(mention: Mention, entry: Entry) -> float:
    """The probability that a mention is a toponym and means a place of the gazetteer like `entry`."""
    if mention.demonym:
        return mention.belief * PEOPLE_BELIEF
    if entry.form == SOUND:
        return mention.belief * SPELLING_BELIEF
    village = entry.kind == "city" and entry.population < VILLAGE
    return mention.belief * KIND_BELIEF[entry.kind] * (VILLAGE_BELIEF if village else 1.0)
