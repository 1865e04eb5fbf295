"""Whether the verb that governs a temporal expression looks back or ahead: "fell in March", "will fall in March"."""

from spacy.tokens import Token

from analysis.document import Document
from analysis.language.syntax import auxiliaries, preposition
from analysis.times.lexicon import ahead

PAST, FUTURE = "past", "future"

FUTURE_AUXILIARIES = frozenset(
    {"will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "could", "should", "would", "must"}
)
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
MAX_STEPS = 12
"""How far up the tree the verb is looked for; longer ways are parses gone wrong."""


def direction(document: Document, char_start: int, char_end: int) -> str | None:
    """PAST, FUTURE, or None where no verb tells."""
    span = document.tokens(char_start, char_end)
    token: Token | None = span.root
    word_before = document.doc[span.start - 1].lower_ if span.start else ""
    if word_before in ("ended", "since"):
        return PAST
    if word_before in ("until", "till", "due", "maturing", "ending") or (
        token is not None and preposition(token) in ("until", "till")
    ):
        return FUTURE
    if word_before == "for" and token is not None and token.lower_ in WEEKDAYS:
        return FUTURE  # "called a strike for Monday"
    for _ in range(MAX_STEPS):
        if token is None:
            return None
        told = _told_by(token)
        if told:
            return told
        token = token.head if token.head.i != token.i else None
    return None


def under_noun(document: Document, char_start: int, char_end: int) -> bool:
    """Whether the expression modifies a noun and not a verb."""
    token = document.tokens(char_start, char_end).root
    return token.head.i != token.i and token.head.pos_ in ("NOUN", "PROPN")


def _told_by(token: Token) -> str | None:
    if token.pos_ in ("VERB", "AUX"):
        return _of_verb(token)
    if token.lemma_.lower() in ahead("complement") and token.pos_ in ("ADJ", "ADV"):
        return _unless_past_perfect(token)
    copula = next((child for child in token.children if child.dep_ == "cop"), None)
    if copula is None:
        return None
    return _of_verb(token) or (PAST if copula.tag_ == "VBD" else None)


def _of_verb(verb: Token) -> str | None:
    helpers = auxiliaries(verb)
    words = {helper.lower_ for helper in helpers}
    if words & FUTURE_AUXILIARIES:
        return PAST if "have" in words else FUTURE
    if any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.children):
        return _of_infinitive(verb)
    if verb.lemma_.lower() in ahead("own") and verb.tag_ in ("VBN", "VBG"):
        return _unless_past_perfect(verb)
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return PAST
    if verb.tag_ == "VBN" and (verb.dep_ in ("acl", "ROOT", "conj") or any(h.lemma_ == "have" for h in helpers)):
        return PAST
    return None


def _of_infinitive(verb: Token) -> str | None:
    head = verb.head
    if head.i == verb.i:
        return FUTURE  # "is to decide"
    if head.lemma_.lower() in ahead("complement"):
        return _unless_past_perfect(head)
    if head.pos_ == "NOUN":
        return FUTURE  # "a plan to open in May"
    return None  # "began to fall", "was willing to go": the word above tells


def _unless_past_perfect(word: Token) -> str:
    """“Had been due to expire Friday” looks back."""
    return PAST if any(child.lower_ == "had" for child in word.children) else FUTURE
