"""The command that measures."""

import importlib

import pytest

from analysis.errors import InputError
from analysis.evaluate import command


@pytest.mark.parametrize("stage", command.STAGES)
def test_every_stage_names_its_corpora_where_they_lie(stage: str, shared) -> None:
    module = importlib.import_module(f"analysis.evaluate.{stage}")
    files = command._corpora(module, shared)
    assert set(files) == set(module.CORPORA)
    assert all(file.is_file() for file in files.values())


def test_an_unknown_measure_is_one_sentence() -> None:
    with pytest.raises(InputError, match="no measure nonsense"):
        command.run(["nonsense"])


def test_the_demo_corpora_are_measured_in_every_clone(capsys) -> None:
    assert command.run(["demo", "gold"])
    shown = capsys.readouterr().out
    assert "demo.places_found" in shown and "0 below" in shown
    assert all(f"gold.{layer}" in shown for layer in ("names", "places", "times", "quotes", "events", "parts"))
