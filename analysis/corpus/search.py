"""Words in the text: a tantivy index over title and story of every article, which answers with article numbers.

Words are matched by English stem, without regard to case or accents; all words must occur; "a phrase" in
quotation marks, AND, OR, NOT and brackets work. A query that cannot be read as one is taken as plain words.
Furniture of the page (menus, share bars) is not searched.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import tantivy

from analysis.corpus.filters import MAX_WORDS_CHARS

_ANALYZER = "news"
_FIELDS = ["title", "text"]
_WRITER_BYTES = 50_000_000
_LONGEST_TOKEN = 60
_MAX_TERMS = 30


def build(folder: Path, documents: Iterable[tuple[int, str, str]]) -> None:
    """Write the index of (article_no, title, story text) into a new, empty folder."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_ANALYZER, _analyzer())
    writer = index.writer(_WRITER_BYTES, 1)  # one thread: the same segments each time
    for article_no, title, text in documents:
        document = tantivy.Document()
        document.add_unsigned("article_no", article_no)
        document.add_text("title", title)
        document.add_text("text", text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class WordIndex:
    """An open index. Safe to use from several threads."""

    def __init__(self, folder: Path):
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer(_ANALYZER, _analyzer())
        self._searcher = self._index.searcher()

    def find(self, words: str) -> list[int]:
        """The numbers of all articles that match, ascending. Never raises, whatever is asked."""
        asked = words.replace("\x00", " ")[:MAX_WORDS_CHARS].strip()
        query, errors = self._parse(asked)
        if errors:
            plain = " ".join(re.findall(r"\w+", asked)[:_MAX_TERMS])
            query, _ = self._parse(f'"{plain}"' if _is_phrase(asked) else _no_operators(plain))
        if query is None or not self._searcher.num_docs:
            return []
        hits = self._searcher.search(query, limit=self._searcher.num_docs, count=False).hits
        numbers = self._searcher.fast_field_values("article_no", [address for _score, address in hits])
        return sorted(int(number) for number in numbers if number is not None)

    def _parse(self, query: str) -> tuple[tantivy.Query | None, list[object]]:
        try:
            return self._index.parse_query_lenient(query, _FIELDS, conjunction_by_default=True)
        except ValueError as error:
            return None, [error]


def _is_phrase(asked: str) -> bool:
    return asked.startswith('"') and asked.count('"') == 1


def _no_operators(plain: str) -> str:
    return " ".join(f'"{word}"' if word in ("AND", "OR", "NOT", "IN", "TO") else word for word in plain.split())


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("article_no", fast=True)
    for field in _FIELDS:
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
