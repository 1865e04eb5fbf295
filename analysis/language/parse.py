"""A text and its parts become one spaCy Doc over the whole text and the sentences of its story.

The pipeline sees only the words of the story, paragraph by paragraph, without line breaks, which it was
not trained on; the result is carried over to a Doc whose text is the article's text to the last space.
"""

import re
from collections.abc import Sequence

import py3langid
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis import schema
from analysis.errors import AnnotationError
from analysis.language.boundaries import plain_form, sentence_starts
from analysis.language.tokens import tokenize

MOST_TOKENS = 60_000
"""A long article of prose stays below; 185,000 quotation marks in a row took 4.6 GB."""
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[\"“‘'(\[«„]|``)?[A-Z0-9•*·–—-])")


def identify_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of `text` is written in (py3langid)."""
    return py3langid.classify(text[:5000])[0]


def parse(text: str, parts: Sequence[schema.Part], pipeline: Language) -> tuple[Doc, tuple[schema.Sentence, ...]]:
    """The parse of `text` and its sentences. Only STORY_PARTS are parsed; the rest are bare tokens.

    Raises AnnotationError above MOST_TOKENS.
    """
    tokenized = tokenize(text, pipeline)
    if len(tokenized) > MOST_TOKENS:
        raise AnnotationError(
            f"The article has {len(tokenized):,} words and marks; at most {MOST_TOKENS:,} are analysed. "
            "Split it into its articles, or take out what is no text."
        )
    story, kinds, paragraph_starts = _story_tokens(text, tokenized, parts)
    if not story:
        return tokenized, ()
    words = Doc(
        pipeline.vocab,
        words=[plain_form(token) for token in story],
        spaces=[_followed_by_space(text, token) for token in story],
        sent_starts=sentence_starts(story, paragraph_starts),
    )
    parsed = pipeline(words)
    doc = _carry_over(parsed, story, tokenized)
    return doc, tuple(_sentences(parsed, story, kinds))


def _story_tokens(text: str, doc: Doc, parts: Sequence[schema.Part]) -> tuple[list[Token], list[str], set[int]]:
    """Tokens to parse, the kind of part each stands in, and the positions at which a paragraph begins."""
    story: list[Token] = []
    kinds: list[str] = []
    paragraph_starts: set[int] = set()
    for part in parts:
        if part.kind not in schema.STORY_PARTS:
            continue
        begins = True
        for token in doc.char_span(part.char_start, part.char_end, alignment_mode="expand") or ():
            if token.is_space:
                begins = begins or bool(PARAGRAPH_BREAK.search(text, token.idx, token.idx + len(token) + 2))
                continue
            if story and token.i <= story[-1].i:  # a token that straddles two parts belongs to the first
                continue
            if begins:
                paragraph_starts.add(len(story))
                begins = False
            story.append(token)
            kinds.append(part.kind)
    return story, kinds, paragraph_starts


def _followed_by_space(text: str, token: Token) -> bool:
    end = token.idx + len(token)
    return end < len(text) and text[end].isspace()


def _carry_over(parsed: Doc, story: list[Token], tokenized: Doc) -> Doc:
    """`tokenized` with the annotation of `parsed`; every other token hangs on itself, unlabelled."""
    size = len(tokenized)
    tags, lemmas, morphs, pos = [""] * size, [t.text for t in tokenized], [""] * size, ["X"] * size
    heads, deps, ents = list(range(size)), ["dep"] * size, ["O"] * size
    starts = [True] * size
    for token, target in zip(parsed, story, strict=True):
        i = target.i
        tags[i], lemmas[i], morphs[i], pos[i] = (
            token.tag_,
            token.lemma_ or target.text,
            str(token.morph),
            token.pos_ or "X",
        )
        heads[i], deps[i] = story[token.head.i].i, token.dep_
        ents[i] = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
        starts[i] = token.is_sent_start is True
    _hang_gaps(tokenized, story, heads, starts, pos)
    return Doc(
        tokenized.vocab, words=[t.text for t in tokenized], spaces=[bool(t.whitespace_) for t in tokenized],
        tags=tags, lemmas=lemmas, morphs=morphs, pos=pos, heads=heads, deps=deps, ents=ents,
    )  # fmt: skip


def _hang_gaps(tokenized: Doc, story: list[Token], heads: list[int], starts: list[bool], pos: list[str]) -> None:
    """Hang line breaks inside a sentence on the word before them, so that the sentence stays one tree."""
    for before, after in zip(story, story[1:], strict=False):
        if not starts[after.i]:
            for i in range(before.i + 1, after.i):
                heads[i] = before.i
    for token in tokenized:
        if token.is_space:
            pos[token.i] = "SPACE"


def _sentences(parsed: Doc, story: list[Token], kinds: list[str]) -> list[schema.Sentence]:
    sentences = []
    for span in parsed.sents:
        first, last = story[span.start], story[span.end - 1]
        sentences.append(schema.Sentence(first.idx, last.idx + len(last), kinds[span.start]))
    return sentences
