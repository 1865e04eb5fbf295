"""The help says what holds: its keys are those of the document, its words those of the tooltips."""

import re

from pages.parts import help as helping
from tests.browser.conftest import ROOT


def documented() -> dict[str, list[tuple[str, str]]]:
    """The tables of docs/keyboard.md by heading."""
    found: dict[str, list[tuple[str, str]]] = {}
    for section in (ROOT / "docs" / "keyboard.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        rows = re.findall(r"^\| (.+?) \| (.+?) \|$", body, flags=re.MULTILINE)
        found[title] = [(key, does) for key, does in rows if key != "key"]
    return found


def test_the_document_lists_exactly_the_keys_of_the_sheet():
    assert documented() == {"On every page": list(helping.EVERY_PAGE)} | {
        page: list(keys) for page, keys in helping.OWN.items()
    }


def test_no_key_means_two_things_on_a_page():
    for keys in (*helping.OWN.values(), ()):
        all_keys = [key for key, _ in (*keys, *helping.EVERY_PAGE)]
        assert len(all_keys) == len(set(all_keys))
        assert "g" not in all_keys, "it begins the way to a page"
        assert not {"c", "r"} & set(all_keys), "Streamlit has these"


def test_every_word_is_told_in_a_sentence_or_two():
    for word, meaning in helping.GLOSSARY.items():
        assert meaning.endswith(".") and len(meaning) < 120, word
