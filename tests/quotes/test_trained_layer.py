"""The trained layer: what it chooses among, what it was trained on, and the rules that stand in for it."""

from pathlib import Path

import numpy as np
import pytest

from analysis import quotes
from analysis.evaluate import floors, quote_model
from analysis.evaluate.quote_model_card import CARD, Corpus, corpora_of, may_ship, write
from analysis.quotes import judge, logit, readings
from analysis.quotes.choosing import Rules
from analysis.quotes.contents import Clause

MOST_BYTES = 10_000_000
TEXT = "The harbour master said the ferry would sail, though residents still doubt it."


def test_a_logit_learns_which_answers_are_right_and_always_the_same() -> None:
    cases = [logit.Case([["long"], ["short"]], 1)] * 5 + [logit.Case([["short"], ["long"], ["other"]], 0)] * 5
    weights = logit.fit(cases, ridge=0.1)
    assert weights["short"] > 0 > weights["long"]
    assert logit.shares(weights, [["long"], ["short"]])[1] > 0.9
    assert logit.fit(cases, ridge=0.1) == weights


def test_rare_features_have_no_weight() -> None:
    weights = logit.fit([logit.Case([["a"], ["b"]], 0)] * 3 + [logit.Case([["a"], ["rare"]], 0)], ridge=0.1)
    assert "rare" not in weights


def test_weights_are_kept_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    logit.save(file, "a comment", {"source": {"kind=,&rule=True": 1.25, "tiny": 0.0001}, "content": {'"': -0.5}})
    assert logit.read(file) == {"source": {"kind=,&rule=True": 1.25}, "content": {'"': -0.5}}


def test_of_several_readings_the_one_that_has_most_in_common_with_all_is_shown() -> None:
    words = [frozenset(range(10)), frozenset(range(9)), frozenset(range(20, 30))]
    best, confidence = judge.expected(words, np.array([0.25, 0.3, 0.45]))
    assert best == 1
    assert confidence == pytest.approx(0.55)


def test_without_weights_the_plain_rules_stand_in(tmp_path: Path) -> None:
    assert isinstance(judge.load(tmp_path / "none.csv"), Rules)
    assert isinstance(judge.load(), judge.Judge)


def test_rules_and_trained_layer_both_read_plain_speech(document) -> None:
    made = document("The harbour master said that the ferry would sail.", until="quotes", clean=False)
    for chooser in (Rules(), judge.load()):
        (quote,) = quotes.extract(made, chooser)["quotes"]
        assert made.text[slice(*quote.content[0])] == "the ferry would sail"


def test_a_verb_that_no_list_holds_is_asked_about_by_the_trained_layer_alone(document) -> None:
    made = document("The study showed that the dam was never safe.", until="quotes", clean=False)
    asked: list[str] = []

    class Asked(Rules):
        proposes = True

        def content(self, clause: Clause, *, quoted: bool):  # noqa: ANN202
            asked.append(clause.cue.verb.text)

    quotes.extract(made, Asked())
    assert asked == ["showed"]
    assert quotes.extract(made, Rules())["quotes"] == ()


def test_readings_are_offered_once_and_the_rules_first(document) -> None:
    made = document(TEXT, until="quotes", clean=False)
    seen: list[list[readings.Reading]] = []

    class Seen(Rules):
        def content(self, clause: Clause, *, quoted: bool):  # noqa: ANN202
            seen.append(readings.of(clause))
            return super().content(clause, quoted=quoted)

    quotes.extract(made, Seen())
    (offered,) = seen
    assert offered[0].by_rule
    assert not any(reading.by_rule for reading in offered[1:])
    assert len({reading.ranges for reading in offered}) == len(offered) > 1


def test_a_case_is_right_where_the_annotation_is(document) -> None:
    made = document(TEXT, until="quotes", clean=False)
    start = TEXT.index("the ferry")
    gold = {"cue": [TEXT.index("said"), TEXT.index("said") + 4], "source": [0, 18],
            "content": [[start, TEXT.index(", though")]]}  # fmt: skip
    (case,) = quote_model.cases_of(made, [gold])["content"]
    assert case.right > 0
    (unsaid,) = quote_model.cases_of(made, [])["content"]
    assert unsaid.right == 0


@pytest.mark.parametrize("licence", ["CC BY 2.5", "CC BY-SA 4.0", "CC0", "public domain", "ours", "MIT"])
def test_weights_of_free_corpora_may_ship(licence: str) -> None:
    assert may_ship(licence)


@pytest.mark.parametrize(
    "licence", ["", "none", "CC BY-NC 4.0", "CC BY-NC-SA 3.0", "CC BY-ND 4.0", "LDC", "unlicensed"]
)
def test_weights_of_other_corpora_may_not(licence: str) -> None:
    assert not may_ship(licence)


def test_training_refuses_a_corpus_that_may_not_ship(tmp_path: Path) -> None:
    import typer

    with pytest.raises(typer.BadParameter, match="may not ship"):
        quote_model.main([tmp_path / "articles.jsonl"], licence="CC BY-NC 4.0")


def test_the_card_names_what_was_trained_on_and_all_of_it_may_ship() -> None:
    corpora = corpora_of(CARD.read_text(encoding="utf-8"))
    assert corpora
    assert all(may_ship(corpus.licence) and corpus.articles for corpus in corpora)
    assert judge.WEIGHTS.stat().st_size <= MOST_BYTES


def test_the_corpora_of_the_card_are_those_of_the_development_folder(shared) -> None:
    known = {floors.digest(file) for file in (shared / "corpora" / "articles").glob("train*.jsonl")}
    assert {corpus.sha256 for corpus in corpora_of(CARD.read_text(encoding="utf-8"))} <= known


def test_a_card_is_read_as_it_is_written(tmp_path: Path) -> None:
    corpus = Corpus("some.jsonl", "CC BY 4.0", 12, "a" * 64)
    scores = dict.fromkeys(("found_precision", "found_recall", "found_f", "end_to_end_f", "direct_end_to_end_f"), 50.0)
    settings = {"ridge": "ridge 1 and 1", "steps": 3, "folds": 5}
    write([corpus], {"source": 1, "content": 2, "weights": 3}, settings, scores, scores, tmp_path / "card.md")
    assert corpora_of((tmp_path / "card.md").read_text(encoding="utf-8")) == [corpus]
