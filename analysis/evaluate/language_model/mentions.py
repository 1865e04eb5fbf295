"""Names exchanged for others of their kind while training, so that surroundings tell a name and not its letters.

A person gets a first name and surname of the census or of the corpora, a place one of the gazetteer or the corpora, a
people one of the corpora; all mentions of one name in a text get the same new one. Organisations keep their names: news
has the same ones again and again.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from analysis.evaluate.language_model import word_lists
from analysis.evaluate.language_model.texts import Text

EXCHANGED = frozenset({"PERSON", "LOC", "NORP"})
OF_TEXTS, OF_NAMES = 0.3, 0.5  # shares that are exchanged
FROM_LISTS = 0.5  # share of new persons and places that come from lists
LARGE = 20_000  # people of a place that is put in

Words = tuple[str, ...]


@dataclass
class Pool:
    """Names to put in, by kind; `first`, `last` and `places` with the running sums of their weights."""

    names: dict[str, list[Words]] = field(default_factory=dict)
    first: tuple[list[str], list[float]] = ([], [])
    last: tuple[list[str], list[float]] = ([], [])
    places: list[Words] = field(default_factory=list)

    def new(self, label: str, old: Words, chance: random.Random) -> Words:
        """A name to stand for `old`; a person's of one word stays one word."""
        if chance.random() < FROM_LISTS:
            if label == "PERSON":
                last = chance.choices(self.last[0], cum_weights=self.last[1])[0]
                return (last,) if len(old) == 1 else (chance.choices(self.first[0], cum_weights=self.first[1])[0], last)
            if label == "LOC":
                return chance.choice(self.places)
        names = self.names.get(label, [old])
        for _ in range(4):
            drawn = chance.choice(names)
            if label != "PERSON" or (len(drawn) == 1) == (len(old) == 1):
                return drawn
        return old


def pool(texts: Sequence[Text]) -> Pool:
    """The distinct names of the corpora and those of the lists."""
    found: dict[str, dict[Words, None]] = {}
    for text in texts:
        for start, end, label in _spans(text):
            words = tuple(text.words[start:end])
            if words[0][:1].isupper() and len(words) < 7:
                found.setdefault(label, {})[words] = None
    rows = list(word_lists.census())
    drawn = [
        [(name, share**0.5) for column, name, share in rows if column == kind] for kind in ("first name", "surname")
    ]
    first, last = (([name for name, _ in one], list(accumulate(weight for _, weight in one))) for one in drawn)
    places = [tuple(words) for words, people in word_lists.places() if people >= LARGE and all(map(str.isalpha, words))]
    return Pool({label: list(names) for label, names in found.items()}, first, last, places)


def exchange(text: Text, names: Pool, chance: random.Random) -> Text:
    """A copy of `text` with some of its names exchanged; often `text` itself."""
    if chance.random() > OF_TEXTS:
        return text
    new: dict[tuple[str, Words], Words] = {}
    words: list[str] = []
    spaces: list[bool] = []
    ents: list[str] = []
    at = 0
    for start, end, label in _spans(text):
        if label not in EXCHANGED:
            continue
        old = tuple(text.words[start:end])
        if (label, old) not in new:
            drawn = names.new(label, old, chance) if chance.random() < OF_NAMES else old
            new[label, old] = drawn
            if label == "PERSON" and len(old) > 1:
                new.setdefault((label, old[-1:]), drawn[-1:])
        put = new[label, old]
        words += [*text.words[at:start], *put]
        spaces += [*text.spaces[at:start], *[True] * (len(put) - 1), text.spaces[end - 1]]
        ents += [*text.ents[at:start], *(f"{'I' if n else 'B'}-{label}" for n in range(len(put)))]  # type: ignore[index]
        at = end
    words, spaces = words + text.words[at:], spaces + text.spaces[at:]
    return replace(text, words=words, spaces=spaces, ents=ents + text.ents[at:])  # type: ignore[index]


def _spans(text: Text) -> list[tuple[int, int, str]]:
    """(first word, end, label) of the names."""
    spans: list[tuple[int, int, str]] = []
    for at, tag in enumerate(text.ents or []):
        if tag.startswith("B-"):
            spans.append((at, at + 1, tag[2:]))
        elif tag.startswith("I-") and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1, spans[-1][2])
    return spans
