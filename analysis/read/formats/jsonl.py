"""JSON Lines: one object a line, one article each, as corpora have it; or one JSON list of objects, or one object.

Lines are read one by one, so that a file may be of any size; one list or one object is read whole.
"""

import json
from collections.abc import Iterator
from typing import Any

from analysis.errors import InputError
from analysis.read import ninjs
from analysis.read.encoding import decode
from analysis.read.fields import columns_of, field_names, reading_of
from analysis.read.lines import lines
from analysis.read.reading import Reading, Source
from analysis.read.unpacked import too_large
from analysis.settings import settings

NAME = "JSON Lines"
EXTENSIONS = (".jsonl", ".ndjson", ".json", ".jsonld")
IN_PIECES = True


def read(source: Source) -> Iterator[Reading]:
    """One article a line, or an item of the list; a broken one is reported and the next one read."""
    for place, record in _records(source):
        where = f"{source.label}, {place}"
        if isinstance(record, InputError):
            yield Reading(None, where, str(record))
            continue
        try:
            yield reading_of_object(
                parse_object(record, where) if isinstance(record, str) else _object(record, where), where
            )
        except InputError as problem:
            yield Reading(None, where, str(problem))


def _records(source: Source) -> Iterator[tuple[str, Any]]:
    """The items of a file that is one list or one object, else its lines, not yet parsed.

    Raises InputError where it is neither and no line holds an object either.
    """
    size_bytes = source.path.stat().st_size
    if size_bytes <= settings().max_file_mb * 1_000_000:
        whole = _whole(source)
        if whole is not None:
            yield from ((f"item {number:,}", item) for number, item in enumerate(whole, start=1))
            return
    elif _is_one_value(source):
        raise too_large(size_bytes, source.label)
    with source.path.open("rb") as file:
        for line in lines(file, source.label):
            if line.problem:
                yield f"line {line.number:,}", InputError(line.problem)
            elif line.text.strip():
                yield f"line {line.number:,}", line.text


def _whole(source: Source) -> list[Any] | None:
    """The articles of a file that is one JSON value, None for lines. Raises InputError where it is neither."""
    data = source.path.read_bytes()
    try:
        text = decode(data, source.label)
    except InputError:
        if data.count(b"\n") < 2 or data.lstrip()[:1] != b"{":
            raise
        return None  # a line of it may be damaged, not the file
    several = len(text.strip().split("\n", 1)) > 1
    if not several and not text.lstrip().startswith("["):
        return None
    try:
        return _items(json.loads(text))
    except json.JSONDecodeError as error:
        if several and not any(_is_object(line) for line in text.split("\n") if line.strip()):
            place = f"line {error.lineno:,}, character {error.colno}"
            advice = "give one object a line, or one list of them"
            raise InputError(f"this is not JSON ({place}); {advice}.", source.label) from None
    except (ValueError, RecursionError):
        pass
    return None


def _is_one_value(source: Source) -> bool:
    """Whether a file too large to be read whole is one list or one object over several lines."""
    with source.path.open("rb") as file:
        first = file.readline(settings().max_file_mb * 1_000_000).strip()
    return first.startswith(b"[") or not first.endswith(b"}")


def _items(whole: Any) -> list[Any]:
    """The articles of a file that is one JSON value: of the list, of the one list in the object, or the object."""
    if not isinstance(whole, dict) or "text" in columns_of(whole) or ninjs.is_item(whole):
        return whole if isinstance(whole, list) else [whole]
    lists = [value for value in whole.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)]
    return lists[0] if len(lists) == 1 else [whole]


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def reading_of_object(record: dict[str, Any], where: str) -> Reading:
    """The article of one object. Raises InputError where none of its fields is a text."""
    if ninjs.is_item(record):
        return ninjs.reading(record, where)
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
