"""The user's own layer: imports, silenced names, homes."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis import batch, places
from analysis.document import Document
from analysis.errors import GazetteerError, InputError
from analysis.places import imports
from analysis.places.gazetteer import gazetteer
from analysis.places.home import Home
from analysis.places.imports import Report, import_file
from analysis.places.own import EVERY_OUTLET, Layer
from analysis.read.article import make_article
from analysis.settings import settings


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "own.sqlite"
    monkeypatch.setenv("DATELINE_OWN_GAZETTEER", str(path))
    settings.cache_clear()
    yield path
    monkeypatch.undo()
    settings.cache_clear()


def load(own: Path, file: Path) -> Report:
    with Layer(own) as layer:
        return import_file(file, layer, gazetteer().look_up)


def table(folder: Path, *rows: str, header: str = "name,lat,lon,kind,aliases") -> Path:
    file = folder / "mine.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def dump_line(number: int, name: str, lat: str = "36.1", lon: str = "43.2") -> str:
    cells = [str(number), name, name, f"{name} Alt,Umm {name}", lat, lon, "P", "PPL", "IQ", "", "15", "", "", "",
             "120", "", "200", "Asia/Baghdad", "2020-01-01"]  # fmt: skip
    return "\t".join(cells) + "\n"


def test_a_place_of_ones_own_wins(own: Path, tmp_path: Path, document: Callable[..., Document]):
    load(own, table(tmp_path, "Paris,36.5,43.5,facility,Camp Paris"))
    rows = places.extract(document("They left Camp Paris for Paris in the morning.", until="places"))["places"]
    assert {(row.lat, row.lon) for row in rows if "Paris" in row.text} == {(36.5, 43.5)}


def test_bad_rows_are_told_by_number_and_the_others_are_kept(own: Path, tmp_path: Path):
    report = load(
        own,
        table(tmp_path, "Good,36.5,43.5,city,", ",1,2,city,", "No,north,43,city,", "Odd,36,43,castle,",
              "Swapped,103.8,1.3,city,", "Off,99,200,city,", "Last,36.6,43.6,,"),
    )  # fmt: skip
    assert report.added == 2
    assert [number for number, _ in report.failures] == [3, 4, 5, 6, 7]
    assert "swapped" in dict(report.failures)[6]
    assert gazetteer().look_up("Last")[0].kind == "city"


def test_coordinates_that_are_right_the_other_way_round_are_doubted(own: Path, tmp_path: Path):
    report = load(own, table(tmp_path, "Mosul,43.12,36.34,city,", "Linz,48.3,14.3,city,"))
    assert report.added == 2
    assert [number for number, _ in report.doubts] == [2]
    assert "wrong columns" in report.doubts[0][1]


def test_a_table_without_coordinates_is_refused_in_a_sentence(own: Path, tmp_path: Path):
    with pytest.raises(InputError, match="lat"):
        load(own, table(tmp_path, "Linz,x", header="name,where"))


@pytest.mark.parametrize("zipped", [False, True])
def test_an_interrupted_import_goes_on_where_it_stopped(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
):
    monkeypatch.setattr(imports, "BATCH", 1000)
    count = 20_000
    file = tmp_path / "IQ.txt"
    file.write_text("".join(dump_line(n, f"Townof{n:x}") for n in range(1, count + 1)), encoding="utf-8")
    if zipped:
        with zipfile.ZipFile(tmp_path / "IQ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, "IQ.txt")
        file = tmp_path / "IQ.zip"

    class Stop(BaseException):
        """As Ctrl-C."""

    def stop(done: int, total: int) -> None:
        if done > total / 3:
            raise Stop

    with pytest.raises(Stop), Layer(own) as layer:
        import_file(file, layer, gazetteer().look_up, stop)
    with Layer(own) as layer:
        begun = layer.count()
        read: list[int] = []
        report = import_file(file, layer, gazetteer().look_up, lambda done, _total: read.append(done))
        assert 0 < begun < count
        assert report.added == layer.count() == count
    assert len(read) < 16  # not from the beginning
    assert gazetteer().look_up("Townof1")[0].gazetteer_id == "geonames:1"
    assert load(own, file).added == count  # a third time: nothing to do


def test_broken_lines_of_a_dump_are_told_and_the_rest_added(own: Path, tmp_path: Path):
    file = tmp_path / "IQ.txt"
    file.write_text(
        dump_line(1, "Townone") + "cut\toff\n" + dump_line(2, "Towntwo", lat="north") + dump_line(3, "Townsix")
    )
    report = load(own, file)
    assert (report.added, [number for number, _ in report.failures]) == (2, [2, 3])


def test_a_silenced_name_is_no_place_until_allowed_again(own: Path, document: Callable[..., Document]):
    text = document("The train from Linz to Vienna was late.", until="places")
    with Layer(own) as layer:
        layer.deny(["LINZ"])
    assert "Linz" not in {row.text for row in places.extract(text)["places"] if row.lat is not None}
    with Layer(own) as layer:
        assert layer.denied() == ["LINZ"]
        layer.allow(["Linz"])
    assert "Linz" in {row.text for row in places.extract(text)["places"] if row.lat is not None}


def test_homes_are_kept_by_outlet_and_for_all_others(own: Path):
    with Layer(own) as layer:
        layer.set_home("The Echo", Home("Linz", 48.3, 14.3))
        layer.set_home(EVERY_OUTLET, Home("Mosul", 36.3, 43.1))
    assert gazetteer().home_of("The Echo") == Home("Linz", 48.3, 14.3)
    assert gazetteer().home_of("Another") == Home("Mosul", 36.3, 43.1)


def test_a_damaged_layer_is_a_sentence(own: Path):
    own.write_bytes(b"no database" * 1000)
    with pytest.raises(GazetteerError, match="own gazetteer"):
        gazetteer()


def test_a_corpus_has_a_home_for_articles_whose_outlet_has_none(own: Path):
    with Layer(own) as layer:
        layer.set_home("corpus:floods", Home("Linz", 48.3, 14.3))
        layer.set_home("The Gazette", Home("Graz", 47.1, 15.4))
    known = gazetteer()
    assert known.home_of("The Gazette", "floods") == Home("Graz", 47.1, 15.4)
    assert known.home_of("", "floods") == known.home_of("Other", "floods") == Home("Linz", 48.3, 14.3)
    assert known.home_of("", "other") is None


def test_the_home_of_a_corpus_bends_its_articles(own: Path):
    article = make_article("The fire broke out in Springfield on Monday.", "test")
    with Layer(own) as layer:
        layer.set_home("corpus:oregon", Home("Eugene", 44.05, -123.09))
    ((found, problem),) = batch.annotate_batch([article], None, "oregon")
    assert problem == ""
    assert [(round(row.lat or 0), round(row.lon or 0)) for row in found.places] == [(44, -123)]


def test_a_home_is_a_name_or_degrees(own: Path):
    assert gazetteer().home_at("Linz").name == "Linz"
    assert gazetteer().home_at("48.3, 14.3")[1:] == (48.3, 14.3)
    for bad in ("Xyzzytown", "95, 200", "48.3"):
        with pytest.raises(ValueError, match=r"\w"):
            gazetteer().home_at(bad)
