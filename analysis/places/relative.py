"""Relative places: where "20 km east of Mosul" is, how wide that is, and which name of the article lies there.

Takes phrases (phrases.py) whose anchors are resolved. A name the phrase locates keeps its own coordinates
where they agree with the phrase, takes the phrase's where the gazetteer does not know it or knows it only
elsewhere. A phrase that locates no name is a row of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis import schema
from analysis.document import Document
from analysis.places import outline
from analysis.places.coast import Seaward, seaward
from analysis.places.gazetteer import Entry
from analysis.places.geometry import destination, distance_km, midpoint
from analysis.places.mention import Mention
from analysis.places.phrases import TO_PHRASE, Phrase
from analysis.places.resolve import Group

CARDINAL_SPREAD_DEG, ORDINAL_SPREAD_DEG, FINE_SPREAD_DEG = 60.0, 45.0, 30.0
"""Opening angle of a sector. Reporters say "north" for what a map calls north-northeast; our estimate."""
BEYOND_CITY_KM = 8.0
"""How far beyond the edge of a town "east of" it typically lies, where no distance is given; our estimate."""
KM_PER_ROOT_PERSON = 0.01
"""Extent of a town: a million people within about 10 km of its centre, ten thousand within 1 km."""
RANGE_SHARE = 0.25
"""How far off a distance in words is, either way; our estimate."""
CORRIDOR_SHARE, LEAST_CORRIDOR_KM = 0.15, 2.0
"""Half the width of what lies "between", of its length; our estimate."""
OFFSHORE_KM = 20.0
"""How far from the shore "off the coast" typically lies, where no distance is given; our estimate."""
SEAWARD_DEG = 120.0
"""Opening angle of the sea off a coast whose direction is told."""
PLAUSIBLE_SHARE, PLAUSIBLE_KM = 2.0, 30.0
"""A place lies where a phrase says if it is within twice the phrase's radius and 30 km of its middle."""
LOOKED_BACK = 8
"""Names before a phrase among which the one it locates is looked for."""
WELL_KNOWN = 200_000
"""A city of this size is not moved by a phrase behind its name, unless the text calls it a camp, village or base."""
_SITE_WORD = re.compile(
    r"\s(?:[a-z]{2,15}\s)?(?:camp|village|base|airfield|airport|neighbou?rhood|district|checkpoint)\b"
)


@dataclass(frozen=True, slots=True)
class Region:
    """Where a phrase puts something: a point in its middle and the radius that holds it."""

    lat: float
    lon: float
    radius_km: float
    relation: schema.Relation
    country: str | None


@dataclass(frozen=True, slots=True)
class Located:
    """A phrase with its geometry and the position of the mention it locates (None: no name)."""

    region: Region
    mention: int | None
    keeps_own: bool = False  # the gazetteer's place agrees with the phrase


def locate(
    document: Document, mentions: Sequence[Mention], groups: Sequence[Group], phrases: Sequence[Phrase]
) -> list[Located]:
    """Geometry and located name of every phrase whose anchors could be resolved.

    Where another place of a located name agrees with the phrase, that group's choice changes to it.
    """
    group_of = {id(mention): group for group in groups for mention in group.mentions}
    found: list[Located] = []
    regions: dict[int, Region] = {}
    for phrase in phrases:
        anchors = [_anchor(group_of[id(mentions[i])], regions.get(i)) for i in phrase.anchors]
        if any(anchor is None for anchor in anchors):
            continue
        words = " and ".join(mentions[i].text for i in phrase.anchors)
        region = _region(phrase, words, [anchor for anchor in anchors if anchor is not None])
        number = _located_name(document, mentions, group_of, phrase)
        if number is None:
            found.append(Located(region, None))
            continue
        mention = mentions[number]
        site = _SITE_WORD.match(document.text, mention.end) is not None
        verdict = _verdict(group_of[id(mention)], region, site)
        found.append(Located(region, None if verdict == "apart" else number, keeps_own=verdict == "own"))
        if verdict == "moved":
            regions[number] = region
    return found


def _anchor(group: Group, region: Region | None) -> Entry | None:
    if region is not None:
        return Entry(0, "", "", "area", region.lat, region.lon, region.country, None, None, 0, region.radius_km, 0)
    return group.entries[group.best] if group.entries else None


