"""Proper names with their kind, the mentions of one bearer tied together in the article.

Does: put right what the language model found (edges, kinds, pieces), find what it overlooked of a name
that the article has elsewhere, and give people and organisations a key for each bearer. Does not: say
where a place is, who spoke, or whether a person of another article is the same.
"""

from analysis import schema
from analysis.document import Document
from analysis.names import bearers, consistency, context, recognise


def extract(document: Document) -> dict[str, tuple[schema.Name, ...]]:
    """Names in the story, in order; persons and organisations carry the key of their bearer."""
    mentions = context.settle(document, recognise.mentions(document))
    mentions = consistency.settle(document, mentions)
    keys = bearers.keys(document, mentions)
    rows = []
    for mention in mentions:
        start, end = recognise.char_span(document, mention)
        rows.append(schema.Name(start, end, document.text[start:end], mention.kind, keys.get(mention)))
    return {"names": tuple(rows)}
