"""CSV that reads back as the query gave it, in pandas and in Python, and that runs no formula anywhere."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import queries
from analysis.corpus.filters import Filters
from analysis.corpus.queries.question import MOST_ROWS
from analysis.desk.exports import tables
from analysis.desk.exports.csv import defused, restored, to_csv
from tests.factory import ODD

ALL = Filters()
FORMULA = re.compile(r"\s*[=+@＝＋＠\-－]")  # what a spreadsheet would run, at the start of a cell
HOSTILE = ("=cmd|'/c calc'!A0", "+1", "-2", "@SUM(A1)", " =1", '"=1', "a;=1", "a; ; -1", "x\n=1", "x\t=1", "＝1", "#x",
           'a"b', "a,b", "'=1", ";'=1", "\u2028=1", "Komárno / Komárom", "洪水", "🌊")  # fmt: skip


def in_pandas(file: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(file), comment="#")


def in_python(file: bytes) -> list[dict[str, str]]:
    lines = (line for line in io.StringIO(file.decode("utf-8-sig")) if not line.startswith("# "))
    return list(csv.DictReader(lines))


def stamped(file: bytes) -> list[str]:
    return [line for line in file.decode("utf-8-sig").split("\r\n") if line.startswith("# ")]


def test_the_file_begins_with_its_stamp_and_says_what_it_holds(desk, stamp) -> None:
    file = to_csv(tables.articles(desk, ALL), stamp(), "Articles, newest first", MOST_ROWS)
    assert file.startswith(b"\xef\xbb\xbf# Articles, newest first\r\n# Corpus: Flood on the Danube, invented\r\n")
    assert "# Note: Exercise scenario: fictional" in stamped(file)
    assert "# Filtered by: nothing: the whole corpus" in stamped(file)
    assert stamped(file)[-1] == "# Rows: 6, all there are"
    assert file.decode("utf-8-sig").split("\r\n")[len(stamped(file))].startswith('"headline","outlet"')


def test_places_read_back_as_the_query_gave_them(desk, stamp) -> None:
    asked = queries.places(desk, ALL)
    read = in_pandas(to_csv(tables.places(tables.placed(desk, ALL)), stamp(), "Places", MOST_ROWS))
    assert read["place"].tolist() == asked["name"].tolist()
    for column, source in {"lat_deg": "lat", "lon_deg": "lon", "mentions": "mentions", "uncertain": "uncertain",
                           "confidence": "confidence", "radius_km": "radius_km"}.items():  # fmt: skip
        assert read[column].tolist() == asked[source].tolist(), column
    dam = read.set_index("place").loc["12 km upstream of Linz"]
    assert (dam.relation, dam.anchor, dam.distance_km, dam.bearing_deg) == ("distance", "Linz", 12, 270)
    assert dam.reason == "12 km from Linz, against the river."


def test_events_have_iso_dates_and_only_the_statuses_asked_for(desk, stamp) -> None:
    asked = queries.events(desk, ALL, statuses=("planned", "denied"))
    read = in_pandas(to_csv(tables.events(desk, ALL, ("planned", "denied")), stamp(), "Events", MOST_ROWS))
    assert set(read["status"]) == {"planned", "denied"} and len(read) == len(asked) == 2
    assert read["start_earliest"].tolist() == [f"{day:%Y-%m-%d}" for day in asked["start_earliest"]]
    assert read["story_id"].tolist() == asked["story_id"].tolist()


def test_times_of_day_are_kept_to_the_minute(desk, stamp) -> None:
    read = in_pandas(to_csv(tables.articles(desk, ALL), stamp(), "Articles", MOST_ROWS))
    assert "2019-04-03T09:30" in read["published"].tolist()
    assert pd.to_datetime(read["published"], format="ISO8601").notna().sum() == 5


@pytest.mark.parametrize("what", ["unresolved", "voices", "naming", "never_quoted", "articles"])
def test_a_table_has_as_many_rows_as_its_page(desk, stamp, what: str) -> None:
    asked = {"unresolved": queries.unresolved, "voices": queries.voices, "naming": queries.naming_mix,
             "never_quoted": queries.mentioned_never_quoted, "articles": queries.articles}[what](desk, ALL)  # fmt: skip
    file = to_csv(getattr(tables, what)(desk, ALL), stamp(), what, MOST_ROWS)
    assert len(in_pandas(file)) == len(in_python(file)) == len(asked) > 0


def test_filters_choose_the_rows(desk, stamp) -> None:
    herald = Filters(outlets=("Herald",))
    read = in_pandas(to_csv(tables.articles(desk, herald), stamp(herald, "Herald"), "Articles", MOST_ROWS))
    assert set(read["outlet"]) == {"Herald"} and len(read) == 3


def test_sentences_are_all_there_however_many_pages_they_fill(desk, monkeypatch) -> None:
    melk = queries.places(desk, ALL)["place_key"].iloc[0]
    whole = tables.sentences(desk, ALL, "place", melk)
    monkeypatch.setattr(tables, "EVIDENCE_PAGE", 2)
    paged = tables.sentences(desk, ALL, "place", melk)
    assert len(whole) == queries.evidence(desk, ALL, "place", melk).total > 4
    pd.testing.assert_frame_equal(whole, paged)


def test_a_sentence_is_verbatim_with_its_marked_words(desk, stamp) -> None:
    key = queries.voices(desk, ALL)["person_id"].iloc[0]
    read = in_python(to_csv(tables.sentences(desk, ALL, "voice", key), stamp(), "Sentences", MOST_ROWS))
    odd = next(row for row in read if "wrote" in row["sentence"])
    assert restored(odd["sentence"]) in ODD
    assert odd["marked"] == "“**No** $5 help & no $6 boats, ![x](http://127.0.0.1/x.png)”"
    assert ODD[int(odd["char_start"]) :].startswith(odd["sentence"][:20])


def test_the_marks_of_an_article_cover_the_words_they_say(desk, stamp) -> None:
    number = queries.articles(desk, ALL)["title"].str.startswith("Robert").idxmax()
    article = queries.article(desk, queries.articles(desk, ALL)["article_id"].iloc[number])
    read = in_python(to_csv(tables.marks(article), stamp(), "Marks", MOST_ROWS))
    assert len(read) == len(article.marks) > 3
    for row in read:
        assert restored(row["text"]) == article.text[int(row["char_start"]) : int(row["char_end"])].replace("\n", " ")


def test_hostile_cells_come_back_and_open_no_formula(stamp) -> None:
    table = pd.DataFrame({"name": HOSTILE, "number": [-1.5] * len(HOSTILE)})
    file = to_csv(table, stamp(), "Names", MOST_ROWS)
    for rows in (in_python(file), in_pandas(file).to_dict("records")):
        flat = [re.sub("[\n\t\u2028]", " ", name) for name in HOSTILE]
        assert [restored(row["name"]) for row in rows] == flat
        assert not [row["name"] for row in rows if FORMULA.match(row["name"])]
        assert [float(row["number"]) for row in rows] == [-1.5] * len(HOSTILE)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_hostile_names_in_the_stamp_open_no_formula_and_no_quote(stamp, separator: str) -> None:
    shown = ("=1+1", "Nobody, =2+2", "Nobody; -3", 'say "=4', "a\r\n=5", "a,'\"+6")
    lines = stamped(to_csv(pd.DataFrame({"a": [1]}), stamp(ALL, *shown), "=7", MOST_ROWS))
    assert len(lines) == len(stamped(to_csv(pd.DataFrame({"a": [1]}), stamp(), "x", MOST_ROWS)))
    assert '"' not in "".join(lines)
    for line in lines:
        assert not [cell for cell in line.split(separator) if FORMULA.match(cell)], line


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30) | st.text("=+-@;'\" a"))
def test_what_is_defused_can_be_restored(text: str) -> None:
    safe = defused(text)
    assert restored(safe) == text
    assert not [part for part in safe.split(";") if FORMULA.match(part)]


def test_a_table_that_was_cut_says_so(stamp) -> None:
    table = pd.DataFrame({"a": range(3)})
    assert stamped(to_csv(table, stamp(), "A", most_rows=3))[-1].startswith("# Rows: the first 3; an export holds no")
    assert stamped(to_csv(table, stamp(), "A", most_rows=4))[-1] == "# Rows: 3, all there are"


def test_missing_values_are_empty_cells(stamp) -> None:
    table = pd.DataFrame({"text": ["a", None], "number": [1.5, None], "day": [pd.NaT, pd.Timestamp("2019-04-03")]})
    assert in_python(to_csv(table, stamp(), "A", MOST_ROWS)) == [
        {"text": "a", "number": "1.5", "day": ""}, {"text": "", "number": "", "day": "2019-04-03"},
    ]  # fmt: skip
