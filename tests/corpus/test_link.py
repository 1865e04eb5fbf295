"""Linking across articles: the same person, the same story, the same text."""

import random
from dataclasses import replace

from analysis import schema
from analysis.corpus.link import link
from analysis.corpus.link.folding import bare_name, fold


def person(key, name, **details):
    return schema.Person(key, name, **details)


def quote_of(person_key, naming="named"):
    return schema.Quote(((0, 1),), "direct", naming, 1, 0.9, 0.9, person_key=person_key)


def name_of(person_key):
    return schema.Name(0, 1, "N", "person", person_key)


def article(article_id, text="Nothing much.", people=(), naming="named", **fields):
    quotes = tuple(quote_of(p.key, naming) for p in people)
    sentence = schema.Sentence(0, len(text), "body")
    defaults = {"text_sha256": f"hash of {text}", "sentences": (sentence,), "published": "2021-03-05"}
    return schema.Article(article_id, "test", text, people=tuple(people), quotes=quotes, **(defaults | fields))


def event(text, trigger, day, **fields):
    start = text.index(trigger)
    following = f"{day[:8]}{int(day[8:]) + 1:02d}" if day else None
    defaults = {
        "sentence": (0, len(text)), "trigger": (start, start + len(trigger)), "title": text.rstrip("."),
        "type": "ASSAULT", "begins": day, "ends": day, "start_earliest": day, "start_latest": following,
        "end_earliest": day, "end_latest": following, "granularity": "day", "basis": "relative",
        "status": "occurred", "confidence": 0.7,
    }  # fmt: skip
    return schema.Event(**(defaults | fields))


def telling(article_id, text, trigger, day, *, outlet="", published="2021-03-05", **fields):
    told = event(text, trigger, day, **fields)
    return article(article_id, text, events=(told,), outlet=outlet, published=published)


class TestPeople:
    def test_the_same_full_name_with_a_shared_role_is_one_person(self):
        links = link([
            article("a", people=[person("p1", "Ana Ruiz", role="health minister", speaker_group="official")]),
            article("b", people=[person("p9", "Ana Ruíz", role="the health minister", affiliation="Oleria")]),
        ])  # fmt: skip
        assert links.people["a", "p1"] == links.people["b", "p9"]
        row = links.persons[links.people["a", "p1"]]
        assert row.articles == 2
        assert row.affiliation == "Oleria"

    def test_roles_of_different_walks_of_life_make_two_persons(self):
        links = link([
            article("a", people=[person("p", "John Hale", role="police commissioner", speaker_group="official")]),
            article("b", people=[person("p", "John Hale", role="goalkeeper", speaker_group="other")]),
        ])  # fmt: skip
        assert links.people["a", "p"] != links.people["b", "p"]

    def test_a_full_name_with_roles_that_may_both_be_held_is_one_person_where_the_context_agrees(self):
        berg = person("q", "Tomas Berg", role="engineer")
        links = link([
            article("a", people=[person("p", "Ana Ruiz", role="mayor", speaker_group="official"), berg],
                    names=[name_of("q")]),
            article("b", people=[person("p", "Ana Ruiz", role="hydrologist", speaker_group="expert"), berg],
                    names=[name_of("q")]),
        ])  # fmt: skip
        assert links.people["a", "p"] == links.people["b", "p"]
        reason = links.persons[links.people["a", "p"]].reason
        assert reason == "2 articles have the same name and agree in “tomas berg” beside it."

    def test_a_name_alone_makes_nobody_the_same(self):
        links = link([
            article("a", people=[person("p", "Ana Ruiz", role="mayor", speaker_group="official")]),
            article("b", people=[person("p", "Ana Ruiz", role="hydrologist", speaker_group="expert")]),
            article("c", people=[person("p", "Ana Ruiz")]),
        ])  # fmt: skip
        assert len({links.people[n, "p"] for n in "abc"}) == 3
        assert "agreeing with no other bearer" in links.persons[links.people["c", "p"]].reason

    def test_a_name_without_a_role_joins_the_bearer_of_its_context(self):
        police = person("p", "John Hale", role="police commissioner", speaker_group="official")
        goalkeeper = person("p", "John Hale", role="goalkeeper", speaker_group="other")
        force, club = (
            person("q", "Oleria Police", is_organisation=True),
            person("q", "Port Vell United", is_organisation=True),
        )
        links = link([
            article("a", people=[police, force], names=[name_of("q")]),
            article("b", people=[goalkeeper, club], names=[name_of("q")]),
            article("c", people=[person("p", "John Hale"), club], names=[name_of("q")]),
        ])  # fmt: skip
        assert links.people["c", "p"] == links.people["b", "p"] != links.people["a", "p"]

    def test_an_organisation_meets_under_an_alias_and_says_so(self):
        full = person("p", "Oleria Relief Agency", aliases=("Oleria Relief",), is_organisation=True)
        short = person("p", "Oleria Relief", is_organisation=True)
        links = link([article("a", people=[full], naming="organisation"),
                      article("b", people=[short], naming="organisation")])  # fmt: skip
        assert links.people["a", "p"] == links.people["b", "p"]
        reason = links.persons[links.people["a", "p"]].reason
        assert reason == "2 articles name it: “oleria relief agency” and “oleria relief” are names of one body."

    def test_unnamed_sources_never_meet_even_in_one_outlet(self):
        source = person("p", "a U.S. official", role="official", speaker_group="official")
        links = link([article("a", people=[source], naming="anonymous", outlet="Herald"),
                      article("b", people=[source], naming="anonymous", outlet="Herald")])  # fmt: skip
        assert links.people["a", "p"] != links.people["b", "p"]

    def test_a_surname_alone_joins_the_one_full_bearer_with_the_same_affiliation(self):
        full = person("p", "Mira Dahl", affiliation="Oleria Relief", role="coordinator")
        near, far = person("p", "Dahl", affiliation="Oleria Relief"), person("p", "Dahl", affiliation="Northern Bank")
        links = link([article("a", people=[full]), article("b", people=[near]), article("c", people=[far])])
        assert links.people["b", "p"] == links.people["a", "p"]
        assert links.people["c", "p"] != links.people["a", "p"]

    def test_an_acronym_joins_the_only_organisation_it_is_spelt_out_as(self):
        spelt = person("p", "Oleria Relief Agency", aliases=("ORA",), is_organisation=True)
        short = person("p", "ORA", is_organisation=True)
        links = link([article("a", people=[spelt], naming="organisation"),
                      article("b", people=[short], naming="organisation")])  # fmt: skip
        assert links.people["a", "p"] == links.people["b", "p"]

    def test_an_acronym_spelt_out_in_two_ways_joins_neither(self):
        one = person("p", "Oleria Relief Agency", aliases=("ORA",), is_organisation=True)
        two = person("p", "Olive Research Association", aliases=("ORA",), is_organisation=True)
        short = person("p", "ORA", is_organisation=True)
        links = link(
            [article(n, people=[p], naming="organisation") for n, p in zip("abc", (one, two, short), strict=True)]
        )
        assert len({links.people[n, "p"] for n in "abc"}) == 3


