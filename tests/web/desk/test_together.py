"""Several pages in browsers: two planners who drop sessions at the same moments, and another site."""

import random
from collections.abc import Sequence

from playwright.sync_api import Browser, Page, expect

from tests.sampling import TIMES
from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, at, go, pick

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
