"""How likely a candidate is a toponym: a small logistic model over what is seen of it.

Weights in data/lexicons/place_filter.csv, fitted by `python -m analysis.evaluate.place_filter`; what they were fitted
on and how well they do stands in data/lexicons/place_filter.md. One surface is one thing in an article, so what its
other mentions look like counts too.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from analysis import lexicons
from analysis.places.candidates import Candidate
from analysis.places.evidence import Evidence
from analysis.places.gazetteer import ABBREVIATION, ALTERNATE, OFFICIAL, Entry
from analysis.places.matching import MILLIONS
from analysis.places.mention import Mention
from analysis.places.wordlists import words

THRESHOLD, UNKNOWN_THRESHOLD, REFUSED_THRESHOLD = 0.2, 0.5, 0.55
"""From this probability on a candidate is kept. A missed place is worse than one too many, which its confidence tells;
what the gazetteer does not know brings nothing to the map, and is kept only where it is rather a toponym; and where
plain rules say no ("Mr. Kent said"), all else has to speak against them."""
SHORT_BELIEF = 0.95
"""Of "IL" and "Calif.", which are candidates only after a comma; too few texts that weights are fitted on have them."""
LARGE = 100_000
UNMISTAKABLE_LIKELIHOOD = 0.5
"""Of the whole name of a country, a state or a sea in two words or more, in no other name: "the Holy See"."""
UNMISTAKABLE = frozenset({"country", "region", "area", "water", "terrain"})
"""Kinds of places whose names are hardly borne by anything else."""
BEFORE = frozenset({
    '"', "(", ",", "-", ":", "a", "across", "along", "an", "and", "around", "as", "at", "between", "by", "for",
    "from", "in", "into", "is", "leaving", "near", "of", "off", "on", "onto", "or", "outside", "reached",
    "said", "that", "the", "throughout", "to", "toward", "towards", "via", "visited", "was", "with", "within",
    "—", "“"
})  # fmt: skip
AFTER = frozenset({
    "'s", "(", ")", ",", "-", ".", ":", "and", "at", "for", "from", "had", "has", "have", "in", "is", "of",
    "on", "or", "said", "says", "that", "to", "was", "where", "who", "will", "with", "—", "’s"
})  # fmt: skip
"""Words next to a name that are features by themselves; others count by their shape."""


class Article:
    """What the candidates of one article say of each surface."""

    def __init__(self, found: Sequence[Candidate], evidence: Evidence):
        self.surnames = evidence.surnames
        self.mentions = Counter(c.surface for c in found)
        self.seen: dict[str, set[str]] = defaultdict(set)
        for candidate in found:
            self.seen[candidate.surface].update(_signs(candidate))
        surely = [c for c in found if c.how == "parse" or c.enclosed or _is_large(c.mention.entries)]
        plain = [c for c in surely if not c.speaks_against]
        self.countries = {c.mention.entries[0].country for c in plain if c.mention.entries}
        self.sure = {c.surface for c in plain}
        self.otherwise = {c.surface for c in found if c.speaks_against and not _famous(c)} | evidence.surnames

    def by_rule(self, candidate: Candidate) -> str:
        """What plain rules would say: "yes", "no", or that it "depends" on cues that are not there."""
        surface = candidate.surface
        used_as_place = "for" in self.seen[surface] or "enclosed" in self.seen[surface]
        if _famous(candidate) or candidate.mention.demonym:
            return "no" if surface in self.otherwise and not candidate.speaks_for else "yes"
        if candidate.speaks_against and not candidate.speaks_for:
            return "no"
        if surface in self.otherwise:
            return "yes" if candidate.speaks_for and surface in self.sure else "no"
        if not candidate.mention.entries:
            return "yes" if candidate.speaks_for else "depends"
        return "yes" if surface in self.sure or used_as_place else "depends"


def _is_large(entries: Sequence[Entry]) -> bool:
    return any(e.form == OFFICIAL and (e.population >= LARGE or e.kind in UNMISTAKABLE) for e in entries)


def _is_unmistakable(entries: Sequence[Entry]) -> bool:
    return any(entry.form == OFFICIAL and entry.kind in UNMISTAKABLE for entry in entries)


def _famous(candidate: Candidate) -> bool:
    """A country or a city of millions, which speaks and acts without ceasing to be a place."""
    if candidate.how == "match" or (candidate.how == "doubtful" and candidate.speaks_against):
        return False
    return any(
        e.form == OFFICIAL and (e.kind == "country" or e.population >= MILLIONS) for e in candidate.mention.entries
    )


def _signs(candidate: Candidate) -> Iterator[str]:
    """What a mention says of the other mentions of its surface."""
    yield candidate.name_kind
    if candidate.speaks_for:
        yield "for"
    if candidate.speaks_against:
        yield "against"
    if candidate.enclosed:
        yield "enclosed"


def features(candidate: Candidate, article: Article) -> Iterator[str]:
    """Names of the features that hold for a candidate."""
    mention, how, kind = candidate.mention, candidate.how, candidate.name_kind
    size = _size(mention.entries)
    yield "always"
    yield f"called {kind}"
    known = _known(mention)
    yield known
    yield f"called {kind}, {known}"
    yield f"size {size}"
    yield f"{how}, size {size}"
    rule = article.by_rule(candidate)
    yield f"by rule {rule}"
    yield f"by rule {rule}, {how}"
    yield f"by rule {rule}, {known}"
    yield f"senses {min(3, len(mention.entries)).bit_length()}"
    yield f"words {min(3, candidate.size)}"
    yield from _word(candidate, article)
    for sign in ("for", "against", "enclosed"):
        if sign in set(_signs(candidate)):
            yield sign
            yield f"{sign}, {how}"
            yield f"{sign}, {known}"
    for sign in sorted(article.seen[candidate.surface] - set(_signs(candidate))):
        yield f"elsewhere {sign}"
        yield f"elsewhere {sign}, {how}"
    yield f"mentions {min(4, article.mentions[candidate.surface]).bit_length()}"
    if _in_company(mention, article.countries):
        yield "in company"
        yield f"in company, {how}"
    yield from _around(candidate)


def _known(mention: Mention) -> str:
    """What the gazetteer has under this name, at best."""
    if mention.demonym:
        return "people"
    if not mention.entries:
        return "unknown"
    if all(entry.form == ABBREVIATION for entry in mention.entries):
        return "short for an area"
    best = max(mention.entries, key=lambda entry: (entry.form == OFFICIAL, entry.population))
    return f"{'another name of a ' if best.form == ALTERNATE else ''}{best.kind}"


def _size(entries: Sequence[Entry]) -> int:
    """Digits of the largest population under this name."""
    return len(str(max((entry.population for entry in entries), default=0)))


def _in_company(mention: Mention, countries: set[str | None]) -> bool:
    """Whether a large place of that name lies in a country the article surely speaks of."""
    return any(
        e.form == OFFICIAL and e.kind in ("city", "region") and e.population >= LARGE and e.country in countries
        for e in mention.entries
    )


def _word(candidate: Candidate, article: Article) -> Iterator[str]:
    """What the word itself is."""
    token = candidate.tokens[candidate.position]
    text = candidate.mention.text
    yield f"tag {candidate.tokens[candidate.position + candidate.size - 1].tag_}"
    if candidate.surface in article.surnames:
        yield "surname here"
        yield f"surname here, {candidate.how}"
    if token.lower_ in words("common_words"):
        yield "common word"
    if token.text in _first_names():
        yield "first name"
    if text.isupper() and len(text) > 1:
        yield "capitals" if len(text) > 4 else "short capitals"
    last = candidate.tokens[candidate.position + candidate.size - 1].lower_
    if candidate.size > 1 and last in words("place_nouns"):
        yield "ends as a place"
    if candidate.size > 1 and last in words("site_nouns"):
        yield "ends as a site"


def _around(candidate: Candidate) -> Iterator[str]:
    """The words before and behind."""
    tokens, first, following = candidate.tokens, candidate.position, candidate.position + candidate.size
    before = tokens[first - 1] if first else None
    after = tokens[following] if following < len(tokens) else None
    if before is not None and before.lower_ == "the" and first > 1:
        yield "after the"
        before = tokens[first - 2]
    yield f"after {_shape(before, BEFORE)}"
    yield f"before {_shape(after, AFTER)}"
    if candidate.how != "parse":
        yield f"{candidate.how}, after {_shape(before, BEFORE)}"
        yield f"{candidate.how}, before {_shape(after, AFTER)}"


def _shape(token, listed: frozenset[str]) -> str:  # type: ignore[no-untyped-def]
    if token is None:
        return "the edge"
    word = token.lower_
    if word in listed:
        return f"“{word}”"
    for use in ("titles", "speech_verbs", "arrival_verbs", "resident_nouns", "organisation_tails", "settlement_nouns"):
        if word in words(use):
            return use
    if token.text[:1].isupper():
        return "a capital"
    return "a figure" if token.text[:1].isdigit() else token.pos_


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return lexicons.words("first_names", "name")


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Log-odds by feature."""
    return {row["feature"]: float(row["weight"]) for row in lexicons.rows("place_filter")}


def probability(names: Iterable[str]) -> float:
    """The probability that a candidate with these features is a toponym."""
    known = weights()
    total = sum(known.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def keep(candidate: Candidate, article: Article) -> float | None:
    """The probability of a candidate that is kept, as it is to be believed; None where it is dropped."""
    entries = candidate.mention.entries
    if entries and all(entry.form == ABBREVIATION for entry in entries):
        return SHORT_BELIEF
    if not entries and candidate.surface in words("place_nouns") | words("site_nouns") | words("somewhere_nouns"):
        return None  # "the State", "the Campus"
    likelihood = probability(features(candidate, article))
    if candidate.how == "match" and candidate.size > 1 and _is_unmistakable(entries):
        return belief(max(likelihood, UNMISTAKABLE_LIKELIHOOD))
    least = THRESHOLD if entries else UNKNOWN_THRESHOLD
    if article.by_rule(candidate) == "no":
        least = REFUSED_THRESHOLD
    return belief(likelihood) if likelihood >= least else None


def belief(likelihood: float) -> float:
    """How often what is kept at this likelihood is a toponym: more often than the model says in other papers' prose.

    The root, as measured on LGL and GeoWebNews; `make quality` prints the reliability table.
    """
    return math.sqrt(likelihood)
