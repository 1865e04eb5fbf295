"""Cues: the verb groups and phrases that say that words are reported ("said", "was quoted as saying", "according to").

Finds them by the list of speech verbs and what stands around; leaves to sources.py who spoke and to
contents.py what was said.
"""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from analysis import lexicons
from analysis.document import Document
from analysis.language import syntax

SURE = frozenset({"say", "tell", "add"})  # verbs even where the tagger errs
NOT_YET = frozenset({"can", "could", "should", "may", "might", "must", "would", "shall", "ought"})
LEADING_ON = {"go": "on", "went": "on", "goes": "on", "going": "on"}
CATENATIVES = frozenset({"go", "continue", "hasten", "begin", "proceed", "seem"})
REPORT_ADVERBS = frozenset({"reportedly", "purportedly"})
WITH_PARTICLES = frozenset({"call", "put", "read", "write"})
OWN_PARTICLES = frozenset({"off", "up", "down", "back", "away"})
"""Particles that make another verb of these: a search that was called off was not called anything."""
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue as token positions, half-open, with what its verb takes."""

    start: int
    end: int
    verb: Token
    lemma: str
    frames: frozenset[str]
    passive: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether it is "according to" and no verb."""
        return self.lemma in ("according to", "in the words of")

    @property
    def is_adverb(self) -> bool:
        """Whether it is "reportedly" and no verb."""
        return self.lemma in REPORT_ADVERBS


@cache
def _verbs() -> dict[str, tuple[str, frozenset[str]]]:
    """Form → (lemma, frames) of verbs without a particle."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for row in lexicons.rows("speech_verbs"):
        if not row["particle"]:
            for form in row["forms"].split() + [row["lemma"]]:
                found[form] = (row["lemma"], frozenset(row["frames"].split()))
    return found


@cache
def _phrasal() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """(form, particle) → (lemma with particle, frames)."""
    found: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
    for row in lexicons.rows("speech_verbs"):
        if row["particle"]:
            for form in row["forms"].split() + [row["lemma"]]:
                found[form, row["particle"]] = (f"{row['lemma']} {row['particle']}", frozenset(row["frames"].split()))
    return found


def find(document: Document, first: int, last: int, quoted: bytearray) -> list[Cue]:
    """The cues among the tokens [first, last) of a sentence that stand in no quotation, in order."""
    doc = document.doc
    cues: list[Cue] = []
    for i in range(first, last):
        if quoted[i]:
            continue
        token = doc[i]
        word = token.lower_
        if word == "to" and i > first and doc[i - 1].lower_ == "according":
            cues.append(Cue(i - 1, i + 1, doc[i - 1], "according to", frozenset({"clause", "quote"})))
        elif word == "of" and i - 3 >= first and [t.lower_ for t in doc[i - 3 : i]] == ["in", "the", "words"]:
            cues.append(Cue(i - 3, i + 1, doc[i - 1], "in the words of", frozenset({"clause", "quote"})))
        elif word in REPORT_ADVERBS:
            cues.append(Cue(i, i + 1, token, word, frozenset({"clause"})))
        else:
            cue = _verb_cue(doc, token, first, last)
            if cue is not None:
                cues.append(cue)
    return cues


def _verb_cue(doc: Doc, token: Token, first: int, last: int) -> Cue | None:
    word = token.lower_
    particle = doc[token.i + 1].lower_ if token.i + 1 < last else ""
    phrasal = _phrasal().get((word, particle))
    entry = phrasal or _verbs().get(word)
    if entry is None or not _is_verb(token, entry[0]):
        return None
    lemma, frames = entry
    if phrasal is None and particle in OWN_PARTICLES and lemma in WITH_PARTICLES:
        return None
    start = _group_start(doc, token, first)
    end = token.i + (2 if phrasal else 1)
    group = [t.lower_ for t in doc[start : token.i]]
    if any(t in NEGATIONS or t in NOT_YET for t in group) or _is_unfulfilled(doc, token, start, first):
        return None
    quoted_as = _quoted_as(doc, start, first)
    if quoted_as is not None:
        return Cue(quoted_as, end, token, lemma, frames, passive=False)
    passive = syntax.is_passive(token) or (word.endswith("ed") and any(t in ("been", "being") for t in group))
    return Cue(start, end, token, lemma, frames, passive)


def _is_verb(token: Token, lemma: str) -> bool:
    finite = token.lower_.endswith("ing") or token.head.dep_ == "ROOT" or lemma in SURE
    if token.dep_ == "acl" and not finite:
        return False  # "a report released", "the rations donated"
    if token.ent_type_ in ("PERSON", "ORG") or token.dep_ in ("case", "amod", "compound", "fixed"):
        return False
    return token.pos_ in ("VERB", "AUX") or (lemma in SURE and token.pos_ != "NOUN" and token.text.islower())


def _group_start(doc: Doc, verb: Token, first: int) -> int:
    """Where the verb group begins: auxiliaries, negations and adverbs between them belong to it."""
    auxiliaries = {aux.i for aux in syntax.auxiliaries(verb) if aux.i < verb.i and not aux.text.isupper()}
    start = verb.i
    i = verb.i - 1
    while i >= first and verb.i - i < 7:
        token = doc[i]
        if i in auxiliaries or (token.pos_ == "AUX" and token.lower_ != "to" and not token.text.isupper()):
            start = i
        elif not (token.pos_ in ("ADV", "PART") and token.lower_ != "to"):
            break
        i -= 1
    if start > first + 1 and doc[start - 1].lower_ == "to":
        before = doc[start - 2]
        if before.lower_ == "on" and start - 3 >= first and doc[start - 3].lower_ in LEADING_ON:
            return start - 3
        if before.lemma_ in CATENATIVES:
            return start - 2
    return start


def _is_unfulfilled(doc: Doc, verb: Token, start: int, first: int) -> bool:
    """Whether the verb is an infinitive that tells of no words spoken ("declined to say", "expected to announce")."""
    if start == verb.i and start > first and doc[start - 1].lower_ == "to" and verb.text == verb.lemma_:
        return True
    return any(token.lower_ in ("will", "'ll") for token in doc[start : verb.i])


def _quoted_as(doc: Doc, start: int, first: int) -> int | None:
    """Where "was quoted as" before "saying" begins."""
    if start - 2 < first or doc[start - 1].lower_ != "as" or doc[start - 2].lower_ != "quoted":
        return None
    return _group_start(doc, doc[start - 2], first)
