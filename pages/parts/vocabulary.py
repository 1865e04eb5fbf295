"""Dateline's fixed vocabularies in a reader's words: kinds of place and event, how a thing is told."""

from analysis.charts.lane_names import TYPES

EVENT_TYPES = {code: name.lower() for code, name in TYPES.items()}
PLACE_KINDS = {
    "city": "cities", "country": "countries", "region": "states", "county": "districts", "facility": "sites",
    "water": "waters", "terrain": "land", "area": "areas",
}  # fmt: skip
STATUSES = {"occurred": "happened", "ongoing": "going on", "planned": "planned", "hedged": "unsure", "denied": "denied"}
