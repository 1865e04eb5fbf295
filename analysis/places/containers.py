"""Hard cues around a toponym: the place that encloses it ("Paris, Texas") and what kind of area it is said to be."""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.document import Document
from analysis.places.mention import Mention
from analysis.places.resolve import AREA_KINDS

_BETWEEN = re.compile(r"\s?[,(]\s?(?:in |the )?", re.IGNORECASE)
_IN = re.compile(r"\s(?:in|at)\s(?:the )?")
"""Between a name no gazetteer has and what it lies in: a known name is told by more than that."""
_AREA_WORD = re.compile(r"\b([A-Za-z]+)$")


def with_containers(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each knowing the mention that encloses it and the area word that it ends with."""
    result = []
    for number, mention in enumerate(mentions):
        container = None
        if number + 1 < len(mentions) and not mention.demonym:
            following = mentions[number + 1]
            gap = document.text[mention.end : following.start]
            encloses = _BETWEEN.fullmatch(gap) or (not mention.entries and _IN.fullmatch(gap))
            if not following.demonym and len(gap) < 9 and encloses:
                container = number + 1
        last = _AREA_WORD.search(mention.text[-20:])
        word = last.group(1).lower() if last and last.group(1).lower() in AREA_KINDS else None
        result.append(replace(mention, container=container, area_word=word))
    return result
