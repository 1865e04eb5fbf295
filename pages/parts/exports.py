"""What a page offers to take along: its tables as CSV, places as GeoJSON, charts as PNG, each with its stamp.

A page says what it shows, in one call at its end, into the slot that `header.show` returns. Files are made when they
are asked for; pictures are made in the browser, from the chart as it stands there (picture.js).
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.corpus import queries
from analysis.corpus.queries.question import MOST_ROWS
from analysis.desk.exports import tables
from analysis.desk.exports.annotation import annotation
from analysis.desk.exports.csv import to_csv
from analysis.desk.exports.geojson import to_geojson
from analysis.desk.exports.stamp import CREDITS, EXERCISE, Stamp, address_of, runs_of
from pages.parts import filters, session, words
from pages.parts.evidence import Behind
from pages.parts.session import View

_FOLDER = Path(__file__).resolve().parent
_KINDS = {"csv": ("CSV", "text/csv"), "geojson": ("GeoJSON", "application/geo+json"),
          "jsonl": ("JSON", "application/jsonl")}  # fmt: skip


class File(NamedTuple):
    """A file to offer: `label` in plain words, Markdown-safe; `what` names the file; `make` is called on a click."""

    label: str
    what: str
    ending: str  # of _KINDS
    make: Callable[[], bytes]


class Picture(NamedTuple):
    """A chart to offer as PNG, by the key under which `charts.draw` has put it on the page."""

    label: str
    what: str
    chart: str
    is_map: bool = False


def overview(slot: DeltaGenerator, view: View, total: queries.Summary) -> None:
    """The tables behind the parts of the overview, and its charts; of what there is."""
    stamp = _stamp(view)
    files, pictures = [], []
    if total.places:
        files += _places(view, stamp)
        pictures.append(Picture("Map", "map", "overview_map", is_map=True))
    if total.events:
        files.append(_events(view, stamp, queries.shown_statuses(view.filters)))
        pictures.append(Picture("Timeline", "timeline", "overview_events"))
    if total.voices:
        files.append(_voices(view, stamp))
        pictures.append(Picture("Voices", "voices", "overview_voices"))
    _offer(slot, stamp, [*files, _articles(view, stamp)], pictures)


def places(
    slot: DeltaGenerator, view: View, found: pd.DataFrame, missing: pd.DataFrame, chosen: tuple[str, str],
    kinds: Sequence[str] = (), demonyms: bool = False,
) -> None:  # fmt: skip
    """The places of the switched-on kinds, those on no map, and the sentences behind the chosen one.

    `found` and `missing` are what `queries.places` and `queries.unresolved` gave, `chosen` the kind (place or
    unresolved) and key of one of them.
    """
    stamp, (kind, key) = _stamp(view), chosen
    files, pictures, name = [], [], key
    if len(found):
        files += _places(view, stamp, demonyms, kinds)
        pictures.append(Picture("Map", "map", "places_map", is_map=True))
    if len(missing):
        label, about = "Names found on no map", "Names of places that are on no map"
        files.append(_table(view, stamp, label, "names-on-no-map", about, tables.unresolved))
    if kind == "place":
        name = _name(found, "place_key", key, "name")
    _offer(slot, stamp, [*files, _sentences(view, stamp, Behind(kind, key, name, demonyms=demonyms))], pictures)


def timeline(
    slot: DeltaGenerator, view: View, statuses: Sequence[str], window: queries.Window | None, drawn: bool,
    chosen: pd.Series | None,
) -> None:  # fmt: skip
    """The events of these statuses and this window, and the sentences behind the chosen one.

    `drawn` tells whether there are lanes to make a picture of; `chosen` is a row of `queries.events`.
    """
    stamp = _stamp(view)
    files = [_events(view, stamp, statuses, window)] if drawn else []
    if chosen is not None:
        files.append(_sentences(view, stamp, Behind("event", str(chosen["story_id"]), str(chosen["title"]))))
    if files:
        _offer(slot, stamp, files, [Picture("Timeline", "timeline", "timeline_lanes")] if drawn else ())


def voices(
    slot: DeltaGenerator, view: View, found: pd.DataFrame, opened: Sequence[Behind], groups: Sequence[str],
    namings: Sequence[str], has_trend: bool,
) -> None:  # fmt: skip
    """The voices (`found`) of these groups and ways of naming, how outlets name them, who is never quoted, and the
    sentences that are `opened`, narrowed as they are on the page.
    """
    stamp = _stamp(view)
    naming = _table(view, stamp, "Naming of sources by outlet", "naming", "Quotes by outlet and naming of the source",
                    tables.naming)  # fmt: skip
    never = _table(view, stamp, "Mentioned but never quoted", "never-quoted", "Who is mentioned and never quoted",
                   tables.never_quoted)  # fmt: skip
    files, pictures = [naming, never], [Picture("Naming of sources", "naming", "voices_naming")]
    if len(found):
        files.insert(0, _voices(view, stamp, groups, namings))
        pictures.insert(0, Picture("Voices", "voices", "voices_bars"))
    files += [_sentences(view, stamp, behind) for behind in opened]
    if has_trend:
        pictures.append(Picture("Quotes over time", "trend", "voices_trend"))
    _offer(slot, stamp, files, pictures)


def article(slot: DeltaGenerator, view: View, shown: queries.ArticleView) -> None:
    """The marks of the article that is open, and the article as other programs read it."""
    title = words.told(shown.title) or "Untitled article"
    runs = queries.runs_of_article(view.desk, shown.article_id)
    address = address_of(view.corpus.name, {"id": shown.article_id})
    stamp = _stamp_of(view, (f"one article, “{title}”",), address, runs)
    name = f"article-{shown.article_id}"
    make_annotation = partial(annotation, view.corpus.name, shown.article_id, stamp)
    _offer(slot, stamp, [
        File("Marks of this article", f"{name}-marks", "csv",
             lambda: to_csv(tables.marks(shown), stamp, "Marks of one article", MOST_ROWS)),
        File("Text and marks of this article", name, "jsonl", make_annotation),
    ])  # fmt: skip


def library(slot: DeltaGenerator, view: View) -> None:
    """The list of articles."""
    stamp = _stamp(view)
    _offer(slot, stamp, [_articles(view, stamp)])


def _table(
    view: View, stamp: Stamp, label: str, what: str, about: str, rows: Callable[..., pd.DataFrame], *more: object
) -> File:
    """A table of the desk; `rows` is asked when the file is."""

    def make() -> bytes:
        return to_csv(rows(view.desk, view.filters, *more), stamp, about, MOST_ROWS)

    return File(label, what, "csv", make)


def _places(view: View, stamp: Stamp, demonyms: bool = False, kinds: Sequence[str] = ()) -> list[File]:
    about = "Places named" + (f": {', '.join(kinds)}" if kinds else "") + (", demonyms counted" if demonyms else "")

    def placed() -> pd.DataFrame:
        return tables.placed(view.desk, view.filters, demonyms, kinds)

    def as_csv() -> bytes:
        return to_csv(tables.places(placed()), stamp, about, MOST_ROWS)

    def as_geojson() -> bytes:
        return to_geojson(placed(), stamp, about, MOST_ROWS)

    return [File("Places", "places", "csv", as_csv), File("Places", "places", "geojson", as_geojson)]


def _events(view: View, stamp: Stamp, statuses: Sequence[str], window: queries.Window | None = None) -> File:
    about = f"Events with a date: {', '.join('unsure' if name == 'hedged' else name for name in statuses)}"
    about += f"; {words.days(*window)}" if window else ""
    return _table(view, stamp, "Events", "events", about, tables.events, statuses, window)


def _voices(view: View, stamp: Stamp, groups: Sequence[str] = (), namings: Sequence[str] = ()) -> File:
    about = ": ".join(filter(None, ["Speakers who are quoted", ", ".join([*groups, *namings])]))
    return _table(view, stamp, "Voices", "voices", about, tables.voices, groups, namings)


def _articles(view: View, stamp: Stamp) -> File:
    return _table(view, stamp, "Articles", "articles", "Articles, newest first", tables.articles)


def _sentences(view: View, stamp: Stamp, behind: Behind) -> File:
    """The sentences behind a mark, of the filters and choices under which the page shows them."""
    filters_, only = behind.within or view.filters, behind.only or {}
    narrowed = [label for _, label, *_ in filters.parts(filters_, view.labels) if label not in stamp.shown]
    narrowed += [f"{aspect}: {value}" for aspect, value in only.items()]
    about = f"Sentences behind “{behind.name[:120]}”" + (f", only {'; '.join(narrowed)}" if narrowed else "")

    def make() -> bytes:
        return to_csv(tables.sentences(view.desk, filters_, behind.kind, behind.key, behind.demonyms, only), stamp,
                      about, MOST_ROWS)  # fmt: skip

    what = {"mention": "mentions", "statement": "wordings"}.get(behind.kind, "sentences")
    return File(f"Sentences behind {words.plain(behind.name, 40)}", what, "csv", make)


def _name(found: pd.DataFrame, column: str, key: str, name: str) -> str:
    return str(found.loc[found[column] == key, name].iloc[0])


def _stamp(view: View) -> Stamp:
    shown = tuple(label for _, label, *_ in filters.parts(view.filters, view.labels))
    address = address_of(view.corpus.name, {**view.filters.to_params(), **session.own()})
    return _stamp_of(view, shown, address, queries.runs(view.desk, view.filters))


def _stamp_of(view: View, shown: tuple[str, ...], address: str, runs: pd.DataFrame) -> Stamp:
    corpus = view.corpus
    return Stamp(
        corpus.name, corpus.title, corpus.credit, corpus.is_exercise, corpus.articles, int(runs["articles"].sum()),
        shown, address, runs_of(runs), date.today(),
    )  # fmt: skip


def _offer(slot: DeltaGenerator, stamp: Stamp, files: Sequence[File], pictures: Sequence[Picture] = ()) -> None:
    """The popover: a button a file, a button a picture."""
    with slot.popover("Export", width="content"), st.container(key="small_exports", gap=4):
        for file in files:
            kind, mime = _KINDS[file.ending]
            st.download_button(
                f"{file.label} as {kind}", file.make, stamp.file_name(file.what, file.ending), mime,
                key=f"export_{file.what}_{file.ending}", on_click="ignore", type="tertiary",
            )  # fmt: skip
        _pictures(stamp, pictures)
        st.caption("Each file says from which corpus, filters, versions and day it comes")


@st.cache_resource(show_spinner=False)
def _component():
    css, js = ((_FOLDER / f"picture.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component("dateline_picture", css=css, js=js)


def _pictures(stamp: Stamp, pictures: Sequence[Picture]) -> None:
    _component()(
        key="export_pictures",
        data={
            "note": EXERCISE if stamp.is_exercise else "",
            "charts": [
                {
                    "label": f"{picture.label} as PNG",
                    "chart": picture.chart,
                    "file": stamp.file_name(picture.what, "png"),
                    "source": stamp.source(*(CREDITS if picture.is_map else ())),
                }
                for picture in pictures
            ],
        },
    )  # fmt: skip
