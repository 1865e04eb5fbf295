"""Pictures of every page, to look at and for docs/pictures: `python -m tests.browser.screenshots FOLDER`.

Starts the app over the corpora of this machine (`python -m analysis prepare` makes them) and photographs each page at
two sizes, light and dark.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from analysis.settings import settings
from tests.browser import chromium
from tests.browser.conftest import OURS, Server, Visitor, serving

SIZES = {"": (1440, 900), "-1080p": (1920, 1080)}
CORPUS = "meridian"
PAGES = {
    "1-overview": "/?corpus={corpus}",
    "2-places": "/places?corpus={corpus}",
    "3-timeline": "/timeline?corpus={corpus}",
    "4-voices": "/voices?corpus={corpus}",
    "5-article": "/article?corpus={corpus}",
    "6-library": "/library?corpus={corpus}",
    "7-places-mosul": "/places?corpus=mosul-2016",
    "8-nothing": "/timeline?corpus={corpus}&q=volcano",
}
WITHOUT_CHARTS = ("6-library", "8-nothing")
CHARTS_READY = """
() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(chart => {
  const layout = chart.querySelector('.js-plotly-plot')?._fullLayout;
  const map = layout?.map?._subplot?.map;
  return layout && (!layout.map || (map && map.loaded() && map.areTilesLoaded()
    && map.getStyle().layers.some(layer => layer.id.startsWith('plotly-trace'))));
})
"""


def photograph(browser: Browser, server: Server, folder: Path, theme: str, size: str) -> list[Path]:
    """All pages in one theme and size."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    context.set_default_timeout(60_000)
    visitor = Visitor(context.new_page(), server.url)
    taken = []
    for name, address in PAGES.items():
        page = visitor.open(address.format(corpus=CORPUS))
        if name.endswith("article"):
            page.locator(".reader .mark").first.wait_for()
        if name not in WITHOUT_CHARTS:
            page.locator(".js-plotly-plot").first.wait_for()
        page.wait_for_function(CHARTS_READY)
        page.wait_for_timeout(1500)
        taken.append(folder / f"{name}-{theme}{size}.png")
        page.screenshot(path=taken[-1])
    context.close()
    return taken


def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    path = chromium.find()
    if path is None:
        sys.exit("No Chromium here; `python -m tests.browser.chromium` fetches one.")
    folder.mkdir(parents=True, exist_ok=True)
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with serving(settings().corpora_dir.resolve(), log) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS, *OURS])
        for theme in ("light", "dark"):
            for size in SIZES:
                for picture in photograph(browser, server, folder, theme, size):
                    print(picture, flush=True)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give one folder: python -m tests.browser.screenshots docs/pictures")
    main(Path(sys.argv[1]))
