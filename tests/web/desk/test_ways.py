"""Why rules are broken, beside the grid, and ways out that are done by a click: in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk.opened import WEEK, Opened, Planner
from tests.web.desk.seen import PATIENCE, collided, hear, is_accessible, listening, told


def _hall_lost(forum_desk: Opened) -> Planner:
    """Close the hall all week: no programme satisfies every rule."""
    planner = Planner(forum_desk)
    planner.close("hall", *WEEK)
    return planner


def test_ways_out_that_suffice_together_are_one_step(page: Page, forum_desk: Opened) -> None:
    """They are weighed before they are done, by keys alone; undo takes them back."""
    planner = _hall_lost(forum_desk)
    before = planner.look()
    page.locator("#why-not").click(timeout=PATIENCE)
    expect(page.locator("#conflicts")).to_contain_text("no programme satisfies", timeout=PATIENCE)
    expect(page.locator("#conflicts .proofs li").first).to_contain_text("have no slot")
    expect(page.locator("#conflicts .ways li").first).to_contain_text("→")
    trying = page.get_by_role("button", name="Try all of these").first
    trying.focus(timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(page.locator("#form h2")).to_have_text("Fix a conflict")
    expect(page.locator("#weighed")).to_contain_text(
        "Hard rules broken after it: 0", timeout=PATIENCE
    )
    expect(page.locator("#live")).to_contain_text("Hard rules broken after it: 0")
    is_accessible(page)
    assert planner.look() == before
    page.keyboard.press("Escape")
    expect(trying).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#form button.main")).to_be_enabled(timeout=PATIENCE)
    page.locator("#form button.main").press("Enter")
    expect(page.locator("#broken")).to_have_text("0", timeout=PATIENCE)
    after = planner.look()
    assert (after["done"], after["broken"]) == (before["done"] + 1, 0)
    expect(page.locator("#live")).to_contain_text("moved")
    page.keyboard.press("Control+z")
    told(page, "Undone")
    assert planner.look()["places"] == before["places"]


def test_a_single_way_out_may_leave_all_where_they_are(page: Page, forum_desk: Opened) -> None:
    """In French, too; what is broken then is said before."""
    planner = _hall_lost(forum_desk)
    page.locator("#language").click()
    page.locator("#why-not").click(timeout=PATIENCE)
    page.locator("#conflicts details button.try").first.click(timeout=PATIENCE)
    expect(page.locator("#form h2")).to_have_text("Résoudre un conflit")
    page.get_by_label("Garder toutes les séances à leur créneau").check()
    expect(page.locator("#weighed")).to_contain_text("violées après", timeout=PATIENCE)
    places = planner.look()["places"]
    page.locator("#form button.main").click()
    told(page, "Pénalité")
    after = planner.look()
    assert after["places"] == places
    page.locator("#language").click()


@pytest.mark.slow
def test_a_way_out_of_an_older_state_is_refused(forum_desk: Opened) -> None:
    """And so is one that nobody has found."""
    planner = _hall_lost(forum_desk)
    answer = planner.do("do", do="way", key="999")
    assert answer.status_code == 422
    assert "has changed since" in answer.json()["error"]


def test_where_nothing_is_proved_it_is_looked_longer(page: Page, forum_desk: Opened) -> None:
    """The findings that are broken now stay listed, and a button searches longer."""
    planner = _hall_lost(forum_desk)
    listening(page)
    page.route("**/collide", lambda route: route.fulfill(json={}))
    page.locator("#why-not").wait_for(timeout=PATIENCE)
    hear(page, collided("unknown", number=planner.look()["number"]))
    expect(page.locator("#conflicts")).to_contain_text("Nothing proved in 10 s.")
    expect(page.locator("#conflicts")).to_contain_text("Broken now:")
    expect(page.locator("#conflicts li").first).to_contain_text("Hall is closed")
    is_accessible(page)
    with page.expect_request("**/collide") as asking:
        page.locator("#look-longer").click()
    assert '"longer":true' in (asking.value.post_data or "")


def test_a_search_that_found_none_that_keeps_the_rules_says_so(
    page: Page, forum_desk: Opened
) -> None:
    """While it goes on and at its end; where rules are kept, nothing is better."""
    listening(page)
    nothing = {"event": "solve", "near": 4, "bound": None, "ended": True, "proved": False}
    state = page.locator("#engine-state")
    page.locator("#solve").click()
    for running in (True, False):
        hear(page, nothing | {"number": Planner(forum_desk).look()["number"], "running": running})
        expect(state).to_contain_text("No better programme found")
    number = _hall_lost(forum_desk).look()["number"]
    expect(page.locator("#why-not")).to_be_visible(timeout=PATIENCE)
    for running in (True, False):
        hear(page, nothing | {"number": number, "running": running})
        expect(state).to_contain_text("No programme found yet that satisfies all hard rules")
        expect(state).not_to_contain_text("better")
