"""Whatever ends a command is one sentence on one line: what, where, what to do."""

import errno
import os

import pytest
from pydantic import ValidationError

from analysis.errors import CorpusError
from analysis.sentences import one_line, sentence_of
from analysis.settings import Settings


def test_an_error_of_ours_is_shown_as_it_is() -> None:
    assert sentence_of(CorpusError("There is no corpus.")) == "There is no corpus."


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.ENOSPC, "free some disk space"), (errno.EACCES, "permission"), (errno.EIO, "see that")],
)
def test_an_error_of_the_system_names_the_file_and_what_to_do(number: int, advice: str) -> None:
    said = sentence_of(OSError(number, os.strerror(number), "/corpora/river"))
    assert said.startswith(f"/corpora/river: {os.strerror(number)}; ") and advice in said and said.endswith(".")


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_WORKERS", "many")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "DATELINE_WORKERS" in sentence_of(caught.value)
    assert "\n" not in sentence_of(caught.value)


def test_a_fault_of_ours_says_how_to_report_it() -> None:
    said = sentence_of(KeyError("x\ny"))
    assert "KeyError" in said and "report" in said and "\n" not in said


def test_what_is_shown_moves_no_cursor_and_turns_no_line_round() -> None:
    assert one_line("a\x1b[31m red\r\n\u202eline\ud83d") == "a [31m red line"
