"""Who is the same person in two articles.

The same full name is one person only where two articles agree: on a word of the role, on the affiliation, or on their
context (another person or organisation that both name and few others do, or two such places). Roles of different
walks of life that seldom meet in one person keep two bearers apart whatever else agrees. A single name joins a full one
only where the corpus knows a single bearer and they agree. Organisations meet under their name, an alias, or an
acronym that the corpus, or the list of acronyms, spells out in one way only. An unnamed source stays in its article.
Nothing depends on the order of articles, and every row says why its mentions are one.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from analysis import lexicons, schema
from analysis.corpus.link.features import Features
from analysis.corpus.link.folding import Clusters, bare_name, content_words, fold, stable_id
from analysis.corpus.link.rows import LinkedPerson, PersonRef

NAME_PARTICLES = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "de",
        "la",
        "le",
        "del",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "abu",
        "al",
        "el",
        "al-",
        "ben",
        "&",
        "y",
        "e",
    ]  # fmt: skip
)
PAST_ROLE_WORDS = frozenset({"former", "ex", "retired", "then"})
OFTEN_BOTH = frozenset(
    frozenset(pair)
    for pair in (("official", "military"), ("official", "expert"), ("expert", "NGO"), ("expert", "business"),
                 ("expert", "media"), ("NGO", "civilian"), ("business", "civilian"), ("NGO", "business"))
)  # fmt: skip
"""Walks of life in which one person is often met under two roles: a general who is a minister, an expert of an NGO."""
VAGUE_ROLE_WORDS = frozenset({"former", "senior", "chief", "head", "director", "deputy", "member", "spokesman"})


FEW_ARTICLES = 10  # a name that more articles have, and more than one in FEW_SHARE, tells no context
FEW_SHARE = 20
MOST_PLACES = 12  # of an article that are looked at in pairs
MOST_TIES = 3  # named in a reason
PLACES_BESIDE = 2  # places that two articles must share to have a context in common


@dataclass(frozen=True, slots=True)
class _Mention:
    """One person of one article."""

    ref: PersonRef
    person: schema.Person
    folded: str
    named: bool
    role_words: frozenset[str]
    affiliation_words: frozenset[str]
    beside: frozenset[str]  # other people and organisations of the article, folded
    places: frozenset[str]


def link(articles: Sequence[Features]) -> tuple[dict[PersonRef, str], dict[str, LinkedPerson]]:
    """The person_id of every person of every article, and the rows by person_id."""
    mentions = sorted(_mentions(articles), key=lambda mention: mention.ref)
    groups: list[_Group] = [_Group(stable_id("p", *m.ref), [m], ()) for m in mentions if not m.named]
    votes: Counter[str] = Counter()
    for mention in mentions:
        votes[mention.folded] += 1 if mention.person.is_organisation else -1
    named = [mention for mention in mentions if mention.named]
    groups += _organisations([m for m in named if votes[m.folded] > 0])
    groups += _persons([m for m in named if votes[m.folded] <= 0])  # one article may have taken a person for an office
    ids: dict[PersonRef, str] = {}
    rows: dict[str, LinkedPerson] = {}
    for group in groups:
        rows[group.person_id] = _row(group)
        ids.update({member.ref: group.person_id for member in group.members})
    return ids, rows


class _Group(NamedTuple):
    """The mentions of one person, and what ties them together."""

    person_id: str
    members: list[_Mention]
    ties: tuple[str, ...]


def _mentions(articles: Sequence[Features]) -> list[_Mention]:
    seen = Counter(name for article in articles for name in article.names)
    on_map = Counter(place for article in articles for place in article.places)
    few = max(FEW_ARTICLES, len(articles) // FEW_SHARE)
    found = []
    for article in articles:
        proper = set(article.proper)
        others = frozenset(name for name in article.names if seen[name] <= few)
        places = frozenset(place for place in article.places if on_map[place] <= few)
        for person in article.people:
            folded = bare_name(person.name)
            own = {folded, *(bare_name(alias) for alias in person.aliases)}
            found.append(
                _Mention(
                    (article.article_id, person.key),
                    person,
                    folded,
                    person.key in proper and _looks_proper(person.name),
                    content_words(person.role) - VAGUE_ROLE_WORDS,
                    content_words(person.affiliation),
                    others - own,
                    places,
                )  # fmt: skip
            )
    return found


def _looks_proper(name: str) -> bool:
    """Whether a name is one ("Ana Ruiz", "Bank of Oleria"), not a description ("a U.S. official")."""
    words = [word for word in name.split() if word.strip("-’'") and word.casefold() not in NAME_PARTICLES]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in words)


def _persons(mentions: list[_Mention]) -> list[_Group]:
    by_name: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.folded].append(mention)
    bearers: dict[str, set[str]] = defaultdict(set)  # full names by their last word
    for name in by_name:
        if " " in name:
            bearers[name.rsplit(" ", 1)[1]].add(name)
    joined = {name: list(members) for name, members in by_name.items()}
    for name in sorted(by_name):
        full = bearers.get(name, set()) if " " not in name else set()
        if len(full) == 1:
            (fuller,) = full
            moved = [m for m in by_name[name] if any(_ties(m, other) for other in by_name[fuller])]
            joined[fuller] += moved
            joined[name] = [m for m in by_name[name] if m not in moved]
    groups: list[_Group] = []
    for name in sorted(joined):
        groups += _bearers(name, sorted(joined[name], key=lambda mention: mention.ref))
    return groups


def _ties(one: _Mention, other: _Mention) -> tuple[str, ...]:
    """What two mentions of a name agree in, as words for a reason; empty where in nothing or where roles conflict."""
    if _conflict(one, other):
        return ()
    roles = tuple(f"the role “{word}”" for word in sorted(one.role_words & other.role_words))
    at = (f"the affiliation “{one.person.affiliation}”",) if one.affiliation_words & other.affiliation_words else ()
    names = tuple(f"“{name}” beside it" for name in sorted(one.beside & other.beside))
    shared = sorted(one.places & other.places)
    places = (f"the places “{'” and “'.join(shared[:PLACES_BESIDE])}”",) if len(shared) >= PLACES_BESIDE else ()
    return roles + at + names + places


def _agree(one: _Mention, other: _Mention) -> bool:
    return bool(one.role_words & other.role_words or one.affiliation_words & other.affiliation_words)


def _conflict(one: _Mention, other: _Mention) -> bool:
    """Two known roles without a common word, in different walks of life, and nothing else that ties them."""
    if _agree(one, other) or not (_is_telling(one) and _is_telling(other)):
        return False
    groups = frozenset({one.person.speaker_group, other.person.speaker_group})
    return len(groups) == 2 and groups not in OFTEN_BOTH


def _is_telling(mention: _Mention) -> bool:
    """Whether the role places its bearer in a walk of life now: of a known group, or a listed trade."""
    if not mention.role_words or PAST_ROLE_WORDS & content_words(mention.person.role):
        return False
    return mention.person.speaker_group != "other" or bool(
        mention.role_words & lexicons.words("roles", "noun", naming="role", speaker_group="other")
    )


def _bearers(name: str, mentions: list[_Mention]) -> list[_Group]:
    """The bearers of a name: mentions that agree are joined, strongest first, unless any two of a bearer conflict."""
    clusters = Clusters(range(len(mentions)))
    roles = {number: {_profile(mention): mention} for number, mention in enumerate(mentions)}
    ties: dict[int, tuple[str, ...]] = dict.fromkeys(roles, ())
    for one, other in _pairs(mentions):
        here, there = clusters.find(one), clusters.find(other)
        if here == there or any(_conflict(a, b) for a in roles[here].values() for b in roles[there].values()):
            continue
        found = (*ties[here], *ties[there], *_ties(mentions[one], mentions[other]))
        clusters.join(here, there)
        roles[here] |= roles[there]
        ties[here] = tuple(dict.fromkeys(found))
    groups = []
    for rank, numbers in enumerate(sorted(clusters.sets(), key=lambda numbers: (-len(numbers), min(numbers)))):
        people = [mentions[n] for n in sorted(numbers)]
        telling = "" if rank == 0 else _telling_word(people) or "/".join(people[0].ref)
        groups.append(_Group(stable_id("p", name, telling), people, ties[clusters.find(numbers[0])]))
    return groups


def _profile(mention: _Mention) -> tuple[str | None, str | None, str]:
    """All of a mention that may conflict with another: many mentions have few profiles."""
    return mention.person.role, mention.person.affiliation, mention.person.speaker_group


def _pairs(mentions: list[_Mention]) -> list[tuple[int, int]]:
    """Mentions that agree in something, in most things first; found by what they share, so few pairs are looked at."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        keys = [f"role {word}" for word in mention.role_words] + [f"at {word}" for word in mention.affiliation_words]
        keys += [f"{one}/{other}" for one, other in combinations(sorted(mention.places)[:MOST_PLACES], 2)]
        for key in (*keys, *mention.beside):
            holders[key].append(number)
    met = {pair for numbers in holders.values() for pair in zip(numbers, numbers[1:], strict=False)}
    met |= {(numbers[0], other) for numbers in holders.values() for other in numbers[2:]}
    strength = {(a, b): len(_ties(mentions[a], mentions[b])) for a, b in met}
    return sorted((pair for pair, ties in strength.items() if ties), key=lambda pair: (-strength[pair], pair))


