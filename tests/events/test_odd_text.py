"""No text makes the events fail, and every row keeps the contract."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.events import extract

WORDS = (
    "Rebels", "attacked", "the", "airport", "on", "Monday", ".", "“", "”", "since", "into", "three weeks", ",", "who",
    "was", "killed", "not", "by", "to", "and", "clashes", "\n\n", "2016", "will", "said", "-", "(", "campaign",
    "for two years", "…", "É", "🛑",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_rows_that_keep_the_contract(document, text):
    if not text.strip():
        return
    made = document(text, "2021-03-04", until="events", clean=False)
    rows = extract(made)["events"]
    article = schema.Article("a", "test", text, "", people=made.people, places=made.places, events=rows)
    schema.check_article(article)
    for row in rows:
        assert row.title and len(row.title.split()) <= 10
        assert len(row.participants) <= 4


@pytest.mark.parametrize("text", ["Attacked attacked attacked " * 200, "(" * 500 + "Rebels attacked the port."])
def test_long_strange_sentences_come_back(document, text):
    extract(document(text, "2021-03-04", until="events", clean=False))


def test_the_same_text_gives_the_same_events(document):
    made = document("Rebels attacked the port on Monday and two men were killed.", "2021-03-04", until="events")
    assert extract(made) == extract(made)
