"""The page in a real browser, served as a folder of files."""

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from scheduler.publishing.feeds import Feeds, path_of
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Release

if TYPE_CHECKING:  # the fixtures are loaded for tests without a browser, too
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
IN_CHROMIUM = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]
"""Marks of tests that need the browser."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


@contextmanager
def started() -> Iterator["Browser"]:
    """Start a browser, and end it."""
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def site_of(release: Release, *earlier: Release) -> dict[str, bytes]:
    """Return the page of a release, and all its public calendars."""
    feeds = Feeds(release)
    calendars = {
        path_of(which, language): feeds.made(which, language)
        for which in feeds.public
        for language in release.conference.languages
    }
    return page_of(release, earlier) | calendars


class _Folder(BaseHTTPRequestHandler):
    """Serves files from memory."""

    files: ClassVar[Mapping[str, bytes]] = {}

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].removeprefix("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        content = self.files.get(name)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Type", TYPES.get(PurePosixPath(name).suffix, "text/plain"))
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve files on the loopback, at the address that is yielded."""
    folder = type("Folder", (_Folder,), {"files": files})
    server = ThreadingHTTPServer(("127.0.0.1", 0), folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Visit:
    """A page that somebody looks at, and whatever it complains of or asks others for."""

    page: "Page"
    site: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str = "en/index.html") -> "Page":
        """Open a page of the site, and wait until its script has begun."""
        self.page.goto(f"{self.site}/{path}")
        self.page.wait_for_selector("html[data-ready]")
        return self.page

    def again(self) -> None:
        """Load it anew."""
        self.page.reload()
        self.page.wait_for_selector("html[data-ready]")


@contextmanager
def visiting(browser: "Browser", site: str, **settings: Any) -> Iterator[Visit]:
    """Yield a visit in a browser of its own; the test fails if the page has troubles."""
    context = browser.new_context(**(USUAL | settings))
    context.set_default_timeout(5000)
    visit = Visit(context.new_page(), site)
    watch(context, visit)
    yield visit
    context.close()
    assert not visit.troubles


def narrow(width: int = 1280, **settings: Any) -> dict[str, Any]:
    """Return the settings of a screen of so many pixels."""
    return {"viewport": {"width": width, "height": 800}, "service_workers": "block"} | settings


def watch(context: "BrowserContext", visit: Visit) -> None:
    """Note every word on the console, every error and every foreign request."""
    visit.page.on("console", lambda message: _hear(visit, message.text))
    visit.page.on("pageerror", lambda error: visit.troubles.append(str(error)))
    visit.page.on("dialog", lambda dialog: visit.troubles.append(dialog.message))
    context.on("request", lambda request: _note(visit, request.url))


def _hear(visit: Visit, text: str) -> None:
    if text != "Service Worker registration blocked by Playwright":  # as these tests ask it to
        visit.troubles.append(text)


def _note(visit: Visit, url: str) -> None:
    if not url.startswith((f"{visit.site}/", "blob:")):
        visit.troubles.append(url)


USUAL: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "timezone_id": "America/New_York",
    "reduced_motion": "reduce",
    "accept_downloads": True,
}


def shown(page: "Page") -> list[str]:
    """Return the ids of the sessions that are seen."""
    seen = (
        "[...document.querySelectorAll('.session')].filter(e => e.checkVisibility()).map(e => e.id)"
    )
    return [str(each) for each in page.evaluate(seen)]


def times(page: "Page", id: str) -> str:
    """Return the times of a session, as they are read."""
    return " ".join(page.locator(f"[id='{id}'] .when").inner_text().split())


def box_of(page: "Page", selector: str) -> Mapping[str, float]:
    """Return where something is on the page."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}
