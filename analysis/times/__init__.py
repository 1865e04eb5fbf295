"""Stub."""

from analysis.document import Document


def extract(document: Document) -> dict[str, tuple]:
    return {"times": ()}