class TestStories:
    def test_two_reports_of_one_day_place_and_words_are_one_story(self):
        links = link([
            telling("a", "Gunmen attacked the harbour of Port Vell.", "attacked", "2021-03-03", outlet="Herald",
                    participants=("Gunmen", "the harbour")),
            telling("b", "Unknown gunmen attacked the harbour.", "attacked", "2021-03-04", outlet="Echo",
                    participants=("Unknown gunmen", "the harbour")),
        ])  # fmt: skip
        assert links.events["a", 0] == links.events["b", 0]
        story = links.stories[links.events["a", 0]]
        assert (story.articles, story.outlets) == (2, 2)
        assert story.disagreements == "Dates differ: 2021-03-03 (1 article), 2021-03-04 (1 article)."

    def test_days_that_do_not_fit_are_never_one_story(self):
        text = "Gunmen attacked the harbour of Port Vell."
        links = link([telling("a", text, "attacked", "2021-03-03"), telling("b", text, "attacked", "2021-03-06")])
        assert links.events["a", 0] != links.events["b", 0]

    def test_neighbouring_months_are_not_a_night_apart(self):
        text = "Gunmen attacked the harbour of Port Vell."
        may = {"start_latest": "2021-04-01", "end_latest": "2021-04-01", "granularity": "month"}
        links = link(
            [telling("a", text, "attacked", "2021-03-01", **may), telling("b", text, "attacked", "2021-04-01")]
        )
        assert links.events["a", 0] != links.events["b", 0]

    def test_two_statements_of_one_article_with_the_same_names_are_two_stories(self):
        texts = ("The ministry announced the plan of Port Vell.", "The ministry of Port Vell signed the plan.")
        people = {"participants": ("The ministry", "the plan of Port Vell")}
        text = " ".join(texts)
        first = event(text, "announced", "2021-03-03", title=texts[0], sentence=(0, len(texts[0])), **people)
        second = event(text, "signed", "2021-03-03", title=texts[1], sentence=(len(texts[0]) + 1, len(text)), **people)
        links = link([article("a", text, events=(first, second))])
        assert links.events["a", 0] != links.events["a", 1]

    def test_a_chain_of_neighbouring_days_does_not_grow_into_one_story(self):
        text = "Gunmen attacked the harbour of Port Vell."
        days = [f"2021-03-0{n}" for n in range(1, 8)]
        links = link([telling(day, text, "attacked", day) for day in days])
        for story_id in links.stories:
            told = sorted(ref[0] for ref, home in links.events.items() if home == story_id)
            assert int(told[-1][-1]) - int(told[0][-1]) <= 1

    def test_what_is_denied_is_not_the_story_of_what_happened(self):
        text = "Gunmen attacked the harbour of Port Vell."
        links = link([telling("a", text, "attacked", "2021-03-03"),
                      telling("b", text, "attacked", "2021-03-03", status="denied")])  # fmt: skip
        assert links.events["a", 0] != links.events["b", 0]

    def test_figures_that_differ_are_kept(self):
        links = link([
            telling("a", "Gunmen killed 12 sailors in the harbour.", "killed", "2021-03-03",
                    participants=("Gunmen", "12 sailors")),
            telling("b", "Gunmen killed 15 sailors in the harbour.", "killed", "2021-03-03",
                    participants=("Gunmen", "15 sailors")),
        ])  # fmt: skip
        story = links.stories[links.events["a", 0]]
        assert links.events["a", 0] == links.events["b", 0]
        assert story.disagreements == "Figures differ: 12 or 15 sailors."

    def test_the_most_precise_date_and_the_first_report_are_the_story_s(self):
        text = "Gunmen attacked the harbour of Port Vell."
        month = {"begins": "2021-03", "start_latest": "2021-04-01", "end_latest": "2021-04-01", "granularity": "month"}
        links = link([telling("a", text, "attacked", "2021-03-01", **month),
                      telling("b", text, "attacked", "2021-03-03", published="2021-03-04")])  # fmt: skip
        story = links.stories[links.events["a", 0]]
        assert links.events["a", 0] == links.events["b", 0]
        assert (story.start_earliest, story.start_latest) == ("2021-03-03", "2021-03-04")
        assert story.first_published == "2021-03-04"


