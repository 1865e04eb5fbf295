"""What happened, when, where, who took part, how sure, and who says so: datable claims from the parse.

Does: find verbs and event nouns in body and captions, read their status, dates, place, participants and
the speaker in whose words they stand, and keep those a briefing would. Does not: recognise times, places or
quotations (stages before), or decide which events of several articles are one story (`analysis.corpus.link`).
"""

from analysis import schema
from analysis.document import Document
from analysis.events import candidates, ranking, status
from analysis.events.candidates import Candidate
from analysis.events.dating import Dates, Dating
from analysis.events.speakers import Speakers
from analysis.events.whereabouts import Places, Whereabouts
from analysis.events.wording import Wording

__all__ = ["extract"]


def extract(document: Document) -> dict[str, tuple[schema.Event, ...]]:
    """The events of the story, in the order of the text."""
    dates, places, speakers, wording = Dates(document), Places(document), Speakers(document), Wording(document)
    scored = []
    for candidate in candidates.find(document):
        claimed = status.of(candidate, in_caption=document.sentences[candidate.sentence_no].part == "caption")
        dating = dates.of(candidate, claimed)
        claimed = _status(claimed, dating, document.published)
        if claimed == "occurred":
            dating = dating.no_later_than(document.published)
        if not dating.own and status.is_only_intended(candidate, claimed):
            continue
        where = places.of(candidate, candidate.reading.type)
        title = wording.title(candidate, _place_words(document, where))
        if not title:
            continue
        quote = speakers.of(candidate.trigger.idx)
        score = ranking.likelihood(ranking.features(candidate, dating, claimed, quote, document))
        asserted_by = (quote.person_key or schema.UNKNOWN_SPEAKER) if quote else None
        scored.append((score, candidate, dating, (claimed, title, where, asserted_by)))
    kept = ranking.choose([(score, candidate, dating) for score, candidate, dating, _ in scored], document)
    return {"events": tuple(_row(document, wording, *scored[position]) for position in kept)}


def _status(claimed: str, dating: Dating, published: str | None) -> str:
    """What is claimed, once the dates are known."""
    if dating.ongoing and claimed == "occurred":
        return "ongoing"
    if claimed == "ongoing" and (dating.so_far or _is_over(dating, published)):
        return "occurred"
    return status.settled(claimed, dating.begins, dating.ends, published)


def _is_over(dating: Dating, published: str | None) -> bool:
    """Whether the text itself puts the end before publication: "the 1954 flood" lasts no longer."""
    if not (dating.own and dating.ends and published) or dating.ongoing:
        return False
    return dating.ends < published[: len(dating.ends)]


def _place_words(document: Document, where: Whereabouts | None) -> str | None:
    """The place as the text has it; a place guessed from the article's focus does not belong in a title."""
    if where is None or where.certainty < 0.5:
        return None
    return " ".join(document.places[where.place_no].text.split())


def _row(
    document: Document, wording: Wording, score: float, candidate: Candidate, dating: Dating,
    told: tuple[str, str, Whereabouts | None, str | None],
) -> schema.Event:  # fmt: skip
    claimed, title, where, asserted_by = told
    sentence, trigger = document.sentences[candidate.sentence_no], candidate.trigger
    taking_part = wording.participants(candidate)
    return schema.Event(
        sentence=(sentence.char_start, sentence.char_end),
        trigger=(trigger.idx, trigger.idx + len(trigger)),
        title=title,
        type=candidate.reading.type,
        begins=dating.begins, ends=dating.ends,
        start_earliest=dating.bounds[0], start_latest=dating.bounds[1],
        end_earliest=dating.bounds[2], end_latest=dating.bounds[3],
        granularity=dating.granularity, basis=dating.basis,
        status=claimed,
        confidence=round(score**0.5 * (0.7 + 0.3 * dating.certainty), 3),
        place_no=where.place_no if where else None,
        participants=tuple(taking_part), participant_roles=tuple(taking_part.values()),
        asserted_by=asserted_by,
        reason=" ".join(filter(None, (dating.reason, where.reason if where else ""))),
    )  # fmt: skip
