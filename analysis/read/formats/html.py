"""A saved page (.html): the article by trafilatura, its fields first by the page's own JSON-LD; nothing is fetched."""

import re
from collections.abc import Iterator
from typing import Any

from analysis.errors import InputError
from analysis.read.encoding import decode
from analysis.read.fields import article_of
from analysis.read.formats import factiva
from analysis.read.news_article import news_article
from analysis.read.reading import Reading, Source

NAME = "saved page"
EXTENSIONS = (".html", ".htm", ".xhtml")
SHORTEST_ARTICLE_WORDS = 25
"""What is shorter on a page is a teaser, a caption or a notice, not an article."""
LARGEST_PAGE_MB = 5
"""Of markup: parsing takes some 30 times as much memory. Pictures saved in the page are taken out before."""
MOST_TAGS = 60_000
"""On one page; long articles under much furniture have some 5,000; the time of parsing grows faster than tags."""
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
LANGUAGE = re.compile(r"<html[^>]{0,500}\slang\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
EMBEDDED = re.compile(rb"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=%]*")


def recognises(head: bytes) -> bool:
    """Whether a file begins as a page does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
    return start.startswith((b"<!doctype html", b"<html")) and not factiva.recognises(head)


def read(source: Source) -> Iterator[Reading]:
    """The page's article. Raises InputError where the page has none."""
    yield page(source.path.read_bytes(), source.label)


def page(data: bytes, where: str, *, url: str = "", charset: str = "") -> Reading:
    """The article of a page. `url`, `charset`: as the server told them. Raises InputError where there is none."""
    data = EMBEDDED.sub(b"data:,", data)
    if len(data) > LARGEST_PAGE_MB * 1_000_000:
        raise InputError(
            f"the page has {len(data) / 1e6:,.0f} MB of markup; at most {LARGEST_PAGE_MB} MB are read. Save the "
            "article's own page, or paste its text.",
            where,
        )
    if data.count(b"<") > MOST_TAGS:
        raise InputError(f"the page has more than {MOST_TAGS:,} tags, as no article has; paste its text.", where)
    html = _decode(data, where, charset)
    found, told = _extract(html, where), news_article(html)
    text = re.sub(r"\n+", "\n\n", (found.get("text") or "").strip())
    body = told.get("articleBody")
    if isinstance(body, str) and len(text.split()) < SHORTEST_ARTICLE_WORDS:
        text = body.strip()
    if len(text.split()) < SHORTEST_ARTICLE_WORDS:
        raise InputError("no article was found on this page; save the article's own page, or paste its text.", where)
    language = LANGUAGE.search(html[:5_000])
    fields = {
        "text": text, "title": told.get("headline") or found.get("title"),
        "byline": told.get("author") or (found.get("author") or "").replace("; ", ", "),
        "outlet": _named(told.get("publisher")) or found.get("sitename") or found.get("hostname"),
        "url": found.get("url") or told.get("url") or url,
        "published": _date(told) or found.get("date"),
        "language": told.get("inLanguage") or (language[1] if language else ""),
    }  # fmt: skip
    return article_of(fields, where, basis="page")


def _named(publisher: Any) -> str:
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name if isinstance(name, str) and not name.startswith("http") else ""


def _date(told: dict[str, Any]) -> str:
    """The day, and the time where the page tells one that can be read: a date that cannot be is left to the page."""
    from analysis.read.published import read_published

    for name in ("datePublished", "dateCreated"):
        if isinstance(told.get(name), str):
            try:
                read_published(told[name])
            except ValueError:
                continue
            return told[name]
    return ""


def _decode(data: bytes, label: str, charset: str) -> str:
    """The page's text: UTF-8 where it is that, else by the encoding it declares, else as any text."""
    declared = DECLARED.search(data[:4096])
    if b"\0" not in data and not _is_utf8(data):
        for name in (charset, declared[1].decode() if declared else ""):
            try:
                if name:
                    return data.decode(name)
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
