"""The form of a change, and what is found for it: nothing overlaps, is old, or contradicts itself."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.web.desk.seen import PATIENCE, hear, is_accessible, listening

ROOM: dict[str, Any] = {"event": "room", "said": "Close Hall", "running": False, "proved": False}
CHAIN: dict[str, Any] = {"key": "1", "moves": [], "panels": [], "others": 0, "penalty": 0}


def _way(key: str) -> dict[str, Any]:
    return {"key": key, "words": [f"open the hall for the session number {key}"]}


def _found(status: str, conflicts: int, seconds: float = 10) -> dict[str, Any]:
    """Return what is published of a change: so many conflicts with two ways out each."""
    nothing: dict[str, Any] = {"words": [], "key": None}
    many = [
        {
            "culprits": [["room_closed", "Hall is closed all day on Monday 8 November"]],
            "sessions": [["opening", "Opening"]],
            "ways": [_way(f"{number}1"), _way(f"{number}2")],
        }
        for number in range(1, conflicts + 1)
    ]
    ways = {"together": nothing, "fewest": False}
    told = {"event": "collide", "said": "Close Hall", "status": status, "seconds": seconds}
    return told | ways | {"conflicts": many, "given": []}


def _closing(page: Page, *, proved: bool = False, chains: int = 0) -> None:
    """Ask for room in the form that closes the hall, and hear what was found."""
    listening(page)
    for path in ("room", "collide", "stop"):
        page.route(f"**/{path}", lambda route: route.fulfill(json={}))
    page.get_by_role("button", name="Hall", exact=True).click()
    page.locator("#form-room").click(timeout=PATIENCE)
    rows = [CHAIN | {"broken": [], "told": []}] * chains
    hear(page, ROOM | {"chains": rows, "impossible": proved})


def _asked_why(page: Page, found: dict[str, Any]) -> None:
    page.locator("#why-none").click(timeout=PATIENCE)
    hear(page, found)


def test_the_search_for_why_tells_its_seconds_and_is_stopped(page: Page) -> None:
    """Then what was known before is there again, and what comes late changes nothing."""
    _closing(page)
    page.locator("#why-none").click(timeout=PATIENCE)
    expect(page.locator("#why-seconds")).to_have_text("2 s", timeout=PATIENCE)
    is_accessible(page)
    with page.expect_request("**/stop") as asking:
        page.locator("#why-stop").press("Enter")
    assert json.loads(asking.value.post_data or "")["kind"] == "collide"
    expect(page.locator("#why-none")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("conflict stopped")
    hear(page, _found("infeasible", 1))
    expect(page.locator("#conflicts-here")).to_have_count(0)
    _asked_why(page, _found("unknown", 1))
    page.locator("#look-longer").click()
    expect(page.locator("#why-seconds")).to_have_text("1 s")
    page.locator("#why-stop").click()
    expect(page.locator("#look-longer")).to_be_focused()
    expect(page.locator("#conflicts-here .try")).to_have_count(2)
