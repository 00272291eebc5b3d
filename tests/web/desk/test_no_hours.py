"""A session on a day on which the conference does not meet is said to be so, and shown on that day."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import FORUM, opened
from tests.web.desk.seen import PATIENCE, at, form, told

NEW = "Pledges, meeting, 60 min, sunday 14 nov 10:00"


@pytest.fixture
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a forum that goes on after a weekend, with a session on Sunday."""
    folder = tmp_path_factory.mktemp("weekend")
    text = FORUM.read_text("utf-8").replace("last_day: 2021-11-12", "last_day: 2021-11-16")
    (folder / "forum.yaml").write_text(text, encoding="utf-8")
    with opened(folder) as made, at(browser, made.address) as page:
        form(page, "add")
        page.locator("#form textarea").fill(NEW)
        weighed = page.locator("#weighed")
        none = "the conference has no hours on Sun 14 Nov"
        expect(weighed).to_contain_text(none, timeout=PATIENCE)
        page.locator("#form button.main").click()
        told(page, "Add Pledges")
        yield page


def test_its_day_is_there_as_long_as_it_holds_a_session(page: Page) -> None:
    """With a tab that counts what is broken, and a column; the other days are those with hours."""
    tabs = page.locator("#days button")
    expect(tabs).to_have_count(8)
    sunday = page.locator("#days button", has_text="Sun 14 Nov")
    expect(sunday.locator("small")).to_contain_text("1 ✕")
    friday = page.locator("#days button", has_text="Fri 12 Nov")
    expect(friday.locator("small")).to_have_text("")
    sunday.click()
    session = page.locator('#grid [data-session="pledges"]')
    expect(page.locator(".clock .room")).to_contain_text("Sun 14 Nov")
    expect(session).to_be_in_viewport(ratio=0.99)
    expect(page.locator(".tick").first).to_have_text("09:00")
    page.locator("#by-week").click()
    expect(page.locator(".week .over", has_text="Sun 14 Nov")).to_have_count(2)
    expect(page.locator('.week [data-session="pledges"]')).to_contain_text("10:00")
    page.locator("#by-day").click()
    sunday.click()
    page.locator("#undo").click()
    expect(tabs).to_have_count(7, timeout=PATIENCE)
    expect(page.locator('#days [aria-current="date"]')).to_contain_text("Fri 12 Nov")
    page.locator("#redo").click()
    expect(tabs).to_have_count(8, timeout=PATIENCE)
