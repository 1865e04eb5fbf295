"""What the timeline and the voices ask beyond a list: windows, days, undated stories, traits of a speaker, subsets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import schema
from analysis.corpus import queries, snapshot
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk
from tests.corpus.test_queries import ALL, APRIL_3, HERALD, NOBODY, column, marked, person
from tests.factory import bridge, build_corpus

SURE = ("occurred", "ongoing")


@pytest.fixture
def unsure(corpora: Path) -> Iterator[Desk]:
    """In one article soldiers go on without an end; a second only guesses when the bridge reopened."""
    sure = bridge("Herald", "h/1")
    reopened, clearing = sure.events
    going = replace(clearing, end_earliest=None, end_latest=None)
    guess = replace(reopened, status="hedged", begins="2019-04-01", start_earliest="2019-04-01", basis="explicit")
    rows = [replace(sure, events=(reopened, going)), replace(bridge("Courier", "c/1"), events=(guess,))]
    opened = snapshot.open_desk(build_corpus(corpora, rows))
    yield opened
    opened.close()


def titles(desk: Desk, first: str, last: str, **more: object) -> list[object]:
    window = (date.fromisoformat(first), date.fromisoformat(last))
    if not more:
        assert queries.dated_events(desk, ALL, SURE, window) == len(queries.events(desk, ALL, window=window))
    return column(queries.events(desk, ALL, window=window, **more), "title")


def test_a_window_keeps_what_may_lie_in_it(desk: Desk) -> None:
    assert titles(desk, "2019-04-02", "2019-04-02") == ["Bridge at Melk reopened"]
    assert titles(desk, "2019-04-03", "2019-04-04") == ["Soldiers clear the banks", "Water reached a dam"]
    assert titles(desk, "2019-04-03", "2019-04-05", limit=1) == ["Soldiers clear the banks"]
    assert titles(desk, "2018-01-01", "2019-04-01") == []


def test_what_still_goes_on_lies_in_every_later_window(unsure: Desk) -> None:
    assert titles(unsure, "2019-06-01", "2019-06-30") == ["Soldiers clear the banks"]


def test_a_story_told_as_a_fact_is_not_dated_or_counted_by_who_only_guesses(unsure: Desk) -> None:
    (story,) = (
        queries.events(unsure, ALL, schema.EVENT_STATUSES).query("title.str.startswith('Bridge')").to_dict("records")
    )
    assert (story["status"], story["articles"]) == ("occurred", 1)
    assert story["start_earliest"] == pd.Timestamp("2019-04-02")
    (guessed,) = queries.events(unsure, ALL, ("hedged",)).to_dict("records")
    assert guessed["story_id"] == story["story_id"] and guessed["start_earliest"] == pd.Timestamp("2019-04-01")


def test_all_dated_stories_are_counted_whatever_the_limit(desk: Desk) -> None:
    assert queries.dated_events(desk, ALL) == 4
    assert queries.dated_events(desk, ALL, schema.EVENT_STATUSES) == 6
    assert queries.dated_events(desk, NOBODY) == 0


def test_stories_are_counted_by_the_day_they_begin_and_their_status(desk: Desk) -> None:
    days = queries.event_days(desk, ALL, schema.EVENT_STATUSES)
    assert [(f"{row.day:%m-%d}", row.status, row.events) for row in days.itertuples()] == [
        ("04-02", "occurred", 1), ("04-03", "denied", 1), ("04-03", "ongoing", 1), ("04-04", "occurred", 1),
        ("04-05", "occurred", 1), ("04-08", "planned", 1),
    ]  # fmt: skip
    assert (days["until"] == days["day"]).all()
    assert queries.event_days(desk, APRIL_3)["events"].sum() == len(queries.events(desk, APRIL_3))


def test_a_story_knows_its_earliest_article_who_says_so_and_who_takes_part(desk: Desk) -> None:
    events = queries.events(desk, ALL).set_index("title")
    told = events.loc["Bridge at Melk reopened"]
    assert (told["asserted_by"], told["asserted_by_role"], told["articles"]) == ("Ana Ruiz", "mayor", 2)
    assert told["asserted_by_id"] == person(desk, "Ana Ruiz")
    assert told["article"] == "Bridge at Melk reopens after flood" and told["article_outlet"] == "Courier"
    assert list(told["participants"]) == [] and told["disagreements"] == ""


def test_stories_without_a_date_are_listed_by_title(desk: Desk) -> None:
    assert column(queries.undated_stories(desk, ALL), "title") == ["Gates opened"]
    everything = queries.undated_stories(desk, ALL, schema.EVENT_STATUSES)
    assert sorted(column(everything, "title")) == ["Gates opened", "Two people drowned"]
    assert everything["prominence"].is_monotonic_decreasing
    assert len(everything) == sum(queries.undated_events(desk, ALL, (status,)) for status in schema.EVENT_STATUSES)
    assert list(everything.columns) == list(queries.events(desk, ALL).columns)
    assert len(queries.undated_stories(desk, ALL, limit=0)) == 0


def test_words_are_counted_by_kind(desk: Desk) -> None:
    voices = queries.voices(desk, ALL)
    kinds = voices[["direct_words", "mixed_words", "indirect_words"]]
    assert (kinds.sum(axis=1) == voices["words"]).all()
    ruiz = voices.set_index("name").loc["Ana Ruiz"]
    assert (ruiz["direct_words"], ruiz["mixed_words"], ruiz["indirect_words"]) == (22, 0, 22)


def test_voices_are_chosen_by_group_and_naming(desk: Desk) -> None:
    assert column(queries.voices(desk, ALL, groups=("civilian",)), "name") == ["residents"]
    official = queries.voices(desk, ALL, groups=("official",), namings=("anonymous", "named"))
    assert column(official, "name") == ["Ana Ruiz", "a senior official"]
    assert queries.voices(desk, ALL, groups=("' OR 1=1 --",)).empty


def test_groups_and_namings_add_up_to_all_voices(desk: Desk) -> None:
    classes, voices = queries.speaker_classes(desk, ALL), queries.voices(desk, ALL)
    assert classes["voices"].sum() == len(voices)
    assert classes["quotes"].sum() == voices["quotes"].sum() and classes["words"].sum() == voices["words"].sum()
    groups = classes.groupby("speaker_group")["voices"].sum().to_dict()
    assert groups == {"official": 5, "civilian": 1, "other": 1}
    assert queries.speaker_classes(desk, NOBODY).empty


def test_a_speaker_has_other_names_pronouns_and_ways_of_speaking(desk: Desk) -> None:
    ruiz = queries.speaker(desk, ALL, person(desk, "Ana Ruiz"))
    assert ruiz.aliases == ("Ruiz",) and ruiz.pronouns == ("she",)
    assert queries.speaker(desk, ALL, person(desk, "a senior official")).grounds == ("because talks go on",)
    assert queries.speaker(desk, ALL, "no-such-person") == ((), (), ())


def test_each_trait_of_quotes_is_counted_under_the_choices_of_the_others(desk: Desk) -> None:
    ruiz = person(desk, "Ana Ruiz")

    def counted(**only: str) -> dict[tuple[str, str], int]:
        rows = queries.quote_traits(desk, ALL, ruiz, only)
        return {(row.trait, row.value): row.quotes for row in rows.itertuples()}

    every = counted()
    assert every[("verb", "say")] == 4 and every[("verb", "write")] == 1 and every[("channel", "post")] == 1
    written = counted(verb="write")
    assert written[("verb", "say")] == 4, "its own trait is counted as before"
    assert sum(number for (trait, _), number in written.items() if trait == "kind") == 1
    for (trait, value), number in written.items():
        chosen = {"verb": "write"} | {trait: value}
        assert queries.evidence(desk, ALL, "voice", ruiz, only=chosen).total >= 1 and number >= 1
    assert queries.quote_traits(desk, ALL, "no-such-person").empty


def test_quotes_are_counted_by_speaker_outlet_and_day(desk: Desk) -> None:
    ruiz = person(desk, "Ana Ruiz")
    days = queries.quote_days(desk, ALL, [ruiz])
    assert [(f"{row.day:%m-%d}", row.outlet, row.quotes) for row in days.itertuples()] == [
        ("04-03", "Courier", 2), ("04-03", "Herald", 2), ("04-06", "Courier", 1),
    ]  # fmt: skip
    assert queries.quote_days(desk, ALL, []).empty


def test_evidence_of_a_naming_class_is_that_of_all_its_quotes(desk: Desk) -> None:
    total, rows = queries.evidence(desk, HERALD, "naming", "organisation document")
    assert total == 3 and column(rows, "tag") == ["indirect", "indirect", "direct"]
    mix = queries.naming_mix(desk, HERALD).set_index("naming")["quotes"]
    assert total == mix["organisation"] + mix["document"]
    assert queries.evidence(desk, ALL, "naming", "anonymous").total == 1


def test_evidence_of_a_voice_can_be_narrowed_to_a_kind_a_verb_or_a_channel(desk: Desk) -> None:
    ruiz = person(desk, "Ana Ruiz")

    def asked(**only: str) -> int:
        return queries.evidence(desk, ALL, "voice", ruiz, only=only).total

    assert (asked(), asked(kind="direct"), asked(verb="say"), asked(channel="post")) == (5, 3, 4, 1)
    assert (asked(kind="indirect", verb="write"), asked(verb="' OR 1=1 --")) == (0, 0)
    assert asked(nested="true") == 5, "an aspect that is not one is not asked about"
    assert queries.evidence(desk, ALL, "place", "geonames:2771335", only={}).total == 8


def test_evidence_of_a_mention_names_the_person_in_its_sentence(desk: Desk) -> None:
    (never,) = queries.mentioned_never_quoted(desk, ALL).to_dict("records")
    total, rows = queries.evidence(desk, ALL, "mention", never["person_id"])
    assert total == never["mentions"] == 2
    assert all(marked(row) == [("Tomas Berg", "speaker")] for row in rows.to_dict("records"))


@pytest.mark.parametrize("filters", [ALL, NOBODY, Filters(outlets=("Courier",))])
def test_what_is_dated_and_what_is_not_make_up_all_stories(desk: Desk, filters: Filters) -> None:
    told = queries.summary(desk, filters).events
    assert queries.dated_events(desk, filters) == told == queries.event_days(desk, filters)["events"].sum()
