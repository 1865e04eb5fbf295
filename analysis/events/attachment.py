"""Which words a time expression hangs on, and whether it belongs to an event: questions of the tree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from analysis import schema
from analysis.document import Document
from analysis.events import clauses, lexicon
from analysis.events.candidates import Candidate
from analysis.language import syntax
from analysis.times.anchored import anchor_of

BEFORE, AFTER = frozenset({"before", "by"}), frozenset({"after", "following"})
OPEN_START, OPEN_END = frozenset({"since"}), frozenset({"until", "till", "through"})
RANGE = re.compile(r"\s*(?:,?\s*(?:and|to|until|till|through)|[-–])\s*")
OCCASIONS = frozenset({"during", "at", "after", "before", "since", "until"})
INTO = frozenset({"into"})
PREPOSITIONS = BEFORE | AFTER | OPEN_START | OPEN_END | {"for", "on", "in", "during", "between", "from", "over", "at"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A time row in the tree: the word it hangs on, and its preposition."""

    time: schema.Time
    head: Token
    governor: Token
    preposition: str | None
    sentence_no: int
    from_event: Token | None = None  # what its days are counted from: "three days after the *attack*"


def place(document: Document, time: schema.Time) -> Placed | None:
    """A time row with its place in the tree; None outside the story."""
    number = document.sentence_no(time.char_start)
    if number is None:
        return None
    span = document.tokens(time.char_start, time.char_end)
    if not len(span):
        return None
    anchor = anchor_of(document, time)
    if anchor is not None:  # it dates what the event stands under, not the event
        return Placed(time, span.root, governor_of(anchor.event), None, number, anchor.event)
    inside = range(span.start, span.end)
    head = next((token for token in span if token.head.i not in inside or token.head.i == token.i), span[0])
    before = document.doc[span.start - 1].lower_ if span.start else None
    preposition = syntax.preposition(head) or (before if before in PREPOSITIONS else None)
    return Placed(time, head, governor_of(head), preposition, number)


def governor_of(head: Token) -> Token:
    """The verb, event noun or predicate that a time hangs on."""
    token = head
    for _ in range(clauses.CLIMB_LIMIT):
        if token.head.i == token.i:
            return token
        token = token.head
        if token.pos_ in ("VERB", "AUX") or clauses.is_predicate(token):
            return token
        if token.pos_ == "NOUN" and lexicon.reading(token.lemma_.lower(), "noun"):
            return token
    return token


def belongs(placed: Placed, candidate: Candidate) -> bool:
    """Whether a time expression dates this event: it hangs on its trigger, its support or a verb beside it."""
    if _belongs_to_noun(placed, candidate) or placed.from_event == candidate.trigger:
        return False
    if placed.governor == candidate.trigger:
        return True
    if candidate.nominal:
        if _tells_of(placed.governor, candidate.trigger):
            return True
        if placed.governor == candidate.verb and clauses.full_lemma(candidate.verb) not in lexicon.verbs("speech"):
            return True
        return stands_before(placed, candidate)
    if placed.governor.pos_ == "NOUN" and placed.governor.head == candidate.trigger:
        return True  # "in the attack on Monday four were killed"
    return _shares_verb(placed.governor, candidate.trigger)


def _belongs_to_noun(placed: Placed, candidate: Candidate) -> bool:
    """A year inside another noun's name: "under the Weapons Act 1996", "his role in the 1969 film"."""
    head, noun = placed.head, placed.head.head
    if placed.time.granularity not in ("year", "decade") or noun == candidate.trigger or noun.i == head.i:
        return False
    if head.i > noun.i:
        return noun.pos_ == "PROPN" and placed.preposition is None and head.i == noun.i + 1
    modifies = head.dep_ in ("nummod", "compound", "amod") and noun.pos_ in ("NOUN", "PROPN")
    return modifies and syntax.preposition(noun) not in OCCASIONS


def _tells_of(verb: Token, noun: Token) -> bool:
    """ "The outbreak *that began* in April", "an agreement *reached* in 1991": the clause of the noun says when."""
    clause = verb.dep_ in clauses.REDUCED_CLAUSE or verb.dep_ in syntax.RELATIVE_CLAUSE
    return clause and verb.head == noun and clauses.full_lemma(verb) not in lexicon.verbs("speech")


def _shares_verb(governor: Token, trigger: Token) -> bool:
    """A time before the first of two coordinated verbs holds for both, one at the support of an infinitive for it."""
    if trigger.dep_ in clauses.CONJUNCT and trigger.head == governor:
        return not any(child.dep_ in syntax.SUBJECT for child in trigger.children)
    return trigger.dep_ in syntax.OPEN_COMPLEMENT and trigger.head == governor


def coordinated(governor: Token, verb: Token) -> bool:
    """Whether two verbs are joined by "and"."""
    return (verb.dep_ in clauses.CONJUNCT and verb.head == governor) or (
        governor.dep_ in clauses.CONJUNCT and governor.head == verb
    )


def compares(placed: Placed, candidate: Candidate) -> bool:
    """ "the best result since May", "an increase from March": what the event is held against, not when it was."""
    own = placed.head.head in (candidate.trigger, candidate.verb)
    if placed.preposition in OPEN_START:
        return clauses.tense(candidate.verb).name not in ("perfect", "past perfect") or not own
    owner = placed.head.head if placed.head.dep_ in ("nmod:poss", "poss") else None  # "from Monday's close"
    if owner is not None and syntax.preposition(owner) in ("from", "than"):
        return True
    return placed.preposition in ("from", "than") and not own


def closeness(placed: Placed, candidate: Candidate) -> tuple[int, int]:
    """For sorting: what hangs on the trigger or its verb before what hangs on a clause beside it, then by distance."""
    direct = placed.governor in (candidate.trigger, candidate.verb)
    return 0 if direct else 1, abs(placed.head.i - candidate.trigger.i)


def other_end(placed: Placed, times: Sequence[Placed]) -> Placed | None:
    """The second of "between 1 March and 5 March", "from Monday to Friday"; None where there is none."""
    if placed.preposition not in ("between", "from"):
        return None
    doc = placed.head.doc
    for other in times:
        if other.time.char_start > placed.time.char_end:
            between = doc.text[placed.time.char_end : other.time.char_start]
            return other if RANGE.fullmatch(between) else None
    return None


def ranks(placed: Placed) -> bool:
    """ "The first gain for four years", "the worst flood in ten years": how far back nothing like it was."""
    noun = placed.head.head
    return any(child.tag_ == "JJS" or child.lower_ in ("first", "only", "last") for child in noun.children)


def stands_before(placed: Placed, candidate: Candidate) -> bool:
    """ "three weeks into the campaign": the length stands right before "into" and this noun."""
    doc = candidate.trigger.doc
    span_end = placed.time.char_end
    after = next((token for token in doc[placed.head.i : placed.head.i + 6] if token.idx >= span_end), None)
    if after is None or after.lower_ not in INTO or not candidate.nominal:
        return False
    return syntax.preposition(candidate.trigger) == "into" and candidate.trigger.i > after.i
