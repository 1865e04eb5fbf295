"""The source of a cue: the noun phrase that the text says the words come from.

Asks the parse first and what stands next to the cue where the parse errs. Leaves to speakers.py who that is.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.language import syntax
from analysis.names.recognise import DAYS
from analysis.quotes import nouns, speech_nouns
from analysis.quotes.cues import QUOTED, Cue

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
INSIDE_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PUNCT", "CCONJ", "PART", "SPACE", "SYM", "X"})
RUN = frozenset({"PROPN", "NOUN", "ADJ"})
LONGEST = 45  # tokens of a source phrase
INTERROGATIVES = frozenset({"what", "whatever", "how", "why", "whether", "if", "where", "when", "because", "that"})
"""Words that open a clause: a clause is no source."""
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
ADVERBIAL = frozenset({"obl", "obl:tmod", "nmod:tmod", "npadvmod", "pobj"})


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A source as token positions, half-open, with the head of its phrase."""

    start: int
    end: int
    head: Token


DATELINE_TOKENS = 12
DASHES = frozenset({"—", "–", "--"})


def find(cue: Cue, first: int, last: int, quoted: bytearray) -> Source | None:
    """The source of `cue` in the sentence of tokens [first, last), or None where the text names none."""
    source = _found(cue, _behind_dateline(cue.verb.doc, first, cue.start), last, quoted)
    if source is None or is_clause(source):
        return None
    return _without_clause(source, cue)


def _behind_dateline(doc: Doc, first: int, limit: int) -> int:
    """Where a sentence goes on behind "INNSBRUCK, Austria (AP) —": its place says nothing."""
    if not (doc[first].text.isupper() and len(doc[first]) > 2):
        return first
    behind = range(first, min(first + DATELINE_TOKENS, limit))
    return next((i + 1 for i in behind if doc[i].text in DASHES), first)


def is_clause(source: Source) -> bool:
    """Whether a clause was taken for a source: "What they described sounded"."""
    first = source.head.doc[source.start]
    return first.lower_ in INTERROGATIVES and not (first.text.isupper() and len(first) > 1) and first.pos_ != "DET"


def _without_clause(source: Source, cue: Cue) -> Source:
    """The subject of a clause that was taken for a phrase: "Spain was the first country to have reported"."""
    doc = source.head.doc
    for token in doc[source.start : source.end]:
        if token.pos_ not in ("VERB", "AUX") or token.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
            continue
        if token.lower_ == cue.verb.lower_ or doc[token.i - 1].lower_ in RELATIVES or token.i == source.start:
            return source
        clause = token.head if token.dep_ in ("aux", "cop", "aux:pass", "auxpass") else token
        if clause.dep_ in (*syntax.RELATIVE_CLAUSE, "acl", "advcl"):
            return source
        subject = syntax.subject(clause)
        if subject is not None and source.start <= subject.i < token.i:
            return _trimmed(doc, source.start, token.i, subject)
        return source
    return source


def _quoted_by_another(cue: Cue, first: int, quoted: bytearray) -> Source | None:
    """Whom "quoted Djamal as saying" quotes: what stands between the two."""
    doc = cue.verb.doc
    verb = next((t for t in doc[cue.start : cue.verb.i] if t.lower_ in QUOTED), None)
    if verb is None or verb.i + 1 >= cue.verb.i - 1 or syntax.is_passive(verb):
        return None
    thing = syntax.direct_object(verb)
    words = [t for t in doc[verb.i + 1 : cue.verb.i - 1] if t.pos_ in NOMINAL]
    head = thing if thing is not None and verb.i < thing.i < cue.verb.i else words[-1] if words else None
    return _trimmed(doc, verb.i + 1, cue.verb.i - 1, head) if head is not None and not quoted[head.i] else None


def _issuer(cue: Cue, first: int, last: int, quoted: bytearray) -> Source | None:
    """Whose words a noun reports, or who issued what a participle goes on about."""
    assert cue.noun is not None
    head = speech_nouns.issuer(cue.noun)
    if head is None or not first <= head.i < last or quoted[head.i]:
        return None
    if head.i < cue.start and cue.start < cue.noun.i:  # the subject of the verb of issuing
        return phrase(head, cue, first, last, quoted)
    span = syntax.noun_phrase(head)
    end = span.end
    while end > head.i + 1 and cue.verb.doc[end - 1].lower_ in POSSESSIVE:
        end -= 1
    return _trimmed(cue.verb.doc, max(first, span.start), end, head)


