"""Cues beside a quotation: "…," she said; He said: "…"; "…," said X, "…"; and clauses that begin or end in one."""

from spacy.tokens import Token

from analysis.quotes import contents
from analysis.quotes.attribution import Attribution, Reading, is_whole
from analysis.quotes.contents import Clause, own_end, own_start

LIGHT = 20  # tokens between a cue and its quotation


def with_quotation(reading: Reading, clause: Clause, first: int, last: int, claimed: set[int]) -> Attribution | None:
    """The attribution of a cue beside which a quotation stands."""
    cue, source = clause.cue, clause.source
    if cue.is_adverb or not (cue.frames & {"quote", "clause"}) or (cue.passive and source is None):
        return None
    before = _quotation_before(reading, clause, first)
    after = _quotation_after(reading, clause, last)
    if before is not None and before in claimed:
        before = None
    if after is not None and after in claimed:
        after = None
    if before is not None:
        claimed.add(before)
        low = _unquoted_before(reading, clause, before, first)
        span = (low, reading.quotations[before].end)
        spans, kind = [span], "direct" if low == reading.quotations[before].start else "mixed"
        if after is not None and not _new_sentence(reading, clause, after):
            claimed.add(after)
            spans.append((reading.quotations[after].start, reading.quotations[after].end))
        closed = reading.quotations[before].closed
        return Attribution(tuple(spans), kind, cue, source, 0.95 if closed else 0.6, f"quotation before “{cue.lemma}”")
    if after is None:
        return None
    claimed.add(after)
    quotation = reading.quotations[after]
    end = _unquoted_after(reading, after, clause.high)
    kind = "direct" if end == quotation.end else "mixed"
    for number in range(after + 1, len(reading.quotations)):
        if reading.quotations[number].start >= end:
            break
        claimed.add(number)
    return Attribution(
        ((quotation.start, end),),
        kind,
        cue,
        source,
        0.95 if quotation.closed else 0.6,
        f"quotation behind “{cue.lemma}”",
    )


def _quotation_before(reading: Reading, clause: Clause, first: int) -> int | None:
    """The quotation that ends right before the cue's own words."""
    doc = reading.document.doc
    i = own_start(clause.cue, clause.source) - 1
    while i >= first and not reading.quoted[i] and (doc[i].is_space or doc[i].is_punct or doc[i].pos_ == "CCONJ"):
        i -= 1
    if i < first:
        return _in_sentence_before(reading, clause, first)
    return reading.owner[i] if reading.quoted[i] else None


def _in_sentence_before(reading: Reading, clause: Clause, first: int) -> int | None:
    """A quotation that ended its sentence with a stop of its own: ""It is over." She said so in court."."""
    doc = reading.document.doc
    i = first - 1
    while i > 0 and doc[i].is_space and "\n" not in doc[i].text:
        i -= 1
    if i < 0 or not reading.quoted[i] or "quote" not in clause.cue.frames or clause.cue.is_phrase:
        return None
    return reading.owner[i] if contents.read(clause) is None else None


def _quotation_after(reading: Reading, clause: Clause, last: int) -> int | None:
    """The quotation that begins behind the cue, with no words of a clause between."""
    doc = reading.document.doc
    start = own_end(clause.cue, clause.source)
    if clause.source is not None and clause.source.end <= clause.cue.start:
        start = clause.cue.end
    high = max(clause.high, start)
    i = start
    while i < high and not reading.quoted[i]:
        if doc[i].pos_ in contents.FINITE and not _is_light_verb(doc[i]) or i - start > LIGHT:
            return None
        i += 1
    if i >= high:
        return _behind_colon(reading, last) if high == last else None
    opens = doc[i - 1].text in (",", ":", "--", "–") or doc[i - 1].lower_ in ("that", "as", "to") or i == start
    capital = next((t.text[:1].isupper() for t in doc[i : i + 3] if t.is_alpha), False)
    if opens or doc[i - 1].is_space or (capital and clause.cue.frames & {"quote"}):
        return reading.owner[i]
    return None


def _is_light_verb(token: Token) -> bool:
    """A participle of an aside ("speaking to reporters")."""
    return token.lower_.endswith("ing") or token.dep_ == "acl"


def _behind_colon(reading: Reading, last: int) -> int | None:
    """The quotation that opens the next paragraph after "He said:"."""
    doc = reading.document.doc
    i = last - 1
    while i > 0 and doc[i].is_space:
        i -= 1
    if doc[i].text not in (":", ","):
        return None
    i = last
    while i < len(doc) and doc[i].is_space:
        i += 1
    return reading.owner[i] if i < len(doc) and reading.quoted[i] else None


def _unquoted_before(reading: Reading, clause: Clause, number: int, first: int) -> int:
    """Where the content before a cue begins: with the quotation, or with the clause of which it is the end."""
    doc, document = reading.document.doc, reading.document
    quotation = reading.quotations[number]
    opening = reading.first_token(number)
    low = max(clause.low, first)
    if opening <= low or clause.cue.is_phrase and opening <= low:
        return quotation.start
    stop = next((i for i in range(opening - 1, low - 1, -1) if doc[i].text in (".", "!", "?")), None)
    if doc[opening - 1].text.endswith(".") and is_whole(document.text, quotation):  # "… in the U.S. "We …"
        return quotation.start
    low = low if stop is None else stop + 1
    start = contents.behind_connector(doc, low, opening)
    words = [t for t in doc[start:opening] if t.is_alpha]
    if not words or is_whole(document.text, quotation) and len(words) < 4:
        return quotation.start
    if doc[opening - 1].text in (",", ":") and is_whole(document.text, quotation):
        return quotation.start
    return doc[start].idx


def _unquoted_after(reading: Reading, number: int, high: int) -> int:
    """Where the content of a quotation behind a cue ends: with it, or with the clause it begins."""
    doc, text = reading.document.doc, reading.document.text
    quotation = reading.quotations[number]
    closing = reading.last_token(number)
    inner_end = text[quotation.start : quotation.end].rstrip("\"'`”’» ")
    if inner_end.endswith((".", "!", "?")):
        return quotation.end
    if inner_end.endswith(",") and closing + 1 < len(doc) and doc[closing + 1].lower_.endswith("ing"):
        return quotation.end
    rest = [t for t in doc[closing + 1 : high] if t.is_alpha and not reading.quoted[t.i]]
    if len(rest) < 2 or (closing + 1 < high and doc[closing + 1].text in (",", ".", ";")):
        return quotation.end
    kept = contents.tidy(doc, closing, high)
    return quotation.end if kept is None else max(quotation.end, doc[kept[1] - 1].idx + len(doc[kept[1] - 1]))


def _new_sentence(reading: Reading, clause: Clause, number: int) -> bool:
    """Whether a stop stands between a cue and a quotation behind it."""
    doc = reading.document.doc
    start = own_end(clause.cue, clause.source)
    return any(doc[i].text in (".", "!", "?") for i in range(start, reading.first_token(number)))
