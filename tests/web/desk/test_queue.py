"""Steps that come fast at the desk wait for each other; only what a colleague did first is refused."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, go, told

PLACES = (("tides", "Tue 10:30"), ("wharves", "Wed 10:00"), ("ports", "Mon 14:00"))


def _moved(forum_desk: Opened, page: Page) -> list[dict[str, object]]:
    """Do three steps; return where all were before each of them, and after."""
    planner = Planner(forum_desk, "page")
    places = [planner.look()["places"]]
    for name, when in PLACES:
        answer = planner.move(name, start_of(when), "hall" if name != "ports" else "annex")
        assert answer.status_code == 200
        places.append(planner.state["places"])
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    return places


@pytest.mark.parametrize("by", ["keys", "clicks"])
def test_undo_and_redo_at_once_are_all_done(page: Page, forum_desk: Opened, by: str) -> None:
    """Three of each, without waiting for an answer: nobody is told of a colleague."""
    before, *_, after = _moved(forum_desk, page)
    planner = Planner(forum_desk)
    for button, key, left in (("undo", "z", before), ("redo", "y", after)):
        for _ in PLACES:
            if by == "keys":
                page.keyboard.press(f"Control+{key}")
            else:
                page.locator(f"#{button}").dispatch_event("click")
        expect(page.locator(f"#{button}")).to_be_disabled(timeout=PATIENCE)
        assert planner.look()["places"] == left
        expect(page.locator("#toast")).not_to_have_class("no")


def test_what_waited_is_left_when_a_colleague_was_first(page: Page, forum_desk: Opened) -> None:
    """The first of three is refused, and the others are not done to what nobody has seen."""
    _moved(forum_desk, page)
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/undo", hold)
    for _ in PLACES:
        page.keyboard.press("Control+z")
    page.wait_for_timeout(300)
    assert len(late) == 1  # the others wait
    colleague = Planner(forum_desk, "colleague")
    colleague.look()
    go(page, 1)
    assert colleague.move("closing", start_of("Fri 10:00"), "hall").status_code == 200
    late[0].continue_()
    told(page, "The desk has changed")
    page.wait_for_timeout(300)
    assert len(late) == 1
    assert colleague.look()["places"]["closing"][0] == start_of("Fri 10:00")
