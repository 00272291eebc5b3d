"""What a search beside tells: why it has ended, and what the planner's own pins keep it from."""

import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from scheduler.web.desk.searches import NEAR
from tests.processes import children_of, soon
from tests.web.desk.opened import DAY, Opened, Planner, opened, start_of
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, pick, solve, spot, told


@pytest.mark.slow
def test_a_search_that_is_stopped_tells_what_it_knows(desk: Opened, ada: Planner) -> None:
    """What pins cost, and each move by itself, as at its end."""
    ada.move("ports", start_of("Mon 14:00"), "hall")
    with httpx.stream("GET", f"{desk.address}events", timeout=150) as stream:
        lines = map(json.loads, (each[6:] for each in stream.iter_lines() if "{" in each))
        next(lines)
        assert ada.post("solve", near=len(NEAR), number=ada.state["number"]).status_code == 200
        next(each for each in lines if each.get("event") == "solve" and each["running"])
        assert ada.post("stop").status_code == 200
        told = next(each for each in lines if each.get("event") == "solve" and not each["running"])
    assert told["number"] == ada.look()["number"]


PANEL = """
name: forum
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-09
day_profiles: [{id: day, weekdays: [monday, tuesday], bands: [{id: morning, from: "09:00", to: "12:00"}]}]
kinds: [{id: meeting, bands: [morning]}]
rooms: [{id: hall, title: Hall, capacity: 200}]
people:
  - {id: ada, title: Ada, available: [{days: [2021-11-08]}]}
  - {id: ben, title: "Ben, harbours"}
sessions:
  - id: ports
    title: Ports
    kind: meeting
    duration: 60
    attendance: 150
    panel: {at_most: 1, roles: [{id: all, title: All, people: [ada, ben], at_least: 1}]}
published: [{session: ports, start: "2021-11-08T09:00[Africa/Addis_Ababa]", room: hall, seated: [ada]}]
"""


def test_places_are_priced_with_the_panel_and_making_room_says_who_sits_there(
    browser: Browser, tmp_path: Path
) -> None:
    """Ada is not there on Tuesday: with her no slot is possible; room is made by Ben in her seat."""
    (tmp_path / "forum.yaml").write_text(PANEL)
    with opened(tmp_path) as made, at(browser, made.address) as page:
        pick(page, "ports")
        expect(page.locator("#panel")).to_have_text("Panel: Ada")
        none = page.locator('#days [data-day="1"]')
        expect(none.locator("small")).to_have_attribute(
            "title", "no slot is possible with its panel"
        )
        expect(none.locator("small [aria-hidden]")).to_have_text("none")
        expect(page.get_by_role("button", name="no slot is possible with its panel")).to_have_count(
            1
        )
        go(page, 1)
        spot(page, "Tue 09:00", "hall").hover()
        expect(page.locator("#why")).to_contain_text("Making room may change it")
        page.locator("#why").get_by_role("button", name="Make room here", exact=True).click()
        chain = page.locator("#chains li", has_text="Panel of Ports")
        expect(chain.last.locator("span")).to_have_text(
            ["joins: Ben, harbours", "leaves: Ada"], timeout=PATIENCE
        )
        only = page.locator("#chains > ul > li > b").first
        expect(only).to_have_text("Replace only this person: Ben, harbours for Ada")
        head = page.locator("#chains > ul > li > .acts").first
        expect(head).to_contain_text("1 panel changed, 2 people and 1 other to notify")
        page.locator("#chains button.main").first.click()
        told(page, "the panel of Ports changes: Ben, harbours for Ada")
        pick(page, "ports")
        expect(page.locator("#panel")).to_have_text("Panel: Ben, harbours")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs the processes of Linux")
def test_what_looks_for_conflicts_ends_when_it_is_stopped(desk: Opened, ada: Planner) -> None:
    """At once, however long it would look; and the next one looks anew."""
    before = children_of(desk.process.pid)
    ada.move("opening", start_of("Wed 09:00"), "annex")
    for _ in range(2):
        asked = ada.post("collide", number=ada.state["number"], longer=True)
        assert asked.status_code == 200
        soon(lambda: children_of(desk.process.pid) - before)
        begun = children_of(desk.process.pid) - before
        assert ada.post("stop", kind="collide").status_code == 200
        soon(lambda begun=begun: not begun <= children_of(desk.process.pid))  # type: ignore[misc]


TEN, ELEVEN, NOON = (hour * 60 for hour in (10, 11, 12))
BUT_WEDNESDAY = ((8, TEN, DAY), (9, TEN + 30, DAY), (11, 0, DAY), (12, 0, ELEVEN), (12, NOON, DAY))
"""The hall is open for the opening, for Tides and for the closing, and on Wednesday, for Old wharves."""


def test_what_is_left_out_is_said_in_red(browser: Browser, forum_desk: Opened) -> None:
    """Apart from what is elsewhere; each is taken by a button of its own."""
    planner = Planner(forum_desk)
    planner.close("hall", *BUT_WEDNESDAY, (10, 0, DAY))
    planner.close("annex", (11, 0, DAY))
    with at(browser, forum_desk.address) as page:
        solve(page)
        expect(page.locator("#engine-state")).to_contain_text(
            "1 session moved, 1 left out", timeout=PATIENCE
        )
        out = page.locator("#engine-moves li").filter(has_text="Old wharves")
        expect(out.locator(".no")).to_have_text("left out")
        board = page.locator("#engine-moves li").filter(has_text="Board (2)")
        expect(board.locator(".no")).to_have_count(0)
        expect(board).to_contain_text("Annex →")
        is_accessible(page)
        page.get_by_role("button", name="Apply this one: Old wharves").click()
        told(page, "Apply one move of the search: leave out Old wharves")
