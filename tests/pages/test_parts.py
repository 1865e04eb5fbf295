"""The parts of pages that compute something: filters in words, findings, which mark to open, names of corpora."""

from datetime import date

import pandas as pd
import pytest

from analysis.corpus.filters import Filters
from pages.parts import filters, findings, own_corpus, reader


def test_each_filter_becomes_one_chip_that_takes_only_itself_away():
    asked = Filters("flood", date(2019, 4, 3), None, ("Quay News", "Wire"))
    chips = filters.parts(asked)
    assert [label for _, label, _ in chips] == ["“flood”", "from 3 Apr 2019", "Quay News", "Wire"]
    left = filters.without(asked, chips[2][2])
    assert left == Filters("flood", date(2019, 4, 3), None, ("Wire",))
    assert filters.without(asked, chips[1][2]).date_from is None


@pytest.mark.parametrize(
    ("quotes", "title"),
    [
        ([22, 21, 14, 13, 11, 10, 9, 8, 5, 5, 5, 8], "Two voices give a third of the quotes"),
        ([9, 1], "One voice gives three quarters of the quotes"),
        ([1, 1, 1, 1], "4 voices, 4 quotes"),
        ([2, 2, 2, 1, 1, 1], "Three voices give two thirds of the quotes"),
        ([5], "1 voice, 5 quotes"),
        ([1] * 30, "30 voices, 30 quotes"),
    ],
)
def test_the_title_of_the_voices_is_true(quotes, title):
    assert findings.voices(pd.DataFrame({"quotes": quotes})) == title


def test_the_outlet_that_leans_most_on_unnamed_sources_needs_enough_quotes():
    rows = [("A", "named", 6), ("A", "anonymous", 4), ("B", "named", 9), ("B", "anonymous", 1), ("C", "anonymous", 1)]
    found = pd.DataFrame(rows, columns=["outlet", "naming", "quotes"])
    assert findings.naming(found) == "A leans most on unnamed sources"
    assert findings.naming(found[found["outlet"] == "B"]) == "10% of the quotes come from nobody named"


def test_places_of_one_article_are_titled_by_the_certain_ones():
    found = pd.DataFrame({"name": ["Melk", "Ybbs", "Linz"], "articles": [1, 1, 1], "uncertain": [False, True, False]})
    assert findings.places(found, 1) == "Melk and Linz carry the story"
    assert findings.places(found, 4) == "Melk is named in 1 of the 4 articles"


def test_the_mark_to_open_begins_where_the_address_says_and_is_of_its_layer():
    marks = [
        {"layer": "quote", "char_start": 10, "char_end": 60},
        {"layer": "speaker", "char_start": 10, "char_end": 20},
        {"layer": "place", "char_start": 30, "char_end": 34},
    ]
    assert reader.mark_at(marks, 10, "quote") == 0
    assert reader.mark_at(marks, 10) == 1, "the shortest, where the layer is not given"
    assert reader.mark_at(marks, 32) == 2, "the innermost that covers it"
    assert reader.mark_at(marks, 70) is None and reader.mark_at(marks, None) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour strike, 2019", "harbour-strike-2019"),
        ("Überschwemmung!", "uberschwemmung"),
        ("../..", ""),
        ("洪水", "corpus-65b61b8b"),
    ],
)
def test_a_title_becomes_a_name_that_is_safe_as_a_folder(title, name):
    assert own_corpus.name_of(title) == name
