"""Text out of a piece of HTML, as feeds, ninjs and NewsML carry it: a blank line between paragraphs, nothing run."""

import re

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(["script", "style", "noscript", "template", "iframe", "object", "head", "svg"])


def text_of(fragment: str) -> str:
    """What a reader sees of `fragment`. Plain text comes back as it is; what no parser can read is ""."""
    if not re.search(r"<[a-zA-Z/!]|&[#\w]+;", fragment):
        return fragment.strip()
    from lxml import etree, html

    try:
        root = html.fromstring(f"<div>{fragment}</div>", parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        tag = str(element.tag)
        if tag in UNSEEN and event == "start":
            for inner in element.iterdescendants():
                inner.text = inner.tail = None
            element.text = None
        if tag in BLOCKS:
            pieces.append("\n\n")
        elif tag == "br" and event == "start":
            pieces.append("\n")
        pieces.append(_flat(element.text if event == "start" else element.tail))
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
