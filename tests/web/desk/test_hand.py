"""The session in the hand: which places are listed, what a swap waits for, and how it is left."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import FORUM, Opened, Planner, opened
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, pick, told

DAY = 24 * 60


def _close(desk: Opened, *rooms: tuple[str, int, int, int]) -> None:
    """Close rooms on days of November, from one minute to another."""
    planner = Planner(desk)
    planner.look()
    for room, day, since, until in rooms:
        hours = {"day": f"2021-11-{day:02}", "from": since, "to": until}
        assert planner.do("do", do="close", room=room, **hours).status_code == 200


ELSEWHERE = (
    *(("hall", day, 0, DAY) for day in range(8, 13)),
    *(("annex", day, 0, DAY) for day in (9, 11, 12)),
    *(("annex", 8, 0, 10 * 60), ("annex", 8, 11 * 60 + 30, DAY), ("annex", 10, 12 * 60, DAY)),
)
"""All that is closed so that Ports and rails may be where it is, or in the morning of Wednesday."""


def test_only_places_that_are_allowed_are_listed(browser: Browser, forum_desk: Opened) -> None:
    """Of three hours an hour and a half: from 9, 9:30, 10 and 10:30."""
    _close(forum_desk, *ELSEWHERE)
    with at(browser, forum_desk.address) as page:
        pick(page, "ports")
        expect(page.locator("ul.best li")).to_have_count(4)
        expect(page.locator("ul.best .no")).to_have_count(0)


def test_a_swap_says_what_to_click_and_is_left_by_escape(page: Page) -> None:
    """No place is shown meanwhile; then they are shown again, as the session stays in the hand."""
    go(page, 2)
    pick(page, "wharves")
    page.get_by_role("button", name="Swap with…").click()
    expect(page.locator("#why")).to_contain_text("Click the session to swap with")
    expect(page.locator("#why")).not_to_contain_text("Point at a slot")
    expect(page.locator("#legend")).to_be_hidden()
    expect(page.locator(".spot")).to_have_count(0)
    is_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#hand h2")).to_have_text("Old wharves")
    expect(page.locator(".spot").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#why")).not_to_contain_text("swap with. Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#hand")).to_be_hidden()


def test_why_here_says_first_why_at_this_time_and_then_why_in_this_room(page: Page) -> None:
    """The plan is published: half an hour before is 10 dearer, and the other room at the same time 3.9."""
    pick(page, "ports")
    page.get_by_role("button", name="Why here?").click()
    said = page.locator("#here-said")
    expect(said).to_have_text(
        "Why this time: Published sessions moved. The best other time, Mon 8 Nov 09:00, Annex, costs +10. "
        "Why this room: Published rooms changed. At the same time, Hall costs +3.9.",
        timeout=PATIENCE,
    )
    expect(page.locator("#live")).to_have_text(str(said.text_content()))
    expect(page.locator("#here tbody tr")).to_have_count(2 * 5)
    page.keyboard.press("Escape")
    pick(page, "opening")
    page.get_by_role("button", name="Why here?").click()
    expect(said).to_contain_text(
        "Why this room: every other room breaks a hard rule at this time. The least bad, Annex, breaks: ",
        timeout=PATIENCE,
    )


@pytest.mark.parametrize("name", ["Leave out", "Cancel session"])
def test_what_takes_a_session_away_that_is_needed_waits_for_a_word(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    """Two of the board are needed; of others it is but asked whether they leave the conference."""
    quota = "quotas: [{id: two, sessions: {sessions: [board-1, board-2]}, at_least: 2}]\n"
    (tmp_path / "forum.yaml").write_text(FORUM.read_text("utf-8") + quota, "utf-8")
    with opened(tmp_path) as made, at(browser, made.address) as page:
        go(page, 1)
        pick(page, "board-1")
        page.locator("#hand").get_by_role("button", name=name).click()
        expect(page.locator("#why.no")).to_contain_text("Board (1)", timeout=PATIENCE)
        expect(page.locator("#broken")).to_have_text("0")
        page.get_by_role("button", name="Do it anyway").click()
        told(page, "Board (1)")
        expect(page.locator("#broken")).to_have_text("1")
        pick(page, "tides")
        page.locator("#hand").get_by_role("button", name=name).click()
        if name == "Cancel session":
            page.get_by_role("button", name="Confirm: cancel the session").press("Enter")
        told(page, "Tides")


def test_the_hand_is_next_to_the_grid_for_keys(page: Page) -> None:
    """From a place to its buttons, and back to the place, also in a swap."""
    pick(page, "ports")
    page.keyboard.press("ArrowRight")
    left = str(page.locator(".spot:focus").get_attribute("aria-label"))
    page.keyboard.press("Tab")
    expect(page.locator("#hand").get_by_role("button", name="Cancel the selection")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".spot:focus")).to_have_attribute("aria-label", left)
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#hand").get_by_role("button", name="Pin", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#swap")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(page.locator('#grid [data-session="ports"]')).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#hand button").first).to_be_focused()
    expect(page.locator("#legend")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#legend")).to_contain_text("Tab goes to the buttons", timeout=PATIENCE)
