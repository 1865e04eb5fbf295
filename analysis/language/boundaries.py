"""Where a sentence surely begins and where it surely does not, told to the parser before it decides.

A paragraph begins a sentence. In a text that looks printed, a sentence begins only after a stop or a closing mark:
never after a title or an initial before a name ("Col. John Dorrian"), never between the parts of a date ("Aug. 26",
"10:30 p.m. Wednesday"), and never with a closing quotation mark. In mail, talk of the web and texts that have lost
their line breaks, words begin sentences without a stop before them, or small: there the parser decides those.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

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
SHORT_MONTHS = frozenset(
    ["jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec."]
)
NUMBERED = frozenset({"No", "Nos"})
HALF_DAYS = frozenset({"a.m.", "p.m."})
CALENDAR = frozenset(
    [
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("mon.", "tue.", "tues.", "wed.", "thu.", "thur.", "thurs.", "fri.", "sat.", "sun."),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", *SHORT_MONTHS),
    ]
)
ZONES = frozenset({"GMT", "UTC", "BST", "CET", "CEST", "EET", "MSK", "IST", "JST", "AEST", "EST", "EDT", "ET",
                   "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "Eastern", "Central"})  # fmt: skip
INITIAL = re.compile(r"^[A-Z]\.$")
MAY_END_SENTENCE = frozenset(
    {".", "!", "?", "…", "...", "....", ":", ";", ")", "]", '"', "”", "''", "’", "'", "»", "›", "-", "--", "–", "—"}
)
CLOSING_MARKS = frozenset({"”", "’", "''", ")", "]", "»", "›", ",", ";", ":", "%", ".", "!", "?"})
OPENING_MARKS = frozenset({"“", "‘", "``", "„", "(", "[", "«", "‹"})
STRAIGHT = '"'
FINAL_STOPS = frozenset({".", "!", "?"})
PAUSES = frozenset({",", ";", ":", "-", "--", "–", "—", "/", "(", "["})
BULLETS = frozenset({"•", "·", "*", "-", "–", "—", "--", "▪", "◦", "‣"})
LONGEST_HEADING = 20  # words of a heading, a byline or a point of a list, which need no stop


def sentence_starts(tokens: Sequence[Token], paragraph_starts: set[int]) -> list[bool | int | None]:
    """For each token of the story: True begins a sentence, False does not, None is the parser's to decide.

    `paragraph_starts` holds positions in `tokens`. Straight quotation marks are paired within a paragraph.
    """
    starts: list[bool | int | None] = [None] * len(tokens)
    open_straight, printed = False, _is_print(tokens, sorted(paragraph_starts))
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
        else:
            after_bullet = previous.text in BULLETS and position - 1 in paragraph_starts
            inside = just_opened or after_bullet or token.text in CLOSING_MARKS
            if (
                inside
                or _completes(token, previous, tokens[max(0, position - 2)])
                or not (_may_begin_in_print(token, previous) if printed else _may_begin_anywhere(token, previous))
            ):
                starts[position] = False
    return starts


def _is_print(tokens: Sequence[Token], paragraph_starts: Sequence[int]) -> bool:
    """Whether a text is print: most of its paragraphs are, those aside that are short enough for a heading."""
    paragraphs = [tokens[start:end] for start, end in pairwise([*paragraph_starts, len(tokens)])]
    looks = [_is_printed(one) for one in paragraphs if len(one) > LONGEST_HEADING or len(paragraphs) == 1]
    return 2 * sum(looks) >= len(looks)


def _is_printed(paragraph: Sequence[Token]) -> bool:
    """Whether a paragraph is written as print is: closed by a stop, no small letter after a stop."""
    if not _may_end_sentence(paragraph[-1]) or paragraph[0].text[:1].islower():
        return False
    return not any(
        word.text == "i" or (before.text in FINAL_STOPS and word.text[:1].islower())
        for before, word in pairwise(paragraph)
    )


def _may_begin_in_print(word: Token, before: Token) -> bool:
    return not word.text[:1].islower() and _may_end_sentence(before)


def _may_begin_anywhere(word: Token, before: Token) -> bool:
    """Whether a sentence may begin with this word where writers leave out stops and capitals."""
    goes_on = before.text in PAUSES and word.text[:1].islower()
    return not (goes_on or before.lower_ in TITLES or INITIAL.match(before.text))


def _completes(word: Token, before: Token, second_before: Token) -> bool:
    """Whether a word belongs to the abbreviation before it: "Aug. 26", "5 p.m. EST", "No. 4"."""
    if word.text[:1].isdigit():
        numbered = before.text == "." and second_before.text in NUMBERED and not second_before.whitespace_
        return before.lower_ in SHORT_MONTHS or numbered
    return before.lower_ in HALF_DAYS and (word.lower_ in CALENDAR or word.text in ZONES)


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
