"""Counting hits: precision, recall, F, and one-to-one matching of overlapping spans."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

Gold = TypeVar("Gold")
Found = TypeVar("Found")


class Score(NamedTuple):
    """Precision, recall and F1, in per cent."""

    precision: float
    recall: float
    f1: float


def score(hits: int, found: int, gold: int) -> Score:
    """Precision, recall and F1 from counts, in per cent; 0 where there is nothing to count."""
    precision = 100 * hits / found if found else 0.0
    recall = 100 * hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1)


def exact(found: Iterable[Hashable], gold: Iterable[Hashable]) -> tuple[int, int, int]:
    """(hits, found, gold) of two sets of keys."""
    found_set, gold_set = set(found), set(gold)
    return len(found_set & gold_set), len(found_set), len(gold_set)


def pair_best(
    found: Sequence[Found], gold: Sequence[Gold], likeness: Callable[[Found, Gold], float], at_least: float
) -> list[tuple[Found, Gold]]:
    """Pairs of found and gold, each used once, greedily by falling likeness, none below `at_least`."""
    scored = sorted(
        ((likeness(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for value, i, j in scored:
        if value < at_least:
            break
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((found[i], gold[j]))
    return pairs