def _telling_word(mentions: list[_Mention]) -> str:
    counts = Counter(word for mention in mentions for word in mention.role_words)
    return min(counts, key=lambda word: (-counts[word], word)) if counts else ""


def _organisations(mentions: list[_Mention]) -> list[_Group]:
    names = {m.folded for m in mentions}
    spelt: dict[str, set[str]] = defaultdict(set)  # short form → the names it stands for
    for mention in mentions:
        for alias in {bare_name(alias) for alias in mention.person.aliases if _looks_proper(alias)}:
            if alias != mention.folded and (_is_acronym(alias, mention.folded) or " " in alias):
                spelt[alias].add(mention.folded)
    for row in lexicons.rows("acronyms"):
        if bare_name(row["name"]) in names:
            spelt[fold(row["acronym"])].add(bare_name(row["name"]))
    clusters = Clusters(sorted(names))
    for short in sorted(spelt):
        if short in names and len(spelt[short]) == 1:
            clusters.join(next(iter(spelt[short])), short)
    by_cluster: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_cluster[clusters.find(mention.folded)].append(mention)
    groups = []
    for members in by_cluster.values():
        forms = sorted({m.folded for m in members}, key=lambda n: (-len(n), n))
        ties = (f"“{forms[0]}” and {' and '.join(f'“{form}”' for form in forms[1:])} are names of one body",)
        groups.append(_Group(stable_id("p", "organisation", forms[0]), members, ties if len(forms) > 1 else ()))
    return groups


