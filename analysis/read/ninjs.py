"""ninjs (IPTC, 1.x to 3.x): a news item as a JSON object, alone, in a list, or one a line, as agencies send it.

Such files end in .json as other JSON does; `analysis.read.formats.jsonl` hands objects of this shape to `reading`.
"""

from collections.abc import Mapping
from typing import Any

from analysis.errors import InputError
from analysis.read.fields import article_of
from analysis.read.markup import text_of
from analysis.read.reading import Reading

BODIES_1 = ("body_text", "body_xhtml", "body_html")
OWN_NAMES = frozenset(("bodies", "headlines", "versioncreated", "versioncreateddate", "pubstatus", "pubStatus",
                       "body_xhtml", "body_html", "contentcreated", "contentCreated", "versionCreated"))  # fmt: skip


def is_item(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object has the shape of a ninjs item: a uri, and fields that only ninjs names so."""
    return "uri" in record and not OWN_NAMES.isdisjoint(record)


def reading(item: Mapping[str, Any], where: str) -> Reading:
    """The article of an item. Raises InputError for what is withdrawn, or is a picture, a video or a package."""
    kind = str(item.get("type") or "text").casefold()
    if kind not in ("text", "composite"):
        raise InputError(f'this is a ninjs item of type "{kind[:20]}" without an article; give items of text.', where)
    if str(item.get("pubstatus") or item.get("pubStatus") or "").casefold() in ("canceled", "cancelled", "withheld"):
        raise InputError("this item was withdrawn by its publisher and was not added.", where)
    text = _body(item)
    return article_of(
        {
            "text": text, "title": _listed(item, "headline", "headlines"), "byline": _byline(item),
            "published": _first(item, "firstpublished", "firstPublished", "contentcreated", "contentCreated",
                                "firstcreated", "firstCreated", "versioncreated", "versionCreated"),
            "outlet": _first(item, "copyrightholder", "copyrightHolder") or _organisation(item),
            "url": uri if (uri := _first(item, "uri")).startswith("http") else _first(item, "url"),
            "id": uri, "language": item.get("language"),
        },
        where,
    )  # fmt: skip


def _body(item: Mapping[str, Any]) -> str:
    for name in BODIES_1:
        if isinstance(item.get(name), str) and item[name].strip():
            return item[name] if name == "body_text" else text_of(item[name])
    bodies = [
        body for body in _list(item.get("bodies")) if isinstance(body, dict) and isinstance(body.get("value"), str)
    ]
    plain = [body for body in bodies if "plain" in str(body.get("contentType") or body.get("contenttype") or "")]
    full = [body for body in bodies if str(body.get("role", "")).casefold() in ("main", "body", "full")]
    for body in [*plain, *full, *bodies]:
        if body["value"].strip():
            return body["value"] if body in plain else text_of(body["value"])
    return ""


def _listed(item: Mapping[str, Any], one: str, many: str) -> str:
    if isinstance(item.get(one), str):
        return item[one]
    values = [
        entry for entry in _list(item.get(many)) if isinstance(entry, dict) and isinstance(entry.get("value"), str)
    ]
    main = [entry for entry in values if str(entry.get("role", "")).casefold() in ("main", "headline")]
    return text_of(next((entry["value"] for entry in [*main, *values]), ""))


def _byline(item: Mapping[str, Any]) -> str:
    if isinstance(item.get("byline"), str):
        return item["byline"]
    people = [person for person in _list(item.get("by") or item.get("person")) if isinstance(person, dict)]
    writers = [p for p in people if str(p.get("rel", "author")) in ("author", "creator", "byline")]
    return ", ".join(str(person["name"]) for person in writers if isinstance(person.get("name"), str))


def _organisation(item: Mapping[str, Any]) -> str:
    for entry in [*_list(item.get("infosource")), *_list(item.get("infoSources")), *_list(item.get("organisation"))]:
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            return entry["name"]
    return ""


def _first(item: Mapping[str, Any], *names: str) -> str:
    return next((item[name] for name in names if isinstance(item.get(name), str) and item[name].strip()), "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
