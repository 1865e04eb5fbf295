"""Words to articles: a tantivy index beside each desk. Which articles match is all it answers, and where they do.

Query language: words (all must occur, English stems, no case, no accents), "phrases", OR, NOT, -word, brackets, and
`title:`, `outlet:`, `speaker:`, `place:` before a word, a phrase or a bracket. What cannot be read as one is
corrected (`analysis.corpus.asking`). Furniture of the page (menus, share bars) is not searched.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import tantivy

from analysis.corpus.asking import Asked, corrected, is_loose
from analysis.corpus.filters import MAX_WORDS_CHARS

FIELDS = ("title", "text", "outlet", "speaker", "place")
"""`speaker`: those quoted, as the text and its people call them; `place`: as written and as the gazetteer has it."""
ANYWHERE = ["title", "text"]
_ANALYZER = "news"
_WRITER_BYTES = 50_000_000
_LONGEST_TOKEN = 60


class Words(NamedTuple):
    """What is searched of one article."""

    article_no: int
    title: str
    text: str
    outlet: str = ""
    speakers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Snippet(NamedTuple):
    """A stretch of a text with the words that were found in it, as half-open code-point spans into the stretch."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Writer:
    """An index that is being written."""

    def __init__(self, index: tantivy.Index):
        self._schema = index.schema
        self._writer = index.writer(_WRITER_BYTES, 1)  # one thread: the same segments each time

    def add(self, documents: Iterable[Words]) -> None:
        """Add articles."""
        for words in documents:
            document = tantivy.Document()
            document.add_unsigned("article_no", words.article_no)
            for field, values in zip(
                FIELDS, ((words.title,), (words.text,), (words.outlet,), words.speakers, words.places), strict=True
            ):
                for value in values:
                    document.add_text(field, value)
            self._writer.add_document(document)

    def forget(self, numbers: Iterable[int]) -> None:
        """Delete articles by their numbers."""
        for number in numbers:
            one = tantivy.Query.term_query(self._schema, "article_no", number)  # by term, a number matches nothing
            self._writer.delete_documents_by_query(one)

    def finish(self) -> None:
        """Make what was written readable."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """A new index in a new folder; readable when the block ends well."""
    folder.mkdir(parents=True)
    yield from _written(tantivy.Index(_schema(), path=str(folder)))


@contextmanager
def patching(folder: Path) -> Iterator[Writer]:
    """The index in a folder that nobody reads, to be changed."""
    yield from _written(tantivy.Index.open(str(folder)))


def _written(index: tantivy.Index) -> Iterator[Writer]:
    index.register_tokenizer(_ANALYZER, _analyzer())
    writer = Writer(index)
    yield writer
    writer.finish()


def build(folder: Path, documents: Iterable[Words]) -> None:
    """Write an index of these articles into a new, empty folder."""
    with writing(folder) as words:
        words.add(documents)


class WordIndex:
    """An open index. Safe to use from several threads."""

    def __init__(self, folder: Path):
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer(_ANALYZER, _analyzer())
        self._searcher = self._index.searcher()

    def find(self, words: str) -> list[int]:
        """The numbers of all articles that match, ascending. Never raises, whatever is asked."""
        return self._numbers(self._query(words)[0])

    def asked(self, words: str) -> Asked:
        """What is searched for, and a sentence where that is not quite what was written."""
        return self._query(words)[1]

    def numbers(self) -> list[int]:
        """The numbers of all articles of the index, ascending."""
        return self._numbers(tantivy.Query.all_query())

    def snippets(self, words: str, texts: Sequence[str], most_chars: int = 200) -> list[Snippet]:
        """For each text (verbatim, of an article that was found) the stretch that shows most of the words."""
        query, _ = self._query(words)
        if query is None:
            return [Snippet(text[:most_chars], ()) for text in texts]
        generator = tantivy.SnippetGenerator.create(self._searcher, query, _schema(), "text")
        generator.set_max_num_chars(most_chars)
        return [_snippet(generator, text, most_chars) for text in texts]

    def _numbers(self, query: tantivy.Query | None) -> list[int]:
        if query is None or not self._searcher.num_docs:
            return []
        hits = self._searcher.search(query, limit=self._searcher.num_docs, count=False).hits
        numbers = self._searcher.fast_field_values("article_no", [address for _score, address in hits])
        return sorted(int(number) for number in numbers if number is not None)

    def _query(self, words: str) -> tuple[tantivy.Query | None, Asked]:
        written = words.replace("\x00", " ").encode("utf-8", "replace").decode()[:MAX_WORDS_CHARS].strip()
        query, errors = self._parse(written)
        if not errors and not is_loose(written):
            return query, Asked(written, "")
        for asked in corrected(written, FIELDS):
            query, errors = self._parse(asked.query)
            if not errors:
                return query, asked
        return None, Asked("", "Nothing in what was typed can be searched for; type a word.")

    def _parse(self, query: str) -> tuple[tantivy.Query | None, list[object]]:
        try:
            return self._index.parse_query_lenient(query, ANYWHERE, conjunction_by_default=True)
        except ValueError as error:
            return None, [error]


def _snippet(generator: tantivy.SnippetGenerator, text: str, most_chars: int) -> Snippet:
    document = tantivy.Document()
    document.add_text("text", text)
    found = generator.snippet_from_doc(document)
    fragment = found.fragment()
    if not fragment:
        return Snippet(text[:most_chars], ())
    encoded = fragment.encode()  # its spans count bytes
    marks = ((len(encoded[: m.start].decode()), len(encoded[: m.end].decode())) for m in found.highlighted())
    return Snippet(fragment, tuple(marks))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("article_no", fast=True, indexed=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name=_ANALYZER)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_TOKEN))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
