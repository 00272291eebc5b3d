"""The desk's page in Chromium, and what planners do there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import start_of

PATIENCE = 60_000
"""Milliseconds until what does not happen has failed; a busy machine is slow."""


@contextmanager
def at(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Open the page; it may complain of nothing, and ask nobody else for anything."""
    troubles: list[str] = []
    usual = {
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
        "locale": "en-GB",
    }
    context = browser.new_context(**(usual | settings))
    context.set_default_timeout(PATIENCE)
    context.on("request", lambda asked: _note(troubles, asked.url, address))
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    yield page
    context.close()
    assert not troubles, troubles


def _note(troubles: list[str], url: str, address: str) -> None:
    if not url.startswith(address.partition("#")[0]):
        troubles.append(url)


def pick(page: Page, name: str) -> None:
    """Take a session of the day, or of the tray, into the hand."""
    page.locator(f'[data-session="{name}"]').first.click()
    page.wait_for_selector(".spot", timeout=PATIENCE)


def spot(page: Page, when: str, room: str) -> Any:
    """Return a place of the day that is shown."""
    return page.locator(f'.spot[data-start="{start_of(when)}"][data-room="{room}"]')


def go(page: Page, day: int) -> None:
    """Show a day."""
    page.locator(f'#days [data-day="{day}"]').click()


def form(page: Page, kind: str) -> None:
    """Open the form of a kind of change."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option(kind)


def solve(page: Page) -> None:
    """Search for better programmes without a limit of moves."""
    page.locator("#solve").click()
    page.locator("#reach").fill("10")
    page.locator("#engine [data-act=run]").click()


def listening(page: Page) -> None:
    """Load the page again, so that it can be told news as the server tells them."""
    page.add_init_script(
        "const Real = EventSource;"
        "window.EventSource = class extends Real { constructor(at) { super(at); window.news = this; } };"
    )
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)


def hear(page: Page, event: dict[str, Any]) -> None:
    """Tell a page that listens something."""
    page.evaluate("found => window.news.onmessage({ data: JSON.stringify(found) })", event)


def collided(status: str, *conflicts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return what is published of a search for conflicts that took 10 s."""
    nothing: dict[str, Any] = {"words": [], "key": None}
    found = {"event": "collide", "status": status, "seconds": 10, "conflicts": [*conflicts]}
    return found | {"given": [], "together": nothing, "fewest": False} | more


def told(page: Page, text: str) -> None:
    """Expect that the page says something of what has been done."""
    expect(page.locator("#toast")).to_contain_text(text, timeout=PATIENCE)


def is_accessible(page: Page) -> None:
    """Expect that axe finds nothing."""
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
