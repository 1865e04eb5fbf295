"""The text as sentences, tokens, a parse and raw entity labels (spaCy).

Does: load a pipeline, split paragraphs and sentences the way news is written, parse only the parts that
tell the story, and answer questions of syntax in one vocabulary for two label schemes. Does not: decide
what a name, a place, a time or a quotation is.
"""

from analysis.language.model import load
from analysis.language.parse import identify_language, parse

__all__ = ["identify_language", "load", "parse"]
