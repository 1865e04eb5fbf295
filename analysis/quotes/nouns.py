"""What a noun tells of a source that is not named: naming, group, gender (data/lexicons/roles.csv, gender.csv)."""

from functools import cache

from spacy.tokens import Token

from analysis import lexicons


@cache
def _roles() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in lexicons.rows("roles")}


@cache
def _genders() -> dict[str, str]:
    return {row["word"]: row["pronoun"] for row in lexicons.rows("gender")}


def naming_of(noun: str) -> str | None:
    """role, collective, organisation or document, where the list holds the noun (lower case)."""
    return _roles()[noun]["naming"] if noun in _roles() else None


def group_of(noun: str) -> str | None:
    """The speaker group of a noun of the list."""
    return _roles()[noun]["speaker_group"] if noun in _roles() else None


def gender_of(word: str) -> str | None:
    """ "he" or "she" where a title or noun (lower case) tells."""
    return _genders().get(word)


@cache
def _first_names() -> dict[str, str]:
    return {row["name"]: row["pronoun"] for row in lexicons.rows("first_names")}


def gender_of_first_name(name: str) -> str | None:
    """ "he" or "she" where most bearers of this first name go by it; used only to refuse the other."""
    return _first_names().get(name)


def naming(head: Token) -> str:
    """The naming that the head noun of a source makes: by the list, else by its number."""
    listed = naming_of(head.lower_)
    if listed is not None:
        return listed
    if head.tag_ in ("NNS", "NNPS") or head.morph.get("Number", []) == ["Plur"]:
        return "collective"
    return "organisation" if head.pos_ == "PROPN" else "role"
