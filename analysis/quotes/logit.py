"""A conditional logit: which of several answers is right, by weights of their features (McFadden 1974).

Fitting maximises the likelihood of the right answers less a ridge penalty, by AdaGrad over all cases at once and a
fixed number of steps from zero: no chance is involved, the same cases give the same weights.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

STEPS = 300
RATE = 0.2
LEAST_CASES = 3  # cases that a feature must occur in to have a weight
LEAST_WEIGHT = 0.005  # a smaller one is not worth a line

Weights = Mapping[str, float]


class Case(NamedTuple):
    """The features of each answer, and the number of the right one."""

    answers: list[list[str]]
    right: int


def shares(weights: Weights, answers: Sequence[Sequence[str]]) -> np.ndarray:
    """The probability of each answer; they sum to 1."""
    scores = np.array([sum(weights.get(feature, 0.0) for feature in answer) for answer in answers])
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def fit(cases: Sequence[Case], ridge: float, steps: int = STEPS) -> dict[str, float]:
    """The weights of all features that occur in enough cases."""
    seen = Counter(f for case in cases for f in {f for answer in case.answers for f in answer})
    names = sorted(feature for feature, count in seen.items() if count >= LEAST_CASES)
    column = {feature: number for number, feature in enumerate(names)}
    answers = [answer for case in cases for answer in case.answers]
    sizes = np.array([len(case.answers) for case in cases])
    start = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    pairs = [(row, column[f]) for row, answer in enumerate(answers) for f in answer if f in column]
    row, col = np.array(pairs).reshape(-1, 2).T
    target = np.zeros(len(answers))
    target[start + np.array([case.right for case in cases])] = 1.0
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _step in range(steps):
        scores = np.bincount(row, weights=weights[col], minlength=len(answers))
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, start), sizes))
        wrong = powers / np.repeat(np.add.reduceat(powers, start), sizes) - target
        slope = np.bincount(col, weights=wrong[row], minlength=len(names)) + ridge * weights
        squares += slope**2
        weights -= RATE * slope / np.sqrt(squares)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def save(path: Path, comment: str, tasks: Mapping[str, Weights]) -> None:
    """Write the weights of several tasks as one table: task, feature, weight."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {comment}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["task", "feature", "weight"])
        for task, weights in tasks.items():
            writer.writerows(
                [task, name, f"{weight:.3f}"] for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT
            )


def read(path: Path) -> dict[str, dict[str, float]]:
    """The weights by task of a table that `save` wrote."""
    tasks: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            tasks.setdefault(row["task"], {})[row["feature"]] = float(row["weight"])
    return tasks
