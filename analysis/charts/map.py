"""The map of the places named: discs by mentions, rings for what is uncertain, and how far off it may be.

Draws over the style of `mapstyle` with the geometry of `sphere` and `outline`. Which places are uncertain is the
query's decision; titles, captions and the credit line are the page's.
"""

from itertools import islice
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.charts import sphere
from analysis.charts.mapstyle import LABEL_MAX_PX, LABEL_PX, map_style
from analysis.charts.outline import circle_km, outline, wide
from analysis.charts.style import Mode, color, count, figure, literal, plain, text_width_px

MOST_PLACES = 5000
MOST_IN_VIEW = 300  # the most mentioned choose the view; the others hardly change it
MOST_DROPPED = 0.1  # share of the mentions that may lie outside the view
MOST_DOUBTED = 0.2  # share of the mentions that may stay out of view for being doubtful …
DOUBTED_GAIN_LEVELS = 1  # … where that doubles the scale for the others
MOST_LABELS = 400  # the others are found by pointing at them; MapLibre has no room for more
MOST_OUTLINES = 200  # each is 64 points; more would be a cloud, and heavy
SMALLEST_PX, SMALLEST_RING_PX, LARGEST_PX = 10.0, 13.0, 34.0  # diameters
FULL_MENTIONS = 16.0  # fewer than these do not fill the largest disc
LARGEST_MANY_PX, MANY = 22.0, 150
RING_PX = 3.2  # width of the ring of an uncertain place
HALO_PX = 4.0  # paper around a disc, both sides together
FOCUS_PX = 10.0  # ink around the chosen disc, both sides together
LABEL_CHARS = 40
CAPITAL_KINDS = ("country", "region")  # their labels are letter-spaced capitals, as on the basemap
TIERS = 3

Flags = NDArray[np.bool_]
POINTS = SIZES = np.float32
"""What discs cross the wire as: half the bytes, and exact to a metre or a hundredth of a pixel."""


def places_map(
    frame: pd.DataFrame, *, mode: Mode, selected: str | None = None, height: int = 400, width: int = 712
) -> go.Figure:
    """Places (columns of `queries.places`) on the offline basemap.

    The area of a disc is its mentions; rings are uncertain places and such as stretch far (rivers, regions);
    dotted outlines are the true radius or sector in which an uncertain one lies. `customdata` is place_key.
    `width` × `height` in pixels is the room the view is fitted to. Rows without a position are not drawn.
    An empty frame gives the world without marks.

    `selected` marks a place chosen elsewhere (address, table). A place clicked on the map is marked by the
    browser; where the caller then leaves `selected` as it was, the view stays too.

    `layout.meta["outside"]` lists the names of places beyond the first view,
    `layout.meta["without_position"]` counts the rows that have none.
    """
    shown = figure(mode, height)
    drawn = frame[frame["lat"].notna() & frame["lon"].notna()].head(MOST_PLACES).reset_index(drop=True)
    drawn = drawn.astype(dict.fromkeys(drawn.select_dtypes("str"), object))  # read row by row: ten times as fast
    drawn = drawn.assign(lat=drawn["lat"].astype(float).round(4), lon=drawn["lon"].astype(float).round(4))
    view = _view(drawn, selected, width, height)
    hollow = _hollow(drawn)
    diameters = _diameters(drawn, hollow)
    labelled = drawn.head(MOST_LABELS)
    sides = _label_sides(labelled, diameters, view, width)
    ids, names = set(labelled["place_key"].astype(str)), {plain(name, LABEL_CHARS) for name in labelled["name"]}
    outlines = _outlines(drawn)
    shown.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        dragmode="pan",
        uirevision=f"{width} {height} {view.lat:.4f} {view.lon:.4f} {view.zoom:.3f}",
        meta={
            "outside": [plain(drawn["name"][index]) for index in view.outside],
            "without_position": int(len(frame) - len(drawn)),
        },
        map={
            "style": map_style(mode, _label_points(labelled, diameters, sides), ids, names),
            "center": {"lat": view.lat, "lon": view.lon},
            "zoom": view.zoom,
            "layers": _outline_layers(outlines, color(mode, "place")) if outlines else [],
        },
    )
    _draw_focus(shown, drawn, diameters, mode, selected)
    _draw_discs(shown, drawn, diameters, hollow, mode)
    return shown


