"""Making room at the desk, while it is looked for, when it is stopped, and what is said at its end."""

import json
import re

from playwright.sync_api import Page, Route, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, go, is_accessible, pick, spot, told


def _look_for_room(page: Page, name: str = "Make room here") -> None:
    """Ask for room where the minister who opens is away."""
    pick(page, "opening")
    go(page, 2)
    spot(page, "Wed 09:00", "hall").hover()
    expect(page.locator("#why")).to_contain_text("09:00, Hall", timeout=PATIENCE)
    page.locator("#why").get_by_role("button", name=name).click(timeout=PATIENCE)


def _unanswered(page: Page) -> list[str]:
    """Let searches for room begin, and never tell anything; return what is asked to be stopped."""
    stopped: list[str] = []

    def stop(route: Route) -> None:
        stopped.append(json.loads(route.request.post_data or "")["kind"])
        route.continue_()

    page.route("**/room", lambda route: route.fulfill(json={}))
    page.route("**/stop", stop)
    return stopped


def test_it_says_for_how_long_it_looks_and_is_stopped(page: Page) -> None:
    """By a button that goes with it; then it says so, and what comes late changes nothing."""
    stopped = _unanswered(page)
    _look_for_room(page)
    expect(page.locator("#room-seconds")).to_have_text(re.compile(r"^[2-9] s$"))
    is_accessible(page)
    with page.expect_request("**/stop"):
        page.locator("#room-stop").press("Enter")
    expect(page.locator("#room-said")).to_have_text("Stopped before a way was found.")
    expect(page.locator("#room-said")).to_be_focused()
    expect(page.locator("#room-stop")).to_have_count(0)
    assert stopped == ["room"]


def _hears(page: Page, *events: dict[str, object]) -> None:
    """Let the page hear of these, again and again, and of nothing else."""
    told = "".join(
        f"data: {json.dumps({'event': 'room', 'said': ''} | each)}\n\n" for each in events
    )
    body, kind = f"retry: 200\n\n{told}", "text/event-stream"
    page.unroute("**/events")
    page.route("**/events", lambda route: route.fulfill(body=body, content_type=kind))
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)


def test_where_nothing_is_proved_it_is_looked_longer(page: Page) -> None:
    """By a button, also where something was found, which stays; where it is proved there is none."""
    asked: list[bool] = []

    def look(route: Route) -> None:
        asked.append(json.loads(route.request.post_data or "")["longer"])
        route.fulfill(json={})

    page.route("**/room", look)
    chain = {"key": "1", "moves": [], "panels": [], "told": [], "broken": [], "penalty": 0}
    chain |= {"rules": [["room_waste", 2500], ["no_slack", -1500]]}
    found = {"chains": [chain | {"others": 1}], "running": False, "proved": False}
    _hears(page, found)
    _look_for_room(page)
    is_accessible(page)
    rules = page.locator("#chains .by-rule li .amount")
    expect(rules).to_have_text([re.compile(r"^\+2\.5$"), re.compile(r"^[-−]1\.5$")])
    page.locator("#room-longer").press("Enter")
    expect(page.locator("#chains .chains > li")).to_have_count(1)
    _hears(page, found | {"proved": True})
    _look_for_room(page)
    expect(page.locator("#room-said")).to_contain_text("Proved")
    expect(page.locator("#room-longer")).to_have_count(0)
    for _ in range(100):  # what is heard comes by another way than what is asked
        if len(asked) < 3:
            page.wait_for_timeout(50)
    assert asked == [False, True, False]


def test_what_is_impossible_leads_to_why_and_to_ways_out(page: Page, forum_desk: Opened) -> None:
    """One click; a way out is weighed and done with the change as one step, and room is made for it."""
    planner = Planner(forum_desk)
    before = planner.look()
    _look_for_room(page)
    impossible = "Proved: not possible, whatever else moves."
    expect(page.locator("#room-said")).to_have_text(impossible, timeout=PATIENCE)
    expect(page.locator("#live")).to_have_text(impossible)
    page.get_by_role("button", name="Why, and what would help?").click()
    told_why = page.locator("#conflicts-here")
    proved = "Proved: with this change, no programme satisfies all hard rules."
    expect(told_why).to_contain_text(proved, timeout=PATIENCE)
    expect(page.locator("#live")).to_have_text(proved)
    expect(told_why).to_contain_text(
        "Taken as fixed: Opening is pinned to Wed 10 Nov 09:00-10:00 in Hall."
    )
    expect(told_why.locator("summary")).to_contain_text("Minister of ports is available")
    expect(told_why).to_be_focused()
    is_accessible(page)
    told_why.get_by_role("button", name="make Minister of ports available").first.click()
    expect(page.locator("#form h2")).to_have_text("Fix a conflict")
    expect(page.locator("#weighed")).to_contain_text(
        "Hard rules broken after it: 0", timeout=PATIENCE
    )
    expect(page.get_by_label("Move sessions to where the fix was verified")).to_be_checked()
    page.get_by_label("Keep all other sessions in their slots").check()
    expect(page.locator("#weighed")).to_contain_text(
        "Hard rules broken after it: 1", timeout=PATIENCE
    )
    is_accessible(page)
    page.locator("#form-room").click()
    page.locator("#form-chains button.main").first.click(timeout=PATIENCE)
    told(page, "Move Opening to Wed 10 Nov 09:00 in Hall; make Minister of ports available")
    expect(page.locator("#form")).to_be_hidden()
    expect(page.locator("#hand")).to_be_hidden()
    expect(page.locator("#broken")).to_have_text("0")
    after = planner.look()
    assert (after["done"], after["places"]["opening"][0]) == (
        before["done"] + 1,
        start_of("Wed 09:00"),
    )
    page.keyboard.press("Control+z")
    told(page, "Undone")
    assert planner.look()["places"] == before["places"]
