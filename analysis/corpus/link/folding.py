"""Words made comparable: case, accents, marks and titles taken away; stable ids; sets that grow together."""

import hashlib
import re
import unicodedata
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "as",
        "that",
        "this",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "he",
        "she",
        "they",
        "we",
        "who",
        "which",
        "into",
        "over",
        "after",
        "before",
        "about",
        "more",
        "than",
        "some",
    ]  # fmt: skip
)
HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "prof",
        "professor",
        "president",
        "minister",
        "secretary",
        "senator",
        "sen",
        "rep",
        "gov",
        "governor",
        "gen",
        "general",
        "col",
        "colonel",
        "lt",
        "lieutenant",
        "maj",
        "major",
        "capt",
        "captain",
        "sgt",
        "sergeant",
        "adm",
        "admiral",
        "king",
        "queen",
        "prince",
        "princess",
        "sheikh",
        "pope",
        "judge",
        "justice",
        "mayor",
        "chancellor",
        "premier",
        "rev",
        "reverend",
        "former",
    ]  # fmt: skip
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, without accents, possessives and punctuation, single spaces.

    >>> fold("The  Café’s Owner")
    'the cafe owner'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    words = (match.group().removesuffix("'s").removesuffix("’s").replace(".", "") for match in WORD.finditer(plain))
    return " ".join(words)


def content_words(*texts: str | None) -> frozenset[str]:
    """The words of the texts that carry meaning, folded."""
    return frozenset(word for text in texts if text for word in fold(text).split() if word not in STOP_WORDS)


def bare_name(name: str) -> str:
    """A name folded, without leading article and titles ("Gen. Ana Ruiz" → "ana ruiz")."""
    words = fold(name).split()
    while len(words) > 1 and (words[0] in HONORIFICS or words[0] == "the"):
        words.pop(0)
    return " ".join(words)


def stable_id(prefix: str, *parts: str) -> str:
    """An id that depends on `parts` alone."""
    return f"{prefix}-{hashlib.blake2b(chr(31).join(parts).encode(), digest_size=8).hexdigest()}"


class Clusters(Generic[T]):
    """Disjoint sets (union–find); the sets do not depend on the order of joining."""

    def __init__(self, items: Iterable[T]) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def find(self, item: T) -> T:
        """The item that stands for the set of `item`."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: T, other: T) -> None:
        """Make one set of the sets of two items."""
        self._parent[self.find(other)] = self.find(one)

    def sets(self) -> list[list[T]]:
        """All sets, members in the order they were given."""
        groups: dict[T, list[T]] = {}
        for item in self._parent:
            groups.setdefault(self.find(item), []).append(item)
        return list(groups.values())
