"""The form of a wish, and what is found for it: nothing overlaps, is old, or contradicts itself."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk.seen import PATIENCE, hear, is_accessible, listening

ROOM: dict[str, Any] = {"event": "room", "said": "Close Hall", "running": False, "proved": False}
CHAIN: dict[str, Any] = {"key": "1", "moves": [], "panels": [], "others": 0, "penalty": 0}


def _way(key: str) -> dict[str, Any]:
    return {"key": key, "words": [f"open the hall for the session number {key}"]}


def _found(status: str, conflicts: int, seconds: float = 10) -> dict[str, Any]:
    """Return what is published of a wish: so many conflicts with two ways out each."""
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


def test_what_was_found_for_another_wish_is_gone_at_once(page: Page) -> None:
    """Ways to make room, and why there is none; what is looked for is stopped."""
    asked: list[str] = []
    _closing(page, chains=1)
    page.on("request", lambda each: asked.append(each.url))
    chains, until = page.locator("#form-chains"), page.locator("#form select[name=last]")
    expect(chains.locator(".chains > li")).to_have_count(1)
    until.select_option("1")
    expect(chains).to_be_empty()
    assert not [each for each in asked if each.endswith("/stop")]
    page.locator("#form-room").click(timeout=PATIENCE)
    with page.expect_request("**/stop") as room:
        until.select_option("2")
    assert json.loads(room.value.post_data or "")["kind"] == "room"
    expect(chains).to_be_empty()
    page.locator("#form-room").click(timeout=PATIENCE)
    hear(page, ROOM | {"chains": []})
    _asked_why(page, _found("infeasible", 1))
    expect(page.locator("#conflicts-here")).to_be_visible()
    until.select_option("3")
    expect(chains).to_be_empty()
    page.locator("#form-room").click(timeout=PATIENCE)
    hear(page, ROOM | {"chains": []})
    page.locator("#why-none").click()
    with page.expect_request("**/stop") as collide:
        until.select_option("4")
    assert json.loads(collide.value.post_data or "")["kind"] == "collide"
    expect(chains).to_be_empty()


@pytest.mark.parametrize(
    ("proved", "conflicts", "said"),
    [
        (True, 1, "What stands in the way, as far as it was found:"),
        (True, 0, "In 10 seconds it was not found what stands in the way."),
        (False, 1, "It is not known whether a programme with this wish keeps every hard rule."),
    ],
)
def test_what_is_proved_is_not_said_to_be_unknown(
    page: Page, proved: bool, conflicts: int, said: str
) -> None:
    """It may be looked longer for what stands in the way."""
    _closing(page, proved=proved)
    _asked_why(page, _found("unknown", conflicts))
    box = page.locator("#conflicts-here")
    expect(box.locator("b").first).to_have_text(said)
    expect(page.locator("#live")).to_have_text(said)
    expect(box.get_by_text("not known")).to_have_count(0 if proved else 1)
    expect(box.get_by_text("nothing was proved")).to_have_count(0 if proved else 1)
    expect(box.locator("#look-longer")).to_be_visible()
    is_accessible(page)


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
    expect(page.locator("#live")).to_contain_text("is stopped")
    hear(page, _found("infeasible", 1))
    expect(page.locator("#conflicts-here")).to_have_count(0)
    _asked_why(page, _found("unknown", 1))
    page.locator("#look-longer").click()
    expect(page.locator("#why-seconds")).to_have_text("1 s")
    page.locator("#why-stop").click()
    expect(page.locator("#look-longer")).to_be_focused()
    expect(page.locator("#conflicts-here .try")).to_have_count(2)


@pytest.mark.parametrize(
    ("staying", "tried", "preset"),
    [(2, 0, "Sessions go where it was tried"), (0, 0, "All others stay where they are")],
)
def test_the_way_out_that_breaks_nothing_is_chosen_at_first(
    page: Page, staying: int, tried: int, preset: str
) -> None:
    """If both do, others stay; and what is chosen by hand stays chosen."""
    asked: list[bool] = []
    _closing(page, proved=True)
    nothing: dict[str, Any] = {"said": "A way.", "rules": [], "same": False, "sentence": "So."}
    nothing |= {"forbidden": 0, "penalty": 0, "still": False, "broken": [], "all": []}

    def weigh(route: Any) -> None:
        found = json.loads(route.request.post_data)["found"]
        asked.append(found)
        route.fulfill(json=nothing | {"left": tried if found else staying})

    page.route("**/weigh", weigh)
    _asked_why(page, _found("infeasible", 1))
    page.locator("#conflicts-here .try").first.click()
    expect(page.locator("#weighed")).to_contain_text(f"Hard rules broken then: {tried}")
    expect(page.get_by_label(preset)).to_be_checked()
    page.get_by_label("Sessions go where it was tried").check()
    page.get_by_label("All others stay where they are").check()
    expect(page.locator("#weighed")).to_contain_text(f"Hard rules broken then: {staying}")
    expect(page.get_by_label("All others stay where they are")).to_be_checked()


@pytest.mark.parametrize(
    ("before", "to", "after"),
    [
        ("not_coming", "ada", "not_coming"),
        ("available", "ada", "available"),
        ("available", "pool:french", "away"),
        ("away", "pool:french", "away"),
        ("not_coming", "pool:french", "away"),
    ],
)
def test_what_somebody_does_is_kept_where_the_other_can_do_it(
    page: Page, before: str, to: str, after: str
) -> None:
    """A team that is back is no person who is there only then; and back again."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("presence")
    who, does = page.locator("#form select[name=person]"), page.locator("#form select[name=do]")
    who.select_option("minister")
    page.evaluate(
        "() => document.querySelector('#form select[name=person]').append(new Option('Team', 'pool:french'))"
    )
    does.select_option(before)
    who.select_option(to)
    expect(does).to_have_value(after)
    if to.startswith("pool:"):
        does.select_option("available")
        expect(does.locator("option:checked")).to_have_text("is back: all of them are there then")
        who.select_option("ada")
        expect(does).to_have_value("away")


@pytest.mark.parametrize(
    ("groups", "text"),
    [
        (["people"] * 9 + ["rooms"] * 24, "9 people and 24 others to be told"),
        (["people", "delegations", "delegations"], "1 person and 2 delegations to be told"),
        (["people", "delegations", "remote"], "1 person, 1 delegation and 1 other to be told"),
    ],
)
def test_all_who_are_listed_are_counted(page: Page, groups: list[str], text: str) -> None:
    """Those who keep rooms, sites and resources, too."""
    _closing(page)
    told = [[group, f"Name {number}"] for number, group in enumerate(groups)]
    hear(page, ROOM | {"chains": [CHAIN | {"broken": [], "told": told}]})
    expect(page.locator("#form-chains .acts span").first).to_contain_text(text)
