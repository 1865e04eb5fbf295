"""Whether the text says that an event happened, goes on, is planned, is uncertain, or did not happen.

Read from tense, modality, negation, conditionals and the verbs above. The strongest withdrawal wins:
denied before planned before hedged before ongoing.
"""

from spacy.tokens import Token

from analysis.events import clauses, lexicon, takers
from analysis.events.candidates import Candidate
from analysis.language import syntax

HEDGING_ADVERBS = frozenset(
    {"reportedly", "allegedly", "apparently", "possibly", "perhaps", "maybe", "probably", "presumably", "purportedly",
     "supposedly", "likely"}
)  # fmt: skip
HEDGING_ADJECTIVES = frozenset(
    {"alleged", "suspected", "possible", "potential", "apparent", "purported", "rumored", "rumoured",
     "presumed", "probable", "likely", "feared", "unconfirmed", "supposed"}
)  # fmt: skip
PLANNING_ADJECTIVES = frozenset(
    {"planned", "upcoming", "future", "proposed", "scheduled", "imminent", "forthcoming", "next", "expected"}
)  # fmt: skip
CONDITIONALS = frozenset({"if", "unless", "whether", "lest"})
FINDING = frozenset({"discover", "find", "detect", "report", "indicate", "identify", "confirm"})
UNCERTAIN = frozenset({"possible", "potential", "apparent", "suspected", "probable"})
HEDGING_MODALS = frozenset({"may", "might", "could", "would", "can", "should", "must", "ca", "’d", "'d"})
LATER = frozenset({"later", "eventually", "subsequently", "ultimately"})


def of(candidate: Candidate, *, in_caption: bool = False) -> str:
    """The status (schema.EVENT_STATUSES) of a candidate. Captions tell the past in the present tense."""
    trigger, verb = candidate.trigger, candidate.verb
    if takers.is_taken_by(candidate, "postpone"):
        return "planned"
    if _denied(candidate) or _called_off(candidate):
        return "denied"
    words = {child.lower_ for child in trigger.children}
    if candidate.nominal and words & PLANNING_ADJECTIVES:
        return "planned"
    if candidate.nominal and words & HEDGING_ADJECTIVES:
        return "hedged"
    if candidate.nominal and (above := takers.noun_above(trigger)) is not None:
        if above in takers.PLANNED_NOUNS:
            return "planned"
        if above in takers.UNREAL_NOUNS:
            return "hedged"
    if candidate.nominal and (wanted := takers.reality(candidate)) is not None:
        return wanted
    if not candidate.nominal or candidate.supported or _is_core(trigger, verb):
        found = _of_verb(verb, in_caption)
        return "ongoing" if found == "occurred" and candidate.nominal and _lasts(candidate, in_caption) else found
    form = clauses.tense(verb).name
    if form == "modal" and _of_verb(verb, in_caption) == "hedged":
        return "hedged"
    if form == "future" and trigger.head == verb:
        return "planned"
    return "ongoing" if _lasts(candidate, in_caption) else "occurred"


def settled(claimed: str, begins: str | None, ends: str | None, published: str | None) -> str:
    """The status once the dates are known: what runs "from Monday to Friday" is going on in between.

    A month or a year lies ahead where all of it does; a plan whose days have begun and not ended at publication is no
    plan any more.
    """
    if not (begins and published):
        return claimed
    today = published[: len(begins)]
    if len(begins) < len("2016-11-03"):
        return "planned" if claimed in ("occurred", "ongoing") and begins > today else claimed
    if claimed == "planned" and ends and begins < today < ends:
        return "ongoing"
    return "planned" if claimed in ("occurred", "ongoing") and begins > today else claimed


def is_only_intended(candidate: Candidate, status: str) -> bool:
    """What somebody was asked to do, tried to do or did something else for: no event by itself."""
    if candidate.nominal or clauses.tense(candidate.verb).name != "infinitive":
        return False
    above = next(iter(clauses.chain(candidate.verb)), candidate.verb)
    real = lexicon.verbs("aspect") | lexicon.verbs("intend")
    unreal = clauses.clause_label(candidate.verb) != "infinitive" or above.lemma_.lower() not in real
    return status == "hedged" or unreal


