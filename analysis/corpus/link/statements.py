"""Which quotes of different articles report one statement: the same speaker in nearly the same words.

Two quotes are one statement where they share most of their content words (overlap of the shorter with the longer) and
either the speaker is the same person, or the words are in quotation marks and so alike that two people hardly chose
them; who is said to have spoken may then differ, and is kept. Candidates are found by runs of two content words, so
the work grows with the quotes, not with their pairs. Nothing is dropped: each quote keeps its own words and verb.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.corpus.link.features import Features, Said
from analysis.corpus.link.folding import Clusters, stable_id
from analysis.corpus.link.rows import PersonRef, QuoteRef, Statement

LEAST_WORDS = 3  # content words that two quotes share at least, unless they are the same words
SAME_SPEAKER = 0.6  # shared content words ÷ those of the shorter quote
LEAST_RATIO = 0.34  # shorter ÷ longer, in content words: a fragment is no statement of its own
ANYBODY = 0.8
LEAST_WORDS_OF_ANYBODY = 6
COMMON = 40  # a run of words that more quotes have than this finds nobody


@dataclass(frozen=True, slots=True)
class _Said:
    """One quote, ready to be compared."""

    ref: QuoteRef
    person_id: str | None
    words: tuple[str, ...]
    bag: frozenset[str]
    is_quoted: bool
    order: tuple[str, int, str, int]  # published first, then the longest, then by reference


def find(articles: Sequence[Features], people: Mapping[PersonRef, str]) -> dict[QuoteRef, Statement]:
    """The statement of every quote, and whether the quote leads it (published first, then longest)."""
    said = sorted(
        (
            _said(article, number, quote, people)
            for article in articles
            for number, quote in enumerate(article.quotes)
        ),
        key=lambda each: each.ref,
    )  # fmt: skip
    by_ref = {each.ref: each for each in said}
    clusters = Clusters(by_ref)
    for one, other in _candidates(said):
        if _is_one_statement(one, other):
            clusters.join(one.ref, other.ref)
    rows: dict[QuoteRef, Statement] = {}
    for refs in clusters.sets():
        lead = min((by_ref[ref] for ref in refs), key=lambda each: each.order)
        statement_id = stable_id("s", *map(str, lead.ref))
        for ref in refs:
            rows[ref] = Statement(statement_id, ref == lead.ref)
    return rows


def _said(article: Features, number: int, said: Said, people: Mapping[PersonRef, str]) -> _Said:
    person_id = people.get((article.article_id, said.person_key)) if said.person_key else None
    order = (article.published or "9999", -len(said.words), article.article_id, number)
    return _Said((article.article_id, number), person_id, said.words, frozenset(said.words), said.is_quoted, order)


def _candidates(said: Sequence[_Said]) -> list[tuple[_Said, _Said]]:
    """Pairs of quotes of different articles that share a run of two content words not too common."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(said):
        for run in set(zip(each.words, each.words[1:], strict=False)):
            holders[run].append(number)
    met = {
        (one, other)
        for numbers in holders.values()
        if 1 < len(numbers) <= COMMON
        for position, one in enumerate(numbers)
        for other in numbers[position + 1 :]
    }
    return [(said[one], said[other]) for one, other in sorted(met) if said[one].ref[0] != said[other].ref[0]]


def _is_one_statement(one: _Said, other: _Said) -> bool:
    shared = len(one.bag & other.bag)
    shorter, longer = sorted((len(one.bag), len(other.bag)))
    if (shared < LEAST_WORDS and one.words != other.words) or shorter < LEAST_RATIO * longer:
        return False
    if one.person_id is not None and one.person_id == other.person_id:
        return shared >= SAME_SPEAKER * shorter
    alike = shared >= ANYBODY * longer and shared >= LEAST_WORDS_OF_ANYBODY
    return one.is_quoted and other.is_quoted and alike
