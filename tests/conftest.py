"""Fixtures that every test may use."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import language, parts, schema
from analysis.annotate import STAGES, annotate
from analysis.document import Document
from analysis.read.article import make_article

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development corpora; the test is skipped where it does not exist."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the development corpora (../shared) are not here")
    return folder


@pytest.fixture(scope="session")
def pipeline():
    """The language model of the repository."""
    return language.load()


@pytest.fixture(scope="session")
def annotate_text() -> Callable[..., schema.Article]:
    """Text (and metadata) to an annotated article."""

    def run(text: str, published: str | None = None, *, clean: bool = True, **metadata: str) -> schema.Article:
        return annotate(make_article(text, "test", published=published, **metadata), clean=clean)

    return run


@pytest.fixture(scope="session")
def document(pipeline) -> Callable[..., Document]:
    """Text to a Document that has passed the stages before `until` (all of them where that is None)."""

    def build(text: str, published: str | None = None, *, until: str | None = None, clean: bool = True) -> Document:
        found = parts.find(text) if clean else (schema.Part(0, len(text), "body"),)
        doc, sentences = language.parse(text, found, pipeline)
        made = Document(text=text, doc=doc, parts=found, sentences=sentences, published=published)
        made = replace(made, published_basis="given" if published else "none")
        for name, extract in STAGES:
            if name == until:
                break
            made = made.with_rows(**{field: tuple(rows) for field, rows in extract(made).items()})
        return made

    return build
