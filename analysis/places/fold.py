"""Names folded so that spellings of one name meet: case, accents, hyphens, apostrophes, full stops.

Used alike when the gazetteer is built and when it is asked. Does not transliterate, and does not know
whether a word is a name.
"""

import re
import unicodedata
from functools import lru_cache

MAX_NAME_CHARS = 120
"""Longer than every name of the gazetteer (its longest has 99 characters); what is longer is no toponym."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e",
                          "ħ": "h", "ŋ": "n", "ŧ": "t"})  # fmt: skip
_DROPPED = re.compile(r"['’‘`´ʻʼʿʾ.·]")
_GAPS = re.compile(r"[\s\-‐‑–—_/]+")
_SPELLED_OUT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLE = re.compile(r"^(?:al|el|ar|ad|an|as|at|ash|az|ath) (?=[a-z]{3})")
_WRITTEN_ARTICLE = re.compile(r"^(?:[ae]l[ -]|a(?:r|d|n|s|t|sh|z|th)-)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The folded form of a name, empty where it is too long to be one.

    >>> fold("Saint-Étienne"), fold("al-Qayyārah"), fold("U.S.")
    ('st etienne', 'al qayyarah', 'us')
    """
    if len(name) > MAX_NAME_CHARS:
        return ""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = _GAPS.sub(" ", _DROPPED.sub("", plain)).strip(' ,;:()[]"“”').split(" ")
    return " ".join(_SPELLED_OUT.get(word, word) for word in words)


def without_article(folded: str) -> str:
    """A folded name without the Arabic article, in its spellings before sun letters ("ar raqqah")."""
    return _ARTICLE.sub("", folded)


def has_article(name: str) -> bool:
    """Whether a name as written begins with the Arabic article ("al-Bab", "ar-Raqqah"), not with "an" or "as"."""
    return _WRITTEN_ARTICLE.match(name) is not None
