"""For notebooks, from the checkout: a corpus, and its rows as DataFrames, under the filters that the pages have.

    from analysis.api import Corpus

    with Corpus.open("meridian") as corpus:
        corpus.quotes(outlets=["Harbour Post"], words="levee OR dam")

Every method takes the same filters, by keyword (`Filters` says what each means), and gives all rows, in the order of
publication. Texts are verbatim. The frames are copies: what is done to them changes nothing.
"""

from collections.abc import Iterable
from datetime import date
from types import TracebackType
from typing import TypedDict, Unpack

import pandas as pd

from analysis.corpus import snapshot
from analysis.corpus.filters import MAX_WORDS_CHARS, Filters
from analysis.corpus.queries.question import Question
from analysis.errors import InputError
from analysis.schema import EVENT_STATUSES, EVENT_TYPES

Values = str | Iterable[str]
Day = str | date


class Choice(TypedDict, total=False):
    """The filters by keyword. A day is a date or "2019-04-02"; where several values may be chosen, one may be given."""

    words: str
    date_from: Day | None
    date_to: Day | None
    outlets: Values
    languages: Values
    one_of_copies: bool
    places: Values
    people: Values
    event_types: Values
    statuses: Values
    least_sure_percent: int
    same_sentence: bool
    article_id: str


_SEVERAL = ("outlets", "languages", "places", "people", "event_types", "statuses")
_DAYS = ("date_from", "date_to")
_VOCABULARIES = {"event_types": EVENT_TYPES, "statuses": EVENT_STATUSES}
_ARTICLE = "a.article_id, a.title AS headline, a.outlet, a.published"
_SHOWN = "substring(a.text, m.shown_start + 1, m.shown_end - m.shown_start) AS shown"
_MARKS = """SELECT {article}, {columns}
    FROM (FROM {table} WHERE {marks}) m JOIN articles a USING (article_no) {joined}
    ORDER BY a.published NULLS LAST, a.article_id, m.char_start, m.char_end"""
_SPAN = "m.part, m.sentence_no, m.char_start, m.char_end"


