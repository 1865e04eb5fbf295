"""What an event is called and who takes part, in the words of its clause."""

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.document import Document
from analysis.events import candidates, clauses, phrases
from analysis.events.candidates import Candidate
from analysis.events.phrases import words_of
from analysis.language import syntax

MOST_WORDS = 10
MOST_PARTICIPANTS = 4
SUBJECT_WORDS = 6
FEW_WORDS = 3  # a noun alone takes the place with it
PARTICIPANT_PREPOSITIONS = frozenset({"with", "against", "between", "by", "among", "of"})
TITLE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "on", "outside", "off", "from", "to", "of", "for", "with", "against", "by", "into", "over",
     "as", "after", "under", "between", "during", "across", "around", "through", "toward", "towards"}
)  # fmt: skip
DROPPED_AT_END = frozenset(
    {"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "with", "from", "by", "that", "as",
     "into", "than", "over", "its", "his", "her", "their", "near", "after", "under", "between", "against",
     "during", "which", "who"}
)  # fmt: skip
DROPPED_AT_START = frozenset({"a", "an", "the", "and", "that", "of", "on", "in", "at"})
PRONOUN_TAGS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})
BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod"})
OBJECT_FORMS = {"him": "he", "his": "he", "her": "she", "hers": "she"}
MARKS = "\"“”„«»‘’'`()[],;:–—-*"