def _lasts(candidate: Candidate, in_caption: bool) -> bool:
    """Something that takes its time, told in the present or the perfect: "the epidemic has killed 300"."""
    form = clauses.tense(candidate.verb).name
    if in_caption or candidate.trigger.lemma_.lower() not in lexicon.verbs("lasting"):
        return False
    begun = candidate.supported and clauses.full_lemma(candidate.verb) in lexicon.verbs("begin")
    return form in ("present", "perfect") or (begun and form == "past")


def _of_verb(verb: Token, in_caption: bool) -> str:
    form = clauses.tense(verb)
    if form.modal == "would" and _told_later(verb):
        return "occurred"
    if form.name == "future" or _backshifted(verb, form):
        return "hedged" if _has_condition(verb) else "planned"
    if _hedged_here(verb, form):
        return "hedged"
    above = _from_above(verb, form)
    if above:
        return above
    if (
        form.name == "participle"
        and form.progressive
        and verb.dep_ in ("advcl", "acl", "conj")
        and verb.head.pos_ == "VERB"
    ):
        above_form = clauses.tense(verb.head)
        return "ongoing" if above_form.name == "present" and not in_caption else "occurred"
    if form.name == "present" and not in_caption:
        said = lexicon.verbs("speech") | lexicon.verbs("statement") | lexicon.verbs("punctual")
        saying = said - lexicon.verbs("punctual") if form.progressive else said  # "is asking everyone to see a doctor"
        return "occurred" if clauses.full_lemma(verb) in saying else "ongoing"
    if form.progressive and form.name in ("perfect", "present") and not in_caption:
        return "ongoing"
    acting = syntax.subject(verb)
    if form.name == "perfect" and acting is not None and acting.lemma_.lower() in lexicon.verbs("lasting"):
        return "ongoing"  # "the outbreak has killed 292": so far
    if form.name == "perfect" and syntax.is_passive(verb) and clauses.full_lemma(verb) in lexicon.verbs("holding"):
        return "ongoing"  # "the schools have been closed": and are
    if clauses.full_lemma(verb) in lexicon.verbs("continue") and form.name in ("perfect", "present"):
        return "ongoing"
    return "occurred"


def _backshifted(verb: Token, form: clauses.Tense) -> bool:
    """ "said he would visit": the future as a past report tells it."""
    above = clauses.chain(verb)[:1]
    return (
        form.modal == "would" and clauses.clause_label(verb) == "complement" and bool(above)
        and clauses.full_lemma(above[0]) in lexicon.verbs("speech") | lexicon.verbs("statement")
        and clauses.full_lemma(above[0]) not in lexicon.verbs("warn")
        and clauses.subordinator(verb) not in CONDITIONALS
    )  # fmt: skip


def _told_later(verb: Token) -> bool:
    """ "The army would later kill ten civilians": the past, told from before it."""
    return clauses.clause_label(verb) in ("main", "relative") and any(
        child.lower_ in LATER and child.dep_ == "advmod" for child in verb.children
    )


def _has_condition(verb: Token) -> bool:
    """ "Will be sent if the talks succeed"."""
    return any(
        clauses.subordinator(child) in CONDITIONALS - {"whether"}
        for child in syntax.children(verb, syntax.ADVERBIAL_CLAUSE)
    )


def _hedged_here(verb: Token, form: clauses.Tense) -> bool:
    if form.name == "modal" and form.modal in HEDGING_MODALS and not _backshifted(verb, form):
        return True
    if clauses.subordinator(verb) in CONDITIONALS or any(
        c.dep_ == "mark" and c.lower_ in CONDITIONALS for c in verb.children
    ):
        return True
    target = syntax.direct_object(verb)
    if (
        verb.lemma_.lower() in FINDING
        and target is not None
        and {child.lower_ for child in target.children} & UNCERTAIN
    ):
        return True  # "discovered the possible presence of …"
    if form.progressive and takers.under_accusation(verb) or _according_to_rumour(verb):
        return True
    return any(child.lower_ in HEDGING_ADVERBS and child.dep_ == "advmod" for child in verb.children)


