"""What a planner sees while a session is in the hand: as docs/how-to/desk.md says."""

import re

from playwright.sync_api import Page, expect

from tests.web.desk.opened import DAY, WEEK, Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, go, pick, solve, spot, told


def test_every_place_has_a_colour_and_every_day_its_best_price(page: Page) -> None:
    """While a session is in the hand: nobody has to try."""
    pick(page, "ports")
    assert page.locator(".spot").count() == 2 * len(range(9 * 60, 17 * 60, 30))
    expect(spot(page, "Mon 09:00", "hall")).to_have_class(re.compile("c-no"))
    assert page.locator("#days small").filter(has_text=re.compile(r"[\d]")).count() >= 4


def test_a_hint_says_why_in_one_sentence(page: Page) -> None:
    """Hovered or focused; who is in the way is marked."""
    go(page, 1)
    pick(page, "tides")
    spot(page, "Tue 14:00", "annex").hover()
    expect(page.locator("#why")).to_contain_text("Annex", timeout=PATIENCE)
    expect(page.locator("#why")).to_contain_text("held by two sessions at once", timeout=PATIENCE)
    expect(page.locator('#grid [data-session="board-1"]')).to_have_class(re.compile("way"))


def test_a_hard_rule_is_broken_in_red_and_never_silently(page: Page) -> None:
    """It is done, and said in three places."""
    go(page, 1)
    pick(page, "tides")
    spot(page, "Tue 14:00", "annex").click()
    told(page, "2 more hard rules broken")
    expect(page.locator("#hard-sum")).to_have_class(re.compile("bad"))
    expect(page.locator('#grid [data-session="tides"]')).to_have_class(re.compile("bad"))
    expect(page.locator(".rule.bad").first).to_be_visible()


def test_all_of_it_by_keys(page: Page) -> None:
    """Arrows choose a session and a place, Enter takes and drops, pages turn the days."""
    page.locator('#grid [data-session="opening"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('#grid [data-session="ports"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".spot:focus")).to_have_attribute("data-room", "annex", timeout=PATIENCE)
    expect(page.locator("#live")).to_contain_text("Selected: Ports and rails")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    expect(page.locator(".spot:focus")).to_have_attribute("data-start", str(start_of("Tue 10:30")))
    page.keyboard.press("Enter")
    told(page, "Move Ports and rails to Tue 9 Nov 10:30 in Annex.")
    expect(page.locator("#live")).to_contain_text("Penalty", timeout=PATIENCE)


def test_a_swap_that_breaks_hard_rules_waits_for_a_word(page: Page) -> None:
    """The annex is too small for the opening: it is said, and done all the same if that is confirmed."""
    pick(page, "opening")
    page.get_by_role("button", name="Swap with…").click()
    page.locator('#grid [data-session="ports"]').click()
    expect(page.locator("#why")).to_contain_text("Annex", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Make room for it")).to_be_focused()
    expect(page.locator("#broken")).to_have_text("0")
    page.get_by_role("button", name="Do it anyway").click()
    told(page, "Swap Opening and Ports and rails")
    expect(page.locator("#broken")).not_to_have_text("0", timeout=PATIENCE)


def test_a_session_that_has_no_free_place_is_not_held_silently(
    page: Page, forum_desk: Opened
) -> None:
    """Nothing else is large enough for it than the hall, which is open while the opening is there only."""
    planner = Planner(forum_desk)
    planner.do("do", do="drop", session="wharves")
    planner.close("hall", (8, 600, DAY), *WEEK[1:])
    before = planner.look()["done"]
    page.locator("#tab-tray").click()
    page.locator('#tray [data-session="wharves"]').click()
    expect(page.locator("#hand")).to_contain_text("No free slot", timeout=PATIENCE)
    page.get_by_role("button", name="Schedule", exact=True).click()
    expect(page.locator("#why")).to_contain_text("Schedule Old wharves", timeout=PATIENCE)
    assert planner.look()["done"] == before
    page.get_by_role("button", name="Do it anyway").click()
    told(page, "Schedule Old wharves")


def test_room_is_made_on_a_day_wherever_it_is_best(page: Page, forum_desk: Opened) -> None:
    """The hall is closed on Tuesday, the annex in the morning; the board is there in the afternoon."""
    planner = Planner(forum_desk)
    planner.close("hall", WEEK[1])
    planner.close("annex", (9, 0, 13 * 60))
    page.get_by_role("button", name="Mon 8 Nov").click()
    pick(page, "ports")
    go(page, 1)
    page.get_by_role("button", name="Make room on Tue 9 Nov").click(timeout=PATIENCE)
    expect(page.locator(".chains li").first).to_contain_text("Board (1)", timeout=PATIENCE)
    page.locator(".chains button.main").first.click()
    told(page, "Move Ports and rails to Tue 9 Nov")


def test_it_is_solved_beside_and_taken_move_by_move(page: Page) -> None:
    """While the planner goes on; the bound is shown, and what is found is taken or left."""
    pick(page, "ports")
    spot(page, "Mon 14:00", "annex").click()
    told(page, "Move Ports")
    pick(page, "ports")
    page.get_by_role("button", name="Unpin", exact=True).click()
    told(page, "Unpin Ports and rails")
    solve(page)
    pick(page, "opening")
    page.keyboard.press("Escape")  # no waiting
    expect(page.locator("#bound-sum")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#engine li").first).to_be_visible(timeout=PATIENCE)
    page.locator("#engine li button").first.click()
    toast = page.locator("#toast")
    moved = re.compile(r"Apply one move of the search: .+ to \w+ \d+ Nov \d\d:\d\d in \w+\.")
    expect(toast).to_contain_text(moved, timeout=PATIENCE)
