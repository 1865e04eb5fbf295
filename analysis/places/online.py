"""An online geocoder, asked for one name when somebody asks for it: off unless the settings name one.

At most one request a second over all processes that share this machine's cache, as Nominatim's policy wants; an answer
is kept for good, "not found" too, and costs no request again. Never asked by the pipeline.
"""

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from geopy.exc import GeocoderServiceError, GeopyError
from geopy.geocoders import GeoNames, Nominatim, Photon

from analysis.errors import OnlineError
from analysis.settings import Settings, settings

SECONDS_BETWEEN = 1.0
TIMEOUT_S = 10
LONGEST_NAME = 120
CREDIT = {"nominatim": "© OpenStreetMap contributors (ODbL), through Nominatim",
          "photon": "© OpenStreetMap contributors (ODbL), through Photon",
          "geonames": "GeoNames (geonames.org), CC BY 4.0"}  # fmt: skip
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (service TEXT, question TEXT, answer TEXT, PRIMARY KEY (service, question));
CREATE TABLE IF NOT EXISTS turn (one INTEGER PRIMARY KEY CHECK (one = 1), free_at REAL);
"""


class Answer(NamedTuple):
    """A place that an online service knows by a name. Degrees WGS84; `credit` is to be shown with it."""

    name: str
    address: str
    lat: float
    lon: float
    credit: str


def is_on() -> bool:
    """Whether the settings name a geocoder, so that a page may offer to ask it."""
    return bool(settings().geocoder)


def find(name: str, *, cache: Path | None = None) -> Answer | None:
    """What the service of the settings knows by a name; None where it knows nothing.

    Waits for its turn, a second at most for each other request. Raises OnlineError, a sentence, where no service is
    set, it is set only in part, or it does not answer.
    """
    chosen = settings()
    question = " ".join(name.split())
    if not question or len(question) > LONGEST_NAME:
        raise OnlineError(f"A name to ask for has 1 to {LONGEST_NAME} characters.")
    ask = _geocoder(chosen)
    service = f"{chosen.geocoder} {chosen.geocoder_domain}"
    connection = sqlite3.connect(cache or Path(chosen.own_gazetteer).with_name("online.sqlite"), timeout=60.0)
    try:
        connection.executescript(_SCHEMA)
        kept = connection.execute(
            "SELECT answer FROM answer WHERE service = ? AND question = ?", (service, question.casefold())
        ).fetchone()
        if kept is None:
            _wait_for_turn(connection)
            kept = (json.dumps(_ask(ask, question, chosen.geocoder)),)
            connection.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (service, question.casefold(), kept[0])
            )
            connection.commit()
    except sqlite3.Error as error:
        raise OnlineError(f"The answers of the online geocoder cannot be kept ({error}).") from error
    finally:
        connection.close()
    found = json.loads(kept[0])
    if not found:
        return None
    address, lat, lon = found
    return Answer(question, address, lat, lon, CREDIT[chosen.geocoder])


def _geocoder(chosen: Settings) -> Callable[..., Any]:
    """The service's one verb. Raises OnlineError where the settings do not name it whole."""
    if not chosen.geocoder:
        raise OnlineError("No online geocoder is set (DATELINE_GEOCODER); Dateline asks nobody unless told to.")
    scheme, _, rest = chosen.geocoder_domain.rpartition("://")
    place: dict[str, Any] = {"domain": rest} if rest else {}
    if scheme:
        place["scheme"] = scheme
    if not chosen.geocoder_user:
        raise OnlineError(
            "Say who asks (DATELINE_GEOCODER_USER): the service wants a User-Agent or user name of yours."
        )
    if chosen.geocoder == "geonames":
        return GeoNames(chosen.geocoder_user, timeout=TIMEOUT_S, **place).geocode
    if chosen.geocoder == "nominatim" and not rest:
        raise OnlineError("Name the Nominatim server to ask (DATELINE_GEOCODER_DOMAIN), best your own.")
    service = Nominatim if chosen.geocoder == "nominatim" else Photon
    return service(user_agent=chosen.geocoder_user, timeout=TIMEOUT_S, **place).geocode


def _wait_for_turn(connection: sqlite3.Connection) -> None:
    """Take the next free second; who comes after waits for the one behind it."""
    connection.execute("BEGIN IMMEDIATE")
    row = connection.execute("SELECT free_at FROM turn").fetchone()
    now = time.time()
    mine = max(now, row[0]) if row and row[0] < now + 3600 else now  # a clock set back must not block for hours
    connection.execute("INSERT OR REPLACE INTO turn VALUES (1, ?)", (mine + SECONDS_BETWEEN,))
    connection.commit()
    time.sleep(max(0.0, mine - now))


def _ask(ask: Callable[..., Any], question: str, service: str) -> list | None:
    options = {"language": "en"} if service != "geonames" else {}
    try:
        found = ask(question, exactly_one=True, **options)
    except GeocoderServiceError as error:
        raise OnlineError(
            f"The online geocoder did not answer ({type(error).__name__}: {str(error)[:120]}); try again later."
        ) from error
    except (GeopyError, ValueError, KeyError, TypeError, AttributeError) as error:  # an answer of another kind
        raise OnlineError("The online geocoder gave an answer that cannot be read; check its address.") from error
    return [found.address, found.latitude, found.longitude] if found else None
