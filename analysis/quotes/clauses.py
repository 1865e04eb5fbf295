"""Several cues in one sentence: who shares a subject, and where the content of one ends for the sake of the next."""

from spacy.tokens import Doc

from analysis.language import syntax
from analysis.quotes import contents
from analysis.quotes.attribution import Reading
from analysis.quotes.contents import own_end, own_start
from analysis.quotes.cues import Cue
from analysis.quotes.sources import Source

LONGEST_CONTENT = 150  # tokens on either side of a cue; keeps sentences without end linear


def share_subjects(owned: list[tuple[Cue, Source | None]]) -> None:
    """A cue right behind "and" or "but" has the source of the cue before it ("said … but acknowledged")."""
    for position in range(1, len(owned)):
        cue, _source = owned[position]
        before, shared = owned[position - 1]
        if cue.verb.lower_.endswith("ing"):  # "reported that cases were counted, adding …": behind passives, too
            before, shared = next((pair for pair in reversed(owned[:position]) if pair[1]), (before, shared))
        if shared is not None and not before.is_phrase and _is_elliptic(cue) and _like(before, cue):
            owned[position] = (cue, shared)


def _is_elliptic(cue: Cue) -> bool:
    """Whether a conjunction, or a comma before a participle, stands where the subject would be."""
    doc = cue.verb.doc
    i = cue.start - 1
    while i > 0 and (doc[i].pos_ == "ADV" or doc[i].is_space or doc[i].is_quote):
        i -= 1
    if i <= 0 or cue.is_phrase or cue.is_adverb or cue.passive:
        return False
    if doc[i].pos_ == "CCONJ":
        return True
    return cue.verb.lower_.endswith("ing") and doc[i].text == ","


def _like(before: Cue, cue: Cue) -> bool:
    """Whether two cues may share a subject: the same tense, or the later one a participle."""
    return cue.verb.lower_.endswith("ing") or before.verb.tag_ == cue.verb.tag_ or before.verb.morph == cue.verb.morph


def low(owned: list[tuple[Cue, Source | None]], position: int, first: int) -> int:
    """Where content before a cue may begin: behind the cue before it, unless that stands inside this content."""
    cue, source = owned[position]
    first = max(first, cue.start - LONGEST_CONTENT)
    if position == 0:
        return first
    doc = cue.verb.doc
    if _is_elliptic(cue):
        return own_end(*owned[position - 1])
    start = own_start(cue, source)
    comma = doc[start - 1].text == "," if start > first else False
    return first if comma else own_end(*owned[position - 1])


def high(reading: Reading, owned: list[tuple[Cue, Source | None]], position: int, last: int) -> int:
    """Behind the last token of content after a cue: the next cue with the same or a level subject ends it."""
    doc = owned[position][0].verb.doc
    last = _stop(reading, owned[position][0].end, min(last, owned[position][0].end + LONGEST_CONTENT))
    last = _own_edge(*owned[position], last)
    for later, (cue, source) in enumerate(owned[position + 1 :], start=position + 1):
        start = own_start(cue, source)
        if start > last:
            break
        if source is not None and source is owned[position][1]:
            return _back_over_connector(doc, cue.start)
        if cue.is_phrase and doc[cue.start - 1].text == ",":
            return cue.start - 1
        if source is not None and source.start < cue.start and _is_level(doc, start):
            return _back_over_connector(doc, start)
        if (
            later == len(owned) - 1
            and start > 0
            and doc[start - 1].text == ","
            and _ends_sentence(doc, own_end(cue, source), last)
        ):
            return start - 1
    return last


def _own_edge(cue: Cue, source: Source | None, last: int) -> int:
    """Where the parse ends the relative clause or the noun that reports: "X, who said that it broke, | left"."""
    verb = cue.verb
    led = source is not None and any(t.lower_ in ("who", "which") for t in verb.doc[source.end : cue.start])
    hangs = cue.is_nominal or (led and verb.dep_ in syntax.RELATIVE_CLAUSE)
    return min(last, verb.right_edge.i + 1) if hangs and verb.right_edge.i > cue.end + 1 else last


def _stop(reading: Reading, start: int, last: int) -> int:
    """The first full stop behind a cue that stands in no quotation: a sentence that the parse ran on ends there."""
    doc = reading.document.doc
    return next((i for i in range(start, last) if doc[i].text in (".", "?", "!") and not reading.quoted[i]), last)


def _is_level(doc: Doc, start: int) -> bool:
    """Whether a clause that begins here stands beside the one before and not in it."""
    before = doc[start - 1] if start > 0 else None
    if before is None:
        return False
    if before.text == ";" or before.lower_ in contents.BREAKS:
        return True
    return before.pos_ == "CCONJ" and start > 1 and doc[start - 2].text == ","


def _ends_sentence(doc: Doc, start: int, last: int) -> bool:
    return not any(doc[i].pos_ in contents.FINITE for i in range(start, last))


def _back_over_connector(doc: Doc, start: int) -> int:
    i = start - 1
    while i > 0 and (doc[i].pos_ in ("CCONJ", "ADV", "SCONJ") or doc[i].text in (",", ";") or doc[i].is_space):
        i -= 1
    return i + 1
