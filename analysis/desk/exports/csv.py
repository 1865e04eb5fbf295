"""A table as CSV that Excel, pandas and R open with every accent right, and that runs no formula.

The stamp stands above the header in lines that begin with "# "; docs/exports.md says how to skip them. Every text is
quoted and lies on one line, so a "#" in an article is never taken for such a line.
"""

import csv
import io
import re
from datetime import datetime, time
from typing import Any

import pandas as pd

from analysis.desk.exports.stamp import Stamp

MARK = "# "
# What ends a line or steers a terminal becomes a blank, one for one, so that offsets into a text still hold.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Where a spreadsheet may begin a cell: at the start of ours; where it splits at semicolons, as half of Europe's do,
# after one; and, in a line that is not quoted, after a comma. (OWASP, "CSV Injection".)
_FORMULA = re.compile("""(^|;)(?=[\\s'"]*[=+@＝＋＠\\-－])""")
_FORMULA_UNQUOTED = re.compile("""(^|[;,])(?=[\\s'"]*[=+@＝＋＠\\-－])""")
_DEFUSED = re.compile("""(^|;)'(?=[\\s'"]*[=+@＝＋＠\\-－])""")


def to_csv(table: pd.DataFrame, stamp: Stamp, about: str, most_rows: int) -> bytes:
    """The file: UTF-8 with a byte-order mark, commas, CRLF; dates ISO, truth values true/false, missing values empty.

    `about` says in our words what the rows are. A table of `most_rows` was cut there, and the file says so.
    """
    out = io.StringIO()
    for line in [about, *_stamped(stamp), _size(len(table), most_rows)]:
        out.write(f"{MARK}{_unquoted(line)}\r\n")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in zip(*(table[name].tolist() for name in table.columns), strict=True):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def defused(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would run as a formula.

    >>> defused("=1+1"), defused("-5 degrees; see below"), defused("a - b")
    ("'=1+1", "'-5 degrees; see below", 'a - b')
    """
    return _FORMULA.sub(r"\1'", text)


def restored(cell: str) -> str:
    """The text before `defused`: one apostrophe less in each of these places.

    >>> restored("'=1+1")
    '=1+1'
    """
    return _DEFUSED.sub(r"\1", cell)


def _stamped(stamp: Stamp) -> list[str]:
    return [
        f"{label}: {value if isinstance(value, str) else '; '.join(value)}" for label, value in stamp.facts().items()
    ]


def _size(rows: int, most_rows: int) -> str:
    if rows < most_rows:
        return f"Rows: {rows:,}, all there are"
    return f"Rows: the first {rows:,}; an export holds no more. Choose fewer articles to see the rest"


def _unquoted(line: str) -> str:
    return _FORMULA_UNQUOTED.sub(r"\1'", _CONTROL.sub(" ", line)).replace('"', "”")


def _cell(value: Any) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, int | float):
        return value
    return defused(_CONTROL.sub(" ", str(value)))
