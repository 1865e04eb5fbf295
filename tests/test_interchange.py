"""The annotation file: exactly as docs/annotation-file.md says, whatever comes in."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import interchange
from analysis.interchange import annotate_line, annotate_lines, numbered_lines

ROOT = Path(__file__).resolve().parent.parent
STORY = (
    "Ferry adrift on the Inn\n\nPASSAU, Germany — A ferry broke loose near Passau late on Tuesday, a police official "
    'said on Wednesday. "Nobody was hurt," said Jonna Reitsam, who runs the landing.'
)


@pytest.fixture(scope="module")
def checker() -> jsonschema.protocols.Validator:
    description = json.loads((ROOT / "tests" / "annotation.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(description)


@pytest.fixture(scope="module")
def annotated() -> dict[str, Any]:
    return annotate_line(json.dumps({"id": "a", "text": STORY, "published": "2019-04-10"}), 1)


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every start, end and text anywhere in an object."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value["start"], value["end"], value["text"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_an_annotated_article_keeps_the_schema(checker, annotated) -> None:
    checker.validate(annotated)
    assert annotated["id"] == "a" and annotated["published"] == "2019-04-10"
    assert annotated["places"] and annotated["times"] and annotated["quotes"] and annotated["events"]


def test_the_document_and_the_schema_name_the_same_fields(annotated) -> None:
    text = (ROOT / "docs" / "annotation-file.md").read_text(encoding="utf-8")
    rows = [annotated, *(annotated[layer][0] for layer in ("parts", "names", "places", "times", "quotes", "events"))]
    rows.append(next(iter(annotated["people"].values())))
    assert not [field for row in rows for field in row if f"`{field}`" not in text]


def test_offsets_are_code_points_of_the_text_given(checker) -> None:
    text = "🌊 " + STORY.replace("Passau late", "Pa\u0301ssau 👩‍👩‍👧 late")
    found = annotate_line(json.dumps({"id": "a", "text": text, "published": "2019-04-10"}), 1)
    checker.validate(found)
    assert list(spans(found))
    assert all(text[start:end] == words for start, end, words in spans(found))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "not JSON"),
        ('{"text": "a"', "not JSON"),
        ("[1, 2]", "object"),
        ("[" * 100_000, "nested too deep"),
        ('{"id": "x"}', '"text"'),
        ('{"id": "x", "text": null}', '"text"'),
        ('{"id": "x", "text": 5}', '"text"'),
        ('{"id": "x", "text": "  "}', "no text"),
        ('{"id": "x", "text": "a\\u0000b"}', "NUL"),
        ('{"id": "x", "text": "a \\ud83d b"}', "half a character"),
        ('{"id": {"a": 1}, "text": "a"}', '"id"'),
        ('{"id": "\\ud83d", "text": "a"}', '"id"'),
        ('{"id": "x", "text": "a", "published": "03/11/2016"}', "two ways"),
        ('{"id": "x", "text": "a", "published": "2016-02-30"}', "calendar"),
        ('{"id": "x", "text": "a", "published": 2016}', '"published"'),
        ('{"id": "x", "text": "a", "title": ["a"]}', '"title"'),
        ('{"id": "x", "text": "a", "places": "Passau"}', '"places"'),
        ('{"id": "x", "text": "a", "places": [{"start": 0, "end": 2}]}', "outside the text"),
        ('{"id": "x", "text": "a", "places": [{"start": true, "end": 1}]}', "outside the text"),
        ('{"id": "x", "text": "a", "places": [7]}', "outside the text"),
        (b'{"id": "x", "text": "caf\xe9"}', "not UTF-8"),
    ],
)
def test_a_bad_record_becomes_an_error_with_one_sentence(checker, line: str | bytes, said: str) -> None:
    found = annotate_line(line, 7)
    checker.validate(found)
    assert said in found["error"] and "line 7" in found["error"]
    assert found["error"].endswith(".") and "\n" not in found["error"]
    json.dumps(found, ensure_ascii=False).encode()


def test_a_bad_record_does_not_stop_the_others_and_empty_lines_are_passed_over() -> None:
    lines = [(1, b'{"id": 1, "text": ""}\n'), (2, b"\n"), (3, json.dumps({"id": 3, "text": STORY}).encode())]
    found = list(annotate_lines(lines))
    assert [row["id"] for row in found] == [1, 3]
    assert "error" in found[0] and "error" not in found[1]


def test_a_record_without_an_id_is_known_by_its_line() -> None:
    assert annotate_line('{"text": ""}', 12)["id"] == "line 12"


def test_a_date_and_time_with_its_offset(annotated) -> None:
    found = annotate_line(json.dumps({"id": "a", "text": STORY, "published": "2019-04-10T08:00:00+02:00"}), 1)
    assert found["published"] == "2019-04-10"
    assert found["times"] == annotated["times"]


def test_given_places_are_resolved_and_no_others_looked_for() -> None:
    start = STORY.index("Passau")
    record = {"id": "a", "text": STORY, "places": [{"start": start, "end": start + 6}]}
    found = annotate_line(json.dumps(record), 1)
    assert [(place["start"], place["text"]) for place in found["places"]] == [(start, "Passau")]


def test_without_cleaning_the_whole_text_is_body() -> None:
    text = "Breaking News\n\n" + STORY
    found = annotate_line(json.dumps({"id": "a", "text": text}), 1, clean=False)
    assert found["parts"] == [{"start": 0, "end": len(text), "kind": "body"}]


def test_another_language_is_named_and_not_analysed(checker) -> None:
    german = "Die Fähre hatte sich am Dienstag vom Anleger gelöst und trieb auf die Brücke zu, sagte die Polizei."
    found = annotate_line(json.dumps({"id": "a", "text": german}), 1)
    checker.validate(found)
    assert found["language"] == "de" and not found["places"] and not found["quotes"]


def test_a_line_too_long_is_refused_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.settings import settings

    monkeypatch.setattr(settings(), "max_file_mb", 1)
    file = io.BytesIO(b'{"text": "' + b"a" * 3_000_000 + b'"}\n{"text": ""}\n')
    found = list(annotate_lines(numbered_lines(file)))
    assert [row["id"] for row in found] == ["line 1", "line 2"]
    assert "longer than 1 MB" in found[0]["error"] and "no text" in found[1]["error"]


def test_many_processes_give_the_same_lines_in_the_same_order() -> None:
    texts = [STORY.replace("Tuesday", day) for day in ("Monday", "Tuesday", "Friday")]
    lines = [(i, json.dumps({"id": i, "text": texts[i % 3] if i % 7 == 0 else ""}).encode()) for i in range(45)]
    assert list(annotate_lines(lines, workers=2)) == list(annotate_lines(lines))


def dying(task: list[tuple[int, bytes]], clean: bool) -> list[dict[str, Any]]:
    """A process that dies of one line."""
    if any(b"deadly" in line for _, line in task):
        os._exit(1)
    return [{"id": number, "clean": clean} for number, _ in task]


def test_a_line_that_kills_its_process_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange, "_annotate_task", dying)
    monkeypatch.setattr(interchange, "TASK_LINES", 3)
    found = list(annotate_lines([(n, b"deadly" if n == 3 else b"good") for n in range(1, 7)], workers=2))
    assert [row["id"] for row in found] == [1, 2, "line 3", *range(4, 7)]
    assert "broke off" in found[2]["error"]


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("id", "text", "title", "published", "outlet", "places"), ANY_JSON)
    )
)
def test_any_json_gives_an_object_of_the_schema(checker, record: dict[str, Any]) -> None:
    found = annotate_line(json.dumps(record), 1)
    checker.validate(found)
    json.dumps(found, ensure_ascii=False).encode()


def test_a_record_may_say_where_it_is_from():
    line = {"id": "1", "text": "The fire broke out in Springfield on Monday.", "home": "44.05, -123.09"}
    out = annotate_line(json.dumps(line), 1)
    assert [(round(place["lat"]), round(place["lon"])) for place in out["places"]] == [(44, -123)]
    out = annotate_line(json.dumps(line | {"home": "Xyzzytown"}), 1)
    assert "no place known here" in out["error"]
    assert "line 1" in out["error"]