def _according_to_rumour(verb: Token) -> bool:
    """ "According to unconfirmed reports, …"."""
    return any(
        preposition == "according" and {child.lower_ for child in noun.children} & HEDGING_ADJECTIVES
        for preposition, noun in syntax.prepositional(verb)
    )


def _from_above(verb: Token, form: clauses.Tense) -> str | None:
    """What the governing verbs make of an infinitive or a complement: planned, unreal, doubtful or denied."""
    current, bare = verb, form.name == "infinitive"
    opening = verb.left_edge.i - 1
    if form.name != "participle" and opening >= 0 and verb.doc[opening].lemma_.lower() in takers.UNREAL_NOUNS:
        return "hedged"  # "rumours he has been killed", whatever the tree says
    if verb.head.pos_ == "NOUN" and verb.dep_ in ("acl", *syntax.COMPLEMENT) and form.name != "participle":
        if verb.head.lemma_.lower() in takers.UNREAL_NOUNS:  # "rumours that he was killed", "a threat to strike"
            return "hedged"
        if clauses.subordinator(verb) == "that" and takers.is_mere_claim(verb.head):
            return "hedged"
        if bare and verb.head.lemma_.lower() in takers.PLANNED_NOUNS:
            return "planned"
    for above in clauses.chain(verb)[:3]:
        label = clauses.clause_label(current)
        lemma = clauses.full_lemma(above)
        if bare or label == "infinitive":
            if syntax.is_negated(above) or lemma in lexicon.verbs("deny"):
                return "denied"
            if lemma in lexicon.verbs("intend") | lexicon.verbs("imminent"):
                return "planned"
            if lemma in lexicon.verbs("doubt") or above.lemma_.lower() in HEDGING_ADJECTIVES:
                return "hedged"
            if lemma in lexicon.verbs("unreal"):
                return "hedged"
            if lemma in lexicon.verbs("speech") and syntax.is_passive(above) and label == "infinitive":
                return "hedged"  # "are said to have killed ten"
            if lemma in lexicon.verbs("begin") | lexicon.verbs("continue") and label == "infinitive":
                return "ongoing" if clauses.tense(above).name in ("present", "perfect") else _of_verb(above, False)
            if lemma not in lexicon.verbs("aspect") and label in ("adverbial", "reduced") and bare:
                return "planned"  # purpose: "troops moved in to retake the town"
            bare = clauses.tense(above).name == "infinitive"
            if not bare:
                return (
                    _of_verb(above, False) if above.pos_ == "VERB" and clauses.tense(above).name != "present" else None
                )
        elif label == "complement":
            if lemma in lexicon.verbs("deny"):
                return "denied"
            if lemma in lexicon.verbs("doubt") or syntax.is_negated(above):
                return "hedged"
            return None
        else:
            return None
        current = above
    return "hedged" if bare else None


def _denied(candidate: Candidate) -> bool:
    trigger, verb = candidate.trigger, candidate.verb
    if any(
        child.dep_ in ("det", "neg", "advmod") and child.lower_ in ("no", "not", "never") for child in trigger.children
    ):
        return True
    if candidate.nominal and not candidate.supported:
        return False
    subject = next(syntax.children(verb, syntax.SUBJECT), None)
    nobody = subject is not None and (
        subject.lower_ in ("nobody", "none", "nothing")
        or any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in subject.children)
    )
    return syntax.is_negated(verb) or nobody


def _called_off(candidate: Candidate) -> bool:
    """ "The evacuation was called off": what was to happen did not."""
    return takers.is_taken_by(candidate, "cancel")


def _is_core(noun: Token, verb: Token) -> bool:
    """Whether the noun is the verb's own subject or object, so that the verb's reality is the noun's."""
    return (
        noun.head == verb
        and noun.dep_ in (*syntax.SUBJECT, *syntax.OBJECT)
        and (
            clauses.full_lemma(verb)
            in lexicon.verbs("support")
            | lexicon.verbs("continue")
            | lexicon.verbs("deny")
            | lexicon.verbs("intend")
            | lexicon.verbs("end")
        )
    )
