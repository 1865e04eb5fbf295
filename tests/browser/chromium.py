"""A Chromium for the browser tests: found, or fetched as the machine allows.

In order: one on the PATH; Debian's through apt where we may install; playwright's own download. With none
to be had the browser tests are skipped, and one line says so. `python -m tests.browser.chromium` does it.
"""

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@lru_cache(maxsize=1)
def find() -> str | None:
    """The path of a Chromium that is here already, or None."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _attempts() -> list[list[list[str]]]:
    """Ways to get one, each a list of commands."""
    ways: list[list[list[str]]] = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        ways.append([["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]])
    ways.append([[sys.executable, "-m", "playwright", "install", "chromium"]])
    return ways


def ensure() -> str | None:
    """The path of a Chromium, fetched where none is here; None where none is to be had."""
    if path := find():
        return path
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for commands in _attempts():
        print(f"No Chromium here; trying: {commands[-1][0]} …", flush=True)
        try:
            for command in commands:
                subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, timeout=600)
        except (OSError, subprocess.SubprocessError):
            continue
        find.cache_clear()
        if path := find():
            return path
    return None


if __name__ == "__main__":
    found = ensure()
    print(
        f"Chromium for the browser tests: {found}" if found else "No Chromium to be had: the browser tests are skipped."
    )