def _is_acronym(short: str, name: str) -> bool:
    """Whether `short` is made of initials of `name`, in order ("who" of "world health organization")."""
    words = name.split()
    if " " in short or not 2 <= len(short) <= 8 or len(words) < 2:
        return False
    initials = "".join(word[0] for word in words)
    remaining = iter(initials)
    return all(letter in remaining for letter in short) or short.startswith(initials)


def _row(group: _Group) -> LinkedPerson:
    people = [mention.person for mention in group.members]
    name = _most([p.name for p in people])
    aliases = {form for p in people for form in (p.name, *p.aliases)} - {name}
    return LinkedPerson(
        group.person_id, name, tuple(sorted(aliases, key=lambda form: (fold(form), form))),
        _most([p.role for p in people if p.role]) or None,
        _most([p.affiliation for p in people if p.affiliation]) or None,
        _most([p.speaker_group for p in people if p.speaker_group != "other"]) or "other",
        tuple(sorted({pronoun for p in people for pronoun in p.pronouns})),
        sum(p.is_organisation for p in people) * 2 > len(people), len({mention.ref[0] for mention in group.members}),
        _reason(group),
    )  # fmt: skip


def _reason(group: _Group) -> str:
    """A sentence that says why these mentions are one person."""
    articles = len({mention.ref[0] for mention in group.members})
    first = group.members[0]
    if not first.named:
        return "Not named; never taken for a source of another article."
    if articles == 1:
        return "Named in one article only, or agreeing with no other bearer of the name."
    if first.person.is_organisation or not group.ties:  # the first article may have taken an office for a person
        return f"{articles} articles name it{': ' + group.ties[0] if group.ties else ''}."
    names = {mention.folded for mention in group.members}
    how = "the same name" if len(names) == 1 else "a full name and its surname"
    return f"{articles} articles have {how} and agree in {_listed(group.ties)}."


def _listed(ties: Sequence[str]) -> str:
    """The first few of what mentions agree in, as words."""
    shown = list(ties[:MOST_TIES])
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _most(values: list[str]) -> str:
    """The fullest of the most frequent values."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-len(value.split()), -counts[value], value)) if counts else ""
