"""Everybody quoted or named in an article: role, affiliation, group and anonymity, as the text words them."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from analysis import lexicons, schema
from analysis.document import Document
from analysis.names import role_nouns
from analysis.quotes import nouns
from analysis.quotes.answer import Answer
from analysis.quotes.attribution import Attribution
from analysis.quotes.record import Speaker
from analysis.quotes.speakers import Resolver

ROLE_STOP = re.compile(r"[.;:!?\"“”()]|--|–|—|\bwho\b|\bwhich\b|\bwhose\b|\bsaid\b|\bsays\b|\btold\b|\n")
AGE = re.compile(r"(?:aged )?\d{1,3}, ")
NOW_WITH = re.compile(r",? (?:now |currently )?(?:with|of|at|from) (?:the )?")
PRONOUNS_FIRST = ("he ", "she ", "they ", "both ", "the official", "the source")
LONGEST_ROLE = 120  # characters


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a source is anonymous: the article's words, where it gives any."""

    span: schema.Span | None


def grounds(
    document: Document, attributions: list[Attribution], answers: dict[Attribution, Answer]
) -> dict[str, Ground]:
    """The ground for anonymity of each unnamed speaker who is anonymous, by key."""
    found: dict[str, Ground] = {}
    for attribution in attributions:
        speaker = answers[attribution].speaker
        if speaker is None or attribution.source is None or speaker.naming not in ("role", "collective", "anonymous"):
            continue
        number = document.sentence_no(document.doc[attribution.source.start].idx)
        if number is None:
            continue
        source = document.doc[attribution.source.start : attribution.source.end].text.lower()
        ground = _ground_in(document, number) or _ground_in(document, number + 1, of_pronoun=True)
        if ground is not None:
            found[speaker.key] = Ground(ground)
        elif any(word in source for word in lexicons.words("anonymity", "phrase", shown="word")):
            found.setdefault(speaker.key, Ground(None))
    return found


def _ground_in(document: Document, number: int, *, of_pronoun: bool = False) -> schema.Span | None:
    """The words of a sentence that say why a source is not named; `of_pronoun`: only where it goes on about "he"."""
    if number >= len(document.sentences):
        return None
    sentence = document.sentences[number]
    lower = document.text[sentence.char_start : sentence.char_end].lower()
    if len(lower) != sentence.char_end - sentence.char_start:
        return None
    if of_pronoun and not lower.startswith(PRONOUNS_FIRST):
        return None
    for phrase in _grounds():
        at = lower.find(phrase)
        if at >= 0:
            return _clause(document, sentence.char_start + at, len(phrase))
    return None


@cache
def _grounds() -> tuple[str, ...]:
    return tuple(row["phrase"] for row in lexicons.rows("anonymity") if row["shown"] == "ground")


def _clause(document: Document, start: int, length: int) -> schema.Span:
    """The phrase with the words before it up to a comma or the subject ("speaking on the condition of anonymity")."""
    doc = document.doc
    token = document.token_at(start)
    low = document.sentences[document.sentence_no(start) or 0].char_start
    first = token
    while first.i > 0 and first.idx > low:
        before = doc[first.i - 1]
        if before.is_punct or before.lower_ in ("who", "and") or token.i - before.i > 8:
            break
        first = before
        if before.lower_ in ("speaking", "spoke", "because", "asked", "requested"):
            break
    return first.idx, start + length


def rows(document: Document, resolver: Resolver, answers: dict[Attribution, Answer]) -> tuple[schema.Person, ...]:
    """A row for every speaker and for every person and organisation named, in the order of their keys."""
    quoted = {answer.speaker.key for answer in answers.values() if answer.speaker is not None}
    mentions: dict[str, list[schema.Name]] = {}
    for name in document.names:
        if name.person_key is not None:
            mentions.setdefault(name.person_key, []).append(name)
    found = []
    for speaker in resolver.speakers.values():
        if speaker.key not in quoted and speaker.key not in mentions:
            continue
        role = _role(document, speaker, mentions.get(speaker.key, []))
        affiliation = _affiliation(document, speaker, role, mentions.get(speaker.key, []))
        found.append(
            schema.Person(
                key=speaker.key,
                name=speaker.name,
                aliases=tuple(speaker.aliases),
                role=role and role[2],
                affiliation=affiliation,
                speaker_group=_group(speaker, role and role[2], affiliation),
                pronouns=tuple(sorted(speaker.pronouns)),
                is_organisation=speaker.is_organisation,
            )  # fmt: skip
        )
    return tuple(sorted(found, key=lambda person: int(person.key[1:])))


def _role(document: Document, speaker: Speaker, mentions: list[schema.Name]) -> tuple[int, int, str] | None:
    """The role the text gives beside the name, as span and words, or the noun of a description."""
    if speaker.naming != "named":
        if speaker.naming in ("role", "anonymous") and speaker.sources:
            source = speaker.sources[0]
            return (*_char(document, source.start, source.end), speaker.head or speaker.name)
        return None
    for name in mentions:
        found = _role_before(document, name) or _role_behind(document, name)
        if found is not None:
            return found
    return None


def _char(document: Document, start: int, end: int) -> schema.Span:
    last = document.doc[end - 1]
    return document.doc[start].idx, last.idx + len(last)


