"""The exported page in a real browser: Chromium, without a head."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from scheduler.publishing.exports import ExportForm, exported
from tests.publishing.exports.programmes import nasty, small

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


def _heard_on(page: Page) -> list[str]:
    """Return a list that will hold all that a page says, and all that it asks for."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: said.append(request.url))
    return said


def test_the_page_is_accessible_and_asks_for_nothing(tmp_path: Path) -> None:
    """On a desk's screen and on a telephone's: no violation, no complaint, no sideways scrolling."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, release in (("small", small()), ("nasty", nasty())):
            path = tmp_path / f"{name}.html"
            path.write_bytes(exported(release, ExportForm.HTML))
            for width in (1280, 390):
                page = browser.new_page(viewport={"width": width, "height": 800})
                said = _heard_on(page)
                page.goto(path.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") == width, name
                assert said == [path.as_uri()]
                page.evaluate("document.querySelector('meta[http-equiv]').remove()")
                found = Axe().run(page)
                assert not found.response["violations"], found.generate_report()
                page.close()
        browser.close()
