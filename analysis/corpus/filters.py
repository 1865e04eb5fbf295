"""Which articles a page is about: one object, the same on every page, and its form in the address bar."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

MAX_WORDS_CHARS = 500
MAX_OUTLETS = 100
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Filters:
    """Words (text index), days of publication (both inclusive) and outlets that choose articles; empty chooses all.

    `article_id` chooses the one article that its page is about; the address of that page has its own key for it.
    """

    words: str = ""
    date_from: date | None = None
    date_to: date | None = None
    outlets: tuple[str, ...] = ()
    article_id: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every article is chosen."""
        return not (self.words.strip() or self.date_from or self.date_to or self.outlets or self.article_id)

    def to_params(self) -> dict[str, str]:
        """As URL parameters: q, from, to, outlet ("|" between outlets); what chooses nothing is left out."""
        params = {
            "q": self.words.strip(),
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "outlet": "|".join(outlet.replace("\\", "\\\\").replace("|", "\\|") for outlet in self.outlets),
        }
        return {key: value for key, value in params.items() if value}


def from_params(params: Mapping[str, Any]) -> Filters:
    """Filters from URL parameters (strings, or lists where a key is repeated); bad values are ignored."""
    outlets = [outlet for value in _all(params, "outlet") for outlet in _split(value)]
    return Filters(
        words=_first(params, "q").replace("\x00", "").strip()[:MAX_WORDS_CHARS],
        date_from=_day(_first(params, "from")),
        date_to=_day(_first(params, "to")),
        outlets=tuple(dict.fromkeys(outlet for outlet in outlets if outlet))[:MAX_OUTLETS],
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


def _day(value: str) -> date | None:
    if not _ISO_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _split(value: str) -> list[str]:
    r"""The outlets between "|"; an outlet's own bar is written "\|"."""
    parts = re.findall(r"(?:\\.|[^|\\])+", value, flags=re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in parts]