def _role_behind(document: Document, name: schema.Name) -> tuple[int, int, str] | None:
    """An apposition behind the name: ", the clinical director of …,"."""
    text = document.text
    if not text.startswith(", ", name.char_end):
        return None
    start = name.char_end + 2
    stop = ROLE_STOP.search(text, start, min(len(text), start + LONGEST_ROLE))
    end = stop.start() if stop else min(len(text), start + LONGEST_ROLE)
    age = AGE.match(text, start, end)
    start = age.end() if age else start
    comma = text.find(",", start, end)
    end = comma if comma > 0 else end
    phrase = text[start:end]
    if not _has_role_noun(phrase) or _has_finite_verb(document, start, end):
        return None
    if phrase.startswith(("and ", "or ")) or any(n.kind == "person" for n in _names_within(document, start, end)):
        return None  # the next of an enumeration
    for article in ("the ", "a ", "an ", "its ", "their ", "his ", "her ", "now ", "then "):
        if phrase.lower().startswith(article):
            start += len(article)
            phrase = phrase[len(article) :]
    return start, start + len(phrase.rstrip()), phrase.rstrip()


def _role_before(document: Document, name: schema.Name) -> tuple[int, int, str] | None:
    """Words before the name in the same phrase: "Pentagon spokesman, Capt. …", "former CIA analyst …"."""
    doc = document.doc
    first = document.token_at(name.char_start).i
    i = first - 1
    comma_seen = False
    while i >= 0 and first - i < 14:
        token = doc[i]
        if document.sentence_no(token.idx) != document.sentence_no(name.char_start):
            break
        if token.text == "," and not comma_seen and i > 0 and (first - i <= 2):
            comma_seen = True
        elif token.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "NUM") and token.lower_ not in (
            "of",
            "for",
            "and",
            "the",
        ):
            break
        i -= 1
    start = _own_part(document, i + 1, first)
    while start < first and doc[start].lower_ in ("of", "for", "and", "the", ",", "'s", "’s"):
        start += 1
    end = first
    while end > start and (
        doc[end - 1].text == ","
        or (
            end - start > 1
            and doc[end - 1].text in _ranks()
            and _has_role_noun(document.text[slice(*_char(document, start, end - 1))])
        )
    ):
        end -= 1
    if start >= end:
        return None
    low, high = _char(document, start, end)
    phrase = document.text[low:high]
    return (low, high, phrase) if _has_role_noun(phrase) else None


def _own_part(document: Document, start: int, first: int) -> int:
    """Where the words of this person begin: behind another one named before "and", and behind "words of"."""
    doc = document.doc
    for i in range(first - 1, start, -1):
        before = _names_within(document, doc[start].idx, doc[i].idx)
        if doc[i].lower_ == "and" and any(name.kind == "person" for name in before):
            return i + 1
        inside = any(name.char_end > doc[i].idx for name in before)  # "Council for the Welfare of Immigrants"
        if doc[i].lower_ == "of" and not inside and not _has_role_noun(document.text[doc[start].idx : doc[i].idx]):
            return i + 1
    return start


def _has_finite_verb(document: Document, start: int, end: int) -> bool:
    """Whether a stretch that looked like an apposition is a clause ("According to Ruiz, a detective was sent")."""
    return any(
        token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for token in document.tokens(start, end)
        if token.idx >= start
    )


@cache
def _ranks() -> frozenset[str]:
    """Titles that stand before a name and are no role: "Capt.", "Dr."."""
    return frozenset().union(*(lexicons.words("titles", "title", kind=kind) for kind in ("rank", "honorific")))


def _has_role_noun(phrase: str) -> bool:
    return any(role_nouns.is_role(word.strip(",.").lower()) for word in phrase.split())


def _affiliation(
    document: Document, speaker: Speaker, role: tuple[int, int, str] | None, mentions: list[schema.Name]
) -> str | None:
    """The organisation or place named behind the name ("…, now with X") or in the role."""
    if speaker.is_organisation:
        return None
    for name in mentions:
        now = NOW_WITH.match(document.text, name.char_end)
        for other in _names_within(document, now.end(), now.end() + 1) if now else ():
            return other.text
    spans = [role[:2]] if role is not None else []
    spans += [_char(document, source.start, source.end) for source in speaker.sources]
    near = [name for start, end in spans[:4] for name in _names_within(document, start, end)]
    for kind in ("organisation", "place", "group"):
        for name in near:
            if name.kind == kind and name.person_key != speaker.key:
                return name.text
    return None


def _names_within(document: Document, start: int, end: int) -> list[schema.Name]:
    """The names that begin in a stretch of text."""
    low, high = (bisect_left(document.names, at, key=lambda name: name.char_start) for at in (start, end))
    return list(document.names[low:high])


def _group(speaker: Speaker, role: str | None, affiliation: str | None) -> str:
    """The speaker's group: by the noun of a description, else by words of role, affiliation and name."""
    if speaker.head:
        words = {word.strip(",.'’").lower() for word in speaker.name.split()}
        listed = nouns.group_of(speaker.head)
        if listed is not None and listed != "other":
            return listed
        return next((row["speaker_group"] for row in lexicons.rows("groups") if row["word"] in words), "other")
    words = {word.strip(",.'’").lower() for text in (role, affiliation) if text for word in text.split()}
    if not speaker.is_organisation and speaker.ranked:
        return "military"
    if speaker.is_organisation:
        words |= {word.strip(",.'’").lower() for word in speaker.name.split()}
    return next((row["speaker_group"] for row in lexicons.rows("groups") if row["word"] in words), "other")
