"""Answers of a desk that were given before, the least recently used forgotten first.

A reader who clicks asks most questions again: the page runs anew, and one filter or one mark of it has changed.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

import pandas as pd
from cachetools import LRUCache

MOST_BYTES = 48 * 1024 * 1024  # of all answers of one desk
_AT_LEAST_BYTES = 512


class Answers:
    """What was asked and answered, at most `MOST_BYTES` of it; an answer is not to be changed in place.

    Safe between threads. Two that ask the same at once may both work it out.
    """

    def __init__(self, most_bytes: int = MOST_BYTES):
        self._kept: LRUCache[Hashable, Any] = LRUCache(most_bytes, getsizeof=_bytes)
        self._lock = Lock()

    def once(self, asked: Hashable, work_out: Callable[[], Any]) -> Any:
        """The answer kept for `asked`, else what `work_out` gives now; frames come as copies that share their data."""
        with self._lock:
            answer = self._kept.get(asked)
        if answer is None:
            answer = work_out()
            with self._lock:
                if _bytes(answer) <= self._kept.maxsize:
                    self._kept[asked] = answer
        return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer

    def forget(self) -> None:
        """Keep nothing of what was answered so far."""
        with self._lock:
            self._kept.clear()


def _bytes(answer: Any) -> int:
    return _AT_LEAST_BYTES + (int(answer.memory_usage(deep=True).sum()) if isinstance(answer, pd.DataFrame) else 0)
