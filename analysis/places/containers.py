"""Hard cues around a toponym: the place that encloses it ("Paris, Texas") and what kind of area it is said to be."""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.document import Document
from analysis.places.mention import Mention
from analysis.places.resolve import AREA_KINDS

ATTRIBUTIVE = frozenset({"compound", "amod", "nmod", "nmod:poss", "poss", "flat"})
"""Relations in which a name says something of the noun behind it."""
_BETWEEN = re.compile(r"\s?[,(]\s?(?:in |the )?", re.IGNORECASE)
_IN = re.compile(r"\s(?:in|at)\s(?:the )?")
"""Between a name no gazetteer has and what it lies in: a known name is told by more than that."""
_PLURAL = re.compile(r"\s(counties|provinces|states|governorates|districts|regions|rivers|lakes)\b", re.IGNORECASE)
_LISTED = re.compile(r",?\s(?:and\s|or\s)?")
_AREA_WORD = re.compile(r"\b([A-Za-z]+)$")


def with_containers(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each knowing the mention that encloses it and the area word that it ends with."""
    shared = _shared_area_words(document, mentions)
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
        word = last.group(1).lower() if last and last.group(1).lower() in AREA_KINDS else shared.get(number)
        result.append(
            replace(mention, container=container, area_word=word, with_the=_stands_with_the(document, mention))
        )
    return result


def _shared_area_words(document: Document, mentions: Sequence[Mention]) -> dict[int, str]:
    """The area word of each mention of a list that shares it: "Barrow, Jackson and Madison *counties*"."""
    found: dict[int, str] = {}
    for number in range(len(mentions) - 1, -1, -1):
        end = mentions[number].end
        if plural := _PLURAL.match(document.text, end):
            word = plural.group(1).lower()
            found[number] = "county" if word == "counties" else word.removesuffix("s")
        elif number + 1 in found and _LISTED.fullmatch(document.text, end, mentions[number + 1].start):
            found[number] = found[number + 1]
    return found


def _stands_with_the(document: Document, mention: Mention) -> bool:
    """Whether "the" before a name belongs to it: "in the Gulf", not "the Boston man" or "the Madison of today"."""
    if document.text[max(0, mention.start - 4) : mention.start].lower() != "the " or mention.demonym:
        return False
    last = document.token_at(mention.end - 1)
    return last.dep_ not in ATTRIBUTIVE or last.head.i < last.i
