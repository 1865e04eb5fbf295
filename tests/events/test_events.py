"""Events: what is told, when, how sure, where, and who says so."""

import re

import pytest

from analysis import schema
from analysis.events import candidates, status

THURSDAY = "2021-03-04"
SHOT_AND_DIED = "Police said the man was shot on Feb. 24 and died in hospital on Feb. 28."


@pytest.fixture
def events(annotate_text):
    """Text of one or more paragraphs, published on Thursday 4 March 2021, to its events."""

    def run(text: str, published: str | None = THURSDAY) -> tuple[schema.Event, ...]:
        return annotate_text(text, published, clean=False).events

    return run


def by_trigger(found, article_text, word):
    for event in found:
        if article_text[slice(*event.trigger)].startswith(word):
            return event
    raise AssertionError(f"no event at {word!r}: {[article_text[slice(*e.trigger)] for e in found]}")


class TestWhatHappened:
    @pytest.mark.parametrize(
        ("text", "word", "kind"),
        [
            ("Police arrested three men in Lyon on Monday.", "arrested", "COERCE"),
            ("Three men were arrested in Lyon on Monday.", "arrested", "COERCE"),
            ("The army began its withdrawal from the valley on Monday.", "withdrawal", "YIELD"),
            ("Clashes broke out near the harbour on Monday.", "Clashes", "ASSAULT"),
            ("A court convicted the former mayor on Monday.", "convicted", "LEGAL"),
            ("An audio recording was released on Monday.", "released", "STATEMENT"),
            ("The two ministers signed an agreement in Vienna on Monday.", "agreement", "AGREE"),
            ("Six students tested positive for measles on Monday.", "tested", "DISEASE"),
            ("A tourist died of the virus on Monday.", "died", "DEATH"),
            ("Soldiers evacuated two villages on Monday.", "evacuated", "MOVE"),
            ("The coalition carried out air strikes near Gao on Monday.", "strikes", "ASSAULT"),
        ],
    )
    def test_a_claim_has_its_type_and_its_day(self, events, text, word, kind):
        event = by_trigger(events(text), text, word)
        assert event.type == kind
        assert (event.begins, event.ends, event.status) == ("2021-03-01", "2021-03-01", "occurred")

    def test_what_is_only_said_is_no_event(self, events):
        assert events("The minister said on Monday that the town is beautiful.") == ()

    def test_headlines_and_headings_give_no_events(self, annotate_text):
        text = "Police arrest three men\n\nPolice arrested three men in Lyon on Monday, and a court met on Tuesday.\n"
        found = annotate_text(text, THURSDAY).events
        assert found
        assert all(event.sentence[0] > text.index("\n") for event in found)

    def test_the_noun_is_the_event_where_the_verb_only_carries_it(self, events):
        text = "Workers held a protest in Madrid on Monday."
        assert [text[slice(*event.trigger)] for event in events(text)] == ["protest"]


