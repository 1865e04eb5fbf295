"""The channel of a statement: what it was said or written in ("in a tweet", "via a video conference")."""

from functools import cache

from spacy.tokens import Doc

from analysis import lexicons
from analysis.document import Document
from analysis.quotes.attribution import Attribution

LEADING_IN = frozenset({"in", "via", "on", "at", "through", "during", "by", "over"})
ENDING = frozenset({".", "?", "!", ";", ":"})
BEHIND, BEFORE = 16, 8  # tokens behind and before the cue in which a channel is looked for
OF_VERBS = {"tweet": "tweet", "write": "writing", "post": "post", "blog": "blog"}


def find(document: Document, attribution: Attribution) -> str | None:
    """The channel as data/lexicons/channels.csv shows it, or None where the text around the cue tells none."""
    while attribution.continues is not None:
        attribution = attribution.continues
    cue, source = attribution.cue, attribution.source
    if cue is None:
        return None
    doc = document.doc
    if source is not None and source.head.lower_ in _listed():
        return _listed()[source.head.lower_]
    start = min(cue.start, source.start) if source is not None else cue.start
    end = max(cue.end, source.end) if source is not None else cue.end
    spans = [(document.token_at(s).i, document.token_at(e - 1).i + 1) for s, e in attribution.content]
    after = min([first for first, _last in spans if first >= end], default=len(doc))
    before = max([last for _first, last in spans if last <= start], default=0)
    return (
        _in_window(doc, end, min(end + BEHIND, after))
        or _in_window(doc, max(start - BEFORE, before), start)
        or OF_VERBS.get(cue.lemma)
    )


def _in_window(doc: Doc, start: int, end: int) -> str | None:
    led_in = False
    for i in range(start, min(end, len(doc))):
        token = doc[i]
        if token.is_quote or token.text in ENDING or token.lower_ == "that":
            return None
        if token.lower_ in LEADING_IN:
            led_in = True
        elif token.pos_ in ("VERB", "AUX"):
            led_in = False
        elif led_in:
            both = f"{token.lower_} {doc[i + 1].lower_}" if i + 1 < len(doc) else ""
            if both in _listed() or token.lower_ in _listed():
                return _listed().get(both) or _listed()[token.lower_]
    return None


def shown(word: str) -> str | None:
    """How a channel is shown, where the word (lower case) is one."""
    return _listed().get(word)


@cache
def _listed() -> dict[str, str]:
    return {row["word"]: row["shown"] for row in lexicons.rows("channels")}
