"""One change at a time: a lock file for each corpus and purpose, held by the operating system.

The system lets go of the lock when its holder ends, however it ends, so a crash leaves no stale lock
behind; the process number in the file only tells a person who holds it. Appending to the truth needs no
lock; replacing, removing, compacting and building a desk do.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from analysis.corpus.layout import folder
from analysis.errors import BusyError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

_POLL_S = 0.05
_TURN_S = 0.5


@contextmanager
def locked(corpus: str, purpose: str = "change", wait_s: float = 10.0) -> Iterator[None]:
    """Hold the lock of `corpus` for `purpose`. Raises BusyError where another holds it for longer than `wait_s`."""
    path = folder(corpus) / f".{purpose}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + wait_s
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise BusyError(
                    f"The corpus “{corpus}” is being changed ({_holder(handle)}); try again when that is done."
                )
            time.sleep(_POLL_S)
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"process {os.getpid()}, since {datetime.now():%H:%M}".encode())
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


@contextmanager
def in_turn(corpus: str, given_up: Callable[[], bool], on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock for work that takes long (`work`), after whoever came before; until `given_up`, then without it.

    `on_wait` is called again and again while another works.
    """
    with ExitStack() as held:
        while not given_up():
            try:
                held.enter_context(locked(corpus, "work", wait_s=_TURN_S))
                break
            except BusyError:
                on_wait()
        yield


def hold_shared(path: Path) -> int | None:
    """Hold a file together with others until the handle returned is closed; None where the system cannot."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # a file system without locks, or just being deleted: then opening fails by itself
        os.close(handle)
        return None
    return handle


def is_held(path: Path) -> bool | None:
    """Whether anybody holds a file by `hold_shared`; None where the system cannot tell."""
    if fcntl is None:
        return None
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 200).decode("utf-8", "replace") or "by another process"
