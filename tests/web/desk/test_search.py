"""The search of the desk: its list of hits, and what it says of findings that it thins out."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import FORUM, Opened, Planner, opened
from tests.web.desk.seen import PATIENCE, at, go, is_accessible


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


def test_what_has_no_place_is_a_hit_and_nothing_is_said_to_be_none(
    page: Page, forum_desk: Opened
) -> None:
    """By a click, it is in the hand."""
    planner = Planner(forum_desk)
    planner.look()
    planner.do("do", do="drop", session="wharves")
    search = page.locator("#search")
    search.fill("zzz")
    expect(page.locator("#found")).to_contain_text("No session is found.")
    expect(search).to_have_attribute("aria-expanded", "false")
    search.fill("wharves")
    expect(page.locator("#hits li")).to_have_text(["Old wharvesHas no place"], timeout=PATIENCE)
    page.locator("#hits li").click()
    expect(page.locator("#hand h2")).to_have_text("Old wharves")


def test_what_is_listed_is_so_when_somebody_else_moves_it(page: Page, forum_desk: Opened) -> None:
    """What is chosen stays chosen."""
    planner = Planner(forum_desk)
    search = page.locator("#search")
    search.fill("board")
    search.press("ArrowDown")
    search.press("ArrowDown")
    hits = page.locator("#hits li")
    chosen = page.locator('#hits [aria-selected="true"]')
    expect(chosen).to_have_attribute("data-hit", "board-2")
    planner.look()
    planner.do("do", do="drop", session="board-1")
    expect(hits.filter(has_text="Has no place")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator('#hits [data-hit="board-1"]')).to_contain_text("Has no place")
    expect(chosen).to_have_attribute("data-hit", "board-2")
    planner.do("undo")
    expect(hits.filter(has_text="Has no place")).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize(("number", "more"), [(12, ""), (13, "1 more"), (15, "3 more")])
def test_of_many_hits_the_first_twelve_are_listed(
    browser: Browser, tmp_path: Path, number: int, more: str
) -> None:
    """And how many there are besides."""
    lines = FORUM.read_text("utf-8")
    added = "".join(
        f"  - {{id: talk-{n}, title: Talk {n}, kind: meeting, duration: 30, optional: true, value: 1}}\n"
        for n in range(number)
    )
    text = lines.replace("orders: [", f"{added}orders: [")
    (tmp_path / "forum.yaml").write_text(text, encoding="utf-8")
    with opened(tmp_path) as made, at(browser, made.address) as page:
        page.locator("#search").fill("talk")
        expect(page.locator("#hits li")).to_have_count(12)
        expect(page.locator("#hits-more")).to_have_text(more)


@pytest.mark.parametrize(
    ("locale", "scheme", "tab", "only"),
    [
        ("en-GB", "light", r"Findings 1 of \d+", "Only findings about the sessions"),
        ("fr-FR", "dark", r"Constats 1 sur \d+", "Seuls les constats"),
    ],
)
def test_findings_that_are_thinned_out_are_said_to_be(
    browser: Browser, forum_desk: Opened, locale: str, scheme: str, tab: str, only: str
) -> None:
    """By a search or a lens; without either, all are counted and nothing is said."""
    with at(browser, forum_desk.address, locale=locale, color_scheme=scheme) as page:
        counted, findings = page.locator("#tab-findings"), page.locator("#findings")
        expect(counted).to_have_text(re.compile(r"^\w+ \d+$"))
        page.locator("#search").fill("wharves")
        expect(counted).to_have_text(re.compile(f"^{tab}$"))
        expect(findings).to_contain_text(only)
        is_accessible(page)
        page.locator("#search").fill("")
        expect(counted).to_have_text(re.compile(r"^\w+ \d+$"))
        expect(findings).not_to_contain_text(only)
        page.locator("#lens").select_option("people")
        page.locator("#which").select_option("minister")
        expect(counted).to_have_text(re.compile(f"^{tab}$"))
        go(page, 1)
        expect(findings).to_contain_text(only)


def test_enter_shows_what_is_found_and_has_no_place(page: Page, forum_desk: Opened) -> None:
    """In the tray of those without a place; the list shows it, so that it is found."""
    planner = Planner(forum_desk)
    planner.look()
    assert planner.do("do", do="drop", session="wharves").status_code == 200
    search = page.locator("#search")
    search.fill("wharves")
    expect(page.locator("#hits li")).to_contain_text("Has no place", timeout=PATIENCE)
    search.press("Enter")
    card = page.locator('#tray [data-session="wharves"]')
    expect(card).to_be_visible()
    expect(card).to_have_class(re.compile("shown"))
    expect(page.locator("#toast")).not_to_contain_text("found")
    expect(page.locator("#live")).to_have_text("Old wharves, Has no place")
    search.press("Enter")
    expect(page.locator("#hand h2")).to_have_text("Old wharves")
