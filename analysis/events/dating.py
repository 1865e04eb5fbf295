"""When an event happened: the time expression that belongs to it, and what dates follow.

In order: a time in the event's own clause; a length of time "into", "for", "since"; a time of the sentence;
the date of the sentence before in the same paragraph; the day of publication for what is told as news; none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis import schema
from analysis.document import Document
from analysis.events import attachment, clauses, lexicon, spans_of_time
from analysis.events.candidates import Candidate
from analysis.events.spans_of_time import Interval
from analysis.times import anchored, publication, values

FULL_DATE_WORDS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]  # fmt: skip
)
COARSE = frozenset({"year", "decade", "century", "season", "quarter"})
NEWS_REACH = timedelta(days=7)
CLOCK = frozenset({"minute", "hour", "part of day"})


@dataclass(frozen=True, slots=True)
class Dating:
    """Dates of an event with their basis (see schema.Event) and how sure they are, [0, 1]."""

    begins: str | None = None
    ends: str | None = None
    bounds: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None)
    granularity: str = "unknown"
    basis: str = "none"
    certainty: float = 0.5
    reason: str = "The text does not tell when."
    ongoing: bool = False  # an open end: "for two years", "since May"
    so_far: bool = False  # counted up to publication: "has killed three people since May"
    own: bool = False  # the expression stands in the event's own clause

    def no_later_than(self, published: str | None) -> "Dating":
        """What has happened has ended by publication: "this week", told on its Wednesday, is Monday to Wednesday."""
        today = spans_of_time.day(published)
        first, last = spans_of_time.day(self.begins), spans_of_time.day(self.ends)
        if today is None or first is None or last is None or not first <= today < last:
            return self
        after = (today + timedelta(days=1)).isoformat()
        return replace(self, ends=today.isoformat(), bounds=(self.bounds[0], after, self.bounds[2], after),
                       reason=f"{self.reason} It was no later than publication.")  # fmt: skip


class Dates:
    """The times of a document, ready to be asked for each candidate in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        window = publication.window(document)
        self._published = window[0] if window else None
        self._today, self._tomorrow = (day.isoformat() for day in window) if window else ("", "")
        self._by_sentence: dict[int, list[attachment.Placed]] = {}
        for time in document.times:
            placed = attachment.place(document, time)
            if placed is not None:
                self._by_sentence.setdefault(placed.sentence_no, []).append(placed)

    def of(self, candidate: Candidate, status: str) -> Dating:
        """The dating of one candidate."""
        here = self._by_sentence.get(candidate.sentence_no, [])
        own = self._own_clause(candidate, here)
        if own is not None:
            return replace(self._going_on(own) if _has_begun(candidate, status) else own, own=True)
        counted = self._counted_from(candidate, here)
        if counted is not None:
            return counted
        around = self._from_sentence(candidate, here)
        if around is not None:
            return around
        carried = self._carried(candidate)
        if carried is not None:
            return carried
        return self._from_publication(candidate, status)

    def _counted_from(self, candidate: Candidate, here: Sequence[attachment.Placed]) -> Dating | None:
        """An event that others are told from: "resigned three days after *the attack*".

        On the day that they are counted from, or, where the text dates only what came of it ("resigned on Monday, two
        days after the report was published"), counted back.
        """
        lengths = [placed for placed in here if placed.from_event == candidate.trigger]
        if not lengths:
            return None
        told = anchored.day_of(self._document, candidate.trigger, self._document.times)
        if told is not None:
            days, grain = Interval(told, told + timedelta(days=1)), "day"
            reason = f"The text puts “{candidate.trigger.text}” on {spans_of_time.in_words(told.isoformat())}."
        else:
            length, anchor = lengths[0], anchored.anchor_of(self._document, lengths[0].time)
            later = next((placed for placed in here if placed.governor == length.governor and placed.from_event is None
                          and placed.time.granularity in ("day", *CLOCK)), None)  # fmt: skip
            start = spans_of_time.interval(later.time) if later is not None else None
            back = anchored.counted(length.time, -anchor.sign, start.begins) if anchor and start else None
            if back is None or later is None:
                return None
            days, grain = Interval(*back[1]), values.granularity(back[0])
            reason = f"Counted back by {_quoted(length.time)} from {_quoted(later.time)}."
        begins, ends = spans_of_time.partial(days, grain)
        first, after = days.begins.isoformat(), days.ends.isoformat()
        return Dating(begins, ends, (first, after, first, after), grain, "derived", 0.6, reason)

    def _own_clause(self, candidate: Candidate, times: Sequence[attachment.Placed]) -> Dating | None:
        caption = self._document.sentences[candidate.sentence_no].part == "caption"  # its date is the picture's
        attached = [placed for placed in times if caption or attachment.belongs(placed, candidate)]
        lasting = self._lasting(candidate, attached)
        if lasting is not None:
            return lasting
        for placed in attached:
            end = attachment.other_end(placed, times)
            if end is not None and (dating := self._range(placed, end)) is not None:
                return dating
        told_from = [placed for placed in attached if placed.from_event is not None and placed.time.begins]
        if told_from:
            return self._dated(told_from[0], certainty=0.8)
        dated = [placed for placed in attached if placed.time.type != "SET"]  # lengths too: "in the past two months"
        dated = [
            placed
            for placed in dated
            if spans_of_time.interval(placed.time) and not attachment.compares(placed, candidate)
        ]
        if not dated:
            return None
        dated = _named_days(dated)
        dated.sort(
            key=lambda placed: (
                not attachment.is_its_own(placed, candidate), _finest(placed.time),
                *attachment.closeness(placed, candidate),
            )
        )  # fmt: skip
        found = self._dated(dated[0], certainty=0.9)
        return self._counted_so_far(candidate, found) if found is not None and found.ongoing else found

    def _counted_so_far(self, candidate: Candidate, since: Dating) -> Dating:
        """ "Has killed three people since May" happened between then and publication; "has been closed" goes on."""
        counted = clauses.full_lemma(candidate.verb) in lexicon.verbs("punctual")
        if self._published is None or not counted or clauses.tense(candidate.verb).progressive:
            return since
        today, tomorrow = self._today, self._tomorrow
        reason = f"{since.reason.removesuffix(' Begun then, still going on.')} Counted from then to publication."
        return replace(since, ends=today, bounds=(*since.bounds[:2], today, tomorrow), reason=reason, ongoing=False,
                       so_far=True)  # fmt: skip

    def _going_on(self, begun: Dating) -> Dating:
        """ "The army launched its offensive on October 17", told while it goes on: the end is open."""
        if begun.ends is None or begun.begins is None:
            return begun
        bounds = (*begun.bounds[:2], self._today or None, None)
        return replace(begun, ends=None, bounds=bounds, reason=f"{begun.reason} Begun then, still going on.")

    def _lasting(self, candidate: Candidate, attached: Sequence[attachment.Placed]) -> Dating | None:
        """ "three weeks into the campaign", "for two years", counted back from publication."""
        if self._published is None:
            return None
        for placed in attached:
            if placed.time.type != "DURATION" or placed.from_event is not None:
                continue
            if attachment.ranks(placed):
                continue
            into = attachment.stands_before(placed, candidate)
            perfect = clauses.tense(candidate.verb).name == "perfect" and placed.preposition in (
                "for",
                None,
                "over",
                "in",
            )
            if not into and not (perfect and placed.preposition == "for"):
                continue
            began = spans_of_time.began_before(placed.time, self._published)
            if began is None:
                continue
            interval, granularity = began
            last = interval.ends - timedelta(days=1)
            begins = _common(interval.begins, last, granularity)
            reason = (
                f"{_quoted(placed.time)} before publication on {spans_of_time.in_words(self._published.isoformat())}: "
                f"begun between {spans_of_time.in_words(interval.begins.isoformat())} and "
                f"{spans_of_time.in_words(last.isoformat())}, still going on."
            )
            bounds = (interval.begins.isoformat(), interval.ends.isoformat(), self._published.isoformat(), None)
            return Dating(begins, None, bounds, granularity, "derived", 0.8, reason, ongoing=True)
        return None

    def _from_sentence(self, candidate: Candidate, times: Sequence[attachment.Placed]) -> Dating | None:
        """A time of a clause above or beside; not the time at which somebody spoke of it."""
        above = {token.i for token in clauses.chain(candidate.trigger)}
        speech = lexicon.verbs("speech")
        usable = []
        for placed in times:
            if placed.time.type not in ("DATE", "TIME") or spans_of_time.interval(placed.time) is None:
                continue
            if placed.preposition in attachment.OPEN_START | attachment.OPEN_END | {"from"}:
                continue
            if attachment.compares(placed, candidate):
                continue
            if self._is_background(placed.time) and attachment.tells_of_another(placed, candidate):
                continue
            if clauses.subordinator(placed.governor) == "since" and placed.governor.head == candidate.verb:
                began = self._dated(replace(placed, preposition="since"), certainty=0.7)
                return self._counted_so_far(candidate, began) if began is not None else None
            governed_by_speech = clauses.full_lemma(placed.governor) in speech
            linked = placed.governor.i in above or attachment.coordinated(placed.governor, candidate.verb)
            if governed_by_speech or placed.time.granularity in COARSE and not linked:
                continue
            usable.append((not linked, abs(placed.head.i - candidate.trigger.i), placed.head.i, placed))
        if not usable or clauses.tense(candidate.verb).name in ("past perfect", "future", "present"):
            return None
        unlinked, _, _, placed = min(usable, key=lambda entry: entry[:3])
        dating = self._dated(placed, certainty=0.5 if unlinked else 0.65)
        return replace(dating, reason=f"{dating.reason} The date stands in the same sentence.") if dating else None

    def _is_background(self, time: schema.Time) -> bool:
        """Whether a date lies apart from the news of the report; that of "a man who called today" does not."""
        if self._published is None or time.begins is None:
            return True
        days = spans_of_time.interval(time)
        return days is None or not abs(days.begins - self._published) <= NEWS_REACH

    def _carried(self, candidate: Candidate) -> Dating | None:
        """The date of the sentence before, for a narrative in the plain past within one paragraph."""
        if clauses.tense(candidate.verb).name != "past" or candidate.sentence_no == 0:
            return None
        before, here = (self._document.sentences[candidate.sentence_no - 1 + step] for step in (0, 1))
        if before.part != here.part or "\n\n" in self._document.text[before.char_end : here.char_start]:
            return None
        days = [
            placed for placed in self._by_sentence.get(candidate.sentence_no - 1, [])
            if placed.time.granularity in ("day", *CLOCK) and spans_of_time.interval(placed.time)
            and clauses.tense(placed.governor).name == "past"
            and clauses.full_lemma(placed.governor) not in lexicon.verbs("speech")
            and placed.preposition not in attachment.OPEN_START | attachment.OPEN_END | {"before", "after", "from"}
        ]  # fmt: skip
        if len(days) != 1:
            return None
        dating = self._dated(days[0], certainty=0.5)
        if dating is None:
            return None
        return replace(dating, basis="derived", reason=f"{dating.reason} Carried on from the sentence before.")

    def _from_publication(self, candidate: Candidate, status: str) -> Dating:
        form = clauses.tense(candidate.verb)
        if self._published is None:
            return Dating()
        today, tomorrow = self._today, self._tomorrow
        when = spans_of_time.in_words(today)
        if self._tomorrow != (self._published + timedelta(days=1)).isoformat():
            when = f"{when} or up to a week later (inferred)"
        if status == "planned" or form.name == "future":
            reason = f"Still to come on publication, {when}; the text gives no date."
            return Dating(bounds=(today, None, today, None), certainty=0.5, reason=reason)
        if form.name == "past perfect":
            reason = f"Before publication, {when}; the text gives no date."
            return Dating(bounds=(None, tomorrow, None, tomorrow), certainty=0.5, reason=reason)
        if status == "ongoing":
            reason = f"Going on at publication, {when}; the text does not tell since when."
            bounds = (None, tomorrow, today, None)
            return Dating(today, None, bounds, "day", "published", 0.5, reason, ongoing=True)
        earliest = (self._published - timedelta(days=2)).isoformat()
        reason = f"Told as news without a date; published {when}."
        return Dating(today, today, (earliest, tomorrow, earliest, tomorrow), "day", "published", 0.55, reason)

    def _dated(self, placed: attachment.Placed, certainty: float) -> Dating | None:
        interval = spans_of_time.interval(placed.time)
        if interval is None:
            return None
        time = placed.time
        granularity = "day" if time.granularity in CLOCK else time.granularity
        begins, ends = spans_of_time.partial(interval, granularity)
        first, after = interval.begins.isoformat(), interval.ends.isoformat()
        basis = "derived" if placed.from_event is not None else "explicit" if _is_explicit(time) else "relative"
        reason = self._reason(time, interval, begins, ends)
        if placed.from_event is not None:
            reason = f"{reason.removesuffix('.')}: {time.reason}."
        certainty *= time.confidence
        if placed.preposition in attachment.OPEN_START:
            return Dating(begins, None, (first, after, None, None), granularity, basis, certainty,
                          f"{reason} Begun then, still going on.", ongoing=True)  # fmt: skip
        if placed.preposition in attachment.OPEN_END:
            return Dating(
                None,
                ends,
                (None, None, first, after),
                granularity,
                basis,
                certainty,
                f"{reason} It lasts or lasted until then.",
            )
        if placed.preposition in attachment.BY:
            return Dating(
                None, ends, (None, after, None, after), granularity, basis, certainty, f"{reason} It was no later."
            )
        if placed.preposition in attachment.BEFORE:  # the last day before it
            days = Interval(interval.begins - timedelta(days=1), interval.begins)
            last, grain = spans_of_time.partial(days, "day")[1], granularity if granularity in COARSE else "day"
            return Dating(
                None, last, (None, first, None, first), grain, basis, certainty, f"{reason} It was before that."
            )
        if placed.preposition in attachment.AFTER and placed.time.type == "DATE":
            return self._no_earlier(Dating(begins, None, (first, None, first, None), granularity, basis,
                                           certainty * 0.8, f"{reason} It was no earlier."), interval)  # fmt: skip
        return Dating(begins, ends, (first, after, first, after), granularity, basis, certainty, reason)

    def _no_earlier(self, after: Dating, interval: Interval) -> Dating:
        """ "After Monday", told later: between then and publication."""
        if self._published is None or self._published < interval.begins:
            return after
        today, tomorrow = self._today, self._tomorrow
        first = after.bounds[0]
        return replace(after, ends=today, bounds=(first, tomorrow, first, tomorrow))

    def _range(self, one: attachment.Placed, other: attachment.Placed) -> Dating | None:
        if spans_of_time.interval(one.time) is None or spans_of_time.interval(other.time) is None:
            return None
        first, second = sorted((one, other), key=lambda placed: spans_of_time.interval(placed.time) or ())
        begin, end = (
            self._dated(replace(first, preposition=None), 0.85),
            self._dated(replace(second, preposition=None), 0.85),
        )
        if begin is None or end is None:
            return begin or end
        return replace(begin, ends=end.ends, bounds=(*begin.bounds[:2], *end.bounds[2:]),
                       reason=f"{begin.reason} {end.reason}")  # fmt: skip

    def _reason(self, time: schema.Time, interval: Interval, begins: str, ends: str) -> str:
        when = spans_of_time.in_words(begins, ends)
        if _is_explicit(time) or self._published is None:
            return f"{_quoted(time)} is {when}."
        if interval.ends - interval.begins > timedelta(days=1):
            return f"{_quoted(time)}, told on {spans_of_time.in_words(self._published.isoformat())}, is {when}."
        return (
            f"{_quoted(time)} is {when}, {spans_of_time.distance_in_words((interval.begins - self._published).days)}."
        )


