"""One article through all stages: text and metadata in, the same article with every annotation out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from analysis import events, language, names, parts, places, quotes, schema, times
from analysis.document import Document
from analysis.errors import AnnotationError, DatelineError
from analysis.settings import settings
from analysis.times import publication

Extract = Callable[[Document], Mapping[str, Sequence[object]]]

STAGES: tuple[tuple[str, Extract], ...] = (
    ("names", names.extract),
    ("places", places.extract),
    ("times", times.extract),
    ("quotes", quotes.extract),
    ("events", events.extract),
)
"""In order; each sees the rows of those before it and returns rows by the field of Document they fill."""

ANALYSED_LANGUAGE = "en"


def annotate(
    article: schema.Article,
    *,
    clean: bool = True,
    given_toponyms: Sequence[schema.Span] | None = None,
    home: places.Home | None = None,
) -> schema.Article:
    """`article` with parts, sentences and all annotations, checked against the contract.

    `clean=False` takes the whole text as body. `given_toponyms` are resolved, and no others recognised.
    `home`: where the article is from; of places of one name, the nearest to it is likelier (None: its outlet's home).
    An article in another language comes back with its language and no annotations. Raises
    AnnotationError with a sentence where the article cannot be annotated.
    """
    if not article.text.strip():
        raise AnnotationError("The article has no text; nothing was analysed.")
    limit = settings().max_article_chars
    if len(article.text) > limit:
        raise AnnotationError(
            f"The article is {len(article.text):,} characters long; at most {limit:,} are analysed "
            "(DATELINE_MAX_ARTICLE_CHARS). Split it into its articles."
        )
    found_parts = parts.find(article.text) if clean else (schema.Part(0, len(article.text), "body"),)
    story = "\n".join(article.text[p.char_start : p.char_end] for p in found_parts if p.kind in schema.STORY_PARTS)
    spoken = language.identify_language(story or article.text)
    if spoken != ANALYSED_LANGUAGE:
        return replace(article, language=spoken, parts=found_parts)
    try:
        annotated = _run_stages(article, found_parts, given_toponyms, home)
        schema.check_article(annotated)
    except DatelineError:
        raise
    except Exception as error:
        raise AnnotationError(
            f"Dateline failed on this article ({type(error).__name__}); the others go on. "
            "Please report it with the text."
        ) from error
    return annotated


def _run_stages(
    article: schema.Article,
    found_parts: tuple[schema.Part, ...],
    given_toponyms: Sequence[schema.Span] | None,
    home: places.Home | None,
) -> schema.Article:
    doc, sentences = language.parse(article.text, found_parts, _pipeline())
    document = Document(
        text=article.text, doc=doc, parts=found_parts, sentences=sentences, title=article.title, outlet=article.outlet,
        published=article.published, published_basis=article.published_basis,
        given_toponyms=tuple(given_toponyms) if given_toponyms is not None else None, home=home,
    )  # fmt: skip
    if document.published is None:
        inferred = publication.infer(document)
        if inferred is not None:
            document = replace(document, published=inferred, published_basis="inferred")
    for _name, extract in STAGES:
        document = document.with_rows(**{field: tuple(rows) for field, rows in extract(document).items()})
    return replace(
        article, title=article.title or _headline(document), language=ANALYSED_LANGUAGE,
        published=document.published, published_basis=document.published_basis,
        published_precision=_precision(document.published),
        parts=document.parts, sentences=document.sentences, names=document.names, people=document.people,
        places=document.places, times=document.times, quotes=document.quotes, events=document.events,
    )  # fmt: skip


def _headline(document: Document) -> str:
    part = next((part for part in document.parts if part.kind == "headline"), None)
    return document.text[part.char_start : part.char_end].strip() if part else ""


def _precision(published: str | None) -> str:
    if published is None:
        return "none"
    return "minute" if len(published) > len("2016-11-03") else "day"


@lru_cache(maxsize=1)
def _pipeline():  # noqa: ANN202 - spaCy's Language
    return language.load()