def _found(cue: Cue, first: int, last: int, quoted: bytearray) -> Source | None:
    doc = cue.verb.doc
    if cue.is_adverb:
        return None
    if cue.is_phrase:
        return _behind(doc, cue, last, quoted)
    if cue.noun is not None:
        return _issuer(cue, first, last, quoted)
    if (source := _quoted_by_another(cue, first, quoted)) is not None:
        return source
    if cue.passive:
        agent = syntax.agent(cue.verb)
        return phrase(agent, cue, first, last, quoted) if agent is not None and not quoted[agent.i] else None
    head = _subject(cue, quoted)
    inverted = _inverted(doc, cue, head, last, quoted)
    if inverted is not None:
        return inverted
    if head is not None and first <= head.i < last:
        return phrase(head, cue, first, last, quoted)
    return _beside(doc, cue, first, last, quoted) or _behind_mark(doc, cue, first, quoted)


def _inverted(doc: Doc, cue: Cue, head: Token | None, last: int, quoted: bytearray) -> Source | None:
    """The phrase behind ", said": the parse took the end of what was said for the subject ("… of Oxnard, said X")."""
    i, end = cue.start - 1, min(last, cue.end + LONGEST)
    if head is None or head.i >= cue.start or i < 0 or doc[i].text != "," or "quote" not in cue.frames or cue.passive:
        return None
    if "addressee" in cue.frames:  # "told Reuters"
        return None
    if cue.end >= end or quoted[cue.end] or doc[cue.end].pos_ not in (*NOMINAL, "DET", "ADJ"):
        return None
    if doc[cue.end].pos_ == "PRON" or cue.end - cue.start > 1 or cue.verb.lower_.endswith("ing"):
        return None
    stop = next((k for k in range(cue.end, end) if doc[k].text in (".", ";", ":", "?", "!") or quoted[k]), end)
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.head.dep_ not in syntax.RELATIVE_CLAUSE
           and t.dep_ not in syntax.RELATIVE_CLAUSE for t in doc[cue.end : stop]):  # fmt: skip
        return None
    noun = next((t for t in doc[cue.end : stop] if t.pos_ in NOMINAL), None)
    if noun is None or not any(_may_speak(t) for t in doc[cue.end : stop]):
        return None
    return phrase(_climb(noun, cue.end, stop), cue, 0, stop, quoted)


def _may_speak(token: Token) -> bool:
    """Whether a word belongs to a name of somebody or is a noun for a speaker; "said Tuesday" has none."""
    return token.ent_type_ in ("PERSON", "ORG") or (token.pos_ == "NOUN" and bool(nouns.naming_of(token.lower_)))


def _behind_mark(doc: Doc, cue: Cue, first: int, quoted: bytearray) -> Source | None:
    """All that stands between a quotation and the cue, where that is no clause ("…," X, adviser for … of Y said)."""
    start = cue.start
    while start > first and not quoted[start - 1] and cue.start - start < LONGEST:
        start -= 1
    while start < cue.start and (doc[start].is_punct or doc[start].is_space):
        start += 1
    if start == first or start >= cue.start or not quoted[start - 1] or has_clause(doc, start, cue.start):
        return None
    head = next((t for t in doc[start : cue.start] if t.pos_ in NOMINAL and t.lower_ not in RELATIVES), None)
    if head is None:
        return None
    while head.i + 1 < cue.start and doc[head.i + 1].pos_ in ("PROPN", "NOUN"):
        head = doc[head.i + 1]
    return _trimmed(doc, start, cue.start, head)


