"""Fields of a record (a row of a table, an object of JSON Lines) by any of their names, to an article row.

The names are data: `data/lexicons/columns.csv`. Readers of formats with fields of their own use `article_of`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from analysis import lexicons
from analysis.errors import InputError
from analysis.read.article import check_text, make_article
from analysis.read.language_code import language_code
from analysis.read.published import read_published
from analysis.read.reading import Reading

LONGEST_FIELD = 1_000
"""Characters of a title, outlet, byline or address; what is longer is in the wrong column, and cut."""
ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def field_names() -> dict[str, tuple[str, ...]]:
    """The accepted names of each field, best first."""
    names: dict[str, list[str]] = {}
    for row in lexicons.rows("columns"):
        names.setdefault(row["field"], []).append(row["name"])
    return {field: tuple(values) for field, values in names.items()}


def columns_of(names: Iterable[object]) -> dict[str, str]:
    """For each field of an article that is there: the name by which these column names have it."""
    folded: dict[str, str] = {}
    for name in names:
        if isinstance(name, str):
            folded.setdefault(re.sub(r"[\s.\-]+", "_", name.strip().casefold()), name)
    found = {}
    for field, accepted in field_names().items():
        name = next((name for name in accepted if name in folded), None)
        if name is not None:
            found[field] = folded[name]
    return found


def article_of(fields: Mapping[str, Any], where: str, *, basis: str = "given") -> Reading:
    """The article of a record whose `fields` have our own names: text, title, outlet, byline, url, published, id,
    language. What is missing or None is left empty; `basis` says where the date comes from (schema.PUBLISHED_BASES)."""
    return reading_of(fields, {name: name for name in ("text", *fields)}, where, basis=basis)


def reading_of(record: Mapping[str, Any], columns: Mapping[str, str], where: str, *, basis: str = "given") -> Reading:
    """The article of one record. A date that cannot be read costs the date, not the article."""
    values = {field: _plain(record.get(name)) for field, name in columns.items()}
    text = _text(record.get(columns["text"]))
    try:
        check_text(text, where)
        for field in ("title", "outlet", "byline", "url", "id"):
            if values.get(field):
                check_text(values[field], f"{where}, {columns[field]}")
    except InputError as problem:
        return Reading(None, where, str(problem))
    values = _with_address(values, columns)
    given = values.get("published", "").strip()
    published, offset, notice = None, None, ""
    if given:
        try:
            published, offset = read_published(given)
            if offset is None and published.endswith("T00:00:00"):  # a day, printed by a program as a date-time
                published = published[:10]
        except ValueError as problem:
            notice = f"{where}: {problem}. The article is kept without a date."
    short = {field: " ".join(values.get(field, "").split())[:LONGEST_FIELD] for field in ("title", "outlet", "byline")}
    article = make_article(
        text, where, **short, url=values.get("url", "").strip()[:LONGEST_FIELD], published=published,
        utc_offset=offset, published_basis=basis, key=values.get("id", "")[:LONGEST_FIELD],
        language=language_code(values.get("language", "")),
    )  # fmt: skip
    return Reading(article, where, notice)


def _with_address(values: dict[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """A "source" is the article's address in some exports and its outlet in others: told by what it looks like."""
    outlet, url = values.get("outlet", "").strip(), values.get("url", "").strip()
    if columns.get("url", "").strip().casefold() == "source" and not ADDRESS.match(url):
        url = ""
    if ADDRESS.match(outlet):
        outlet, url = "", url or outlet
    return values | {"outlet": outlet, "url": url}


def _text(value: Any) -> str:
    """The text of an article: as it is, or from its paragraphs; a number or an object is none."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else ""


def _plain(value: Any) -> str:
    """A field's value as text: nothing for null and NaN, the names of a list of authors, the name or "@id" of an
    object."""
    if value is None or isinstance(value, bool) or value != value:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(item) for item in value[:20])))
    if isinstance(value, dict):
        named = value.get("name") or value.get("@id")
        return _plain(named if not isinstance(named, dict | list) else None)
    return str(value)
