"""What the browser gets of an article: all of its words, every mark, and never too much at once."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from analysis import schema
from analysis.corpus import queries
from analysis.corpus.snapshot import open_desk
from pages.parts import article_data, publication, reader
from tests import factory


@pytest.fixture
def found(flood):
    """Read an article of the hand-made corpus."""
    desk = open_desk(flood)
    yield lambda article_id: queries.article(desk, article_id)
    desk.close()


def words_of(data) -> str:
    return "\n".join("".join(piece[0] for piece in block["pieces"]) for block in data["blocks"])


def test_every_word_arrives_once_and_in_order(found):
    for article in factory.articles():
        view = found(article.article_id)
        lines = [line.strip() for line in article.text.split("\n")]
        assert words_of(article_data.drawn(view, None, "")) == "\n".join(lines)


def test_marks_that_say_the_same_share_a_note_and_each_piece_knows_its_sentence(found):
    view = found(factory.bridge("Herald", "h/1").article_id)
    data = article_data.drawn(view, None, "")
    melk = [number for number, _ in data["marks"] if data["notes"][number]["label"] == "Melk, Austria"]
    assert len(melk) == 3 and len(set(melk)) == 1
    assert {piece[2] for block in data["blocks"] for piece in block["pieces"] if piece[0].strip()} >= {0, 1, 2, 3, 4}
    speakers = [own for number, own in data["marks"] if data["notes"][number]["layer"] == "speaker"]
    assert speakers and not any(speakers), "the words that name a speaker are no row that could be taken out"


def test_a_place_in_the_address_opens_its_mark_its_sentence_and_its_line(found):
    view = found(factory.flood().article_id)
    start, _ = factory.span(factory.FLOOD, "Zirbelau")
    data = article_data.drawn(view, start, "place")
    note = data["notes"][data["marks"][data["open"]][0]]
    assert note["label"] == "Zirbelau" and note["uncertain"]
    assert (note["of"], note["key"]) == ("unresolved", "Zirbelau")
    assert (data["sentence"], data["block"]) == (2, 1)
    nowhere = article_data.drawn(view, 10**6, "place")
    assert (nowhere["open"], nowhere["block"], nowhere["sentence"]) == (None, None, None)


def long_article(characters: int, marks: int) -> schema.Article:
    """One paragraph after the other, with places that all differ in their reasons."""
    sentence = (
        "Water rose at Melk, officials said, and nobody in the town could tell for how long it would stay there. "
    )
    text = "Long\n" + "\n".join(sentence * 8 for _ in range(characters // (8 * len(sentence)) + 1))
    text = text[:characters]
    every = [at for at in range(characters - 4) if text.startswith("Melk", at)]
    step = max(1, len(every) // marks)
    places = tuple(
        replace(factory._place(text[:200], "Melk", factory.MELK, 0.9), char_start=at, char_end=at + 4,
                reason=f"Reason number {number} of a long article, told in a sentence of its own length.")
        for number, at in enumerate(every[::step][:marks])
    )  # fmt: skip
    times = tuple(
        schema.Time(at - 8, at - 4, text[at - 8 : at - 4], "DATE", "2019-04-02", "2019-04-02", "2019-04-03", "day",
                    f"Reason number {number}.", 0.9)
        for number, at in enumerate(every[: marks - len(places)])
    )  # fmt: skip
    return factory._article(text, "long/1", "Herald", published="2019-04-03", places=places, times=times)


@pytest.mark.parametrize(("characters", "marks"), [(50_000, 900), (200_000, 3_600)])
def test_a_long_article_stays_below_the_limit_of_a_page_and_says_what_is_left_out(corpora, characters, marks):
    article = long_article(characters, marks)
    factory.build_corpus(corpora, [article])
    desk = open_desk(factory.CORPUS)
    view = queries.article(desk, article.article_id)
    desk.close()
    last = int(view.marks["char_start"].iloc[-1])
    data = article_data.drawn(view, last, "place")
    size = len(json.dumps(data))
    assert size <= article_data.MOST_BYTES
    assert words_of(data) == "\n".join(line.strip() for line in article.text.split("\n"))
    assert data["open"] is not None, "the mark that is asked for is among those that are drawn"
    complete = len(data["marks"]) == len(view.marks) and any(note["facts"] for note in data["notes"])
    assert complete == (data["left_out"] == "")
    number = data["first"] + data["open"]
    assert int(view.marks["char_start"].iloc[number]) <= last


def test_when_marks_are_left_out_their_number_is_told(monkeypatch, found):
    view = found(factory.bridge("Herald", "h/1").article_id)
    whole = len(json.dumps(article_data.drawn(view, None, "")))
    monkeypatch.setattr(article_data, "MOST_BYTES", whole // 2)
    data = article_data.drawn(view, int(view.marks["char_start"].iloc[-1]), "")
    assert 0 < len(data["marks"]) < len(view.marks)
    assert data["left_out"].startswith(
        f"This article is very long: of its {len(view.marks)} marks {len(data['marks'])}"
    )
    assert data["open"] is not None and data["first"] > 0


def test_the_first_sentence_of_the_page_counts_what_is_marked(found):
    view = found(factory.flood().article_id)
    counts = article_data.count_marks(view)
    assert counts == {"place": 4, "time": 1, "quote": 3, "speaker": 3, "event": 4}
    assert article_data.lede(view, counts).startswith("4 places, 1 time, 3 quotes, 3 voices and 4 events in 55 words; ")
    assert article_data.lede(view, counts).endswith(" marks are uncertain (hatched).")
    german = found(factory.german().article_id)
    assert article_data.lede(german, article_data.count_marks(german)) == "10 words; nothing marked."


def test_the_date_says_how_it_is_known(found):
    view = found(factory.flood().article_id)
    assert reader.date(view) == "5 April 2019"
    assert reader.date(view._replace(published_basis="inferred")) == "5 April 2019 (worked out from the text)"
    assert reader.date(found(factory.undated().article_id)) == "undated"
    assert reader.date(found(factory.bridge("Herald", "h/1").article_id)) == "3 April 2019, 09:30"
    kept = pd.DataFrame([{"action": "set", "published_before": None, "why": "It says so.", "made_at": "2026-11-27"}])
    corrected = view._replace(corrections=kept)
    assert reader.date(corrected) == "5 April 2019 (corrected by a person; before: undated)"
    assert publication._why(corrected) == (
        "A person corrected it on 27 November 2026; before, there was no date. The reason given: “It says so.”."
    )
    assert set(publication.BASES) == set(schema.PUBLISHED_BASES)
