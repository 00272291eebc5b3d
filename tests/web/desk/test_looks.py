"""The desk's page for several at once, by lens and week, in French, on telephones, and for axe."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened
from tests.web.desk.seen import PATIENCE, at, is_accessible, pick, told


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_it_is_as_wide_as_the_screen(browser: Browser, forum_desk: Opened, width: int) -> None:
    """A telephone moves by click, and pins."""
    with at(browser, forum_desk.address, viewport={"width": width, "height": 844}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        pick(page, "ports")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.locator(".best button").first.hover()
        page.mouse.down()
        page.wait_for_timeout(500)  # a reason that comes meanwhile does not push it away
        page.mouse.up()
        told(page, "Move Ports")


def _fits(page: Page, selector: str) -> None:
    """Expect that something, and all in it, is within the screen from side to side; the page, too."""
    wider = page.evaluate(
        """(selector) => [...document.querySelectorAll(`${selector}, ${selector} *`)]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
            .map((each) => each.outerHTML.slice(0, 80))""",
        selector,
    )
    assert not wider
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_compares_changes_and_publishes(
    browser: Browser, forum_desk: Opened, scheme: str, language: str
) -> None:
    """Nothing is cut off, every button is within reach, and each panel is closed again."""
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": scheme}
    with at(browser, forum_desk.address, **phone) as page:
        page.locator("#more").tap()
        if language == "fr":
            page.locator("#language").tap()
        _fits(page, ".top > :not(.desks)")
        _fits(page, ".bar")
        for opener, reached in (
            ("#change", "#form button.main"),
            ("#publish", "#publish-now"),
            ("#committee", "#outside a.main"),
        ):
            page.locator(opener).tap()
            page.locator(reached).scroll_into_view_if_needed(timeout=PATIENCE)
            expect(page.locator(reached)).to_be_in_viewport()
            _fits(page, "#side")
            is_accessible(page)
            page.locator(".panel:not([hidden]) .close").tap()
        page.locator("#by-compare").tap()
        expect(page.locator("#compared-rules")).to_be_visible(timeout=PATIENCE)
        _fits(page, "#grid")
        is_accessible(page)
        page.locator("#edit-desk").tap()
        _fits(page, ".naming")
