"""Coordinates written in the text: "36°20′N 43°08′E", "36.34° N, 43.13° E", "(36.3456, 43.1189)".

Read by a grammar of our own: geopy's Point takes "36 20 0 N 43 7 0 E" for 7°N 0°E without a word. A bare pair of
numbers counts only with three decimals or more each. Does not say what lies there.
"""

import re
from collections.abc import Iterator

from analysis import schema
from analysis.document import Document

CONFIDENCE = 0.95
"""Numbers of this form are hardly anything else; a slip of the pen is not to be seen."""
KM_PER_DEGREE = 111.2
_DEGREES = r"(\d{1,3}(?:\.\d{1,8})?)\s?(?:°|º|degrees?\b,?|deg\b\.?)"
_MINUTES = r"(?:\s?(\d{1,2}(?:\.\d{1,6})?)\s?(?:['′’]|minutes?\b,?|min\b\.?))?"
_SECONDS = r"(?:\s?(\d{1,2}(?:\.\d{1,6})?)\s?(?:[\"″”]|['′’]{2}|seconds?\b,?|sec\b\.?))?"
_GAP = r"\s?(?:,|;|/|and|by)?\s?"
_WITH_SIGNS = re.compile(
    rf"(?<![\d.]){_DEGREES}{_MINUTES}{_SECONDS}\s?(N|S|north|south)\b\.?{_GAP}"
    rf"{_DEGREES}{_MINUTES}{_SECONDS}\s?(E|W|east|west)\b",
    re.IGNORECASE,
)
_WITH_LETTERS = re.compile(rf"(?<![\d.])(\d{{1,2}}\.\d{{2,8}})\s?(N|S)\b{_GAP}(\d{{1,3}}\.\d{{2,8}})\s?(E|W)\b")
_BARE = re.compile(r"(?<![\d.,\-+])([-+−]?\d{1,2}\.\d{3,8}),\s?([-+−]?\d{1,3}\.\d{3,8})(?![\d.]|\s?%)")


def coordinates(document: Document) -> Iterator[schema.Place]:
    """A row for each pair of coordinates in the story, its radius as fine as the numbers are."""
    taken: list[schema.Span] = []
    for pattern in (_WITH_SIGNS, _WITH_LETTERS, _BARE):
        for match in pattern.finditer(document.text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            if document.sentence_no(start) is None or document.sentence_no(end - 1) is None:
                continue  # outside the story; within it, a mark for seconds may have ended a sentence
            read = _read(match.groups())
            if read is None:
                continue
            taken.append((start, end))
            lat, lon, radius_km = read
            text = document.text[start:end]
            name = " ".join(text.split())
            yield schema.Place(start, end, text, name, "area", None, round(lat, 6), round(lon, 6), None,
                               radius_km, CONFIDENCE, "coordinates as the text gives them")  # fmt: skip


def _read(cells: tuple[str | None, ...]) -> tuple[float, float, float] | None:
    """Latitude, longitude and the km that the last digit is worth; None where they lie on no map."""
    if len(cells) == 8:
        lat, fine = _degrees(cells[:3])
        lon, _ = _degrees(cells[4:7])
        south, west = cells[3], cells[7]
        if lat is None or lon is None:
            return None
    else:
        lat_text, lon_text = cells[0] or "", cells[-1 if len(cells) == 2 else 2] or ""
        lat, lon = float(lat_text.replace("−", "-")), float(lon_text.replace("−", "-"))
        fine = 10.0 ** -len(lat_text.partition(".")[2])
        south, west = (cells[1], cells[3]) if len(cells) == 4 else (None, None)
    lat = -lat if south and south[0] in "sS" else lat
    lon = -lon if west and west[0] in "wW" else lon
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    return lat, lon, round(max(0.05, KM_PER_DEGREE * fine / 2), 2)


def _degrees(cells: tuple[str | None, ...]) -> tuple[float | None, float]:
    """Degrees of (degrees, minutes, seconds) and what the last unit given is worth; None from sixty minutes on."""
    degrees, minutes, seconds = (float(cell) if cell else 0.0 for cell in cells)
    if minutes >= 60 or seconds >= 60:
        return None, 0.0
    unit = next(unit for cell, unit in zip(cells[::-1], (1 / 3600, 1 / 60, 1.0), strict=True) if cell)
    last = next(cell for cell in cells[::-1] if cell)
    return degrees + minutes / 60 + seconds / 3600, unit * 10.0 ** -len(last.partition(".")[2])
