"""The same questions of syntax, answered for Universal Dependencies and for ClearNLP labels."""

import pytest
import spacy
from spacy.tokens import Doc

from analysis.language import syntax

VOCAB = spacy.blank("en").vocab


def parsed(*tokens: str) -> Doc:
    """A Doc from "word/POS/label/head" with heads as positions."""
    rows = [token.rsplit("/", 3) for token in tokens]
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
    )


# The minister was quoted by reporters in Oslo saying that talks failed .
UD = (
    "The/DET/det/1", "minister/NOUN/nsubj:pass/3", "was/AUX/aux:pass/3", "quoted/VERB/ROOT/3", "by/ADP/case/5",
    "reporters/NOUN/obl:agent/3", "in/ADP/case/7", "Oslo/PROPN/obl/3", "saying/VERB/xcomp/3", "that/SCONJ/mark/11",
    "talks/NOUN/nsubj/11", "failed/VERB/ccomp/8", "./PUNCT/punct/3",
)  # fmt: skip
CLEARNLP = (
    "The/DET/det/1", "minister/NOUN/nsubjpass/3", "was/AUX/auxpass/3", "quoted/VERB/ROOT/3", "by/ADP/agent/3",
    "reporters/NOUN/pobj/4", "in/ADP/prep/3", "Oslo/PROPN/pobj/6", "saying/VERB/xcomp/3", "that/SCONJ/mark/11",
    "talks/NOUN/nsubj/11", "failed/VERB/ccomp/8", "./PUNCT/punct/3",
)  # fmt: skip

# She sold boats and bought nets , never mended .
UD_OBJECTS = (
    "She/PRON/nsubj/1", "sold/VERB/ROOT/1", "boats/NOUN/obj/1", "and/CCONJ/cc/4", "bought/VERB/conj/1",
    "nets/NOUN/obj/4", ",/PUNCT/punct/8", "never/ADV/advmod/8", "mended/VERB/acl/5", "./PUNCT/punct/1",
)  # fmt: skip
CLEARNLP_OBJECTS = (
    "She/PRON/nsubj/1", "sold/VERB/ROOT/1", "boats/NOUN/dobj/1", "and/CCONJ/cc/1", "bought/VERB/conj/1",
    "nets/NOUN/dobj/4", ",/PUNCT/punct/8", "never/ADV/neg/8", "mended/VERB/acl/5", "./PUNCT/punct/1",
)  # fmt: skip


@pytest.mark.parametrize("tokens", [UD, CLEARNLP], ids=["universal", "clearnlp"])
class TestPassiveSpeech:
    def test_the_subject_is_that_of_the_passive(self, tokens: tuple[str, ...]) -> None:
        doc = parsed(*tokens)
        assert syntax.subject(doc[3]).text == "minister"
        assert syntax.is_passive(doc[3])

    def test_the_agent_stands_behind_by(self, tokens: tuple[str, ...]) -> None:
        assert syntax.agent(parsed(*tokens)[3]).text == "reporters"

    def test_a_participle_borrows_the_subject(self, tokens: tuple[str, ...]) -> None:
        assert syntax.subject(parsed(*tokens)[8]).text == "minister"

    def test_the_complement_is_the_clause_said(self, tokens: tuple[str, ...]) -> None:
        assert syntax.speech_complement(parsed(*tokens)[8]).text == "failed"

    def test_a_noun_knows_its_preposition(self, tokens: tuple[str, ...]) -> None:
        doc = parsed(*tokens)
        assert syntax.preposition(doc[7]) == "in"
        assert ("in", "Oslo") in [(word, noun.text) for word, noun in syntax.prepositional(doc[3])]

    def test_auxiliaries_are_found(self, tokens: tuple[str, ...]) -> None:
        assert [token.text for token in syntax.auxiliaries(parsed(*tokens)[3])] == ["was"]


@pytest.mark.parametrize("tokens", [UD_OBJECTS, CLEARNLP_OBJECTS], ids=["universal", "clearnlp"])
class TestObjects:
    def test_each_verb_has_its_object(self, tokens: tuple[str, ...]) -> None:
        doc = parsed(*tokens)
        assert [syntax.direct_object(doc[i]).text for i in (1, 4)] == ["boats", "nets"]

    def test_a_conjoined_verb_borrows_the_subject(self, tokens: tuple[str, ...]) -> None:
        assert syntax.subject(parsed(*tokens)[4]).text == "She"

    def test_negation_is_seen(self, tokens: tuple[str, ...]) -> None:
        doc = parsed(*tokens)
        assert syntax.is_negated(doc[8])
        assert not syntax.is_negated(doc[1])

    def test_a_noun_phrase_ends_before_what_is_said_of_it(self, tokens: tuple[str, ...]) -> None:
        doc = parsed(*tokens)
        assert syntax.noun_phrase(doc[5]).text == "nets"
        assert syntax.phrase(doc[5]).text == "nets , never mended"


def test_a_parenthetic_speech_verb_has_its_head_as_complement() -> None:
    doc = parsed(
        "Boats/NOUN/nsubj/1", "sank/VERB/ROOT/1", ",/PUNCT/punct/4", "he/PRON/nsubj/4", "said/VERB/parataxis/1"
    )
    assert syntax.speech_complement(doc[4]).text == "sank"
