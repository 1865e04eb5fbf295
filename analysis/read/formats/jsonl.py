"""JSON Lines: one object a line, one article each, as corpora have it; or one JSON list of objects, or one object."""

import json
from collections.abc import Iterator
from typing import Any

from analysis.errors import InputError
from analysis.read.encoding import decode
from analysis.read.fields import columns_of, field_names, reading_of
from analysis.read.reading import Reading, Source

NAME = "JSON Lines"
EXTENSIONS = (".jsonl", ".ndjson", ".json")


def read(source: Source) -> Iterator[Reading]:
    """One article a line, or an item of the list; a broken one is reported and the next one read."""
    text = decode(source.path.read_bytes(), source.label)
    for place, record in _records(text, source.label):
        where = f"{source.label}, {place}"
        try:
            yield _reading(parse_object(record, where) if isinstance(record, str) else _object(record, where), where)
        except InputError as problem:
            yield Reading(None, where, str(problem))


def _records(text: str, label: str) -> Iterator[tuple[str, Any]]:
    """The items of a file that is one list or one object, else its lines, not yet parsed.

    Raises InputError where it is neither and no line holds an object either.
    """
    lines = [(f"line {number:,}", line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    try:
        items = _items(json.loads(text)) if len(lines) > 1 or text.lstrip().startswith("[") else None
    except json.JSONDecodeError as error:
        if len(lines) > 1 and not any(_is_object(line) for _place, line in lines):
            place = f"line {error.lineno:,}, character {error.colno}"
            advice = "give one object a line, or one list of them"
            raise InputError(f"this is not JSON ({place}); {advice}.", label) from None
        items = None
    except (ValueError, RecursionError):
        items = None
    if items is None:
        yield from lines
    else:
        yield from ((f"item {number:,}", item) for number, item in enumerate(items, start=1))


def _items(whole: Any) -> list[Any]:
    """The articles of a file that is one JSON value: of the list, of the one list in the object, or the object."""
    if not isinstance(whole, dict) or "text" in columns_of(whole):
        return whole if isinstance(whole, list) else [whole]
    lists = [value for value in whole.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)]
    return lists[0] if len(lists) == 1 else [whole]


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _reading(record: dict[str, Any], where: str) -> Reading:
    columns = columns_of(record)
    if "text" not in columns:
        others = ", ".join(field_names()["text"][1:5])
        raise InputError(f'no field "text" (nor {others} …); its fields are {_listed(record)}.', where)
    return reading_of(record, columns, where)


def parse_object(line: str, where: str) -> dict[str, Any]:
    """The object on one line. Raises InputError where it is broken, nested too deep, or no object."""
    try:
        record = json.loads(line)
    except RecursionError:
        raise InputError("the JSON is nested too deep; give one flat object a line.", where) from None
    except ValueError as error:
        place = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"this is not JSON{place}; give one object a line.", where) from None
    return _object(record, where)


def _object(record: Any, where: str) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise InputError("this is JSON but no object; give one object with at least a text for each article.", where)
    return record


def _listed(record: dict) -> str:
    names = [f'"{str(name)[:30]}"' for name in list(record)[:8]]
    return ", ".join(names) + (" …" if len(record) > 8 else "") if names else "none"