class Corpus:
    """A corpus open for reading, at the version that was current when it was opened."""

    def __init__(self, desk: snapshot.Desk):
        self._desk = desk
        self.name, self.title, self.credit, self.version = desk.name, desk.title, desk.credit, desk.version

    @classmethod
    def open(cls, name: str) -> "Corpus":
        """The corpus of this name. Raises CorpusError with a sentence where there is none or it cannot be read."""
        return cls(snapshot.open_desk(name))

    def articles(self, **chosen: Unpack[Choice]) -> pd.DataFrame:
        """One row an article.

        [article_id, headline, outlet, published, published_basis, byline, url, language, words, text,
        duplicate_group, representative, sentences, places, times, quotes, events]; the last five are counts.
        """
        question = Question(self._desk, filters(**chosen))
        return question.every(
            f"""SELECT {_ARTICLE}, a.published_basis, a.byline, a.url, a.language, a.words, a.text,
                       a.duplicate_group, a.representative, a.sentences, a.places, a.times, a.quotes, a.events
                FROM (FROM articles WHERE {question.chosen}) a ORDER BY a.published NULLS LAST, a.article_id"""
        )

    def sentences(self, **chosen: Unpack[Choice]) -> pd.DataFrame:
        """One row a sentence of the story.

        [article_id, headline, outlet, published, part, sentence_no, char_start, char_end, text]
        """
        columns = f"{_SPAN}, substring(a.text, m.char_start + 1, m.char_end - m.char_start) AS text"
        question = Question(self._desk, filters(**chosen))
        return self._marks(question, "sentences", columns, marks=question.chosen)

    def places(self, **chosen: Unpack[Choice]) -> pd.DataFrame:
        """One row a mention of a place, demonyms and names inside organisations too (see `usage`).

        [article_id, headline, outlet, published, part, sentence_no, char_start, char_end, text, name, kind, place_key,
        gazetteer_id, lat, lon, country_code, usage, radius_km, confidence, reason, shown]. Degrees WGS84, km; no
        coordinates where it could not be resolved; `shown` is the sentence around it.
        """
        return self._marks(
            Question(self._desk, filters(**chosen)), "places",
            f"{_SPAN}, m.text, m.name, m.kind, m.place_key, m.gazetteer_id, m.lat, m.lon, m.country_code, m.usage, "
            f"m.radius_km, m.confidence, m.reason, {_SHOWN}",
        )  # fmt: skip

    def events(self, **chosen: Unpack[Choice]) -> pd.DataFrame:
        """One row a telling of an event; tellings of one story share `story_id`.

        [article_id, headline, outlet, published, part, sentence_no, char_start, char_end, story_id, event, type,
        begins, ends, start_earliest, start_latest, end_earliest, end_latest, granularity, basis, status, place,
        place_key, participants, asserted_by, confidence, reason, shown]. The span is the trigger's; `begins`, `ends`
        are partial ISO dates, inclusive, and the bounds half-open.
        """
        return self._marks(
            Question(self._desk, filters(**chosen)), "events",
            f"{_SPAN}, m.story_id, m.title AS event, m.type, m.begins, m.ends, m.start_earliest, m.start_latest, "
            "m.end_earliest, m.end_latest, m.granularity, m.basis, m.status, m.place, m.place_key, m.participants, "
            f"m.asserted_by, m.confidence, m.reason, {_SHOWN}",
        )  # fmt: skip

    def quotes(self, **chosen: Unpack[Choice]) -> pd.DataFrame:
        """One row a quote; quotes of one statement in several articles share `statement_id`.

        [article_id, headline, outlet, published, part, sentence_no, char_start, char_end, text, kind, speaker,
        person_id, person, speaker_group, naming, channel, verb, words, nested, statement_id, leads_statement,
        confidence, speaker_confidence, reason, shown]. `text` is the content, " … " where the cue stands between;
        `speaker` as written, `person` as the corpus calls them.
        """
        content = "substring(a.text, s.char_start + 1, s.char_end - s.char_start)"
        return self._marks(
            Question(self._desk, filters(**chosen)), "quotes",
            f"{_SPAN}, array_to_string([{content} FOR s IN m.content], ' … ') AS text, m.kind, m.speaker, m.person_id, "
            "p.name AS person, p.speaker_group, m.naming, m.channel, m.verb, m.words, m.nested, m.statement_id, "
            f"m.leads_statement, m.confidence, m.speaker_confidence, m.reason, {_SHOWN}",
            joined="LEFT JOIN people p USING (person_id)",
        )  # fmt: skip

    def people(self, **chosen: Unpack[Choice]) -> pd.DataFrame:
        """One row a person, organisation or unnamed source that the chosen marks quote or name.

        [person_id, name, aliases, role, affiliation, speaker_group, pronouns, is_organisation, quotes, mentions,
        articles, reason]; counts are of the chosen marks, most quoted first.
        """
        question = Question(self._desk, filters(**chosen))
        return question.every(
            f"""
            WITH told AS (
                SELECT person_id, article_no, 1 AS quote FROM quotes WHERE {question.marks("quotes")} UNION ALL
                SELECT person_id, article_no, 0 AS quote FROM names WHERE {question.marks("names")}
            ), counted AS (
                SELECT person_id, sum(quote)::BIGINT AS quotes, (count(*) - sum(quote))::BIGINT AS mentions,
                       count(DISTINCT article_no) AS articles FROM told WHERE person_id IS NOT NULL GROUP BY person_id)
            SELECT person_id, name, aliases, role, affiliation, speaker_group, pronouns, is_organisation,
                   counted.quotes, counted.mentions, counted.articles, reason
            FROM counted JOIN people USING (person_id) ORDER BY counted.quotes DESC, counted.articles DESC, name,
                 person_id
            """
        )

    def close(self) -> None:
        """Let go of the files; frames stay."""
        self._desk.close()

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _marks(
        self, question: Question, table: str, columns: str, *, joined: str = "", marks: str = ""
    ) -> pd.DataFrame:
        return question.every(
            _MARKS.format(
                article=_ARTICLE, columns=columns, table=table, marks=marks or question.marks(table), joined=joined
            )
        )


def filters(**chosen: Unpack[Choice]) -> Filters:
    """The filters that keywords say. Raises InputError with a sentence for a keyword, a day or a value there is not.

    >>> filters(outlets="Herald", date_from="2019-04-02").to_params()
    {'from': '2019-04-02', 'outlet': 'Herald'}
    """
    fields = dict(chosen)
    unknown = sorted(fields.keys() - Choice.__annotations__.keys())
    if unknown:
        raise InputError(f"There is no filter {unknown[0]!r}; there are {', '.join(Choice.__annotations__)}.")
    for name in _SEVERAL:
        value = fields.get(name, ())
        fields[name] = (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
    for name, known in _VOCABULARIES.items():
        wrong = [value for value in fields[name] if value not in known]  # type: ignore[attr-defined]
        if wrong:
            raise InputError(f"{wrong[0]!r} is none of {name}; there are {', '.join(known)}.")
    for name in _DAYS:
        fields[name] = _day(name, fields.get(name))
    if len(str(fields.get("words", ""))) > MAX_WORDS_CHARS:
        raise InputError(f"A search has at most {MAX_WORDS_CHARS} characters; shorten it.")
    return Filters(**fields)  # type: ignore[arg-type]


def _day(name: str, value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{name}={str(value)[:40]!r} is no day; write it as 2019-04-02.") from None
