"""Training the language model: what may be learnt from, texts varied by chance, and a run that goes on."""

import random
from pathlib import Path

import pytest
import spacy

from analysis.evaluate.language_model import card, corpora, loop, mentions, package, variation, word_lists
from analysis.evaluate.language_model.texts import Text, example, of_span
from analysis.settings import DATA

SYNTAX = {
    "tags": ["NNP", "VBD", "."], "pos": ["PROPN", "VERB", "PUNCT"], "morphs": ["", "", ""],
    "lemmas": ["Ann", "leave", "."], "heads": [1, 1, 1], "deps": ["nsubj", "root", "punct"],
}  # fmt: skip


def left() -> Text:
    return Text(["Ann", "left", "."], [True, False, True], {k: list(v) for k, v in SYNTAX.items()})


def test_the_model_that_ships_was_trained_on_free_corpora_only() -> None:
    rows = card.corpora_of((DATA / "model" / "README.md").read_text(encoding="utf-8"))
    assert len(rows) >= 8
    assert [row.path for row in rows if not card.may_ship(row.licence)] == []


@pytest.mark.parametrize("licence", ["CC BY-NC 4.0", "CC BY-NC-SA 4.0", "CC BY-ND 4.0", "LDC", "text unlicensed", ""])
def test_a_corpus_that_is_not_free_is_refused(licence: str) -> None:
    text = card.text([card.Row("x.spacy", "X", licence, "nobody", "0" * 64)], "no steps", {})
    found = card.corpora_of(text)
    assert [card.may_ship(row.licence) for row in found] == ([False] if licence else [])
    assert not card.may_ship(licence)


def test_every_corpus_of_the_recipe_may_be_trained_on() -> None:
    named = (*corpora.TREEBANKS, *corpora.NAMES, corpora.ARTICLES)
    assert all(card.may_ship(corpus.licence) for corpus in named)
    assert not any("_test" in corpus.path or "dev" in Path(corpus.path).stem for corpus in named)


def test_a_varied_text_keeps_its_tree_and_leaves_the_gold_as_it_is() -> None:
    gold = left()
    for seed in range(200):
        varied = variation.vary(gold, random.Random(seed))
        assert varied.syntax["heads"] == [1, 1, 1][: len(varied)]
        assert [word.lower() for word in varied.words] == ["ann", "left", "."][: len(varied)]
    assert gold.words == ["Ann", "left", "."] and gold.syntax == SYNTAX


def test_some_full_stops_are_left_out_and_quotation_marks_change_their_style() -> None:
    assert {len(variation.vary(left(), random.Random(seed))) for seed in range(200)} == {2, 3}
    quoted = Text(['"', "Go", '"', "."], [False, False, False, False], {}, ["O"] * 4)
    styles = {tuple(variation.vary(quoted, random.Random(seed)).words)[:3:2] for seed in range(200)}
    assert {('"', '"'), ("“", "”"), ("``", "''")} <= styles


def test_an_exchanged_name_is_the_same_everywhere_and_organisations_keep_theirs() -> None:
    words = ["Ann", "Hill", "of", "Acme", "left", ".", "Hill", "ran", "."]
    ents = ["B-PERSON", "I-PERSON", "O", "B-ORG", "O", "O", "B-PERSON", "O", "O"]
    text = Text(words, [True] * 9, {}, ents)
    pool = mentions.Pool(first=(["Mary"], [1.0]), last=(["Stone"], [1.0]))
    changed = [
        made for seed in range(60) if (made := mentions.exchange(text, pool, random.Random(seed))).words != words
    ]
    assert changed
    for made in changed:
        assert "Acme" in made.words and len(made.words) == len(made.ents or []) == len(made.spaces)
        if "Mary" in made.words:
            assert made.words == ["Mary", "Stone", "of", "Acme", "left", ".", "Stone", "ran", "."]


def test_parts_of_a_text_never_cut_a_name() -> None:
    text = Text(["New", "York"] * 40, [True] * 80, {}, ["B-LOC", "I-LOC"] * 40)
    runs = list(corpora.runs(text, most=7))
    assert len(runs) > 1 and sum(map(len, runs)) == 80
    assert all(run.ents is not None and run.ents[0] == "B-LOC" for run in runs)


def small_pipeline() -> tuple[spacy.language.Language, list[Text]]:
    spacy.util.fix_random_seed(0)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("ner")
    words = ["Ann", "left", "Oslo", "."]
    texts = [Text(words, [True] * 4, {}, ["B-PERSON", "O", "B-LOC", "O"]) for _ in range(8)]
    examples = [example(pipeline.vocab, text) for text in texts]
    pipeline.initialize(lambda: examples)
    return pipeline, texts


def test_training_goes_on_where_it_was_stopped(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(loop, "WARM_UP_STEPS", 2)
    said: list[str] = []
    schedule = loop.Schedule(steps=6, batch_words=8, rate=0.01, dropout=0.0)
    stopped, texts = small_pipeline()
    monkeypatch.setattr(loop, "CHECKPOINT_SECONDS", -1)

    def stop_after(text: Text, chance: random.Random) -> Text:
        calls.append(1)
        if len(calls) > 6:
            raise KeyboardInterrupt
        return text

    calls: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        loop.train(stopped, texts, stop_after, schedule, tmp_path, said.append)
    again, texts = small_pipeline()
    loop.train(again, texts, lambda text, chance: text, schedule, tmp_path, said.append)
    assert said == ["goes on at step 3 of 6"]
    assert (tmp_path / "last" / "ner").is_dir()


def test_lists_tell_a_surname_from_a_place_and_a_common_word() -> None:
    pytest.importorskip("names", reason="requirements-build.txt is not installed")
    table = word_lists.features({"the": 900})  # type: ignore[arg-type]
    at = word_lists.COLUMNS.index
    assert table["Mosul"][at("place")] > 0 and table["Mosul"][at("surname")] == 0
    assert table["Smith"][at("surname")] == 1.0
    assert table["the"][at("common word")] > 0.9 and table["Ministry"][at("organisation begins")] == 1.0


def test_names_take_the_place_of_older_ones_and_the_rest_stays(tmp_path) -> None:
    old, _ = small_pipeline()
    old.add_pipe("sentencizer", first=True)
    old.to_disk(tmp_path / "parse")
    new, texts = small_pipeline()
    loop.train(new, texts, lambda t, c: t, loop.Schedule(3, 8, 0.01, 0.0), tmp_path / "names", lambda line: None)
    joined = package.join(tmp_path / "parse", tmp_path / "names" / "last", "9.9.9")
    assert joined.pipe_names == ["sentencizer", "ner"] and joined.meta["version"] == "9.9.9"
    same = new.get_pipe("ner").model.to_bytes() != old.get_pipe("ner").model.to_bytes()
    assert same and len(of_span(joined("Ann left Oslo."))) == 4
