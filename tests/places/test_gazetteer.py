"""The gazetteer unpacks once, answers in every spelling, and says so where it is damaged."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.errors import GazetteerError
from analysis.places.fold import fold
from analysis.places.gazetteer import ABBREVIATION, DEMONYM, Gazetteer, labels, unpack
from analysis.settings import DATA


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Győr", "GYOR"), ("Saint-Étienne", "St. Etienne"), ("U.S.", "US"), ("Mount Athos", "Mt Athos"),
        ("Ra's al-Khaymah", "Ras al Khaymah"), ("Łódź", "lodz"), ("Fort Worth", "Ft. Worth"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str):
    assert fold(one) == fold(other) != ""


def test_a_name_of_ten_thousand_characters_folds_to_nothing(world: Gazetteer):
    assert fold("a" * 10_000) == ""
    assert world.look_up("Passau" * 2_000) == ()


@pytest.mark.parametrize(
    ("name", "gazetteer_id", "country"),
    [
        ("Mosul", "geonames:99072", "IQ"), ("Qayyarah", "geonames:99003", "IQ"), ("Passau", "geonames:2855328", "DE"),
        ("U.S.", "geonames:6252001", "US"), ("United Kingdom", "geonames:2635167", "GB"),
        ("Wales", "dateline:GB.WLS", "GB"), ("Europe", "geonames:6255148", None),
        ("California", "geonames:5332921", "US"), ("West Bank", "dateline:west-bank", "PS"),
    ],
)  # fmt: skip
def test_a_name_finds_its_place(world: Gazetteer, name: str, gazetteer_id: str, country: str | None):
    assert (gazetteer_id, country) in {(entry.gazetteer_id, entry.country) for entry in world.look_up(name)}


def test_the_arabic_article_may_be_missing_or_added(world: Gazetteer):
    ids = {entry.gazetteer_id for entry in world.look_up("al-Mosul")}
    assert "geonames:99072" in ids
    assert world.look_up("An Alexandria") == ()


def test_peoples_lead_to_their_country(world: Gazetteer):
    for form in ("Iraqi", "Iraqis"):
        assert [(entry.name, entry.form) for entry in world.look_up(form)] == [("Iraq", DEMONYM)]
    assert any(entry.name == "Kurdistan" and entry.form == DEMONYM for entry in world.look_up("Kurdish"))


def test_postal_codes_are_known_as_abbreviations_only(world: Gazetteer):
    texas = next(entry for entry in world.look_up("TX") if entry.name == "Texas")
    assert texas.form == ABBREVIATION


def test_a_long_river_has_a_course_of_several_points_under_one_identifier(world: Gazetteer):
    stretches = [entry for entry in world.look_up("Danube") if entry.gazetteer_id == "dateline:danube"]
    assert len(stretches) > 10
    assert {entry.kind for entry in stretches} == {"water"}


def test_labels_are_the_largest_cities_with_coordinates():
    found = labels(50)
    assert len(found) == 50
    assert [label.population for label in found] == sorted((label.population for label in found), reverse=True)
    assert all(-90 <= label.lat <= 90 and -180 <= label.lon <= 180 and label.country for label in found)


def test_the_shipped_file_is_small_and_is_the_one_its_digest_names():
    packed = DATA / "gazetteer" / "gazetteer.sqlite.xz"
    assert packed.stat().st_size <= 15_000_000
    digest = packed.with_name(packed.name + ".sha256").read_text().split()[0]
    assert hashlib.sha256(packed.read_bytes()).hexdigest() == digest


def test_unpacking_happens_once_and_beside_the_packed_file(packed: Path):
    first = unpack(packed)
    stamp = first.stat().st_mtime_ns
    assert first.parent == packed.parent.resolve()
    assert unpack(packed) == first
    assert first.stat().st_mtime_ns == stamp
    assert Gazetteer(first).look_up("GREIN")[0].name == "Grein"
    assert not list(packed.parent.glob("*.part"))


def test_several_may_unpack_at_once(packed: Path):
    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(lambda _: unpack(packed), range(16)))
    assert len(paths) == 1
    assert Gazetteer(paths.pop()).version == "test 1"


def test_a_folder_that_cannot_be_written_falls_back_to_the_cache(packed: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    original = Path.mkdir

    def refuse(self: Path, *args, **kwargs):
        if self == packed.parent:
            raise PermissionError("read-only")
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", refuse)  # a test that runs as root may write anywhere
    assert unpack(packed).parent == (tmp_path / "cache" / "dateline").resolve()


def test_a_missing_gazetteer_is_a_sentence(tmp_path: Path):
    with pytest.raises(GazetteerError, match="missing.*make gazetteer"):
        unpack(tmp_path / "none.sqlite.xz")


def test_a_gazetteer_cut_off_is_a_sentence_and_leaves_nothing_half_written(packed: Path):
    packed.write_bytes(packed.read_bytes()[:-40])
    with pytest.raises(GazetteerError, match="damaged"):
        unpack(packed)
    packed.with_name(packed.name + ".sha256").unlink()
    with pytest.raises(GazetteerError, match="cut off"):
        unpack(packed)
    assert [path.name for path in packed.parent.iterdir()] == [packed.name]


def test_an_unpacked_file_that_is_no_database_is_a_sentence(tmp_path: Path):
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 50)
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer(path)
