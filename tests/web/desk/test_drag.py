"""A session is dragged to another day, over the day's tab; and in the week, to a half-day."""

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, at, is_accessible, spot, told


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


def test_a_box_keeps_the_offset_at_which_it_was_taken(page: Page, forum_desk: Opened) -> None:
    """Taken an hour after it begins, and brought straight to another room, or over a tab to another day."""
    box = page.locator('#grid [data-session="ports"]').bounding_box()
    assert box is not None
    inside = round(box["width"] * 2 / 3)
    _take(page, "ports", inside)
    _over(page, page.locator('#grid [data-session="opening"]'), round(box["x"]) - 8)
    row = page.locator('#grid .rest[data-room="hall"]').bounding_box()
    assert row is not None
    page.mouse.move(box["x"] + inside, row["y"] + 20, steps=4)
    page.wait_for_selector(".spot", timeout=PATIENCE)
    expect(page.locator(".rest[data-room=hall] .ghost")).to_contain_text("10:00")
    expect(page.locator(".ghost")).to_have_count(1)
    page.mouse.up()
    told(page, "Move Ports and rails to Mon 8 Nov 10:00 in Hall.")
    _take(page, "ports", inside)
    _over(page, page.locator('#days [data-day="2"]'))
    expect(page.locator("#carried")).to_have_text("Ports and rails")
    expect(page.locator('#days [aria-current="date"]')).to_have_attribute("data-day", "2")
    _over(page, spot(page, "Wed 14:00", "annex"), inside)
    page.mouse.up()
    told(page, "Move Ports and rails to Wed 10 Nov 14:00 in Annex.")
    expect(page.locator("#carried")).to_have_count(0)


def test_the_ghost_is_there_before_the_prices_are(page: Page, forum_desk: Opened) -> None:
    """It is said that they are worked out; what is let go meanwhile waits where it is for them."""
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/prices", hold)
    _take(page, "ports", 40)
    box = page.locator('#grid [data-session="ports"]').bounding_box()
    row = page.locator('#grid .rest[data-room="hall"]').bounding_box()
    assert box is not None
    assert row is not None
    page.mouse.move(box["x"] + 40, row["y"] + 20, steps=4)
    expect(page.locator(".rest[data-room=hall] .ghost")).to_have_text("10:00 Working…")
    for sign in ("#pricing", "#hand-pricing"):
        expect(page.locator(sign)).to_have_text("Working out what each place costs…")
        expect(page.locator(sign)).to_be_visible()
    expect(page.locator("#grid")).to_have_attribute("aria-busy", "true")
    assert page.locator(".spot").count() == 0
    page.mouse.up()
    expect(page.locator(".ghost")).to_have_text("10:00 Working…")
    assert len(late) == 1
    late[0].continue_()
    told(page, "Move Ports and rails to Mon 8 Nov 10:00 in Hall.")
    expect(page.locator("#pricing")).to_be_hidden()
    expect(page.locator("#grid")).to_have_attribute("aria-busy", "false")


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
    anyway = page.get_by_role("button", name="Do it all the same")
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


@pytest.mark.parametrize("is_late", [False, True])
def test_what_waits_for_a_word_stands_where_it_was_let_go(
    page: Page, forum_desk: Opened, is_late: bool
) -> None:
    """Although the pointer, which has the box an hour after it begins, is over another start."""
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    if is_late:
        page.route("**/prices", hold)
    opening = page.locator('#grid [data-session="opening"]').bounding_box()
    ports = page.locator('#grid [data-session="ports"]').bounding_box()
    assert opening is not None
    assert ports is not None
    inside = round(opening["width"] * 3 / 4)
    page.mouse.move(opening["x"] + inside, opening["y"] + 8)
    page.mouse.down()
    page.mouse.move(ports["x"] + inside, ports["y"] + 9, steps=6)  # where Ada and her room are
    if is_late:
        expect(page.locator(".ghost")).to_have_text("10:00 Working…")
    else:
        page.wait_for_selector(".spot", timeout=PATIENCE)
    page.mouse.up()
    if is_late:
        late[0].continue_()
    expect(page.locator("#why.no")).to_contain_text("to Mon 8 Nov 10:00 in Annex", timeout=PATIENCE)
    page.mouse.move(ports["x"] + inside + 3, ports["y"] + 12)
    page.wait_for_timeout(400)
    expect(page.locator(".ghost")).to_have_count(1)
    expect(page.locator(".rest[data-room=annex] .ghost")).to_contain_text("10:00 Forbidden")
    page.keyboard.press("Escape")


