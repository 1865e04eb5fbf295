"""Which stretch of a page is headline, body, heading, caption, furniture or a repeat.

Works on any pasted text: paragraphs apart by blank lines, one to a line, or hard-wrapped. Only marks spans; nothing
is cut, so what is called furniture by mistake can still be read. Bylines and date lines stay body: the date of
publication is looked for in them (`analysis.times.publication`). How pages and captions read is data
(`analysis.read.page_words`); where a paragraph ends is `analysis.read.paragraphs`.
"""

import re
from collections.abc import Sequence

from analysis import schema
from analysis.read.page_words import (
    furniture_place,
    is_caption,
    is_control_words,
    is_date_line,
    is_dateline_or_byline,
    labels_caption,
    opens_list,
)
from analysis.read.paragraphs import Paragraph, paragraphs

LONGEST_HEADLINE = 250
SHORT_HEADLINE = 100
LONGEST_HEADING = 80
"""Characters. A line longer than a short headline that holds several sentences is a paragraph that lost its stop."""
SENTENCE_BREAK = re.compile(r"[a-z0-9]{3}[.!?][\"”’)]? [A-Z]")
REPEAT_WORDS = 8
"""A paragraph of so many words that comes again anywhere is a repeat; a shorter one ("No," he said.) may come twice."""
ADJACENT_REPEAT_WORDS = 4
"""The same for a paragraph that follows its twin directly, as pages print the caption of a picture twice."""
SHORT_RUN = 3
"""So many very short lines in a row at an end of the page are navigation, not story."""
LIST_MARKS = '"“*•·-–—'
STOPS = ".!?…:;,\"”'’»)]"


def find(text: str) -> tuple[schema.Part, ...]:
    """The parts of `text` in order: one for each paragraph, without the blank lines around it."""
    units = paragraphs(text, _stands_alone)
    kinds: list[str | None] = [None] * len(units)
    _mark_furniture(units, kinds)
    _mark_repeats(units, kinds)
    _mark_captions(units, kinds)
    _mark_headline(units, kinds)
    _mark_headings(units, kinds)
    return tuple(schema.Part(u.char_start, u.char_end, kind or "body") for u, kind in zip(units, kinds, strict=True))


def _stands_alone(line: str) -> bool:
    """Whether a line is no part of a wrapped paragraph, whatever its length."""
    return furniture_place(line) is not None or is_control_words(line) or is_date_line(line)


def _is_sentence(unit: Paragraph) -> bool:
    """A paragraph of running text: eight words or more that end with a stop or a closing mark."""
    return unit.key[-1] in ".!?…\"”’'»)" and unit.key.count(" ") >= 7


