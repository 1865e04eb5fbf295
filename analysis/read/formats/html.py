"""A saved page (.html): the article, its title, date, byline and outlet by trafilatura; nothing is fetched."""

import re
from collections.abc import Iterator
from typing import Any

from analysis.errors import InputError
from analysis.read.article import check_text, make_article
from analysis.read.encoding import decode
from analysis.read.published import read_published
from analysis.read.reading import Reading, Source

NAME = "saved page"
EXTENSIONS = (".html", ".htm", ".xhtml")
SHORTEST_ARTICLE_WORDS = 25
"""What is shorter on a page is a teaser, a caption or a notice, not an article."""
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)


def read(source: Source) -> Iterator[Reading]:
    """The page's article. Raises InputError where the page has none."""
    html = _decode(source.path.read_bytes(), source.label)
    found = _extract(html, source.label)
    text = re.sub(r"\n+", "\n\n", (found.get("text") or "").strip())
    if len(text.split()) < SHORTEST_ARTICLE_WORDS:
        raise InputError(
            "no article was found on this page; save the article's own page, or paste its text.", source.label
        )
    check_text(text, source.label)
    published, offset, notice = _published(found.get("date"), source.label)
    yield Reading(
        make_article(
            text, source.label, title=_line(found.get("title")), byline=_line(found.get("author")).replace("; ", ", "),
            outlet=_line(found.get("sitename") or found.get("hostname")), url=_line(found.get("url")), key="",
            published=published, utc_offset=offset, published_basis="page",
        ),
        source.label, notice,
    )  # fmt: skip


def _decode(data: bytes, label: str) -> str:
    """The page's text: UTF-8 where it is that, else by the encoding it declares, else as any text."""
    declared = DECLARED.search(data[:4096])
    if declared is not None and b"\0" not in data and not _is_utf8(data):
        try:
            return data.decode(declared[1].decode())
        except (LookupError, ValueError):
            pass  # declared wrongly, as happens
    return decode(data, label)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _extract(html: str, label: str) -> dict[str, Any]:
    import trafilatura  # 1 s, and only for pages

    try:
        document = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, include_tables=False, include_links=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except Exception as error:  # a hostile page may break the parser in any way; the other files go on
        raise InputError(
            f"this page cannot be read ({type(error).__name__}); paste the article's text.", label
        ) from error
    if document is None:
        return {}
    return document if isinstance(document, dict) else document.as_dict()


def _published(date: str | None, label: str) -> tuple[str | None, str | None, str]:
    if not date:
        return None, None, ""
    try:
        value, offset = read_published(date)
    except ValueError as problem:
        return None, None, f"{label}: {problem}. The article is kept without a date."
    return value, offset, ""


def _line(value: str | None) -> str:
    return " ".join((value or "").split())[:1_000]
