"""What the words around a capitalised name say about it: a place ("in Kent") or something else ("Kent said")."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from analysis import schema
from analysis.document import Document
from analysis.places.fold import fold, without_article
from analysis.places.wordlists import words


class Evidence:
    """The names of an article by position, and its surnames.

    "Austria" is none of "Franz Ferdinand of Austria", nor "US" of "By Jane Roe US", where a line ran on.
    """

    def __init__(self, document: Document):
        self.rows = document.names
        self.starts = [row.char_start for row in self.rows]
        self.surnames = {
            without_article(fold(row.text.split()[-1]))
            for row in self.rows
            if row.kind == "person"
            and len(row.text.split()) > 1
            and row.text.split()[-2] != "of"
            and not row.text.split()[-1].isupper()
        }

    def name_over(self, start: int, end: int) -> schema.Name | None:
        """The name that covers this stretch or overlaps it."""
        number = bisect_right(self.starts, start) - 1
        for row in self.rows[max(0, number) : number + 2]:
            if row.char_start < end and start < row.char_end:
                return row
        return None


def cues_for(tokens: Sequence[Token], position: int, size: int, *, strictly: bool = False) -> bool:
    """Whether the words before or after a name use it as a place.

    `strictly`: and as nothing else; what comes "from Kent" may come from a man.
    """
    before = tokens[position - 1].lower_ if position else ""
    if before == "the" and position > 1:
        before = tokens[position - 2].lower_
    if before in words("strict_prepositions" if strictly else "locative_prepositions"):
        return True
    if before == "of" and position > 1 and tokens[position - 2].lower_ in words("of_nouns"):
        return True
    if before == "of" and position > 2 and tokens[position - 2].text == "," and _is_somebody(tokens[position - 3]):
        return True  # "Jane Roe, 55, of Park Ridge"
    if size > 1 and tokens[position + size - 1].lower_ in words("area_nouns"):
        return True
    behind = [token.lower_ for token in tokens[position + size : position + size + 4]]
    if behind[:1] == [","] and behind[1:2] in (["a"], ["an"], ["the"]) and set(behind[2:]) & words("settlement_nouns"):
        return True
    return behind[:1] != [] and behind[0] in words("resident_nouns")


def _is_somebody(token: Token) -> bool:
    """Whether a word is an age or ends a name."""
    return token.text.isdigit() or (token.text[:1].isupper() and token.is_alpha)


def stands_in_longer_name(tokens: Sequence[Token], position: int, size: int) -> bool:
    """Whether capitalised words right before or behind make it part of a name nobody recognised ("Norwich City")."""
    if position + size < len(tokens):
        after = tokens[position + size]
        if after.text[:1].isupper() and after.is_alpha and after.lower_ not in words("titles"):
            return True
    if position < 2:
        return False
    before = tokens[position - 1]
    return before.text[:1].isupper() and before.is_alpha and before.lower_ not in words("place_qualifiers")


def cues_against(tokens: Sequence[Token], position: int, size: int) -> bool:
    """Whether the words before or after a name use it as a person or as part of a longer name."""
    if position:
        before = tokens[position - 1]
        if before.lower_ in words("titles") and before.text[:1].isupper():
            return True
        if position > 1 and before.lower_ in words("speech_verbs") and tokens[position - 2].text[:1] in "\"”’',":
            return True
    if position + size >= len(tokens):
        return False
    after = tokens[position + size]
    if after.lower_ in words("speech_verbs"):
        return True
    if after.text[:1].isupper() and after.lower_ in words("organisation_tails"):
        return True
    return after.text in ("'s", "’s") and position + size + 1 < len(tokens) and (
        tokens[position + size + 1].lower_ in words("kin_nouns")
    )  # fmt: skip
