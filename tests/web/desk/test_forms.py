"""The forms of changes: examples, effects, what is found for them, and that a double click acts once."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, collided, form, hear, is_accessible, listening, told

ROOM: dict[str, Any] = {"event": "room", "said": "Close Hall", "running": False, "proved": False}
CHAIN: dict[str, Any] = {"key": "1", "moves": [], "panels": [], "others": 0, "penalty": 0}


CONFLICT: dict[str, Any] = {
    "culprits": [["room_closed", "Hall is closed all day on Monday 8 November"]],
    "sessions": [["opening", "Opening"]],
    "ways": [{"key": key, "words": ["open the hall for a session"]} for key in ("11", "12")],
}


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
    hear(page, collided("infeasible", CONFLICT, said="Close Hall"))
    expect(page.locator("#conflicts-here")).to_have_count(0)
    _asked_why(page, collided("unknown", CONFLICT, said="Close Hall"))
    page.locator("#look-longer").click()
    expect(page.locator("#why-seconds")).to_have_text("1 s")
    page.locator("#why-stop").click()
    expect(page.locator("#look-longer")).to_be_focused()
    expect(page.locator("#conflicts-here .try")).to_have_count(2)


@pytest.mark.parametrize(
    "kind", ["add", "closeRoom", "prefer", "presence", "fact", "setLevel", "lockMany"]
)
def test_fields_of_a_form_have_different_names(page: Page, kind: str) -> None:
    """Somebody who hears the names knows which field it is."""
    form(page, kind)
    names = page.locator("#form label.field:visible > span").all_inner_texts()
    assert all(name.strip() for name in names)
    assert len({*names}) == len(names)


def test_the_example_of_a_line_is_understood(page: Page) -> None:
    """It has the conference's own kind, and one of its dates."""
    form(page, "add")
    line = page.locator("#form textarea")
    hint = line.get_attribute("placeholder")
    assert hint == "Pledges, meeting, 30 min, 60 people, 9 nov 14:00"
    line.fill(hint)
    expect(page.locator("#weighed")).to_contain_text("Add Pledges", timeout=PATIENCE)
    expect(page.locator("#form p.soft")).to_have_text("Kind: meeting")


def test_hours_are_preferred_for_a_kind(page: Page) -> None:
    """By a form: all hours are no preference; its cost is shown, and once done it is undone."""
    form(page, "prefer")
    expect(page.locator("#weighed")).to_contain_text("Fill in the fields")
    page.locator("#form select[name=who]").select_option("kinds.meeting")
    page.locator("#form select[name=to]").select_option("720")
    weighed = page.locator("#weighed")
    expect(weighed).to_contain_text("Prefer every day until 12:00: ", timeout=PATIENCE)
    page.locator("#form select[name=level]").select_option("weight")
    page.locator("#form input[name=weight]").fill("2")
    expect(weighed).to_contain_text("(weight 2)", timeout=PATIENCE)
    is_accessible(page)
    page.locator("#form button.main:not(:disabled)").click(timeout=PATIENCE)
    told(page, "Prefer every day until 12:00: ")
    expect(page.locator(".rule[data-rule=preference_missed]")).to_be_attached()
    page.locator("#undo").click()
    expect(page.locator(".rule[data-rule=preference_missed]")).to_have_count(0, timeout=PATIENCE)


def test_a_level_is_set_by_names(page: Page) -> None:
    """A rule for one item that is chosen by its title; its level now is the real number."""
    form(page, "setLevel")
    page.locator("#form select[name=rule]").select_option("room_waste")
    expect(page.locator("#rule-sentence")).to_contain_text("Now: 0.01.")
    page.locator("#form select[name=item]").select_option(label="Opening")
    page.locator("#form input[name=weight]").fill("2")
    expect(page.locator("#weighed")).to_contain_text(
        "Set “Empty seats” of Opening to 2", timeout=PATIENCE
    )


def test_a_preference_is_removed(page: Page, forum_desk: Opened) -> None:
    """It is chosen by its sentence, and no hours are asked for; that there is none is said."""
    form(page, "prefer")
    page.locator("#form select[name=wanted]").select_option("back")
    weighed = page.locator("#weighed")
    expect(weighed).to_have_text("No preference to remove.")
    planner = Planner(forum_desk)
    hours = {"day": "2021-11-08", "last": "2021-11-12", "from": 0, "to": 720}
    change = {"do": "prefer", "table": "kinds", "row": "meeting"}
    assert planner.do("do", **change, **hours, level=2).status_code == 200
    told(page, "Prefer every day until 12:00")
    page.locator("#form select[name=kind]").select_option("fact")
    page.locator("#form select[name=kind]").select_option("prefer")
    page.locator("#form select[name=wanted]").select_option("back")
    for each in ("who", "day", "from", "level"):
        expect(page.locator(f"#form select[name={each}]")).to_be_hidden()
    stands = page.locator("#form select[name=standing] option")
    expect(stands).to_have_text("Prefer every day until 12:00: meeting (weight 2).")
    expect(weighed).to_contain_text("Remove the preference: Prefer every day", timeout=PATIENCE)
    is_accessible(page)
    page.locator("#form button.main").click()
    told(page, "Remove the preference: Prefer every day until 12:00: meeting (weight 2).")
    assert planner.look()["preferences"] == []


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """Note which steps are asked for."""
    found: list[str] = []
    page.on("request", lambda each: found.append(each.url.rpartition("/")[2]))
    yield found
    assert "no" not in (page.locator("#toast").get_attribute("class") or "")


def _close(page: Page) -> None:
    page.get_by_role("button", name="Annex", exact=True).click()
    page.locator("#form select[name=day]").select_option("2")
    expect(page.locator("#weighed")).to_contain_text("Close Annex", timeout=PATIENCE)
    expect(page.locator("#form button.main")).to_be_enabled()


def test_a_form_is_done_once(page: Page, forum_desk: Opened, asked: list[str]) -> None:
    """By a double click, and by a second press while the first is on its way, or just after it."""
    late: list[Route] = []
    _close(page)
    page.locator("#form button.main").dblclick()
    told(page, "Close Annex on Wed 10 Nov")
    page.wait_for_timeout(300)
    assert asked.count("do") == 1
    page.locator("#undo").click()
    expect(page.locator("#undo")).to_be_disabled(timeout=PATIENCE)
    _close(page)

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/do", hold)
    page.locator("#form button.main").click()
    page.wait_for_timeout(700)
    page.locator("#form button.main").click()
    page.locator("#form button.main").dispatch_event("click")
    late[0].continue_()
    expect(page.locator("#form")).to_be_hidden(timeout=PATIENCE)
    page.wait_for_timeout(300)
    assert asked.count("do") == 2
    planner = Planner(forum_desk)
    assert planner.look()["done"] == 2
