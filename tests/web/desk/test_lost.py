"""What the desk's page says once the desk is no longer there."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.opened import opened
from tests.web.desk.seen import PATIENCE, at, is_accessible, pick, spot, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]

SAID = {
    "en-GB": "The desk does not answer. Start it again, then open the address that it prints.",
    "fr-FR": "Le bureau ne répond pas. Relancez-le, puis ouvrez l’adresse qu’il affiche.",
}


@pytest.mark.parametrize(("locale", "end"), [("en-GB", "kill"), ("fr-FR", "interrupt")])
def test_a_desk_that_is_gone_is_said_to_be(
    browser: Browser, tmp_path: Path, locale: str, end: str
) -> None:
    """Within three seconds, unasked; what is asked then says so, and no panel waits."""
    with opened(tmp_path) as made, at(browser, made.address, locale=locale) as page:
        bar = page.locator("#lost")
        expect(bar).to_be_hidden()
        getattr(made, end)()
        expect(bar).to_have_text(SAID[locale], timeout=3_000)
        is_accessible(page)
        page.locator("#publish").click()
        expect(page.locator("#outside .why")).to_have_text(SAID[locale])
        page.keyboard.press("Escape")
        page.locator('#grid [data-session="ports"]').click()
        told(page, SAID[locale])
        page.locator("#by-compare").click()
        expect(page.locator("#grid")).to_contain_text(SAID[locale])
        page.locator("#language").click()
        expect(bar).not_to_have_text(SAID[locale])


def test_a_search_for_room_does_not_go_on_without_a_desk(browser: Browser, tmp_path: Path) -> None:
    """It had been asked for just before."""
    with opened(tmp_path) as made, at(browser, made.address) as page:
        page.route("**/room", lambda route: route.fulfill(json={}))
        pick(page, "opening")
        page.locator('#days [data-day="2"]').click()
        spot(page, "Wed 09:00", "hall").hover()
        page.locator("#why").get_by_role("button", name="Make room here").click()
        expect(page.locator("#chains")).to_contain_text("Looking for")
        made.kill()
        expect(page.locator("#lost")).to_be_visible(timeout=3_000)
        expect(page.locator("#chains")).not_to_contain_text("Looking for")


def test_the_bar_goes_when_the_desk_is_there_again(page: Page) -> None:
    """A request that fails alone, with a stream that lives, is not taken for the end."""

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/prices", fail)
    page.locator('#grid [data-session="ports"]').click()
    told(page, SAID["en-GB"])
    expect(page.locator("#lost")).to_be_hidden()
    page.route("**/icon.svg", fail)
    page.keyboard.press("Escape")
    page.locator('#grid [data-session="ports"]').click()
    expect(page.locator("#lost")).to_be_visible(timeout=3_000)
    page.unroute("**/icon.svg")
    expect(page.locator("#lost")).to_be_hidden(timeout=PATIENCE)
