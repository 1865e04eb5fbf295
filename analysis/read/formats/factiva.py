"""Factiva exports as pages (.html): several articles a file, each a table of coded fields."""

import re
from collections.abc import Iterator

from analysis.errors import InputError
from analysis.read import factiva
from analysis.read.encoding import decode
from analysis.read.reading import Reading, Source

NAME = "Factiva page"
EXTENSIONS = ()  # pages: told from other pages by their content
CODED = re.compile(rb">\s*(HD|SN|PD|WC|LP|TD)\s*(?:&nbsp;|\xc2\xa0)?\s*</", re.IGNORECASE)
ENOUGH = 3


def recognises(head: bytes) -> bool:
    """Whether a page holds cells with Factiva's codes."""
    return b"<" in head[:200] and len({match[1].upper() for match in CODED.finditer(head)}) >= ENOUGH


def read(source: Source) -> Iterator[Reading]:
    """One article a table with a headline (HD). Raises InputError where there is none."""
    from lxml import etree, html

    page = decode(source.path.read_bytes(), source.label)
    try:
        root = html.fromstring(page, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, ValueError):
        raise InputError("this page cannot be read; export it from Factiva again.", source.label) from None
    number = 0
    for table in root.iter("table"):
        fields = _fields(table)
        if "HD" in fields:
            number += 1
            yield factiva.reading(fields, f"{source.label}, article {number:,}")
    if not number:
        raise InputError("no article with Factiva's fields (HD, LP, TD) was found; export it in full.", source.label)


def _fields(table) -> dict[str, str]:  # type: ignore[no-untyped-def]
    fields: dict[str, str] = {}
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = " ".join(cells[0].text_content().split()) if len(cells) > 1 else ""
        if code in factiva.CODES and next(row.iterancestors("table"), None) is table:
            fields[code] = _value(cells[1], apart=code in ("LP", "TD"))
    return fields


def _value(cell, *, apart: bool) -> str:  # type: ignore[no-untyped-def]
    """The words of a cell; of a text, its paragraphs apart."""
    paragraphs = list(cell.iter("p")) if apart else []
    lines = [" ".join(part.text_content().split()) for part in paragraphs or [cell]]
    return "\n\n".join(filter(None, lines))
