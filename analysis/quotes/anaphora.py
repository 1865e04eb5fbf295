"""Whom a pronoun or a short description takes up: "he added", "they say", "the official", "the company".

Looks back over the speakers and subjects before it, a fixed distance, so that the work stays linear.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.language import syntax
from analysis.names import role_nouns
from analysis.quotes import nouns
from analysis.quotes.record import Speaker
from analysis.quotes.sources import Source

if TYPE_CHECKING:
    from analysis.quotes.speakers import Resolver

REACH = 12  # speakers that are looked back over
ANY_ORGANISATION = frozenset({"company", "firm", "organisation", "organization", "agency", "group", "airline",
                              "manufacturer", "union", "charity"})  # fmt: skip


def person_before(resolver: Resolver, token: Token, gender: str | None) -> Speaker | None:
    """The subject of this or the sentence before, else the last speaker, else the person named last."""

    def fits(speaker: Speaker) -> bool:
        single = speaker.naming == "named" or speaker.naming in ("role", "anonymous") and _is_person(speaker.head)
        return single and not speaker.plural and (gender is None or speaker.gender in (None, gender))

    last = next((s for s in reversed(resolver.history[-6:]) if fits(s)), None)
    document = resolver.document
    sentence = document.sentence_no(token.idx) or 0
    start = document.token_at(document.sentences[max(0, sentence - 1)].char_start).i
    low, high = (bisect_left(resolver.subjects, at, key=lambda pair: pair[0]) for at in (start, token.i))
    subjects = [speaker for _at, speaker in resolver.subjects[low:high] if fits(speaker)]
    behind = resolver.subjects[high - 1][0] if high > low else start
    latest = bisect_left(resolver.roles, token.i, key=lambda noun: noun.i) - 1
    role = resolver.roles[latest] if latest >= 0 else None
    if role is not None and role.i > behind and gender is not None and nouns.gender_of(role.lower_) == gender:
        return resolver.described_at(role)
    if subjects and (last is None or subjects[-1] is last or subjects[-1] not in resolver.history[-4:]):
        return subjects[-1]
    if last is not None:
        return last
    end = bisect_left(resolver.persons, token.i, key=lambda pair: pair[0])
    return next((s for _at, s in reversed(resolver.persons[max(0, end - REACH) : end]) if fits(s)), None)


def _is_person(noun: str) -> bool:
    """Whether a description by this head noun is of a person: a plan is no "he"."""
    return nouns.naming_of(noun) == "role" or role_nouns.is_role(noun) or nouns.gender_of(noun) is not None


def group_before(resolver: Resolver, token: Token) -> Speaker | None:
    """The last plural speaker, else a group that the sentence before has as its subject, else the last organisation."""
    plural = next((s for s in reversed(resolver.history[-6:]) if s.plural or s.naming == "collective"), None)
    if plural is not None:
        return plural
    doc, document = resolver.document.doc, resolver.document
    sentence = document.sentence_no(token.idx) or 0
    start = document.token_at(document.sentences[max(0, sentence - 1)].char_start).i
    for noun in reversed(doc[start : token.i]):
        if noun.dep_ in syntax.SUBJECT and nouns.naming_of(noun.lower_) == "collective":
            return resolver.described_at(noun)
    organisations = (s for s in reversed(resolver.history[-3:]) if s.is_organisation or s.naming == "organisation")
    return next(organisations, None)


def beside(resolver: Resolver, source: Source) -> Speaker | None:
    """Whose name stands in apposition to a role: "a provincial doctor, Ana Ruiz", "Ana Ruiz, the health minister"."""
    doc, names = resolver.document.doc, resolver.names_by_token
    behind = source.end + 1
    if behind < len(doc) and doc[source.end].text == ",":
        name = names.get(behind)
        after = next((t for t in doc[behind : behind + 8] if names.get(t.i) is not name), None)
        if name is not None and name.kind == "person" and (after is None or after.is_punct):
            return resolver.speakers.get(name.person_key or "")
    if source.start > 1 and doc[source.start - 1].text == "," and doc[source.start].pos_ == "DET":
        name = names.get(source.start - 2)
        if name is not None and name.kind == "person":
            return resolver.speakers.get(name.person_key or "")
    return None


def bearer_of(resolver: Resolver, source: Source, head: Token) -> Speaker | None:
    """The one person beside whose name the article has all the words of a role: "Oleria's transport minister"."""
    words = {t.lower_ for t in resolver.document.doc[source.start : source.end] if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    if len(words) < 2 or resolver.document.doc[source.start].lower_ in ("a", "an", "another"):
        return None
    bearers = {s.key: s for _at, s in resolver.persons if head.lower_ in s.role_words and words <= s.role_context}
    return next(iter(bearers.values())) if len(bearers) == 1 else None


def thing_before(resolver: Resolver, token: Token) -> Speaker | None:
    """The last organisation or document that spoke, else the last organisation that was a subject."""
    spoke = next((s for s in reversed(resolver.history[-3:]) if s.naming in ("organisation", "document")), None)
    if spoke is not None:
        return spoke
    end = bisect_left(resolver.subjects, token.i, key=lambda pair: pair[0])
    return next((s for _at, s in reversed(resolver.subjects[max(0, end - REACH) : end]) if s.is_organisation), None)


def taken_up(resolver: Resolver, noun: Token) -> Speaker | None:
    """Whom "the official" or "the ministry" takes up: a speaker with this noun in description, role or name."""
    head = noun.lower_
    recent = list(reversed(resolver.history[-REACH:]))
    described = next((s for s in recent if s.head == head), None)
    if described is not None:
        return described
    naming = nouns.naming_of(head)
    if naming == "role":
        spoke = next((s for s in recent if s.naming == "named" and head in _words_of_sources(resolver, s)), None)
        return spoke or _bearer_of_role(resolver, noun) or _sole_bearer(resolver, noun) or _sole_subject(resolver, noun)
    if naming == "organisation":
        organisations = [s for s in recent if s.is_organisation]
        by_name = (s for s in organisations if head in s.name.lower().split())
        by_kind = (s for s in organisations if head in ANY_ORGANISATION)
        named = resolver.organisation_with(head) or _organisation_before(resolver, noun)
        return next(by_name, None) or next(by_kind, None) or named
    return None


def _bearer_of_role(resolver: Resolver, noun: Token) -> Speaker | None:
    """The person named last before with this noun as role ("flood commissioner Ana Ruiz … the commissioner")."""
    end = bisect_left(resolver.persons, noun.i, key=lambda pair: pair[0])
    before = (s for _at, s in reversed(resolver.persons[max(0, end - REACH) : end]))
    return next((s for s in before if noun.lower_ in s.role_words), None)


def _sole_bearer(resolver: Resolver, noun: Token) -> Speaker | None:
    """The only person whom the article gives this role, be it further down."""
    bearers = {s.key: s for _at, s in resolver.persons if noun.lower_ in s.role_words}
    return next(iter(bearers.values())) if len(bearers) == 1 else None


def _sole_subject(resolver: Resolver, noun: Token) -> Speaker | None:
    """The one person who is a subject of the sentence before, where the text has not told what they are."""
    document = resolver.document
    sentence = document.sentence_no(noun.idx)
    if not sentence or not role_nouns.is_of_persons(noun.lower_):
        return None
    start = document.token_at(document.sentences[sentence - 1].char_start).i
    end = document.token_at(document.sentences[sentence].char_start).i
    low, high = (bisect_left(resolver.persons, at, key=lambda pair: pair[0]) for at in (start, end))
    named = {speaker.key: speaker for _at, speaker in resolver.persons[low:high]}
    low, high = (bisect_left(resolver.subjects, at, key=lambda pair: pair[0]) for at in (start, end))
    subjects = {speaker.key for _at, speaker in resolver.subjects[low:high]}
    gender = nouns.gender_of(noun.lower_)
    fitting = [s for key, s in named.items() if key in subjects and not s.role_words and gender in (None, s.gender)]
    return fitting[0] if len(named) == 1 and fitting else None


def _organisation_before(resolver: Resolver, noun: Token) -> Speaker | None:
    """For "the company" and its like: the organisation named last, in this or the two sentences before."""
    if noun.lower_ not in ANY_ORGANISATION:
        return None
    document = resolver.document
    sentence = document.sentence_no(noun.idx) or 0
    start = document.token_at(document.sentences[max(0, sentence - 2)].char_start).i
    low, high = (bisect_left(resolver.organisations, at, key=lambda pair: pair[0]) for at in (start, noun.i))
    return resolver.organisations[high - 1][1] if high > low else None


def _words_of_sources(resolver: Resolver, speaker: Speaker) -> set[str]:
    doc = resolver.document.doc
    return {token.lower_ for source in speaker.sources[:3] for token in doc[source.start : source.end]}
