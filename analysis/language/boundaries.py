"""Where a sentence surely begins and where it surely does not, told to the parser before it decides.

A paragraph begins a sentence. Inside one, a sentence begins only after a stop or a closing mark: never
after a title or an initial before a name ("Col. John Dorrian"), and never with a closing quotation mark.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Token

FULL_TITLES = {
    "gen.": "General", "lt.": "Lieutenant", "col.": "Colonel", "maj.": "Major", "capt.": "Captain", "cpt.": "Captain",
    "sgt.": "Sergeant", "cmdr.": "Commander", "cdr.": "Commander", "adm.": "Admiral", "brig.": "Brigadier",
    "pvt.": "Private", "cpl.": "Corporal", "gov.": "Governor", "sen.": "Senator", "rep.": "Representative",
    "pres.": "President", "prof.": "Professor", "rev.": "Reverend", "hon.": "Honourable", "supt.": "Superintendent",
    "insp.": "Inspector", "det.": "Detective", "fr.": "Father", "amb.": "Ambassador", "sec.": "Secretary",
}  # fmt: skip
TITLES = frozenset({*FULL_TITLES, *["mr.", "mrs.", "ms.", "dr.", "st.", "mt.", "ft.", "sr.", "vs."]})
PLAIN_MARKS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "’s": "'s",
               "n’t": "n't", "’re": "'re", "’ve": "'ve", "’ll": "'ll", "’d": "'d", "’m": "'m"}  # fmt: skip
INITIAL = re.compile(r"^[A-Z]\.$")
MAY_END_SENTENCE = frozenset(
    {".", "!", "?", "…", "...", "....", ":", ";", ")", "]", '"', "”", "''", "’", "'", "»", "›", "-", "--", "–", "—"}
)
CLOSING_MARKS = frozenset({"”", "’", "''", ")", "]", "»", "›", ",", ";", ":", "%", ".", "!", "?"})
OPENING_MARKS = frozenset({"“", "‘", "``", "„", "(", "[", "«", "‹"})
STRAIGHT = '"'


def sentence_starts(tokens: Sequence[Token], paragraph_starts: set[int]) -> list[bool | None]:
    """For each token of the story: True begins a sentence, False does not, None is the parser's to decide.

    `paragraph_starts` holds positions in `tokens`. Straight quotation marks are paired within a paragraph.
    """
    starts: list[bool | None] = [None] * len(tokens)
    punctuated = _punctuated(tokens, paragraph_starts)
    open_straight = False
    for position, token in enumerate(tokens):
        if position in paragraph_starts:
            starts[position], open_straight = True, token.text == STRAIGHT
            continue
        previous = tokens[position - 1]
        just_opened = previous.text in OPENING_MARKS or (previous.text == STRAIGHT and open_straight)
        if token.text == STRAIGHT:
            if open_straight or not _may_end_sentence(previous):
                starts[position] = False
            open_straight = not open_straight
        elif just_opened or token.text in CLOSING_MARKS or not _may_end_sentence(previous) or token.text[:1].islower():
            starts[position] = False
    return starts


def _punctuated(tokens: Sequence[Token], paragraph_starts: set[int]) -> list[bool]:
    """For each token, whether its paragraph ends with a stop; one that does not may leave out others too."""
    ends = sorted({*paragraph_starts, len(tokens)})
    flags: list[bool] = []
    for end in ends:
        flags += [end > 0 and tokens[end - 1].text in MAY_END_SENTENCE] * (end - len(flags))
    return flags


def plain_form(token: Token) -> str:
    """The word as the pipeline is shown it: titles in full, quotation marks and apostrophes straight.

    The treebanks hold few abbreviated ranks and hardly a curly mark; shown "Col.", the parser ends the sentence.
    """
    return FULL_TITLES.get(token.lower_) or PLAIN_MARKS.get(token.text) or token.text


def _may_end_sentence(token: Token) -> bool:
    """Whether a sentence can end with this word: a stop, a closing mark, or an abbreviation that is no title."""
    if token.text in MAY_END_SENTENCE:
        return True
    return token.text.endswith(".") and token.lower_ not in TITLES and not INITIAL.match(token.text)
