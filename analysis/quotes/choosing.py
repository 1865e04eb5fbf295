"""How a cue's source and words are chosen where several fit: the contract of the two ways, and the plain rules.

linking.py asks a chooser; `Rules` here is the one that needs no training, judge.py the trained one.
"""

from typing import Protocol

from analysis import lexicons
from analysis.quotes import contents
from analysis.quotes.contents import Clause, Content
from analysis.quotes.cues import Cue
from analysis.quotes.sources import Source


class Chooser(Protocol):
    """Says who speaks at a cue and, where no quotation stands beside it, what is said."""

    proposes: bool  # whether verbs that no list holds, and cues inside quotations, are asked about as well

    def source(self, cue: Cue, by_rule: Source | None, first: int, last: int, quoted: bytearray) -> Source | None:
        """The source of a cue in the sentence [first, last), given what the rules find."""
        ...

    def content(self, clause: Clause, *, quoted: bool) -> Content | None:
        """The words reported, or None where nothing is; `quoted`: the cue stands in a quotation."""
        ...


class Rules:
    """The plain rules: the subject by the parse, and the first reading that fits a cue which may speak."""

    proposes = False

    def source(self, cue: Cue, by_rule: Source | None, first: int, last: int, quoted: bytearray) -> Source | None:
        """See `Chooser`."""
        return by_rule

    def content(self, clause: Clause, *, quoted: bool) -> Content | None:
        """See `Chooser`."""
        cue, source = clause.cue, clause.source
        if "speaker" in cue.frames and not _may_speak(source):
            return None
        if source is None and not (cue.passive or cue.is_adverb or cue.is_nominal) and not _may_lack_source(cue):
            return None
        return contents.read(clause)


def _may_speak(source: Source | None) -> bool:
    """Whether a source is a name, a pronoun, or a noun of the list of speakers and documents."""
    if source is None:
        return False
    head = source.head
    listed = head.lower_ in lexicons.words("roles", "noun") or head.pos_ in ("PROPN", "PRON")
    return listed or bool(head.ent_type_)


def _may_lack_source(cue: Cue) -> bool:
    return cue.lemma in ("say", "tell", "add") and cue.verb.lower_.endswith("ing")
