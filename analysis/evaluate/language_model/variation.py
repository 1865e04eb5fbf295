"""Texts varied by chance while training, so that what is rare in the treebanks is not new to the model.

Quotation marks and ranks as the pipeline is shown them (plain) or in another style, words in lower case or capitals,
sentences without their full stop. A gold text is never changed: a varied copy is returned.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from analysis.evaluate.language_model.texts import Text
from analysis.language.boundaries import FULL_TITLES, PLAIN_MARKS

PLAIN, CURLY = 0.5, 0.1  # shares of the texts
LOWER, UPPER = 0.04, 0.02
NO_STOP = 0.04  # share of the sentences
DOUBLE = frozenset({'"', "“", "”", "``", "''"})
STYLES = (("“", "”"), ("``", "''"))


def vary(text: Text, chance: random.Random) -> Text:
    """A copy of `text` with its words written in another way and some full stops left out."""
    words = text.words
    drawn = chance.random()
    if drawn < PLAIN:
        words = [FULL_TITLES.get(word.lower()) or PLAIN_MARKS.get(word) or word for word in words]
    elif drawn < PLAIN + CURLY:
        words = _in_style(words, chance.choice(STYLES))
    drawn = chance.random()
    if drawn < LOWER:
        words = [word.lower() for word in words]
    elif drawn < LOWER + UPPER:
        words = [word.upper() for word in words]
    varied = replace(text, words=words)
    return _without_stops(varied, chance) if text.syntax else varied


def _in_style(words: Sequence[str], style: tuple[str, str]) -> list[str]:
    made, is_open = [], False
    for word in words:
        if word in DOUBLE:
            made.append(style[is_open])
            is_open = not is_open
        else:
            made.append(word)
    return made


def _without_stops(text: Text, chance: random.Random) -> Text:
    """Without some of the full stops that end a sentence; nothing hangs on those."""
    heads = text.syntax["heads"]
    out = {
        at for at, word in enumerate(text.words)
        if word == "." and text.syntax["deps"][at] == "punct" and chance.random() < NO_STOP and at not in heads
    }  # fmt: skip
    if not out or len(out) == len(text):
        return text
    kept = [at for at in range(len(text)) if at not in out]
    new = {old: number for number, old in enumerate(kept)}
    syntax = {name: [values[at] for at in kept] for name, values in text.syntax.items()}
    syntax["heads"] = [new[head] for head in syntax["heads"]]
    ents = None if text.ents is None else [text.ents[at] for at in kept]
    spaces = [text.spaces[at] or at + 1 in out for at in kept]
    return Text([text.words[at] for at in kept], spaces, syntax, ents)
