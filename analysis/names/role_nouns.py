"""Nouns for what a person does or is: of the list of roles, or by an ending that only such nouns have ("hydrologist").

Tells only whether a noun is one; leaves who bears the role to the modules that ask.
"""

from functools import cache

from spacy.tokens import Doc, Token

from analysis import lexicons

ENDINGS = ("ologist", "ographer", "ician", "woman", "keeper", "master", "monger", "smith")
MAN = "man"
LEAST_BEFORE_MAN = 3  # letters; "ferryman", not "human"
ALSO_OF_FIRMS = frozenset(
    {"owner", "leader", "supplier", "parent", "child", "source", "head", "regulator", "publisher", "developer",
     "investor", "shareholder", "trader", "operator", "advocate", "campaigner", "manager", "sponsor", "producer",
     "broadcaster", "presenter", "employer", "survivor", "friend", "rebel", "militant", "star", "rival"}
)  # fmt: skip
"""Roles that a firm or a group may have as well: they tell no kind."""
INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "PRON"})
LONGEST = 12  # tokens of an apposition up to its noun


def is_role(noun: str) -> bool:
    """Whether a noun (lower case) names a person by role."""
    return noun in _listed() or noun.endswith(ENDINGS) or (noun.endswith(MAN) and len(noun) > LEAST_BEFORE_MAN + 3)


def is_of_persons(noun: str) -> bool:
    """Whether a noun (lower case) names a role that only persons have."""
    return is_role(noun) and noun not in ALSO_OF_FIRMS


@cache
def _listed() -> frozenset[str]:
    return lexicons.words("roles", "noun", naming="role")


def apposition_head(doc: Doc, end: int) -> Token | None:
    """The noun of an apposition that begins behind a comma at `end`: "…, 71, a retired ferryman who …" → ferryman."""
    i = end
    if i >= len(doc) or doc[i].text != ",":
        return None
    i += 1
    if i + 1 < len(doc) and doc[i].text.isdigit() and doc[i + 1].text == ",":
        i += 2
    head = None
    for token in doc[i : i + LONGEST]:
        if token.pos_ not in INSIDE or token.is_sent_start:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            head = token
    return head
