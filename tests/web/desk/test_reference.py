"""What an officer sees at the desk of the reference conference: long titles, many findings, slow searches."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened, Planner, opened
from tests.web.desk.seen import PATIENCE, at, is_accessible

ROOT = Path(__file__).parents[3]
NAME = "wtdc21-addis"
SCREEN = {"viewport": {"width": 1280, "height": 860}}


@pytest.fixture(scope="module")
def opened_reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open the desk of the reference conference."""
    folder = tmp_path_factory.mktemp("reference")
    copy(ROOT / "instances" / f"{NAME}.yaml", folder)
    copytree(ROOT / "instances" / NAME, folder / NAME)
    (folder / "solutions").mkdir()
    copy(ROOT / "solutions" / "as-proposed.json", folder / "solutions")
    copy(ROOT / "solutions" / f"{NAME}.json", folder / "solutions")
    with opened(folder, f"{NAME}.yaml") as made:
        yield made


@pytest.fixture
def reference(opened_reference: Opened) -> Opened:
    """Take back what the last test has done."""
    planner = Planner(opened_reference)
    planner.look()
    while planner.state["done"] > 1:
        planner.do("undo")
    return opened_reference


@pytest.fixture
def page(browser: Browser, reference: Opened) -> Iterator[Page]:
    """Open the page on the screen of an officer."""
    with at(browser, reference.address, **SCREEN) as made:
        yield made


def pick(page: Page, title: str) -> None:
    """Take a session of the day that is shown into the hand."""
    page.locator("#grid .session").filter(has_text=title).first.click()
    page.wait_for_selector(".spot", timeout=PATIENCE)


def test_a_slider_that_is_moved_begins_the_search_again(page: Page) -> None:
    """Once it rests: it says what is searched, and is not lost while it is moved; Stop is heard by all."""
    page.locator("#solve").click()
    slider = page.locator("#reach")
    page.locator("#engine [data-act=run]").click()
    expect(page.locator("#engine progress")).to_be_visible(timeout=PATIENCE)
    slider.focus()
    with page.expect_request("**/solve") as asked:
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
    assert '"near":6' in (asked.value.post_data or "")
    expect(page.locator("#reach-said")).to_have_text("at most 20 moves")
    expect(page.locator("#engine-state")).to_contain_text(
        "Searching. Go on working", timeout=PATIENCE
    )
    expect(slider).to_be_focused()
    expect(slider).to_have_value("6")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#engine progress")).to_have_count(0, timeout=PATIENCE)
    solves: list[str] = []
    page.on(
        "request", lambda asked: solves.append(asked.url) if asked.url.endswith("/solve") else None
    )
    slider.press("ArrowLeft")
    expect(page.locator("#reach-said")).to_have_text("at most 12 moves")
    page.wait_for_timeout(800)  # longer than it rests
    assert not solves


def test_a_search_goes_on_when_its_panel_is_closed(page: Page) -> None:
    """By Escape, or as something is published: its button tells of it, and shows it again."""
    solve = page.locator("#solve")
    solve.click()
    expect(solve).not_to_have_class(re.compile("busy"))
    page.locator("#engine [data-act=run]").click()
    expect(page.locator("#engine progress")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(page.locator("#engine")).to_be_hidden()
    expect(solve).to_have_class(re.compile("busy"))
    solve.click()
    expect(page.locator("#engine progress")).to_be_visible()
    page.get_by_role("button", name="Leave").click()
    expect(solve).not_to_have_class(re.compile("busy"), timeout=PATIENCE)


def test_why_a_session_is_here_is_said(page: Page) -> None:
    """The rule that decides, what the next best place costs, and the best place of each half-day."""
    pick(page, "Committee 3 (1)")
    page.wait_for_selector("ul.best", timeout=PATIENCE)
    page.get_by_role("button", name="Why here?").click()
    expect(page.locator("#here-said")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#here-said")).to_contain_text(
        re.compile("^(Why at this time|No rule decides on the time|.*keeps it at this time)")
    )
    expect(page.locator("#why-here")).to_have_attribute("aria-expanded", "true")
    places = page.locator("#here table button")
    assert 11 <= places.count() <= 2 * 11
    is_accessible(page)
    last = places.last
    room = last.inner_text().partition(", ")[2]
    last.click()
    expect(page.locator(".spot:focus")).to_have_attribute("aria-label", re.compile(room))
    expect(page.locator('#days [aria-current="date"]')).to_contain_text("Fri 19 Nov")
    page.locator("#why-here").click()
    expect(page.locator("#here-said")).to_have_count(0)
