"""Phrases that tell a place by another one: "20 km east of Mosul", "between Linz and Melk", "off the Somali coast".

Finds the phrase around a recognised anchor and says which relation it is. Does not compute where that
is (geometry.py) nor what lies there (relative.py). Patterns look at a bounded stretch before or behind the
anchor, so a text is read in linear time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.document import Document
from analysis.places.mention import Mention
from analysis.places.wordlists import words

WINDOW_CHARS = 110
"""How far before its anchor a phrase may begin; "about 12 miles (20 kilometres) south-west of the town of" has 52."""

FARTHEST_KM = 3000.0
"""What is farther from a place than this is not told by it."""
KM_PER_UNIT = {"k": 1.0, "mi": 1.609344, "n": 1.852, "me": 0.001, "m": 0.001, "f": 0.0003048, "y": 0.0009144}
_NUMBER_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
                 "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
                 "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "a few": 3, "several": 5,
                 "a dozen": 12}  # fmt: skip
_POINTS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0, "northeast": 45.0, "southeast": 135.0,
           "southwest": 225.0, "northwest": 315.0, "northnortheast": 22.5, "eastnortheast": 67.5,
           "eastsoutheast": 112.5, "southsoutheast": 157.5, "southsouthwest": 202.5, "westsouthwest": 247.5,
           "westnorthwest": 292.5, "northnorthwest": 337.5}  # fmt: skip

_WORD = r"(?:north|south|east|west)"
_DIR = rf"(?P<dir>{_WORD}(?:[- ]?{_WORD}){{0,2}})(?:ern|erly|ward|wards)?"
_UNIT = r"(?:kilomet(?:er|re)s?|kms?|miles?|mi\b|nautical miles?|met(?:er|re)s?|m\b|feet|yards)"
_DIST = (
    r"(?:(?:about|some|around|roughly|nearly|approximately|almost|just|only|more than|less than|over|within|"
    r"at least|up to)\s)?"
    rf"(?P<num>\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})[\s-]?(?P<unit>{_UNIT})"
    r"(?:\s?\([^()]{1,30}\))?"
)
_THING = (r"(?:the\s)?(?:(?:[A-Za-z][a-z-]{2,20}\s){0,2}(?:city|cities|town|village|capital|port|island|province|"
          r"district|region|border|airport|mouth|banks?)(?:\sof)?\s)?(?:the\s|downtown\s|central\s)?")  # fmt: skip
_LEAD = (
    r"(?:(?:(?:on|along)\sthe\s(?:road|highway|motorway|railway)\s|"
    r"(?:in|to|at|on|from)\s(?:an?\sarea\s|villages?\s|areas\s)?)?"
    r"(?:just\s|further\s|far\s|immediately\s|due\s)?(?:to\sthe\s)?)?"
)
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![\w-]){pattern}$", re.IGNORECASE))
    for kind, pattern in (
        ("sector", rf"{_DIST}\s(?:to\sthe\s)?{_DIR}\s(?:of|from)\s{_THING}"),
        ("coast", rf"{_DIST}\soff\s(?:(?:the\s)?(?:{_DIR}\s)?coast\sof\s)?{_THING}"),
        ("stream", rf"{_DIST}\s(?P<stream>(?:up|down)(?:stream|river))\s(?:of|from)\s{_THING}"),
        ("distance", rf"{_DIST}\s(?:away\s)?(?:from|outside|of)\s{_THING}"),
        ("coast", rf"(?:off|along|on)\s(?:the\s|its\s)?(?:{_DIR}\s)?(?:coast|coastline|shores?)\sof\s{_THING}"),
        ("outskirts", rf"(?:(?:on|at|in|from|to)\s)?(?:the\s)?(?:{_DIR}\s)?"
                      rf"(?:outskirts|edges?|fringes|suburbs?)\sof\s{_THING}"),
        ("inside", rf"in\sthe\s(?:far\s|extreme\s)?{_DIR}\sof\s{_THING}"),
        ("sector", rf"{_LEAD}{_DIR}\sof\s{_THING}"),
        ("stream", rf"(?P<stream>(?:up|down)(?:stream|river))\s(?:of|from)\s{_THING}"),
        ("border", rf"(?:on|near|along|at|across|in)\s(?:the\s|its\s)?(?:{_DIR}\s)?border(?:\sareas?)?\s"
                   rf"(?:with|of)\s{_THING}"),
        ("near", rf"(?:in\sand\saround|near\sto|nearby|near|close\sto|not\sfar\sfrom|next\sto|adjacent\sto|"
                 rf"in\sthe\s(?:area|vicinity)\sof|in\sareas?\saround|surrounding)\s{_THING}"),
        ("outskirts", rf"(?:just\s)?outside(?:\sof)?\s{_THING}"),
        ("offshore", r"off\s"),
    )
)  # fmt: skip
_COAST_AFTER = re.compile(rf"(?:['’]s)?\s(?:{_DIR}\s)?(?:coast|coastline|shores?)\b", re.IGNORECASE)
_COAST_LEAD = re.compile(r"(?<!\w)(?:off|along|on)\s(?:the\s)?$", re.IGNORECASE)
_SIDE_AFTER = re.compile(rf"['’]s\s(?:inner[- ])?{_DIR}\b", re.IGNORECASE)
_IN_LEAD = re.compile(r"(?<!\w)in\s$", re.IGNORECASE)
_BETWEEN_LEAD = re.compile(
    r"(?<!\w)(?:(?:on|along)\sthe\s(?:road|highway|railway|border)\s)?between\s(?:the\s\w{1,20}\sof\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_ROAD_LEAD = re.compile(r"(?<!\w)(?:road|highway|motorway|railway|route)\sfrom\s(?:the\s)?$", re.IGNORECASE)
_AND = re.compile(r"(?:,\s[^,.;]{2,30})?\s(?:and|to)\s(?:the\s)?")

TO_PHRASE = re.compile(
    r"(?:\s(?:[a-z]{2,15}\s)?(?:camp|village|town|district|neighbou?rhood|base|airfield|airport|area|suburb|city))?"
    r",?\s?\(?(?:(?:which|that)\s)?(?:(?:is|was|are|lies|lie|sits|stands)\s)?(?:located\s|situated\s|lying\s|based\s)?"
    r"(?:an?\s(?:[a-z-]{2,15}\s){0,2}(?:town|village|city|suburb|area|district|camp|settlement|site)\s)?"
    r"(?:(?:located|situated|lying)\s)?(?:just\s|about\s|some\s|on\s|in\s|at\s)?"
)
"""What may stand between a name and the phrase that locates it: " camp, ", ", a village ", " is "."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relation in words: half-open offsets, kind of phrase, the positions of its anchors among the mentions."""

    start: int
    end: int
    kind: str  # sector inside distance near outskirts between coast stream border
    anchors: tuple[int, ...]
    distance_km: float | None = None
    bearing_deg: float | None = None
    finely: bool = False  # a point between the eight ("north-northeast")


