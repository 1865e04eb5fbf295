"""Who stands behind a document that speaks: "a statement by X", "the ministry's letter", "a WHO report".

The answer is who issued it, where the phrase or the text before tells; else the document itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.quotes import anaphora, channels, nouns, phrases
from analysis.quotes.answer import Answer
from analysis.quotes.sources import Source

if TYPE_CHECKING:
    from analysis.quotes.speakers import Resolver

OWNERS = frozenset({"his", "her", "its", "their"})
ISSUED_BY = ("by", "from", "of", "on", "in")
SEEN = frozenset({"seen", "obtained", "read", "reviewed", "received", "published", "posted"})
"""Participles whose "by" or "in" names no issuer: "a letter seen by Sky News"."""
DEFINITE = frozenset({"the", "this", "that", "it"})
ISSUER = re.compile(r"\b(?:by|from) (?:the |a |an )?([^,;]{2,80})$")
LONGEST_TAKEN_UP = 3  # words of "the latest report"


def find(resolver: Resolver, source: Source, head: Token) -> Answer:
    """The answer for a source whose head is a document."""
    text = phrases.shown(resolver.document, source)
    answer = _named(resolver, source, head) or _by_words(resolver, text, source, head)
    if answer is not None:
        return answer
    if resolver.document.doc[source.start].lower_ in DEFINITE and len(text.split()) <= LONGEST_TAKEN_UP:
        used = resolver.by_channel.get(channels.shown(head.lower_) or "")
        if used is not None and used.speaker is not None:
            return Answer(used.speaker, used.naming, 0.75, f"“{text}” is the one by {used.speaker.name}")
        for speaker in reversed(resolver.history[-anaphora.REACH :]):
            if speaker.head == head.lower_ or speaker.is_organisation:
                return Answer(speaker, "document", 0.6, f"“{text}” taken as issued by {speaker.name}")
    same = resolver.described(text, head.lower_)
    if same is not None:
        return Answer(same, "document", 0.8, "the same document as before")
    return Answer(resolver.new(text, "document", head=head.lower_), "document", 0.75, "a document speaks")


def _named(resolver: Resolver, source: Source, head: Token) -> Answer | None:
    """An issuer by name or pronoun: behind by, from, of, in, or before the document as its owner."""
    doc = resolver.document.doc
    after_preposition = False
    for token in doc[source.start : source.end]:
        if token.i < head.i and token.lower_ in OWNERS:
            owner = resolver.pronoun(token)
            if owner.speaker is not None:
                reason = f"“{token.text} {head.text}” is of {owner.speaker.name}"
                return Answer(owner.speaker, owner.naming, owner.confidence * 0.95, reason)
        if token.i > head.i and token.lower_ in ISSUED_BY:
            after_preposition = doc[token.i - 1].lower_ not in SEEN
        name = resolver.names_by_token.get(token.i)
        if name is None or name.person_key is None:
            continue
        if token.i < head.i or after_preposition:
            speaker = resolver.speakers[name.person_key]
            speaker.sources.append(source)
            naming = "named" if name.kind == "person" else "document"
            return Answer(speaker, naming, 0.8, f"the “{head.text}” is of {speaker.name}")
    return None


def _by_words(resolver: Resolver, text: str, source: Source, head: Token) -> Answer | None:
    """An issuer that is described: "a statement from the mayor's office", "a local government statement"."""
    issuer = ISSUER.search(text)
    if issuer is not None and not any(word in SEEN for word in text.lower().split()):
        speaker = resolver.entity(issuer.group(1))
        return Answer(speaker, "document", 0.7, f"the “{head.text}” is of {speaker.name}")
    doc = resolver.document.doc
    if head.i > source.start and nouns.naming_of(doc[head.i - 1].lower_) == "organisation":
        words = [t for t in doc[source.start : head.i] if t.pos_ != "DET"]
        speaker = resolver.entity(resolver.document.text[words[0].idx : doc[head.i - 1].idx + len(doc[head.i - 1])])
        return Answer(speaker, "document", 0.7, f"the “{head.text}” is of {speaker.name}")
    return None
