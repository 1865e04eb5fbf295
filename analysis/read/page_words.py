"""What pages print around their articles, and how captions, bylines and date lines read. The words are data.

`data/lexicons/furniture.csv` and `data/lexicons/captions.csv`; their headers say how each row is compared.
"""

import re
from functools import lru_cache

from analysis import lexicons

LONGEST_FURNITURE = 400
"""Characters; consent banners are the longest lines of furniture. Longer lines are not compared."""
LONGEST_CAPTION = 600
"""Characters; agency captions run to three sentences."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
FULL_DATE = rf"(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}})"
ENDS_IN_DATE = re.compile(rf"\b{FULL_DATE}(?P<stop>\.?)$", re.IGNORECASE)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m)?\b|\b[ap]\.?m\b|\b(?:gmt|utc|[ecmp][sd]t|bst)\b", re.IGNORECASE)
DATE = re.compile(rf"{FULL_DATE}|\b\d{{4}}-\d{{2}}-\d{{2}}|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}", re.IGNORECASE)
DATE_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:last|first|published|updated|posted|modified|created|on|at|and|date|issued|filed|ago|years?|months?|weeks?|days?|hours?|minutes?)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(r"(?:by|from|story by|written by|reported by) [A-Z“\"]", re.IGNORECASE)
SHOWN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown|photographed)\b")
PAST = re.compile(r"\b(?:said|says|told|was|were|had|will|signed|began|ended|died|took|held)\b")


@lru_cache(maxsize=1)
def _furniture() -> dict[str, dict[str, str]]:
    """By way of comparing ("line", "words", "start", "end", "opens"): the folded text and where it may stand."""
    table: dict[str, dict[str, str]] = {}
    for row in lexicons.rows("furniture"):
        table.setdefault(row["match"], {})[row["text"]] = row["where"]
    return table


@lru_cache(maxsize=1)
def _captions() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {"label": [], "start": [], "credit": []}
    for row in lexicons.rows("captions"):
        table[row["match"]].append(row["text"])
    return {match: tuple(texts) for match, texts in table.items()}


def fold(line: str) -> str:
    """A line as the lexicon compares it: lower case, numbers as "0", no bullets before or colons and arrows after."""
    folded = re.sub(r"\d[\d,.]*", "0", " ".join(line.casefold().split()))
    return folded.strip("|·•▪*<>‹›«»→←↑↓ ").removesuffix("…").removesuffix("...").strip()


def furniture_place(line: str) -> str | None:
    """Where this line would be furniture: "anywhere", "edge", or None where it is no furniture by its words."""
    if len(line) > LONGEST_FURNITURE:
        return None
    if not any(letter.isalnum() for letter in line):
        return "anywhere"  # "___", "* * *"
    folded = fold(line)
    place = _listed_place(folded)
    if place is None:
        return "anywhere" if " " in folded and is_control_words(line) else None
    if place == "unstopped":
        return "edge" if line.rstrip()[-1] in ".!?" else "anywhere"
    return place


def _listed_place(folded: str) -> str | None:
    table = _furniture()
    for match in ("line", "opens"):
        place = table[match].get(folded.rstrip(":, "))
        if place:
            return place
    for text, place in table["start"].items():
        if folded.startswith(text) and not folded[len(text) : len(text) + 1].isalpha():
            return place
    return next((place for text, place in table["end"].items() if folded.rstrip(".) ").endswith(text)), None)


def is_control_words(line: str) -> bool:
    """Whether a line holds nothing but words of share bars and layout probes ("Share Tweet Print", "XS")."""
    if len(line) > 120:
        return False
    words = [word for word in re.split(r"[\s|/·•,]+", fold(line)) if word]
    known = _furniture()["words"]
    return bool(words) and words != ["0"] and all(word in known or word == "0" for word in words)


def opens_list(line: str) -> bool:
    """Whether a line heads a list of links ("Related stories", "Most read")."""
    return fold(line).rstrip(": ") in _furniture()["opens"]


def labels_caption(line: str) -> bool:
    """Whether a line only says that a caption follows ("Image caption,")."""
    return fold(line).rstrip(":, ") in _captions()["label"]


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph reads like a caption: its first words, its credit, or a present tense with a full date."""
    if len(paragraph) > LONGEST_CAPTION:
        return False
    folded = " ".join(paragraph.casefold().split())
    starts = _captions()["start"]
    if folded.startswith(starts):
        return folded not in starts
    return _ends_in_credit(folded) or _tells_a_picture(folded)


def _ends_in_credit(folded: str) -> bool:
    for text in _captions()["credit"]:
        at = folded.rfind(text)
        if at > 0 and not folded[at - 1].isalnum() and len(folded[at + len(text) :].split()) <= 6:
            return True
        if at > 0 and text.startswith("/") and len(folded[at + len(text) :].split()) <= 2:
            return True
    return False


def _tells_a_picture(folded: str) -> bool:
    """A sentence that ends in a full date, in the present tense or without a stop: "… are seen …, Nov. 3, 2016"."""
    date = ENDS_IN_DATE.search(folded)
    if date is None or len(folded[: date.start()].split()) < 5 or any(mark in folded for mark in '"“”'):
        return False
    return bool(SHOWN.search(folded)) or not (date["stop"] or PAST.search(folded))


def is_dateline_or_byline(line: str) -> bool:
    """Whether a line gives the author or the date and time of publication and nothing else."""
    if len(line) > 160:
        return False
    if BYLINE.match(line) and not line.rstrip().endswith("."):
        return True
    return (DATE.search(line) or CLOCK.search(line)) is not None and _words_beside_date(line) <= 2


def is_date_line(line: str) -> bool:
    """Whether a line is a whole date and its label ("Published April 5, 2019, 17:40") and nothing else."""
    return DATE.search(line) is not None and line.rstrip()[-1] not in ".,;" and not _words_beside_date(line)


def _words_beside_date(line: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", DATE_WORDS.sub(" ", CLOCK.sub(" ", DATE.sub(" ", line)))))
