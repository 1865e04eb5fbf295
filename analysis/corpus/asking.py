"""A search that cannot be read as a query, made into one that can, with a sentence that says what was changed.

Tried in order, the least change first: quotation marks and brackets that have no partner, fields that there are not,
operators with nothing to join; at last the plain words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAX_TERMS = 30
_OPERATORS = ("AND", "OR", "NOT", "IN", "TO")
_FIELD = re.compile(r"(?<![\w\"])(\w+)\s*:\s*")
_LOOSE = re.compile(r"^(?:\s*(?:AND|OR)\b)+|(?:\b(?:AND|OR|NOT)\s*)+$")


class Asked(NamedTuple):
    """The query that is searched for, and what was changed to get there ("" for nothing)."""

    query: str
    sentence: str


def corrected(written: str, fields: Sequence[str]) -> Iterator[Asked]:
    """Queries to try instead of the one that was written, the least changed first."""
    told: list[str] = []
    query = written
    for change in (_paired, _known_fields, _joined):
        changed, why = change(query, fields)
        if why:
            told.append(why)
            query = changed
            yield _asked(query, told)
    plain = " ".join(re.findall(r"\w+", written)[:MAX_TERMS])
    if not plain:
        return
    is_phrase = written.startswith('"') and written.count('"') == 1
    yield _asked(f'"{plain}"' if is_phrase else _no_operators(plain), ["signs that mean nothing here were left out"])


def is_loose(query: str) -> bool:
    """Whether an operator at an end joins nothing, which the parser lets pass and finds nothing for."""
    return bool(_LOOSE.search(query))


def _asked(query: str, told: Sequence[str]) -> Asked:
    return Asked(query, f"Searched for {query}: {'; '.join(told)}.")


def _paired(query: str, _fields: Sequence[str]) -> tuple[str, str]:
    """Close a phrase that was left open, and take out brackets without a partner."""
    open_phrase = query.count('"') % 2 == 1
    if open_phrase:
        query += '"'
    letters, opened, quoted, dropped = list(query), [], False, False
    for at, letter in enumerate(letters):
        if letter == '"':
            quoted = not quoted
        elif letter == "(" and not quoted:
            opened.append(at)
        elif letter == ")" and not quoted:
            if opened:
                opened.pop()
            else:
                letters[at], dropped = " ", True
    for at in opened:
        letters[at], dropped = " ", True
    why = ["a quotation mark was closed"] * open_phrase + ["a bracket without its partner was left out"] * dropped
    return " ".join("".join(letters).split()), " and ".join(why)


def _known_fields(query: str, fields: Sequence[str]) -> tuple[str, str]:
    """Make a word before a colon a plain word, where it is no field, and where a space keeps it from its value."""
    unknown = []

    def plain(match: re.Match[str]) -> str:
        if match.group(1) in fields:
            return f"{match.group(1)}:"
        unknown.append(match.group(1))
        return f'"{match.group(1)}" ' if match.group(1) in _OPERATORS else f"{match.group(1)} "

    pieces = query.split('"')
    changed = '"'.join(_FIELD.sub(plain, piece) if at % 2 == 0 else piece for at, piece in enumerate(pieces))
    if changed == query:
        return query, ""
    if not unknown:
        return changed, "a space after a colon was taken out"
    choices = ", ".join(f"{field}:" for field in fields)
    return changed, f"“{unknown[0][:40]}:” is no part that can be searched ({choices}), so it is taken as a word"


def _joined(query: str, _fields: Sequence[str]) -> tuple[str, str]:
    """Take out AND, OR, NOT with nothing before or after them."""
    changed = _LOOSE.sub("", query).strip()
    return changed, "an operator with nothing to join was left out" if changed != query.strip() else ""


def _no_operators(plain: str) -> str:
    return " ".join(f'"{word}"' if word in _OPERATORS else word for word in plain.split())
