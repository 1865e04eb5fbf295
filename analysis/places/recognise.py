"""Which words are toponyms: what the parse calls a place, what the gazetteer knows, and what the context allows.

The parse confuses kinds of names, so a name it calls a person counts as a place where the article uses it as
one ("in Kent", "Kent, Ohio") and never as a surname. Does not choose between places of one name
(resolve.py), and leaves phrases like "east of Mosul" to phrases.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from analysis.document import Document
from analysis.places.embedded import embedded
from analysis.places.evidence import Evidence, cues_against, cues_for, stands_in_longer_name
from analysis.places.fold import fold
from analysis.places.gazetteer import ABBREVIATION, ALTERNATE, DEMONYM, OFFICIAL, Entry, Gazetteer
from analysis.places.given import make_mention
from analysis.places.matching import MILLIONS, guarded, longest
from analysis.places.mention import Mention
from analysis.places.wordlists import words

LARGE = 100_000
"""From this population on, a capitalised word that names a place outside any other name is taken for it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that still has to be believed."""

    mention: Mention
    surface: str
    sure: bool
    speaks_for: bool
    speaks_against: bool
    famous: bool = False  # a country, or a city of millions: its name is used for its government and its people


def recognise(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """The toponyms of the story in the order of the text; none overlap."""
    evidence = Evidence(document)
    candidates: list[Candidate] = []
    for number in range(len(document.sentences)):
        tokens = [token for token in document.sentence_tokens(number) if not token.is_space]
        candidates.extend(_sentence(document, tokens, evidence, gazetteer))
    sure = {c.surface for c in candidates if c.sure and not c.speaks_against}
    countries = {
        c.mention.entries[0].country for c in candidates if c.sure and not c.speaks_against and c.mention.entries
    }
    sure |= {c.surface for c in candidates if not c.speaks_against and _in_company(c.mention, countries)}
    used_as_place = {c.surface for c in candidates if c.speaks_for}
    used_otherwise = {c.surface for c in candidates if c.speaks_against and not c.famous} | evidence.surnames
    believed = [c for c in candidates if _believed(c, sure, used_as_place, used_otherwise)]
    inner = embedded(document, evidence, gazetteer, {c.surface for c in believed})
    return _in_order([c.mention for c in believed], inner)


def _in_order(mentions: list[Mention], inner: list[Mention]) -> list[Mention]:
    """The mentions with those inside longer names, in the order of the text, none overlapping."""
    taken = {char for mention in mentions for char in range(mention.start, mention.end)}
    free = [mention for mention in inner if taken.isdisjoint(range(mention.start, mention.end))]
    return sorted([*mentions, *free], key=lambda mention: mention.start)


def _in_company(mention: Mention, countries: set[str | None]) -> bool:
    """Whether a large city of that name lies in a country the article surely speaks of."""
    return any(
        e.form == OFFICIAL and e.kind in ("city", "region") and e.population >= LARGE and e.country in countries
        for e in mention.entries
    )


def _believed(candidate: Candidate, sure: set[str], used_as_place: set[str], used_otherwise: set[str]) -> bool:
    """One surface is one thing in an article: the mentions with cues decide for those without."""
    surface = candidate.surface
    if candidate.famous:
        return surface not in used_otherwise or candidate.speaks_for
    if candidate.mention.demonym:
        return not candidate.speaks_against and surface not in used_otherwise
    if candidate.speaks_against and not candidate.speaks_for:
        return False
    if not candidate.mention.entries:  # only the parse says so
        return candidate.speaks_for and surface not in used_otherwise
    if candidate.sure:
        return candidate.speaks_for or surface not in used_otherwise
    return (surface in used_as_place or surface in sure) and surface not in used_otherwise


def _sentence(document: Document, tokens: list[Token], evidence: Evidence, gazetteer: Gazetteer) -> Iterator[Candidate]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if not token.text[:1].isupper():
            position += 1
            continue
        match = longest(document.text, tokens, position, gazetteer)
        found, used = _decide(document, tokens, position, match, evidence, gazetteer)
        if found is not None:
            yield found
        position += max(1, used)


def _decide(
    document: Document, tokens: list[Token], position: int, match: tuple[int, tuple[Entry, ...]],
    evidence: Evidence, gazetteer: Gazetteer,
) -> tuple[Candidate | None, int]:  # fmt: skip
    """The candidate that begins here, if one does, and how many tokens are spent."""
    size, entries = match
    token = tokens[position]
    row = evidence.name_over(token.idx, token.idx + len(token))
    if row is not None and row.kind == "place":
        return _named_place(document, tokens, position, row.char_end, match, gazetteer)
    if row is not None and row.kind in ("person", "organisation", "other"):
        used = _tokens_within(tokens, position, row.char_end)
        whole = size == used and row.char_start == token.idx
        if whole and entries[0].form <= ALTERNATE and not guarded(tokens, position, size, entries):
            found = _candidate(document, tokens, position, size, entries, "doubtful", sure=_famous(entries))
            return _enclosed(found, document.text, tokens, position + size, gazetteer), size
        return None, used
    if not size:
        return None, 1
    if guarded(tokens, position, size, entries):
        return None, size
    demonym = any(entry.form == DEMONYM for entry in entries)
    after_comma = entries[0].form == ABBREVIATION or any(e.form == ABBREVIATION for e in entries)
    if after_comma and not demonym and not any(e.form == OFFICIAL and e.population >= LARGE for e in entries):
        if not position or tokens[position - 1].text != ",":
            return None, size
        return _candidate(document, tokens, position, size, entries, "match", sure=True), size
    large = any(e.form == OFFICIAL and (e.population >= LARGE or e.kind in ("country", "region")) for e in entries)
    found = _candidate(document, tokens, position, size, entries, "match", sure=large)
    return _enclosed(found, document.text, tokens, position + size, gazetteer), size


def _enclosed(found: Candidate, text: str, tokens: list[Token], following: int, gazetteer: Gazetteer) -> Candidate:
    """ "Pleasanton, Calif.": what stands before the name of an area and a comma is a place."""
    if following + 1 >= len(tokens) or tokens[following].text != "," or not tokens[following + 1].text[:1].isupper():
        return found
    size, entries = longest(text, tokens, following + 1, gazetteer)
    if size and any(entry.kind in ("country", "region") and entry.form != DEMONYM for entry in entries):
        return replace(found, speaks_for=True, sure=True)
    return found


def _famous(entries: Sequence[Entry]) -> bool:
    return any(e.form == OFFICIAL and (e.kind == "country" or e.population >= MILLIONS) for e in entries)


def _named_place(
    document: Document, tokens: list[Token], position: int, end: int, match: tuple[int, tuple[Entry, ...]],
    gazetteer: Gazetteer,
) -> tuple[Candidate | None, int]:  # fmt: skip
    """A name that the parse calls a place: as long as the gazetteer knows it, else as the parse has it."""
    size, entries = match
    used = _tokens_within(tokens, position, end)
    whole = document.text[tokens[position].idx : end]
    if "," in whole and (entries_of_whole := gazetteer.look_up(whole)):  # "Washington, D.C."
        return _candidate(document, tokens, position, used, entries_of_whole, "parse", sure=True), used
    used = next((n for n in range(1, used) if tokens[position + n].text == ","), used)
    if size and guarded(tokens, position, size, entries, strict=False):
        return None, max(size, used)
    if size >= used:
        return _candidate(document, tokens, position, size, entries, "parse", sure=True), size
    skipped = 0
    while skipped < used - 1 and tokens[position + skipped].lower_ in words("place_qualifiers"):
        skipped += 1
    if skipped:
        size, entries = longest(document.text, tokens, position + skipped, gazetteer)
        if size >= used - skipped and not guarded(tokens, position + skipped, size, entries):
            found = _candidate(document, tokens, position + skipped, size, entries, "parse", sure=True)
            return found, skipped + size
    if size and _is_part(tokens[position + size], size, entries):
        found = _candidate(document, tokens, position, size, entries, "parse", sure=True)
        return found, used
    return _candidate(document, tokens, position, used, (), "parse", sure=True), used


def _is_part(following: Token, size: int, entries: Sequence[Entry]) -> bool:
    """Whether the first words of a longer name are a place themselves: "Lexington County | Sheriff", "Kent | park"."""
    if size > 1:
        return any(entry.kind in ("country", "region", "county") and entry.form == OFFICIAL for entry in entries)
    return following.text in words("place_nouns") | words("site_nouns")


def _tokens_within(tokens: list[Token], position: int, end: int) -> int:
    count = 0
    while position + count < len(tokens) and tokens[position + count].idx < end:
        count += 1
    return max(1, count)


def _candidate(
    document: Document,
    tokens: list[Token],
    position: int,
    size: int,
    entries: tuple[Entry, ...],
    how: str,
    *,
    sure: bool,
) -> Candidate:
    first, last = tokens[position], tokens[position + size - 1]
    start, end = first.idx, last.idx + len(last)
    text = document.text[start:end]
    if "." in text and not text.endswith(".") and document.text[end : end + 1] == ".":  # "W.Va" of "W.Va."
        end += 1
    mention = make_mention(document, start, end, entries, how)
    against = cues_against(tokens, position, size)
    if how == "match" and not mention.demonym:
        against = against or stands_in_longer_name(tokens, position, size)
    return Candidate(
        mention, fold(mention.text), sure, _used_as_place(tokens, position, size, entries, how), against,
        not against and how != "match" and _famous(mention.entries),
    )  # fmt: skip


def _used_as_place(tokens: list[Token], position: int, size: int, entries: Sequence[Entry], how: str) -> bool:
    if position and tokens[position - 1].lower_ == "the" and entries and entries[0].kind in ("water", "terrain"):
        return True
    return cues_for(tokens, position, size, strictly=how == "doubtful")
