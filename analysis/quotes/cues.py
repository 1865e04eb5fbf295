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
from analysis.quotes import speech_nouns

SURE = frozenset({"say", "tell", "add"})  # verbs even where the tagger errs
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
NOT_YET = frozenset({"can", "could", "should", "may", "might", "must", "would", "shall", "ought"})
LEADING_ON = {"go": "on", "went": "on", "goes": "on", "going": "on"}
CATENATIVES = frozenset({"go", "continue", "hasten", "begin", "proceed", "seem"})
SO_FAR_AS = ("so", "far", "as")
REPORT_ADVERBS = frozenset({"reportedly", "purportedly"})
WITH_PARTICLES = frozenset({"call", "put", "read", "write"})
OWN_PARTICLES = frozenset({"off", "up", "down", "back", "away"})
"""Particles that make another verb of these: a search that was called off was not called anything."""
QUOTING = frozenset({"quote", "cite"})
QUOTED = frozenset({"quoted", "quotes", "quoting", "quote", "cited", "cites", "citing"})
NAME_REACH = 12  # tokens between "quoted" and "as saying"
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
    listed: bool = True  # False: a verb that no list holds
    noun: Token | None = None  # the noun that brings the words, or is what is issued: "a statement that", "… saying"

    @property
    def is_nominal(self) -> bool:
        """Whether a noun and no verb reports the words."""
        return self.noun is not None and self.verb.i == self.noun.i

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
            cue = _verb_cue(doc, token, first, last) or _nominal_cue(doc, token, first, last)
            if cue is not None:
                cues.append(cue)
    return cues


def proposals(document: Document, first: int, last: int, quoted: bytearray, known: list[Cue]) -> list[Cue]:
    """Verbs that no list holds and that take a clause as verbs of speech do: for the trained layer to judge."""
    doc = document.doc
    taken = {i for cue in known for i in range(cue.start, cue.end)}
    found = []
    for token in doc[first:last]:
        if token.pos_ != "VERB" or quoted[token.i] or token.i in taken or token.lower_ in _verbs():
            continue
        complement = next(syntax.children(token, syntax.COMPLEMENT), None)
        that = token.i + 1 < last and doc[token.i + 1].lower_ == "that"
        if complement is None and not that or syntax.subject(token) is None:
            continue
        start = _group_start(doc, token, first)
        group = {t.lower_ for t in doc[start : token.i]}
        if group & (NEGATIONS | NOT_YET) or _is_unfulfilled(doc, token, start, first):
            continue
        frames = frozenset({"clause"})
        found.append(Cue(start, token.i + 1, token, token.lemma_, frames, syntax.is_passive(token), listed=False))
    return found


def _nominal_cue(doc: Doc, token: Token, first: int, last: int) -> Cue | None:
    """A noun that reports a clause, with the verb that issues it: "a claim that …", "issued a statement that …"."""
    lemma = speech_nouns.lemma_of(token)
    if lemma is None or speech_nouns.content_start(doc, token, last) is None:
        return None
    issuing = speech_nouns.issuing_verb(token)
    if issuing is None and token.head.lower_ in _verbs() and token.dep_ not in syntax.SUBJECT:
        return None  # "denied claims that …" reports the denial, "said in a tweet that …" the saying
    if issuing is not None and (syntax.is_negated(issuing) or issuing.i < first):
        return None
    start = _group_start(doc, issuing, first) if issuing is not None else token.i
    return Cue(start, token.i + 1, token, lemma, frozenset({"clause"}), noun=token)


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
    if lemma in QUOTING and any(t.lower_ == "as" and doc[t.i + 1].lower_ == "saying" for t in doc[end : last - 1]):
        return None  # "quoted Djamal as saying": the cue is at "saying"
    issued = _issued(token) if start == token.i else None
    if issued is not None and (issuing := speech_nouns.issuing_verb(issued)) is not None and issuing.i >= first:
        return Cue(_group_start(doc, issuing, first), end, token, lemma, frames, noun=issued)
    passive = syntax.is_passive(token) or (word.endswith("ed") and any(t in ("been", "being") for t in group))
    return Cue(start, end, token, lemma, frames, passive)


