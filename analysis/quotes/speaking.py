"""Who may be the source of a cue: that which the rules find, nobody, and every noun phrase near enough; with features.

For judge.py to choose from. As with readings.py, the first is what the rules take.
"""

from itertools import islice
from typing import NamedTuple

from spacy.tokens import Token

from analysis.language import syntax
from analysis.quotes import nouns, sources
from analysis.quotes.cues import Cue
from analysis.quotes.sources import NOMINAL, RELATIVES, Source

BEFORE, BEHIND = 50, 30  # tokens from the cue in which a source is looked for
MOST = 14  # noun phrases looked at, nearest first
OF_PHRASE = frozenset({"compound", "flat", "nummod", "det", "amod", "nmod:poss", "poss", "case", "fixed", "nmod:desc"})
CLIMB = 6  # heads above a verb that are looked at
STEPS = 3  # of a path through the parse that are told apart


class Option(NamedTuple):
    """Somebody, or nobody, who may be the source."""

    source: Source | None
    by_rule: bool
    rank: int  # noun phrases between it and the cue


def options(cue: Cue, by_rule: Source | None, first: int, last: int, quoted: bytearray) -> list[Option]:
    """The options of a cue in the sentence [first, last), that of the rules first, nobody among them."""
    doc = cue.verb.doc
    found = [Option(by_rule, True, 0)]
    if by_rule is not None:
        found.append(Option(None, False, 0))
    taken = {by_rule.head.i} if by_rule is not None else set()
    if cue.is_adverb:
        return found
    low, high = max(first, cue.start - BEFORE), min(last, cue.end + BEHIND)
    near = [t for t in doc[low:high] if _may_head(t) and not quoted[t.i] and not cue.start <= t.i < cue.end]
    near.sort(key=lambda t: cue.start - t.i if t.i < cue.start else t.i - cue.end + 1)
    for rank, token in enumerate(near[:MOST]):
        if token.i not in taken:
            taken.add(token.i)
            source = sources.phrase(token, cue, first, last, quoted)
            if not sources.is_clause(source):
                found.append(Option(source, False, rank))
    return found


def _may_head(token: Token) -> bool:
    named = bool(token.ent_type_) and token.is_alpha and token.text[0].isupper()
    if not (token.pos_ in NOMINAL or named) or token.lower_ in RELATIVES and not token.text.isupper():
        return False
    return token.dep_ not in OF_PHRASE or token.head.pos_ not in NOMINAL


def of_option(cue: Cue, option: Option, doc_quoted: bytearray) -> list[str]:
    """The features of an option."""
    source, verb = option.source, cue.verb
    shape = "phrase" if cue.is_phrase else "noun" if cue.noun is not None else f"{verb.tag_}&{cue.passive}"
    found = [f"rule={option.by_rule}", f"rule={option.by_rule}&cue={shape}"]
    if source is None:
        return [*found, "nobody", f"nobody&cue={shape}", f"nobody&lemma={cue.lemma}", f"nobody&dep={verb.dep_}",
                f"nobody&rule={option.by_rule}", f"nobody&start={verb.is_sent_start or cue.start == 0}"]  # fmt: skip
    head, doc = source.head, verb.doc
    before = head.i < cue.start
    side = "before" if before else "behind"
    between = doc[source.end : cue.start] if before else doc[cue.end : source.start]
    kind = nouns.naming_of(head.lower_) or head.ent_type_ or head.pos_
    path = _path(head, verb)
    found += [
        f"kind={kind}", f"kind={kind}&lemma={cue.lemma}", f"side={side}&cue={shape}", f"path={path}&side={side}",
        f"path={path}&cue={shape}", f"rank={option.rank}&side={side}", f"rank={option.rank}&cue={shape}",
        f"gap={min(len(between), 6)}&side={side}", f"dep={head.dep_}&side={side}", f"tag={head.tag_}&side={side}",
        f"rule={option.by_rule}&path={path}", f"rule={option.by_rule}&kind={kind}",
        f"holds verb={any(t.pos_ == 'VERB' for t in between)}&side={side}",
        f"comma={any(t.text == ',' for t in between)}&side={side}&cue={shape}",
        f"quotation between={any(doc_quoted[t.i] for t in between)}&side={side}",
        f"under={syntax.preposition(head)}&cue={shape}", f"sentence start={source.start == verb.sent.start}",
        f"holds cue={before and head in islice(verb.ancestors, CLIMB)}",
    ]  # fmt: skip
    if head.dep_ in syntax.SUBJECT and head.head.i != verb.i:
        found += [
            "subject of another",
            f"subject of another&between={min(head.i, verb.i) < head.head.i < max(head.i, verb.i)}",
        ]
    if doc[source.start - 1].text == "," and source.start > 0:
        found.append(f"behind comma&side={side}")
    return found


def _path(head: Token, verb: Token) -> str:
    """How the parse leads from the verb to the head: "nsubj", "^conj nsubj", or "far"."""
    up: list[str] = []
    at = verb
    for _step in range(STEPS):
        down: list[str] = []
        node = head
        for _level in range(STEPS):
            if node.i == at.i:
                return " ".join(up + down[::-1]) or "same"
            down.append(node.dep_)
            if node.head.i == node.i:
                break
            node = node.head
        if at.head.i == at.i:
            break
        up.append(f"^{at.dep_}")
        at = at.head
    return "far"
