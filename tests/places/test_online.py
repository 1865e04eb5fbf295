"""The online geocoder against a server on this machine that speaks as Nominatim does."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from analysis.desk import geocode
from analysis.errors import OnlineError
from analysis.places import online
from analysis.places.gazetteer import gazetteer
from analysis.settings import settings

KNOWN = {"Umm Rubu": {"place_id": 1, "lat": "32.95", "lon": "42.10", "display_name": "Umm Rubu, Iraq"}}


class Nominatim(ThreadingHTTPServer):
    """Answers /search as Nominatim does, and remembers what it was asked and when."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Search)
        self.asked: list[tuple[float, str, str]] = []
        self.broken = ""


class _Search(BaseHTTPRequestHandler):
    server: Nominatim

    def do_GET(self) -> None:
        address = urlparse(self.path)
        question = parse_qs(address.query)
        self.server.asked.append((time.monotonic(), question["q"][0], self.headers["User-Agent"]))
        assert address.path == "/search" and question["format"] == ["json"]
        body = json.dumps([KNOWN[question["q"][0]]] if question["q"][0] in KNOWN else [])
        if self.server.broken == "status":
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(("<html>" if self.server.broken == "html" else body).encode())

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def nominatim(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Nominatim]:
    server = Nominatim()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DATELINE_GEOCODER", "nominatim")
    monkeypatch.setenv("DATELINE_GEOCODER_DOMAIN", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("DATELINE_GEOCODER_USER", "dateline-test (someone@example.org)")
    monkeypatch.setenv("DATELINE_OWN_GAZETTEER", str(tmp_path / "own.sqlite"))
    settings.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    monkeypatch.undo()
    settings.cache_clear()


def test_a_name_is_asked_for_once_and_credited(nominatim: Nominatim):
    first, second = geocode.ask("Umm Rubu"), geocode.ask("umm  rubu")
    assert first is not None and (first.lat, first.lon) == (32.95, 42.10)
    assert "OpenStreetMap" in first.credit
    assert second is not None and second.lat == first.lat
    assert [(question, agent) for _at, question, agent in nominatim.asked] == [
        ("Umm Rubu", "dateline-test (someone@example.org)")
    ]


def test_what_is_not_found_is_not_asked_again(nominatim: Nominatim):
    assert geocode.ask("Xyzzytown") is None
    assert geocode.ask("Xyzzytown") is None
    assert len(nominatim.asked) == 1


def test_requests_of_several_users_are_a_second_apart(nominatim: Nominatim):
    threads = [threading.Thread(target=geocode.ask, args=(f"Town {n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(at for at, _question, _agent in nominatim.asked)
    assert len(times) == 3
    assert all(later - earlier > 0.9 for earlier, later in zip(times, times[1:], strict=False))


@pytest.mark.parametrize("broken", ["status", "html"])
def test_a_broken_service_is_a_sentence_and_not_remembered(nominatim: Nominatim, broken: str):
    nominatim.broken = broken
    with pytest.raises(OnlineError, match="geocoder"):
        geocode.ask("Umm Rubu")
    nominatim.broken = ""
    assert geocode.ask("Umm Rubu") is not None


def test_a_server_that_is_not_there_is_a_sentence(nominatim: Nominatim, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATELINE_GEOCODER_DOMAIN", "http://127.0.0.1:9")
    settings.cache_clear()
    with pytest.raises(OnlineError, match="did not answer"):
        geocode.ask("Umm Rubu")


def test_an_answer_that_is_kept_is_what_the_name_means(nominatim: Nominatim):
    answer = geocode.ask("Umm Rubu")
    assert answer is not None and not gazetteer().look_up("Umm Rubu")
    geocode.keep(answer)
    (entry,) = gazetteer().look_up("Umm Rubu")
    assert (entry.lat, entry.lon) == (32.95, 42.10)


def test_without_a_setting_nobody_is_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DATELINE_GEOCODER", raising=False)
    settings.cache_clear()
    assert not geocode.is_on()
    with pytest.raises(OnlineError, match="DATELINE_GEOCODER"):
        online.find("Melk")
