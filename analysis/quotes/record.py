"""What is known of a speaker of the article while its mentions are collected."""

from dataclasses import dataclass, field

from analysis.quotes.sources import Source


@dataclass(slots=True, eq=False)
class Speaker:
    """One speaker of the article while its mentions are collected."""

    key: str
    name: str
    naming: str
    head: str = ""  # lower-case head noun of a description
    plural: bool = False
    gender: str | None = None  # "he" or "she", from titles and the pronouns the text uses
    pronouns: set[str] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)
    is_organisation: bool = False
    sources: list[Source] = field(default_factory=list)
    ranked: bool = False  # named with a military rank
    role_words: set[str] = field(default_factory=set)  # nouns (lower case) of the roles that stand beside the name
    role_context: set[str] = field(default_factory=set)  # all words (lower case) of those roles
