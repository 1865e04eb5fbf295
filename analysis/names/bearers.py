"""Who bears a name: one key for all mentions of one person or organisation in the article.

A surname belongs to the person of that surname; where two share it, to the one named last. Acronyms
belong to the organisation whose initials they are, or that the article or the list of acronyms names.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from analysis import lexicons
from analysis.document import Document
from analysis.names.consistency import surname, words_of
from analysis.names.recognise import CORPORATE, Mention

FIRM_WORDS = frozenset({"Corporation", "Company", "Group", "Holdings"})
LEAST_OF_SLIP = 5  # letters of a surname that may be misspelt
OFFICES = frozenset({"Department", "Ministry", "Bureau", "Office", "University"})
COUNTRIES = (
    ("U.S",),
    ("US",),
    ("U.K",),
    ("UK",),
    ("United", "States"),
    ("United", "Kingdom"),
    ("American",),
    ("British",),
)
"""Countries that are left off before a body of theirs: "U.S. Food and Drug Administration"."""
KEYED = ("person", "organisation")
Words = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Bearer:
    """A person or organisation while its mentions are collected."""

    name: Words
    last_at: int = -1  # token at which it was last named


class Register:
    """The bearers of one kind, found by their whole name or by a part that stands for it."""

    def __init__(self, kind: str):
        self.kind = kind
        self.by_name: dict[Words, Bearer] = {}
        self.by_part: dict[str, list[Bearer]] = defaultdict(list)

    def enter(self, words: Words) -> Bearer:
        """The bearer of a full name: the one already there, one whose fuller name this shortens, or a new one."""
        bearer = self.by_name.get(words)
        if bearer is None and self.kind == "person":
            bearer = next((b for b in self.by_part[surname(words)] if _same_person(words, b.name)), None)
        if bearer is None and self.kind == "organisation":
            same = (self.by_name.get(form) for form in _same_body(words))
            bearer = next((each for each in same if each is not None), None)
        if bearer is None:
            bearer = Bearer(words)
            if self.kind == "organisation":
                for form in _same_body(words):
                    self.by_name.setdefault(form, bearer)
            for part in _parts(words, self.kind):
                self.by_part[part].append(bearer)
        self.by_name[words] = bearer
        return bearer

    def find(self, words: Words, at: int) -> Bearer:
        """The bearer of a single word at a token: of those it fits, the one named last before."""
        fitting = [self.by_name[words]] if words in self.by_name else self.by_part.get(words[0], [])
        if not fitting and self.kind == "organisation":
            spelt_out = self.by_name.get(_spelt_out(words))
            fitting = [spelt_out] if spelt_out else []
        if not fitting and self.kind == "person":
            fitting = [
                b for part, bs in self.by_part.items() if _is_slip(words[0], part) for b in bs if b.name[-1] == part
            ]
            fitting = fitting if len(fitting) == 1 else []
        if not fitting:
            return self.enter(words)
        return max(fitting, key=lambda bearer: bearer.last_at if bearer.last_at < at else -1)


def keys(document: Document, mentions: list[Mention]) -> dict[Mention, str]:
    """The key ("p1", "p2", … in the order of the text) of each mention of a person or organisation."""
    doc = document.doc
    registers = {kind: Register(kind) for kind in KEYED}
    ordered = [m for m in mentions if m.kind in KEYED and " ".join(words_of(doc, m)) not in _deities()]
    owners: dict[Mention, Bearer] = {}
    for mention in sorted(ordered, key=lambda m: (m.start - m.end, m.start)):  # fullest names first
        words = _plain(doc, mention)
        if len(words) > 1:
            owners[mention] = registers[mention.kind].enter(words)
    numbers: dict[Bearer, int] = {}
    found: dict[Mention, str] = {}
    for mention in ordered:
        bearer = owners.get(mention) or registers[mention.kind].find(_plain(doc, mention), mention.start)
        bearer.last_at = mention.start
        found[mention] = f"p{numbers.setdefault(bearer, len(numbers) + 1)}"
    return found


def _plain(doc: Doc, mention: Mention) -> Words:
    """The words of a name without what varies: corporate endings, full stops, curly apostrophes."""
    words = words_of(doc, mention)
    plain = tuple(word.rstrip(".,").replace("’", "'") for word in words if word not in CORPORATE)
    if mention.kind == "organisation" and len(plain) > 2 and plain[-1] in FIRM_WORDS:
        plain = plain[:-1]
    return tuple(word for word in plain if word) or words


def _same_person(short: Words, full: Words) -> bool:
    """Whether every part of the shorter name is in the fuller one, in order, initials counting for names."""
    rest = iter(full[:-1])
    return all(any(_same_part(part, other) for other in rest) for part in short[:-1])


def _same_part(part: str, other: str) -> bool:
    return part == other or (len(part) == 1 and other.startswith(part)) or (len(other) == 1 and part.startswith(other))


def _same_body(words: Words) -> list[Words]:
    """Other ways to write a body: spelt out, without its country, "Health Ministry" for "Ministry of Health"."""
    forms = [_spelt_out(words)]
    for lead in COUNTRIES:
        if words[: len(lead)] == lead and len(words) > len(lead) + 1:
            forms += [words[len(lead) :], *_same_body(words[len(lead) :])]
    if words[0] in OFFICES and words[1:2] == ("of",) and len(words) > 2:
        forms.append((*words[2:], words[0]))
    if words[-1] in OFFICES and len(words) > 1:
        forms.append((words[-1], "of", *words[:-1]))
    return [form for form in forms if form != words]


def _is_slip(word: str, name: str) -> bool:
    """Whether a surname is another one with one letter wrong, lost, added or two changed about ("Maurer", "Mauer")."""
    if word[:1] != name[:1] or min(len(word), len(name)) < LEAST_OF_SLIP or abs(len(word) - len(name)) > 1:
        return False
    start = next((i for i, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), None)
    if start is None:
        return len(word) != len(name)
    rest, other = word[start:], name[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def _parts(words: Words, kind: str) -> set[str]:
    """Single words that may stand for a name: first name and surname; initials, or a firm's own word."""
    if kind == "person":
        return {words[0], words[-1], surname(words)}
    if len(words) == 1:
        return {words[0]}
    capitals = "".join(word[0] for word in words if word[0].isupper())
    parts = {capitals, "".join(word[0].upper() for word in words), _acronyms().get(" ".join(words), capitals)}
    if words[1] in lexicons.words("name_words", "word", position="tail"):
        parts.add(words[0])
    return parts | {".".join(part) for part in parts if part.isupper()}


def _spelt_out(words: Words) -> Words:
    """The name that an acronym of the list stands for; other words as they are."""
    return tuple(_names_of_acronyms().get(" ".join(words), " ".join(words)).split())


@cache
def _names_of_acronyms() -> dict[str, str]:
    return {row["acronym"].rstrip("."): row["name"] for row in lexicons.rows("acronyms")}


@cache
def _deities() -> frozenset[str]:
    """Names of beings that nobody can meet: they have no bearer."""
    return lexicons.words("deities", "name")


@cache
def _acronyms() -> dict[str, str]:
    return {row["name"]: row["acronym"] for row in lexicons.rows("acronyms")}
