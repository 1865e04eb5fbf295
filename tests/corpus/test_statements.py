"""Quotes of one statement meet across articles; their differences stay."""

import random
from dataclasses import replace

from analysis import schema
from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.link import link
from analysis.corpus.snapshot import Desk
from tests.factory import bridge

RUIZ = schema.Person("p1", "Ana Ruiz", role="mayor", speaker_group="official")
OTHER = schema.Person("p1", "Tomas Berg", role="engineer", speaker_group="expert")


def article(article_id, said, kind="direct", person=RUIZ, verb="say", published="2019-04-03"):
    quote = schema.Quote(((0, len(said)),), kind, "named", len(said.split()), 0.9, 0.9, speaker=person.name,
                         person_key=person.key, verb=verb)  # fmt: skip
    name = schema.Name(0, 1, said[0], "person", person.key)
    return schema.Article(
        article_id, "test", said, f"hash {article_id}", published=published, people=(person,), quotes=(quote,),
        names=(name,), sentences=(schema.Sentence(0, len(said), "body"),),
    )  # fmt: skip


def statement(links, article_id):
    return links.statements[article_id, 0]


def test_one_speaker_in_nearly_the_same_words_made_one_statement() -> None:
    links = link([
        article("a", "“The old bridge at Melk will be closed for the whole winter,”"),
        article("b", "the old bridge at Melk would be closed for the winter", "indirect", verb="claim",
                published="2019-04-02"),
        article("c", "“Nobody has to fear for the harbour.”"),
    ])  # fmt: skip
    assert (
        statement(links, "a").statement_id == statement(links, "b").statement_id != statement(links, "c").statement_id
    )
    assert [statement(links, each).leads for each in "abc"] == [False, True, True]


def test_the_same_words_in_marks_are_one_statement_whoever_is_said_to_have_spoken() -> None:
    words = "“The rebuilt bridge survived every single flood since autumn,”"
    links = link([article("a", words), article("b", words, person=OTHER)])
    assert statement(links, "a").statement_id == statement(links, "b").statement_id


def test_alike_words_of_two_speakers_without_marks_are_two_statements() -> None:
    words = "the rebuilt bridge survived every single flood since autumn"
    links = link([article("a", words, "indirect"), article("b", words, "indirect", person=OTHER)])
    assert statement(links, "a").statement_id != statement(links, "b").statement_id


def test_a_fragment_is_no_statement_of_a_long_quote() -> None:
    links = link([
        article("a", "“The old bridge at Melk will be closed, the harbour will be dredged, ferries sail on Monday, "
                     "schools open again and every household receives sandbags before the weekend.”"),
        article("b", "“old bridge closed”"),
    ])  # fmt: skip
    assert statement(links, "a").statement_id != statement(links, "b").statement_id


def test_the_order_of_articles_changes_no_statement() -> None:
    texts = [
        "“The old bridge at Melk stays closed all winter,”",
        "“The old bridge at Melk stays closed,”",
        "the old bridge at Melk stays closed all winter long",
        "“Ferries sail again on Monday morning.”",
    ]
    articles = [article(f"a{n:02d}", text) for n, text in enumerate(texts * 3)]
    expected = link(articles).statements
    assert len({each.statement_id for each in expected.values()}) == 2
    shuffler = random.Random(3)
    for _ in range(5):
        shuffler.shuffle(articles)
        assert link(articles).statements == expected


def test_what_is_reported_more_than_once_is_found_with_every_wording(desk: Desk) -> None:
    found = queries.statements(desk, Filters())
    assert len(found) == 2
    row = found[found["text"] == "“The road is safe,”"].iloc[0]
    assert (row.articles, row.outlets, list(row.verbs)) == (2, 2, ["say"])
    wordings = queries.evidence(desk, Filters(), "statement", row.statement_id)
    assert wordings.total == 2 and wordings.rows["outlet"].tolist() == ["Courier", "Herald"]
    assert queries.statements(desk, Filters(outlets=("Herald",))).empty


def test_what_a_headline_says_is_counted_apart(monkeypatch, tmp_path) -> None:
    from analysis.corpus import snapshot
    from tests.factory import build_corpus, corpora_in

    corpora_in(monkeypatch, tmp_path)
    made = bridge("Herald", "h/9")
    heading = made.text.index("\n")
    parts = (schema.Part(0, heading, "headline"), schema.Part(heading + 1, len(made.text), "body"))
    headline = replace(made.quotes[0], content=((0, heading),), cue=None, source=None)
    name = build_corpus(tmp_path, [replace(made, parts=parts, quotes=(headline, *made.quotes))])
    desk = snapshot.open_desk(name)
    ruiz = queries.voices(desk, Filters()).iloc[0]
    assert (ruiz["quotes"], ruiz["apart"]) == (len(made.quotes), 1)
    assert queries.summary(desk, Filters()).quotes == len(made.quotes)
    desk.close()
