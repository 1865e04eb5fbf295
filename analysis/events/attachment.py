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

BY, BEFORE, AFTER = frozenset({"by"}), frozenset({"before"}), frozenset({"after", "following"})
OPEN_START, OPEN_END = frozenset({"since"}), frozenset({"until", "till", "through"})
RANGE = re.compile(r"\s*(?:,?\s*(?:and|to|until|till|through)|[-–])\s*")
OCCASIONS = frozenset({"during", "at", "after", "before", "since", "until"})
INTO = frozenset({"into"})
PREMODIFIER = frozenset({"nummod", "compound", "amod", "nmod:unmarked"})
PERIODS = frozenset({"month", "quarter", "season", "year"})
PREPOSITIONS = (
    BY | BEFORE | AFTER | OPEN_START | OPEN_END | {"for", "on", "in", "during", "between", "from", "over", "at"}
)


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
        return not told_in_speech(placed, candidate.trigger)
    if _clause_tells(placed, candidate) or told_in_speech(placed, placed.governor) and _is_told_by(candidate, placed):
        return True
    if candidate.nominal:
        if _tells_of(placed.governor, candidate.trigger):
            return True
        if placed.governor == candidate.verb and (not _speaks(candidate.verb) or _is_object(candidate, placed)):
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
    occasion = syntax.preposition(noun) in OCCASIONS or lexicon.reading(noun.lemma_.lower(), "noun") is not None
    return modifies(placed, noun) and not occasion


def modifies(placed: Placed, noun: Token) -> bool:
    """ "The *1954* flood": a time that stands before a noun and tells which one."""
    return placed.head.head == noun and placed.head.dep_ in PREMODIFIER and noun.pos_ in ("NOUN", "PROPN")


def _speaks(verb: Token) -> bool:
    return clauses.full_lemma(verb) in lexicon.verbs("speech")


def _is_object(candidate: Candidate, placed: Placed) -> bool:
    """ "Reported a loss *in the first quarter*", "called a strike *for Monday*": no day of speaking."""
    taken = candidate.trigger.head == candidate.verb and candidate.trigger.dep_ in (*syntax.OBJECT, "xcomp", "oprd")
    return taken and (placed.preposition == "for" or placed.time.granularity in PERIODS)


def told_in_speech(placed: Placed, verb: Token) -> bool:
    """ "*For the final quarter*, Ford says it made a profit": who says so now does not say it then."""
    return (
        _speaks(verb) and clauses.tense(verb).name == "present" and placed.time.granularity in PERIODS
        and placed.preposition in ("for", "in", "during")
    )  # fmt: skip


def _is_told_by(candidate: Candidate, placed: Placed) -> bool:
    verb = candidate.verb
    return verb.head == placed.governor and clauses.clause_label(verb) == "complement"


def _clause_tells(placed: Placed, candidate: Candidate) -> bool:
    """ "In 2008, *when* the company posted a loss": a clause that opens behind a time has that time."""
    opening = next((child for child in candidate.verb.children if child.lower_ == "when"), None)
    before = opening.i - 1 if opening is not None and opening.i < candidate.verb.i else -1
    if before >= 1 and opening is not None and opening.doc[before].is_punct:
        before -= 1
    return before >= 0 and placed.time.char_start <= candidate.verb.doc[before].idx < placed.time.char_end


def tells_of_another(placed: Placed, candidate: Candidate) -> bool:
    """ "Opened an inquiry into a fire *that killed two in May*": the clause of a noun dates that noun."""
    token = placed.governor
    for _ in range(clauses.CLIMB_LIMIT):
        if token in (candidate.trigger, candidate.verb) or token.head.i == token.i:
            return False
        if token.dep_ in clauses.REDUCED_CLAUSE or token.dep_ in syntax.RELATIVE_CLAUSE:
            return candidate.verb.is_ancestor(token)
        token = token.head
    return False


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


def is_its_own(placed: Placed, candidate: Candidate) -> bool:
    """Whether a time stands by the event noun itself: "the *1954* flood", "a murder *in 2015*"."""
    if not candidate.nominal:
        return False
    before = placed.head.left_edge.i - 1
    follows = placed.preposition is not None and before == candidate.trigger.i
    return modifies(placed, candidate.trigger) or follows


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