class TestWhen:
    def test_a_weekday_of_past_news_is_the_last_one_with_the_reason_in_words(self, events):
        text = "Rebels attacked the airport late Tuesday."
        event = by_trigger(events(text), text, "attacked")
        assert (event.start_earliest, event.start_latest) == ("2021-03-02", "2021-03-03")
        assert event.basis == "relative"
        assert "2 March 2021, two days before publication" in event.reason

    def test_three_weeks_into_a_campaign_dates_its_beginning(self, events):
        text = "The message comes nearly three weeks into the campaign to retake the city."
        event = by_trigger(events(text), text, "campaign")
        assert (event.status, event.basis, event.ends) == ("ongoing", "derived", None)
        assert (event.start_earliest, event.start_latest) == ("2021-02-11", "2021-02-19")
        assert event.title == "Campaign to retake the city"

    def test_for_two_years_has_a_beginning_and_an_open_end(self, events):
        text = "The port has been under rebel control for two years."
        event = by_trigger(events(text), text, "control")
        assert event.start_earliest <= "2019-03-04" < event.start_latest
        assert (event.end_earliest, event.end_latest) == (THURSDAY, None)

    def test_since_leaves_the_end_open(self, events):
        text = "Shipping on the river has been suspended since Saturday."
        event = by_trigger(events(text), text, "suspended")
        assert (event.begins, event.ends, event.status) == ("2021-02-27", None, "ongoing")

    def test_the_day_of_speaking_is_not_the_day_of_what_is_told(self, events):
        text = "Officials said on Wednesday that rebels had attacked the airport."
        assert by_trigger(events(text), text, "attacked").begins != "2021-03-03"

    def test_news_without_a_date_is_dated_by_publication_and_says_so(self, events):
        text = "Rebels attacked the airport of Gao."
        event = by_trigger(events(text), text, "attacked")
        assert (event.begins, event.basis) == (THURSDAY, "published")
        assert event.start_earliest < THURSDAY

    @pytest.mark.parametrize(
        ("text", "word", "begins", "ends"),
        [
            ("Between 1 February and 5 February, police arrested 40 people.", "arrested", "2021-02-01", "2021-02-05"),
            (SHOT_AND_DIED, "died", "2021-02-28", "2021-02-28"),
            (SHOT_AND_DIED, "shot", "2021-02-24", "2021-02-24"),
            ("The strike, which began on 2 February, ended on Monday.", "strike", "2021-03-01", "2021-03-01"),
            ("The ministers broke the agreement reached in 1991.", "agreement", "1991", "1991"),
            ("More than 300 people have died since the outbreak began in January.", "died", "2021-01", "2021-03-04"),
            ("The army launched its offensive on February 17.", "offensive", "2021-02-17", None),
            ("An epidemic killed 1,200 people in the past three months.", "killed", "2020-12-04", "2021-03-03"),
            ("His car, which he had moved on 23 February, was flooded on the 28th.", "flooded", "2021-02-28",
             "2021-02-28"),
            ("The results improved on 2008, when the company lost a court case.", "lost", "2008", "2008"),
            ("On Monday, when the crest came, two bridges were closed.", "closed", "2021-03-01", "2021-03-01"),
            ("For the final quarter of 2019, the firm says it sold 3 cars.", "sold", "2019-10-01", "2019-12-31"),
            ("Three people died in the 1999 earthquake.", "died", "1999", "1999"),
            ("The army will attack the town before Friday.", "attack", None, THURSDAY),
            ("The army captured the town before the weekend.", "captured", None, "2021-02-26"),
            ("The court freed two men this week.", "freed", "2021-03-01", THURSDAY),
            ("Shares fell in the first nine months of last year.", "fell", "2020-01", "2020-09"),
            ("A week ago, rebels attacked the town.", "attacked", "2021-02-25", "2021-02-25"),
        ],
    )  # fmt: skip
    def test_each_claim_has_the_days_of_its_own_clause(self, events, text, word, begins, ends):
        event = by_trigger(events(text), text, word)
        assert (event.begins, event.ends) == (begins, ends), event.reason

    def test_an_event_told_from_another_is_counted_from_its_day(self, events):
        text = "Rebels attacked the airport on Monday. The mayor resigned three days after the attack."
        event = by_trigger(events(text), text, "resigned")
        assert (event.begins, event.ends, event.basis) == (THURSDAY, THURSDAY, "derived")
        assert "told from “attack”, which the text puts on Monday 1 March 2021" in event.reason

    def test_the_event_that_another_is_told_from_is_counted_back(self, events):
        text = "The minister resigned on Monday, two days after the report was published."
        found = events(text)
        assert by_trigger(found, text, "resigned").begins == "2021-03-01"
        assert by_trigger(found, text, "published").begins == "2021-02-27"
        assert by_trigger(found, text, "published").basis == "derived"

    def test_what_is_compared_is_not_when_it_was(self, events):
        text = "The index fell two percent from Monday's close."
        assert all(event.begins != "2021-03-01" for event in events(text))

    def test_a_rank_in_years_is_no_length_of_the_event(self, events):
        text = "The bank has posted a profit, the first gain for four years."
        assert all(event.start_earliest is None or event.start_earliest[:4] != "2017" for event in events(text))

    def test_an_inferred_publication_date_bounds_its_news_with_its_window(self, annotate_text):
        text = "As of 1 March 2021 the dam stands.\n\nRebels attacked the airport of Gao and killed four soldiers.\n"
        article = annotate_text(text, clean=False)
        assert (article.published, article.published_basis) == ("2021-03-01", "inferred")
        event = by_trigger(article.events, article.text, "attacked")
        assert (event.begins, event.end_latest, event.basis) == ("2021-03-01", "2021-03-09", "published")
        assert "or up to a week later (inferred)" in event.reason

    def test_without_any_date_nothing_is_invented(self, events):
        text = "Rebels attacked the airport of Gao."
        event = by_trigger(events(text, None), text, "attacked")
        assert (event.begins, event.start_earliest, event.basis) == (None, None, "none")

    def test_a_date_of_long_ago_in_the_clause_of_a_noun_is_that_nouns(self, events):
        text = "Prosecutors raided a hotel built by a man who fled the country on 3 May 2012."
        event = by_trigger(events(text), text, "raided")
        assert (event.begins, event.basis) == (THURSDAY, "published"), event.reason

    def test_a_noun_with_a_clause_of_its_own_is_an_event_beside_that_of_its_verb(self, events):
        text = "Six cases of measles were reported on Monday in an outbreak that began in January."
        assert by_trigger(events(text), text, "outbreak").begins == "2021-01"


