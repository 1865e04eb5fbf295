"""A verb or an event noun and the clause around it: tense, governing verb, place in the sentence.

Answers for both label schemes through `analysis.language.syntax`. Does not decide what an event is.
"""

from typing import NamedTuple

from spacy.tokens import Token

from analysis.language import syntax

PARTICLE = frozenset({"compound:prt", "prt"})
NOMINAL = frozenset({"NOUN", "PROPN"})
REDUCED_CLAUSE = frozenset({"acl"})
ATTRIBUTIVE = frozenset({"amod", "compound", "nn"})
CONJUNCT = frozenset({"conj"})
MODALS_OF_FUTURE = frozenset({"will", "’ll", "'ll", "shall", "wo", "ll"})
MODALS = frozenset({"would", "could", "can", "may", "might", "should", "must", "ca", "’d", "'d"})
HAVE = frozenset({"have", "’ve", "'ve", "has", "had", "’s"})
IS_TO = frozenset({"is", "are", "was", "were", "’s", "'s"})  # "is to leave", "was to be questioned"
CLIMB_LIMIT = 25  # dependency trees of news stay far below; broken ones end here


class Tense(NamedTuple):
    """Time as the verb form tells it."""

    name: str  # past, present, perfect, past perfect, future, modal, infinitive, participle
    progressive: bool = False
    modal: str | None = None


def full_lemma(verb: Token) -> str:
    """The lemma with its particle: "broke out" → "break out"."""
    particle = next((child.lower_ for child in verb.children if child.dep_ in PARTICLE), None)
    lemma = verb.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def governor(token: Token) -> Token:
    """The verb (or predicate) of the clause in which a noun stands; a verb is its own."""
    for _ in range(CLIMB_LIMIT):
        if token.pos_ == "VERB" and token.dep_ not in ATTRIBUTIVE:
            return token
        if token.head.i == token.i or is_predicate(token):
            return token
        token = token.head
    return token


def is_predicate(token: Token) -> bool:
    """Whether a noun or adjective is the predicate of a clause ("four people are *dead*")."""
    return any(child.dep_ == "cop" for child in token.children) or (
        token.dep_ in ("attr", "acomp") and token.head.lemma_ == "be"
    )


def chain(token: Token) -> list[Token]:
    """The predicates above `token`, nearest first, without it."""
    found: list[Token] = []
    current = token
    for _ in range(CLIMB_LIMIT):
        if current.head.i == current.i:
            return found
        current = current.head
        if current.pos_ in ("VERB", "AUX") or is_predicate(current):
            found.append(current)
    return found


def tense(verb: Token) -> Tense:
    """The tense of a predicate; a conjoined form without auxiliaries takes that of its first verb."""
    helpers = syntax.auxiliaries(verb) + [child for child in verb.children if child.dep_ == "cop"]
    if not helpers and verb.dep_ in ("attr", "acomp") and verb.head.lemma_ == "be":
        return tense(verb.head)
    if not helpers and verb.dep_ in CONJUNCT and verb.tag_ in ("VB", "VBN", "VBG") and not _has_to(verb):
        return tense(verb.head) if verb.head.tag_ in (verb.tag_, "VB") else _own_tense(verb, helpers)
    return _own_tense(verb, helpers)


def _own_tense(verb: Token, helpers: list[Token]) -> Tense:
    words = [helper.lower_ for helper in helpers]
    progressive = verb.tag_ == "VBG" and any(helper.lemma_ == "be" for helper in helpers)
    if any(child.lower_ == "due" and child.dep_ == "mark" for child in verb.children):
        return Tense("future")  # "is due to appear", one conjunction to the parser
    if _has_to(verb):
        bare = verb.tag_ == "VB" or (verb.tag_ == "VBN" and "be" in words and "have" not in words)
        if bare and any(word in IS_TO for word in words):
            return Tense("future")
        return Tense("infinitive")
    modal = next((word for word in words if word in MODALS_OF_FUTURE or word in MODALS), None)
    if modal in MODALS_OF_FUTURE:
        return Tense("future", progressive, modal)
    if modal:
        return Tense("modal", progressive, modal)
    have = next((helper for helper in helpers if helper.lemma_ == "have" or helper.lower_ in HAVE), None)
    if have is not None and (verb.tag_ in ("VBN", "VBD") or len(helpers) > 1 or verb.pos_ not in ("VERB", "AUX")):
        past = have.tag_ == "VBD" or have.lower_ in ("had", "'d", "’d")
        return Tense("past perfect" if past else "perfect", progressive)
    first = helpers[0] if helpers else verb
    if _is_past(first):
        return Tense("past", progressive)
    if first.tag_ in ("VBZ", "VBP"):
        return Tense("present", progressive)
    return Tense("participle", verb.tag_ == "VBG")


def _is_past(word: Token) -> bool:
    return word.tag_ == "VBD" or word.lower_ in ("was", "were", "did", "had")


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.children)


def depth(token: Token) -> int:
    """How many predicates stand above: 0 in the main clause."""
    return len(chain(token))


def clause_label(verb: Token) -> str:
    """How the clause hangs in the sentence: main, complement, relative, adverbial, infinitive, reduced, other."""
    label = verb.dep_
    while label in CONJUNCT and verb.head.i != verb.i:
        verb = verb.head
        label = verb.dep_
    if label in ("ROOT", "root"):
        return "main"
    for name, labels in (("complement", syntax.COMPLEMENT), ("relative", syntax.RELATIVE_CLAUSE),
                         ("adverbial", syntax.ADVERBIAL_CLAUSE), ("infinitive", syntax.OPEN_COMPLEMENT),
                         ("reduced", REDUCED_CLAUSE)):  # fmt: skip
        if label in labels:
            return name
    return "other"


def subordinator(verb: Token) -> str | None:
    """The conjunction that opens the clause: if, after, when, because …"""
    return next((child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod") and child.i < verb.i
                 and child.tag_ in ("IN", "WRB")), None)  # fmt: skip