def _has_begun(candidate: Candidate, status: str) -> bool:
    return status == "ongoing" and candidate.nominal and clauses.full_lemma(candidate.verb) in lexicon.verbs("begin")


def _named_days(dated: list[attachment.Placed]) -> list[attachment.Placed]:
    """Without "the night", "the evening" where the clause also names a day ("in the night to Sunday")."""
    named = [one for one in dated if not (one.time.granularity == "part of day" and one.time.text.startswith("the "))]
    return named if any(one.time.granularity in ("day", *CLOCK) for one in named) else dated


def _finest(time: schema.Time) -> int:
    order = schema.GRANULARITIES.index(time.granularity)
    return max(order, schema.GRANULARITIES.index("day"))


def _is_explicit(time: schema.Time) -> bool:
    """Whether the expression itself names year or month and day, so that publication is not needed to read it."""
    words = [word.strip(".,") for word in time.text.casefold().split()]
    has_year = any(len(word) == 4 and word.isdigit() for word in words)
    has_month = any(word in FULL_DATE_WORDS for word in words)
    return has_year or (has_month and any(word[:1].isdigit() for word in words)) or "-" in time.text and has_year


def _common(first: date, last: date, granularity: str) -> str:
    """The part of two dates that is the same, at most as fine as the granularity tells."""
    if first.year != last.year:
        return f"{first + (last - first) / 2:%Y}" if granularity in COARSE else f"{(first + (last - first) / 2):%Y-%m}"
    return f"{first.year:04d}" if granularity in COARSE else f"{first:%Y-%m}"


def _quoted(time: schema.Time) -> str:
    return f"“{' '.join(time.text.split())}”"
