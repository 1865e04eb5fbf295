"""The gold of Exercise Meridian: every span, vocabulary and reference, and what its guide says of the corpus."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import jsonschema
import pytest

from analysis import schema
from analysis.errors import InputError
from analysis.evaluate import gold
from analysis.read import read_file
from analysis.settings import DATA, ROOT
from analysis.times import values

TEXTS = list(gold.texts())
ARTICLES = [reading.article for reading in read_file(DATA / "demo" / "meridian" / "articles.jsonl")]
OUTLETS = {article.text_sha256: article.outlet for article in ARTICLES}
GUIDE = (ROOT / "tests" / "gold" / "GUIDE.md").read_text(encoding="utf-8")
RENAMED = {"start": "char_start", "end": "char_end", "from": "begins", "until": "ends", "mod": "modifier",
           "person": "person_key", "place": "place_no", "group": "speaker_group"}  # fmt: skip
each_article = pytest.mark.parametrize(("text", "marks"), TEXTS, ids=[marks["id"] for _, marks in TEXTS])


def spans(marks: gold.Gold) -> Iterator[tuple[int, int]]:
    """Every span of every mark but the parts."""
    for row in (*marks["names"], *marks["places"], *marks["times"]):
        yield row["start"], row["end"]
    for place in marks["places"]:
        if place["relation"]:
            yield tuple(place["relation"]["phrase"])
    for quote in marks["quotes"]:
        yield from (tuple(span) for span in quote["content"])
        yield from (tuple(quote[field]) for field in ("cue", "source", "anonymity_ground") if quote[field])
    for event in marks["events"]:
        yield from (tuple(event["sentence"]), tuple(event["trigger"]))


def row_of(kind: type, record: dict[str, Any], **more: Any) -> Any:
    """A record of the annotation file as a row of the truth; `more` are fields that are called or built otherwise."""
    known = {field.name for field in fields(kind)}
    given = {RENAMED.get(name, name): value for name, value in record.items()} | more
    return kind(**{name: value for name, value in given.items() if name in known})


def as_article(text: str, marks: gold.Gold) -> schema.Article:
    """The gold as an article of the truth, whose checks are the contract's."""
    keys = {person["name"]: key for key, person in marks["people"].items()}
    bounds = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    return row_of(
        schema.Article, dict(marks), article_id=marks["id"], source="gold", text=text,
        parts=tuple(row_of(schema.Part, part) for part in marks["parts"]),
        names=tuple(row_of(schema.Name, name) for name in marks["names"]),
        people=tuple(row_of(schema.Person, person, key=key) for key, person in marks["people"].items()),
        places=tuple(
            row_of(schema.Place, p, relation=p["relation"] and row_of(schema.Relation, p["relation"]))
            for p in marks["places"]
        ),
        times=tuple(row_of(schema.Time, time) for time in marks["times"]),
        quotes=tuple(row_of(schema.Quote, quote, words=0) for quote in marks["quotes"]),
        events=tuple(
            row_of(
                schema.Event, event, begins=event["begin"], ends=event["end"],
                asserted_by=event["asserted_by"] and keys[event["asserted_by"]],
                **dict(zip(bounds, event["bounds"], strict=True)),
            )
            for event in marks["events"]
        ),
    )  # fmt: skip


def test_eight_articles_are_marked_two_of_each_outlet() -> None:
    assert Counter(OUTLETS[marks["text_sha256"]] for _, marks in TEXTS) == dict.fromkeys(OUTLETS.values(), 2)


