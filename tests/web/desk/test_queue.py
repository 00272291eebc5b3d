"""Steps that come fast, from one page or from several planners: what was first counts."""

import random
import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.sampling import TIMES
from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, at, go, pick, told

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
    expect(page.locator("#undo")).to_have_attribute("title", re.compile("Move Ports"))
    for button, key, left in (("undo", "z", before), ("redo", "y", after)):
        for _ in PLACES:
            if by == "keys":
                page.keyboard.press(f"Control+{key}")
            else:
                page.locator(f"#{button}").dispatch_event("click")
        expect(page.locator(f"#{button}")).to_be_disabled(timeout=PATIENCE)
        assert planner.look()["places"] == left
        told(page, {"undo": "Undone", "redo": "Redone"}[button])
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
    go(page, 1)
    assert colleague.move("closing", start_of("Fri 10:00"), "hall").status_code == 200
    late[0].continue_()
    told(page, "The desk has changed")
    page.wait_for_timeout(300)
    assert len(late) == 1
    assert colleague.look()["places"]["closing"][0] == start_of("Fri 10:00")
    assert colleague.move("closing", start_of("Fri 11:00"), "hall").status_code == 200
    expect(page.locator("#live")).to_contain_text("Fri 12 Nov 11:00", timeout=PATIENCE)
    told(page, "The desk has changed")  # news does not replace what was refused


ROUNDS = 5 * TIMES
"""In each of them both drop a session."""
CLICK = """part => {
  const spots = document.querySelectorAll('.spot');
  spots[Math.floor(part * spots.length)].click();
}"""
SHOWN = "[...document.querySelectorAll('#grid [data-session]')].map(e => e.dataset.session + e.textContent)"


def _hold_one(page: Page, planner: Planner, chance: random.Random) -> None:
    """Take a session of any day into the hand."""
    name = chance.choice(["tides", "ports", "closing", "opening", "wharves"])
    start = planner.state["places"][name][0]
    first = min(planner.state["places"].values())[0] // 1440
    go(page, start // 1440 - first)
    pick(page, name)


def _drop(page: Page, chance: random.Random) -> None:
    """Click a place, and do not wait for what comes of it."""
    page.evaluate(CLICK, chance.random())


def _settled(pages: Sequence[Page], planner: Planner) -> int:
    """Wait until both show the same steps as the server has; return how many."""
    for page in pages:
        moved = page.get_by_role("button", name="Leave it there")
        expect(page.locator("#hand[hidden]").or_(moved)).to_have_count(1, timeout=PATIENCE)
        if moved.count():  # both held the same one, and the other was first
            moved.click()
        expect(page.locator("#hand")).to_be_hidden(timeout=PATIENCE)
    steps = int(planner.look()["done"])
    for page in pages:
        expect(page.locator("#tab-steps")).to_have_text(f"History {steps}", timeout=PATIENCE)
    return steps


def test_two_browsers_end_with_the_same_state(browser: Browser, desk: Opened) -> None:
    """Whoever is later is refused or goes on from the new state: both show the same in the end."""
    chance, planner = random.Random(4), Planner(desk)
    before = int(planner.look()["done"])
    with at(browser, desk.address) as one, at(browser, desk.address) as other:
        pages = [one, other]
        for _ in range(ROUNDS):
            for page in pages:
                _hold_one(page, planner, chance)
            for page in pages:
                _drop(page, chance)
            done = _settled(pages, planner)
        assert done >= before + ROUNDS // 2
        for page in pages:
            page.locator("#by-week").click()
        shown = [page.evaluate(SHOWN) for page in pages]
        assert shown[0] == shown[1]
        assert len(shown[0]) == len(planner.state["places"])
        totals = [page.locator("#total").inner_text() for page in pages]
        assert totals[0] == totals[1]
