"""A toponym as it stands in the text, before it is decided which place it means."""

from dataclasses import dataclass

from analysis.places.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class Mention:
    """A recognised toponym: half-open offsets into the text, its words, and the places of that name."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...] = ()
    demonym: bool = False
    embedded: bool = False  # stands inside the name of an organisation or event
    inner: bool = False  # its places are those of a name inside it: "Melk Bridge"
    metonymic: bool = False  # it acts or speaks: its government
    with_the: bool = False  # "the Gulf", where "the" belongs to nothing behind it
    container: int | None = None  # position of the mention that encloses it: "Paris, *Texas*"
    area_word: str | None = None  # "County", "Province": which kind of area the text says it is
    belief: float = 1.0  # the probability that it is a toponym
