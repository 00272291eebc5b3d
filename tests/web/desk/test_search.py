"""The search of the desk: its list of hits, and what it says of findings that it thins out."""

from playwright.sync_api import Page, expect

from tests.web.desk.seen import PATIENCE, is_accessible


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
