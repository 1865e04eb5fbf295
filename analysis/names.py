"""Proper names with their kind, mentions of one bearer tied together in the article."""

from analysis import schema
from analysis.document import Document

KIND_OF_LABEL = {
    "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip


def extract(document: Document) -> dict[str, tuple[schema.Name, ...]]:
    """Names in the story, in order."""
    rows = []
    for entity in document.doc.ents:
        if document.in_story(entity.start_char, entity.end_char):
            kind = KIND_OF_LABEL.get(entity.label_, "other")
            rows.append(schema.Name(entity.start_char, entity.end_char, entity.text, kind))
    return {"names": tuple(rows)}
