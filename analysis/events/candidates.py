"""Words of the story that may tell an event: verbs, and nouns that name something that happens.

One candidate for a clause and its support ("held talks" is the talks). Does not rank: see ranking.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.document import Document
from analysis.events import clauses, lexicon
from analysis.events.lexicon import Reading
from analysis.language import syntax

PARTS = ("body", "caption")
NOUN_PLACES = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "obj", "dobj", "obl", "pobj", "nmod", "obl:agent"})
NOUN_COMPANY = frozenset({"amod", "compound", "nmod", "acl", "nmod:poss", "poss"})
PICTURES = frozenset({"image", "photo", "photograph", "picture", "file", "screenshot", "screengrab", "illustration"})
ELLIPTIC = frozenset({"when", "if", "while", "once", "as", "than", "unless", "though"})
CONDITIONS = frozenset({"if", "unless", "lest"})
FIGURES = frozenset({"figure", "estimate", "count", "tally"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
NOT_SINGLED_OUT = frozenset({"any", "every", "each", "no"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger in its clause. `verb` governs it: itself for a verb, the support or nearest verb for a noun."""

    trigger: Token
    verb: Token
    reading: Reading
    nominal: bool
    supported: bool  # the governing verb says no more than that the noun happened
    sentence_no: int


def find(document: Document) -> Iterator[Candidate]:
    """Candidates in the order of the text."""
    for number, sentence in enumerate(document.sentences):
        if sentence.part in PARTS:
            tokens = document.sentence_tokens(number)
            found = [candidate for token in tokens if (candidate := _candidate(token, number)) is not None]
            purposes = {verb.i for one in found if one.nominal and (verb := purpose_of(one.trigger)) is not None}
            named: set[tuple[int, str]] = set()  # "clashes during a battle": one happening, named twice
            strong = {one.verb.i for one in found if not one.nominal and one.reading.news > 1}
            noted = {one.verb.i for one in found if one.nominal and one.reading.news > 1}
            for candidate in found:
                if candidate.reading.news == 0 and candidate.verb.i in noted:
                    continue  # "smoke rises from clashes": the noun says what happened
                if candidate.nominal and candidate.verb.i in strong and _brings_about(candidate.trigger):
                    continue  # "destroyed by a fire", "a blast killed five": the verb says more
                key = (candidate.verb.i, candidate.reading.type)
                again = candidate.nominal and key in named and not _stands_apart(candidate.trigger)
                if candidate.trigger.i in purposes or again:
                    continue
                if candidate.nominal:
                    named.add(key)
                yield candidate


def _candidate(token: Token, number: int) -> Candidate | None:
    if not any(letter.isalpha() for letter in token.text) or _is_prefix(token):
        return None
    if token.dep_ in clauses.ATTRIBUTIVE or token.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX"):
        return None
    noun = event_noun(token)
    if noun is not None:
        return _noun(token, noun, number)
    if token.pos_ == "VERB":
        return _verb(token, number)
    if token.pos_ == "ADJ" and clauses.is_predicate(token):
        found = lexicon.reading(token.lower_, "adjective")
        return Candidate(token, token, found, False, False, number) if found else None
    return None


def _is_prefix(token: Token) -> bool:
    """ "Re" of "re-elected", where the hyphen was cut off."""
    return not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().text == "-"


def _verb(token: Token, number: int) -> Candidate | None:
    lemma = clauses.full_lemma(token)
    if _only_accompanies(token) or clauses.subordinator(token) in CONDITIONS:
        return None
    if _carries(token) and supported_noun(token) is not None:
        return None  # the noun is the event
    if lemma in lexicon.verbs("aspect") | lexicon.verbs("attempt") and any(
        syntax.children(token, syntax.OPEN_COMPLEMENT)
    ):
        return None  # "began to withdraw", "tried to withdraw" are about the withdrawal
    if not _tells(token):
        return None
    found = verb_reading(token)
    if found is None:
        if lemma in lexicon.verbs("speech") or lemma in lexicon.verbs("state"):
            return None
        found = Reading("OTHER", 0)
    return Candidate(token, token, found, False, False, number)


def _only_accompanies(verb: Token) -> bool:
    """A participle that tells no happening of its own: "… , closing the harbour", "accused of having flooded"."""
    if any(child.lower_ == "having" and child.dep_ in syntax.AUXILIARY for child in verb.children):
        return True
    alone = not any(syntax.children(verb, (*syntax.SUBJECT, *syntax.AUXILIARY)))
    return verb.tag_ == "VBG" and alone and verb.dep_ in syntax.ADVERBIAL_CLAUSE and verb.head.pos_ == "VERB"


def _tells(verb: Token) -> bool:
    """Whether the verb has someone or something to tell of; not "image taken from video", not "when asked"."""
    acting = syntax.subject(verb)
    if acting is not None and acting.lower_ in ("you", "i"):
        return False
    label = clauses.clause_label(verb)
    if verb.i and verb.doc[verb.i - 1].lower_ in ELLIPTIC and verb.tag_ in ("VBN", "VBD", "VBG"):
        return False
    if label in ("reduced", "relative"):
        acting = verb.head if acting is None or acting.lower_ in RELATIVE_PRONOUNS else acting
    if acting is not None:
        return acting.lemma_.lower() not in PICTURES
    if label in ("main", "complement"):
        return any(arguments(verb))
    return syntax.direct_object(verb) is not None or label == "infinitive"


