"""NewsML-G2 (IPTC): news items of text, alone or in a news message, with the text as NITF, XHTML or plain."""

import re
from collections.abc import Iterator

from lxml import etree

from analysis.errors import InputError
from analysis.read.fields import article_of
from analysis.read.markup import text_of
from analysis.read.reading import Reading, Source
from analysis.read.xml_items import children, first, items, local, words

NAME = "NewsML-G2"
EXTENSIONS = (".newsml",)
IN_PIECES = True
ROOT = re.compile(rb"<(?:\w{1,10}:)?(?:newsItem|newsMessage|packageItem)[\s>]")
PARAGRAPHS = frozenset(("p", "hl1", "hl2", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "pre", "blockquote"))


def recognises(head: bytes) -> bool:
    """Whether a file begins as NewsML-G2 does."""
    start = head[:8192].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and bool(ROOT.search(start))


def read(source: Source) -> Iterator[Reading]:
    """One article a news item. Raises InputError where the file is no XML or breaks off; what came before is read."""
    number = 0
    for item in items(source.path, ("newsItem",), source.label):
        number += 1
        where = f"{source.label}, item {number:,}"
        try:
            yield _reading(item, where)
        except InputError as problem:
            yield Reading(None, where, str(problem))
    if not number:
        raise InputError("there is no news item in this file; give NewsML-G2 with items of text.", source.label)


def _reading(item: etree._Element, where: str) -> Reading:
    about = next(iter(children(item, "itemMeta")), item)
    content = next(iter(children(item, "contentMeta")), item)
    kind = next((child.get("qcode", "") for child in children(about, "itemClass")), "")
    if kind and kind.rsplit(":", 1)[-1] not in ("text", "composite"):
        raise InputError(f'this news item is of class "{kind[:30]}" without an article; give items of text.', where)
    status = next((child.get("qcode", "") for child in children(about, "pubStatus")), "")
    if status.rsplit(":", 1)[-1] in ("canceled", "withheld"):
        raise InputError("this item was withdrawn by its publisher and was not added.", where)
    provider = next(iter(children(about, "provider")), None)
    language = next((child.get("tag", "") for child in children(content, "language")), "")
    return article_of(
        {
            "text": _text(item), "title": first(content, "headline") or first(about, "title"),
            "byline": first(content, "by") or ", ".join(filter(None, map(_name, children(content, "creator")))),
            "outlet": _source(content) or _name(provider) or _name(next(iter(children(item, "rightsInfo")), None)),
            "published": first(about, "firstCreated") if not first(content, "contentCreated") else
            first(content, "contentCreated"),
            "id": item.get("guid", ""), "language": language or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
            "url": next((str(link.get("href")) for link in children(about, "link") if _is_page(link)), ""),
        },
        where,
    )  # fmt: skip


def _source(content: etree._Element) -> str:
    return next(filter(None, map(_name, children(content, "infoSource"))), "")


def _name(element: etree._Element | None) -> str:
    """The name that a provider, creator or source has; a code alone ("nprov:AFP") only its last part."""
    if element is None:
        return ""
    holder = next(iter(children(element, "copyrightHolder")), element)
    literal = str(holder.get("literal") or holder.get("qcode", "").rsplit(":", 1)[-1])
    return first(holder, "name") or literal


def _is_page(link: etree._Element) -> bool:
    return str(link.get("href", "")).startswith(("http://", "https://"))


def _text(item: etree._Element) -> str:
    for content in children(item, "contentSet"):
        for inline in children(content, "inlineXML"):
            text = "\n\n".join(_paragraphs(inline))
            if text:
                return text
        for data in children(content, "inlineData"):
            kind = data.get("contenttype", "")
            if data.get("encoding") or (kind and not kind.startswith("text/")):
                continue
            raw = "".join(map(str, data.itertext()))
            text = text_of(raw) if "html" in kind else raw.strip()
            if text:
                return text
    return ""


def _paragraphs(inline: etree._Element) -> Iterator[str]:
    """The paragraphs of NITF or XHTML: of its body, without the head (title, metadata)."""
    body = next((e for e in inline.iter("{*}body.content", "{*}body") if local(e) == "body.content"), None)
    if body is None:
        body = next(inline.iter("{*}body"), inline)
    found = False
    for element in body.iter():
        if isinstance(element.tag, str) and local(element) in PARAGRAPHS:
            found = True
            if not any(isinstance(e.tag, str) and local(e) in PARAGRAPHS for e in element.iterancestors()):
                line = words(element)
                if line:
                    yield line
    if not found and words(body):
        yield words(body)
