"""A name on no map, asked of an online geocoder from its card: only on a click, and told with its credit."""

from analysis.corpus import queries, snapshot
from analysis.corpus.filters import Filters
from analysis.places.own import Layer
from tests.places.test_online import KNOWN, Nominatim, nominatim  # noqa: F401 - a fixture


def unresolved(corpus: str) -> str:
    desk = snapshot.open_desk(corpus)
    try:
        return str(queries.unresolved(desk, Filters())["text"].iloc[0])
    finally:
        desk.close()


def button(test, key):
    return next((one for one in test.button if one.key == key), None)


def test_without_a_geocoder_nothing_is_offered(flood, app):
    assert button(app("places", name=unresolved(flood)), "ask_online") is None


def test_a_click_asks_shows_the_credit_and_keeps_the_place(nominatim: Nominatim, flood, app, monkeypatch, tmp_path):  # noqa: F811
    name = unresolved(flood)
    monkeypatch.setitem(KNOWN, name, KNOWN["Umm Rubu"])
    test = app("places", name=name)
    assert nominatim.asked == [], "nothing is asked before the click"
    button(test, "ask_online").click().run()
    assert [question for _, question, _ in nominatim.asked] == [name]
    said = " ".join(text.value for text in test.text)
    assert "Umm Rubu, Iraq (32.9500, 42.1000)" in said and "OpenStreetMap contributors" in said
    button(test, "keep_online").click().run()
    assert button(test, "keep_online") is None and any(text.value.startswith("Kept.") for text in test.text)
    with Layer(tmp_path / "own.sqlite") as layer:
        assert layer.count() == 1


def test_no_answer_is_a_sentence(nominatim: Nominatim, flood, app):  # noqa: F811
    name = unresolved(flood)
    nominatim.broken = "status"
    test = app("places", name=name)
    button(test, "ask_online").click().run()
    assert any("did not answer" in text.value for text in test.text)
    nominatim.broken = ""
    button(test, "ask_online").click().run()
    assert any(text.value == "Nominatim knows no place of this name." for text in test.text)
