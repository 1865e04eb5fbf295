"""Every way in which the words of a cue can be read: what the rules would take, and more, for judge.py to choose from.

A reading is one or two token ranges. Each rule gives its own; the parse gives the clause or object it hangs on the
cue; each of them may also end, or begin, at a comma or a connector inside it. The first is what the rules alone take.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language import syntax
from analysis.quotes import contents
from analysis.quotes.contents import Clause, Content, Range

MOST_CUTS = 8  # places at which one range may be cut; keeps a sentence without end linear
CUT_WORDS = frozenset({",", ";", ":", "-", "–", "—", "--", "("})

NO_JOINTS = frozenset({"that", "of", "whether", "how", "what"})
"""Words that open a clause without which the verb or noun before them is left hanging."""


class Reading(NamedTuple):
    """One way to read the words of a cue."""

    ranges: tuple[Range, ...]
    kind: str  # which rule gives it: "behind that", "before", "object", …
    by_rule: bool  # what the rules alone would take
    cut: bool  # ends or begins inside what the rule gives
    content: Content | None  # what the rule says of it


def of(clause: Clause) -> list[Reading]:
    """The readings of a cue, that of the rules first, each once."""
    found: dict[tuple[Range, ...], Reading] = {}
    chosen = contents.read(clause)
    if chosen is not None:
        found[chosen.ranges] = Reading(chosen.ranges, _kind(chosen.reason), True, False, chosen)
    for kind, ranges in _whole(clause):
        found.setdefault(ranges, Reading(ranges, kind, False, False, None))
    for reading in list(found.values()):
        for ranges in _cuts(clause, reading):
            found.setdefault(ranges, Reading(ranges, reading.kind, False, True, None))
    return list(found.values())


def _kind(reason: str) -> str:
    """The rule behind a reason, without the verb it names."""
    return reason.split(" “")[0] + (" that" if reason.endswith("that”") else "")


def _whole(clause: Clause) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """What rules less trusted, and the parse, would take."""
    cue, doc = clause.cue, clause.cue.verb.doc
    end = contents.own_end(cue, clause.source)
    for rule in (contents.behind, contents.before, contents.object_of):
        content = rule(clause)
        if content is not None:
            yield _kind(content.reason), content.ranges
    start = contents.skip_adverbials(doc, cue.end, clause.high)
    own = contents.own_start(cue, clause.source)
    yield from _one("all behind", doc, start, clause.high)
    addressed = contents.skip_addressee(cue, start, clause.high)
    if addressed != start:
        yield from _one("all behind addressee", doc, addressed, clause.high)
    if end > start:
        yield from _one("all behind source", doc, end, clause.high)
    low = contents.behind_connector(doc, clause.low, own)
    yield from _one("all before", doc, low, own)
    for label, head in (("complement", syntax.speech_complement(cue.verb)), ("thing", syntax.direct_object(cue.verb))):
        if head is not None and head.i != cue.verb.head.i:
            yield from _one(label, doc, max(clause.low, head.left_edge.i), min(clause.high, head.right_edge.i + 1))
    if cue.passive:
        yield from _of_subject(clause)
    if cue.is_phrase and clause.source is not None:
        before, after = contents.tidy(doc, low, cue.start), contents.tidy(doc, clause.source.end, clause.high)
        if before is not None and after is not None:
            yield "around", (before, after)


def _of_subject(clause: Clause) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """The subject of a passive, alone and with what follows: "| six deaths | were reported | in Oleria |"."""
    cue, doc = clause.cue, clause.cue.verb.doc
    subject = syntax.subject(cue.verb)
    if subject is None or not clause.low <= subject.i < cue.start:
        return
    phrase = contents.tidy(doc, max(clause.low, subject.left_edge.i), min(cue.start, subject.right_edge.i + 1))
    rest = contents.tidy(doc, cue.end, clause.high)
    if phrase is not None:
        yield "subject", (phrase,)
        if rest is not None:
            yield "around passive", (phrase, rest)


def _one(kind: str, doc: Doc, start: int, end: int) -> Iterator[tuple[str, tuple[Range, ...]]]:
    kept = contents.tidy(doc, start, end)
    if kept is not None:
        yield kind, (kept,)


def _cuts(clause: Clause, reading: Reading) -> Iterator[tuple[Range, ...]]:
    """The reading with its last range ended earlier, or, before the cue, with its first begun later."""
    doc = clause.cue.verb.doc
    is_phrase = not any(t.dep_ in syntax.SUBJECT for s, e in reading.ranges for t in doc[s:e])
    start, end = reading.ranges[-1]
    if start >= clause.cue.start:
        for i in _joints(doc, start + 1, end, is_phrase):
            kept = contents.tidy(doc, start, i)
            if kept is not None:
                yield (*reading.ranges[:-1], kept)
    start, end = reading.ranges[0]
    if end <= clause.cue.start:
        for i in _joints(doc, start + 1, end, is_phrase):
            kept = contents.tidy(doc, contents.behind_connector(doc, i, end), end)
            if kept is not None:
                yield (kept, *reading.ranges[1:])


def _joints(doc: Doc, start: int, end: int, is_phrase: bool) -> list[int]:
    """Where a range may be cut: at commas and conjunctions; a phrase also at prepositions and participles."""
    return [i for i in range(start, end) if _is_joint(doc[i], is_phrase)][:MOST_CUTS]


def _is_joint(token: Token, is_phrase: bool) -> bool:
    if token.text in CUT_WORDS or token.pos_ == "CCONJ" or (token.pos_ == "SCONJ" and token.lower_ not in NO_JOINTS):
        return True
    before = token.doc[token.i - 1]
    if not is_phrase or before.text in CUT_WORDS or before.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    return token.pos_ == "ADP" and token.lower_ != "of" or token.tag_ == "VBG"
