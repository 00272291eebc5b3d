"""Panels, tabs and labels of the desk: nothing is cut off, said twice, or left open under something else."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.desk.opened import Opened
from tests.web.desk.seen import PATIENCE, at, is_accessible, pick


@pytest.mark.parametrize(("locale", "text"), [("en-GB", "Loading…"), ("fr-FR", "Chargement…")])
def test_it_says_that_it_loads_until_the_grid_is_there(
    browser: Browser, forum_desk: Opened, locale: str, text: str
) -> None:
    """A large conference takes a while."""
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    with at(browser, forum_desk.address, locale=locale) as page:
        loading = page.locator("#loading")
        expect(loading).to_be_hidden()
        page.route("**/all", hold)
        page.reload()
        expect(loading).to_have_text(text)
        expect(loading).to_be_visible()
        late[0].continue_()
        expect(loading).to_be_hidden(timeout=PATIENCE)


def test_programmes_that_are_equal_are_said_to_be_so_once(page: Page) -> None:
    """Others are said to differ."""
    page.locator("#by-compare").click()
    grid = page.locator("#grid")
    expect(grid).to_contain_text("the programmes are the same", timeout=PATIENCE)
    expect(grid).not_to_contain_text("Nothing differs.")
    expect(page.locator("#compared-sessions")).to_have_count(0)
    page.locator("#by-day").click()
    pick(page, "ports")
    page.locator("ul.best button").first.click()
    page.locator("#by-compare").click()
    expect(page.locator("#compared-sessions")).to_be_visible(timeout=PATIENCE)
    expect(grid).not_to_contain_text("the programmes are the same")


def test_escape_closes_panels_in_the_order_in_which_they_lie(page: Page) -> None:
    """The session in the hand, a change, what leaves the desk; the search beside, alone, at last."""
    page.locator("#change").click()
    page.locator("#publish").click()
    pick(page, "ports")
    expect(page.locator("#outside #publish-now")).to_be_visible(timeout=PATIENCE)
    for panel in ("#hand", "#form", "#outside"):
        expect(page.locator(panel)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(panel)).to_be_hidden()
    page.locator("#solve").click()
    expect(page.locator("#engine")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#engine")).to_be_hidden()


def test_publish_closes_the_panel_of_the_search_and_the_other_way_round(page: Page) -> None:
    """Nothing is left open under it."""
    page.locator("#solve").click()
    page.locator("#publish").click()
    expect(page.locator("#outside")).to_be_visible()
    expect(page.locator("#engine")).to_be_hidden()
    page.locator("#solve").click()
    expect(page.locator("#engine")).to_be_visible()
    expect(page.locator("#outside")).to_be_hidden()
    is_accessible(page)
