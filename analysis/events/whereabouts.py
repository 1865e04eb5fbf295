"""Where an event happened: a place in its clause, then in its sentence, then the article's focus."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from analysis import schema
from analysis.document import Document
from analysis.events import clauses
from analysis.events.candidates import Candidate

FOCUS_TYPES = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "PROTEST", "DISEASE", "DEATH", "ELECTION"})
"""Types that happen on the ground, so that an article's focus says something about where."""
FINENESS = {"facility": 0, "area": 1, "city": 1, "terrain": 2, "water": 2, "county": 3, "region": 4, "country": 5}


class Whereabouts(NamedTuple):
    """A place with how sure it is that the event happened there, and why, in words."""

    place_no: int
    certainty: float
    reason: str


class Places:
    """The places of a document, ready to be asked for each candidate."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_sentence: dict[int, list[tuple[int, Token]]] = {}
        for number, place in enumerate(document.places):
            sentence = document.sentence_no(place.char_start)
            if not place.is_spoken_of or sentence is None:
                continue
            span = document.tokens(place.char_start, place.char_end)
            self._by_sentence.setdefault(sentence, []).append((number, span.root))
        self._focus = _focus(document.places)

    def of(self, candidate: Candidate, event_type: str) -> Whereabouts | None:
        """Where the candidate happened, or None."""
        here = self._by_sentence.get(candidate.sentence_no, [])
        own = [(number, root) for number, root in here if _within(root, candidate)]
        if own:
            return Whereabouts(self._best(own, candidate), 0.85, "")
        located = [(number, root) for number, root in here if root.dep_ not in ("nsubj", "nsubj:pass", "nsubjpass")]
        if located:
            return Whereabouts(self._best(located, candidate), 0.6, "The place stands in the same sentence.")
        if self._focus is not None and event_type in FOCUS_TYPES:
            name = self._document.places[self._focus].name
            return Whereabouts(self._focus, 0.4, f"No place in the sentence; the article is mostly about {name}.")
        return None

    def _best(self, options: Sequence[tuple[int, Token]], candidate: Candidate) -> int:
        """The finest place; relations before names, the nearest of equals."""
        places = self._document.places
        return min(
            options,
            key=lambda option: (
                places[option[0]].relation is None, FINENESS.get(places[option[0]].kind, 6),
                abs(option[1].i - candidate.trigger.i), option[0],
            ),
        )[0]  # fmt: skip


def _within(place: Token, candidate: Candidate) -> bool:
    """Whether a place hangs on the trigger or its verb with no other clause between, and tells where."""
    steps = place
    for _ in range(clauses.CLIMB_LIMIT):
        if steps.head.i == steps.i:
            return False
        if steps.dep_ in ("acl:relcl", "relcl", "ccomp", "advcl"):
            return False
        steps = steps.head
        if steps == candidate.trigger:
            return place.head != candidate.trigger or place.dep_ not in ("nsubj", "nsubj:pass", "nsubjpass")
        if candidate.nominal and steps == candidate.verb:
            return True
    return False


def _focus(places: Sequence[schema.Place]) -> int | None:
    """The position of the first mention of the place named most, where it is clearly so."""
    counts = Counter(
        place.gazetteer_id for place in places
        if place.gazetteer_id and place.is_spoken_of and place.kind not in ("country", "region")
    )  # fmt: skip
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return next(number for number, place in enumerate(places) if place.gazetteer_id == ranked[0][0])
