"""The contract and its checks."""

from dataclasses import replace

import pyarrow as pa
import pytest

from analysis import schema
from analysis.errors import SchemaError

TEXT = "Flood reaches Linz, she said."


def article(**rows) -> schema.Article:
    return schema.Article("a1", "test", TEXT, "0" * 64, **rows)


def place(start: int = 14, end: int = 18, text: str = "Linz", **more) -> schema.Place:
    values = {"name": "Linz", "kind": "city", "gazetteer_id": None, "lat": 48.3, "lon": 14.3, "country_code": "AT"}
    return schema.Place(start, end, text, **(values | {"radius_km": 0.0, "confidence": 0.9, "reason": "r"} | more))


def quote(**more) -> schema.Quote:
    values = {"content": ((0, 18),), "kind": "indirect", "naming": "unknown", "words": 3, "confidence": 0.5}
    return schema.Quote(**(values | {"speaker_confidence": 0.5} | more))


FULL = article(
    places=(
        place(relation=schema.Relation("N", "Wels", 10.0, 0.0, 45.0, (0, 18)),
              candidates=(schema.Candidate("Linz", 48.3, 14.3, "geonames:1", 0.8),)),
    ),
    people=(schema.Person("p1", "she", aliases=("she",), pronouns=("she",)),),
    quotes=(quote(person_key="p1", cue=(24, 28), source=(20, 23)),),
)  # fmt: skip


def test_an_article_survives_the_way_into_arrow_and_back() -> None:
    table = pa.Table.from_pylist([schema.to_record(FULL)], schema=schema.ARTICLE_SCHEMA)
    assert schema.from_record(table.to_pylist()[0]) == FULL


def test_a_row_of_an_older_version_takes_defaults_for_what_it_lacks() -> None:
    record = schema.to_record(FULL)
    del record["places"][0]["relation_only"]
    assert schema.from_record(record) == FULL


def test_a_good_article_passes() -> None:
    schema.check_article(FULL)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"places": (place(start=13, end=17),)}, "reads ' Lin'"),
        ({"places": (place(end=99),)}, "outside the text"),
        ({"places": (place(kind="town"),)}, "kind='town'"),
        ({"places": (place(confidence=1.2),)}, "not a probability"),
        ({"quotes": (quote(person_key="p9"),)}, "unknown person 'p9'"),
        ({"places": (place(relation=schema.Relation("UP", "Wels", None, None, None, (0, 4))),)}, "kind='UP'"),
        ({"places": (place(relation=schema.Relation("N", "Wels", None, None, None, (9, 3))),)}, "outside the text"),
        ({"places": (place(candidates=(schema.Candidate("L", 1.0, 1.0, None, 7.0),)),)}, "not a probability"),
        ({"names": (schema.Name(14, 18, "Linz", "place", "p7"),)}, "unknown person 'p7'"),
        ({"quotes": (quote(content=()),)}, "without content"),
        ({"quotes": (quote(cue=(5, 5)),)}, "outside the text"),
        ({"parts": (schema.Part(0, 10, "body"), schema.Part(9, 20, "body"))}, "overlap"),
        ({"published_basis": "guessed"}, "published_basis='guessed'"),
    ],
)
def test_what_breaks_the_contract_is_refused(rows: dict, says: str) -> None:
    with pytest.raises(SchemaError, match=says.replace("(", r"\(")):
        schema.check_article(replace(FULL, **rows) if "people" not in rows else article(**rows))


def test_every_vocabulary_belongs_to_a_field_that_exists() -> None:
    from dataclasses import fields

    for row, name in schema.VOCABULARIES:
        assert name in {field.name for field in fields(row)}


def test_a_field_that_a_row_was_written_without_takes_its_default() -> None:
    record = schema.to_record(
        schema.Place(0, 4, "Linz", "Linz", "city", None, 1.0, 2.0, "AT", 0.0, 0.9, "r"), schema.Place
    )
    assert schema.from_record(record | {"usage": None}, schema.Place).usage == "literal"
    assert schema.from_record(record | {"country_code": None}, schema.Place).country_code is None
