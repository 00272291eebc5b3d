"""Who clicks twice at the desk means it once; and what a first move does besides is told once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, go, pick, spot, told


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """Note which steps are asked for."""
    found: list[str] = []
    page.on("request", lambda each: found.append(each.url.rpartition("/")[2]))
    yield found
    assert "no" not in (page.locator("#toast").get_attribute("class") or "")


def _close(page: Page) -> None:
    page.get_by_role("button", name="Annex", exact=True).click()
    page.locator("#form select[name=day]").select_option("2")
    expect(page.locator("#weighed")).to_contain_text("Close Annex", timeout=PATIENCE)
    expect(page.locator("#form button.main")).to_be_enabled()


def test_a_form_is_done_once(page: Page, forum_desk: Opened, asked: list[str]) -> None:
    """By a double click, and by a second press while the first is on its way, or just after it."""
    late: list[Route] = []
    _close(page)
    page.locator("#form button.main").dblclick()
    told(page, "Close Annex on Wed 10 Nov")
    page.wait_for_timeout(300)
    assert asked.count("do") == 1
    page.locator("#undo").click()
    expect(page.locator("#undo")).to_be_disabled(timeout=PATIENCE)
    _close(page)

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/do", hold)
    page.locator("#form button.main").click()
    page.wait_for_timeout(700)
    page.locator("#form button.main").click()
    page.locator("#form button.main").dispatch_event("click")
    late[0].continue_()
    expect(page.locator("#form")).to_be_hidden(timeout=PATIENCE)
    page.wait_for_timeout(300)
    assert asked.count("do") == 2
    planner = Planner(forum_desk)
    assert planner.look()["done"] == 2


def test_what_was_found_is_taken_once(page: Page, asked: list[str]) -> None:
    """A second click on a way to make room, or on one of the moves, asks for nothing that is old by then."""
    _close(page)
    page.locator("#form select[name=day]").select_option("1")
    page.locator("#form select[name=last]").select_option("1")
    expect(page.locator("#form-room")).to_be_visible(timeout=PATIENCE)
    page.locator("#form-room").click()
    page.locator("#form-chains button.main").first.dblclick(timeout=PATIENCE)
    told(page, "Close Annex")
    page.wait_for_timeout(500)
    assert asked.count("take") == 1


def test_the_same_step_is_taken_again_later(page: Page, asked: list[str]) -> None:
    """After it was undone; and undo itself is meant as often as it is asked for."""
    for _ in range(2):
        go(page, 1)
        pick(page, "tides")
        page.get_by_role("button", name="Pin", exact=True).click()
        told(page, "Pin Tides")
        page.locator("#undo").click()
        expect(page.locator("#undo")).to_be_disabled(timeout=PATIENCE)
    assert asked.count("do") == 2


def test_that_a_move_pins_is_told_once(page: Page) -> None:
    """And what the dot means, where it is pointed at."""
    go(page, 1)
    pick(page, "tides")
    spot(page, "Tue 10:30", "hall").click()
    told(page, "It is pinned there now.")
    title = page.locator('#grid [data-session="tides"]').get_attribute("title") or ""
    assert title.endswith("Dot: pinned. It stays where it is, whatever is solved")
    go(page, 2)
    pick(page, "wharves")
    spot(page, "Wed 10:00", "hall").click()
    told(page, "Move Old wharves")
    expect(page.locator("#toast")).not_to_contain_text("pinned")


BECOMES = """() => {
  window.found = [];
  const button = document.querySelector('#form button.main');
  new MutationObserver(() => window.found.push([button.textContent, button.disabled]))
    .observe(button, { childList: true });
}"""
"""What a button says each time when it says something else, and whether it cannot be pressed then."""


def test_a_press_that_was_meant_for_something_else_does_not_do_it_all_the_same(
    page: Page,
) -> None:
    """The word comes under the pointer, and can be pressed a moment later."""
    page.get_by_role("button", name="Annex", exact=True).click()
    page.evaluate(BECOMES)
    page.locator("#form select[name=day]").select_option("1")
    button = page.locator("#form button.main")
    expect(button).to_have_text("Do it all the same", timeout=PATIENCE)
    assert page.evaluate("window.found.at(-1)") == ["Do it all the same", True]
    expect(button).to_be_enabled()
    page.locator("#form select[name=last]").select_option("3")
    assert page.evaluate("window.found.at(-1)") == ["Do it", True]
    expect(button).to_have_text("Do it all the same", timeout=PATIENCE)
    button.click()
    told(page, "Close Annex")