class TestHowSure:
    @pytest.mark.parametrize(
        ("text", "word", "status"),
        [
            ("The navy did not attack the port on Monday.", "attack", "denied"),
            ("The navy will attack the port on Saturday.", "attack", "planned"),
            ("The navy plans to attack the port on Saturday.", "attack", "planned"),
            ("The navy may have attacked the port on Monday.", "attacked", "hedged"),
            ("The navy reportedly attacked the port on Monday.", "attacked", "hedged"),
            ("Doctors deny rumours the general was killed on Monday.", "killed", "hedged"),
            ("Rescuers are evacuating the village.", "evacuating", "ongoing"),
            ("The epidemic has killed 300 people.", "killed", "ongoing"),
            ("The epidemic has killed 300 people since Monday.", "killed", "occurred"),
            ("The schools have been closed since Monday.", "closed", "ongoing"),
            ("The schools of the town have been closed.", "closed", "ongoing"),
            ("The concert on Monday was called off.", "concert", "denied"),
            ("Villagers claimed a bear killed two sheep on Monday.", "killed", "hedged"),
            ("The fair is to run from March 1 through March 9.", "run", "ongoing"),
            ("The suspect is to be questioned on Monday.", "questioned", "planned"),
            ("The firm was due to sell the port on Saturday.", "sell", "planned"),
            ("The army planned an offensive against the rebels.", "offensive", "planned"),
            ("The union is planning a strike in May.", "strike", "planned"),
            ("The union announced a strike for Monday.", "strike", "planned"),
            ("Police are preparing for protests in Paris.", "protests", "planned"),
            ("A strike is planned for Monday.", "strike", "planned"),
            ("The union called for the release of the prisoners.", "release", "hedged"),
            ("Police prevented an attack on the station.", "attack", "denied"),
            ("The attack did not take place.", "attack", "denied"),
            ("The rebels are said to have killed ten civilians on Monday.", "killed", "hedged"),
            ("Reports that the town was captured on Monday could not be confirmed.", "captured", "hedged"),
            ("According to unconfirmed reports, the town was captured on Monday.", "captured", "hedged"),
            ("The town will be evacuated if the river rises.", "evacuated", "hedged"),
            ("Rebels would later kill ten civilians.", "kill", "occurred"),
            ("Officials are asking residents to boil water.", "asking", "occurred"),
            ("The army has been attacking the town since Monday.", "attacking", "ongoing"),
        ],
    )
    def test_status_follows_the_words(self, events, text, word, status):
        assert by_trigger(events(text), text, word).status == status

    @pytest.mark.parametrize(
        ("text", "word", "claimed"),
        [
            ("He was accused of the murder of two women.", "murder", "hedged"),
            ("He is suspected of killing two women.", "killing", "hedged"),
            ("He was convicted of killing two women.", "killing", "occurred"),
            ("The minister ruled out an evacuation.", "evacuation", "denied"),
            ("The match was postponed until May.", "match", "planned"),
            ("The festival will be cancelled.", "festival", "denied"),
        ],
    )
    def test_what_takes_an_event_tells_how_real_it_is(self, document, text, word, claimed):
        made = document(text, THURSDAY, until="quotes", clean=False)
        assert status.of(candidates.mention(made.token_at(text.index(word)), 0)) == claimed

    def test_a_speaker_vouches_for_what_stands_in_the_quotation(self, annotate_text):
        text = "“Rebels attacked the airport on Monday,” said Ana Ruiz, the interior minister."
        article = annotate_text(text, THURSDAY, clean=False)
        event = by_trigger(article.events, text, "attacked")
        assert {p.key: p.name for p in article.people}[event.asserted_by] == "Ana Ruiz"

    def test_a_claim_of_an_unknown_speaker_is_not_the_outlets(self, annotate_text):
        text = "It was reported that rebels attacked the airport on Monday. Soldiers left the town on Tuesday."
        found = annotate_text(text, THURSDAY, clean=False).events
        assert by_trigger(found, text, "attacked").asserted_by == schema.UNKNOWN_SPEAKER
        assert by_trigger(found, text, "left").asserted_by is None

    def test_what_is_still_to_come_is_planned_whatever_its_tense(self, events):
        text = "The ban takes effect on 1 April."
        assert by_trigger(events(text), text, "takes").status == "planned"


