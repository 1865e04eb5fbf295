"""The answer to whose words an attribution holds."""

from dataclasses import dataclass

from analysis.quotes.record import Speaker


@dataclass(frozen=True, slots=True)
class Answer:
    """The speaker of one attribution, how the text names it, how sure that is, and why."""

    speaker: Speaker | None
    naming: str
    confidence: float
    reason: str
