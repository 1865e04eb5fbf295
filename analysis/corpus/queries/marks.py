"""The marks of one article: what each stands for, how we know, and every further fact that was understood, in words.

A mark says the least by default (`label`, `detail`); `reason` and `facts` are what a reader may ask for.
"""

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.corpus.queries.question import MOST_ROWS, UNCERTAIN_BELOW, Question
from analysis.corpus.queries.wording import (
    BASIS_NOTES,
    KIND_NOTES,
    NAMING_NOTES,
    bound_label,
    date_label,
    date_note,
    how_located,
    how_quoted,
    place_label,
    relation_label,
    value_label,
)

COLUMNS = ["layer", "char_start", "char_end", "label", "detail", "reason", "confidence", "uncertain", "key", "facts",
           "row_start", "row_end"]  # fmt: skip
MODIFIERS = {
    "START": "the beginning of it", "MID": "the middle of it", "END": "the end of it", "APPROX": "about then",
    "LESS_THAN": "less than this", "MORE_THAN": "more than this", "BEFORE": "before it", "AFTER": "after it",
}  # fmt: skip
UNRESOLVED = "not found on the map"
OTHER_CANDIDATES = 4
Row = dict[str, Any]
Facts = list[tuple[str, str]]  # what, in a word or two, and what is known of it


def marks(question: Question, number: int, text: str) -> pd.DataFrame:
    """The marks of the article with this number, in the order of its text.

    `row_start`, `row_end`: the span by which a correction names the row; missing where no row is the mark's own (the
    words that name a speaker). `key` is what `evidence` asks for; None for a time. `facts` are pairs of texts.
    """
    people = _people(question, number)
    found = [_place(row) for row in _rows(question, "places", number)]
    found += [_time(row) for row in _rows(question, "times", number)]
    found += [_event(row, people) for row in _rows(question, "events", number)]
    for row in _rows(question, "quotes", number):
        found += _quote(row, people, text)
    frame = pd.DataFrame.from_records(found, columns=COLUMNS)
    # Two quotes may share the words that name their speaker.
    frame = frame.drop_duplicates(["layer", "char_start", "char_end", "label", "key"])
    return frame.sort_values(["char_start", "char_end", "layer"], kind="stable", ignore_index=True)


def _rows(question: Question, table: str, number: int) -> list[Row]:
    """The rows of one of our own tables; None where a value is missing."""
    rows = question.frame(
        f"FROM {table} WHERE article_no = $number ORDER BY char_start, char_end, rowid LIMIT $limit",
        number=number, limit=MOST_ROWS,
    ).to_dict("records")  # fmt: skip
    return [{name: None if _missing(value) else value for name, value in row.items()} for row in rows]


def _missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _people(question: Question, number: int) -> dict[str, Row]:
    rows = question.frame(
        """
        FROM people WHERE person_id IN (
            SELECT person_id FROM quotes WHERE article_no = $number
            UNION SELECT asserted_by FROM events WHERE article_no = $number)
        ORDER BY person_id LIMIT $limit
        """,
        number=number, limit=MOST_ROWS,
    )  # fmt: skip
    return {row["person_id"]: row for row in rows.to_dict("records")}


def _mark(
    layer: str, row: Row, label: str, detail: str, reason: str, key: str | None, facts: Iterable[tuple[str, str]], *,
    span: tuple[int, int] | None = None, confidence: float | None = None, unsure: bool = False,
) -> Row:  # fmt: skip
    sure = row["confidence"] if confidence is None else confidence
    start, end = span or (row["char_start"], row["char_end"])
    own = (None, None) if layer == "speaker" else (int(row["char_start"]), int(row["char_end"]))
    return {
        "layer": layer, "char_start": int(start), "char_end": int(end), "label": label, "detail": detail,
        "reason": reason, "confidence": sure, "uncertain": bool(unsure or sure < UNCERTAIN_BELOW), "key": key,
        "facts": [(name, said) for name, said in facts if said], "row_start": own[0], "row_end": own[1],
    }  # fmt: skip


