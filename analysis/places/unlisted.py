"""Names no gazetteer has, found because a phrase says where they are: "Gogshahr, a village 20 km east of Mosul".

The parse often misses such names or takes them for people. Does not locate them (relative.py).
"""

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.document import Document
from analysis.places.evidence import Evidence, cues_against, cues_for
from analysis.places.fold import fold
from analysis.places.mention import Mention
from analysis.places.phrases import TO_PHRASE, Phrase
from analysis.places.wordlists import words

MAX_WORDS = 3
MAX_GAP_TOKENS = 10
"""Words between a name and its phrase: ", which is a small village located" has six."""
BELIEF = 0.8


def unlisted(document: Document, mentions: Sequence[Mention], phrases: Sequence[Phrase]) -> list[Mention]:
    """Mentions for the names right before a phrase that are not among `mentions`."""
    evidence = Evidence(document)
    covered = {char for mention in mentions for char in range(mention.start, mention.end)}
    found = []
    for phrase in phrases:
        if document.sentence_no(phrase.start) is None:
            continue
        tokens = _tokens_around(document, phrase.start)
        position, size = _name_before(document.text, tokens, phrase.start)
        if not size:
            continue
        start, end = tokens[position].idx, tokens[position + size - 1].idx + len(tokens[position + size - 1])
        if not covered.isdisjoint(range(start, end)):
            continue
        if _is_place(document, evidence, tokens, position, size, document.text[end : phrase.start]):
            found.append(Mention(start, end, document.text[start:end], belief=BELIEF))
            covered.update(range(start, end))
    return found


def _tokens_around(document: Document, char: int) -> list[Token]:
    """The words of the sentence before and behind a character, as many as a name and its cues may take."""
    middle = document.token_at(char).i
    first, last = max(0, middle - MAX_GAP_TOKENS - MAX_WORDS - 4), min(len(document.doc), middle + 4)
    number = document.sentence_no(char)
    return [
        token for token in document.doc[first:last] if not token.is_space and document.sentence_no(token.idx) == number
    ]


def _name_before(text: str, tokens: list[Token], phrase_start: int) -> tuple[int, int]:
    """Position and size of the capitalised words that a gap of `TO_PHRASE` parts from the phrase; size 0 for none."""
    following = next((n for n, token in enumerate(tokens) if token.idx >= phrase_start), len(tokens))
    last = following - 1
    while last >= 0 and following - last <= MAX_GAP_TOKENS and not tokens[last].text[:1].isupper():
        last -= 1
    if last < 0 or not tokens[last].text[:1].isupper():
        return 0, 0
    if not TO_PHRASE.fullmatch(text, tokens[last].idx + len(tokens[last]), phrase_start):
        return 0, 0
    first = last
    while (
        first > 0
        and last - first + 1 < MAX_WORDS
        and tokens[first - 1].text[:1].isupper()
        and tokens[first - 1].is_alpha
    ):
        first -= 1
    return first, last - first + 1


def _is_place(document: Document, evidence: Evidence, tokens: list[Token], position: int, size: int, gap: str) -> bool:
    """Whether what stands before a phrase is a place and not who or what is there."""
    token = tokens[position]
    row = evidence.name_over(token.idx, token.idx + len(token))
    kind = row.kind if row is not None else None
    surface = tokens[position + size - 1].text.lower()
    if surface in words("common_words") | words("calendar_words") or fold(surface) in evidence.surnames:
        return False
    if kind in ("organisation", "group") or (kind == "person" and row is not None and " " in row.text):
        return False
    if any(noun in gap.split() for noun in words("settlement_nouns")):
        return True
    if cues_against(tokens, position, size):
        return False
    entered = position > 0 and tokens[position - 1].lower_ in words("arrival_verbs")
    return cues_for(tokens, position, size, strictly=kind == "person") or entered or kind == "place"
