"""Asking an online geocoder for one name found on no map, when the reader clicks for it; off unless set."""

from pathlib import Path

from analysis.places import online
from analysis.places.fold import fold
from analysis.places.gazetteer import OFFICIAL
from analysis.places.online import Answer
from analysis.places.own import Layer, Row, number_of
from analysis.settings import settings

__all__ = ["Answer", "ask", "is_on", "keep"]

RADIUS_KM = 1.0


def is_on() -> bool:
    """Whether a page may offer to ask: the settings name a geocoder."""
    return online.is_on()


def ask(name: str) -> Answer | None:
    """One request, or none where it was asked before. Call it on a click only, for one name.

    Raises OnlineError with a sentence to show. Show `Answer.credit` beside what it gives.
    """
    return online.find(name)


def keep(answer: Answer) -> None:
    """Make the answer what its name means from now on: articles processed after this use it."""
    gazetteer_id = f"own:{fold(answer.name).replace(' ', '-')}@{answer.lat:.4f},{answer.lon:.4f}"
    row = Row(number_of(gazetteer_id), gazetteer_id, answer.name, "city", answer.lat, answer.lon, None, None, None, 0,
              RADIUS_KM, True, ((fold(answer.name), OFFICIAL),))  # fmt: skip
    with Layer(Path(settings().own_gazetteer)) as layer:
        layer.add([row])
