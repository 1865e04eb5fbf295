"""When: temporal expressions (TIMEX3) with their value, their days on the calendar, how sure, and why.

Does: find DATE, TIME, DURATION and SET expressions in the sentences of the story with a grammar of its own
(data/lexicons/times_*.csv), value them against the publication date or the date told before, and infer a publication
date where none is given. Does not: tie times to events, or convert between zones.
"""

from analysis import schema
from analysis.document import Document
from analysis.times.resolver import resolve

__all__ = ["extract"]


def extract(document: Document) -> dict[str, tuple[schema.Time, ...]]:
    """The time rows of a document, in the order of the text."""
    return {"times": resolve(document)}
