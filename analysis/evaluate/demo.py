"""The built-in article "Mosul, November 2016" against its hand-made gold (tests/gold), which every clone holds."""

import json
from pathlib import Path

from analysis.evaluate import corpora, matching, names, places, quotes, times
from analysis.settings import DATA, ROOT

GOLD = "tests/gold/mosul-2016.json"
CORPORA = (GOLD,)


def measure(shared: Path, limit: int | None = None) -> dict[str, float]:
    """Scores in per cent; the corpora folder and the limit do not matter to one article of our own."""
    gold = json.loads((ROOT / GOLD).read_text(encoding="utf-8"))
    text = json.loads((DATA / "demo" / "mosul-2016" / "articles.jsonl").read_text(encoding="utf-8"))["text"]
    document = corpora.document(text, gold["published"], before="places")
    counted = times.score(times.extracted({"text": text, "dct": gold["published"]}, given=True), times.gold(gold))
    located = places.Counts()
    places.count_article(located, document, gold["toponyms"], passed_over=("embedded",))
    found = {(name.char_start, name.char_end, name.kind) for name in document.names if name.kind != "other"}
    expected = {(start, end, names.KIND[label]) for start, end, label in gold["names"]}
    scores = quotes.records([gold | {"text": text}])
    return {
        "names_f": matching.score(*matching.exact(found, expected)).f1,
        "places_found": corpora.percent(located.found_right, located.gold_located),
        "pins_right": corpora.percent(located.pins_right, located.pins),
        "times_relaxed_f": times.summary("demo", counted)["relaxed_f"],
        "times_value_f": times.summary("demo", counted)["value_f"],
    } | {f"quotes_{name}": value for name, value in scores.items() if not name.startswith("direct")}  # it has none
