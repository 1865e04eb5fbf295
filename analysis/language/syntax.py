"""Questions of syntax, answered for two label schemes.

Our model speaks Universal Dependencies, spaCy's own English models ClearNLP. Labels that mean the same
stand side by side here and nowhere else.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

SUBJECT = frozenset({"nsubj", "nsubj:outer", "csubj", "nsubjpass", "nsubj:pass", "csubj:pass", "csubjpass"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "nsubj:pass", "csubj:pass", "csubjpass"})
OBJECT = frozenset({"obj", "dobj"})
INDIRECT_OBJECT = frozenset({"iobj", "dative"})
COMPLEMENT = frozenset({"ccomp", "parataxis"})
OPEN_COMPLEMENT = frozenset({"xcomp"})
AUXILIARY = frozenset({"aux", "aux:pass", "auxpass"})
PASSIVE_AUXILIARY = frozenset({"aux:pass", "auxpass"})
RELATIVE_CLAUSE = frozenset({"acl:relcl", "relcl"})
APPOSITION = frozenset({"appos"})
ADVERBIAL_CLAUSE = frozenset({"advcl", "advcl:relcl"})
NEGATION_WORDS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})


def children(token: Token, labels: Iterable[str]) -> Iterator[Token]:
    """Direct dependents of `token` with one of these labels, in the order of the text."""
    return (child for child in token.children if child.dep_ in labels)


def subject(verb: Token) -> Token | None:
    """The head of the verb's subject; a conjoined verb without one borrows the first verb's ("said … and added")."""
    own = next(children(verb, SUBJECT), None)
    if own is not None:
        return own
    if verb.dep_ in ("conj", "xcomp") and verb.head.i != verb.i:
        return subject(verb.head)
    return None


def direct_object(verb: Token) -> Token | None:
    """The head of the verb's direct object."""
    return next(children(verb, OBJECT), None)


def speech_complement(verb: Token) -> Token | None:
    """The head of the clause a speech verb introduces or follows ("said *that …*", "*…*, she said").

    Where the parser made the speech verb a parenthesis inside what is said, that clause is its head.
    """
    own = next(children(verb, COMPLEMENT), None)
    if own is not None:
        return own
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        return verb.head
    return next(children(verb, OPEN_COMPLEMENT), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive ("was quoted", "is said")."""
    return any(child.dep_ in PASSIVE_AUXILIARY or child.dep_ in PASSIVE_SUBJECT for child in verb.children)


def agent(verb: Token) -> Token | None:
    """The head of "by …" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ == "agent":
            return next(children(child, {"pobj"}), None)
        if child.dep_ == "obl" and is_passive(verb) and preposition(child) == "by":
            return child
    return None


def preposition(noun: Token) -> str | None:
    """The preposition a noun stands under, lower case: UD hangs it below the noun, ClearNLP above."""
    if noun.dep_ == "pobj":
        return noun.head.lower_
    case = next((child for child in noun.children if child.dep_ == "case"), None)
    return case.lower_ if case is not None else None


def prepositional(head: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) for every prepositional phrase that hangs on `head`."""
    for child in head.children:
        if child.dep_ == "prep":
            for noun in children(child, {"pobj"}):
                yield child.lower_, noun
        elif child.dep_ in ("obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked"):
            case = preposition(child)
            if case:
                yield case, child


def is_negated(verb: Token) -> bool:
    """Whether the verb carries a negation."""
    return any(
        child.dep_ == "neg" or (child.dep_ in ("advmod", "det", "cc:preconj") and child.lower_ in NEGATION_WORDS)
        for child in verb.children
    )


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliary verbs of `verb`, in the order of the text."""
    return list(children(verb, AUXILIARY))


def phrase(head: Token) -> Span:
    """The whole phrase below `head` as one stretch, without punctuation and spaces at its ends."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return doc[start:end]


def noun_phrase(head: Token) -> Span:
    """The phrase below a noun without relative clauses, appositions and what follows them."""
    stop = {*RELATIVE_CLAUSE, *APPOSITION, "acl", "conj", "cc", "parataxis", "punct", *ADVERBIAL_CLAUSE}
    members = {head.i}
    stack = [child for child in head.children if child.dep_ not in stop]
    while stack:
        token = stack.pop()
        members.update(part.i for part in token.subtree)
    start, end = min(members), max(members) + 1
    doc = head.doc
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return doc[start:end]
