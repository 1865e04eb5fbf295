"""What broke, as one sentence for the person at the terminal: what, where, what to do.

Errors of ours carry their sentence; those of the system and of the settings get one here. The command line shows
nothing else of an exception (`python -X dev -m analysis …` shows all of it).
"""

import errno

from analysis.errors import DatelineError

_ADVICE = {
    errno.ENOSPC: "free some disk space and start again; what was finished before is kept",
    errno.EDQUOT: "free some disk space and start again; what was finished before is kept",
    errno.EACCES: "give yourself the permission, or name another folder",
    errno.EPERM: "give yourself the permission, or name another folder",
    errno.EROFS: "name a folder that can be written to",
}
REPORT = "run it again as `python -X dev -m analysis …` and report what it prints"
LONGEST_REASON = 1_000


def sentence_of(error: BaseException) -> str:
    """The sentence for an error that ends a command."""
    if isinstance(error, DatelineError):
        return one_line(str(error))
    if isinstance(error, OSError):
        what = one_line(f"{error.filename}: {error.strerror}" if error.filename else f"{error.strerror or error}")
        return f"{what}; {_ADVICE.get(error.errno or 0, 'see that it is there and can be read and written')}."
    if isinstance(error, MemoryError):
        return "The memory of this machine is used up; take fewer workers (--workers 1) or split the largest articles."
    if type(error).__module__.startswith("pydantic"):
        return f"A setting cannot be used: {_setting(error)}; see docs/settings.md."
    return f"Dateline failed ({type(error).__name__}: {one_line(str(error))}); {REPORT}."


def one_line(text: str) -> str:
    """`text` on one line, without control characters, not too long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:LONGEST_REASON]


def _setting(error: BaseException) -> str:
    """Which setting is wrong, as pydantic tells it."""
    told = getattr(error, "errors", None)
    if told is None:
        return one_line(str(error))
    names = (f"DATELINE_{'_'.join(str(step) for step in one['loc']).upper()} ({one['msg']})" for one in told())
    return one_line(", ".join(names))
