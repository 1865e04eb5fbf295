"""The pages of the timeline and the voices over the hand-made corpus: what they say for each thing in the address."""

import json
import re

import pytest

from analysis import schema
from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import open_desk
from pages.parts import findings_voices, speaker, windows
from tests import factory
from tests.pages.test_pages import texts

ALL = Filters()


@pytest.fixture
def desk(flood):
    opened = open_desk(flood)
    yield opened
    opened.close()


@pytest.fixture
def at(flood, app):
    """Run a page with more keys in its address, as a copied link would."""

    def run(page: str, **address: str):
        test = app("", corpus=flood)
        for key, value in address.items():
            test.query_params[key] = value
        test.switch_page(f"pages/{page}.py").run()
        assert not test.exception
        return test

    return run


def person(desk, name: str) -> str:
    return queries.voices(desk, ALL).set_index("name").at[name, "person_id"]


def charts(test) -> list[dict]:
    """The figures of a page; each is the JSON that the browser gets."""
    return [json.loads(chart.proto.spec) for chart in test.get("plotly_chart")]


def lanes(test) -> list[str]:
    return [re.sub("<br>", " ", text) for text in charts(test)[0]["layout"]["yaxis"]["ticktext"]]


def shown_rows(test, kind: str) -> list[dict]:
    """The pieces of evidence of a kind that the browser gets."""
    (told,) = [one.proto for one in test.get("bidi_component") if one.proto.id.endswith(f"-evidence_{kind}_list")]
    return json.loads(told.json)["rows"]


def test_events_are_counted_by_status_and_the_undated_named(at):
    test = at("timeline")
    assert "4 events with a date; 1 planned, 1 denied, 1 still going on, 1 without a date." in texts(test)
    assert [button.label for button in test.button if button.key == "undated_0"] == ["Gates opened"]


def test_an_event_without_a_date_opens_its_sentences(at):
    test = at("timeline")
    test.button(key="undated_0").click().run()
    assert "Gates opened" in [header.value for header in test.header]
    assert "no date told" in texts(test)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("Place", ["<b>Melk</b>", "<b>12 km upstream of Linz</b>", "<b>Passau</b>", "<b>Published</b>"]),
        ("Type", ["<b>Aid and rescue</b>", "<b>Disasters</b>", "<i>Other events</i>", "<b>Published</b>"]),
    ],
)
def test_lanes_are_by_what_the_address_says(at, by, names):
    assert lanes(at("timeline", lanes=by)) == names


def test_lanes_by_voice_and_article_name_speakers_and_headlines(at):
    voices = lanes(at("timeline", lanes="Voice"))
    assert voices[0].startswith("<b>Ana Ruiz</b>") and voices[-2] == "<i>The outlets themselves</i>"
    articles = lanes(at("timeline", lanes="Article"))
    assert articles[0].startswith("<b>Bridge at Melk reopens after flood</b>") and "Courier" in articles[0]


def test_who_says_so_leads_to_that_voice(at, desk):
    event = queries.events(desk, ALL).set_index("title").at["Bridge at Melk reopened", "story_id"]
    test = at("timeline", event=event)
    (link,) = test.get("page_link")
    assert link.proto.label == "says: Ana Ruiz\\, mayor"
    assert f"voice={person(desk, 'Ana Ruiz')}" in link.proto.query_string


def test_a_window_in_the_address_is_the_one_that_is_drawn(at):
    test = at("timeline", window="2019-04-04_2019-04-05")
    said = texts(test)
    assert "2 of 4 events lie outside this window." in said
    low, high = charts(test)[0]["layout"]["xaxis"]["range"]
    assert low.startswith("2019-04-03") and high.startswith("2019-04-06")
    test.button(key="whole_span").click().run()
    assert windows.read(test.query_params["window"]) == windows.whole(queries.event_days(open_desk("flood"), ALL))
    assert "outside this window" not in texts(test)


def test_a_window_without_events_or_one_that_is_none_does_no_harm(at):
    assert "No event lies in this window." in texts(at("timeline", window="1999-01-01_1999-02-01"))
    assert "outside this window" not in texts(at("timeline", window="2019-99-99_x"))


def test_moving_the_slider_writes_the_window_into_the_address(at):
    test = at("timeline")
    slider = test.select_slider(key="window_range")
    slider.set_range(slider.options[1], slider.options[2]).run()
    assert not test.exception
    assert windows.read(test.query_params["window"]) is not None


def test_planned_events_are_drawn_only_when_asked_for(at):
    assert "Mayor opens the bridge (planned)" not in json.dumps(charts(at("timeline")))
    assert "Mayor opens the bridge (planned)" in json.dumps(charts(at("timeline", show="Planned")))


