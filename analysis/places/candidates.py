"""Which stretches of a text might be toponyms: what the parse calls a place, and what the gazetteer knows.

Finds many more than there are: filter.py weighs them. Names inside names of organisations are left to embedded.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from analysis import schema
from analysis.document import Document
from analysis.places.evidence import Evidence, cues_against, cues_for, stands_in_longer_name
from analysis.places.fold import fold
from analysis.places.gazetteer import ABBREVIATION, ALTERNATE, DEMONYM, OFFICIAL, Entry, Gazetteer
from analysis.places.given import make_mention
from analysis.places.matching import MILLIONS, guarded, longest
from analysis.places.mention import Mention
from analysis.places.wordlists import words

LARGE = 100_000
"""From this population on, "LA" or "Ind" may be a place where no comma stands before it."""


DATELINE_WORDS = 8
"""How far behind the place of a dateline its dash may stand: ", Wash., March 3 (AP) —" has seven words between."""
DASHES = frozenset({"-", "–", "—", "--", "―"})


_JOINED = re.compile(r"[-–/]")
_HYPHENED = re.compile(r"((?:[A-Z]\.){2,}|[A-Z][a-z]+\.)-")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that still has to be believed, with what is seen of it where it stands."""

    mention: Mention
    surface: str  # folded
    how: str  # "parse": called a place; "match": in no name; "doubtful": called something else
    name_kind: str  # kind of the name it is or begins; "none" outside names
    tokens: tuple[Token, ...]  # of its sentence
    position: int
    size: int
    speaks_for: bool
    speaks_against: bool
    enclosed: bool  # an area follows after a comma: "Kent, Ohio"