def _mark_furniture(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    sentences = [i for i, unit in enumerate(units) if _is_sentence(unit) and furniture_place(unit.text) is None]
    if not sentences:  # a note, a list, a headline alone: nothing to be furniture of
        first, last = 0, len(units) - 1
    else:
        first, last = sentences[0], sentences[-1]
    for i, unit in enumerate(units):
        place = furniture_place(unit.text)
        if place == "anywhere" or (place == "edge" and sentences and not first <= i <= last):
            kinds[i] = "furniture"
    _mark_control_runs(units, kinds)
    _mark_lists(units, kinds)
    if sentences:
        _mark_short_runs(units, kinds, first, last)
    if all(kinds):  # only furniture words: then it is all that was given, and is kept
        kinds[:] = [None] * len(kinds)


def _mark_control_runs(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    """Lines of one control word each ("XS", "SM"; "Share", "Print") where two or more stand in a row."""
    alone = [is_control_words(unit.text) for unit in units]
    for i in range(len(units)):
        if alone[i] and ((i and alone[i - 1]) or (i + 1 < len(units) and alone[i + 1])):
            kinds[i] = "furniture"


def _mark_lists(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    """A line that heads a list of links, with the lines of the list: all until the next running sentence."""
    inside = False
    for i, unit in enumerate(units):
        if kinds[i] == "furniture" and opens_list(unit.text):
            inside = True
        elif inside and _is_sentence(unit) and unit.key[-1] != "?" and unit.key[0] not in LIST_MARKS:
            inside = False
        elif inside:
            kinds[i] = "furniture"


def _mark_short_runs(units: Sequence[Paragraph], kinds: list[str | None], first: int, last: int) -> None:
    """Navigation and layout words at the ends of the page that no lexicon knows, beside others that it knows."""
    headline = next((i for i in range(first) if kinds[i] is None and not _is_very_short(units[i])), first)
    for stretch in (range(headline), range(last + 1, len(units))):
        short = [i for i in stretch if kinds[i] == "furniture" or _is_very_short(units[i])]
        for run in _runs(short):
            open_ones = [i for i in run if kinds[i] is None]
            known = len(run) - len(open_ones)
            single = all(" " not in units[i].key for i in open_ones)
            if open_ones and len(run) >= SHORT_RUN and (known >= 2 or (single and len(open_ones) >= SHORT_RUN)):
                for i in run:
                    kinds[i] = "furniture"


def _is_very_short(unit: Paragraph) -> bool:
    return (
        len(unit.key) <= 24
        and unit.key.count(" ") <= 2
        and unit.key[-1] not in STOPS
        and not is_dateline_or_byline(unit.key)
    )


def _runs(positions: Sequence[int]) -> list[list[int]]:
    """Positions in a row, together."""
    runs: list[list[int]] = []
    for position in positions:
        if runs and runs[-1][-1] == position - 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs


def _mark_repeats(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    """The later of two equal paragraphs is a repeat; the earlier of two that stand together is a caption."""
    seen: dict[str, int] = {}
    first_line = next((i for i, kind in enumerate(kinds) if kind is None), None)
    for i, unit in enumerate(units):
        if kinds[i] is not None:
            continue
        before = seen.get(unit.key)
        words = unit.key.count(" ") + 1
        if before is None:
            seen[unit.key] = i
        elif words >= (ADJACENT_REPEAT_WORDS if i - before == 1 or before == first_line else REPEAT_WORDS):
            kinds[i] = "repeat"
            if i - before == 1 and before != first_line and kinds[before] is None:
                kinds[before] = "caption"
            seen[unit.key] = i if before != first_line else before


def _mark_captions(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    for i, unit in enumerate(units):
        labelled = i > 0 and labels_caption(units[i - 1].text)
        if kinds[i] is None and (labelled or is_caption(unit.text)):
            kinds[i] = "caption"


def _mark_headline(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    """The first line that is no furniture, caption, byline or date, if it has no stop and a text follows."""
    for i, unit in enumerate(units):
        if kinds[i] is not None or is_dateline_or_byline(unit.key):
            continue
        follows = any(kind is None for kind in kinds[i + 1 :])
        several = len(unit.key) > SHORT_HEADLINE and SENTENCE_BREAK.search(unit.key)
        if follows and len(unit.key) <= LONGEST_HEADLINE and unit.key[-1] not in ".:;,…" and not several:
            kinds[i] = "headline"
        return


def _mark_headings(units: Sequence[Paragraph], kinds: list[str | None]) -> None:
    """A short line without a stop between paragraphs, with running text after it."""
    for i, unit in enumerate(units):
        if kinds[i] is not None or not (i and _is_heading_like(unit)):
            continue
        if kinds[i - 1] is None and _is_heading_like(units[i - 1]):
            continue  # a line of a list
        following = next((j for j in range(i + 1, len(units)) if kinds[j] is None), None)
        if following is not None and _is_sentence(units[following]):
            kinds[i] = "heading"


def _is_heading_like(unit: Paragraph) -> bool:
    key = unit.key
    words = key.count(" ") + 1
    if len(key) > LONGEST_HEADING or key[0].islower() or key[0] in LIST_MARKS[2:] or is_dateline_or_byline(key):
        return False
    if key[-1] == "?":
        return words <= 6
    return words <= 12 and (
        key[-1] not in STOPS or (key[-1] in "\"”’'" and key[0] in "\"“‘'" and key[-2:-1] not in ".,!?")
    )