class TestTitle:
    @pytest.mark.parametrize(
        ("text", "word", "title"),
        [
            ("Police in riot gear arrested three men who had fled on Monday.", "arrested",
             "Police in riot gear arrested three men"),
            ("The bridge that links the two towns was closed on Monday.", "closed", "Bridge was closed"),
            ("The clinic, which opened in May, was destroyed by a fire on Monday.", "destroyed",
             "Clinic was destroyed by a fire"),
        ],
    )  # fmt: skip
    def test_it_is_the_clause_without_its_relatives_and_times(self, events, text, word, title):
        assert by_trigger(events(text), text, word).title == title

    @pytest.mark.parametrize(
        ("text", "word", "title"),
        [
            ("The arrest came two days after Monday's attack.", "arrest", "Arrest came after attack"),
            ("The ministry reported the first case of A(H1N1) on Monday.", "reported",
             "Ministry reported the first case of A(H1N1)"),
        ],
    )  # fmt: skip
    def test_nothing_is_left_of_a_time_and_brackets_are_closed(self, events, text, word, title):
        assert title in {event.title for event in events(text)}

    def test_it_has_at_most_ten_words(self, events):
        text = (
            "The third deputy head of the national agency for the protection of lakes and rivers of the north "
            "arrested three very tired but still quite cheerful fishermen near the old bridge of the town on Monday."
        )
        assert all(1 <= len(event.title.split()) <= 10 for event in events(text))


def test_place_and_participants_come_from_the_clause(annotate_text):
    text = "Police arrested three suspects in Lyon on Monday, said a spokesman in Paris."
    article = annotate_text(text, THURSDAY, clean=False)
    event = by_trigger(article.events, text, "arrested")
    assert event.place_no is not None and article.places[event.place_no].name == "Lyon"
    assert event.participants == ("Police", "three suspects")
    assert event.participant_roles == ("agent", "patient")


@pytest.mark.parametrize(
    ("text", "word", "roles"),
    [
        ("The suspects were arrested by soldiers on Monday.", "arrested",
         {"The suspects": "patient", "soldiers": "agent"}),
        ("An attack by rebels on Monday was a surprise.", "attack", {"rebels": "agent"}),
        ("The capture of the port on Monday was a surprise.", "capture", {"the port": "patient"}),
        ("The minister met with the mayor on Monday.", "met", {"The minister": "agent", "the mayor": "other"}),
    ],
)  # fmt: skip
def test_participants_have_the_roles_that_voice_and_preposition_give(events, text, word, roles):
    event = by_trigger(events(text), text, word)
    assert dict(zip(event.participants, event.participant_roles, strict=True)) == roles


class TestSampleArticle:
    @pytest.fixture
    def article(self, annotate_text, shared):
        path = shared / "000_e7a39bca5046ebad.txt"
        if not path.is_file():
            pytest.skip("the sample article (../shared) is not here")
        return annotate_text(path.read_text(encoding="utf-8"))

    def told(self, article, words):
        return [e for e in article.events if re.search(words, article.text[slice(*e.trigger)] + " " + e.title)]

    def test_the_recording_was_released_late_on_tuesday(self, article):
        event = self.told(article, "recording released")[0]
        assert (event.begins, event.ends, event.basis) == ("2016-11-01", "2016-11-01", "relative")

    def test_the_campaign_began_in_mid_october(self, article):
        event = self.told(article, "campaign to retake")[0]
        assert "2016-10-10" <= event.start_earliest < event.start_latest <= "2016-10-24"
        assert event.status == "ongoing"

    def test_the_clashes_are_those_of_the_caption(self, article):
        event = self.told(article, "[Cc]lashes")[0]
        assert (event.begins, event.basis) == ("2016-11-03", "explicit")

    def test_control_has_lasted_for_two_years(self, article):
        event = self.told(article, "control")[0]
        assert event.start_earliest[:4] == "2014" and event.end_latest is None