def _view(drawn: pd.DataFrame, selected: str | None, width: int, height: int) -> sphere.View:
    """The view on the most mentioned points, with their circles; what is wide counts only where there is no other.

    A few doubtful places far off (a quarter of Passau taken for a town in Denmark) do not choose the view either.
    The selected place is always in view.
    """
    pointed = drawn[~wide(drawn)]
    rows = list((drawn if pointed.empty else pointed).head(MOST_IN_VIEW).itertuples(index=False))
    view = _fitted(rows, width, height)
    closer = _fitted(rows, width, height, MOST_DOUBTED, DOUBTED_GAIN_LEVELS, only_doubtful=True)
    view = closer if closer.zoom >= view.zoom + DOUBTED_GAIN_LEVELS else view
    beyond = _beyond(drawn, view, width, height)
    chosen = [row for index in beyond for row in [drawn.iloc[index]] if row["place_key"] == selected]
    if chosen:
        view = _fitted([*rows, *chosen], width, height, most_dropped=0.0)
        beyond = _beyond(drawn, view, width, height)
    return view._replace(outside=beyond)


def _beyond(drawn: pd.DataFrame, view: sphere.View, width: int, height: int) -> tuple[int, ...]:
    """Positions of the places that the view does not show."""
    x, y = sphere.pixels(drawn["lat"].to_numpy(), drawn["lon"].to_numpy(), view)
    return tuple(np.flatnonzero((np.abs(x) > width / 2) | (np.abs(y) > height / 2)).tolist())


def _fitted(
    rows: list[Any], width: int, height: int, most_dropped: float = MOST_DROPPED,
    gain_levels: float = sphere.GAIN_LEVELS, only_doubtful: bool = False,
) -> sphere.View:  # fmt: skip
    where: list[tuple[float, float]] = []
    weights: list[float] = []
    kept: set[int] = set()
    for row in rows:
        corners = _corners(row)
        if only_doubtful and not _is_doubtful(row):
            kept.update(range(len(where), len(where) + len(corners)))
        where += corners
        weights += [float(row.mentions) / len(corners)] * len(corners)
    return sphere.best_view(
        where, weights, width, height, most_dropped=most_dropped, gain_levels=gain_levels, kept_always=kept
    )


def _is_doubtful(row: Any) -> bool:
    """Whether the place may be another one altogether; one told by its relation to another is only vague."""
    return bool(row.uncertain) and pd.isna(row.relation_kind)


def _corners(row: Any) -> list[tuple[float, float]]:
    """What a place needs of the view: its point, or two corners around its circle."""
    lat, lon, radius_km = float(row.lat), float(row.lon), circle_km(row)
    if not radius_km:
        return [(lat, lon)]
    return [sphere.destination(lat, lon, bearing, radius_km * sqrt(2)) for bearing in (225.0, 45.0)]


def _label_sides(labelled: pd.DataFrame, diameters: sphere.Floats, view: sphere.View, width: int) -> list[str]:
    """On which side of its mark each label must stand so that the edge of the view does not cut it; "" for any."""
    x, _ = sphere.pixels(labelled["lat"].to_numpy(), labelled["lon"].to_numpy(), view)
    names = (plain(name, LABEL_CHARS) for name in labelled["name"])
    texts = np.array([min(text_width_px(name, LABEL_PX, bold=True), LABEL_MAX_PX) for name in names])
    needed = texts + diameters[: len(labelled)] / 2 + 8
    fits = (x + needed <= width / 2) & (x - needed >= -width / 2)
    return np.where((np.abs(x) > width / 2) | fits, "", np.where(x > 0, "left", "right")).tolist()


def _diameters(drawn: pd.DataFrame, hollow: Flags) -> sphere.Floats:
    """Diameters in pixels: area is proportional to mentions, except that no mark is smaller than can be hit."""
    if drawn.empty:
        return np.zeros(0)
    largest = LARGEST_PX if len(drawn) <= MANY else LARGEST_MANY_PX
    mentions = drawn["mentions"].to_numpy(float).clip(min=0.0)
    sizes = largest * np.sqrt(mentions / max(float(mentions.max()), FULL_MENTIONS))
    return np.maximum(sizes, np.where(hollow, SMALLEST_RING_PX, SMALLEST_PX)).round(1)


def _label_points(labelled: pd.DataFrame, diameters: sphere.Floats, sides: list[str]) -> dict[str, Any]:
    widest: dict[tuple[float, float], float] = {}  # of the marks that stand on one spot, whose labels must clear it
    spots = [(round(float(row.lat), 2), round(float(row.lon), 2)) for row in labelled.itertuples()]
    for spot, diameter in zip(spots, diameters, strict=False):
        widest[spot] = max(widest.get(spot, 0.0), float(diameter))
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(row.lon), float(row.lat)]},
            "properties": {
                "label": plain(row.name, LABEL_CHARS).upper()
                if row.kind in CAPITAL_KINDS
                else plain(row.name, LABEL_CHARS),
                "radius": widest[spots[index]] / 2,
                "rank": index,
                "spacing": 0.14 if row.kind in CAPITAL_KINDS else 0,
                "side": sides[index],
            },
        }
        for index, row in enumerate(labelled.itertuples(index=False))
    ]
    return {"type": "FeatureCollection", "features": features}


