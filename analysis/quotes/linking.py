"""Content, cue and source brought together: the attributions of an article, without who the speakers are.

Quotation marks first: a quotation belongs to the cue that touches it (quoted.py). Then clauses beside the
remaining cues (contents.py). Then quotations without a cue of their own (floating.py).
"""

from analysis import lexicons, schema
from analysis.document import Document
from analysis.quotes import clauses, contents, cues, sources, turns
from analysis.quotes.attribution import WORD, Attribution, Reading, read_marks
from analysis.quotes.choosing import Chooser, Rules
from analysis.quotes.contents import Clause
from analysis.quotes.cues import Cue
from analysis.quotes.floating import floating
from analysis.quotes.quoted import with_quotation
from analysis.quotes.sources import Source

LONGEST_SENTENCE = 250  # tokens
NOBODY = frozenset({"nobody", "none"})  # "nobody told them why": nothing was told
LEAST_NESTED = 0.6  # confidence; what is told inside what is told is rarer, and less often meant
UNCLOSED = 0.6  # confidence at most where a quotation mark is never closed
CAPITALS = 0.6  # how much of the confidence is kept where all is in capitals


def find(document: Document, chooser: Chooser) -> list[Attribution]:
    """All attributions in the order of their first content."""
    reading = read_marks(document)
    claimed: set[int] = set()
    found = turns.find(reading, claimed)
    for number in range(len(document.sentences)):
        tokens = document.sentence_tokens(number)
        if tokens.end - tokens.start <= LONGEST_SENTENCE:
            found += _sentence(reading, tokens.start, tokens.end, claimed, chooser)
            continue
        for start in range(tokens.start, tokens.end, LONGEST_SENTENCE):  # no sentence of print: in pieces, by the rules
            found += _sentence(reading, start, min(start + LONGEST_SENTENCE, tokens.end), claimed, Rules())
    found += floating(reading, found, claimed)
    found.sort(key=lambda a: (a.content[0][0], -a.content[-1][1]))
    _mark_nested(found)
    return [each for each in found if not each.nested or each.confidence >= LEAST_NESTED]


def _sentence(reading: Reading, first: int, last: int, claimed: set[int], chooser: Chooser) -> list[Attribution]:
    """The attributions whose cue stands in one sentence."""
    here = cues.find(reading.document, first, last, reading.quoted)
    owned = _with_sources(here, first, last, reading.quoted, chooser)
    owned = [pair for pair in owned if not _calls_nothing(pair, first, last)]
    found: list[Attribution | None] = []
    for position, (cue, source) in enumerate(owned):
        clause = Clause(cue, source, clauses.low(owned, position, first), clauses.high(reading, owned, position, last))
        attribution = with_quotation(reading, clause, first, last, claimed)
        if attribution is not None:
            found += [attribution, _behind_colon(reading, clause)]
        else:
            found.append(_without_quotation(reading, clause, chooser))
    found += _proposed(reading, first, last, here, chooser) if chooser.proposes else []
    found += _at_second_hand(reading, first, last, chooser)
    return [_unsure_of_capitals(each) for each in found if each is not None]


def _unsure_of_capitals(attribution: Attribution) -> Attribution:
    """Less sure where all is in capitals: the tagger and the parser are at a loss there."""
    if attribution.cue is not None and cues.is_shouted(attribution.cue.verb):
        attribution.confidence *= CAPITALS
    return attribution


def _with_sources(
    here: list[Cue], first: int, last: int, quoted: bytearray, chooser: Chooser
) -> list[tuple[Cue, Source | None]]:
    """Cues with their sources; one without a subject of its own may share that of the cue before it."""
    owned = [(cue, sources.find(cue, first, last, quoted)) for cue in here]
    clauses.share_subjects(owned)
    owned = [(cue, chooser.source(cue, source, first, last, quoted)) for cue, source in owned]
    return [(cue, source) for cue, source in owned if source is None or source.head.lower_ not in NOBODY]


def _proposed(reading: Reading, first: int, last: int, here: list[Cue], chooser: Chooser) -> list[Attribution | None]:
    """What verbs that no list holds report."""
    found: list[Attribution | None] = []
    for cue in cues.proposals(reading.document, first, last, reading.quoted, here):
        for owner in (owned := _with_sources([cue], first, last, reading.quoted, chooser)):
            clause = Clause(*owner, clauses.low(owned, 0, first), clauses.high(reading, owned, 0, last))
            found.append(_without_quotation(reading, clause, chooser))
    return found


