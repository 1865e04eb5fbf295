"""The trained layer: of all who may speak at a cue, and of all readings of what is said, which are right.

Two conditional logits (logit.py) over the options of speaking.py and the readings of readings.py, "nobody" and
"nothing is reported" among them, with weights from data/quotes/weights.csv (`make quotes-model`). Shown is the reading
that has most in common with all that are likely, weighed by their probability; its confidence is the probability that
it agrees with the truth in half of the words. Where there are no weights, the plain rules stand in (choosing.Rules).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis.quotes import contents, features, logit, readings, speaking
from analysis.quotes.choosing import Chooser, Rules
from analysis.quotes.contents import Clause, Content
from analysis.quotes.cues import Cue
from analysis.quotes.sources import Source
from analysis.settings import DATA

WEIGHTS = DATA / "quotes" / "weights.csv"
AGREEMENT = 0.5  # words in common ÷ words of both, from which two readings count as one
LEAST_CONFIDENCE = 0.4  # below it nothing is shown
LEAST_IN_QUOTATION = 0.6  # what somebody quoted reports in turn is rarer, and less often meant
LEVEL = 0.05  # readings whose chance of agreement differs by less are level


class Judge:
    """Chooses by trained weights."""

    proposes = True

    def __init__(self, weights: Mapping[str, logit.Weights], least: float = LEAST_CONFIDENCE):
        self._sources, self._contents = weights["source"], weights["content"]
        self._least = least

    def source(self, cue: Cue, by_rule: Source | None, first: int, last: int, quoted: bytearray) -> Source | None:
        """The likeliest source of a cue."""
        options = speaking.options(cue, by_rule, first, last, quoted)
        if len(options) == 1:
            return options[0].source
        shares = logit.shares(self._sources, [speaking.of_option(cue, option, quoted) for option in options])
        return options[int(shares.argmax())].source

    def content(self, clause: Clause, *, quoted: bool) -> Content | None:
        """The words that the cue most probably reports, or None."""
        options = readings.of(clause)
        if not options:
            return None
        if options[0].content is not None and contents.takes_up(clause, options[0].content):
            return options[0].content  # "denied this": nothing to choose
        shares = logit.shares(self._contents, features.of_case(clause, options, quoted=quoted))
        words = [frozenset(i for s, e in option.ranges for i in range(s, e)) for option in options]
        best, confidence = expected(words, shares[1:])
        least = max(self._least, LEAST_IN_QUOTATION) if quoted else self._least
        return _content(clause, options[best], confidence) if confidence >= least else None


def expected(words: Sequence[frozenset[int]], shares: np.ndarray) -> tuple[int, float]:
    """The reading that has most in common with all, weighed by their shares, and the share of those it agrees with.

    Of readings that agree with about as much (`LEVEL`), the one of the highest expected Jaccard index.
    """
    likeness = np.array([[len(own & other) / len(own | other) for other in words] for own in words])
    gains = (likeness >= AGREEMENT) @ shares
    level = gains > gains.max() - LEVEL
    best = int(np.where(level, likeness @ shares, -1.0).argmax())
    return best, min(1.0, float(gains[best]))


def _content(clause: Clause, option: readings.Reading, confidence: float) -> Content:
    if option.content is not None:
        return option.content._replace(confidence=confidence)
    return Content(option.ranges, confidence, f"words beside “{clause.cue.lemma}”, the likeliest of several readings")


@lru_cache(maxsize=2)
def load(path: Path = WEIGHTS) -> Chooser:
    """The judge with the weights of the repository, or the plain rules where they are missing."""
    return Judge(logit.read(path)) if path.exists() else Rules()
