"""What a cue introduces: the words reported, as token ranges of its sentence.

Works sentence by sentence on the parse and the order of words; quotation marks are handled by linking.py,
which asks here only where no quotation stands beside the cue.
"""

from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language import syntax
from analysis.quotes import speech_nouns
from analysis.quotes.cues import Cue
from analysis.quotes.sources import NOMINAL, Source

Range = tuple[int, int]

STOPS = frozenset({".", "!", "?", ",", ";", ":", "-", "–", "—"})
BREAKS = frozenset({"while", "whereas", "although", "though"})
TIME_WORDS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
                        "yesterday", "earlier", "later", "also", "recently", "then", "again", "publicly", "repeatedly",
                        "further", "tonight", "now", "already", "separately", "simply", "only"})  # fmt: skip
TOLD_OF_THINGS = frozenset({"say", "report", "claim", "allege", "describe", "announce", "accuse", "call", "dub"})
"""Verbs whose passive reports what its subject undergoes ("six deaths were reported", "is said to have left")."""
FINITE = frozenset({"VERB", "AUX"})
TAKEN_UP = frozenset({"this", "that", "it", "these", "those", "both"})
"""What stands for words told before: "denied this"."""


class Content(NamedTuple):
    """Reported words as token ranges, with how sure the reading is and why."""

    ranges: tuple[Range, ...]
    confidence: float
    reason: str


class Clause(NamedTuple):
    """A cue with its source and the stretch of the sentence that is its own to read."""

    cue: Cue
    source: Source | None
    low: int  # first token that may be content before the cue
    high: int  # behind the last token that may be content after it


def read(clause: Clause) -> Content | None:
    """The content of a cue without a quotation beside it, or None where nothing is reported."""
    cue = clause.cue
    if cue.is_adverb:
        return _around_adverb(clause)
    if cue.is_nominal:
        return _behind_noun(clause)
    if cue.is_phrase:
        return _beside_phrase(clause)
    if cue.passive and clause.source is None:
        return _passive(clause)
    return behind(clause) or before(clause) or object_of(clause)


def _behind_noun(clause: Clause) -> Content | None:
    """What a noun reports: "a statement that …", "claims of …", "calls for …"."""
    cue, doc = clause.cue, clause.cue.verb.doc
    start = speech_nouns.content_start(doc, cue.verb, clause.high)
    if start is None:
        return None
    if doc[start - 1].lower_ == "that":
        return _content(doc, start, clause.high, 0.65, f"clause behind the noun “{cue.lemma}”")
    end = min(clause.high, max(cue.verb.right_edge.i + 1, start + 1))
    return _content(doc, start, end, 0.5, f"words behind the noun “{cue.lemma}”")


def own_start(cue: Cue, source: Source | None) -> int:
    """Where the clause of a cue begins: with its source or with itself."""
    return min(cue.start, source.start) if source is not None else cue.start


def own_end(cue: Cue, source: Source | None) -> int:
    """Behind the cue, or behind its source where the order is inverted."""
    return max(cue.end, source.end) if source is not None else cue.end


def tidy(doc: Doc, start: int, end: int) -> Range | None:
    """The range without stops and spaces at its edges; closing quotation marks stay."""
    while start < end and (doc[start].is_space or doc[start].text in STOPS or doc[start].text in ("that",)):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in STOPS):
        end -= 1
    return (start, end) if end > start else None