def _subject(cue: Cue, quoted: bytearray) -> Token | None:
    """The subject by the parse; of a relative clause its antecedent, of a participle that of the clause it hangs on."""
    verb = cue.verb
    for _ in range(4):  # "…, saying" hangs at most a few clauses below its subject
        subject = syntax.subject(verb)
        if subject is not None and subject.lower_ in RELATIVES and not subject.text.isupper() and subject.pos_ != "DET":
            antecedent = verb.head if verb.dep_ in syntax.RELATIVE_CLAUSE else None
            if antecedent is None or antecedent.i == verb.i:
                return None
            return antecedent
        if subject is not None:
            good = (
                subject.pos_ in (*NOMINAL, "ADJ", "X", "DET")
                and not quoted[subject.i]
                and subject.lower_ not in ("there",)
            )
            return subject if good else None
        if verb.dep_ == "acl" and verb.head.pos_ in NOMINAL:
            if verb.doc[verb.i - 1].text != "," or verb.head.dep_ in syntax.SUBJECT:
                return verb.head
            noun = verb.head  # "… left the club, saying": the clause speaks, not its last noun
            while noun.pos_ in NOMINAL and noun.head.i != noun.i:
                noun = noun.head
            if noun.pos_ in NOMINAL:
                return None
            verb = noun
            continue
        if (
            verb.dep_ not in ("advcl", "xcomp", "conj", "acl", "parataxis")
            or verb.head.i == verb.i
            or quoted[verb.head.i]
        ):
            return None
        verb = verb.head
        if verb.pos_ in NOMINAL:
            return verb
    return None


def phrase(head: Token, cue: Cue, first: int, last: int, quoted: bytearray) -> Source:
    """The whole phrase below `head`, kept on its side of the cue and out of quotations."""
    doc = head.doc
    low, high = (first, cue.start) if head.i < cue.start else (cue.end, last)
    start, end = max(low, head.left_edge.i), min(high, head.right_edge.i + 1)
    while start < head.i and any(quoted[start : head.i]):
        start += 1
    for i in range(head.i, end):
        if quoted[i]:
            end = i
            break
    end = max(end, head.i + 1)
    if head.i < cue.start and _is_nominal(doc, end, cue.start):
        end = cue.start  # "spokesman, Capt. Jeff Davis said": the parse has two subjects
    if doc[start].text == "," and _ends_adverbial(doc, start, low):
        start += 1  # "… broke loose near Neuhaus, an official said": the place is no part of the phrase
    elif head.i >= cue.end:
        while end < high and not quoted[end] and doc[end].pos_ in RUN:
            end += 1  # "said Human Rights Watch researcher …" falls into pieces
    else:
        while (
            start > low
            and doc[start].pos_ != "DET"
            and not quoted[start - 1]
            and doc[start - 1].pos_ in RUN
            and not doc[start - 1].is_sent_start
            and not _is_adverbial(doc[start - 1])
        ):
            start -= 1
        start = _back_to_mark(doc, start, low, quoted)
    if end - start > LONGEST:
        span = syntax.noun_phrase(head)
        start, end = max(low, span.start), min(high, span.end)
    return _trimmed(doc, start, end, head)


def _ends_adverbial(doc: Doc, comma: int, low: int) -> bool:
    """Whether the words before a comma hang on a preposition: "near Neuhaus,", "between A and B,"."""
    i = comma - 1
    while i > low and doc[i].pos_ in (*RUN, "DET"):
        i -= 1
    return low < i < comma - 1 and (doc[i].pos_ == "ADP" or doc[i].pos_ == "CCONJ") and doc[i].lower_ != "of"


def _is_adverbial(token: Token) -> bool:
    """Whether a noun before the phrase tells when or where ("On Monday Ruiz said", "In a tweet Ruiz said")."""
    return token.text in DAYS or (token.dep_ in ADVERBIAL and token.head.pos_ in ("VERB", "AUX"))


def _back_to_mark(doc: Doc, start: int, low: int, quoted: bytearray) -> int:
    """Behind the quotation before the phrase, where only noun phrase stands between ("…," spokesman, Col. X said)."""
    for i in range(start - 1, max(low, start - 20) - 1, -1):
        if quoted[i]:
            return i + 1
        if doc[i].pos_ not in INSIDE_PHRASE or doc[i].text in (".", ";", ":"):
            break
    return start


def _is_nominal(doc: Doc, start: int, end: int) -> bool:
    return end - start < 25 and all(doc[i].pos_ in INSIDE_PHRASE and not doc[i].is_quote for i in range(start, end))


def _trimmed(doc: Doc, start: int, end: int, head: Token) -> Source:
    while end > head.i + 1 and (
        doc[end - 1].is_space
        or (doc[end - 1].lower_ in ("who", "which") and end - 1 > start)
        or doc[end - 1].text in (",", ";", ":", ".", "-", "–", "—", "(", '"', "``", "''", "“", "”")
    ):
        end -= 1
    if (doc[start].pos_ == "ADP" or doc[start].lower_ == "according") and start < head.i:  # "In August, clerics said"
        comma = next((i for i in range(head.i - 1, start, -1) if doc[i].text == ","), None)
        start = _article_of(doc, start + 1, head) if comma is None else comma + 1
    while start < head.i and (doc[start].is_space or doc[start].is_punct or _opens_no_phrase(doc[start])):
        start += 1
    if start < head.i and doc[start].text in DAYS and doc[start].ent_type_ != "ORG":
        start += 1  # "in our edition of Friday we wrote"
    return Source(start, end, head)


