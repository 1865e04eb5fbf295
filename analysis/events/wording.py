"""What an event is called and who takes part, in the words of its clause.

A title is a statement that stands alone: subject, verb, what the verb needs, then what still fits into ten words.
A part that does not fit is left out whole, and a long subject gives way to what the verb needs.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.document import Document
from analysis.events import candidates, clauses, lexicon, phrases
from analysis.events.candidates import Candidate
from analysis.events.nouns import PRONOUN_TAGS, Nouns, complement
from analysis.language import syntax

MOST_WORDS = 10
MOST_PARTICIPANTS = 4
SUBJECT_ROOM = (7, 4)  # words: first with all that belongs to it; bare where the verb's own parts need the room
FEW_WORDS = 3  # a noun alone takes its verb, or the place, with it
PARTICIPANT_PREPOSITIONS = frozenset({"with", "against", "between", "by", "among", "of"})
ROLES = {"by": "agent", "between": "agent", "among": "agent", "of": "patient"}
"""Of event nouns: "the capture *of the town by rebels*", "clashes *between two gangs*"."""
TITLE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "on", "outside", "off", "from", "to", "of", "for", "with", "against", "by", "into", "over",
     "as", "after", "under", "between", "during", "across", "around", "through", "toward", "towards", "inside", "along"}
)  # fmt: skip
WHITHER = frozenset(
    {"there", "here", "north", "south", "east", "west", "northward", "southward", "eastward", "westward", "downstream",
     "upstream", "inland", "ashore", "abroad", "overseas", "home", "back", "away", "apart", "aside", "down", "up",
     "out", "off", "in", "aground", "adrift", "underground", "nearby", "indefinitely", "sharply", "positive", "free"}
)  # fmt: skip
"""Adverbs that say where to, or without which the verb says another thing."""
DROPPED_AT_END = frozenset(
    {"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "with", "from", "by", "that", "as",
     "into", "than", "over", "its", "his", "her", "their", "near", "after", "under", "between", "against",
     "during", "which", "who", "more", "less", "most", "least", "be", "not", "some", "any", "every", "this", "these"}
)  # fmt: skip
ARTICLES = frozenset({"a", "an", "the"})
DROPPED_AT_START = frozenset({"a", "an", "the", "and", "that", "of", "on", "in"})
BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod"})
MARKS = "\"“”„«»‘’'`()[],;:–—-*"


class Wording:
    """Titles and participants for the candidates of one document; words of time expressions are left out."""

    def __init__(self, document: Document) -> None:
        self._nouns = Nouns(document)

    def participants(self, candidate: Candidate) -> dict[str, str]:
        """Noun phrases of those who act and are acted on, as written, at most four, each with its role."""
        found: dict[str, str] = {}
        for noun, role in _participant_heads(candidate):
            for head in (noun, *phrases.coordinated(noun)):
                if self._nouns.is_when(head):
                    continue
                pronoun = head.tag_ in PRONOUN_TAGS
                words = self._nouns.bearer(head) or "" if pronoun else phrases.words_of(self._nouns.core(head))
                if words:
                    found.setdefault(words, role)
        return dict(list(found.items())[:MOST_PARTICIPANTS])

    def title(self, candidate: Candidate, place: str | None = None) -> str:
        """At most ten words that say what happened; empty where the clause says too little to stand alone."""
        trigger = candidate.trigger
        if clauses.is_predicate(trigger) and (candidate.nominal or trigger.pos_ == "ADJ"):
            words = self._predicate(trigger)
        elif candidate.nominal:
            words = self._nominal(candidate, place)
        elif trigger.pos_ == "ADJ":
            words = [*self._subject(candidate.verb, SUBJECT_ROOM[0]), trigger.text]
        else:
            words = self._denied(candidate.verb) or self._verbal(candidate.verb)
            if len(words) < 2 or not self._tells(candidate.verb):
                return ""
            acting = self._actor(candidate.verb)
            return _finished(words, keep_article=acting is not None and acting.like_num)  # "A twelfth was stolen"
        return _finished(words)

    def _tells(self, verb: Token) -> bool:
        """Whether a verb with its subject and object says something by itself: not "confirmed this", not "Asked"."""
        target = syntax.direct_object(verb)
        if target is not None and target.tag_ == "DT" and target.lower_ in ("this", "that"):
            return False
        return self._actor(verb) is not None

    def _denied(self, verb: Token) -> list[str]:
        """ "The operator denied any gate was opened": a clause that is denied with who denies it, where both fit."""
        above = verb.head
        if verb.dep_ != "ccomp" or clauses.full_lemma(above) not in lexicon.verbs("deny") or above.i > verb.i:
            return []
        words = [*self._subject(above, SUBJECT_ROOM[1]), *_verb_group(above), *self._verbal(verb)]
        return words if len(words) <= MOST_WORDS else []

    def _predicate(self, head: Token, *, bare: bool = False) -> list[str]:
        """ "Mosul has been under IS control": subject, verb and what is said of it."""
        helpers = [c for c in head.children if c.i < head.i and c.dep_ in (*syntax.AUXILIARY, "cop", "case")]
        own = [token for child in head.children if child.i < head.i and child.dep_ in BEFORE_NOUN
               for token in child.subtree]  # fmt: skip
        predicate = [token.text for token in _in_order([*helpers, *own, head])]
        return predicate if bare else [*self._subject(head, max(0, MOST_WORDS - len(predicate))), *predicate]

    def _nominal(self, candidate: Candidate, place: str | None) -> list[str]:
        """The phrase of a noun; with its verb where the verb only carries it or the noun alone says little."""
        trigger, verb = candidate.trigger, candidate.verb
        words = self._nouns.words(trigger)
        if len(words) > MOST_WORDS:
            words = self._nouns.words(trigger, prepositions=False)
        core = verb.pos_ == "VERB" and trigger.head == verb and trigger.dep_ in (*syntax.SUBJECT, *syntax.OBJECT)
        called_off = core and clauses.full_lemma(verb) in lexicon.verbs("cancel")
        if core and _says(verb) and (candidate.supported or called_off or len(words) <= FEW_WORDS):
            statement = self._verbal(verb)
            if trigger.text in statement and len(statement) <= MOST_WORDS and self._tells(verb):
                return statement
        purpose = candidates.purpose_of(trigger)
        if purpose is not None:
            target = syntax.direct_object(purpose)
            wanted = ["to", purpose.text]
            wanted += self._nouns.words(target, prepositions=False) if target is not None else []
            words += wanted if len(words) + len(wanted) <= MOST_WORDS else []
        if place and len(words) <= FEW_WORDS and place.lower() not in " ".join(words).lower():
            first = place.split()[0].lower()
            led = first in TITLE_PREPOSITIONS or first.endswith("east")
            words += place.split() if led else ["in", *place.split()]
        return words

    def _verbal(self, verb: Token) -> list[str]:
        """Subject, verb group and what the verb needs; with a shorter subject where the whole is too long."""
        words: list[str] = []
        for room in SUBJECT_ROOM:
            words = [*self._subject(verb, room), *self._group(verb)]
            most = MOST_WORDS + (words[0].lower() in ARTICLES)  # an article at the head is left out
            needed = self._needed(verb)
            if len(words) + len(needed) <= most:
                words += needed
                return words + self._adjuncts(verb, most - len(words))
        return [*words, *self._needed(verb, MOST_WORDS - len(words))]

    def _group(self, verb: Token) -> list[str]:
        wanting = verb.head if verb.dep_ in syntax.OPEN_COMPLEMENT and verb.head.pos_ in ("VERB", "AUX") else None
        return [*(_verb_group(wanting) if wanting is not None else []), *_verb_group(verb)]

    def _needed(self, verb: Token, room: int = MOST_WORDS) -> list[str]:
        """Objects, what becomes of them, direction, a further verb with its object, or a clause that is told."""
        words: list[str] = []
        for label in (syntax.INDIRECT_OBJECT, syntax.OBJECT):
            for noun in syntax.children(verb, label):
                if noun.i > verb.i and not self._nouns.is_when(noun) and not phrases.set_off(noun):
                    phrase = self._nouns.fitting(noun, room - len(words))
                    words += [*phrase, *complement(verb, noun)] if phrase else []
        words += [c.text for c in verb.children if c.i > verb.i and c.dep_ == "advmod" and _whither(c)]
        further = next((c for c in syntax.children(verb, syntax.OPEN_COMPLEMENT) if c.i > verb.i), None)
        if further is not None and further.pos_ == "VERB" and further.text not in words:
            inner = [*_verb_group(further), *self._needed(further, room - len(words) - 1)]
            words += inner if len(words) + len(inner) <= room else []
        elif further is not None and further.text not in words:
            led = [child for child in further.children if child.dep_ in ("case", "det")]
            words += [token.text for token in _in_order([*led, further])]
        if not words:
            words = self._told(verb, room)
        return words

    def _told(self, verb: Token, room: int) -> list[str]:
        """The clause that a verb of saying or finding tells, where all of it that matters fits."""
        clause = next((c for c in syntax.children(verb, {"ccomp"}) if c.i > verb.i), None)
        if clause is None or (acting := syntax.subject(clause)) is None or acting.lower_ in ("it", "there", "they"):
            return []
        room = min(room, MOST_WORDS - len(self._group(verb)) - len(self._subject(verb, SUBJECT_ROOM[1])))
        if clauses.is_predicate(clause):
            said = self._predicate(clause, bare=True)
        else:
            said = _verb_group(clause)
            target = syntax.direct_object(clause)
            said += self._nouns.fitting(target, MOST_WORDS) if target is not None else []
        who = self._nouns.fitting(acting, max(0, room - len(said)))
        return [*who, *said] if who and len(who) + len(said) <= room else []

    def _actor(self, verb: Token) -> Token | None:
        """The subject; for a clause without one, that of the clause above."""
        for _ in range(clauses.CLIMB_LIMIT):
            acting = phrases.subject(verb)
            if acting is not None or verb.dep_ not in ("advcl", "xcomp", "conj") or verb.head.i == verb.i:
                return acting
            verb = verb.head
        return None

    def _subject(self, verb: Token, room: int) -> list[str]:
        acting = self._actor(verb)
        if acting is None or self._nouns.is_when(acting):
            return []
        pronoun = acting.tag_ in PRONOUN_TAGS or acting.tag_ in ("WP", "WDT")
        whole = self._nouns.fitting(acting, room) if pronoun or room > SUBJECT_ROOM[1] else []
        return whole or self._nouns.words(acting, prepositions=False)[-room:]

    def _adjuncts(self, verb: Token, room: int) -> list[str]:
        """Prepositional phrases of the verb that still fit, each whole: place and means, no times."""
        words: list[str] = []
        for preposition, noun in syntax.prepositional(verb):
            if noun.i < verb.i or preposition not in TITLE_PREPOSITIONS:
                continue
            if self._nouns.is_when(noun, preposition):
                continue
            words += self._nouns.adjunct(preposition, noun, room - len(words))
        return words


def _participant_heads(candidate: Candidate) -> Iterable[tuple[Token, str]]:
    """Who takes part, with the role (schema.PARTICIPANT_ROLES)."""
    trigger, verb = candidate.trigger, candidate.verb
    if candidate.nominal:
        yield from (
            (noun, ROLES.get(preposition, "other"))
            for preposition, noun in syntax.prepositional(trigger) if preposition in PARTICIPANT_PREPOSITIONS
        )  # fmt: skip
        yield from (
            (child, "agent") for child in trigger.children
            if child.dep_ in ("nmod:poss", "poss") and child.tag_ != "PRP$"
        )  # fmt: skip
        if not candidate.supported:
            return
    acting, target, by = phrases.subject(verb), syntax.direct_object(verb), syntax.agent(verb)
    if acting is not None and acting != trigger:
        yield acting, "patient" if _undergoes(verb) else "agent"
    if target is not None and target != trigger:
        yield target, "patient"
    yield from ((noun, "other") for noun in syntax.children(verb, syntax.INDIRECT_OBJECT))
    if by is not None:
        yield by, "agent"
    for preposition, noun in syntax.prepositional(verb):
        if preposition in PARTICIPANT_PREPOSITIONS and noun != by and noun.pos_ in ("NOUN", "PROPN", "PRON"):
            yield noun, "other"


def _undergoes(verb: Token) -> bool:
    """Whether the subject is acted on: in the passive, or the noun of a participle ("a man *arrested* on Monday")."""
    return syntax.is_passive(verb) or (verb.dep_ in clauses.REDUCED_CLAUSE and verb.tag_ == "VBN")


def _says(verb: Token) -> bool:
    """Whether a verb says anything of its subject: not "outbreaks have been"."""
    return verb.lemma_.lower() not in ("be", "have")


def _whither(adverb: Token) -> bool:
    """An adverb of WHITHER that leads to nothing further: "carried the water north", not "down from 200"."""
    following = adverb.nbor().lower_ if adverb.i + 1 < len(adverb.doc) else ""
    return adverb.lower_ in WHITHER and following not in ("from", "to", "of", "into")


def _verb_group(verb: Token) -> list[str]:
    """Auxiliaries, negation, verb and particle, in the order of the text."""
    parts = [c for c in verb.children if c.dep_ in (*syntax.AUXILIARY, *clauses.PARTICLE, "cop")]  # "is to move"
    if not parts and verb.dep_ in clauses.CONJUNCT and verb.tag_ == "VBN" and syntax.is_passive(verb.head):
        parts = list(syntax.children(verb.head, syntax.PASSIVE_AUXILIARY))
    parts += [c for c in verb.children if c.lower_ in syntax.NEGATION_WORDS or c.tag_ == "TO"]
    return [part.text for part in _in_order([*parts, verb])]


def _in_order(tokens: Iterable[Token]) -> list[Token]:
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


def _finished(words: list[str], *, keep_article: bool = False) -> str:
    """Cut to ten words, edges clean, first letter large."""
    kept = " ".join(words).split()
    while len(kept) > 1 and kept[0].lower() in DROPPED_AT_START and not keep_article:
        kept.pop(0)
    kept = kept[:MOST_WORDS]
    while len(kept) > 1 and (kept[-1].strip(MARKS).lower() in DROPPED_AT_END or not kept[-1].strip(MARKS)):
        kept.pop()
    line = " ".join(kept)
    for ending in ("'s", "’s", "n't", "n’t"):
        line = line.replace(f" {ending}", ending)
    line = line.strip(MARKS + " .")
    line += ")" * (line.count("(") - line.count(")"))
    return line[:1].upper() + line[1:]
