"""Who clicks twice at the desk means it once; and what a first move does besides is told once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, told


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
