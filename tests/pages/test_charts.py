"""Figures are made once for the same frames and choices, and answers of a desk once for the same question."""

import pandas as pd
import plotly.graph_objects as go

from analysis.corpus import queries, snapshot
from analysis.corpus.answers import Answers
from analysis.corpus.filters import Filters
from pages.parts import charts


def bars(frame: pd.DataFrame, *, mode: str) -> go.Figure:
    return go.Figure(go.Bar(x=frame["day"], y=frame["articles"]), layout={"title": {"text": mode}})


def frame(*articles: int) -> pd.DataFrame:
    days = pd.to_datetime(["2019-04-01", "2019-04-02"])
    return pd.DataFrame({"day": days, "articles": articles, "names": [["a"], []]})


def test_a_figure_is_made_once_for_the_same_frame_and_choices():
    first = charts.made(bars, frame(1, 2), mode="light")
    assert charts.made(bars, frame(1, 2), mode="light") is first
    assert charts.made(bars, frame(1, 3), mode="light") is not first
    assert charts.made(bars, frame(1, 2), mode="dark").layout.title.text == "dark"


def test_an_answer_is_worked_out_once_and_cannot_be_changed_by_who_gets_it(flood):
    desk, asked = snapshot.open_desk(flood), []
    try:
        places = queries.places(desk, Filters())
        places.loc[:, "mentions"] = 0
        assert queries.places(desk, Filters())["mentions"].min() > 0
        answers = Answers()
        for _ in range(2):
            assert answers.once("how many", lambda: asked.append(1) or 7) == 7
        assert len(asked) == 1
        answers.forget()
        answers.once("how many", lambda: asked.append(1) or 7)
        assert len(asked) == 2
    finally:
        desk.close()


def test_what_is_too_large_is_not_kept():
    answers, asked = Answers(most_bytes=10_000), []

    def large() -> pd.DataFrame:
        asked.append(1)
        return pd.DataFrame({"n": range(100_000)})

    assert len(answers.once("all", large)) == len(answers.once("all", large)) == 100_000
    assert len(asked) == 2
