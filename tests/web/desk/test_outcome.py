"""What comes of a step at the desk: what is asked before it, what is told of it, and where it is seen."""

from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, at, go, hear, is_accessible, listening, pick, spot, told


def test_the_view_goes_with_a_session_to_another_day(browser: Browser, forum_desk: Opened) -> None:
    """By the list of best places, and back by undo; a pin moves nothing, and the view stays."""
    planner = Planner(forum_desk)
    planner.look()
    for room in ("hall", "annex"):  # on Monday nothing is free
        closed = {"room": room, "day": "2021-11-08", "from": 0, "to": 24 * 60}
        assert planner.do("do", do="close", **closed).status_code == 200
    small = {"width": 390, "height": 844}
    with at(browser, forum_desk.address, viewport=small) as page:
        current = page.locator('#days [aria-current="date"]')
        pick(page, "ports")
        page.locator("ul.best button").first.click()
        told(page, "Move Ports and rails to")
        expect(current).not_to_contain_text("Mon")
        expect(page.locator('#grid [data-session="ports"]')).to_be_in_viewport(ratio=0.9)
        page.locator("#undo").click()
        expect(current).to_contain_text("Mon 8 Nov", timeout=PATIENCE)
        expect(page.locator('#grid [data-session="ports"]')).to_be_in_viewport(ratio=0.9)


def test_the_view_goes_to_what_is_held_again(page: Page, forum_desk: Opened) -> None:
    """Its best place is elsewhere than the day that is shown."""
    planner = Planner(forum_desk)
    planner.look()
    planner.do("do", do="drop", session="closing")
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    page.locator("#tab-tray").click()
    pick(page, "closing")
    page.get_by_role("button", name="Hold").click()
    told(page, "Closing")
    expect(page.locator('#grid [data-session="closing"]')).to_be_in_viewport()


def _found(page: Page, state: dict[str, Any], places: dict[str, Any], **more: Any) -> None:
    """Tell the page what a search beside has found."""
    listening(page)
    page.locator("#solve").click()
    moves = [[name, name, state["places"][name], places[name]] for name in ("ports", "tides")]
    found = {"event": "solve", "running": False, "ended": True, "near": 4, "key": "k", "held": []}
    hear(page, found | {"number": state["number"], "difference": -1, "moves": moves} | more)


def test_a_double_click_takes_one_move_only(page: Page, forum_desk: Opened) -> None:
    """The list moves up under the pointer; a click after that takes the next."""
    state = Planner(forum_desk).look()
    _found(page, state, state["places"])
    taken: list[str | None] = []

    def take(route: Route) -> None:
        taken.append(route.request.post_data)
        route.fulfill(json=state | {"said": f"Taken {len(taken)}."})

    page.route("**/take", take)
    one = page.get_by_role("button", name="Take this one").first
    one.dblclick()
    told(page, "Taken 1.")
    page.wait_for_timeout(800)
    assert len(taken) == 1
    one.click()
    told(page, "Taken 2.")


def test_what_a_move_comes_to_by_itself_stands_beside_it(page: Page, forum_desk: Opened) -> None:
    """Of those of which it is known: that it breaks a rule, or what it costs."""
    state = Planner(forum_desk).look()
    rows = page.locator("#engine-moves li")
    for alone, said in ((1, 0), "by itself Forbidden"), ((0, 1250), "by itself +1.3"):
        _found(page, state, state["places"], alone=[alone])
        expect(rows.nth(0)).to_contain_text(said)
        expect(rows.nth(1)).not_to_contain_text("by itself")
        word = "Do it all the same" if alone[0] else "Take this one"
        expect(rows.nth(0).get_by_role("button")).to_have_text(word)
        is_accessible(page)
        page.reload()


def test_whose_panels_change_is_told_before_it_is_taken(page: Page, forum_desk: Opened) -> None:
    """Under the moves: who gets a seat, and who loses it."""
    state = Planner(forum_desk).look()
    panel = ["tides", "Tides", ["Ben"], ["Minister of ports"]]
    _found(page, state, state["places"], panels=[panel])
    row = page.locator("#engine-moves li").last
    expect(row).to_contain_text("Panel of Tides")
    expect(row).to_contain_text("no longer: Minister of ports")
    is_accessible(page)


def test_a_hard_rule_broken_for_another_is_told_in_red(page: Page) -> None:
    """As many are broken as before, but not the same: 180 in a room for 60, then without the minister."""
    pick(page, "opening")
    spot(page, "Mon 14:00", "annex").click()
    told(page, "1 more hard rule broken: ")
    go(page, 0)
    pick(page, "opening")
    go(page, 2)
    spot(page, "Wed 14:00", "hall").click()
    told(page, "Another hard rule is broken than before: Minister of ports")
    expect(page.locator("#toast")).to_have_class("no")
    expect(page.locator("#broken")).to_have_text("1")
    page.locator("#undo").click()
    page.locator("#undo").click()
    told(page, "Undone")
    expect(page.locator("#toast")).to_have_class("")


def test_what_a_colleague_has_moved_meanwhile_waits_for_a_word(
    page: Page, forum_desk: Opened
) -> None:
    """Who, and where to, is said; it is left there, or moved all the same."""
    planner = Planner(forum_desk, "bob")
    planner.look()
    pick(page, "ports")
    planner.move("ports", start_of("Mon 14:00"), "annex")
    told(page, "Another planner: Move Ports and rails to Mon 8 Nov 14:00 in Annex.")
    page.wait_for_selector(".spot", timeout=PATIENCE)
    spot(page, "Mon 11:00", "annex").click()
    asked = page.locator("#why.no")
    expect(asked).to_contain_text("Another planner: Move Ports and rails to Mon 8 Nov 14:00")
    expect(asked).to_contain_text("While you held it, it came to: Mon 8 Nov 14:00, Annex.")
    page.get_by_role("button", name="Leave it there").click()
    expect(page.locator("#hand")).to_be_hidden()
    assert planner.look()["places"]["ports"][0] == start_of("Mon 14:00")
    pick(page, "ports")  # anew: it is known where it is
    spot(page, "Mon 15:30", "annex").click()
    told(page, "Move Ports and rails to Mon 8 Nov 15:30 in Annex.")
    planner.look()
    pick(page, "ports")
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/prices", hold)
    planner.move("ports", start_of("Mon 10:30"), "annex")
    told(page, "Another planner: Move Ports and rails to Mon 8 Nov 10:30 in Annex.")
    page.locator("ul.best button").first.click()
    anyway = page.get_by_role("button", name="Move it all the same, to")
    expect(anyway).to_be_focused()
    with page.expect_response("**/prices"):  # the question stays when places are priced anew
        late[0].continue_()
    page.wait_for_timeout(300)
    expect(anyway).to_be_focused()
    anyway.click()
    told(page, "Move Ports and rails to")
    expect(page.locator("#hand")).to_be_hidden()
    assert planner.look()["places"]["ports"][0] != start_of("Mon 10:30")
