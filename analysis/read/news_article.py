"""The NewsArticle that a page tells of itself as JSON-LD (schema.org): title, byline, outlet, date with its time.

Nothing of it is trusted further than any other field: it is text, and dates are read by `read_published`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

SCRIPT = re.compile(
    r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.{2,500000}?)</script", re.IGNORECASE | re.DOTALL
)
MOST_SCRIPTS = 30
MOST_DEEP = 6
KINDS = re.compile(r"(?:\w*NewsArticle|Article|BlogPosting|ReportageNewsArticle|LiveBlogPosting)$")


def news_article(html: str) -> dict[str, Any]:
    """The first object of an article's type in the page, under the names of schema.org; {} where there is none."""
    for number, match in enumerate(SCRIPT.finditer(html)):
        if number == MOST_SCRIPTS:
            break
        try:
            told = json.loads(match[1].strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found = next(_articles(told, 0), None)
        if found is not None:
            return found
    return {}


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MOST_DEEP:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(isinstance(kind, str) and KINDS.match(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)
        yield from _articles(value.get("mainEntity"), depth + 1)
