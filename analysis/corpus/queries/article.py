"""One article whole: its text, its parts, and every mark with what the machine understood and why."""

from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.queries.question import UNCERTAIN_BELOW, Question
from analysis.corpus.queries.wording import date_label, date_note, how_located, how_quoted, place_label, value_label
from analysis.corpus.snapshot import Desk

MARK_COLUMNS = ["layer", "char_start", "char_end", "label", "detail", "reason", "confidence", "uncertain", "key"]
MOST_MARKS = 10_000  # of each layer; a 200,000-character article has some 5,000 names


class ArticleView(NamedTuple):
    """An article as its page shows it. `key` of a mark is what `evidence` asks for; None for a time."""

    article_id: str
    title: str
    outlet: str
    byline: str
    url: str
    published: Any  # Timestamp or NaT
    published_basis: str
    language: str
    words: int
    text: str
    parts: pd.DataFrame  # char_start, char_end, kind
    marks: pd.DataFrame  # MARK_COLUMNS


def article(desk: Desk, article_id: str) -> ArticleView | None:
    """The article with this id, or None."""
    question = Question(desk)
    found = question.frame("FROM articles WHERE article_id = $article_id LIMIT 1", article_id=str(article_id))
    if found.empty:
        return None
    row = found.to_dict("records")[0]
    number = int(row["article_no"])
    parts = question.frame(
        "SELECT char_start, char_end, kind FROM parts WHERE article_no = $number ORDER BY char_start LIMIT $limit",
        number=number, limit=MOST_MARKS,
    )  # fmt: skip
    marks = pd.DataFrame.from_records(_marks(question, number), columns=MARK_COLUMNS)
    # Two quotes may share the words that name their speaker.
    marks = marks.drop_duplicates(["layer", "char_start", "char_end", "label", "key"])
    return ArticleView(
        row["article_id"], row["title"], row["outlet"], row["byline"], row["url"], row["published"],
        row["published_basis"], row["language"], int(row["words"]), row["text"], parts,
        marks.sort_values(["char_start", "char_end", "layer"], kind="stable", ignore_index=True),
    )  # fmt: skip


def _marks(question: Question, number: int) -> list[dict[str, Any]]:
    marks = [_place(row) for row in _rows(question, "places", number)]
    marks += [_time(row) for row in _rows(question, "times", number)]
    marks += [_event(row) for row in _rows(question, "events", number)]
    people = _people(question, number)
    for row in _rows(question, "quotes", number):
        marks += _quote(row, people)
    return marks


def _rows(question: Question, table: str, number: int) -> list[dict[str, Any]]:
    """The rows of one of our own tables; None where a value is missing."""
    rows = question.frame(
        f"FROM {table} WHERE article_no = $number ORDER BY char_start, char_end, rowid LIMIT $limit",
        number=number, limit=MOST_MARKS,
    ).to_dict("records")  # fmt: skip
    return [{name: None if _missing(value) else value for name, value in row.items()} for row in rows]


def _missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _people(question: Question, number: int) -> dict[str, dict[str, Any]]:
    rows = question.frame(
        """
        FROM people WHERE person_id IN (SELECT person_id FROM quotes WHERE article_no = $number)
        ORDER BY person_id LIMIT $limit
        """,
        number=number, limit=MOST_MARKS,
    )  # fmt: skip
    return {row["person_id"]: row for row in rows.to_dict("records")}


def _mark(
    layer: str, row: dict[str, Any], label: str, detail: str, reason: str, key: str | None, *,
    span: tuple[int, int] | None = None, confidence: float | None = None, unsure: bool = False,
) -> dict[str, Any]:  # fmt: skip
    sure = row["confidence"] if confidence is None else confidence
    start, end = span or (row["char_start"], row["char_end"])
    return {
        "layer": layer, "char_start": int(start), "char_end": int(end), "label": label, "detail": detail,
        "reason": reason, "confidence": sure, "uncertain": bool(unsure or sure < UNCERTAIN_BELOW), "key": key,
    }  # fmt: skip


def _place(row: dict[str, Any]) -> dict[str, Any]:
    if row["lat"] is None:
        name = row["name"] or row["text"]
        return _mark("place", row, name, "not found on the map", how_located(row), row["text"], unsure=True)
    vague = row["relation_kind"] is not None and row["radius_km"] > 0
    about = [row["kind"]] + ([f"within {row['radius_km']:.0f} km"] if vague else [])
    about += ["by its people or adjective"] if row["demonym"] else []
    return _mark("place", row, place_label(row), ", ".join(about), how_located(row), row["place_key"], unsure=vague)


def _time(row: dict[str, Any]) -> dict[str, Any]:
    label = date_label(row["begins"], row["ends"], value_label(row["value"], row["type"]))
    return _mark("time", row, label, f"{row['type'].lower()}, {row['granularity']}", row["reason"], None)


def _event(row: dict[str, Any]) -> dict[str, Any]:
    start = row["start_earliest"] or row["start_latest"] or row["end_earliest"] or row["end_latest"]
    begins = start.date().isoformat() if start is not None else None
    until = row["end_latest"] or row["start_latest"]
    when = date_label(begins, until.date().isoformat() if until is not None else None, "no date")
    detail = f"{when} · {row['place']}" if row["place"] else when
    label, hedged = f"{row['title']} · {row['status']}", row["status"] == "hedged"
    return _mark("event", row, label, detail, date_note(row), row["story_id"], unsure=hedged)


def _quote(row: dict[str, Any], people: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """One mark for each stretch of quoted words, and one for the words that name their speaker."""
    person = people.get(row["person_id"], {})
    name = person.get("name") or row["speaker"] or "speaker unknown"
    about = ", ".join(part for part in (person.get("role"), person.get("affiliation")) if isinstance(part, str))
    reason, label = how_quoted(row), f"{name} · {row['kind']}"
    spans = [(span["char_start"], span["char_end"]) for span in row["content"]]
    marks = [_mark("quote", row, label, about, reason, row["person_id"], span=span) for span in spans]
    if row["source_start"] is not None:
        marks.append(_mark("speaker", row, name, about, reason, row["person_id"], confidence=row["speaker_confidence"],
                           span=(row["source_start"], row["source_end"])))  # fmt: skip
    return marks
