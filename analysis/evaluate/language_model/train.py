"""The two trainings: the parse on the treebanks, the names on the corpora of names and the articles."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.symbols import ORTH
from thinc.api import fix_random_seed

from analysis.evaluate.language_model import corpora, loop, mentions, variation, word_lists
from analysis.evaluate.language_model.texts import Text, example
from analysis.language.boundaries import TITLES

PARSE = loop.Schedule(steps=4_500, batch_words=1_500, rate=0.002, dropout=0.1)
NAMES = loop.Schedule(steps=6_200, batch_words=1_000, rate=0.0015, dropout=0.2)


def parse(shared: Path, scratch: Path) -> None:
    """Train tags, morphology, lemmas and parse; the pipeline is left in `scratch/last`."""
    pipeline = _blank("parse.cfg")
    texts = [t for corpus in corpora.TREEBANKS for t in corpora.treebank(shared / corpus.path, pipeline)]
    _initialize(pipeline, texts)
    loop.train(pipeline, texts, variation.vary, PARSE, scratch)


def names(shared: Path, articles: Path, scratch: Path) -> None:
    """Train the names; the pipeline, with the word lists as its vectors, is left in `scratch/last`."""
    pipeline = _blank("names.cfg")
    chance = random.Random(loop.SEED)
    texts: list[Text] = []
    for corpus in corpora.NAMES:
        part = corpora.named(shared / corpus.path, pipeline)
        texts += part if corpus.rounds >= 1 else chance.sample(part, int(len(part) * corpus.rounds))
    ours = corpora.articles(articles, pipeline)
    parsed = [t for corpus in corpora.TREEBANKS for t in corpora.treebank(shared / corpus.path, pipeline)]
    common = Counter(
        word for text in (*texts, *ours, *parsed) for word in text.words if word.islower() and word.isalpha()
    )
    word_lists.give(pipeline, word_lists.features(common))
    pool = mentions.pool([*texts, *ours])
    texts += ours * int(corpora.ARTICLES.rounds)
    _initialize(pipeline, texts[::4])

    def vary(text: Text, chance: random.Random) -> Text:
        return variation.vary(mentions.exchange(text, pool, chance), chance)

    loop.train(pipeline, texts, vary, NAMES, scratch)


def _blank(config: str) -> Language:
    fix_random_seed(loop.SEED)
    pipeline = util.load_model_from_config(util.load_config(Path(__file__).parent / config), auto_fill=True)
    tokenizer: Any = pipeline.tokenizer  # the stubs know it as any callable
    for title in TITLES:
        for form in (title, title.capitalize()):
            tokenizer.add_special_case(form, [{ORTH: form}])
    return pipeline


def _initialize(pipeline: Language, texts: Sequence[Text]) -> None:
    examples = [example(pipeline.vocab, text) for text in texts]
    pipeline.initialize(lambda: examples)
