"""Hostile texts, the contract, and the sample article."""

from collections.abc import Callable

from geopy.distance import great_circle

from analysis import places, schema
from analysis.document import Document

Build = Callable[..., Document]


def test_every_row_keeps_the_contract(annotate_text: Callable[..., schema.Article]):
    article = annotate_text("BERLIN — The Danube rose 12 km upstream of Passau. Iraqi aid came from Mosul, Iraq. " * 3)
    schema.check_article(article)
    spans = [(row.char_start, row.char_end) for row in article.places]
    assert spans == sorted(spans)


def test_a_word_of_ten_thousand_characters_is_no_place(document: Build):
    rows = places.extract(document("He lives in " + "Passau" * 1_700 + " now.", until="places", clean=False))["places"]
    assert all(row.lat is None for row in rows)


def test_five_thousand_places_are_all_kept(document: Build):
    text = "They drove to Linz and Melk. " * 200
    base = document(text, until="places", clean=False)
    spans = tuple((i, i + 4) for i in range(len(text) - 4) if text[i : i + 4] in ("Linz", "Melk"))
    many = base.with_rows(given_toponyms=spans)
    assert len(places.extract(many)["places"]) == 400
    names = tuple((i, i + 1 + i % 7) for i in range(5_000))
    assert len(places.extract(base.with_rows(given_toponyms=names))["places"]) == 5_000


def test_odd_text_raises_nothing(document: Build):
    for text in (
        "“”‘’ (((",
        "Near. Between and. Off the coast of",
        "N of S of E of W",
        "…\n\n\n—\n",
        "of of of of Of Of",
    ):
        places.extract(document(text, until="places", clean=False))


def test_the_same_text_gives_the_same_rows(document: Build):
    text = "Rain fell in Springfield, near Franklin and Clinton. Georgia sent help to Paris."
    first = places.extract(document(text, until="places"))
    assert places.extract(document(text, until="places")) == first


def test_the_sample_article(shared, annotate_text: Callable[..., schema.Article]):
    text = (shared / "000_e7a39bca5046ebad.txt").read_text(encoding="utf-8")
    rows = annotate_text(text).places
    located = {row.text: row for row in rows if row.lat is not None}
    for name in ("Mosul", "Baghdad", "Qayyarah"):
        assert located[name].country_code == "IQ"
    assert "Jeddah" not in located or located["Jeddah"].country_code == "IQ"
    assert not {"Washington", "MD", "IS", "XS", "LG", "Panic", "Tweet", "Hassan", "Davis"} & {row.text for row in rows}
    mosul = (located["Mosul"].lat, located["Mosul"].lon)
    kokjali = located["Kokjali"]
    assert great_circle(mosul, (kokjali.lat, kokjali.lon)).km < 40
    assert kokjali.lon > mosul[1]
    sector = next(row for row in rows if row.relation and row.relation.kind == "SE")
    assert sector.relation.anchor == "Mosul"
    assert all(row.country_code == "US" for row in rows if row.text == "U.S.")
    assert all(row.demonym for row in rows if row.text in ("Iraqi", "Iraqis", "Kurdish"))
