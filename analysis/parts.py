"""Which stretch of a page is headline, body, heading, caption, furniture or a repeat."""

from analysis import schema


def find(text: str) -> tuple[schema.Part, ...]:
    """Stub."""
    return (schema.Part(0, len(text), "body"),)