def has_verb(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb stands in the stretch."""
    return any(doc[i].pos_ in FINITE for i in range(start, end))


def behind(clause: Clause) -> Content | None:
    """A clause or an infinitive behind the cue: "said that …", "said …", "urged them to …"."""
    cue, doc = clause.cue, clause.cue.verb.doc
    if clause.source is not None and clause.source.start >= cue.end:
        return None
    start = skip_adverbials(doc, cue.end, clause.high)
    addressee_end = skip_addressee(cue, start, clause.high)
    if "infinitive" in cue.frames or "promise" in cue.frames:
        to = _infinitive(doc, addressee_end, clause.high)
        if to is not None and ("promise" not in cue.frames or to <= start + 1):
            return _content(doc, to, clause.high, 0.8, f"infinitive behind “{cue.lemma}”")
    if cue.frames & {"as", "naming"}:
        return _predication(clause, start)
    if not cue.frames & {"clause"}:
        return None
    that = _that(doc, start, clause.high) or _that_behind_aside(doc, start, clause.high)
    if that is not None:
        return _content(doc, that + 1, clause.high, 0.9, f"clause behind “{cue.lemma} that”")
    if start < clause.high and doc[start].lower_ == "to":
        return None
    start = _skip_parenthesis(doc, start, clause.high)
    complement = syntax.speech_complement(cue.verb)
    behind = complement is not None and cue.end <= complement.i < clause.high
    begins = addressee_end if "addressee" in cue.frames else start
    if begins < clause.high and doc[begins].text == "," and not behind:
        return None
    if behind or _clause_follows(doc, begins, clause.high):
        if _before_is_clause(clause) and not behind:
            return None
        return _content(doc, begins, clause.high, 0.75, f"clause behind “{cue.lemma}”")
    return None


def _content(doc: Doc, start: int, end: int, confidence: float, reason: str) -> Content | None:
    kept = tidy(doc, start, end)
    return Content((kept,), confidence, reason) if kept is not None else None


def skip_adverbials(doc: Doc, start: int, high: int) -> int:
    """Behind words of time right after the cue ("said Wednesday that")."""
    i = start
    while i < high and (doc[i].lower_ in TIME_WORDS or doc[i].is_space):
        i += 1
    return i if i < high else start


def skip_addressee(cue: Cue, start: int, high: int) -> int:
    """Behind the person spoken to ("told reporters"), for verbs that take one."""
    if "addressee" not in cue.frames:
        return start
    doc = cue.verb.doc
    for child in cue.verb.children:
        if start <= child.i < high and child.dep_ in (*syntax.OBJECT, *syntax.INDIRECT_OBJECT):
            span = syntax.noun_phrase(child)
            return min(max(span.end, child.i + 1), high)
    i = start
    while i < high and doc[i].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
        i += 1
    if i == start and i < high and doc[i].pos_ == "PRON":
        i += 1
    return i


def _skip_parenthesis(doc: Doc, start: int, high: int) -> int:
    """Behind an aside between commas right after the cue ("agree, based on the voice, it was …")."""
    if start >= high or doc[start].text != ",":
        return start
    for i in range(start + 1, min(high, start + 16)):
        if doc[i].text == ",":
            return i + 1 if _clause_follows(doc, i + 1, high) else start
        if any(child.dep_ in syntax.SUBJECT for child in doc[i].children) and doc[i].pos_ in FINITE:
            return start
    return start


def _infinitive(doc: Doc, start: int, high: int) -> int | None:
    """Where "to …" or "not to …" begins among the next words."""
    for i in range(start, min(high, start + 12)):
        word = doc[i].lower_
        if word == "to" and i + 1 < high and doc[i + 1].pos_ in ("VERB", "AUX", "ADV"):
            return i - 1 if i > start and doc[i - 1].lower_ in ("not", "never") else i
        if (doc[i].pos_ in FINITE and not doc[i].text.isupper()) or doc[i].text in (".", ";", ":"):
            return None  # "IS", all capitals, is more often a name than a verb
    return None


def _that(doc: Doc, start: int, high: int) -> int | None:
    """The conjunction "that" before the first verb of the stretch."""
    for i in range(start, min(high, start + 25)):
        token = doc[i]
        if token.lower_ == "that" and (
            token.dep_ == "mark" or token.pos_ == "SCONJ" or _opens_clause(doc, start, i, high)
        ):
            return i
        if token.pos_ in FINITE:
            return None
    return None


def _that_behind_aside(doc: Doc, start: int, high: int) -> int | None:
    """The conjunction behind an aside between commas: "agreed, going by what it holds, that …"."""
    if start + 1 >= high or doc[start].text != "," or doc[start + 1].tag_ not in ("VBG", "VBN"):
        return None
    ends = (i for i in range(start + 1, min(high - 1, start + 25)) if doc[i].text == ",")
    end = next(ends, None)
    return end + 1 if end is not None and doc[end + 1].lower_ == "that" else None


def _opens_clause(doc: Doc, start: int, that: int, high: int) -> bool:
    """Whether "that", tagged as a pronoun, opens a clause: no noun before it that it could take up, one behind it."""
    if that + 1 >= high or doc[that + 1].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"):
        return False
    return that == start or doc[start].pos_ == "ADP"


def _clause_follows(doc: Doc, start: int, high: int) -> bool:
    """Whether a noun and a finite verb come, in this order, without a comma at once."""
    noun = False
    for i in range(start, high):
        token = doc[i]
        if i == start and (
            token.text in STOPS or token.pos_ == "ADP" or token.lower_ in ("when", "after", "while", "as")
        ):
            return False
        if token.pos_ in NOMINAL:
            noun = True
        if token.pos_ in FINITE and noun and any(c.dep_ in syntax.SUBJECT for c in token.children):
            return True
    return False


def _before_is_clause(clause: Clause) -> bool:
    """Whether a clause and a comma stand right before the cue's own words ("Six died, the ministry said")."""
    doc = clause.cue.verb.doc
    start = own_start(clause.cue, clause.source)
    i = start - 1
    while i >= clause.low and doc[i].is_space:
        i -= 1
    return i > clause.low and doc[i].text == "," and has_verb(doc, clause.low, i)


def before(clause: Clause) -> Content | None:
    """A clause before the cue, or one around it: "…, the ministry said", "The talks, he said, failed"."""
    cue, doc = clause.cue, clause.cue.verb.doc
    if not cue.frames & {"clause", "quote"}:
        return None
    start = own_start(cue, clause.source)
    i = start - 1
    while i >= clause.low and doc[i].is_space:
        i -= 1
    if i <= clause.low or doc[i].text not in (",", "–", "—", "--"):
        return None
    before = tidy(doc, behind_connector(doc, clause.low, i), i)
    if before is None:
        return None
    if has_verb(doc, *before):
        return Content((before,), 0.8, f"clause before “{cue.lemma}”")
    end = own_end(cue, clause.source)
    if end < clause.high and doc[end].text == ",":
        after = tidy(doc, end, clause.high)
        if after is not None and has_verb(doc, *after):
            return Content((before, after), 0.7, f"clause around “{cue.lemma}”")
    return None


def behind_connector(doc: Doc, start: int, end: int) -> int:
    """Behind "But", "And", "However," at the beginning of a sentence."""
    while start < end and (
        doc[start].is_space or doc[start].pos_ == "CCONJ" or doc[start].lower_ in ("however", "meanwhile")
    ):
        start += 1
    return start


def object_of(clause: Clause) -> Content | None:
    """A noun phrase that is the words reported: "reported 484 deaths"."""
    cue, doc = clause.cue, clause.cue.verb.doc
    if "object" not in cue.frames:
        return None
    start = skip_adverbials(doc, cue.end, clause.high)
    if clause.source is not None and clause.source.start >= cue.end:
        return None
    if start >= clause.high or doc[start].text in STOPS or doc[start].pos_ in ("SCONJ", "CCONJ"):
        return None
    if doc[start].pos_ == "ADP" and doc[min(start + 1, len(doc) - 1)].lower_ not in ("least", "most", "about"):
        return None
    if doc[start].lower_ in TAKEN_UP and "pronoun" in cue.frames and _ends_phrase(doc, start + 1, clause.high):
        return Content(((start, start + 1),), 0.7, f"“{doc[start].text}”, told before, is what “{cue.lemma}” is about")
    if doc[start].pos_ == "PRON" and doc[start].dep_ not in ("nmod:poss", "poss"):
        return None
    thing = syntax.direct_object(cue.verb)
    if thing is None or not start <= thing.i < clause.high:
        begins = min(start + 1, clause.high - 1) if doc[start].is_quote and " " in cue.lemma else start
        if doc[begins].pos_ not in ("NOUN", "DET", "NUM", "ADJ", "PROPN", "VERB", "PRON", "ADP"):
            return None
        return _content(doc, start, clause.high, 0.5, f"words behind “{cue.lemma}”")
    return _content(doc, start, _object_end(doc, thing, clause.high), 0.65, f"object of “{cue.lemma}”")


def takes_up(clause: Clause, content: Content) -> bool:
    """Whether the content is a pronoun for words told before."""
    start, end = content.ranges[0]
    return "pronoun" in clause.cue.frames and end == start + 1 and clause.cue.verb.doc[start].lower_ in TAKEN_UP


def _ends_phrase(doc: Doc, at: int, high: int) -> bool:
    """Whether no noun follows that a "this" could belong to."""
    return at >= high or doc[at].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")


def _object_end(doc: Doc, thing: Token, high: int) -> int:
    """Behind the object and what follows it up to a comma outside it."""
    end = min(high, thing.right_edge.i + 1)
    while end < high and doc[end].text not in STOPS:
        end += 1
    return end


def _predication(clause: Clause, start: int) -> Content | None:
    """ "described it as …", "called it …": object and predicate together."""
    doc = clause.cue.verb.doc
    if start >= clause.high or doc[start].text in STOPS:
        return None
    if "as" in clause.cue.frames and not any(
        doc[i].lower_ in ("as", "of") for i in range(start, min(clause.high, start + 40))
    ):
        return None
    return _content(
        doc, start, clause.high, 0.65, f"words with which “{clause.cue.lemma}” tells what something is called"
    )


def _beside_phrase(clause: Clause) -> Content | None:
    """The rest of the sentence that "according to …" stands in."""
    cue, doc = clause.cue, clause.cue.verb.doc
    if clause.source is None:
        return None
    ranges = []
    before = tidy(doc, behind_connector(doc, clause.low, cue.start), cue.start)
    after = tidy(doc, clause.source.end, clause.high)
    if before is not None and (has_verb(doc, *before) or before[1] - before[0] > 3):
        ranges.append(before)
        if has_verb(doc, *before):
            after = None
    elif before is not None and after is not None:
        ranges.append(before)
    if after is not None and after[1] - after[0] > 1:
        ranges.append(after)
    return Content(tuple(ranges), 0.85, "clause beside “according to”") if ranges else None


def _around_adverb(clause: Clause) -> Content | None:
    """The clause that "reportedly" stands in, without it."""
    cue, doc = clause.cue, clause.cue.verb.doc
    head = cue.verb.head
    low, high = max(clause.low, head.left_edge.i), min(clause.high, head.right_edge.i + 1)
    ranges = [r for r in (tidy(doc, behind_connector(doc, low, cue.start), cue.start), tidy(doc, cue.end, high)) if r]
    return Content(tuple(ranges), 0.6, f"clause with “{cue.lemma}”") if ranges else None


def _passive(clause: Clause) -> Content | None:
    """ "It was said that …", "… were reported", "are urged to …": nobody is named."""
    cue, doc = clause.cue, clause.cue.verb.doc
    start = skip_adverbials(doc, cue.end, clause.high)
    if "infinitive" in cue.frames:
        to = _infinitive(doc, start, clause.high)
        return (
            _content(doc, to, clause.high, 0.7, f"infinitive behind the passive of “{cue.lemma}”")
            if to is not None
            else None
        )
    that = _that(doc, start, clause.high)
    if that is not None:
        return _content(doc, that + 1, clause.high, 0.7, f"clause behind the passive of “{cue.lemma} that”")
    subject = syntax.subject(cue.verb)
    if subject is None or not clause.low <= subject.i < cue.start or subject.lower_ == "it":
        return None
    if cue.lemma not in TOLD_OF_THINGS:
        return None
    phrase = (max(clause.low, subject.left_edge.i), cue.start)
    ranges = [r for r in (tidy(doc, *phrase), tidy(doc, start, clause.high)) if r]
    return Content(tuple(ranges), 0.5, f"clause around the passive of “{cue.lemma}”") if ranges else None
