"""Which lane of the timeline an event stands in, and what the lane is called: by place, voice, type or article."""

import textwrap
from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis.charts.style import LANE_PX, TICK_PX, plain, text_width_px

By = Literal["place", "voice", "type", "article"]
NO_PLACE = "No place told"
NO_VOICE = "The outlets themselves"
LINE_CHARS, CUT_CHARS, LINES_AT_MOST = (
    17,
    26,
    2,
)  # a line is as long as the first where that does, else up to the second
LINE_PX = 16

# The types of events in plain words: PLOVER's (Open Event Data Alliance) and Dateline's own.
TYPES = {
    "AGREE": "Agreements", "CONSULT": "Talks and visits", "SUPPORT": "Words of support",
    "COOPERATE": "Cooperation", "AID": "Aid and rescue", "YIELD": "Concessions", "REQUEST": "Demands, appeals",
    "ACCUSE": "Accusations", "REJECT": "Refusals", "THREATEN": "Threats, warnings", "PROTEST": "Protests",
    "SANCTION": "Sanctions", "MOBILIZE": "Troops on the move", "COERCE": "Arrests and force",
    "ASSAULT": "Attacks and fighting", "ACCIDENT": "Accidents", "DISASTER": "Disasters", "DISEASE": "Disease",
    "DEATH": "Deaths", "ELECTION": "Elections", "LEGAL": "Courts and law", "BUSINESS": "Business",
    "SCIENCE": "Science", "MOVE": "Travel and moves", "STATEMENT": "Statements", "OTHER": "Other events",
}  # fmt: skip


class LaneName(NamedTuple):
    """A lane: `key` tells it from others, `below` is a second line; a `rest` (no place told) stands last."""

    key: str
    name: str
    below: str = ""
    rest: bool = False

    @property
    def lines(self) -> list[str]:
        """The name in at most two lines of about the same length."""
        return broken(self.name)

    @property
    def width_px(self) -> float:
        """The width of the widest line, `below` included."""
        widths = [text_width_px(line, LANE_PX, bold=True) for line in self.lines]
        return max([*widths, text_width_px(plain(self.below, CUT_CHARS), TICK_PX)])

    @property
    def height_px(self) -> float:
        """What the lines take."""
        return LINE_PX * (len(self.lines) + bool(self.below))


def lane_of(row: Any, by: By) -> LaneName:
    """The lane of an event, a row of `queries.events`."""
    if by == "voice":
        name = _text(row.asserted_by)
        key = _text(row.asserted_by_id) or name
        return LaneName(key, name, _text(row.asserted_by_role)) if name else LaneName("", NO_VOICE, rest=True)
    if by == "type":
        return LaneName(row.type, TYPES.get(row.type, row.type.capitalize()), rest=row.type == "OTHER")
    if by == "article":
        return LaneName(row.article_id, _text(row.article) or "Untitled article", _text(row.article_outlet))
    name = _text(row.place)
    return LaneName(_text(row.place_key) or name, name) if name else LaneName("", NO_PLACE, rest=True)


def broken(name: str) -> list[str]:
    """A name in at most two lines that are as short as they can be, cut where it needs a third.

    >>> broken("between Passau and Vilshofen")
    ['between Passau', 'and Vilshofen']
    """
    name = plain(name, 120)
    for chars in range(LINE_CHARS, CUT_CHARS):
        lines = textwrap.wrap(name, chars, break_long_words=False)
        if len(lines) <= LINES_AT_MOST and all(len(line) <= chars for line in lines):
            return lines
    lines = textwrap.wrap(name, CUT_CHARS, max_lines=LINES_AT_MOST, placeholder="…", break_long_words=False)
    return [plain(line, CUT_CHARS) for line in lines]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) and not pd.isna(value) else ""
