"""What a programme that was found moves: sessions moved, left out or added."""

from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, at, is_accessible, told

DAY = 24 * 60
TEN, ELEVEN, NOON = (hour * 60 for hour in (10, 11, 12))


def _close(desk: Opened, room: str, *hours: tuple[int, int, int]) -> None:
    planner = Planner(desk)
    planner.look()
    for day, since, until in hours:
        asked = {"day": f"2021-11-{day:02}", "from": since, "to": until}
        assert planner.do("do", do="close", room=room, **asked).status_code == 200


def _solve(page: Page) -> None:
    """Look for the best programme."""
    page.locator("#solve").click()
    page.locator("#reach").fill("10")
    page.locator("#engine [data-act=run]").click()
    expect(page.locator("#engine-moves li").first).to_be_visible(timeout=PATIENCE)


BUT_WEDNESDAY = ((8, TEN, DAY), (9, TEN + 30, DAY), (11, 0, DAY), (12, 0, ELEVEN), (12, NOON, DAY))
"""The hall is open for the opening, for Tides and for the closing, and on Wednesday, for Old wharves."""


def test_what_is_left_out_is_said_in_red(browser: Browser, forum_desk: Opened) -> None:
    """Apart from what is elsewhere; each is taken by a button of its own."""
    _close(forum_desk, "hall", *BUT_WEDNESDAY, (10, 0, DAY))
    _close(forum_desk, "annex", (11, 0, DAY))
    with at(browser, forum_desk.address) as page:
        _solve(page)
        expect(page.locator("#engine-state")).to_contain_text(
            "1 session moved, 1 left out", timeout=PATIENCE
        )
        out = page.locator("#engine-moves li").filter(has_text="Old wharves")
        expect(out.locator(".no")).to_have_text("left out")
        board = page.locator("#engine-moves li").filter(has_text="Board (2)")
        expect(board.locator(".no")).to_have_count(0)
        expect(board).to_contain_text("Annex →")
        is_accessible(page)
        page.get_by_role("button", name="Apply this one: Old wharves").click()
        told(page, "Apply one move of the search: leave out Old wharves")
