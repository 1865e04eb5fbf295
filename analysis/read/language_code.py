"""The language that a format's own field names, as an ISO 639 code: "en-US", "eng" and "English" are all "en"."""

import re
from functools import lru_cache

CODE = re.compile(r"([a-z]{2,3})(?:[-_][\w-]+)?", re.IGNORECASE)


@lru_cache(maxsize=1_000)
def language_code(told: str) -> str:
    """The code, or "" for what names no language. Declared, not measured: the analysis looks at the words itself."""
    told = told.strip()[:40]
    found = CODE.fullmatch(told)
    names = _names()
    code = found[1].lower() if found else ""
    if code in names.values():
        return code
    return _three_letters().get(code) or names.get(told.casefold(), "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    return {str(name).casefold(): code for code, name in Locale("en").languages.items() if len(code) == 2}


def _three_letters() -> dict[str, str]:
    """Codes of three letters as NewsML and library databases have them, for the languages with one of two."""
    from babel.core import get_global

    return {long: short for long, short in get_global("language_aliases").items() if len(long) == 3 and len(short) == 2}
