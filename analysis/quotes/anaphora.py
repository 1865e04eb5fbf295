"""Whom a pronoun or a short description takes up: "he added", "they say", "the official", "the company".

Looks back over the speakers and subjects before it, a fixed distance, so that the work stays linear.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.quotes import nouns
from analysis.quotes.record import Speaker

if TYPE_CHECKING:
    from analysis.quotes.speakers import Resolver

REACH = 12  # speakers that are looked back over
ANY_ORGANISATION = frozenset({"company", "firm", "organisation", "organization", "agency", "group", "airline",
                              "manufacturer", "union", "charity"})  # fmt: skip


def person_before(resolver: Resolver, token: Token, gender: str | None) -> Speaker | None:
    """The subject of this or the sentence before, else the last speaker, else the person named last."""

    def fits(speaker: Speaker) -> bool:
        single = speaker.naming in ("named", "role", "anonymous") and not speaker.plural
        return single and (gender is None or speaker.gender in (None, gender))

    last = next((s for s in reversed(resolver.history[-6:]) if fits(s)), None)
    document = resolver.document
    sentence = document.sentence_no(token.idx) or 0
    start = document.token_at(document.sentences[max(0, sentence - 1)].char_start).i
    low, high = (bisect_left(resolver.subjects, at, key=lambda pair: pair[0]) for at in (start, token.i))
    subjects = [speaker for _at, speaker in resolver.subjects[low:high] if fits(speaker)]
    if subjects and (last is None or subjects[-1] is last or subjects[-1] not in resolver.history[-4:]):
        return subjects[-1]
    if last is not None:
        return last
    end = bisect_left(resolver.persons, token.i, key=lambda pair: pair[0])
    return next((s for _at, s in reversed(resolver.persons[max(0, end - REACH) : end]) if fits(s)), None)


def group_before(resolver: Resolver) -> Speaker | None:
    """The last plural speaker, else the last organisation."""
    plural = (s for s in reversed(resolver.history[-6:]) if s.plural or s.naming == "collective")
    organisations = (s for s in reversed(resolver.history[-3:]) if s.is_organisation or s.naming == "organisation")
    return next(plural, None) or next(organisations, None)


def thing_before(resolver: Resolver, token: Token) -> Speaker | None:
    """The last organisation or document that spoke, else the last organisation that was a subject."""
    spoke = next((s for s in reversed(resolver.history[-3:]) if s.naming in ("organisation", "document")), None)
    if spoke is not None:
        return spoke
    end = bisect_left(resolver.subjects, token.i, key=lambda pair: pair[0])
    return next((s for _at, s in reversed(resolver.subjects[max(0, end - REACH) : end]) if s.is_organisation), None)


def taken_up(resolver: Resolver, head: str) -> Speaker | None:
    """Whom "the official" or "the ministry" takes up: a speaker with this noun in description, role or name."""
    recent = list(reversed(resolver.history[-REACH:]))
    described = next((s for s in recent if s.head == head), None)
    if described is not None:
        return described
    naming = nouns.naming_of(head)
    if naming == "role":
        return next((s for s in recent if s.naming == "named" and head in _words_of_sources(resolver, s)), None)
    if naming == "organisation":
        organisations = [s for s in recent if s.is_organisation]
        by_name = (s for s in organisations if head in s.name.lower().split())
        by_kind = (s for s in organisations if head in ANY_ORGANISATION)
        return next(by_name, None) or next(by_kind, None) or resolver.organisation_with(head)
    return None


def _words_of_sources(resolver: Resolver, speaker: Speaker) -> set[str]:
    doc = resolver.document.doc
    return {token.lower_ for source in speaker.sources[:3] for token in doc[source.start : source.end]}
