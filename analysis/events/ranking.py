"""How likely a candidate is what a briefing would put on a timeline, and which of an article are kept.

A logistic model over a few dozen plain features; weights in data/lexicons/event_ranking.csv, fitted by
`python -m analysis.evaluate.event_ranking` on our own annotation of news articles.
"""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from analysis import lexicons, schema
from analysis.document import Document
from analysis.events import clauses, phrases
from analysis.events.candidates import Candidate
from analysis.events.dating import Dating
from analysis.language import syntax

THRESHOLD = 0.25  # best F on the articles the weights were fitted on, left-one-out
DATED_THRESHOLD = 0.2  # a claim with a date of its own is what a timeline is for; costs no precision there
WORDS_AN_EVENT = 50
ROOM = 7  # what one screen shows of a short report
SECOND_IN_SENTENCE = 0.5  # a sentence gives a second event only where it is as likely as not
FEWEST = 4
PLACES_IN_TEXT = (1, 2, 4, 8, 16, 10**9)  # sentences from the top
OWN_DATE = frozenset({"explicit", "relative", "derived"})
CHARS_A_WORD = 6  # of English news, with the space


def features(
    candidate: Candidate, dating: Dating, status: str, quote: schema.Quote | None, document: Document
) -> Iterator[str]:
    """Names of the features that hold for a candidate."""
    yield "always"
    yield f"news {candidate.reading.news}"
    yield (
        "nominal" if candidate.nominal and not candidate.supported else "supported" if candidate.supported else "verbal"
    )
    yield f"clause {clauses.clause_label(candidate.verb)}"
    yield f"tense {clauses.tense(candidate.verb).name}"
    yield f"status {status}"
    yield ("own date" if dating.own else "date nearby") if dating.basis in OWN_DATE else "no date of its own"
    yield f"quoted {quote.kind if quote else 'not'}"
    number = candidate.sentence_no
    yield next(f"sentence up to {last}" for last in PLACES_IN_TEXT if number < last)
    acting = None if candidate.nominal else phrases.subject(candidate.verb)
    if acting is None and not candidate.nominal:
        yield "subject none"
    if acting is not None:
        yield (
            "subject name" if acting.pos_ == "PROPN" else "subject pronoun" if acting.pos_ == "PRON" else "subject noun"
        )
    if syntax.direct_object(candidate.verb) is not None:
        yield "has object"
    if any(child.pos_ == "NUM" for noun in (acting, candidate.trigger, syntax.direct_object(candidate.verb))
           if noun is not None for child in noun.children):  # fmt: skip
        yield "counts"
    if clauses.subordinator(candidate.verb):
        yield "subordinate"
    if clauses.tense(candidate.verb).name == "infinitive" and status != "occurred" and not candidate.nominal:
        yield "only intended"
    if (
        candidate.nominal
        and not any(child.dep_ not in ("det", "case", "punct") for child in candidate.trigger.children)
        and candidate.trigger.tag_ != "NNS"
    ):
        yield "bare noun"


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Log-odds by feature."""
    return {row["feature"]: float(row["weight"]) for row in lexicons.rows("event_ranking")}


def likelihood(names: Iterator[str]) -> float:
    """The probability that a candidate with these features belongs on a timeline of its article, (0, 1)."""
    known = weights()
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(known.get(name, 0.0) for name in names)))))


def choose(scored: Sequence[tuple[float, Candidate, Dating]], document: Document) -> list[int]:
    """Positions of the candidates to keep, in the order of the text.

    Above the threshold or among the best four; one a sentence, and a second only where it is as likely as not;
    without a date of its own at most as many as make seven or one for every 50 words, whichever is more.
    """
    words = sum(sentence.char_end - sentence.char_start for sentence in document.sentences) / CHARS_A_WORD
    room = max(ROOM, int(words / WORDS_AN_EVENT))
    ranked = sorted(range(len(scored)), key=lambda n: (-scored[n][0], scored[n][1].trigger.i))
    in_sentence: dict[int, int] = {}
    told: dict[int, str | None] = {}  # governing verbs with their day: a clause is one event
    kept: list[int] = []
    for position in ranked:
        score, candidate, dating = scored[position]
        lasting = dating.own and dating.basis == "derived"
        enough = score >= (DATED_THRESHOLD if dating.own else THRESHOLD)
        already = in_sentence.get(candidate.sentence_no, 0)
        apart = candidate.nominal and dating.own and dating.begins != told.get(candidate.verb.i)
        crowded = already >= 2 or (already == 1 and score < SECOND_IN_SENTENCE and not lasting and not apart)
        if candidate.verb.i in told and not lasting and not apart:
            continue  # "identified in an outbreak that began in April" tells of two
        full = len(kept) >= room and not dating.own  # a chronicle of two hundred dates is two hundred events
        if crowded or full or not (enough or len(kept) < FEWEST):
            continue
        in_sentence[candidate.sentence_no] = in_sentence.get(candidate.sentence_no, 0) + 1
        told.setdefault(candidate.verb.i, dating.begins)
        kept.append(position)
    return sorted(kept)
