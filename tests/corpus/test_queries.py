"""Every question of every page against the hand-made corpus, counted by hand."""

from datetime import date

import pandas as pd
import pytest

from analysis import schema
from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.snapshot import Desk
from tests.factory import ODD, bridge, flood, odd, undated

ALL = Filters()
HERALD = Filters(outlets=("Herald",))
APRIL_3 = Filters(date_from=date(2019, 4, 3), date_to=date(2019, 4, 3))
ZIRBELAU = Filters(words="zirbelau")
NOBODY = Filters(words="zebra")
DAM = "rel:distance:linz:12 km upstream of linz"
MELK = "geonames:2771335"


def column(frame: pd.DataFrame, name: str) -> list[object]:
    return frame[name].tolist()


def person(desk: Desk, name: str) -> str:
    return queries.voices(desk, ALL).set_index("name").at[name, "person_id"]


def story(desk: Desk, title: str) -> str:
    return queries.events(desk, ALL, statuses=schema.EVENT_STATUSES).set_index("title").at[title, "story_id"]


@pytest.mark.parametrize(
    ("filters", "counts"),
    [
        (ALL, (6, 2, 5, 15, 1, 4, 7, 12)),
        (HERALD, (3, 1, 4, 8, 1, 3, 7, 9)),
        (APRIL_3, (2, 2, 3, 10, 0, 2, 1, 4)),
        (ZIRBELAU, (1, 1, 3, 3, 1, 1, 3, 3)),
        (Filters(words="melk", outlets=("Courier",), date_from=date(2019, 4, 6)), (1, 1, 2, 2, 0, 1, 1, 1)),
        (NOBODY, (0, 0, 0, 0, 0, 0, 0, 0)),
        (Filters(outlets=("' OR 1=1 --",)), (0, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_the_summary_counts_what_the_filters_choose(desk: Desk, filters: Filters, counts: tuple[int, ...]) -> None:
    summary = queries.summary(desk, filters)
    assert summary[:8] == counts
    assert summary.places == len(queries.places(desk, filters))
    assert summary.mentions == queries.places(desk, filters)["mentions"].sum()
    assert summary.unresolved == len(queries.unresolved(desk, filters))
    assert summary.events == len(queries.events(desk, filters))
    assert summary.voices == len(queries.voices(desk, filters))
    assert summary.quotes == queries.naming_mix(desk, filters)["quotes"].sum()
    assert summary.articles == len(queries.articles(desk, filters))


def test_the_summary_knows_words_and_days(desk: Desk) -> None:
    summary = queries.summary(desk, APRIL_3)
    assert (summary.words, summary.first_published, summary.last_published) == (88, date(2019, 4, 3), date(2019, 4, 3))


def test_bounds_are_those_of_the_whole_corpus(desk: Desk) -> None:
    assert queries.published_bounds(desk) == (date(2019, 4, 3), date(2019, 4, 6))


def test_days_of_publication(desk: Desk) -> None:
    days = queries.published_days(desk, ALL)
    assert [f"{day:%m-%d}" for day in days["day"]] == ["04-03", "04-04", "04-05", "04-06"]
    assert column(days, "articles") == [2, 1, 1, 1]
    assert column(queries.published_days(desk, HERALD), "articles") == [1, 1]


def test_places_are_counted_and_the_uncertain_ones_marked(desk: Desk) -> None:
    places = queries.places(desk, ALL)
    assert list(places.columns) == [
        "place_key", "name", "kind", "country_code", "lat", "lon", "radius_km", "mentions", "articles", "confidence",
        "uncertain", "relation_kind", "anchor", "bearing_deg", "spread_deg", "distance_km",
    ]  # fmt: skip
    assert column(places, "name") == ["Melk", "Linz", "Austria", "12 km upstream of Linz", "Passau"]
    assert column(places, "mentions") == [8, 3, 2, 1, 1]
    assert column(places, "articles") == [4, 3, 2, 1, 1]
    assert column(places, "uncertain") == [False, False, False, True, False]
    dam = places.set_index("place_key").loc[DAM]
    assert (dam.relation_kind, dam.anchor, dam.distance_km, dam.bearing_deg, dam.radius_km) == (
        "distance",
        "Linz",
        12,
        270,
        4,
    )


def test_demonyms_count_only_when_asked_for(desk: Desk) -> None:
    with_demonyms = queries.places(desk, ALL, demonyms=True).set_index("name")
    assert with_demonyms.at["Austria", "mentions"] == 4
    assert queries.evidence(desk, ALL, "place", "geonames:2782113").total == 2
    assert queries.evidence(desk, ALL, "place", "geonames:2782113", demonyms=True).total == 4


def test_a_limit_is_kept_and_cannot_be_abused(desk: Desk) -> None:
    assert column(queries.places(desk, ALL, limit=2), "name") == ["Melk", "Linz"]
    assert len(queries.places(desk, ALL, limit=-1)) == 0
    assert len(queries.places(desk, ALL, limit=10**12)) == 5


def test_names_on_no_map_are_listed_with_the_reason(desk: Desk) -> None:
    assert queries.unresolved(desk, ALL).to_dict("records") == [
        {"text": "Zirbelau", "mentions": 2, "articles": 1, "reason": "No place of this name is in the gazetteer."}
    ]


def test_stories_come_in_order_of_time_once_each(desk: Desk) -> None:
    events = queries.events(desk, ALL)
    assert list(events.columns) == [
        "story_id", "title", "type", "start_earliest", "start_latest", "end_earliest", "end_latest", "granularity",
        "basis", "status", "place", "place_key", "asserted_by", "confidence", "articles", "outlets", "prominence",
        "asserted_by_id", "asserted_by_role", "participants", "article_id", "article", "article_outlet",
        "disagreements",
    ]  # fmt: skip
    assert column(events, "title") == [
        "Bridge at Melk reopened", "Soldiers clear the banks", "Water reached a dam", "Café <b>flooded</b>",
    ]  # fmt: skip
    assert column(events, "status") == ["occurred", "ongoing", "occurred", "occurred"]
    assert column(events, "articles") == [2, 2, 1, 1]
    assert column(events, "outlets") == [2, 2, 1, 1]
    assert column(events, "place_key") == [MELK, MELK, DAM, "geonames:2855328"]
    assert events["asserted_by"].fillna("the outlet").tolist() == [
        "Ana Ruiz",
        "the outlet",
        "River Authority",
        "the outlet",
    ]
    first = events.iloc[0]
    assert (first.start_earliest, first.end_latest) == (pd.Timestamp("2019-04-02"), pd.Timestamp("2019-04-03"))


def test_other_statuses_are_shown_when_asked_for(desk: Desk) -> None:
    assert column(queries.events(desk, ALL, statuses=("planned",)), "title") == ["Mayor opens the bridge"]
    assert column(queries.events(desk, ALL, statuses=("denied",)), "title") == ["A dam broke"]
    assert len(queries.events(desk, ALL, statuses=())) == 0


def test_events_without_a_date_are_counted_and_not_drawn(desk: Desk) -> None:
    assert queries.undated_events(desk, ALL) == 1
    assert queries.undated_events(desk, ALL, statuses=("hedged",)) == 1
    assert queries.undated_events(desk, APRIL_3) == 0
    assert len(queries.events(desk, ALL, statuses=("hedged",))) == 0


def test_the_most_prominent_stories_are_kept_when_there_are_too_many(desk: Desk) -> None:
    assert column(queries.events(desk, ALL, limit=1), "title") == ["Bridge at Melk reopened"]


def test_voices_are_ranked_by_quotes(desk: Desk) -> None:
    voices = queries.voices(desk, ALL)
    assert list(voices.columns) == [
        "person_id", "name", "role", "affiliation", "speaker_group", "naming", "is_organisation", "direct", "mixed",
        "indirect", "quotes", "words", "articles", "apart", "direct_words", "mixed_words", "indirect_words",
    ]  # fmt: skip
    ruiz = voices.iloc[0].to_dict()
    assert [ruiz[name] for name in ("name", "role", "naming", "direct", "mixed", "indirect", "quotes", "articles")] == [
        "Ana Ruiz", "mayor", "named", 3, 0, 2, 5, 3,
    ]  # fmt: skip
    namings = voices.set_index("name")["naming"]
    assert namings.to_dict() == {
        "Ana Ruiz": "named", "River Authority": "organisation", "the ministry": "organisation", "a report": "document",
        "a senior official": "anonymous", "residents": "role", "officials": "collective",
    }  # fmt: skip
    assert column(queries.voices(desk, APRIL_3), "quotes") == [4]


def test_the_naming_mix_counts_unknown_speakers_too(desk: Desk) -> None:
    mix = queries.naming_mix(desk, ALL)
    assert list(mix.columns) == ["outlet", "naming", "quotes", "words"]
    herald = mix[mix["outlet"] == "Herald"].set_index("naming")["quotes"].to_dict()
    assert herald == {
        "named": 2,
        "role": 1,
        "anonymous": 1,
        "collective": 1,
        "organisation": 2,
        "document": 1,
        "unknown": 1,
    }


def test_who_is_named_and_never_quoted(desk: Desk) -> None:
    never = queries.mentioned_never_quoted(desk, ALL)
    assert never.drop(columns="person_id").to_dict("records") == [{"name": "Tomas Berg", "mentions": 2, "articles": 2}]
    in_flood = queries.mentioned_never_quoted(desk, ZIRBELAU)
    assert column(in_flood, "name") == ["Ana Ruiz"]  # quoted elsewhere, not in the chosen article


def marked(row: dict) -> list[tuple[str, str]]:
    return [(row["text"][mark["begins"] : mark["until"]], mark["layer"]) for mark in row["marks"]]


def test_evidence_of_a_place_marks_it_in_its_sentence(desk: Desk) -> None:
    total, rows = queries.evidence(desk, ALL, "place", MELK)
    assert total == len(rows) == 8
    assert list(rows.columns) == [
        "article_id",
        "title",
        "outlet",
        "published",
        "text",
        "text_start",
        "marks",
        "note",
        "char_start",
        "tag",
    ]
    assert all(marked(row) == [("Melk", "place")] for row in rows.to_dict("records"))
    assert rows.at[6, "text"] == "Mayor Ana Ruiz will open the bridge at Melk on 8 April."
    assert rows.at[6, "note"] == "The largest place called Melk."


def test_evidence_offsets_are_code_points_past_emoji_and_combining_marks(desk: Desk) -> None:
    rows = queries.evidence(desk, Filters(outlets=("Courier",), words="passau"), "place", "geonames:2855328").rows
    (row,) = rows.to_dict("records")
    assert row["text"].startswith("🌊🌊 The cafe\u0301 of Passau was flooded <script>alert(1)</script>")
    assert marked(row) == [("Passau", "place")]
    assert ODD[row["char_start"] :].startswith("Passau")
    assert ODD[row["text_start"] :].startswith(row["text"])


def test_evidence_of_a_voice_marks_words_and_speaker_and_is_verbatim(desk: Desk) -> None:
    total, rows = queries.evidence(desk, ALL, "voice", person(desk, "Ana Ruiz"))
    assert total == 5
    records = rows.to_dict("records")
    assert marked(records[0]) == [
        ("The bridge at Melk in Austria reopened on 2 April 2019", "quote"),
        ("Mayor Ana Ruiz", "speaker"),
    ]
    assert marked(records[4]) == [
        ("“**No** $5 help & no $6 boats, ![x](http://127.0.0.1/x.png)”", "quote"),
        ("Ana Ruiz", "speaker"),
    ]
    assert records[4]["note"] == "In quotation marks. Through: post."


def test_evidence_of_an_event_marks_what_where_and_when(desk: Desk) -> None:
    total, rows = queries.evidence(desk, HERALD, "event", story(desk, "Bridge at Melk reopened"))
    assert total == 1
    (row,) = rows.to_dict("records")
    assert marked(row) == [("Melk", "place"), ("reopened", "event"), ("2 April 2019", "time")]
    assert row["note"] == "The text gives the date."
    (denied,) = queries.evidence(desk, ALL, "event", story(desk, "A dam broke")).rows.to_dict("records")
    assert denied["note"].endswith("Told as denied.")


def test_evidence_of_an_unresolved_name_is_uncertain(desk: Desk) -> None:
    total, rows = queries.evidence(desk, ALL, "unresolved", "Zirbelau")
    assert total == 2
    assert [mark["uncertain"] for marks in rows["marks"] for mark in marks] == [True, True]


def test_evidence_comes_in_pages_and_respects_filters(desk: Desk) -> None:
    whole = queries.evidence(desk, ALL, "place", MELK).rows
    second = queries.evidence(desk, ALL, "place", MELK, limit=3, offset=3)
    assert second.total == 8
    pd.testing.assert_frame_equal(second.rows, whole.iloc[3:6].reset_index(drop=True))
    assert queries.evidence(desk, HERALD, "place", MELK).total == 4
    assert queries.evidence(desk, NOBODY, "place", MELK).total == 0
    assert queries.evidence(desk, ALL, "place", "'; DROP TABLE places; --").total == 0
    with pytest.raises(ValueError, match="no evidence of kind"):
        queries.evidence(desk, ALL, "articles", "x")


def test_articles_are_listed_newest_first_with_their_copies(desk: Desk) -> None:
    listed = queries.articles(desk, ALL)
    assert list(listed.columns) == [
        "article_id", "title", "outlet", "published", "published_basis", "language", "words", "places", "events",
        "quotes", "duplicate_group", "representative", "opening",
    ]  # fmt: skip
    assert column(listed, "outlet") == ["Courier", "Herald", "Courier", "Courier", "Herald", "Herald"]
    assert column(listed, "language") == ["en", "en", "de", "en", "en", "en"]
    copies = listed[listed["title"].str.startswith("Bridge")]
    assert copies["duplicate_group"].nunique() == 1
    assert sorted(column(copies, "representative")) == [False, True]
    assert column(queries.articles(desk, ALL, limit=2, offset=4), "title") == column(listed, "title")[4:]


@pytest.mark.parametrize("order", queries.ARTICLE_ORDERS)
def test_articles_are_listed_in_any_order_and_paged_without_gap_or_repeat(desk: Desk, order: str) -> None:
    whole = queries.articles(desk, ALL, order=order)
    paged = [queries.articles(desk, ALL, limit=2, offset=offset, order=order) for offset in (0, 2, 4)]
    assert [one for page in paged for one in column(page, "article_id")] == column(whole, "article_id")
    if order in whole.columns and order != "outlet":
        assert whole[order].is_monotonic_decreasing
    if order in ("headline", "outlet"):
        assert whole["title" if order == "headline" else "outlet"].str.lower().is_monotonic_increasing
    if order == "oldest":
        dated = whole["published"].dropna()
        assert dated.is_monotonic_increasing and len(dated) < len(whole) and whole["published"].isna().iloc[-1]


@pytest.mark.parametrize("made", [odd(), flood(), undated(), bridge("Herald", "h/1")])
def test_an_article_is_shown_verbatim_with_every_mark(desk: Desk, made: schema.Article) -> None:
    view = queries.article(desk, made.article_id)
    assert view is not None
    assert (view.text, view.title, view.outlet, view.url) == (made.text, made.title, made.outlet, made.url)
    assert column(view.parts, "kind") == ["headline", "body"]
    counts = view.marks["layer"].value_counts().to_dict()
    expected = {"place": len(made.places), "time": len(made.times), "event": len(made.events),
                "quote": sum(len(quote.content) for quote in made.quotes),
                "speaker": sum(quote.source is not None for quote in made.quotes)}  # fmt: skip
    assert counts == {layer: count for layer, count in expected.items() if count}
    assert view.marks["char_start"].is_monotonic_increasing


def test_marks_say_what_was_understood(desk: Desk) -> None:
    view = queries.article(desk, flood().article_id)
    assert view is not None
    marks = {view.text[m.char_start : m.char_end]: m for m in view.marks.itertuples()}
    assert marks["Melk"].label == "Melk, Austria"
    assert marks["Melk"].key == MELK
    assert marks["Thursday"].label == "4 April 2019"
    assert marks["12 km upstream of Linz"].detail == "area, within 4 km"
    assert marks["12 km upstream of Linz"].uncertain
    assert marks["Zirbelau"].detail == "not found on the map"
    assert marks["“worst is over”"].label == "officials · mixed"
    assert marks["broke"].label == "A dam broke · denied"
    assert marks["drowned"].detail == "no date · Zirbelau"


def test_keys_of_marks_open_their_evidence(desk: Desk) -> None:
    view = queries.article(desk, flood().article_id)
    assert view is not None
    kinds = {"place": "place", "event": "event", "quote": "voice", "speaker": "voice"}
    for mark in view.marks.itertuples():
        kind = "unresolved" if mark.detail == "not found on the map" else kinds.get(mark.layer)
        if kind:
            rows = queries.evidence(desk, ALL, kind, mark.key).rows
            assert flood().article_id in set(rows["article_id"]), mark


def test_an_article_in_another_language_is_shown_without_marks(desk: Desk) -> None:
    listed = queries.articles(desk, ALL).set_index("language")
    view = queries.article(desk, listed.at["de", "article_id"])
    assert view is not None
    assert (len(view.marks), view.text.startswith("Hochwasser")) == (0, True)


def test_an_article_that_is_not_there_is_none(desk: Desk) -> None:
    assert queries.article(desk, "' OR 1=1 --") is None


def test_countries_have_names() -> None:
    assert [queries.country_name(code) for code in ("IQ", "AT", "ZZ", None)] == ["Iraq", "Austria", "", ""]