def _place(row: Row) -> Row:
    if row["lat"] is None:
        name = row["name"] or row["text"]
        return _mark("place", row, name, UNRESOLVED, how_located(row), row["text"], [], unsure=True)
    vague = row["relation_kind"] is not None and row["radius_km"] > 0
    about = [row["kind"]] + ([f"within {row['radius_km']:.0f} km"] if vague else [])
    about += ["by its people or adjective"] if row["demonym"] else []
    reach = f"{row['radius_km']:,.0f} km around the point" if row["radius_km"] else ""
    facts = [
        ("Where", f"{_degrees(row['lat'], 'N', 'S')}, {_degrees(row['lon'], 'E', 'W')}"),
        ("Told as", relation_label(row)),
        ("May lie within" if vague else "Reaches", reach),
        ("Could also be", _others(row)),
    ]
    label = place_label(row)
    return _mark("place", row, label, ", ".join(about), how_located(row), row["place_key"], facts, unsure=vague)


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.2f}° {positive if value >= 0 else negative}"


def _others(row: Row) -> str:
    """The places that the name might also stand for, and how likely each is."""
    candidates = json.loads(row["candidates"]) if row["candidates"] else []
    others = [one for one in candidates if one["gazetteer_id"] != row["gazetteer_id"]]
    return "; ".join(f"{one['name']} ({one['confidence']:.0%})" for one in others[:OTHER_CANDIDATES])


def _time(row: Row) -> Row:
    label = date_label(row["begins"], row["ends"], value_label(row["value"], row["type"]))
    facts = [
        ("Value", f"{row['value']} (TIMEX3 {row['type'].lower()})"),
        ("From", bound_label(row["begins"])),
        ("Until before", bound_label(row["ends"])),
        ("Meant is", MODIFIERS.get(row["modifier"], "")),
    ]
    return _mark("time", row, label, f"{row['type'].lower()}, {row['granularity']}", row["reason"], None, facts)


def _event(row: Row, people: dict[str, Row]) -> Row:
    start = row["start_earliest"] or row["start_latest"] or row["end_earliest"] or row["end_latest"]
    begins = start.date().isoformat() if start is not None else None
    until = row["end_latest"] or row["start_latest"]
    when = date_label(begins, until.date().isoformat() if until is not None else None, "no date")
    says = people.get(row["asserted_by"], {}).get("name") if row["asserted_by"] else "the article itself"
    status = "unsure" if row["status"] == "hedged" else row["status"]
    facts = [
        ("Who says so", says or "a speaker"),
        ("Began", _between(row["start_earliest"], row["start_latest"])),
        ("Ended", _between(row["end_earliest"], row["end_latest"])),
        ("Date", BASIS_NOTES[row["basis"]]),
        ("Kind", row["type"].lower()),
        ("Takes part", ", ".join(row["participants"]) if row["participants"] is not None else ""),
    ]
    detail = f"{when} · {row['place']}" if row["place"] else when
    return _mark("event", row, f"{row['title']} · {status}", detail, date_note(row), row["story_id"], facts,
                 unsure=row["status"] == "hedged")  # fmt: skip


def _between(earliest: Any, latest: Any) -> str:
    """The half-open bounds of a beginning or an end, as days."""
    first, last = (one.isoformat() if one is not None else None for one in (earliest, latest))
    return date_label(first, last)


def _quote(row: Row, people: dict[str, Row], text: str) -> list[Row]:
    """One mark for each stretch of quoted words, and one for the words that name their speaker."""
    person = people.get(row["person_id"], {})
    name = person.get("name") or row["speaker"] or "speaker unknown"
    about = ", ".join(part for part in (person.get("role"), person.get("affiliation")) if isinstance(part, str))
    ground = row["anonymity_start"]
    facts = [
        ("Kind", KIND_NOTES[row["kind"]]),
        ("Naming", NAMING_NOTES.get(row["naming"], "The speaker is named.")),
        ("Reason for it", f"“{text[int(ground) : int(row['anonymity_end'])]}”" if ground is not None else ""),
        ("Through", row["channel"] or ""),
        ("Said with", f"“{row['verb']}”" if row["verb"] else ""),
        ("Length", f"{int(row['words'])} words"),
        ("Inside", "another quote" if row["nested"] else ""),
        ("Speaker", f"{row['speaker_confidence']:.0%} sure"),
    ]
    reason, label = how_quoted(row), f"{name} · {row['kind']}"
    spans = [(span["char_start"], span["char_end"]) for span in row["content"]]
    found = [_mark("quote", row, label, about, reason, row["person_id"], facts, span=span) for span in spans]
    if row["source_start"] is not None:
        found.append(_mark(
            "speaker", row, name, about, reason, row["person_id"], facts[1:3],
            span=(row["source_start"], row["source_end"]), confidence=row["speaker_confidence"],
        ))  # fmt: skip
    return found
