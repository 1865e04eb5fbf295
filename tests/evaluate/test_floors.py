"""Scores against pinned floors."""

import json

from analysis.evaluate import floors
from analysis.evaluate.matching import exact, pair_best, score


def test_a_score_below_its_floor_does_not_hold() -> None:
    verdicts = {v.measure: v.holds for v in floors.judge({"a": 70.0, "b": 71.0, "new": 1.0}, {"a": 70.5, "b": 71.0})}
    assert verdicts == {"a": False, "b": True, "new": True}


def test_a_floor_rises_and_does_not_fall(tmp_path) -> None:
    path = tmp_path / "floors.json"
    floors.pin({"a": 70.0}, {"c": "1"}, path=path)
    floors.pin({"a": 60.0}, {"c": "1"}, path=path)
    assert json.loads(path.read_text())["floors"]["a"] == 70.0
    floors.pin({"a": 80.26}, {"c": "1"}, path=path)
    assert json.loads(path.read_text())["floors"]["a"] == 80.2


def test_a_floor_is_lowered_only_on_purpose(tmp_path) -> None:
    path = tmp_path / "floors.json"
    floors.pin({"a": 70.0}, {}, path=path)
    floors.pin({"a": 60.0}, {}, lower=True, path=path)
    assert floors.load(path)["floors"]["a"] < 61


def test_a_changed_corpus_is_noticed_and_a_new_one_is_not_one() -> None:
    assert floors.changed_corpora({"x": "1", "y": "2"}, {"x": "1", "y": "3", "z": "4"}) == ["y"]


def test_precision_recall_and_f() -> None:
    assert score(1, 2, 4) == (50.0, 25.0, 100 / 3)
    assert score(0, 0, 0) == (0.0, 0.0, 0.0)
    assert exact([1, 2, 3], [2, 3, 4, 5]) == (2, 3, 4)


def test_pairs_are_one_to_one_and_the_best_come_first() -> None:
    likeness = {("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.85, ("b", "y"): 0.2}
    assert pair_best(["a", "b"], ["x", "y"], lambda f, g: likeness[f, g], 0.5) == [("a", "x")]
    assert pair_best(["a", "b"], ["x", "y"], lambda f, g: likeness[f, g], 0.1) == [("a", "x"), ("b", "y")]
