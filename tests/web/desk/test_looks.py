"""The desk's page for several at once, by lens and week, in French, on telephones, and for axe."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.opened import Opened, opened
from tests.web.desk.seen import PATIENCE, at, pick, spot, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


def test_two_planners_see_each_others_moves(
    browser: Browser, forum_desk: Opened, page: Page
) -> None:
    """Within a moment, with a sentence."""
    with at(browser, forum_desk.address) as other:
        pick(other, "ports")
        spot(other, "Mon 14:00", "annex").click()
        told(other, "Move Ports")
        told(page, "Another planner: Move Ports and rails to Mon 8 Nov 14:00 in Annex.")
        assert page.locator("#total").inner_text() == other.locator("#total").inner_text()


def test_the_boss_looks_on(browser: Browser, forum_desk: Opened) -> None:
    """All is shown, and nothing can be done."""
    with at(browser, forum_desk.reading) as page:
        expect(page.locator("#reading")).to_be_visible()
        expect(page.locator("#undo")).to_be_hidden()
        page.locator('#grid [data-session="ports"]').click()
        expect(page.locator("#hand h2")).to_have_text("Ports and rails")
        expect(page.locator("#hand .acts")).to_have_count(0)


def test_lenses_and_search_leave_the_rest_pale(page: Page) -> None:
    """By person, body, kind; by words of titles and of names."""
    page.locator("#lens").select_option("people")
    page.locator("#which").select_option("ada")
    expect(page.locator('#grid [data-session="opening"]')).to_have_class(re.compile("dim"))
    expect(page.locator('#grid [data-session="ports"]')).not_to_have_class(re.compile("dim"))
    page.locator("#lens").select_option("")
    page.locator("#search").fill("minister")
    expect(page.locator('#grid [data-session="ports"]')).to_have_class(re.compile("dim"))


def test_the_week_is_seen_at_once(page: Page) -> None:
    """By half-days; a click goes to the day and takes the session."""
    page.locator("#by-week").click()
    assert page.locator(".week [data-session]").count() == 7
    page.locator('.week [data-session="closing"]').click()
    page.wait_for_selector(".spot", timeout=PATIENCE)
    expect(page.locator('#days [aria-current="date"]')).to_contain_text("Fri 12 Nov")


def test_it_speaks_french(page: Page) -> None:
    """Every word of the page itself."""
    page.locator("#language").click()
    expect(page.locator("#undo")).to_contain_text("Annuler")
    pick(page, "ports")
    expect(page.locator("#hand")).to_contain_text("Meilleures places", timeout=PATIENCE)
    assert page.evaluate("document.documentElement.lang") == "fr"


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_it_is_as_wide_as_the_screen(browser: Browser, forum_desk: Opened, width: int) -> None:
    """A telephone moves by click, and pins."""
    with at(browser, forum_desk.address, viewport={"width": width, "height": 844}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        pick(page, "ports")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.locator(".best button").first.click()
        told(page, "Move Ports")


def _is_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, forum_desk: Opened, scheme: str) -> None:
    """Neither on the grid, nor in the hand, nor in the week, in light and dark."""
    with at(browser, forum_desk.address, color_scheme=scheme) as page:
        _is_accessible(page)
        pick(page, "ports")
        _is_accessible(page)
        page.keyboard.press("Escape")
        page.locator("#by-week").click()
        page.locator("#solve").click()
        _is_accessible(page)


def test_the_desk_goes_on_after_a_restart_of_the_server(browser: Browser, tmp_path: Path) -> None:
    """What was done is on the disk, whatever happens next."""
    with opened(tmp_path) as made, at(browser, made.address) as page:
        pick(page, "ports")
        spot(page, "Mon 14:00", "annex").click()
        told(page, "Move Ports")
        made.kill()
    with opened(tmp_path) as again, at(browser, again.address) as other:
        other.locator("#tab-steps").click()
        expect(other.locator("#steps li").first).to_contain_text("Move Ports and rails")
