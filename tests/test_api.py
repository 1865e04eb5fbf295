"""What a notebook asks: the rows of a corpus under the filters of the pages, and the worked notebook itself."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import api
from analysis.api import Corpus
from analysis.corpus import queries, snapshot
from analysis.corpus.filters import Filters
from analysis.errors import CorpusError, InputError
from tests.factory import articles, build_corpus, corpora_in

ROOT = Path(__file__).resolve().parent.parent
METHODS = ("articles", "sentences", "places", "events", "quotes", "people")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with pytest.MonkeyPatch.context() as patch:
        name = build_corpus(corpora_in(patch, tmp_path_factory.mktemp("api")))
        with Corpus.open(name) as opened:
            yield opened


@pytest.mark.parametrize("method", METHODS)
def test_every_frame_has_the_columns_that_its_docstring_names(corpus: Corpus, method: str) -> None:
    said = getattr(Corpus, method).__doc__
    named = " ".join(said[said.index("[") + 1 : said.index("]")].split()).split(", ")
    frame = getattr(corpus, method)()
    assert len(frame)
    assert list(frame.columns) == named


def test_all_rows_come_and_their_texts_are_verbatim(corpus: Corpus) -> None:
    rows = articles()
    assert len(corpus.articles()) == len(rows)
    assert len(corpus.quotes()) == sum(len(article.quotes) for article in rows)
    assert len(corpus.places()) == sum(len(article.places) for article in rows)
    assert len(corpus.events()) == sum(len(article.events) for article in rows)
    assert len(corpus.sentences()) == sum(len(article.sentences) for article in rows)
    texts = {article.article_id: article.text for article in rows}
    for row in (*corpus.sentences().itertuples(), *corpus.places().itertuples(), *corpus.quotes().itertuples()):
        assert texts[row.article_id][row.char_start : row.char_end] == row.text
    for row in corpus.events().itertuples():
        assert row.shown in texts[row.article_id]


def test_keywords_choose_what_the_pages_choose(corpus: Corpus) -> None:
    desk = snapshot.open_desk(corpus.name)
    for chosen, same in (
        ({"outlets": "Herald"}, Filters(outlets=("Herald",))),
        ({"words": "place:melk -soldiers"}, Filters(words="place:melk -soldiers")),
        ({"one_of_copies": True}, Filters(one_of_copies=True)),
        ({"places": ["geonames:2772400"]}, Filters(places=("geonames:2772400",))),
    ):
        ours = corpus.articles(**chosen)
        assert 0 < len(ours) < 6
        assert set(ours["article_id"]) == set(queries.articles(desk, same)["article_id"])
    desk.close()
    assert set(corpus.events(statuses="planned")["status"]) == {"planned"}
    assert corpus.articles(date_from="2019-04-05", date_to="2019-04-05")["outlet"].tolist() == ["Herald"]


def test_people_come_with_what_they_said(corpus: Corpus) -> None:
    people = corpus.people().set_index("name")
    assert people.loc["Ana Ruiz", "quotes"] == 5
    assert people["quotes"].is_monotonic_decreasing
    assert corpus.quotes(people=people.loc["Ana Ruiz", "person_id"])["person"].tolist().count("Ana Ruiz") == 5


def test_what_cannot_be_asked_gets_a_sentence(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="no corpus called"):
        Corpus.open("nowhere")
    for chosen, sentence in (
        ({"outlet": "Herald"}, "no filter 'outlet'.*outlets"),
        ({"date_from": "April"}, "no day"),
        ({"statuses": "true"}, "none of statuses"),
        ({"words": "x" * 600}, "at most 500"),
    ):
        with pytest.raises(InputError, match=sentence):
            corpus.quotes(**chosen)


def test_every_filter_of_the_pages_is_a_keyword() -> None:
    assert set(api.Choice.__annotations__) == set(Filters.__dataclass_fields__)
    assert api.filters(outlets="Herald", date_from="2019-04-02").to_params() == {
        "from": "2019-04-02",
        "outlet": "Herald",
    }


def test_the_worked_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    from analysis import builtin

    corpora_in(monkeypatch, tmp_path / "corpora")
    assert builtin.prepare("meridian", lambda *_: None)
    notebook = json.loads((ROOT / "docs/notebook.ipynb").read_text(encoding="utf-8"))
    monkeypatch.chdir(ROOT / "docs")
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 5
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "docs/notebook.ipynb", "exec"), names)
    assert names["quotes"].shape[0] > 10  # type: ignore[attr-defined]
    assert names["by_group"].sum() == len(names["quotes"])  # type: ignore[attr-defined, arg-type]
    assert names["first_told"]["start_earliest"].is_monotonic_increasing  # type: ignore[index]