def find(document: Document, mentions: Sequence[Mention]) -> list[Phrase]:
    """The phrases of the article in the order of the text, one for each anchor."""
    found = []
    taken: set[int] = set()
    for number, mention in enumerate(mentions):
        if number in taken:
            continue
        phrase = _between(document, mentions, number) or _around(document, mention, number)
        if phrase is not None:
            taken.update(phrase.anchors)
            found.append(phrase)
    return found


def _between(document: Document, mentions: Sequence[Mention], number: int) -> Phrase | None:
    first = mentions[number]
    sentence = document.sentence_no(first.start)
    before = _before(document, first)
    lead = _BETWEEN_LEAD.search(before) or _ROAD_LEAD.search(before)
    if lead is None or _last_word(before[: lead.start()]) in words("between_nouns"):  # "talks between … and …"
        return None
    for other in (number + 1, number + 2):  # "between Linz, Austria, and Melk"
        if other >= len(mentions) or document.sentence_no(mentions[other].start) != sentence:
            return None
        second = mentions[other]
        if _AND.fullmatch(document.text[first.end : second.start][:60]):
            return Phrase(first.start - (len(before) - lead.start()), second.end, "between", (number, other))
    return None


def _last_word(text: str) -> str:
    parts = text.lower().rsplit(maxsplit=1)
    return parts[-1] if parts else ""


def _around(document: Document, mention: Mention, number: int) -> Phrase | None:
    before = _before(document, mention)
    behind = document.text[mention.end : mention.end + 40]
    if (after := _COAST_AFTER.match(behind)) and (lead := _COAST_LEAD.search(before)):
        return Phrase(mention.start - (len(before) - lead.start()), mention.end + after.end(), "coast", (number,),
                      bearing_deg=_bearing(after.group("dir")))  # fmt: skip
    if mention.demonym:
        return None
    if after := _SIDE_AFTER.match(behind):
        lead = _IN_LEAD.search(before)
        start = mention.start - (len(before) - lead.start()) if lead else mention.start
        return Phrase(start, mention.end + after.end(), "inside", (number,), bearing_deg=_bearing(after.group("dir")))
    for kind, pattern in _BEFORE:
        match = pattern.search(before)
        if match is None:
            continue
        if kind == "offshore":
            if not mention.entries or mention.entries[0].kind not in ("country", "terrain", "water", "area"):
                continue
            kind = "coast"
        groups = match.groupdict()
        return Phrase(
            mention.start - (len(before) - match.start()), mention.end, kind, (number,),
            _distance(groups.get("num"), groups.get("unit")), _bearing(groups.get("dir")),
            finely=len(re.findall(_WORD, groups.get("dir") or "", re.IGNORECASE)) > 2,
        )  # fmt: skip
    return None


def _before(document: Document, mention: Mention) -> str:
    """What stands before a mention in its sentence, within the window."""
    number = document.sentence_no(mention.start)
    begin = document.sentences[number].char_start if number is not None else mention.start
    return document.text[max(begin, mention.start - WINDOW_CHARS) : mention.start]


def _distance(number: str | None, unit: str | None) -> float | None:
    """Kilometres, rounded to ten metres.

    >>> _distance("12", "miles"), _distance("a few", "kilometres")
    (19.31, 3.0)
    """
    if not number or not unit:
        return None
    word = number.lower()
    amount = float(_NUMBER_WORDS[word]) if word in _NUMBER_WORDS else float(word.replace(",", "") or 0)
    key = next(key for key in KM_PER_UNIT if unit.lower().startswith(key))
    distance = amount * KM_PER_UNIT[key]
    return round(distance, 2) if 0 < distance <= FARTHEST_KM else None


def _bearing(direction: str | None) -> float | None:
    """Degrees clockwise from north for a direction in words.

    >>> _bearing("south-east"), _bearing("North West"), _bearing("east west")
    (135.0, 315.0, None)
    """
    return _POINTS.get(re.sub(r"[^a-z]", "", direction.lower())) if direction else None
