"""Noun phrases of one document as a title or a list of participants words them: short, whole, without times.

Does: cut a phrase to the room there is without changing what it says, and put a name for "he" and "she". Does not:
find the phrases (see phrases) or order them into a statement (see wording).
"""

from spacy.tokens import Token

from analysis.document import Document
from analysis.events import phrases
from analysis.events.phrases import words_of
from analysis.language import syntax

PRONOUN_TAGS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})
OBJECT_FORMS = {"him": "he", "his": "he", "her": "she", "hers": "she"}
POINTING = frozenset({"DATE", "TIME", "SET"})
LENGTHS = frozenset({"to", "of"})  # "sentenced to 35 years" tells what, not when


class Nouns:
    """The noun phrases of one document; words of dates are left out of them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._times: set[int] = set()
        self._lengths: set[int] = set()
        for time in document.times:
            tokens = {token.i for token in document.tokens(time.char_start, time.char_end) or ()}
            (self._times if time.type in POINTING else self._lengths).update(tokens)

    def is_when(self, noun: Token, preposition: str | None = None) -> bool:
        """Whether a noun, alone or by what hangs on it ("the course of Sunday"), tells when and not what."""
        of = [child for child in noun.children if child.dep_ == "nmod" and syntax.preposition(child) == "of"]
        if noun.i in self._times or any(child.i in self._times for child in of):
            return True
        if noun.i in self._lengths:
            return preposition not in LENGTHS
        hour = preposition == "at" and noun.pos_ == "NUM" and not any(c.dep_ == "nmod:unmarked" for c in noun.children)
        return hour or phrases.is_time(noun)

    def core(self, head: Token, *, prepositions: bool = True) -> list[Token]:
        """The tokens of a noun phrase without clauses and times."""
        found = phrases.core(head, prepositions=prepositions)
        return [token for token in found if token == head or not self._of_time(token)]

    def _of_time(self, token: Token) -> bool:
        """A word of a time, or one that ties it to the rest: "Monday's attack", "between 1 and 5 March"."""
        return token.i in self._times or (token.dep_ in ("case", "cc", "punct") and token.head.i in self._times)

    def words(self, head: Token, *, prepositions: bool = True) -> list[str]:
        """The words of a noun phrase without clauses and times."""
        return words_of(self.core(head, prepositions=prepositions)).split()

    def fitting(self, noun: Token, room: int) -> list[str]:
        """A noun phrase in at most `room` words: whole, or without its prepositional phrases; empty if too long."""
        if noun.tag_ in ("WP", "WDT") and not noun.text.isupper():  # the WHO is no pronoun
            noun = phrases.before(noun) or noun
        alone = not any(child.dep_ in ("nmod", "case") for child in noun.children)
        if noun.tag_ in PRONOUN_TAGS and alone and not noun.text.isupper():
            named = (self.bearer(noun) or noun.text).split()
            return named if len(named) <= room else named[-1:][:room]
        whole = self.words(noun)
        narrower = [words_of(phrases.core(noun, only_of=True)).split(), self.words(noun, prepositions=False)]
        others = phrases.coordinated(noun)
        if len(others) == 1:
            joined = [*whole, "and", *self.words(others[0], prepositions=False)]
            if len(joined) <= room:
                return joined
        return next((words for words in (whole, *narrower) if len(words) <= room), [])

    def bearer(self, pronoun: Token) -> str | None:
        """The person named last before whom the text calls by this pronoun."""
        form = OBJECT_FORMS.get(pronoun.lower_, pronoun.lower_)
        if form not in ("he", "she"):
            return None
        keys = {person.key for person in self._document.people if form in {p.lower() for p in person.pronouns}}
        named = [name for name in self._document.names
                 if name.char_start < pronoun.idx and name.kind == "person" and name.person_key in keys]  # fmt: skip
        return named[-1].text if named else None

    def adjunct(self, preposition: str, noun: Token, room: int) -> list[str]:
        """A prepositional phrase in at most `room` words; empty where it does not fit."""
        before = [child.text for child in noun.children if child.dep_ == "case" and child.i < noun.i] or [preposition]
        for prepositions in (True, False):
            words = [*before, *self.words(noun, prepositions=prepositions)]
            if preposition == "between":
                words += [word for other in phrases.coordinated(noun) for word in ("and", *self.words(other))]
            if len(before) < len(words) <= room:
                return words
        return []


def complement(verb: Token, noun: Token) -> list[str]:
    """What the verb makes of its object: "ordered the streets *cleared*", "left five people *dead*"."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "amod" and child.pos_ == "ADJ" and not any(child.children):
            return [child.text]
        if child.i > noun.i and child.dep_ == "acl" and child.tag_ == "VBN" and verb.lemma_.lower() in phrases.CAUSING:
            return [child.text]
    if verb.lemma_.lower() in phrases.WANTING:  # the participle may have been hung on a noun between
        ordered = (token for token in verb.subtree if token.i > noun.i and token.dep_ == "acl" and token.tag_ == "VBN")
        return [token.text for token in ordered][:1]
    for child in syntax.children(verb, syntax.OPEN_COMPLEMENT):
        if child.i > noun.i and (child.pos_ == "ADJ" or child.tag_ == "VBN"):
            return [child.text]
    return []
