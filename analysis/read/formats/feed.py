"""RSS (0.9x, 1.0, 2.0) and Atom files: one article an entry, with the text that the feed itself carries."""

import re
from collections.abc import Iterator

from lxml import etree

from analysis.errors import InputError
from analysis.read.fields import article_of
from analysis.read.markup import text_of
from analysis.read.reading import Reading, Source
from analysis.read.xml_items import children, first, items, local, words

NAME = "feed"
EXTENSIONS = (".rss", ".atom", ".rdf", ".xml")
IN_PIECES = True
ROOT = re.compile(rb"<(?:rss|feed|\w{1,10}:RDF)[\s>]")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def recognises(head: bytes) -> bool:
    """Whether a file begins as a feed does."""
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        start.startswith(b"<")
        and not start[:15].lower().startswith((b"<!doctype html", b"<html"))
        and bool(ROOT.search(start))
    )


def read(source: Source) -> Iterator[Reading]:
    """One article an entry. Raises InputError where the file is no XML or breaks off; what came before is read."""
    number = 0
    for entry in items(source.path, ("item", "entry"), source.label):
        number += 1
        where = f"{source.label}, entry {number:,}"
        above = entry.getparent()
        if above is not None and local(above) == "RDF":  # RSS 1.0: the channel stands beside its items
            above = next(iter(children(above, "channel")), None)
        yield article_of(_fields(entry, above), where)
    if not number:
        raise InputError("there is no entry in this file; give an RSS or Atom feed, or NewsML-G2.", source.label)


def _fields(entry: etree._Element, above: etree._Element | None) -> dict[str, str]:
    link = _link(entry)
    return {
        "text": _text(entry), "title": text_of(first(entry, "title")), "url": link,
        "published": first(entry, "pubDate", "published", "date", "issued", "created", "updated"),
        "byline": _byline(entry), "id": first(entry, "guid", "id"),
        "outlet": _outlet(entry) or (text_of(first(above, "title")) if above is not None else ""),
        "language": entry.get(LANGUAGE) or _language(entry, above),
    }  # fmt: skip


def _text(entry: etree._Element) -> str:
    """The longest of what the entry carries: the whole article where the feed has it, else its summary."""
    found = [_markup(element) for element in children(entry, "encoded", "content", "description", "summary")]
    return max(map(text_of, found), key=len, default="")


def _markup(element: etree._Element) -> str:
    if element.get("type") == "xhtml" or len(element):
        return "".join([element.text or "", *(etree.tostring(part, encoding="unicode") for part in element)])
    return element.text or ""


def _link(entry: etree._Element) -> str:
    for link in children(entry, "link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href")).strip()
        if link.text and link.text.strip():
            return str(link.text).strip()
    guid = first(entry, "guid")
    return guid if guid.startswith(("http://", "https://")) else ""


def _byline(entry: etree._Element) -> str:
    writers = children(entry, "creator") or children(entry, "author")
    names = [first(writer, "name") or words(writer) for writer in writers]
    mail = re.compile(r"\S+@\S+\s*\((.+)\)$")  # RSS: "jane@daily.example (Jane Doe)"
    return ", ".join(match[1] if (match := mail.match(name)) else name for name in names if name)


def _outlet(entry: etree._Element) -> str:
    """The feed that an entry was taken over from, as collections of feeds tell it."""
    sources = children(entry, "source")
    return text_of(first(sources[0], "title") or words(sources[0])) if sources else ""


def _language(entry: etree._Element, above: etree._Element | None) -> str:
    told = first(entry, "language")
    while not told and above is not None:
        told = above.get(LANGUAGE) or first(above, "language")
        above = above.getparent()
    return told