@each_article
def test_the_gold_is_an_annotation_file(text: str, marks: gold.Gold) -> None:
    description = json.loads((ROOT / "tests" / "annotation.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(description).validate(marks)


@each_article
def test_every_span_word_and_reference_is_right(text: str, marks: gold.Gold) -> None:
    schema.check_article(as_article(text, marks))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans(marks))


@each_article
def test_every_line_is_a_part_and_marks_stand_in_the_story(text: str, marks: gold.Gold) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    assert [text[part["start"] : part["end"]] for part in marks["parts"]] == lines
    story = [(part["start"], part["end"]) for part in marks["parts"] if part["kind"] in schema.STORY_PARTS]
    astray = [text[s:e] for s, e in spans(marks) if not any(begin <= s and e <= end for begin, end in story)]
    assert not astray


@each_article
def test_a_name_is_marked_every_time_it_stands_in_the_story(text: str, marks: gold.Gold) -> None:
    named = [(name["start"], name["end"]) for name in marks["names"]]
    story = [(part["start"], part["end"]) for part in marks["parts"] if part["kind"] in schema.STORY_PARTS]
    missed = [
        (name["text"], found.start())
        for name in marks["names"]
        for found in re.finditer(rf"(?<!\w){re.escape(name['text'])}(?!\w)", text)
        if any(begin <= found.start() < end for begin, end in story)
        and not any(begin <= found.start() and found.end() <= end for begin, end in named)
    ]
    assert not missed


@each_article
def test_places_stand_in_names_of_places_and_peoples_and_relations_in_phrases(text: str, marks: gold.Gold) -> None:
    kinds = {(name["start"], name["end"]): name["kind"] for name in marks["names"]}
    for place in marks["places"]:
        span, relation = (place["start"], place["end"]), place["relation"]
        if place["relation_only"]:
            assert list(span) == relation["phrase"]
        else:
            assert kinds[span] == ("group" if place["demonym"] else "place")
        if relation:
            phrase = text[slice(*relation["phrase"])]
            assert all(anchor in phrase for anchor in relation["anchor"].split(" and "))
    pinned = {(p["start"], p["end"]) for p in marks["places"] if not p["relation_only"]}
    assert {span for span, kind in kinds.items() if kind == "place"} <= pinned


@each_article
def test_the_days_of_a_time_follow_from_its_value(text: str, marks: gold.Gold) -> None:
    for time in marks["times"]:
        days = values.interval(time["value"]) if time["type"] in ("DATE", "TIME") else None
        assert (time["from"], time["until"]) == (days and days[0].isoformat(), days and days[1].isoformat()), time
        assert time["granularity"] == values.granularity(time["value"])


@each_article
def test_quotes_have_the_marks_of_their_kind(text: str, marks: gold.Gold) -> None:
    whole = [quote["content"] for quote in marks["quotes"]]
    for quote in marks["quotes"]:
        words = "".join(text[slice(*span)] for span in quote["content"])
        assert (words[0] == words[-1] == '"') == (quote["kind"] == "direct") or quote["kind"] == "mixed", words
        assert ('"' in words) == (quote["kind"] != "indirect"), words
        assert (quote["naming"] == "anonymous") == (quote["anonymity_ground"] is not None), words
        assert quote["speaker"] == (marks["people"][quote["person"]]["name"] if quote["person"] else None)
        outer = [span for content in whole if content != quote["content"] for span in content]
        inside = any(b <= quote["content"][0][0] and quote["content"][-1][1] <= e for b, e in outer)
        assert inside == quote["nested"], words


@each_article
def test_an_event_has_its_trigger_in_its_sentence_and_dates_in_order(text: str, marks: gold.Gold) -> None:
    for event in marks["events"]:
        assert event["sentence"][0] <= event["trigger"][0] and event["trigger"][1] <= event["sentence"][1]
        assert (event["begin"] or event["end"]) or event["basis"] == "none", event["title"]
        assert (event["begin"] or "") <= (event["end"] or "9999")
        earliest, _, _, latest = event["bounds"]
        assert (earliest or "") < (latest or "9999"), event["title"]
    assert len({tuple(event["trigger"]) for event in marks["events"]}) == len(marks["events"])


def test_the_checklist_of_the_guide_is_true() -> None:
    cells = re.findall(r"(\*\*)?(\d+) “([^”]+)”", GUIDE.split("## Which article has what")[1])
    marked = {marks["text_sha256"] for _, marks in TEXTS}
    assert len(cells) > 100
    for bold, number, words in cells:
        article = ARTICLES[int(number) - 1]
        assert words in article.text, (number, words)
        assert bool(bold) == (article.text_sha256 in marked), (number, words)


def test_a_changed_text_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    changed = tmp_path / "meridian.jsonl"
    changed.write_text(json.dumps(TEXTS[0][1] | {"text_sha256": "0" * 64}) + "\n", encoding="utf-8")
    monkeypatch.setattr(gold, "GOLD", str(changed))
    with pytest.raises(InputError, match="mark it anew"):
        list(gold.texts())


def test_a_place_counts_only_where_it_is() -> None:
    passau = {"lat": 48.566, "lon": 13.431, "gazetteer_id": "geonames:2855328", "radius_km": 0}
    linz = schema.Place(0, 4, "Linz", "Linz", "city", "geonames:2772400", 48.306, 14.286, "AT", 0.0, 1.0, "")
    assert not gold._is_there(linz, passau)
    assert gold._is_there(linz, passau | {"lat": 48.4, "lon": 14.2, "gazetteer_id": None})
    assert not gold._is_there(linz, passau | {"lat": None, "lon": None, "gazetteer_id": None})
