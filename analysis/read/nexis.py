"""A Nexis (Lexis) export as paragraphs to articles: title, outlet and date first, named fields, the body, its end.

For .docx and .rtf. What stands before the first article (cover page, list of documents) is passed over.
"""

import re
from collections.abc import Iterable, Iterator

from analysis.errors import InputError
from analysis.read.fields import article_of
from analysis.read.reading import Reading

END = re.compile(r"\s*end of document\s*", re.IGNORECASE)
BODY = re.compile(r"\s*body\s*:?\s*", re.IGNORECASE)
FIELD = re.compile(
    r"\s*(?P<name>section|length|byline|dateline|highlight|language|url|publication-type|load-date|copyright)"
    r"(?:\s*:\s*|\s+(?=\d{4}\b))(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATE = re.compile(
    rf"\s*(?:{DAYS},?\s+)?(?P<day>{MONTHS} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTHS} \d{{4}})(?:,?\s+{DAYS})?"
    r"(?:,?\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?(?:\s+[A-Z]{2,4})?))?(?:\s+.{0,30}edition)?\s*",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s*(?:load-date|publication-type|language|graphic|classification|subject|industry|geographic)\s*(?::|$)", re.I
)
MOST_AFTER = 30
"""Paragraphs from the end among which the fields behind a text are looked for."""
MOST_CHARACTERS = 5_000_000
"""Of one document: where its end is missing, memory must not grow with the file."""


def is_nexis(paragraphs: Iterable[str]) -> bool:
    """Whether the first paragraphs of a file are those of a Nexis export: a body, and a length or a date before."""
    dated = False
    for paragraph in paragraphs:
        dated = dated or bool(DATE.fullmatch(paragraph[:120]) or re.match(r"\s*length\s*:", paragraph, re.IGNORECASE))
        if BODY.fullmatch(paragraph[:20]):
            return dated
        if END.fullmatch(paragraph[:40]):
            return dated
    return False


def articles(paragraphs: Iterable[str], label: str) -> Iterator[Reading]:
    """The articles of an export one by one; one that cannot be read is reported and the next one read."""
    number = 0
    for document, is_ended in _documents(paragraphs):
        if not is_ended and not any(BODY.fullmatch(paragraph) for paragraph in document):
            continue  # what stands behind the last article
        number += 1
        where = f"{label}, article {number:,}"
        try:
            reading = article_of(_fields(document, where), where)
        except InputError as problem:
            yield Reading(None, where, str(problem))
            continue
        if not is_ended and reading.article is not None and not reading.sentence:
            reading = reading._replace(sentence=f'{where}: it does not end with "End of Document"; it may be cut off.')
        yield reading


def _documents(paragraphs: Iterable[str]) -> Iterator[tuple[list[str], bool]]:
    document: list[str] = []
    length = 0
    for paragraph in paragraphs:
        if END.fullmatch(paragraph[:40]) or length > MOST_CHARACTERS:
            yield document, length <= MOST_CHARACTERS
            document, length = [], 0
            continue
        document.append(paragraph)
        length += len(paragraph) + 1
    if any(paragraph.strip() for paragraph in document):
        yield document, False


def _fields(document: list[str], where: str) -> dict[str, str]:
    body = next((place for place, paragraph in enumerate(document) if BODY.fullmatch(paragraph[:20])), None)
    if body is None:
        raise InputError(
            'there is no line "Body" in this article, so its text cannot be told; export it in full.', where
        )
    head = [paragraph.strip() for paragraph in document[:body] if paragraph.strip()]
    dated = next((place for place in range(len(head) - 1, -1, -1) if DATE.fullmatch(head[place][:120])), None)
    named = {m["name"].casefold(): m["value"].strip() for line in head if (m := FIELD.fullmatch(line))}
    text, after = _body(document[body + 1 :])
    found = DATE.fullmatch(head[dated][:120]) if dated is not None else None
    top = head[:dated] if dated is not None else [line for line in head if not FIELD.fullmatch(line)]
    return {
        "text": text, "title": top[-2] if len(top) > 1 else next(iter(top), ""),
        "outlet": top[-1] if len(top) > 1 else "", "byline": named.get("byline", ""),
        "published": " ".join(filter(None, (found["day"], found["time"]))) if found else "",
        "language": named.get("language", "") or after.get("language", ""),
        "url": named.get("url", "") or after.get("url", ""),
    }  # fmt: skip


def _body(paragraphs: list[str]) -> tuple[str, dict[str, str]]:
    """The text, and the fields that stand behind it."""
    end = len(paragraphs)
    after: dict[str, str] = {}
    for place in range(len(paragraphs) - 1, max(len(paragraphs) - MOST_AFTER, 0) - 1, -1):
        line = paragraphs[place].strip()
        if line.casefold().startswith("load-date") or (AFTER.match(line) and end - place <= 3):
            end = place
            if field := FIELD.fullmatch(line):
                after[field["name"].casefold()] = field["value"].strip()
    return "\n\n".join(line.strip() for line in paragraphs[:end] if line.strip()), after
