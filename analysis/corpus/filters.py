"""What a page is about: one object, the same on every page, and its form in the address bar.

Words, days, outlets, languages and copies choose *articles*. Places, people, types and statuses of events choose
*marks*, and with them the articles that hold one (docs/adr/0009-filters-of-articles-and-marks.md).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis import schema

MAX_WORDS_CHARS = 500
MAX_CHOICES = 100
"""Values of one filter; what an address holds beyond them is ignored."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LISTS = {"outlet": "outlets", "lang": "languages", "where": "places", "who": "people", "what": "event_types",
          "status": "statuses"}  # fmt: skip
_OF_MARKS = ("places", "people", "event_types", "statuses")
_KNOWN = {"event_types": schema.EVENT_TYPES, "statuses": schema.EVENT_STATUSES}
PARAMS = ("q", "from", "to", *_LISTS, "sure", "once", "same")
"""The keys of the address that hold filters."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen; an empty field chooses everything.

    `places` are place keys and `people` person ids of the desk; one of them is enough. `least_sure_percent` hides
    marks of a lower confidence. `one_of_copies` keeps one article of each group of copies. `same_sentence` narrows
    every layer to marks that share a sentence with a chosen one. `article_id` chooses the one article that its page is
    about; the address of that page has its own key for it.
    """

    words: str = ""
    date_from: date | None = None
    date_to: date | None = None
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    one_of_copies: bool = False
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    least_sure_percent: int = 0
    same_sentence: bool = False
    article_id: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is chosen."""
        return not (self.to_params() or self.article_id)

    @property
    def choose_marks(self) -> bool:
        """Whether marks are chosen, so that "the same sentence" means something."""
        return any(getattr(self, field) for field in _OF_MARKS)

    def to_params(self) -> dict[str, str]:
        """As URL parameters ("|" between values); what chooses nothing is left out."""
        params = {
            "q": self.words.strip(),
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            **{key: _joined(getattr(self, field)) for key, field in _LISTS.items()},
            "sure": str(self.least_sure_percent) if self.least_sure_percent else "",
            "once": "1" if self.one_of_copies else "",
            "same": "1" if self.same_sentence and self.choose_marks else "",
        }
        return {key: value for key, value in params.items() if value}


def from_params(params: Mapping[str, Any]) -> Filters:
    """Filters from URL parameters (strings, or lists where a key is repeated); bad values are ignored."""
    fields: dict[str, Any] = {field: _list(params, key, _KNOWN.get(field)) for key, field in _LISTS.items()}
    chooses_marks = any(fields[field] for field in _OF_MARKS)  # alone, "the same sentence" means nothing
    return Filters(
        one_of_copies=_first(params, "once") == "1",
        same_sentence=chooses_marks and _first(params, "same") == "1",
        words=_first(params, "q").replace("\x00", "").strip()[:MAX_WORDS_CHARS],
        date_from=_day(_first(params, "from")),
        date_to=_day(_first(params, "to")),
        least_sure_percent=_percent(_first(params, "sure")),
        **fields,
    )


def _all(params: Mapping[str, Any], key: str) -> list[str]:
    if hasattr(params, "get_all"):
        return [str(value) for value in params.get_all(key)]
    value = params.get(key)
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(item) for item in value] if isinstance(value, Iterable) else []


def _first(params: Mapping[str, Any], key: str) -> str:
    values = _all(params, key)
    return values[0] if values else ""


def _list(params: Mapping[str, Any], key: str, known: tuple[str, ...] | None) -> tuple[str, ...]:
    values = dict.fromkeys(part for value in _all(params, key) for part in _split(value) if part)
    return tuple(value for value in values if known is None or value in known)[:MAX_CHOICES]


def _day(value: str) -> date | None:
    if not _ISO_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _percent(value: str) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,2}|100", value) else 0


def _joined(values: tuple[str, ...]) -> str:
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def _split(value: str) -> list[str]:
    r"""The values between "|"; a bar inside a value is written "\|"."""
    parts = re.findall(r"(?:\\.|[^|\\])+", value, flags=re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in parts]
