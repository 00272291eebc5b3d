"""Findings and the search of the page: a click shows the sessions of a finding; hits and filters."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Planner, opened
from tests.web.desk.seen import PATIENCE, at, is_accessible

BOARD = "{sessions: [board-1, board-2]}"
PALE = re.compile(r"\bdim\b")


def test_a_quota_of_which_none_is_held_shows_those_that_could_be(
    browser: Browser, tmp_path: Path
) -> None:
    """They have no place: beside the grid; in French and in the dark, too."""
    quota = f"quotas: [{{id: two, sessions: {BOARD}, at_least: 1}}]\n"
    dark = {"locale": "fr-FR", "color_scheme": "dark"}
    with opened(tmp_path, more=quota) as made, at(browser, made.address, **dark) as page:
        planner = Planner(made)
        for name in ("board-1", "board-2", "wharves"):
            assert planner.do("do", do="drop", session=name).status_code == 200
        page.locator('.rule[data-rule="quota_missed"] li button').click(timeout=PATIENCE)
        expect(page.locator("#tray")).to_be_visible()
        expect(page.locator('#tray [data-session="board-1"]')).not_to_have_class(PALE)
        expect(page.locator('#tray [data-session="wharves"]')).to_have_class(PALE)
        expect(page.locator("#only")).to_have_text("2 séances du constat ×")
        is_accessible(page)


def test_what_a_rule_costs_under_a_lens_is_of_what_is_listed(page: Page) -> None:
    """As much as those findings cost; all again without it."""
    total = page.locator('.rule[data-rule="room_waste"] summary .amount')
    whole = float(total.inner_text())
    parts = 0.0
    for kind in ("opening", "ports", "tides", "board", "wharves", "closing"):
        page.locator("#search").fill(kind)
        expect(page.locator("#thinned")).to_be_visible()
        part = total.inner_text() if total.count() else "0"
        assert float(part) < whole
        parts += float(part)
    assert parts == pytest.approx(whole, abs=0.4)  # each is told with one decimal
    page.locator("#search").fill("")
    expect(total).to_have_text(f"{whole:g}")


def test_hits_are_listed_with_when_and_where(page: Page) -> None:
    """In order of time, by words of titles and of names; arrows and Enter jump to one and pick it up."""
    search = page.get_by_role("combobox", name="Search")
    expect(page.locator("#found")).to_be_hidden()
    search.fill("board")
    hits = page.get_by_role("listbox").get_by_role("option")
    expect(hits).to_have_text(
        ["Board (1)Tue 9 Nov 14:00, Annex", "Board (2)Thu 11 Nov 14:00, Annex"]
    )
    expect(search).to_have_attribute("aria-expanded", "true")
    is_accessible(page)
    search.press("ArrowDown")
    search.press("ArrowDown")
    expect(hits.nth(1)).to_have_attribute("aria-selected", "true")
    expect(search).to_have_attribute("aria-activedescendant", "hit-1")
    is_accessible(page)
    search.press("Enter")
    expect(page.locator("#hand h2")).to_have_text("Board (2)")
    expect(page.locator('#days [aria-current="date"]')).to_contain_text("Thu 11 Nov")
    expect(page.locator("#found")).to_be_hidden()
    page.wait_for_selector(".spot", timeout=PATIENCE)


def test_the_list_goes_round_and_escape_leaves_it_and_then_the_search(page: Page) -> None:
    """Up from none is the last one; a session in the hand stays there."""
    pick = page.locator('#grid [data-session="ports"]')
    pick.click()
    page.wait_for_selector(".spot", timeout=PATIENCE)
    search = page.locator("#search")
    search.fill("board")
    search.press("ArrowUp")
    expect(page.locator('#hits [aria-selected="true"]')).to_have_attribute("data-hit", "board-2")
    search.press("ArrowDown")
    expect(page.locator('#hits [aria-selected="true"]')).to_have_attribute("data-hit", "board-1")
    search.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(search).to_have_value("board")
    search.press("Escape")
    expect(search).to_have_value("")
    expect(page.locator("#hand")).to_be_visible()
    search.press("Escape")
    expect(page.locator("#hand")).to_be_hidden()
