"""How sessions are marked and named on the desk's page, and how it says that it works."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.web.desk.opened import FORUM, opened
from tests.web.desk.seen import PATIENCE, at, go, pick, spot, told

SUVA = "{id: suva, region: asp, zone: Pacific/Fiji}"


def _forum(folder: Path, *changes: tuple[str, str]) -> None:
    """Write the forum with some texts in place of others."""
    text = FORUM.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (folder / "forum.yaml").write_text(text, encoding="utf-8")


def test_a_region_names_the_city_where_it_is_worst(browser: Browser, tmp_path: Path) -> None:
    """At 9 in Addis Ababa it is 18 in Fiji, and 6 in London; both are in the tooltip."""
    _forum(
        tmp_path,
        (
            f"sites: [{SUVA}]",
            f"sites: [{{id: quay, region: asp, zone: Europe/London}}, {SUVA}]",
        ),
        ("remote: {suva: 12}", "remote: {suva: 12, quay: 3}"),
    )
    with opened(tmp_path) as made, at(browser, made.address) as page:
        page.locator("#lens").select_option("regions")
        go(page, 1)
        tides = page.locator('#grid [data-session="tides"]')
        small = tides.locator("small")
        expect(small).to_have_text("06:00–07:30 London +1")
        expect(small).not_to_have_class("good")
        expect(small.locator(".city")).to_be_visible()
        expect(tides).to_have_attribute(
            "title", "Tides\n09:00–10:30\n06:00–07:30 London\n18:00–19:30 Fiji"
        )


def test_titles_come_first_among_hits(browser: Browser, tmp_path: Path) -> None:
    """What was typed, what begins with it, and others; last what has another reason, which is told."""
    _forum(
        tmp_path,
        ("title: Ada Lovelace", "title: Chair of tides"),
        ("title: Opening", "title: High tides"),
        ("title: Old wharves", "title: Tides of old"),
    )
    with opened(tmp_path) as made, at(browser, made.address) as page:
        page.locator("#search").fill("tides")
        expect(page.locator("#hits li b")).to_have_text(
            ["Tides", "Tides of old", "High tides", "Ports and rails", "Board (1)", "Board (2)"]
        )
        expect(page.locator("#hits .by")).to_have_text(["Chair of tides"] * 3)
        page.locator("#search").press("Enter")  # goes to the first of them
        expect(page.locator('#grid [data-session="tides"]')).to_have_class(re.compile("shown"))


def test_sessions_of_a_quota_are_marked_more_faintly(browser: Browser, tmp_path: Path) -> None:
    """One that breaks a hard rule of its own besides is as red as any other."""
    quota = "quotas: [{id: one, sessions: {sessions: [board-1, board-2]}, at_most: 1}]\n"
    (tmp_path / "forum.yaml").write_text(FORUM.read_text("utf-8") + quota, "utf-8")
    with opened(tmp_path) as made, at(browser, made.address) as page:
        go(page, 1)
        board = page.locator('#grid [data-session="board-1"]')
        expect(board).to_have_class("session shared")
        expect(board).to_have_attribute("aria-label", re.compile("with others, breaks a hard rule"))
        page.locator("#by-week").click()
        expect(page.locator('.week [data-session="board-2"]')).to_have_class("half shared")
        go(page, 0)
        pick(page, "ports")  # Ada chairs both
        go(page, 1)
        spot(page, "Tue 14:00", "hall").click()
        told(page, "1 more hard rule broken")
        expect(board).to_have_class("session bad")
        expect(page.locator('#grid [data-session="ports"]')).to_have_class("session bad pinned")


def test_what_takes_longer_than_a_moment_says_so(page: Page) -> None:
    """After 150 ms, until it is there; the button that was pressed is busy."""
    expect(page.locator("#working")).to_be_hidden(timeout=PATIENCE)
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("closeRoom")
    do = page.locator("#form button.main")
    expect(do).to_be_enabled(timeout=PATIENCE)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/do", hold)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    do.click()
    page.clock.run_for(149)
    expect(page.locator("#working")).to_be_hidden()
    page.clock.run_for(2)
    expect(page.locator("#working")).to_have_text("Working…")
    expect(do).to_have_attribute("aria-busy", "true")
    expect(page.locator("body")).to_have_attribute("aria-busy", "true")
    page.clock.resume()
    held[0].continue_()
    told(page, "Close Hall")
    expect(page.locator("#working")).to_be_hidden(timeout=PATIENCE)
    expect(page.locator("body")).to_have_attribute("aria-busy", "false")
