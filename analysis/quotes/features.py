"""What is asked of a reading to tell whether it is what was said: of its cue, its edges, and how the parse hangs it.

Features are short strings ("lemma=say", "next=and"), so that the model can be read. Everything here is cheap: a
sentence has a few cues, a cue some twenty readings.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from analysis.language import syntax
from analysis.quotes import nouns
from analysis.quotes.contents import FINITE, Clause
from analysis.quotes.cues import Cue
from analysis.quotes.readings import Reading
from analysis.quotes.sources import Source

CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ"})
NEAR = 40  # tokens around a reading in which what hangs on it is looked for
LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35, 60)


def of_case(clause: Clause, options: Sequence[Reading], *, quoted: bool) -> list[list[str]]:
    """The features of "nothing is reported", then those of each reading."""
    nothing = [f"nothing&{feature}" for feature in of_cue(clause.cue, clause.source, quoted=quoted)]
    return [["nothing", *nothing], *(of_reading(clause, option) for option in options)]


def of_cue(cue: Cue, source: Source | None, *, quoted: bool) -> list[str]:
    """What tells whether anything is reported at all: verb, form, and who is its subject."""
    verb, listed = cue.verb, cue.listed
    tag = verb.tag_ if not cue.is_phrase else "phrase"
    found = [
        f"lemma={cue.lemma if listed else 'other'}", f"verb={verb.lemma_}", f"tag={tag}", f"dep={verb.dep_}",
        f"passive={cue.passive}", f"listed={listed}", f"quoted={quoted}", f"auxiliaries={cue.verb.i - cue.start}",
    ]  # fmt: skip
    found += [f"frame={frame}" for frame in sorted(cue.frames)] if listed else []
    found += [f"has={child.dep_}" for child in verb.children if child.dep_ not in ("punct", "dep")]
    speaks = _speaks(source)
    found += [f"source={speaks}", f"source={speaks}&listed={listed}", f"source={speaks}&lemma={cue.lemma}"]
    if source is not None:
        found.append(f"order={'inverted' if source.start >= cue.end else 'usual'}")
        found.append(f"apart={_length(abs(cue.start - source.end))}")
    if verb.i > 0:
        found.append(f"before={_shape(verb.doc[cue.start - 1]) if cue.start else 'start'}")
    return found


def of_reading(clause: Clause, reading: Reading) -> list[str]:
    """What tells one reading of a cue from the others."""
    cue, doc = clause.cue, clause.cue.verb.doc
    kind = reading.kind
    start, end = reading.ranges[0][0], reading.ranges[-1][1]
    size = sum(e - s for s, e in reading.ranges)
    found = [
        f"kind={kind}", f"kind={kind}&lemma={cue.lemma}", f"kind={kind}&rule={reading.by_rule}&cut={reading.cut}",
        f"rule={reading.by_rule}", f"cut={reading.cut}", f"ranges={len(reading.ranges)}", f"size={_length(size)}",
        f"kind={kind}&size={_length(size)}", f"kind={kind}&passive={cue.passive}",
    ]  # fmt: skip
    first, last = doc[start], doc[end - 1]
    side = "before" if end <= cue.start else "behind" if start >= cue.end else "around"
    found += [f"side={side}", f"first={_shape(first)}&side={side}", f"last={last.pos_}"]
    lead = _shape(doc[start - 1]) if start else "start"
    found += [f"lead={lead}&side={side}", f"gap={_length(start - cue.end)}" if side == "behind" else "gap=none"]
    beyond = _shape(doc[end]) if end < len(doc) else "end"
    found += [f"beyond={beyond}&side={side}", f"edge={'high' if end >= clause.high - 1 else 'inside'}&side={side}"]
    if end + 1 < len(doc):
        found.append(f"beyond={beyond}+{_shape(doc[end + 1])}")
    return found + _tree(clause, reading) + _inside(doc, reading)


def _tree(clause: Clause, reading: Reading) -> list[str]:
    """How the parse hangs the reading: its heads, what they hang on, and what of them stays outside."""
    doc, verb = clause.cue.verb.doc, clause.cue.verb
    inside = {i for s, e in reading.ranges for i in range(s, e)}
    heads = [doc[i] for i in sorted(inside) if doc[i].head.i not in inside or doc[i].head.i == i]
    heads = [token for token in heads if not token.is_punct and not token.is_space] or heads
    found = [f"heads={min(len(heads), 4)}"]
    if heads:
        head = max(heads, key=lambda token: token.right_edge.i - token.left_edge.i)
        on = "cue" if head.head.i == verb.i else "root" if head.head.i == head.i else "other"
        found += [f"head={head.dep_}&on={on}", f"head={head.pos_}&on={on}", f"cue on head={verb.head.i == head.i}"]
        finite = any(child.dep_ in syntax.SUBJECT for child in head.children)
        found.append(f"head={head.dep_}&subject={finite}&kind={reading.kind}")
        low, high = min(inside), max(inside) + 1
        around = (*range(max(head.left_edge.i, low - NEAR), low), *range(high, min(head.right_edge.i + 1, high + NEAR)))
        outside = [doc[i] for i in around if doc[i].head.i in inside and not doc[i].is_punct and not doc[i].is_space]
        outside = [t for t in outside if not clause.cue.start <= t.i < clause.cue.end]
        found += [f"left out={t.dep_}&{_shape(doc[t.left_edge.i])}" for t in outside[:3]] or ["left out=none"]
        found += [f"stranger={t.dep_}" for t in heads if t.i != head.i][:3]
    return found


def _inside(doc: Doc, reading: Reading) -> list[str]:
    """What stands in the reading: verbs, subjects, quotation marks, speech."""
    tokens = [doc[i] for s, e in reading.ranges for i in range(s, e)]
    verbs = [t for t in tokens if t.pos_ in FINITE and t.tag_ not in ("VB", "VBG", "VBN")]
    subjects = [t for t in tokens if t.dep_ in syntax.SUBJECT]
    marks = sum(t.is_quote for t in tokens)
    in_order = bool(verbs) and bool(subjects) and subjects[0].i < verbs[0].i
    return [
        f"verbs={min(len(verbs), 3)}&kind={reading.kind}",
        f"subject={bool(subjects)}&verb={bool(verbs)}",
        f"marks={'odd' if marks % 2 else 'even' if marks else 'none'}",
        f"commas={min(3, sum(t.text == ',' for t in tokens))}",
        f"semicolon={any(t.text == ';' for t in tokens)}",
        f"subject before verb={in_order}",
    ]


def _speaks(source: Source | None) -> str:
    """What kind of speaker a source is by its head alone."""
    if source is None:
        return "none"
    head = source.head
    if head.ent_type_:
        return head.ent_type_
    if head.pos_ == "PRON":
        return head.lower_
    return nouns.naming_of(head.lower_) or head.pos_


def _shape(token: Token) -> str:
    """A word of a closed class as it is, of an open one by its class."""
    return token.lower_ if token.pos_ in CLOSED else token.tag_


def _length(tokens: int) -> str:
    """How many tokens, by steps that grow."""
    return str(next((step for step in LENGTHS if tokens <= step), "more"))