class Wording:
    """Titles and participants for the candidates of one document; words of time expressions are left out."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._times = frozenset(
            token.i for time in document.times for token in document.tokens(time.char_start, time.char_end) or ()
        )

    def participants(self, candidate: Candidate) -> tuple[str, ...]:
        """Noun phrases of those who act and are acted on, as written, at most four."""
        found: list[str] = []
        for noun in _participant_heads(candidate):
            for head in (noun, *phrases.coordinated(noun)):
                if head.i in self._times or phrases.is_time(head):
                    continue
                words = self._bearer(head) or "" if head.tag_ in PRONOUN_TAGS else words_of(self._core(head))
                if words and words not in found:
                    found.append(words)
        return tuple(found[:MOST_PARTICIPANTS])

    def title(self, candidate: Candidate, place: str | None = None) -> str:
        """At most ten words: subject, verb, object and a little more; for a noun its phrase, with the place if bare."""
        trigger = candidate.trigger
        if candidate.nominal:
            words = self._predicate(trigger) if clauses.is_predicate(trigger) else self._nominal(candidate)
            if place and len(words) <= FEW_WORDS and place.lower() not in " ".join(words).lower():
                first = place.split()[0].lower()
                words += (
                    place.split() if first in TITLE_PREPOSITIONS or first.endswith("east") else ["in", *place.split()]
                )
        elif trigger.pos_ == "ADJ":
            words = [*self._subject(candidate.verb), trigger.text]
        else:
            words = self._verbal(candidate.verb)
        return _finished(words)

    def _predicate(self, noun: Token) -> list[str]:
        """ "Mosul has been under IS control": subject, verb and the noun that is said of it."""
        helpers = [c for c in noun.children if c.i < noun.i and c.dep_ in (*syntax.AUXILIARY, "cop", "case")]
        own = [token for child in noun.children if child.i < noun.i and child.dep_ in BEFORE_NOUN
               for token in child.subtree]  # fmt: skip
        return [*self._subject(noun), *(token.text for token in _in_order([*helpers, *own, noun]))]

    def _nominal(self, candidate: Candidate) -> list[str]:
        trigger = candidate.trigger
        words = words_of(self._core(trigger)).split()
        if len(words) > MOST_WORDS:
            words = words_of(self._core(trigger, prepositions=False)).split()
        purpose = candidates.purpose_of(trigger)
        if purpose is not None:
            target = syntax.direct_object(purpose)
            words += ["to", purpose.text]
            words += words_of(self._core(target, prepositions=False)).split() if target is not None else []
        if candidate.supported and len(words) <= FEW_WORDS:
            words += self._adjuncts(candidate.verb, {trigger.i}, MOST_WORDS - len(words))
        return words

    def _verbal(self, verb: Token) -> list[str]:
        wanting = verb.head if verb.dep_ in syntax.OPEN_COMPLEMENT and verb.head.pos_ == "VERB" else None
        words = [*self._subject(verb), *(_verb_group(wanting) if wanting is not None else []), *_verb_group(verb)]
        target = syntax.direct_object(verb)
        if target is not None:
            words += self._fitting(target, MOST_WORDS - len(words))
        further = next((c for c in syntax.children(verb, syntax.OPEN_COMPLEMENT) if c.i > verb.i), None)
        if further is not None and len(words) < MOST_WORDS - 1:
            words += _verb_group(further)
            inner = syntax.direct_object(further)
            words += self._fitting(inner, MOST_WORDS - len(words)) if inner is not None else []
        used = {target.i} if target is not None else set()
        return words + self._adjuncts(verb, used, MOST_WORDS - len(words))

    def _subject(self, verb: Token) -> list[str]:
        acting = phrases.subject(verb)
        if acting is None and verb.dep_ in ("advcl", "xcomp") and verb.head.pos_ == "VERB":
            acting = phrases.subject(verb.head)
        return self._fitting(acting, SUBJECT_WORDS) if acting is not None and acting.i not in self._times else []

    def _fitting(self, noun: Token, room: int) -> list[str]:
        """A noun phrase in at most `room` words: whole, without its prepositional phrases, or its end."""
        if room <= 0:
            return []
        if noun.tag_ in ("WP", "WDT"):
            noun = phrases.before(noun) or noun
        if noun.tag_ in PRONOUN_TAGS:
            return (self._bearer(noun) or noun.text).split()[:room]
        whole = words_of(self._core(noun)).split()
        others = phrases.coordinated(noun)
        if len(others) == 1:
            joined = [*whole, "and", *words_of(self._core(others[0], prepositions=False)).split()]
            if len(joined) <= room:
                return joined
        if len(whole) <= room:
            return whole
        return words_of(self._core(noun, prepositions=False)).split()[-room:]

    def _bearer(self, pronoun: Token) -> str | None:
        """The person named last before whom the text calls by this pronoun."""
        form = OBJECT_FORMS.get(pronoun.lower_, pronoun.lower_)
        if form not in ("he", "she"):
            return None
        keys = {person.key for person in self._document.people if form in {p.lower() for p in person.pronouns}}
        named = [name for name in self._document.names
                 if name.char_start < pronoun.idx and name.kind == "person" and name.person_key in keys]  # fmt: skip
        return named[-1].text if named else None

    def _adjuncts(self, verb: Token, used: set[int], room: int) -> list[str]:
        """Prepositional phrases of the verb that still fit: place and means, no times."""
        words: list[str] = []
        for preposition, noun in syntax.prepositional(verb):
            if noun.i in used or noun.i < verb.i or preposition not in TITLE_PREPOSITIONS or noun.pos_ == "ADJ":
                continue
            if noun.i in self._times or phrases.is_time(noun):
                continue
            for prepositions in (True, False):
                phrase = [preposition, *words_of(self._core(noun, prepositions=prepositions)).split()]
                if len(phrase) > 1 and len(words) + len(phrase) <= room:
                    words += phrase
                    break
        return words

    def _core(self, head: Token, *, prepositions: bool = True) -> list[Token]:
        return [
            token
            for token in phrases.core(head, prepositions=prepositions)
            if token.i not in self._times or token == head
        ]


def _participant_heads(candidate: Candidate) -> Iterable[Token]:
    trigger, verb = candidate.trigger, candidate.verb
    if candidate.nominal:
        yield from (
            noun for preposition, noun in syntax.prepositional(trigger) if preposition in PARTICIPANT_PREPOSITIONS
        )
        yield from (child for child in trigger.children if child.dep_ in ("nmod:poss", "poss") and child.tag_ != "PRP$")
        if not candidate.supported:
            return
    acting, target, by = phrases.subject(verb), syntax.direct_object(verb), syntax.agent(verb)
    yield from (noun for noun in (acting, target) if noun is not None and noun != trigger)
    yield from syntax.children(verb, syntax.INDIRECT_OBJECT)
    if by is not None:
        yield by
    for preposition, noun in syntax.prepositional(verb):
        if preposition in PARTICIPANT_PREPOSITIONS and noun != by and noun.pos_ in ("NOUN", "PROPN", "PRON"):
            yield noun


def _verb_group(verb: Token) -> list[str]:
    """Auxiliaries, negation, verb and particle, in the order of the text."""
    parts = [c for c in verb.children if c.dep_ in syntax.AUXILIARY or c.dep_ in clauses.PARTICLE]
    if not parts and verb.dep_ in clauses.CONJUNCT and verb.tag_ == "VBN" and syntax.is_passive(verb.head):
        parts = list(syntax.children(verb.head, syntax.PASSIVE_AUXILIARY))
    parts += [c for c in verb.children if c.lower_ in syntax.NEGATION_WORDS or c.tag_ == "TO"]
    return [part.text for part in _in_order([*parts, verb])]


def _in_order(tokens: Iterable[Token]) -> list[Token]:
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


def _finished(words: list[str]) -> str:
    """Cut to ten words, edges clean, first letter large."""
    kept = " ".join(words).split()[:MOST_WORDS]
    while len(kept) > 1 and (kept[-1].strip(MARKS).lower() in DROPPED_AT_END or not kept[-1].strip(MARKS)):
        kept.pop()
    while len(kept) > 1 and kept[0].lower() in DROPPED_AT_START:
        kept.pop(0)
    line = " ".join(kept)
    for ending in ("'s", "’s", "n't", "n’t"):
        line = line.replace(f" {ending}", ending)
    line = line.strip(MARKS + " .")
    return line[:1].upper() + line[1:]
