"""What comes of a step at the desk: what is asked before it, what is told of it, and where it is seen."""

from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, hear, is_accessible, listening, pick, spot, told


def _found(page: Page, state: dict[str, Any], places: dict[str, Any], **more: Any) -> None:
    """Tell the page what a search beside has found."""
    listening(page)
    page.locator("#solve").click()
    moves = [[name, name, state["places"][name], places[name]] for name in ("ports", "tides")]
    found = {"event": "solve", "running": False, "ended": True, "near": 4, "key": "k", "held": []}
    hear(page, found | {"number": state["number"], "difference": -1, "moves": moves} | more)


def test_whose_panels_change_is_told_before_it_is_taken(page: Page, forum_desk: Opened) -> None:
    """Under the moves: who gets a seat, and who loses it."""
    state = Planner(forum_desk).look()
    panel = ["tides", "Tides", ["Ben"], ["Minister of ports"]]
    _found(page, state, state["places"], panels=[panel])
    row = page.locator("#engine-moves li").last
    expect(row).to_contain_text("Panel of Tides")
    expect(row).to_contain_text("leaves: Minister of ports")
    is_accessible(page)


def test_what_a_colleague_has_moved_meanwhile_waits_for_a_word(
    page: Page, forum_desk: Opened
) -> None:
    """Who, and where to, is said; it is left there, or moved all the same."""
    planner = Planner(forum_desk, "bob")
    pick(page, "ports")
    planner.move("ports", start_of("Mon 14:00"), "annex")
    told(page, "Another planner: Move Ports and rails to Mon 8 Nov 14:00 in Annex.")
    page.wait_for_selector(".spot", timeout=PATIENCE)
    spot(page, "Mon 11:00", "annex").click()
    asked = page.locator("#why.no")
    expect(asked).to_contain_text("Another planner: Move Ports and rails to Mon 8 Nov 14:00")
    expect(asked).to_contain_text(
        "While you held this session, it moved to: Mon 8 Nov 14:00, Annex."
    )
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
    anyway = page.get_by_role("button", name="Move it anyway, to")
    expect(anyway).to_be_focused()
    with page.expect_response("**/prices"):  # the question stays when places are priced anew
        late[0].continue_()
    page.wait_for_timeout(300)
    expect(anyway).to_be_focused()
    anyway.click()
    told(page, "Move Ports and rails to")
    expect(page.locator("#hand")).to_be_hidden()
    assert planner.look()["places"]["ports"][0] != start_of("Mon 10:30")
