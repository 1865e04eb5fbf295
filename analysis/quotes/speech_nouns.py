"""Nouns that report words: "a statement that …", "his claim of …", "denied allegations that …".

What a noun reports comes from data/lexicons/speech_nouns.csv; whose words they are stands before it as owner, behind
it after by or from, or is the subject of a verb of issuing ("issued a statement that …").
"""

from functools import cache

from spacy.tokens import Doc, Token

from analysis import lexicons
from analysis.language import syntax

ISSUERS = frozenset({"by", "from", "of"})
BEHIND = 12  # tokens from the noun to its "that"
OWNER = frozenset({"nmod:poss", "poss"})


@cache
def _listed() -> dict[str, tuple[str, frozenset[str]]]:
    """Form → (lemma, what it takes: that, of, for, to)."""
    return {
        form: (row["lemma"], frozenset(row["takes"].split()))
        for row in lexicons.rows("speech_nouns")
        for form in (row["lemma"], row["plural"])
        if form
    }


@cache
def forms() -> frozenset[str]:
    """All forms of the nouns."""
    return frozenset(_listed())


def lemma_of(token: Token) -> str | None:
    """The lemma of a noun that reports words, or None."""
    entry = _listed().get(token.lower_)
    return entry[0] if entry is not None and token.pos_ in ("NOUN", "PROPN") else None


def takes(token: Token) -> frozenset[str]:
    """What may follow the noun as the words it reports."""
    return _listed()[token.lower_][1]


@cache
def _issuing() -> frozenset[str]:
    return lexicons.words("issuing_verbs", "lemma")


def issuing_verb(noun: Token) -> Token | None:
    """The verb of issuing whose object the noun is: "released a joint statement"."""
    verb = noun.head
    if noun.dep_ in syntax.OBJECT and verb.lemma_ in _issuing() and verb.pos_ == "VERB" and verb.i < noun.i:
        return verb
    return None


def issuer(noun: Token) -> Token | None:
    """The head of the phrase that says whose words the noun reports, or None."""
    verb = issuing_verb(noun)
    if verb is not None and (subject := syntax.subject(verb)) is not None:
        return subject
    for child in noun.children:
        if child.dep_ in OWNER:
            return child
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("nmod", "prep", "obl", "pobj") and syntax.preposition(child) in ISSUERS:
            return child if child.pos_ in ("NOUN", "PROPN", "PRON") else None
    return None


def content_start(doc: Doc, noun: Token, last: int) -> int | None:
    """Where the clause behind the noun begins: behind its "that", at its "to", or behind of or for."""
    allowed = takes(noun)
    for i in range(noun.i + 1, min(last, noun.i + BEHIND)):
        word = doc[i].lower_
        if word == "that" and "that" in allowed:
            return i + 1 if _opens_clause(doc, i, last) else None
        if doc[i].text in (",", ";", ":", ".") or doc[i].is_quote or doc[i].pos_ in ("VERB", "AUX"):
            return None
        if i == noun.i + 1 and word in ("of", "for", "to") and word in allowed:
            return i if word == "to" else i + 1
    return None


def _opens_clause(doc: Doc, that: int, last: int) -> bool:
    """Whether a subject and a finite verb follow "that": "claims that were false" goes on about the claims."""
    noun = False
    for token in doc[that + 1 : min(last, that + 30)]:
        if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            noun = True
        elif token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN"):
            return noun
    return False