def _issued(verb: Token) -> Token | None:
    """The statement or letter that a participle goes on about: "released a joint statement saying …"."""
    if not verb.lower_.endswith("ing"):
        return None
    for i in range(verb.i - 1, max(-1, verb.i - 5), -1):
        token = verb.doc[i]
        if token.pos_ in ("NOUN", "PROPN") and speech_nouns.issuing_verb(token) is not None:
            return token
        if token.pos_ == "VERB":
            return None
    return None


def _is_verb(token: Token, lemma: str) -> bool:
    if token.ent_type_ in ("PERSON", "ORG") or token.dep_ == "fixed":
        return False
    if lemma in SURE:
        return token.pos_ in ("VERB", "AUX") or (token.pos_ != "NOUN" and token.text.islower()) or is_shouted(token)
    finite = token.lower_.endswith("ing") or token.head.dep_ == "ROOT" or token.tag_ == "VBD"
    if token.dep_ == "acl" and not finite:
        return False  # "a report released", "the rations donated"
    if token.dep_ in ("case", "amod", "compound"):
        return token.pos_ == "VERB" and _is_finite_before(token)
    return token.pos_ in ("VERB", "AUX") or _is_mistaken_for_noun(token)


def _is_finite_before(token: Token) -> bool:
    """Whether what stands before makes a verb of a seeming attribute: "have reported cases", ", noting that"."""
    i = token.i - 1
    while i > 0 and token.doc[i].pos_ == "ADV":
        i -= 1
    before = token.doc[max(i, 0)]
    return before.lower_ in HAVE or (before.text == "," and token.lower_.endswith("ing"))


def _is_mistaken_for_noun(token: Token) -> bool:
    """Whether a noun stands between a noun phrase and "that" as a verb does: "The report cautions that …"."""
    doc = token.doc
    if token.i == 0 or token.i + 1 >= len(doc) or token.lower_ in speech_nouns.forms() or token.is_sent_start:
        return False
    before, behind = doc[token.i - 1], doc[token.i + 1]
    return behind.lower_ == "that" and before.pos_ in ("NOUN", "PROPN", "PRON") and token.text.islower()


def is_shouted(token: Token) -> bool:
    """Whether a word stands among others in capitals, as on an old wire: there the tagger is at a loss."""
    around = [t for t in token.doc[max(0, token.i - 4) : token.i + 5] if t.is_alpha and len(t) > 1]
    return token.is_upper and len(around) > 2 and all(t.is_upper for t in around)


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
        if start - 5 >= first and tuple(t.lower_ for t in doc[start - 4 : start - 1]) == SO_FAR_AS:
            return start - 5  # "went so far as to say"
    return start


def _is_unfulfilled(doc: Doc, verb: Token, start: int, first: int) -> bool:
    """Whether the verb is an infinitive that tells of no words spoken ("declined to say", "expected to announce")."""
    if start == verb.i and start > first and doc[start - 1].lower_ == "to" and verb.text == verb.lemma_:
        return True
    return any(token.lower_ in ("will", "'ll") for token in doc[start : verb.i])


def _quoted_as(doc: Doc, start: int, first: int) -> int | None:
    """Where "was quoted as" or "quoted Djamal as" before "saying" begins."""
    if start - 2 < first or doc[start - 1].lower_ != "as":
        return None
    if doc[start - 2].lower_ in QUOTED:
        return _group_start(doc, doc[start - 2], first)
    for i in range(start - 2, max(first, start - NAME_REACH) - 1, -1):
        if doc[i].lower_ in QUOTED and doc[i].pos_ == "VERB":
            return _group_start(doc, doc[i], first)
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in (".", ";"):
            return None
    return None
