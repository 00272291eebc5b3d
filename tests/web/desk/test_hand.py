"""The session in the hand: slots listed, swaps, keys, dragging, and how it is put down."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.desk.opened import DAY, WEEK, Opened, Planner, opened, start_of
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, pick, spot, told

ANNEX = (
    *(WEEK[1], WEEK[3], WEEK[4]),
    *((8, 0, 10 * 60), (8, 11 * 60 + 30, DAY), (10, 12 * 60, DAY)),
)
"""When it is closed so that Ports and rails may be where it is, or in the morning of Wednesday."""


def test_only_places_that_are_allowed_are_listed(browser: Browser, forum_desk: Opened) -> None:
    """Of three hours an hour and a half: from 9, 9:30, 10 and 10:30."""
    planner = Planner(forum_desk)
    planner.close("hall", *WEEK)
    planner.close("annex", *ANNEX)
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
    with opened(tmp_path, more=quota) as made, at(browser, made.address) as page:
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


def _over(page: Page, place: Locator, inside: int = 8) -> None:
    """Move the mouse over something, so many pixels from its left edge."""
    box = place.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + inside, box["y"] + 8, steps=6)


def _take(page: Page, name: str, inside: int = 8) -> None:
    _over(page, page.locator(f'#grid [data-session="{name}"]'), inside)
    page.mouse.down()


def test_a_session_is_carried_over_a_tab_to_another_day(page: Page) -> None:
    """Held there for a while, that day is shown, and it may be dropped there."""
    current = page.locator('#days [aria-current="date"]')
    _take(page, "ports")
    _over(page, page.locator('#days [data-day="2"]'))
    page.wait_for_selector(".spot", timeout=PATIENCE)
    expect(current).to_have_attribute("data-day", "2")
    _over(page, spot(page, "Wed 14:00", "annex"))
    page.mouse.up()
    told(page, "Move Ports and rails to Wed 10 Nov 14:00 in Annex.")
    page.locator('#days [data-day="0"]').click()  # a click after it is one
    expect(current).to_have_attribute("data-day", "0")


def test_what_is_dropped_where_it_is_forbidden_waits_for_a_word(
    page: Page, forum_desk: Opened
) -> None:
    """The minister who opens is away on Wednesday; the question stays while the pointer is elsewhere."""
    planner = Planner(forum_desk)
    before = planner.look()["places"]
    _take(page, "opening")
    _over(page, page.locator('#days [data-day="2"]'))
    expect(page.locator('#days [aria-current="date"]')).to_have_attribute("data-day", "2")
    _over(page, spot(page, "Wed 14:00", "hall"))
    page.mouse.up()
    anyway = page.get_by_role("button", name="Do it anyway")
    expect(anyway).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#why.no")).to_contain_text("Minister of ports")
    _over(page, spot(page, "Wed 15:00", "annex"))
    page.wait_for_timeout(600)
    expect(anyway).to_be_visible()
    assert planner.look()["places"] == before
    anyway.click()
    told(page, "1 more hard rule broken: Minister of ports")
    expect(page.locator("#toast")).to_have_class("no")
    assert planner.look()["places"]["opening"][0] == start_of("Wed 14:00")


def _cell(page: Page, room: str, day: int, since: int) -> Locator:
    return page.locator(f'.week [data-room="{room}"][data-half="{day}"][data-from="{since}"]')


def test_a_half_day_gives_a_session_its_best_place_there(page: Page, forum_desk: Opened) -> None:
    """The week stays in view; its own half-day leaves it where it is."""
    planner = Planner(forum_desk)
    before = planner.look()["places"]["ports"]
    prices = planner.post("prices", session="ports").json()
    page.locator("#by-week").click()
    for since, moves in ((0, False), (13 * 60, True)):
        _take(page, "ports")
        _over(page, _cell(page, "annex", 0, since), 40)
        expect(_cell(page, "annex", 0, since)).to_have_class("over-here")
        page.mouse.up()
        if moves:
            told(page, "Move Ports and rails to Mon 8 Nov")
        assert (planner.look()["places"]["ports"] != before) == moves
    start, _, room = planner.state["places"]["ports"]
    assert room == "annex"
    noon, evening = start_of("Mon 13:00"), start_of("Mon 17:00")
    rows = [*zip(prices["starts"], prices["forbidden"][1::2], prices["penalty"][1::2], strict=True)]
    costs = {when: cost for when, no, cost in rows if noon <= when < evening and no <= 0}
    assert costs[start] == min(costs.values())
    expect(page.locator("#by-week")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#hand")).to_be_hidden()


def test_a_tap_where_it_is_forbidden_waits_for_a_word(browser: Browser, forum_desk: Opened) -> None:
    """Nothing has been read of it before, as there is no pointer; where it is free, a tap moves it."""
    planner = Planner(forum_desk)
    before = planner.look()["places"]
    with at(browser, forum_desk.address, has_touch=True) as page:
        page.locator('#grid [data-session="opening"]').tap()
        page.wait_for_selector(".spot", timeout=PATIENCE)
        spot(page, "Mon 14:00", "annex").tap()  # 180 people, and seats for 60
        expect(page.locator("#why.no")).to_contain_text("without a seat", timeout=PATIENCE)
        expect(page.get_by_role("button", name="Do it anyway")).to_be_visible()
        assert planner.look()["places"] == before
        spot(page, "Mon 14:00", "hall").tap()
        told(page, "Move Opening to Mon 8 Nov 14:00 in Hall.")
