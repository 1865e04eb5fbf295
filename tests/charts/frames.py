"""Small frames with the columns of analysis.corpus.queries, made up for the tests of the figures."""

import base64
import json
from typing import Any

import numpy as np
import pandas as pd

HOSTILE = '<b>Weir</b> & <a href="javascript:alert(1)">gate</a>'
HOSTILE_SHOWN = '&lt;b&gt;Weir&lt;/b&gt; &amp; &lt;a href="javascript:alert(1)"&gt;gate&lt;/a&gt;'

_PLACE: dict[str, Any] = {
    "kind": "city", "country_code": "AT", "radius_km": 0.0, "mentions": 1, "articles": 1, "confidence": 0.95,
    "uncertain": False, "relation_kind": None, "anchor": None, "bearing_deg": None, "spread_deg": None,
    "distance_km": None,
}  # fmt: skip
_EVENT: dict[str, Any] = {
    "type": "DISASTER", "granularity": "day", "basis": "explicit", "status": "occurred", "place": "Linz",
    "asserted_by": None, "confidence": 0.9, "articles": 2, "outlets": 1,
    "prominence": 2.0, "asserted_by_id": None, "asserted_by_role": None, "participants": [], "article_id": "a",
    "article": "Flood", "article_outlet": "Herald", "disagreements": "",
    "start_earliest": None, "start_latest": None, "end_earliest": None, "end_latest": None,
}  # fmt: skip
_VOICE: dict[str, Any] = {
    "role": None, "affiliation": None, "speaker_group": "official", "naming": "named", "is_organisation": False,
    "direct": 1, "mixed": 0, "indirect": 0, "quotes": 1, "words": 20, "articles": 1,
    "direct_words": 20, "mixed_words": 0, "indirect_words": 0,
}  # fmt: skip
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def places(*rows: dict[str, Any]) -> pd.DataFrame:
    """Places; a row needs name, lat and lon, its key is made of the name."""
    return pd.DataFrame([_PLACE | {"place_key": f"text:{row['name']}"} | row for row in rows])


def events(*rows: dict[str, Any]) -> pd.DataFrame:
    """Events; a row needs a title and bounds, its ids are made of title and place."""
    whole = [_EVENT | row for row in rows]
    frame = pd.DataFrame([{"story_id": f"story:{row['title']}", "place_key": row["place"]} | row for row in whole])
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in _BOUNDS})


def day(date: str, title: str, **more: Any) -> dict[str, Any]:
    """An event on one day."""
    after = (pd.Timestamp(date) + pd.Timedelta(days=1)).date().isoformat()
    return {
        "title": title,
        "start_earliest": date,
        "start_latest": after,
        "end_earliest": date,
        "end_latest": after,
        **more,
    }


def published(*days: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"day": pd.to_datetime([date for date, _ in days]), "articles": [number for _, number in days]})


def voices(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([_VOICE | {"person_id": f"person:{row['name']}"} | row for row in rows])


def naming(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame([{"outlet": outlet, "naming": how, "quotes": n, "words": 20 * n} for outlet, how, n in rows])


def spec_of(figure):
    """The figure as the browser gets it, with Plotly's typed arrays ({"dtype", "bdata"}) read into lists."""
    return _read(json.loads(figure.to_json()))


def _read(value):
    if isinstance(value, dict) and "bdata" in value:
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"]).tolist()
    if isinstance(value, dict):
        return {key: _read(one) for key, one in value.items()}
    return [_read(one) for one in value] if isinstance(value, list) else value