def test_the_card_tells_of_the_speaker_what_the_texts_tell(at, desk):
    said = texts(at("voices", voice=person(desk, "Ana Ruiz")))
    assert "Also called Ruiz. The texts say “she”." in said
    official = texts(at("voices", voice=person(desk, "a senior official")))
    assert "Why the name is kept back: “because talks go on”" in official


def test_kinds_verbs_and_channels_narrow_the_quotes(at, desk):
    ruiz = person(desk, "Ana Ruiz")
    test = at("voices", voice=ruiz)
    labels = {pills.key: [option.content for option in pills.proto.options] for pills in test.button_group}
    assert labels["aspect_kind"] == ["direct 3", "indirect 2"]
    assert labels["aspect_verb"] == ["say 4", "write 1"]
    assert labels["aspect_channel"] == ["post 1"]
    assert [row["tag"] for row in shown_rows(test, "voice")] == ["indirect", "direct"] * 2 + ["direct"]
    assert [row["tag"] for row in shown_rows(at("voices", voice=ruiz, kind="indirect"), "voice")] == ["indirect"] * 2
    assert len(shown_rows(at("voices", voice=ruiz, channel="post"), "voice")) == 1
    assert len(shown_rows(at("voices", voice=ruiz, on="2019-04-03_2019-04-03", by="Herald"), "voice")) == 2
    assert len(shown_rows(at("voices", voice=ruiz, kind="shouted"), "voice")) == 5, "what there is not narrows nothing"


def test_a_part_of_the_naming_mix_opens_its_quotes_and_leads_back(at):
    test = at("voices", mix="organisation document", by="Herald")
    assert "Organisations and documents in Herald: 3 quotes" in [header.value for header in test.header]
    assert len(shown_rows(test, "naming")) == 3
    test.button(key="back").click().run()
    assert "mix" not in test.query_params and "by" not in test.query_params
    assert "Ana Ruiz" in [header.value for header in test.header]


def test_groups_and_namings_choose_voices_and_the_title_says_so(at):
    headers = [header.value for header in at("voices", group="official", naming="named").header]
    assert headers[0] == "1 voice (official and named), 5 quotes"
    nobody = [header.value for header in at("voices", group="civilian", naming="named").header]
    assert nobody[0] == "No voice is of this group and named in this way"


def test_who_is_mentioned_and_never_quoted_opens_sentences(at, desk):
    (never,) = queries.mentioned_never_quoted(desk, ALL).to_dict("records")
    (pills,) = [pills for pills in at("voices").button_group if pills.key == "never_quoted"]
    assert [option.content for option in pills.proto.options] == ["Tomas Berg 2"]
    rows = shown_rows(at("voices", mention=never["person_id"]), "mention")
    assert len(rows) == 2 and all(["Tomas Berg", ["speaker"]] in row["pieces"] for row in rows)
    assert not at("voices", mention="no-such-person").exception


@pytest.mark.parametrize("trend", ["The most quoted", "The chosen voice by outlet"])
def test_the_trend_is_of_the_most_quoted_or_of_one_voice_by_outlet(at, desk, trend):
    rows = charts(at("voices", trend=trend, voice=person(desk, "Ana Ruiz")))[-1]["layout"]["yaxis"]["ticktext"]
    assert rows == (["Courier", "Herald"] if trend.endswith("outlet") else rows)
    assert ("Ana Ruiz" in rows) != trend.endswith("outlet")


def test_a_corpus_of_one_day_has_no_trend(corpora, app):
    name = factory.build_corpus(corpora, [factory.bridge("Herald", "h/1")])
    test = app("voices", corpus=name)
    assert not test.exception and len(charts(test)) == 2


def test_a_corpus_without_quotes_or_dates_is_answered(corpora, app):
    bare = factory.german()
    name = factory.build_corpus(corpora, [bare])
    assert "Nobody is quoted" in texts(app("voices", corpus=name))
    assert "tell no event with a date" in texts(app("timeline", corpus=name))


def test_a_corpus_of_undated_events_lists_them(corpora, app):
    name = factory.build_corpus(corpora, [factory.undated()])
    test = app("timeline", corpus=name)
    assert "1 event is told, none with a date." in texts(test)
    assert test.button(key="undated_0").label == "Gates opened"


def test_every_naming_has_words():
    assert set(findings_voices.NAMINGS) == set(schema.NAMINGS)


def test_a_part_of_the_quotes_lies_within_the_filters():
    mine = Filters(date_from=windows.read("2019-04-05_2019-04-05")[0], outlets=("Herald", "Courier"))
    part = speaker.narrower(mine, windows.read("2019-04-03_2019-04-09"), "Herald")
    assert part.outlets == ("Herald",) and str(part.date_from) == "2019-04-05" and str(part.date_to) == "2019-04-09"
    assert speaker.narrower(mine, None, None) == mine
