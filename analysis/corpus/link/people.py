"""Who is the same person in two articles.

A full name is one person in a corpus unless roles conflict: two known roles without a word in common, of different
walks of life (speaker groups) that seldom meet in one person, neither of them a former one, and no affiliation in
common. An unknown role conflicts with none. A single name joins a full one only where the corpus knows a single
bearer. Organisations meet under their name, or an acronym that the corpus spells out in one way only. An unnamed
source stays in its article. Every row says why its mentions are one.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analysis import lexicons, schema
from analysis.corpus.link.folding import Clusters, bare_name, content_words, fold, stable_id
from analysis.corpus.link.rows import LinkedPerson, PersonRef

NAMED = frozenset({"named", "organisation"})
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


@dataclass(frozen=True, slots=True)
class _Mention:
    """One person of one article."""

    ref: PersonRef
    person: schema.Person
    folded: str
    named: bool
    role_words: frozenset[str]
    affiliation_words: frozenset[str]


def link(articles: Sequence[schema.Article]) -> tuple[dict[PersonRef, str], dict[str, LinkedPerson]]:
    """The person_id of every person of every article, and the rows by person_id."""
    mentions = sorted(_mentions(articles), key=lambda mention: mention.ref)
    groups: list[tuple[str, list[_Mention]]] = []
    groups += [(stable_id("p", *m.ref), [m]) for m in mentions if not m.named]
    votes: Counter[str] = Counter()
    for mention in mentions:
        votes[mention.folded] += 1 if mention.person.is_organisation else -1
    named = [mention for mention in mentions if mention.named]
    groups += _organisations([m for m in named if votes[m.folded] > 0])
    groups += _persons([m for m in named if votes[m.folded] <= 0])  # one article may have taken a person for an office
    ids: dict[PersonRef, str] = {}
    rows: dict[str, LinkedPerson] = {}
    for person_id, members in groups:
        rows[person_id] = _row(person_id, members)
        ids.update({member.ref: person_id for member in members})
    return ids, rows


def _mentions(articles: Sequence[schema.Article]) -> list[_Mention]:
    found = []
    for article in articles:
        proper = {quote.person_key for quote in article.quotes if quote.naming in NAMED}
        proper |= {name.person_key for name in article.names}
        for person in article.people:
            found.append(
                _Mention(
                    (article.article_id, person.key),
                    person,
                    bare_name(person.name),
                    person.key in proper and _looks_proper(person.name),
                    content_words(person.role) - VAGUE_ROLE_WORDS,
                    content_words(person.affiliation),
                )  # fmt: skip
            )
    return found


def _looks_proper(name: str) -> bool:
    """Whether a name is one ("Ana Ruiz", "Bank of Oleria"), not a description ("a U.S. official")."""
    words = [word for word in name.split() if word.strip("-’'") and word.casefold() not in NAME_PARTICLES]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in words)


def _persons(mentions: list[_Mention]) -> list[tuple[str, list[_Mention]]]:
    by_name: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.folded].append(mention)
    bearers: dict[str, set[str]] = defaultdict(set)  # full names by their last word
    for name in by_name:
        if " " in name:
            bearers[name.rsplit(" ", 1)[1]].add(name)
    groups = []
    for name in sorted(by_name):
        full = bearers.get(name, set()) if " " not in name else set()
        if len(full) == 1:
            by_name[next(iter(full))].extend(m for m in by_name[name] if _may_be(m, by_name[next(iter(full))]))
            kept = [m for m in by_name[name] if m not in by_name[next(iter(full))]]
            by_name[name] = kept
    for name in sorted(by_name):
        if by_name[name]:
            groups += _split_by_role(name, sorted(by_name[name], key=lambda mention: mention.ref))
    return groups


def _may_be(short: _Mention, bearers: list[_Mention]) -> bool:
    """Whether a mention by a single name shares a role or an affiliation with the one full bearer of it."""
    return any(_agree(short, full) for full in bearers)


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


def _split_by_role(name: str, mentions: list[_Mention]) -> list[tuple[str, list[_Mention]]]:
    clusters = Clusters(range(len(mentions)))
    by_word: dict[tuple[str, str], int] = {}
    for number, mention in enumerate(mentions):
        words = [("role", word) for word in mention.role_words] + [("at", word) for word in mention.affiliation_words]
        if mention.role_words:
            words.append(("group", mention.person.speaker_group))
        for word in words:
            clusters.join(by_word.setdefault(word, number), number)
    sets = sorted(clusters.sets(), key=lambda members: (-len(members), members[0]))
    with_role = [members for members in sets if any(mentions[n].role_words for n in members)]
    persons: list[list[int]] = []
    for members in with_role:
        home = next(
            (p for p in persons if not any(_conflict(mentions[a], mentions[b]) for a in p for b in members)), None
        )
        if home is None:
            persons.append(list(members))
        else:
            home.extend(members)
    roleless = [n for members in sets if members not in with_role for n in members]
    if not persons:
        persons = [roleless]
    else:
        persons[0].extend(roleless)
    groups = []
    for rank, members in enumerate(persons):
        people = [mentions[n] for n in sorted(members)]
        telling = "" if rank == 0 else _telling_word(people)
        groups.append((stable_id("p", name, telling), people))
    return groups


def _telling_word(mentions: list[_Mention]) -> str:
    counts = Counter(word for mention in mentions for word in mention.role_words)
    return min(counts, key=lambda word: (-counts[word], word)) if counts else ""


def _organisations(mentions: list[_Mention]) -> list[tuple[str, list[_Mention]]]:
    names = {m.folded for m in mentions} | {bare_name(alias) for m in mentions for alias in m.person.aliases}
    clusters = Clusters(sorted(names))
    expansions: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for alias in {bare_name(alias) for alias in mention.person.aliases}:
            if _is_acronym(alias, mention.folded):
                expansions[alias].add(mention.folded)
    for mention in mentions:
        for acronym in expansions:
            if mention.folded == acronym or len(expansions[acronym]) > 1:
                continue
            if mention.folded in expansions[acronym]:
                clusters.join(mention.folded, acronym)
    by_cluster: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_cluster[clusters.find(mention.folded)].append(mention)
    return [
        (stable_id("p", "organisation", max((m.folded for m in members), key=lambda n: (len(n), n))), members)
        for members in by_cluster.values()
    ]


def _is_acronym(short: str, name: str) -> bool:
    """Whether `short` is made of initials of `name`, in order ("who" of "world health organization")."""
    words = name.split()
    if " " in short or not 2 <= len(short) <= 8 or len(words) < 2:
        return False
    initials = "".join(word[0] for word in words)
    remaining = iter(initials)
    return all(letter in remaining for letter in short) or short.startswith(initials)


def _row(person_id: str, mentions: list[_Mention]) -> LinkedPerson:
    people = [mention.person for mention in mentions]
    name = _most([p.name for p in people])
    aliases = {form for p in people for form in (p.name, *p.aliases)} - {name}
    return LinkedPerson(
        person_id, name, tuple(sorted(aliases, key=lambda form: (fold(form), form))),
        _most([p.role for p in people if p.role]) or None,
        _most([p.affiliation for p in people if p.affiliation]) or None,
        _most([p.speaker_group for p in people if p.speaker_group != "other"]) or "other",
        tuple(sorted({pronoun for p in people for pronoun in p.pronouns})),
        sum(p.is_organisation for p in people) * 2 > len(people), len({mention.ref[0] for mention in mentions}),
        _reason(mentions),
    )  # fmt: skip


def _reason(mentions: list[_Mention]) -> str:
    """A sentence that says why these mentions are one person."""
    articles = len({mention.ref[0] for mention in mentions})
    if not mentions[0].named:
        return "Not named; never taken for a source of another article."
    if articles == 1:
        return "Named in one article only."
    names = {mention.folded for mention in mentions}
    if mentions[0].person.is_organisation:
        how = "the same name" if len(names) == 1 else "a name and the acronym spelt out for it"
    else:
        how = "the same name" if len(names) == 1 else "a full name and its surname with the same role or affiliation"
    shared = frozenset.intersection(*(m.role_words | m.affiliation_words for m in mentions))
    roles = f", and all say “{min(shared)}”" if shared else ", and no roles that conflict"
    return f"{articles} articles have {how}{'' if mentions[0].person.is_organisation else roles}."


def _most(values: list[str]) -> str:
    """The fullest of the most frequent values."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-len(value.split()), -counts[value], value)) if counts else ""