def test_a_tab_that_is_crossed_turns_no_day(page: Page) -> None:
    """The pointer was there for less than the while that it takes."""
    _take(page, "ports")
    _over(page, page.locator('#days [data-day="2"]'))
    page.wait_for_timeout(150)
    _over(page, page.locator("#grid .clock .room"))
    page.wait_for_selector(".spot", timeout=PATIENCE)
    page.wait_for_timeout(800)
    expect(page.locator('#days [aria-current="date"]')).to_have_attribute("data-day", "0")
    page.mouse.up()
    page.keyboard.press("Escape")


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


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "No place is free for it in this room in that half-day."),
        ("fr-FR", "Aucune place libre pour elle dans cette salle cette demi-journée-là."),
    ],
)
def test_a_half_day_without_a_place_is_said_to_have_none(
    browser: Browser, forum_desk: Opened, locale: str, text: str
) -> None:
    """The minister who opens is away on Wednesday."""
    planner = Planner(forum_desk)
    before = planner.look()["places"]
    with at(browser, forum_desk.address, locale=locale) as page:
        page.locator("#by-week").click()
        _take(page, "opening")
        _over(page, _cell(page, "hall", 2, 0))
        page.mouse.up()
        told(page, text)
        assert planner.look()["places"] == before
        expect(page.locator("#by-week")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Escape")
        expect(page.locator("#hand")).to_be_hidden()


def test_a_half_day_without_a_free_place_offers_to_make_room(
    page: Page, forum_desk: Opened
) -> None:
    """Where least is broken there; another session may be dragged meanwhile, and goes where room is made."""
    planner = Planner(forum_desk)
    planner.look()
    assert planner.move("wharves", start_of("Tue 10:30"), "hall").status_code == 200
    assert planner.do("do", do="unpin", session="wharves").status_code == 200
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    page.locator("#by-week").click()
    _take(page, "wharves")
    _over(page, _cell(page, "annex", 1, 13 * 60))
    page.mouse.up()
    why = page.locator("#why")
    expect(why).to_contain_text("Tue 9 Nov 16:00, Annex: Forbidden", timeout=PATIENCE)
    expect(why.get_by_role("button", name="Make room here")).to_be_visible(timeout=PATIENCE)
    is_accessible(page)
    _take(page, "opening")
    _over(page, _cell(page, "hall", 1, 0))
    page.mouse.up()
    expect(page.locator("#hand h2")).to_have_text("Opening", timeout=PATIENCE)
    expect(why).to_contain_text("Tue 9 Nov 1", timeout=PATIENCE)
    why.get_by_role("button", name="Make room here").click(timeout=PATIENCE)
    page.locator("#chains button.main").first.click(timeout=PATIENCE)
    told(page, "Move Opening to Tue 9 Nov")
    expect(page.locator("#broken")).to_have_text("0")
    assert planner.look()["places"]["opening"][0] < start_of("Tue 12:00")


def test_what_is_locked_waits_for_a_word_in_the_week_too(page: Page, forum_desk: Opened) -> None:
    """It is dragged to another day; then it is done all the same."""
    planner = Planner(forum_desk)
    planner.look()
    assert planner.do("do", do="lock", day="2021-11-08").status_code == 200
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    page.locator("#by-week").click()
    _take(page, "ports")
    _over(page, _cell(page, "annex", 1, 0), 40)
    page.mouse.up()
    expect(page.locator("#why")).to_contain_text("It is locked where it is.", timeout=PATIENCE)
    assert planner.look()["places"]["ports"][0] == start_of("Mon 10:00")
    page.get_by_role("button", name="Do it all the same").click()
    told(page, "Move Ports and rails to Tue 9 Nov")
    assert planner.look()["places"]["ports"][0] >= start_of("Tue 09:00")


def test_a_tap_where_it_is_forbidden_waits_for_a_word(browser: Browser, forum_desk: Opened) -> None:
    """Nothing has been read of it before, as there is no pointer; where it is free, a tap moves it."""
    planner = Planner(forum_desk)
    before = planner.look()["places"]
    with at(browser, forum_desk.address, has_touch=True) as page:
        page.locator('#grid [data-session="opening"]').tap()
        page.wait_for_selector(".spot", timeout=PATIENCE)
        spot(page, "Mon 14:00", "annex").tap()  # 180 people, and seats for 60
        expect(page.locator("#why.no")).to_contain_text("without a seat", timeout=PATIENCE)
        expect(page.get_by_role("button", name="Do it all the same")).to_be_visible()
        assert planner.look()["places"] == before
        spot(page, "Mon 14:00", "hall").tap()
        told(page, "Move Opening to Mon 8 Nov 14:00 in Hall.")
