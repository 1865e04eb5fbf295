"""What the words above an event noun make of it: "prevented an *attack*", "fears of an attack", "accused of murder".

Nouns are as real as what takes them: planned, wished for, feared, prevented. Does not: read tense and modality of a
clause (see status).
"""

from spacy.tokens import Token

from analysis.events import clauses, lexicon
from analysis.events.candidates import Candidate
from analysis.language import syntax

PLANNED_NOUNS = frozenset(
    {"plan", "proposal", "bid", "intention", "offer", "pledge", "promise", "preparation", "deadline"}
)
UNREAL_NOUNS = frozenset(
    {"fear", "threat", "risk", "call", "demand", "effort", "attempt", "request", "hope", "possibility", "rumor",
     "rumour",
     "claim", "allegation", "speculation", "warning", "prospect", "need", "concern", "suspicion", "chance", "danger",
     "order", "appeal", "right", "ability", "refusal", "failure"}
)  # fmt: skip
CLAIMS = frozenset({"report", "suggestion", "theory", "evidence", "indication", "sign", "suspicion"})
"""Nouns whose content is only as sure as they are, where they are denied, doubted or many: "reports that …"."""
ACCUSED_OF = frozenset({"of", "with", "for", "over"})


def reality(candidate: Candidate) -> str | None:
    """What the verb that takes an event noun makes of it: "prevented an attack", "planned", "demanded", "warned of"."""
    noun, verb = candidate.trigger, candidate.trigger.head
    if verb.pos_ != "VERB" or noun.dep_ in syntax.SUBJECT and noun.dep_ not in syntax.PASSIVE_SUBJECT:
        return None
    preposition, lemma = syntax.preposition(noun), clauses.full_lemma(verb)
    if under_accusation(noun):
        return "hedged"
    if preposition is None and noun.dep_ in (*syntax.OBJECT, *syntax.PASSIVE_SUBJECT):
        if lemma in lexicon.verbs("prevent") and not _told_to_continue(noun):
            return "denied" if clauses.tense(verb).name not in ("infinitive", "modal", "future") else "hedged"
        taken = ""
    elif preposition is not None and noun.dep_ in ("obl", "pobj", "nmod"):
        taken = f" {preposition}"
    else:
        return None
    if lemma + taken in lexicon.verbs("plan"):
        return "denied" if syntax.is_negated(verb) else "planned"
    if lemma + taken in lexicon.verbs("demand"):
        return "hedged"
    return None


def _told_to_continue(noun: Token) -> bool:
    """ "Stopped the fighting": what had been going on is over, and was real."""
    return noun.lemma_.lower() in lexicon.verbs("lasting")


def is_taken_by(candidate: Candidate, name: str) -> bool:
    """Whether an event noun is what a verb of this class acts on ("postponed the match", "the match was postponed")."""
    verb = candidate.verb
    if not candidate.nominal or clauses.full_lemma(verb) not in lexicon.verbs(name):
        return False
    return candidate.trigger.head == verb and candidate.trigger.dep_ in (*syntax.PASSIVE_SUBJECT, *syntax.OBJECT)


def under_accusation(token: Token) -> bool:
    """ "Accused of *killing* two people", "charged with the *murder*": what is not yet shown."""
    return token.head.i != token.i and token.head.lemma_.lower() in lexicon.verbs("accuse") and (
        token.dep_ in (*syntax.ADVERBIAL_CLAUSE, "acl", "obl", "pcomp", "pobj")
        and (syntax.preposition(token) or clauses.subordinator(token)) in ACCUSED_OF
    )  # fmt: skip


def is_mere_claim(noun: Token) -> bool:
    """ "Reports that …", "no evidence that …"; not "the report that he wrote"."""
    if noun.lemma_.lower() not in CLAIMS:
        return False
    return noun.tag_ == "NNS" or any(child.dep_ == "det" and child.lower_ in ("no", "any") for child in noun.children)


def noun_above(noun: Token) -> str | None:
    return (
        noun.head.lemma_.lower()
        if noun.head.pos_ == "NOUN" and noun.dep_ in ("nmod", "acl", "pobj", "compound")
        else None
    )