def _article_of(doc: Doc, start: int, head: Token) -> int:
    """Where the phrase begins behind words of time without a comma: "In the past week | the agency said"."""
    articles = (i for i in range(head.i - 1, start, -1) if doc[i].pos_ == "DET")
    return next((i for i in articles if doc[i - 1].pos_ in ("NOUN", "PROPN")), start)


def _opens_no_phrase(token: Token) -> bool:
    return token.pos_ in ("CCONJ", "SCONJ") or token.lower_ in ("even", "only", "meanwhile", "also", "however")


def _behind(doc: Doc, cue: Cue, last: int, quoted: bytearray) -> Source | None:
    """The noun phrase behind "according to", up to the comma after it and over appositions."""
    i = cue.end
    while i < last and (doc[i].is_space or doc[i].is_punct):
        i += 1
    if i >= last or quoted[i]:
        return None
    head = doc[i]
    while head.head.i >= cue.end and head.head.i < last and head.head.i != head.i and head.head.pos_ in NOMINAL:
        if doc[head.head.i].left_edge.i < cue.start and head.head.dep_ not in (
            "obl",
            "nmod",
            "pobj",
            "parataxis",
            "appos",
        ):
            break
        head = head.head
    nominal = head if head.pos_ in NOMINAL else next((t for t in doc[i:last] if t.pos_ in NOMINAL), None)
    if nominal is None:
        return None
    comma = next((k for k in range(i, last) if doc[k].text in (",", ";", ".") or quoted[k]), last)
    if has_clause(doc, i, comma):  # no comma: "According to the ministry six died"
        comma = _name_end(doc, i, comma)
        nominal = doc[comma - 1]
    if nominal.i >= comma:
        nominal = (
            next((t for t in reversed(doc[i:comma]) if t.pos_ in NOMINAL and t.dep_ not in ("nmod", "pobj")), None)
            or doc[i]
        )
    end = comma
    return _trimmed(doc, i, max(end, nominal.i + 1), nominal)


def has_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb with a subject stands in the stretch."""
    return any(
        doc[i].pos_ in ("VERB", "AUX") and any(child.dep_ in syntax.SUBJECT for child in doc[i].children)
        for i in range(start, end)
    )


def _name_end(doc: Doc, start: int, end: int) -> int:
    """Behind the first name or noun of the stretch."""
    i = start
    while i < end and doc[i].pos_ in ("DET", "ADJ", "NUM"):
        i += 1
    named = i < end and bool(doc[i].ent_type_)
    while i < end and (doc[i].ent_type_ if named else doc[i].pos_ in NOMINAL):
        i += 1
    return max(i, start + 1)


def _beside(doc: Doc, cue: Cue, first: int, last: int, quoted: bytearray) -> Source | None:
    """The noun phrase that touches the cue: before it, or behind it where the order is inverted."""
    i = cue.start - 1
    while i >= first and (doc[i].is_space or doc[i].text == ","):
        i -= 1
    if i >= first and not quoted[i] and doc[i].pos_ in NOMINAL and doc[i].lower_ not in RELATIVES:
        head = _climb(doc[i], first, cue.start)
        if not quoted[head.i]:
            return phrase(head, cue, first, last, quoted)
    after_mark = cue.start > first and (
        quoted[cue.start - 1] or doc[cue.start - 1].text == "," or doc[cue.start - 1].is_quote
    )
    i = cue.end
    if after_mark and i < last and not quoted[i] and doc[i].pos_ in (*NOMINAL, "DET", "ADJ"):
        head = _climb(doc[i], cue.end, last)
        if head.pos_ in NOMINAL and not quoted[head.i]:
            return phrase(head, cue, first, last, quoted)
    return None


def _climb(token: Token, low: int, high: int) -> Token:
    """The highest nominal above `token` between two positions."""
    best = token
    while token.head.i != token.i and low <= token.head.i < high and token.head.pos_ in (*NOMINAL, "ADP"):
        token = token.head
        if token.pos_ in NOMINAL:
            best = token
    return best
