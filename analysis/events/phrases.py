"""Noun phrases cut for a title: with what stands before the noun, without clauses, appositions and times."""

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.events import clauses
from analysis.events.candidates import RELATIVE_PRONOUNS
from analysis.language import syntax

NOT_IN_TITLE = frozenset(
    {"acl", "advcl", "conj", "cc", "parataxis", "punct", "nsubj", "nsubj:pass", "cop", "aux", "mark", "ccomp", "dep",
     "obl:unmarked", "nmod:unmarked", "nsubj:outer", "discourse", "vocative", "csubj", "case", "obl",
     *syntax.RELATIVE_CLAUSE, *syntax.APPOSITION, *syntax.ADVERBIAL_CLAUSE}
)  # fmt: skip
CAUSING = frozenset({"order", "find", "get", "have", "leave", "keep", "see", "want", "need", "declare", "hold", "make"})
"""Verbs whose object takes a participle that the verb brings about or finds: "ordered the streets cleared"."""
WANTING = frozenset({"order", "want", "need"})
NOTHING_WITHOUT_OF = frozenset(
    {"hundred", "thousand", "million", "billion", "dozen", "score", "number", "series", "group", "half", "part", "most",
     "third", "quarter", "majority", "lot", "tens", "ten", "percent", "member", "kind", "rest", "one", "some", "all",
     "many", "amount", "pair", "couple", "handful", "string", "wave", "share", "piece", "lives", "life", "end",
     "light", "wake", "face", "middle", "centre", "center", "course", "age", "result", "edge", "size", "level"}
)  # fmt: skip
"""Heads that name nothing without their "of"-phrase: "hundreds of thousands of people"."""
ONE_NAME = frozenset({"flat", "compound", "nummod", "goeswith", "fixed"})
CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april",
     "may", "june", "july", "august", "september", "october", "november", "december", "day", "week", "month", "year",
     "morning", "evening", "night", "afternoon", "time", "hour", "minute", "moment", "today", "yesterday", "noon",
     "midday", "midnight", "dawn", "dusk", "sunrise", "sunset", "weekend"}
)  # fmt: skip


def subject(verb: Token) -> Token | None:
    """The subject, seeing through relative pronouns and reduced clauses to the noun they stand for."""
    own = syntax.subject(verb)
    reduced = clauses.clause_label(verb) in ("relative", "reduced")
    if own is not None and own.lower_ in RELATIVE_PRONOUNS and own.tag_ in ("WP", "WDT") and not own.text.isupper():
        return (_antecedent(verb) if reduced else None) or before(own)
    if own is None and clauses.clause_label(verb) == "reduced":
        return _antecedent(verb)
    return None if own is None or is_time(own) else own


def before(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun follows, where the tree does not tell."""
    doc, i = pronoun.doc, pronoun.i - 1
    while i >= max(0, pronoun.i - 3) and (doc[i].is_punct or doc[i].is_space):
        i -= 1
    return doc[i] if i >= 0 and doc[i].pos_ in ("NOUN", "PROPN") else None


def _antecedent(verb: Token) -> Token | None:
    top = verb
    for _ in range(clauses.CLIMB_LIMIT):
        if top.dep_ not in clauses.CONJUNCT or top.head.i == top.i:
            break
        top = top.head
    someone = top.head.pos_ == "PRON" and top.head.tag_ == "NN"
    return top.head if top.head.i != top.i and (someone or top.head.pos_ in ("NOUN", "PROPN")) else None


def coordinated(noun: Token) -> list[Token]:
    """Nouns joined to this one by "and" or a comma."""
    return [child for child in noun.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")]


def is_time(noun: Token) -> bool:
    """Whether a noun is a word of the calendar."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in CALENDAR


def core(head: Token, *, prepositions: bool = True, only_of: bool = False, depth: int = 0) -> list[Token]:
    """The noun with what stands before it and, if wanted, its prepositional phrases, in the order of the text.

    `only_of` keeps the phrases with "of", which seldom can be missed.
    """
    tokens = [head]
    for child in head.children:
        if child.is_punct or child.is_space or depth >= clauses.CLIMB_LIMIT:
            continue
        preposition = syntax.preposition(child)
        measured = head.pos_ == "NUM" and child.dep_ == "nmod:unmarked" and child.i == head.i + 1 and not is_time(child)
        if measured or (preposition == "than" and child.dep_ == "obl"):
            tokens += child.subtree  # "11.2 metres", "more than a metre"
        elif child.dep_ in NOT_IN_TITLE:
            continue
        elif child.i < head.i:
            tokens += child.subtree
        elif child.dep_ in ONE_NAME:
            tokens += core(child, prepositions=prepositions, only_of=only_of, depth=depth + 1)
        elif (
            not is_time(child)
            and not set_off(child)
            and (preposition == "of" and (prepositions or _needs_of(head)) or prepositions and not only_of)
        ):
            tokens += _prepositional_phrase(child, depth + 1, prepositions=prepositions, only_of=only_of)
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


def set_off(child: Token) -> bool:
    """Behind a comma, so that the noun stands without it: "Bratislava, 55 km east of Vienna"."""
    first = child.left_edge
    return first.i > 0 and first.nbor(-1).text == "," and first.lower_ != "of"


def _needs_of(head: Token) -> bool:
    return head.pos_ in ("NUM", "PRON") or bool({head.lemma_.lower(), head.lower_} & NOTHING_WITHOUT_OF)


def _prepositional_phrase(child: Token, depth: int, *, prepositions: bool, only_of: bool) -> list[Token]:
    kept = {"prepositions": prepositions, "only_of": only_of}
    if child.dep_ == "prep":  # ClearNLP: the preposition stands above its noun
        nouns = syntax.children(child, {"pobj"})
        return [child, *(token for noun in nouns for token in core(noun, **kept, depth=depth))]
    if child.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        return []
    found = [*syntax.children(child, {"case"}), *core(child, **kept, depth=depth)]
    if syntax.preposition(child) == "between":  # "between A and B" is nothing without B
        for other in coordinated(child):
            found += [*syntax.children(other, {"cc"}), *core(other, depth=depth)]
    return found if syntax.preposition(child) else []


def words_of(tokens: Iterable[Token]) -> str:
    """The words of some tokens with the spaces between them, on one line."""
    ordered = [token for token in tokens if not token.is_space]
    pieces = []
    for token, following in zip(ordered, [*ordered[1:], None], strict=True):
        pieces.append(token.text)
        if following is not None and (token.whitespace_ or following.i != token.i + 1):
            pieces.append(" ")
    line = " ".join("".join(pieces).split())
    return line + ")" * (line.count("(") - line.count(")"))  # "A(H1N1" where the parse hung the rest elsewhere
