"""The MapLibre style of the basemap: our own GeoJSON, our own fonts, no request outside the site.

Sources are relative addresses, which the browser resolves against the page ("/places" and "/", with or
without a base path). There is no `glyphs` key, so labels are drawn with the page's own fonts. The style
depends on the frame and the mode, never on the selection: a click must not load the basemap again.
"""

from collections.abc import Iterable
from typing import Any

from analysis.charts.style import Mode, color

BASEMAP_URL = "./app/static/basemap/"
# What a page or an export that shows the map must print with it.
LAYER_FILES = ("land", "lakes", "borders", "labels")
FONT = ["Public Sans", "DejaVu Sans", "sans-serif"]
LABEL_PX = 13
LABEL_EM = 11  # the width at which a label of a mark is broken into lines
LABEL_MAX_PX = LABEL_EM * LABEL_PX
# Where a label may stand, best first: the anchor is the side of the label that touches the mark.
ANCHORS = {
    "": ["left", "right", "top", "bottom", "top-left", "bottom-left", "top-right", "bottom-right"],
    "right": ["left", "top-left", "bottom-left"],
    "left": ["right", "top-right", "bottom-right"],
}
SPACE_GLYPH = "O"  # stands for a disc when MapLibre looks for room; as high and nearly as wide as its type size


def map_style(
    mode: Mode, marks: dict[str, Any], marked_ids: Iterable[str], marked_names: Iterable[str]
) -> dict[str, Any]:
    """The style object with the labels of `marks` in it.

    `marks` is a FeatureCollection of points with the properties label, radius (px of the disc), rank
    (0 is placed first), spacing (em between letters) and side ("left" or "right" of its mark, where the edge
    of the view leaves no choice, else ""). Basemap names that are marked, by id or by name, are left out.
    """
    sources: dict[str, Any] = {
        name: {"type": "geojson", "data": f"{BASEMAP_URL}{name}.geojson", "tolerance": 0.3} for name in LAYER_FILES
    }
    sources["marks"] = {"type": "geojson", "data": marks}
    return {
        "version": 8,
        "sources": sources,
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": color(mode, "sea")}},
            {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": color(mode, "land")}},
            {"id": "lakes", "type": "fill", "source": "lakes", "paint": {"fill-color": color(mode, "lake")}},
            {"id": "coast", "type": "line", "source": "land",
             "paint": {"line-color": color(mode, "border"), "line-width": 0.6}},
            {"id": "seams", "type": "line", "source": "borders", "filter": ["==", ["get", "seam"], True],
             "paint": {"line-color": color(mode, "land"), "line-width": 2}},
            _border(mode, "borders", ["==", ["get", "disputed"], False], {}),
            _border(mode, "borders-disputed", ["==", ["get", "disputed"], True], {"line-dasharray": [3, 2]}),
            _cities(mode, sorted(marked_ids), sorted(marked_names)),
            _countries(mode, sorted(marked_names)),
            *(_mark_labels(mode, side) for side in ANCHORS),
            _mark_space(),
        ],
    }  # fmt: skip


def _border(mode: Mode, name: str, chosen: list[Any], paint: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name, "type": "line", "source": "borders", "filter": chosen,
        "layout": {"line-join": "round"},
        "paint": {"line-color": color(mode, "border"),
                  "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 6, 1.2], **paint},
    }  # fmt: skip


def _countries(mode: Mode, marked_names: list[str]) -> dict[str, Any]:
    return {
        "id": "countries", "type": "symbol", "source": "labels", "maxzoom": 8,
        "filter": ["all", ["==", ["get", "kind"], "country"], [">=", ["zoom"], ["get", "minzoom"]],
                   ["!", ["in", ["get", "name"], ["literal", marked_names]]]],
        "layout": {"text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-letter-spacing": 0.14,
                   "text-transform": "uppercase", "text-max-width": 9, "text-padding": 6,
                   "symbol-sort-key": ["get", "minzoom"]},
        "paint": _ink(mode, "maplabel"),
    }  # fmt: skip


def _cities(mode: Mode, marked_ids: list[str], marked_names: list[str]) -> dict[str, Any]:
    return {
        "id": "cities", "type": "symbol", "source": "labels",
        "filter": ["all", ["==", ["get", "kind"], "city"], [">=", ["zoom"], ["get", "minzoom"]],
                   ["!", ["in", ["get", "id"], ["literal", marked_ids]]],
                   ["!", ["in", ["get", "name"], ["literal", marked_names]]]],
        "layout": {"text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-max-width": 8,
                   "text-padding": 10, "symbol-sort-key": ["get", "minzoom"]},
        "paint": _ink(mode, "maplabel"),
    }  # fmt: skip


def _mark_labels(mode: Mode, side: str) -> dict[str, Any]:
    return {
        "id": f"mark-labels-{side or 'any'}", "type": "symbol", "source": "marks",
        "filter": ["==", ["get", "side"], side],
        "layout": {
            "text-field": ["get", "label"], "text-font": FONT, "text-size": LABEL_PX,
            "text-variable-anchor": ANCHORS[side],
            "text-radial-offset": ["/", ["+", ["get", "radius"], 5], LABEL_PX],
            "text-justify": "auto", "text-max-width": LABEL_EM, "text-line-height": 1.15, "text-padding": 2,
            "text-letter-spacing": ["get", "spacing"], "symbol-sort-key": ["get", "rank"],
        },
        "paint": _ink(mode, "ink"),
    }  # fmt: skip


def _mark_space() -> dict[str, Any]:
    """Unseen letters as large as the discs, on top: MapLibre gives them their room first, so that no label
    lies on a disc (it does not know of the marks that Plotly draws)."""
    return {
        "id": "mark-space", "type": "symbol", "source": "marks",
        "layout": {"text-field": SPACE_GLYPH, "text-font": FONT, "text-size": ["*", 2, ["get", "radius"]],
                   "text-line-height": 1, "text-padding": 0, "text-allow-overlap": True},
        "paint": {"text-opacity": 0},
    }  # fmt: skip


def _ink(mode: Mode, name: str) -> dict[str, Any]:
    return {"text-color": color(mode, name), "text-halo-color": color(mode, "halo"), "text-halo-width": 1.4}