def candidates(document: Document, evidence: Evidence, gazetteer: Gazetteer) -> list[Candidate]:
    """The candidates of the story in the order of the text; none overlap."""
    found: list[Candidate] = []
    for number in range(len(document.sentences)):
        tokens = tuple(token for token in document.sentence_tokens(number) if not token.is_space)
        found.extend(_Sentence(document, tokens, evidence, gazetteer).candidates())
    return found


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with what its words are looked up in."""

    document: Document
    tokens: tuple[Token, ...]
    evidence: Evidence
    gazetteer: Gazetteer

    def candidates(self) -> Iterator[Candidate]:
        position = 0
        while position < len(self.tokens):
            used = 1
            if abbreviated := _HYPHENED.match(self.tokens[position].text):
                yield from self._abbreviation(position, abbreviated.end(1))
            elif self.tokens[position].text[:1].isupper():
                found, used = self._decide(position)
                if found is not None:
                    yield found
            position += max(1, used)

    def _abbreviation(self, position: int, chars: int) -> Iterator[Candidate]:
        """The country or state at the beginning of a word like "U.S.-led", which the tokenizer leaves whole."""
        start = self.tokens[position].idx
        entries = self.gazetteer.look_up(self.document.text[start : start + chars])
        mention = make_mention(self.document, start, start + chars, entries)
        if mention.entries and mention.entries[0].form in (OFFICIAL, ABBREVIATION):
            surface = fold(mention.text)
            yield Candidate(mention, surface, "parse", "place", self.tokens, position, 1, True, False, False)

    def _longest(self, position: int) -> tuple[int, tuple[Entry, ...]]:
        return longest(self.document.text, self.tokens, position, self.gazetteer)

    def _decide(self, position: int) -> tuple[Candidate | None, int]:
        """The candidate that begins here, if one does, and how many tokens are spent."""
        tokens = self.tokens
        size, entries = self._longest(position)
        token = tokens[position]
        row = self.evidence.name_over(token.idx, token.idx + len(token))
        if row is not None and (end := self._end_of_part(position, row)):
            return self._named_place(position, end, size, entries)
        if row is not None and row.kind == "place":
            return self._named_place(position, row.char_end, size, entries)
        if row is not None and row.kind in ("person", "organisation", "other"):
            used = self._tokens_before(position, row.char_end)
            whole = size == used and row.char_start == token.idx
            if whole and row.kind == "organisation" and _is_land(entries):
                return self._candidate(position, size, entries, "parse", "place"), size
            if whole and entries[0].form <= ALTERNATE and not guarded(tokens, position, size, entries):
                return self._candidate(position, size, entries, "doubtful", row.kind), size
            return None, used
        if not size or guarded(tokens, position, size, entries):
            return None, size
        short = any(e.form == ABBREVIATION for e in entries) and not any(e.form == DEMONYM for e in entries)
        short = short and not any(e.form == OFFICIAL and e.population >= LARGE for e in entries)
        if short and (not position or tokens[position - 1].text != ","):
            return None, size
        return self._candidate(position, size, entries, "match", row.kind if row is not None else "none"), size

    def _end_of_part(self, position: int, row: schema.Name) -> int:
        """Where the place that begins here ends, if a name joins places: "Asia-Pacific", "DPRK-South Korea"; else 0."""
        if row.kind == "person" or not _JOINED.search(row.text) or self.gazetteer.look_up(row.text):
            return 0
        parts = _JOINED.split(row.text)
        if not all(part[:1].isupper() and self.gazetteer.look_up(part) for part in parts):
            return 0
        start = row.char_start
        for part in parts:
            if start == self.tokens[position].idx:
                return start + len(part)
            start += len(part) + 1
        return 0

    def _named_place(
        self, position: int, end: int, size: int, entries: tuple[Entry, ...]
    ) -> tuple[Candidate | None, int]:
        """A name that the parse calls a place: as long as the gazetteer knows it, else as the parse has it."""
        tokens = self.tokens
        used = self._tokens_before(position, end)
        whole = self.document.text[tokens[position].idx : end]
        if "," in whole and (entries_of_whole := self.gazetteer.look_up(whole)):  # "Washington, D.C."
            return self._candidate(position, used, entries_of_whole, "parse", "place"), used
        used = next((n for n in range(1, used) if tokens[position + n].text == ","), used)
        if size and guarded(tokens, position, size, entries, strict=False):
            return None, max(size, used)
        if size >= used:
            return self._candidate(position, size, entries, "parse", "place"), size
        skipped = 0
        while skipped < used - 1 and tokens[position + skipped].lower_ in words("place_qualifiers"):
            skipped += 1
        if skipped:
            size, entries = self._longest(position + skipped)
            if size >= used - skipped and not guarded(tokens, position + skipped, size, entries):
                return self._candidate(position + skipped, size, entries, "parse", "place"), skipped + size
        if size and _is_part(tokens[position + size], size, entries):
            return self._candidate(position, size, entries, "parse", "place"), used
        return self._candidate(position, used, (), "parse", "place"), used

    def _tokens_before(self, position: int, end: int) -> int:
        count = 0
        while position + count < len(self.tokens) and self.tokens[position + count].idx < end:
            count += 1
        return max(1, count)

    def _candidate(self, position: int, size: int, entries: tuple[Entry, ...], how: str, name_kind: str) -> Candidate:
        tokens, text = self.tokens, self.document.text
        start, end = tokens[position].idx, tokens[position + size - 1].idx + len(tokens[position + size - 1])
        if "." in text[start:end] and text[end - 1] != "." and text[end : end + 1] == ".":  # "W.Va" of "W.Va."
            end += 1
        mention = make_mention(self.document, start, end, entries)
        mention = replace(mention, metonymic=_acts(tokens[position + size - 1], mention))
        against = cues_against(tokens, position, size)
        if how == "match" and not mention.demonym:
            against = against or stands_in_longer_name(tokens, position, size)
        dateline = self._is_dateline(position, size)
        against = against and not dateline
        spoken_for = dateline or cues_for(tokens, position, size, strictly=how == "doubtful") or (
            position > 0 and tokens[position - 1].lower_ == "the"
            and bool(entries) and entries[0].kind in ("water", "terrain")
        )  # fmt: skip
        return Candidate(mention, fold(mention.text), how, name_kind, tokens, position, size, spoken_for, against,
                         self._enclosed(position + size))  # fmt: skip

    def _is_dateline(self, position: int, size: int) -> bool:
        """Whether a sentence begins with this name in capitals, a dash not far behind: "ST. LOUIS (AP) —"."""
        words_in_capitals = [token.text for token in self.tokens[position : position + size] if token.is_alpha]
        if position or not all(word.isupper() and len(word) > 2 for word in words_in_capitals):
            return False
        behind = [token.text for token in self.tokens[size : size + DATELINE_WORDS]]
        return bool(words_in_capitals) and not DASHES.isdisjoint(behind)

    def _enclosed(self, following: int) -> bool:
        """Whether a comma and the name of an area follow: "Pleasanton, Calif."."""
        tokens = self.tokens
        if (
            following + 1 >= len(tokens)
            or tokens[following].text != ","
            or not tokens[following + 1].text[:1].isupper()
        ):
            return False
        _, entries = self._longest(following + 1)
        return any(entry.kind in ("country", "region") and entry.form != DEMONYM for entry in entries)


def _acts(last: Token, mention: Mention) -> bool:
    """Whether a state or a great city is said to do what governments do: "Moscow warned", "Iraq has signed"."""
    if last.dep_ not in ("nsubj", "nsubj:pass", "nsubjpass") or mention.demonym:
        return False
    able = any(e.form == OFFICIAL and (e.kind == "country" or e.population >= MILLIONS) for e in mention.entries[:1])
    return able and last.head.lemma_.lower() in words("acts_of_state")


def _is_land(entries: Sequence[Entry]) -> bool:
    """Whether the first of these is a country or a part of the world, whose exact name no organisation bears."""
    return bool(entries) and entries[0].form == OFFICIAL and entries[0].kind in ("country", "area")


def _is_part(following: Token, size: int, entries: Sequence[Entry]) -> bool:
    """Whether the first words of a longer name are a place themselves: "Lexington County | Sheriff", "Kent | park"."""
    if size > 1:
        return any(entry.kind in ("country", "region", "county") and entry.form == OFFICIAL for entry in entries)
    return following.text in words("place_nouns") | words("site_nouns")
