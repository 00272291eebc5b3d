"""A session is dragged to another day, over the day's tab; and in the week, to a half-day."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, at, spot, told


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
