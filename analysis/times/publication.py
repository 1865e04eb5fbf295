"""When an article without a date was published, inferred from its text."""

from analysis.document import Document


def infer(document: Document) -> str | None:
    """Stub."""
    return None