def _region(phrase: Phrase, words: str, anchors: Sequence[Entry]) -> Region:
    """The geometry of a phrase around its anchors."""
    anchor, country = anchors[0], anchors[0].country
    extent = extent_km(anchor)
    span = (phrase.start, phrase.end)
    if phrase.kind == "between":
        one, other = (anchor.lat, anchor.lon), (anchors[1].lat, anchors[1].lon)
        lat, lon = midpoint(one, other)
        same = country if country == anchors[1].country else None
        length = distance_km(one, other)
        line = outline.corridor(one, other, max(LEAST_CORRIDOR_KM, CORRIDOR_SHARE * length))
        return Region(lat, lon, max(2.0, length / 2),
                      schema.Relation("between", words, None, None, None, span, _vertices(line)), same)  # fmt: skip
    if phrase.kind == "coast" and (sea := seaward(anchor.lat, anchor.lon, extent, phrase.bearing_deg)):
        return _at_sea(phrase, words, anchor, sea)
    if phrase.bearing_deg is not None and phrase.kind in ("sector", "inside", "outskirts", "coast"):
        spread = (
            FINE_SPREAD_DEG
            if phrase.finely
            else (ORDINAL_SPREAD_DEG if phrase.bearing_deg % 90 else CARDINAL_SPREAD_DEG)
        )
        away = phrase.distance_km or _usual_distance(phrase.kind, extent)
        lat, lon = destination(anchor.lat, anchor.lon, phrase.bearing_deg, away)
        radius = max(
            0.25 * away, extent if phrase.distance_km is None else 0.5 * extent, 0.5 * away * spread / 57.3, 1.0
        )
        kind = (
            schema.COMPASS[round(phrase.bearing_deg / 45) % 8] if phrase.kind in ("sector", "inside") else phrase.kind
        )
        inside = phrase.kind == "inside"
        near = (1 - RANGE_SHARE) * away if phrase.distance_km else (0.0 if inside else extent)
        far = (1 + RANGE_SHARE) * away if phrase.distance_km else (extent if inside else 2 * away - near)
        angle = SEAWARD_DEG if phrase.kind == "coast" else spread
        line = outline.sector(anchor.lat, anchor.lon, phrase.bearing_deg, angle, near, max(far, near + 1.0))
        relation = schema.Relation(kind, words, phrase.distance_km, phrase.bearing_deg, spread, span, _vertices(line))
        return Region(lat, lon, radius, relation, country)
    kind = {"stream": "distance" if phrase.distance_km else "other", "border": "other", "inside": "other",
            "sector": "other"}.get(phrase.kind, phrase.kind)  # fmt: skip
    reach = {"near": extent + 10.0, "outskirts": extent + 3.0, "coast": extent + 40.0}.get(phrase.kind, extent + 30.0)
    radius = phrase.distance_km + 0.25 * extent if phrase.distance_km else reach
    told_km = phrase.distance_km
    line = (
        outline.ring(anchor.lat, anchor.lon, (1 - RANGE_SHARE) * told_km, (1 + RANGE_SHARE) * told_km)
        if told_km and phrase.kind == "distance"
        else outline.circle(anchor.lat, anchor.lon, radius)
    )
    relation = schema.Relation(kind, words, told_km, None, None, span, _vertices(line))
    return Region(anchor.lat, anchor.lon, radius, relation, country)


def _at_sea(phrase: Phrase, words: str, anchor: Entry, sea: Seaward) -> Region:
    """The sea off an anchor, from its shore on; off a country, anywhere along it."""
    off = phrase.distance_km or OFFSHORE_KM
    lat, lon = destination(anchor.lat, anchor.lon, sea.bearing_deg, sea.shore_km + off)
    near = sea.shore_km + ((1 - RANGE_SHARE) * off if phrase.distance_km else 0.0)
    far = sea.shore_km + (1 + RANGE_SHARE if phrase.distance_km else 2.0) * off
    line = outline.sector(anchor.lat, anchor.lon, sea.bearing_deg, sea.spread_deg, near, far)
    relation = schema.Relation(
        "coast", words, phrase.distance_km, sea.bearing_deg, sea.spread_deg, (phrase.start, phrase.end), _vertices(line)
    )
    along = extent_km(anchor) if sea.shore_km > OFFSHORE_KM else 0.0
    return Region(lat, lon, max(off, along), relation, anchor.country)


def _vertices(line: outline.Line) -> tuple[schema.Vertex, ...]:
    return tuple(schema.Vertex(lat, lon) for lat, lon in outline.rounded(line))


def _usual_distance(kind: str, extent: float) -> float:
    if kind == "inside":
        return 0.5 * extent
    return extent if kind in ("outskirts", "coast") else extent + BEYOND_CITY_KM


def extent_km(entry: Entry) -> float:
    """How far a place reaches from its point: its radius, of a town one that grows with its people."""
    return entry.radius_km or max(1.0, KM_PER_ROOT_PERSON * entry.population**0.5)


def _located_name(
    document: Document, mentions: Sequence[Mention], group_of: dict[int, Group], phrase: Phrase
) -> int | None:
    """The mention a phrase locates: the name right before it, else an unknown name of its sentence before it."""
    sentence = document.sentence_no(phrase.start)
    unknown = None
    nearest = min(phrase.anchors) - 1
    for number in range(nearest, max(-1, nearest - LOOKED_BACK), -1):
        mention = mentions[number]
        if document.sentence_no(mention.start) != sentence:
            break
        if mention.demonym or mention.end > phrase.start:
            continue
        gap = document.text[mention.end : phrase.start]
        if len(gap) < 80 and TO_PHRASE.fullmatch(gap):
            return number
        if unknown is None and not group_of[id(mention)].entries:
            unknown = number
    return unknown


def _verdict(group: Group, region: Region, site: bool) -> str:
    """ "own": a place of the name lies where the phrase says, and becomes the choice; "moved": none does, and the
    phrase decides; "apart": the name is too well known for that, so the phrase must speak of something else.
    """
    if not group.entries:
        return "moved"
    reach = PLAUSIBLE_SHARE * region.radius_km + PLAUSIBLE_KM
    agreeing = [
        number for number, entry in enumerate(group.entries)
        if distance_km((entry.lat, entry.lon), (region.lat, region.lon)) <= reach + extent_km(entry)
    ]  # fmt: skip
    if agreeing:
        best = max(agreeing, key=lambda number: group.probabilities[number])
        if best != group.best:
            group.prefer(best, "where the text puts it")
        return "own"
    chosen = group.entries[group.best]
    well_known = chosen.kind in ("country", "region", "area", "water") or chosen.population >= WELL_KNOWN
    return "apart" if well_known and not site else "moved"
