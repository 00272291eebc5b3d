"""Panels, tabs and labels of the desk: nothing is cut off, said twice, or left open under something else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.desk.opened import Opened, Planner, opened
from tests.web.desk.seen import PATIENCE, at, is_accessible, pick

PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1280, "height": 860}
CUT = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    return [...document.querySelectorAll("input[placeholder]")].filter((each) => {
        const style = getComputedStyle(each);
        pen.font = style.font;
        const room = each.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        return each.checkVisibility() && pen.measureText(each.placeholder).width > room;
    }).map((each) => each.placeholder);
}"""
"""Placeholders that are wider than their fields."""
WIDER = """(rooms) => rooms.filter((each) => {
    const name = each.querySelector("b").getBoundingClientRect();
    const box = each.getBoundingClientRect();
    return each.scrollWidth > each.clientWidth || name.right > box.right || name.bottom > box.bottom;
}).map((each) => each.textContent)"""
"""Room names that are cut off at the edge of their heads."""


@contextmanager
def _with_alternatives(folder: Path, *names: str) -> Iterator[Opened]:
    """Open a desk that has some alternatives."""
    with opened(folder) as made:
        for name in names:
            assert Planner(made).post("begin", title=name).status_code == 200
        yield made


@pytest.mark.parametrize("viewport", [PHONE, SCREEN])
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_tabs_scroll_and_their_buttons_stay(
    browser: Browser, tmp_path: Path, viewport: dict[str, int], locale: str
) -> None:
    """With four tabs; the one that is open is in sight, and no placeholder is cut off."""
    names = ["board-on-wednesday", "without-the-hall", "ports-in-the-afternoon"]
    with (
        _with_alternatives(tmp_path, *names) as made,
        at(browser, f"{made.address}#{names[-1]}.yaml", viewport=viewport, locale=locale) as page,
    ):
        if viewport == PHONE:
            page.locator("#more").click()
        for button in ("#new-desk", "#edit-desk", f'[data-desk="{names[-1]}.yaml"]'):
            expect(page.locator(button)).to_be_in_viewport(ratio=0.99)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        assert page.evaluate(CUT) == []
        for button in ("#new-desk", "#edit-desk"):
            page.locator(button).click()
            assert page.evaluate(CUT) == []
            page.keyboard.press("Escape")


def test_two_tabs_are_seen_at_once(browser: Browser, tmp_path: Path) -> None:
    """On the screen of an officer."""
    with (
        _with_alternatives(tmp_path, "board-on-wednesday") as made,
        at(browser, made.address, viewport=SCREEN) as page,
    ):
        expect(page.locator("#desks [data-desk]")).to_have_count(2)
        for tab in page.locator("#desks [data-desk]").all():
            expect(tab).to_be_in_viewport(ratio=0.99)


CLIPPED = """(tabs) => tabs.filter((tab) => {
    const [box, list] = [tab.getBoundingClientRect(), tab.parentElement.getBoundingClientRect()];
    return box.left < list.left || box.right > list.right;
}).map((each) => each.textContent)"""
"""Tabs that are cut off at the edge of their list."""


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_a_long_name_is_shortened_within_its_tab(
    browser: Browser, tmp_path: Path, locale: str
) -> None:
    """And the first of two tabs is not cut off."""
    long = "Board on Wednesday and ports in the afternoon"
    with _with_alternatives(tmp_path, long) as made:
        name = "board-on-wednesday-and-ports-in-the-afternoon.yaml"
        with at(browser, f"{made.address}#{name}", viewport=SCREEN, locale=locale) as page:
            page.route("**/all", _with_a_long_title)
            page.reload()
            page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
            tabs = page.locator("#desks [data-desk]")
            expect(tabs).to_have_count(2)
            assert tabs.evaluate_all(CLIPPED) == []
            assert page.evaluate("document.documentElement.scrollWidth") == SCREEN["width"]


def _with_a_long_title(route: Route) -> None:
    answer = route.fetch()
    found = answer.json()
    found["facts"]["title"] = "Second officer's forum of all harbours, ports and rails"
    found["alternatives"] = [[each[0], 123456789, 12, *each[3:]] for each in found["alternatives"]]
    found["state"] |= {"total": 123456789, "broken": 12}
    route.fulfill(response=answer, json=found)


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


@pytest.mark.parametrize("view", ["#by-day", "#by-week"])
def test_room_names_are_not_cut_on_a_telephone(
    browser: Browser, forum_desk: Opened, view: str
) -> None:
    """Long words and many of them: lines are as high as they need."""
    with at(browser, forum_desk.address, viewport=PHONE) as page:
        page.route("**/all", _with_long_names)
        page.reload()
        page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
        page.locator(view).click()
        rooms = page.locator("#grid .room[role=rowheader]")
        expect(rooms.first).to_contain_text("multifonctionnelle")
        assert rooms.evaluate_all(WIDER) == []


def _with_long_names(route: Route) -> None:
    answer = route.fetch()
    names = {"hall": "Salle multifonctionnelle des congrès", "annex": "Committee rooms 1, 2 and 3"}
    found = answer.json()
    for room in found["facts"]["rooms"]:
        room["title"] = names[room["id"]]
    route.fulfill(response=answer, json=found)


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


def test_how_many_are_told_stands_apart(page: Page) -> None:
    """With what is counted."""
    page.locator("#publish").click()
    told = page.locator("#outside summary").filter(has_text="Who is told")
    expect(told).to_have_text(re.compile(r"^Who is told, and what · \d+ (person|people)$"))


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
