"""One article while it is being annotated: its text, its parse, and the rows found so far.

Each annotator gets the document with the rows of the annotators before it and returns new rows; none
changes the document. `doc` covers the whole text, so spaCy's own offsets are offsets into `text`:
`token.idx`, `doc.char_span(start, end)`. Tokens outside the story (furniture, repeats) carry no parse
and lie in no sentence of `sentences`.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from analysis import schema


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its parse and the annotations so far. See the module's docstring."""

    text: str
    doc: Doc
    parts: tuple[schema.Part, ...]
    sentences: tuple[schema.Sentence, ...]
    title: str = ""
    outlet: str = ""
    published: str | None = None  # ISO local date or date-time; None where the article gives none
    published_basis: str = "none"
    home: tuple[str, float, float] | None = None  # where it is from, as its caller says: name and degrees
    given_toponyms: tuple[schema.Span, ...] | None = None  # only resolve these, recognise none
    names: tuple[schema.Name, ...] = ()
    people: tuple[schema.Person, ...] = ()
    places: tuple[schema.Place, ...] = ()
    times: tuple[schema.Time, ...] = ()
    quotes: tuple[schema.Quote, ...] = ()
    events: tuple[schema.Event, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(sentence.char_start for sentence in self.sentences))

    def with_rows(self, **rows: object) -> "Document":
        """A copy that also holds these rows."""
        return replace(self, **rows)  # type: ignore[arg-type]

    def sentence_no(self, char: int) -> int | None:
        """The number of the sentence that holds this character, or None outside the story."""
        number = bisect_right(self._starts, char) - 1
        if number < 0 or char >= self.sentences[number].char_end:
            return None
        return number

    def sentence_tokens(self, number: int) -> Span:
        """The tokens of a sentence, whitespace included."""
        sentence = self.sentences[number]
        return self.tokens(sentence.char_start, sentence.char_end)

    def tokens(self, char_start: int, char_end: int) -> Span:
        """The tokens that overlap a stretch of text (never empty for a non-empty stretch of words)."""
        span = self.doc.char_span(char_start, char_end, alignment_mode="expand")
        assert span is not None, "expanding always gives a span"
        return span

    def token_at(self, char: int) -> Token:
        """The token that holds this character."""
        return self.tokens(char, char + 1)[0]

    def in_story(self, char_start: int, char_end: int) -> bool:
        """Whether the whole stretch lies inside one sentence of the story."""
        number = self.sentence_no(char_start)
        return number is not None and char_end <= self.sentences[number].char_end

    def part_kind(self, char: int) -> str | None:
        """The kind of the part that holds this character, or None between parts."""
        number = bisect_right([part.char_start for part in self.parts], char) - 1
        return self.parts[number].kind if number >= 0 and char < self.parts[number].char_end else None
