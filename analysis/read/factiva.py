"""A Factiva export to articles: fields by their codes (HD, BY, WC, PD, ET, SN, LA, LP, TD, AN), or in fixed order.

For .html (`formats/factiva.py`) and .rtf.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from analysis.read.fields import article_of
from analysis.read.reading import Reading

CODES = frozenset(
    [
        "SE",
        "HD",
        "BY",
        "CR",
        "WC",
        "PD",
        "ET",
        "SN",
        "SC",
        "NGC",
        "GC",
        "ED",
        "PG",
        "VOL",
        "LA",
        "CY",
        "CX",
        "LP",
        "TD",
        "ART",
        "CT",
        "RF",
        "CLM",
        "CO",
        "IN",
        "NS",
        "RE",
        "IPC",
        "IPD",
        "PUB",
        "AN",
    ]
)
DOCUMENT = re.compile(r"\s*Document ([A-Za-z0-9]{12,40})\s*")
WORDS = re.compile(r"\s*[\d,.]+ words\s*", re.IGNORECASE)
DATE = re.compile(r"\s*\d{1,2} [A-Z][a-z]+ \d{4}\s*")
TIME = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s+[A-Z]{3,4})?\s*")
COPYRIGHT = re.compile(r"\s*(?:copyright|\(c\)|©)", re.IGNORECASE)
LANGUAGES = re.compile(
    r"\s*(?:English|German|French|Spanish|Italian|Portuguese|Dutch|Russian|Arabic|Turkish|[A-Z][a-z]+ese)\s*"
)


def reading(fields: Mapping[str, str], where: str) -> Reading:
    """The article of fields by their codes."""
    accession = fields.get("AN", "").removeprefix("Document").strip()
    paragraphs = [fields.get(code, "").strip() for code in ("LP", "TD")]
    time = fields.get("ET", "").strip()
    return article_of(
        {
            "text": "\n\n".join(filter(None, paragraphs)), "title": fields.get("HD", ""),
            "byline": fields.get("BY", ""),
            "outlet": fields.get("SN", ""), "published": _dated(fields.get("PD", ""), time),
            "language": fields.get("LA", ""), "id": accession,
        },
        where,
    )  # fmt: skip


def _dated(day: str, time: str) -> str:
    """Day and time of publication; a time that is none is left out."""
    return f"{day.strip()} {time}" if TIME.fullmatch(time) else day.strip()


def is_factiva(lines: Iterable[str]) -> bool:
    """Whether these are the lines of a Factiva export: they end a document as it does."""
    return any(DOCUMENT.fullmatch(line.strip(" |\t")) or re.match(r"AN\s*[|\t]\s*Document ", line) for line in lines)


def articles(lines: Iterable[str], label: str) -> Iterator[Reading]:
    """The articles of the lines of an export, each ended by its number ("Document …"); a rest is reported."""
    document: list[str] = []
    number = 0
    for line in lines:
        bare = re.sub(r"^AN\s*[|\t]\s*", "", line).strip(" |\t")
        ending = DOCUMENT.fullmatch(bare)
        if ending is None:
            document.append(line)
            continue
        number += 1
        where = f"{label}, article {number:,}"
        fields = _coded(document) or _in_order(document)
        document = []
        yield reading({**fields, "AN": ending[1]}, where)
    if len(" ".join(document).split()) > 50:
        where = f"{label}, behind article {number:,}"
        yield Reading(None, where, f'{where}: a text without its end ("Document …") was left out; export it again.')


def _coded(lines: list[str]) -> dict[str, str]:
    """Fields where each begins with its code in a cell of its own; {} where none does."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        begun = re.match(r"\s*([A-Z]{2,3})\s*[|\t]\s*(.*)", line)
        if begun and begun[1] in CODES:
            code, line = begun[1], begun[2]
        if code:
            fields.setdefault(code, []).append(line.strip(" |\t"))
    joined = {name: ("\n\n" if name in ("LP", "TD") else " ").join(filter(None, told)) for name, told in fields.items()}
    return joined if "HD" in joined else {}


def _in_order(lines: list[str]) -> dict[str, str]:
    """Fields by their order: headline, byline, "812 words", day, time, outlet, its code, language, copyright, text."""
    told = [line.strip(" |\t") for line in lines if line.strip(" |\t")]
    counted = next((place for place, line in enumerate(told) if WORDS.fullmatch(line)), None)
    if counted is None:
        return {"LP": "\n\n".join(told)}
    fields = {"HD": told[0] if counted else "", "BY": ", ".join(told[1:counted])}
    rest = told[counted + 1 :]
    if rest and DATE.fullmatch(rest[0]):
        fields["PD"] = rest.pop(0)
    if rest and TIME.fullmatch(rest[0]):
        fields["ET"] = rest.pop(0)
    if rest:
        fields["SN"] = rest.pop(0)
    marked = next((place for place, line in enumerate(rest[:8]) if COPYRIGHT.match(line)), None)
    named = next((place for place, line in enumerate(rest[:8]) if LANGUAGES.fullmatch(line)), None)
    if named is not None:
        fields["LA"] = rest[named]
    begins = marked if marked is not None else named
    fields["LP"] = "\n\n".join(rest[begins + 1 :] if begins is not None else rest)
    return fields
