"""Every rule of the grammar finds and values its own example, and the pattern language means what it says."""

import re

import pytest

from analysis.times import grammar, lexicon
from analysis.times.guards import GUARDS
from analysis.times.resolver import READINGS
from analysis.times.words import split

RULES = [rule for rule in lexicon.rules() if not rule.name.startswith("<")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_values_its_example(rule, find):
    assert rule.value in {row.value for row in find(rule.example)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_matches_in_its_example_by_itself(rule):
    words = split(rule.example, 0, len(rule.example))
    alone = grammar.Grammar(tuple(r for r in lexicon.rules() if r.name.startswith("<") or r is rule))
    symbols = alone.symbols(words)
    assert any(alone.matches(words, symbols, position) for position in range(len(words)))


def test_rules_name_readings_and_guards_that_exist_and_are_all_used():
    assert {rule.reading for rule in RULES} == set(READINGS)
    assert {rule.guard for rule in RULES if rule.guard} == set(GUARDS)


def test_patterns_have_no_repetition():
    for rule in lexicon.rules():
        assert not re.search(r"(?<![\w|])[*](?!\w)", rule.pattern), rule.name
        assert "+ " not in rule.pattern.replace("+|", "").replace(" + ", ""), rule.name


def test_the_longest_match_wins(one):
    assert one("She was born on Friday, July 21, 2006.").text == "Friday, July 21, 2006"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("twenty-four days", "P24D"),
        ("a hundred days", "P100D"),
        ("two and a half years", "P2Y6M"),
        ("2 1/2 years", "P2Y6M"),
        ("three hundred and ten days", "P310D"),
        ("half a year", "P6M"),
        ("a dozen years", "P12Y"),
        ("an hour and a half", "PT1H30M"),
    ],
)
def test_numbers_in_words_and_fractions(said, value, one):
    assert one(f"The work took {said}.").value == value


@pytest.mark.parametrize(
    ("said", "value"), [("nineteen ninety-six", "1996"), ("the year two thousand", "2000"), ("twenty sixteen", "2016")]
)
def test_years_in_words(said, value, one):
    assert one(f"It opened in {said}.").value == value