class TestDuplicates:
    TEXT = " ".join(
        f"Sentence number {n} tells of the {n * 7} boats that came into port {n} at dawn." for n in range(20)
    )

    def test_the_same_text_in_two_outlets_is_one_group_with_the_first_published_for_it(self):
        links = link([article("a", self.TEXT, published="2021-03-06"), article("b", self.TEXT, published="2021-03-05")])
        assert links.duplicates["a"].duplicate_group == links.duplicates["b"].duplicate_group == "b"
        assert links.duplicates["b"].representative and not links.duplicates["a"].representative

    def test_a_copy_with_another_first_line_is_found(self):
        links = link([article("a", self.TEXT), article("b", "From our correspondent in Port Vell. " + self.TEXT)])
        assert links.duplicates["a"].duplicate_group == links.duplicates["b"].duplicate_group

    def test_another_text_stands_for_itself(self):
        other = "Quite another matter was discussed by the council when it met in the old town hall last week."
        links = link([article("a", self.TEXT), article("b", other)])
        assert all(row.representative for row in links.duplicates.values())


def test_the_order_of_articles_changes_nothing(annotate_text):
    texts = [
        "Rebels attacked the airport of Gao on Monday, killing four soldiers. “We will rebuild it,” said Ana Ruiz.",
        "Four soldiers were killed when rebels attacked the airport of Gao on Monday, officials said.",
        "The river flooded three villages on Tuesday. Two people drowned, said Ana Ruiz, the health minister.",
        "Floods in three villages killed two people on Tuesday.",
    ]
    articles = [replace(annotate_text(text, "2021-03-05"), article_id=f"a{n}") for n, text in enumerate(texts * 3)]
    articles = [replace(a, article_id=f"a{n:02d}") for n, a in enumerate(articles)]
    expected = link(articles)
    shuffler = random.Random(7)
    for _ in range(5):
        shuffler.shuffle(articles)
        assert link(articles) == expected


def test_names_are_compared_without_case_accents_titles_and_possessives():
    assert fold("The  Café’s Owner") == "the cafe owner"
    assert bare_name("Gen. Ana Ruíz") == "ana ruiz"