def _at_second_hand(reading: Reading, first: int, last: int, chooser: Chooser) -> list[Attribution | None]:
    """What is reported inside a quotation: in marks of its own, or, where the chooser is asked, without."""
    found: list[Attribution | None] = []
    claimed: set[int] = set()
    for low, high in reading.quoted_stretches(first, last):
        number = reading.owner[low]
        low += low == reading.first_token(number)  # without the marks
        high -= reading.quotations[number].closed and high - 1 == reading.last_token(number)
        here = cues.find(reading.document, low, high, reading.unquoted)
        owned = _with_sources(here, low, high, reading.unquoted, chooser)
        for position, (cue, source) in enumerate(owned):
            end = min(high, cue.end + clauses.LONGEST_CONTENT)
            clause = Clause(cue, source, clauses.low(owned, position, low), end)
            attribution = with_quotation(reading.inner, clause, low, high, claimed)
            if attribution is None and chooser.proposes:
                attribution = _without_quotation(reading, clause, chooser, quoted=True)
            found.append(attribution)
    return found


def _calls_nothing(pair: tuple[Cue, Source | None], first: int, last: int) -> bool:
    """Whether a verb of describing or calling stands without what it calls things: "what they described was …"."""
    cue, source = pair
    only_calls = bool(cue.frames & {"as", "naming"}) and not cue.frames & {"clause", "quote", "infinitive", "object"}
    return only_calls and not cue.passive and contents.read(Clause(cue, source, first, last)) is None


def _behind_colon(reading: Reading, clause: Clause) -> Attribution | None:
    """What goes on behind a colon after a quotation and its cue: ""It is over," she said: all three had signed."."""
    doc = reading.document.doc
    end = contents.own_end(clause.cue, clause.source)
    if end >= clause.high or doc[end].text != ":" or any(reading.quoted[end : clause.high]):
        return None
    kept = contents.tidy(doc, end, clause.high)
    if kept is None or not contents.has_verb(doc, *kept):
        return None
    span = char_span(reading, *kept)
    return Attribution((span,), "indirect", clause.cue, clause.source, 0.7, f"clause behind “{clause.cue.lemma}:”")


def _without_quotation(
    reading: Reading, clause: Clause, chooser: Chooser, *, quoted: bool = False
) -> Attribution | None:
    content = chooser.content(clause, quoted=quoted)
    if content is None:
        return None
    cue = clause.cue
    doc, text = reading.document.doc, reading.document.text
    spans = tuple(char_span(reading, start, end, quoted=quoted) for start, end in content.ranges)
    marks = reading.inner.quoted if quoted else reading.quoted
    said = [marks[i] for start, end in content.ranges for i in range(start, end) if doc[i].is_alpha]
    kind = "indirect" if not any(said) else "direct" if all(said) else "mixed"
    if not any(WORD.search(text, start, end) for start, end in spans) or _asks_for_anonymity(text, reading, cue, spans):
        return None
    owners = {reading.owner[i] for start, end in content.ranges for i in range(start, end)} - {-1}
    closed = all(reading.quotations[number].closed for number in owners)
    confidence = content.confidence if closed else min(content.confidence, UNCLOSED)
    return Attribution(spans, kind, cue, clause.source, confidence, content.reason)


def _asks_for_anonymity(text: str, reading: Reading, cue: Cue, spans: tuple[schema.Span, ...]) -> bool:
    """Whether cue and content together only give the ground for anonymity ("asked not to be named")."""
    cue_at = reading.document.doc[cue.start].idx
    asked = text[cue_at : min(spans[-1][1], cue_at + 80)].lower()
    return any(phrase in asked for phrase in lexicons.words("anonymity", "phrase", shown="ground"))


def char_span(reading: Reading, start: int, end: int, *, quoted: bool = False) -> schema.Span:
    """Offsets of a token range; one that ends in a quotation goes on to its closing mark, unless all is `quoted`."""
    doc = reading.document.doc
    if not quoted and end < len(doc) and reading.quoted[end - 1] and reading.owner[end] == reading.owner[end - 1]:
        end = reading.last_token(reading.owner[end]) + 1
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def _mark_nested(found: list[Attribution]) -> None:
    """Those whose cue and content lie in another one's content. `found` is sorted by beginning, longest first."""
    open_spans: list[tuple[schema.Span, Attribution]] = []
    for attribution in found:
        start, end = attribution.content[0][0], attribution.content[-1][1]
        open_spans = [(span, a) for span, a in open_spans if span[1] > start]
        cue_at = attribution.cue.verb.idx if attribution.cue is not None else start
        around = [
            outer
            for span, outer in open_spans
            if span[0] <= start and end <= span[1] and span[0] <= cue_at < span[1] and outer is not attribution
        ]
        attribution.nested, attribution.inside = bool(around), around[-1] if around else None
        open_spans += [(span, attribution) for span in attribution.content]
