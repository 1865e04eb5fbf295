"""Standard streams, files that appear whole, and a process that stops when asked: what the commands stand on."""

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError


@contextmanager
def reading(source: str) -> Iterator[BinaryIO]:
    """The file at `source`, or standard input for "-". Raises InputError where it cannot be opened."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(source, "rb")  # noqa: SIM115, PTH123 - closed below; opening alone may fail
    except OSError as error:
        raise InputError(f"the file cannot be opened ({error.strerror}).", source) from None
    with file:
        yield file


@contextmanager
def writing(target: str) -> Iterator[BinaryIO]:
    """A file that takes its name only when all is written; standard output, a device or a pipe as it is."""
    if target == "-":
        yield sys.stdout.buffer
        return
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        path = path.resolve()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"the file cannot be written ({error.strerror}).", target) from None
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        aside.chmod(0o666 & ~_umask())  # mkstemp lets only its owner read
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def stopping(given: Path | None) -> Iterator[Path]:
    """The stop file (`given`, or one of our own), which appears when the process is asked to end (Ctrl-C, SIGTERM)."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        stop = given or Path(folder) / "stop"

        def ask(_number: int, _frame: object) -> None:
            stop.touch()

        asks = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
        before = {number: signal.signal(number, ask) for number in asks}
        try:
            yield stop
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
