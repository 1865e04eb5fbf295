"""The acceptance of the whole way: a real article as a researcher would paste it, furniture included.

The article is read from the development corpora and is no part of this repository.
"""

from datetime import date

import pytest
from geopy.distance import great_circle

from analysis import schema

MOSUL = (36.34, 43.13)


@pytest.fixture(scope="module")
def article(shared, annotate_text) -> schema.Article:
    return annotate_text((shared / "000_e7a39bca5046ebad.txt").read_text(encoding="utf-8"))


def km(place: schema.Place, point: tuple[float, float]) -> float:
    return great_circle((place.lat, place.lon), point).km


def resolved(article: schema.Article, text: str) -> list[schema.Place]:
    return [p for p in article.places if text in p.text and p.lat is not None]


def test_the_furniture_is_marked_and_the_captions_are_told_once(article) -> None:
    furniture = [article.text[p.char_start : p.char_end] for p in article.parts if p.kind == "furniture"]
    joined = "\n".join(furniture)
    assert all(line in joined for line in ("Accessibility links", "Breaking News", "XS", "SM", "MD", "LG"))
    kinds = [part.kind for part in article.parts]
    assert kinds.count("headline") == 1
    assert kinds.count("caption") == 3
    assert kinds.count("repeat") == 3
    headings = [article.text[p.char_start : p.char_end] for p in article.parts if p.kind == "heading"]
    assert headings == ["IS command and control", "Choosing their fights", "How long?"]


def test_no_furniture_or_repeat_carries_a_mark(article) -> None:
    silent = [(p.char_start, p.char_end) for p in article.parts if p.kind in ("furniture", "repeat")]
    rows = [*article.names, *article.places, *article.times]
    assert not [row for row in rows for start, end in silent if start <= row.char_start < end]


def test_the_date_is_inferred_and_marked(article) -> None:
    assert (article.published, article.published_basis) == ("2016-11-03", "inferred")


def test_mosul_and_baghdad_lie_in_iraq(article) -> None:
    for text, point in (("Mosul", MOSUL), ("Baghdad", (33.34, 44.40))):
        found = [p for p in resolved(article, text) if p.text == text]
        assert found and all(place.country_code == "IQ" and km(place, point) < 40 for place in found)


def test_the_qayyarah_area_is_found_in_iraq(article) -> None:
    assert any(km(place, (35.80, 43.29)) < 60 for place in resolved(article, "Qayyarah"))


def test_the_camp_is_not_the_city_in_saudi_arabia(article) -> None:
    assert not [p for p in article.places if p.country_code == "SA"]
    assert all(km(place, MOSUL) < 150 for place in resolved(article, "Jeddah"))


@pytest.mark.parametrize("text", ["Washington", "MD", "IS", "Tweet", "SM"])
def test_what_is_no_place_is_none(article, text: str) -> None:
    assert text not in {place.text for place in article.places}


def test_kokjali_is_located_by_the_road_east_of_mosul(article) -> None:
    found = resolved(article, "Kokjali")
    assert found
    for place in found:
        assert km(place, MOSUL) < 45
        assert place.lon > MOSUL[1]


def test_late_tuesday_is_the_first_of_november(article) -> None:
    tuesdays = [time for time in article.times if "Tuesday" in time.text]
    assert len(tuesdays) == 2  # once in the caption, once in the body; the repeat of the caption is silent
    assert all(time.value.startswith("2016-11-01") and time.begins == "2016-11-01" for time in tuesdays)


def test_the_campaign_began_in_mid_october(article) -> None:
    campaign = [e for e in article.events if "campaign" in article.text[slice(*e.sentence)] and e.start_earliest]
    begun = [e for e in campaign if e.start_earliest >= "2016-10-10" and e.start_latest <= "2016-10-24"]
    assert begun, [(e.title, e.start_earliest, e.start_latest) for e in campaign]


def test_clashes_of_the_caption_are_dated_by_it(article) -> None:
    assert any(e.begins == "2016-11-03" and "clash" in e.title.lower() for e in article.events)


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ("Abu Bakr al-Baghdadi", "a thousand times easier"),
        ("Abu Bakr al-Baghdadi", "Do not retreat"),
        ("Abu Bakr al-Baghdadi", "prelude to victory"),
        ("John Dorrian", "losing command and control"),
        ("John Dorrian", "going to work"),
        ("Hassan Hassan", "fastest in tempo"),
        ("Hassan Hassan", "a big show"),
        ("Hassan Hassan", "as it did before"),
        ("Jeff Davis", "like butter"),
        ("Jeff Davis", "quite a fight"),
        ("Belkis Wille", "marched by ISIS north"),
        ("Belkis Wille", "fairly organized"),
        ("Belkis Wille", "door to door"),
        ("Aki Peritz", "till the end"),
    ],
)
def test_every_named_speaker_has_their_own_words(article, speaker: str, words: str) -> None:
    holding = [q for q in article.quotes if any(words in article.text[slice(*span)] for span in q.content)]
    assert speaker in {q.speaker for q in holding}, [(q.speaker, q.kind) for q in holding]


def test_the_anonymous_official_is_anonymous_with_the_ground_as_written(article) -> None:
    told = [q for q in article.quotes if any("panicking" in article.text[slice(*s)] for s in q.content)]
    assert told and "official" in told[0].speaker and told[0].naming == "anonymous"
    grounds = [article.text[slice(*q.anonymity_ground)] for q in article.quotes if q.anonymity_ground]
    assert any("condition of anonymity" in ground for ground in grounds)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("intelligence sources", "no reason to doubt"),
        ("military spokesman", "not yet ready to verify"),
        ("defense officials", "picking its fights"),
        ("civilians", "few signs"),
    ],
)
def test_unnamed_sources_have_their_own_words(article, source: str, words: str) -> None:
    holding = [q for q in article.quotes if any(words in article.text[slice(*span)] for span in q.content)]
    assert any(source in (q.speaker or "") for q in holding), [(q.speaker, q.kind) for q in holding]


def test_unnamed_groups_are_collective(article) -> None:
    collective = {q.speaker for q in article.quotes if q.naming == "collective"}
    assert any("intelligence sources" in speaker for speaker in collective)
    assert any("defense officials" in speaker for speaker in collective)


def test_no_quote_is_counted_twice_for_a_caption_printed_twice(article) -> None:
    contents = [q.content for q in article.quotes]
    assert len(contents) == len(set(contents))
    repeats = [(p.char_start, p.char_end) for p in article.parts if p.kind == "repeat"]
    assert not [c for content in contents for c in content for a, b in repeats if a <= c[0] < b]


def test_the_publication_date_bounds_every_event(article) -> None:
    for event in article.events:
        if event.start_earliest and event.status == "occurred":
            assert date.fromisoformat(event.start_earliest) <= date(2016, 11, 3)
