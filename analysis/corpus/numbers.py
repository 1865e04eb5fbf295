"""The number of an article in a desk: in order of publication, undated last, and known from the article alone.

So an article that comes or goes moves no other, and a desk can be patched. From the top bit down: the day, the minute
of the day (none before midnight), and a hash of the id that tells articles of one minute apart.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

_HASH_BITS, _MINUTE_BITS, _DAY_BITS = 30, 11, 22
_UNDATED = (1 << _DAY_BITS) - 1


def number_of(article_id: str, published: str | None) -> int:
    """A number below 2⁶³; two articles of one minute have the same one once in a thousand million pairs."""
    day, minute = _moment(published)
    digest = int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big")
    return ((day << _MINUTE_BITS | minute) << _HASH_BITS) | digest >> (64 - _HASH_BITS)


def numbered(articles: Iterable[tuple[str, str | None]]) -> tuple[dict[str, int], bool]:
    """The number of each (article_id, published), and whether some had to move up because theirs was taken."""
    numbers: dict[str, int] = {}
    last, moved = -1, False
    for wanted, article_id in sorted((number_of(*article), article[0]) for article in articles):
        numbers[article_id] = max(wanted, last + 1)
        moved = moved or numbers[article_id] != wanted
        last = numbers[article_id]
    return numbers, moved


def _moment(published: str | None) -> tuple[int, int]:
    try:
        moment = datetime.fromisoformat(published) if published else None
    except ValueError:
        moment = None
    if moment is None or published is None:
        return _UNDATED, 0
    return moment.toordinal(), 1 + moment.hour * 60 + moment.minute if len(published) > len("2016-11-03") else 0
