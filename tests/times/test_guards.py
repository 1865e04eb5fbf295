"""Words that look like times and are not."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The 28th Infantry came to the aid of the 10th of the towns.",
        "She led on the 18th hole.",
        "The Department of Conservation (DEC) counts birds.",
        "It may rain, and they may march on the palace.",
        "Theresa May led the party.",
        "The book was drawn by Johnnie Christmas.",
        "It is a thing that may help.",
        "They took part in the Long March.",
        "He finished second and gave her a second chance.",
        "Prices fall when demand does.",
        "The fall of the city shocked them.",
        "Some 2000 people fled.",
        "It cost $1995.",
        "He is in his 40s.",
        "She is 52 years old.",
        "A 35-year-old man was held.",
        "Three quarters of the bridge is gone.",
        "They will leave as soon as they can.",
        "The sun sat low and the water sprang from a rock.",
        "He moved the decimal 3.11.16 over.",
        "Call 555-1234 or room 1408.",
        "It was a quarter of the price.",
    ],
)
def test_no_time_is_found(text, find):
    assert [row.text for row in find(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales rose in May.", "2016-05"),
        ("They left last March.", "2016-03"),
        ("The leaves turn in the fall.", "2016-FA"),
        ("The law passed in 1995.", "1995"),
        ("The 1995 law was repealed.", "1995"),
        ("They met on May 5.", "2016-05-05"),
        ("Theresa May, who had won, resigned in May.", "2016-05"),
    ],
)
def test_the_same_words_where_they_are_times(text, value, one):
    assert one(text).value == value
