"""The consonants of a name as they sound: spellings of one foreign name that no list has meet in them.

Arabic, Cyrillic and other scripts are put into Latin letters in many ways (Gogjali, Kokjali); what they share is the
skeleton of consonants. Coarse on purpose, and so a last resort (spelling.py).
"""

import re

from analysis.places.fold import without_article

LEAST_CONSONANTS = 3
"""Shorter skeletons are shared by too many names."""

_ARTICLES = re.compile(r"(?<= )(?:al|el|ul|as|ash|ad|ar|az|an|at) (?=[a-z]{3})")
_GROUPS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"[^a-z ]", ""),
        (r"([a-z])\1+", r"\1"),
        (r"t?sch|tch|ch|sh", "x"),
        (r"dzh|dj|zh", "j"),
        (r"kh|gh|ck|q|g|c(?![eiy])", "k"),
        (r"c", "s"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"(?<=[a-z])h", ""),
        (r"\b[aeiouy]", "A"),
        (r"[aeiouy]", ""),
        (r" ", ""),
    )
)


def skeleton(folded: str) -> str:
    """The consonants of a folded name, what sounds alike written alike; "" where there are fewer than three.

    >>> skeleton("gogjali"), skeleton("kokjali"), skeleton("ar raqqah"), skeleton("bashiqa")
    ('kkjl', 'kkjl', '', 'bxk')
    """
    left = _ARTICLES.sub("", without_article(folded))
    for pattern, letter in _GROUPS:
        left = pattern.sub(letter, left)
    return left if sum(char != "A" for char in left) >= LEAST_CONSONANTS else ""