def verb_reading(token: Token) -> Reading | None:
    """What the lexicon says of a verb: with particle or object ("take place"), by lemma, or by its bare form."""
    beside = [noun.lemma_.lower() for noun in arguments(token)]
    beside += [child.lower_ for child in syntax.children(token, (*syntax.OPEN_COMPLEMENT, "acomp", "oprd"))]
    target = syntax.direct_object(token)
    lemma = token.lemma_.lower()
    fixed = f"{lemma} {target.lemma_.lower()}" if target is not None else lemma
    forms = (clauses.full_lemma(token), fixed, lemma, *lexicon.base_forms(token.lower_))
    known = lexicon.known("verb", *forms)
    found = lexicon.reading(known, "verb", beside) if known else None
    return found or next(filter(None, (lexicon.reading(form, "verb", beside) for form in forms)), None)


def event_noun(token: Token) -> Reading | None:
    """What the lexicon says of a noun, or of what the tagger took for a verb or adjective where a noun stands."""
    if token.pos_ != "NOUN" and (token.dep_ not in NOUN_PLACES or not (token.text[0].islower() or token.is_sent_start)):
        return None
    if token.pos_ in ("VERB", "AUX") and not _stands_as_noun(token):
        return None
    known = lexicon.known("noun", token.lemma_.lower(), token.lower_)
    if known is None:
        return None
    beside = [
        child.lemma_.lower()
        for child in token.children
        if child.dep_ in NOUN_COMPANY or child.dep_ in clauses.ATTRIBUTIVE
    ]
    beside += [preposition for preposition, _ in syntax.prepositional(token)]
    if (purpose := purpose_of(token)) is not None:
        beside.append(purpose.lemma_.lower())
    return lexicon.reading(known, "noun", beside)


def _stands_as_noun(verb: Token) -> bool:
    """Whether what was tagged as a verb is a noun: with an article, or finite where no verb can stand."""
    if any(child.dep_ in ("det", "amod", "nmod:poss", "poss") for child in verb.children):
        return True
    return verb.tag_ in ("VBZ", "VBP", "VB") and not any(child.dep_ in syntax.SUBJECT for child in verb.children)


def purpose_of(noun: Token) -> Token | None:
    """The verb of "a campaign *to retake* …", also where the parser hung it on the verb before."""
    options = [child for child in (*noun.children, *noun.head.children) if child.tag_ == "VB" and child.i > noun.i]
    for verb in options:
        marker = next((child for child in verb.children if child.tag_ == "TO"), None)
        if marker is not None and marker.i == noun.i + 1:
            return verb
    return None


def _noun(token: Token, found: Reading, number: int) -> Candidate | None:
    if found.type == "DEATH" and syntax.preposition(token) == "to":
        return None  # "fought to the death", "stabbed to death"
    if any(child.dep_ == "det" and child.lower_ in NOT_SINGLED_OUT for child in token.children):
        return None
    if token.head.pos_ == "NOUN" and token.dep_ == "nmod" and token.head.lemma_.lower() in FIGURES:
        return None  # "the figure of three deaths" is about the figure
    verb = clauses.governor(token.head if token.pos_ in ("VERB", "AUX") else token)
    return Candidate(token, verb, found, True, _carries(verb) and supported_noun(verb) == token, number)


def _stands_apart(noun: Token) -> bool:
    """Whether a noun has a clause or a year of its own: "cases in an *outbreak that began in April*"."""
    return any(
        child.dep_ in syntax.RELATIVE_CLAUSE or (child.pos_ == "NUM" and child.shape_ == "dddd")
        for child in noun.children
    )


def _carries(verb: Token) -> bool:
    """Whether a verb, alone or with its object ("take place"), says no more than that something happened."""
    return clauses.full_lemma(verb) in lexicon.verbs("support") or _takes_place(verb)


def _takes_place(verb: Token) -> bool:
    target = syntax.direct_object(verb)
    return target is not None and f"{verb.lemma_.lower()} {target.lemma_.lower()}" in lexicon.verbs("support")


def supported_noun(verb: Token) -> Token | None:
    """The event noun that a support verb takes: its object, or its subject where it says that something began."""
    noun = syntax.direct_object(verb)
    if noun is None or _takes_place(verb):
        noun = next(syntax.children(verb, syntax.SUBJECT), None)
        if noun is not None and noun.lower_ in RELATIVE_PRONOUNS and verb.dep_ in syntax.RELATIVE_CLAUSE:
            noun = verb.head  # "the outbreak that began in April"
    return noun if noun is not None and event_noun(noun) else None


def _brings_about(noun: Token) -> bool:
    """Whether a noun is the subject of its verb, or what a passive verb is done by."""
    if noun.dep_ in syntax.PASSIVE_SUBJECT:
        return False
    return noun.dep_ in (*syntax.SUBJECT, "obl:agent") or syntax.agent(noun.head) == noun


def mention(token: Token, sentence_no: int) -> Candidate:
    """Any word as a candidate, whatever the lexicon says of it: for asking when it was."""
    noun = event_noun(token)
    if token.pos_ == "VERB" and noun is None:
        return Candidate(token, token, verb_reading(token) or Reading("OTHER", 0), False, False, sentence_no)
    verb = clauses.governor(token)
    return Candidate(token, verb, noun or Reading("OTHER", 0), True, supported_noun(verb) == token, sentence_no)


def arguments(verb: Token) -> list[Token]:
    """Heads of subject, objects, agent and prepositional phrases of a verb."""
    found = [
        noun for noun in (syntax.subject(verb), syntax.direct_object(verb), syntax.agent(verb)) if noun is not None
    ]
    found += syntax.children(verb, syntax.INDIRECT_OBJECT)
    found += [noun for _, noun in syntax.prepositional(verb)]
    if verb.dep_ in ("acl", *syntax.RELATIVE_CLAUSE) and verb.head.i != verb.i:
        found.append(verb.head)  # "a recording released late": what was released
    return list(dict.fromkeys(found))
