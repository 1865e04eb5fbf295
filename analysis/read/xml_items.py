"""Elements of an XML file one by one: no entities, no network, no memory of what is done. For feeds and NewsML-G2."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from analysis.errors import InputError

MOST_BESIDE = 1_000_000
"""Elements outside of items, or in one item, that are kept in memory; no feed has a thousandth of them."""
SPACED = re.compile(r"\s+")


def items(path: Path, names: Collection[str], where: str) -> Iterator[etree._Element]:
    """The elements of a file, as `items_of`."""
    with path.open("rb") as file:
        yield from items_of(file, names, where)


def items_of(stream: Any, names: Collection[str], where: str) -> Iterator[etree._Element]:
    """Each element whose local name is in `names`, complete, in the order of the file; it is emptied afterwards.

    What stands before the first of them stays, so that its parent's own fields can be asked for. Raises InputError
    where the file declares entities, is no XML, or breaks off: then what came before has been handed on.
    """
    events = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    found, beside, is_root = 0, 0, True
    try:
        for event, element in events:
            if event == "start":
                if is_root:
                    _refuse_entities(element, where)
                    is_root = False
                continue
            beside += 1
            if beside > MOST_BESIDE:
                raise InputError(f"more than {MOST_BESIDE:,} elements stand outside of its items; split it.", where)
            if not isinstance(element.tag, str) or local(element) not in names:
                continue
            found, beside = found + 1, 0
            yield element
            element.clear(keep_tail=False)
            before = element.getprevious()
            if before is not None and isinstance(before.tag, str) and local(before) in names:
                before.getparent().remove(before)
    except etree.XMLSyntaxError as error:
        line = (error.position or (0, 0))[0]
        rest = f"; {found:,} {'item' if found == 1 else 'items'} before it were read" if found else ""
        raise InputError(
            f"this is no well-formed XML from line {line:,} on (cut off, or damaged){rest}. Save it again.", where
        ) from None


def _refuse_entities(root: etree._Element, where: str) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _entity in declared.iterentities()):
        raise InputError("the XML declares entities of its own, which are not read; save it without a DTD.", where)


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname)


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children of these local names, in the order of `names`, then of the file."""
    named = [child for child in element if isinstance(child.tag, str)]
    return [child for name in names for child in named if local(child) == name]


def words(element: etree._Element | None) -> str:
    """All text in the element on one line; "" for None."""
    return SPACED.sub(" ", "".join(map(str, element.itertext()))).strip() if element is not None else ""


def first(element: etree._Element, *names: str) -> str:
    """The words of the first child of these names that has any; an earlier name goes before."""
    return next(filter(None, map(words, children(element, *names))), "")
