"""Our own layer of places keeps its promises: known kinds, coordinates on the globe, honest radii, a source."""

import csv
import re
import sqlite3
from collections.abc import Iterator

import pytest

from analysis import schema
from analysis.places.fold import fold
from analysis.places.gazetteer import Gazetteer
from analysis.settings import DATA


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "lexicons" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@pytest.mark.parametrize("name", ["places.csv", "place_aliases.csv", "demonyms.csv", "place_cues.csv"])
def test_every_row_is_whole_and_names_its_source(name: str):
    for row in rows(name):
        assert None not in row and None not in row.values(), row
        assert row["source"], row


def test_our_places_lie_on_the_globe_with_an_honest_radius():
    for row in rows("places.csv"):
        assert row["kind"] in schema.PLACE_KINDS, row
        points = [point.split() for point in row["course"].split(";")] if row["course"] else [[row["lat"], row["lon"]]]
        assert all(-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180 for lat, lon in points), row
        assert row["source"] != "estimate" or float(row["radius_km"]) >= 25, row


def test_our_places_stand_once():
    names = [fold(row["name"]) for row in rows("places.csv")]
    assert len(names) == len(set(names))


def test_the_shipped_gazetteer_holds_every_one_of_our_places(world: Gazetteer):
    missing = [
        row["name"]
        for row in rows("places.csv")
        if not any(entry.gazetteer_id.startswith("dateline:") for entry in world.look_up(row["name"]))
    ]
    assert missing == []


def test_a_source_that_is_a_record_of_a_package_is_that_record():
    recorded = [row for row in rows("places.csv") if row["source"] != "estimate"]
    assert len(recorded) >= 10
    for row in recorded:
        assert re.fullmatch(r"[a-z_]+/[\w.]+/\w+", row["source"]), row
    airports = pytest.importorskip("airportsdata", reason="a package of requirements-build.txt").load("ICAO")
    for row in recorded:
        package, _, record = row["source"].split("/")
        assert package == "airportsdata", row
        there = airports[record]
        assert (float(row["lat"]), float(row["lon"])) == (round(there["lat"], 4), round(there["lon"], 4)), row


def test_bases_that_are_records_lie_where_the_airports_of_the_gazetteer_lie(world: Gazetteer):
    checked = 0
    places = sqlite3.connect(world.path)
    for row in rows("places.csv"):
        if row["source"].startswith("airportsdata/"):
            number = f"dateline:airport-{row['source'].rsplit('/', 1)[1]}"
            for there in places.execute("SELECT lat, lon FROM place WHERE gazetteer_id = ?", (number,)):
                checked += 1
                assert there == (float(row["lat"]), float(row["lon"])), row
    assert checked >= 5