def _outlines(drawn: pd.DataFrame) -> list[sphere.Ring]:
    """Where uncertain places may lie."""
    told = (drawn["radius_km"] > 0) | (drawn["distance_km"] > 0)
    pointed = drawn[told & ~wide(drawn)]
    found = (outline(row) for row in pointed.itertuples(index=False))
    return [one.ring for one in islice((one for one in found if one), MOST_OUTLINES)]


def _outline_layers(outlines: list[sphere.Ring], place: str) -> list[dict[str, Any]]:
    features = [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                for ring in outlines]  # fmt: skip
    source = {"type": "FeatureCollection", "features": features}
    common = {"sourcetype": "geojson", "source": source, "below": "traces"}
    return [
        {**common, "type": "fill", "color": place, "opacity": 0.10},
        {**common, "type": "line", "color": place, "line": {"width": 1.5, "dash": [1.2, 1.6]}, "opacity": 0.85},
    ]


def _draw_focus(
    shown: go.Figure, drawn: pd.DataFrame, diameters: sphere.Floats, mode: Mode, selected: str | None
) -> None:
    """Unseen discs of ink below all others, a little larger: the chosen one shows as a ring that hides no neighbour.

    These alone answer the pointer, and the browser itself shows the one that is clicked: the figure stays
    as it is, so the map is neither loaded again nor moved.
    """
    chosen = [index for index, key in enumerate(drawn["place_key"]) if key == selected]
    shown.add_scattermap(
        lat=drawn["lat"].to_numpy(), lon=drawn["lon"].to_numpy(), mode="markers",
        marker={"size": (diameters + FOCUS_PX).astype(SIZES), "color": color(mode, "ink"), "opacity": 0,
                "allowoverlap": True},
        selectedpoints=chosen or None,
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 0}},
        customdata=drawn["place_key"].to_numpy(object), hovertext=_hovers(drawn),
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _draw_discs(shown: go.Figure, drawn: pd.DataFrame, diameters: sphere.Floats, hollow: Flags, mode: Mode) -> None:
    """Three tiers, largest first, each on its own halo: a small disc in front of a large one keeps its edge."""
    order = np.argsort(-diameters, kind="stable")
    largest, smallest = max(diameters, default=0.0), min(diameters, default=0.0)
    step = (largest - smallest) / TIERS or 1.0
    tiers = np.minimum(((largest - diameters) / step).astype(int), TIERS - 1)
    for tier in range(TIERS):
        members = order[tiers[order] == tier]
        rings = members[hollow[members]]
        _add_discs(shown, drawn, members, diameters[members] + HALO_PX, color(mode, "paper"))
        _add_discs(shown, drawn, members, diameters[members], color(mode, "place"))
        _add_discs(shown, drawn, rings, diameters[rings] - 2 * RING_PX, color(mode, "paper"))


def _hollow(drawn: pd.DataFrame) -> Flags:
    """Which marks are rings: what is uncertain, and what is wide; countries, named in capitals, keep their disc."""
    return (drawn["uncertain"].astype(bool) | (wide(drawn) & ~drawn["kind"].isin(CAPITAL_KINDS))).to_numpy(bool)


def _add_discs(shown: go.Figure, drawn: pd.DataFrame, members: Any, sizes: sphere.Floats, fill: str) -> None:
    shown.add_scattermap(
        lat=drawn["lat"].to_numpy(POINTS)[members], lon=drawn["lon"].to_numpy(POINTS)[members], mode="markers",
        hoverinfo="skip",
        marker={"size": sizes.round(1).astype(SIZES), "color": fill, "opacity": 1, "allowoverlap": True},
        unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _hovers(drawn: pd.DataFrame) -> Any:
    """What the pointer tells of each place."""
    columns = (drawn[one].tolist() for one in ("name", "mentions", "articles", "confidence", "radius_km", "uncertain"))
    return np.array([_hover(*row) for row in zip(*columns, strict=True)], dtype=object)


def _hover(name: str, mentions: int, articles: int, confidence: float, radius_km: float, uncertain: bool) -> str:
    sure = f"sure {confidence * 100:.0f} %" if pd.notna(confidence) else ""
    where = f", within {radius_km:.0f} km" if uncertain and pd.notna(radius_km) and radius_km >= 1 else ""
    times = f"{count(mentions, 'mention')} in {count(articles, 'article')}"
    return f"<b>{literal(name)}</b><br>{times}<br>{sure}{where}"
