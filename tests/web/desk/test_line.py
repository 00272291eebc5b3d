"""The form of a new session: its example is one of this conference, and is understood there."""

import pytest
from playwright.sync_api import Page, expect

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.seen import PATIENCE, is_accessible, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


def test_the_example_of_a_line_is_understood(page: Page) -> None:
    """It has the conference's own kind, and one of its dates."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("add")
    line = page.locator("#form textarea")
    hint = line.get_attribute("placeholder")
    assert hint == "Pledges, meeting, 30 min, 60 people, 9 nov 14:00"
    line.fill(hint)
    expect(page.locator("#weighed")).to_contain_text("Add Pledges", timeout=PATIENCE)
    expect(page.locator("#form p.soft")).to_have_text("Kind: meeting")


def test_hours_are_wished_for_a_kind(page: Page) -> None:
    """By a form: nothing is wished by all hours; then what it costs is said, and done it is undone."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("prefer")
    expect(page.locator("#weighed")).to_contain_text("What comes of it is said here")
    page.locator("#form select[name=who]").select_option("kinds.meeting")
    page.locator("#form select[name=to]").select_option("720")
    weighed = page.locator("#weighed")
    expect(weighed).to_contain_text("Wanted every day until 12:00: ", timeout=PATIENCE)
    page.locator("#form select[name=level]").select_option("weight")
    page.locator("#form input[name=weight]").fill("2")
    expect(weighed).to_contain_text("(weight 2)", timeout=PATIENCE)
    is_accessible(page)
    page.locator("#form button.main:not(:disabled)").click(timeout=PATIENCE)
    told(page, "Wanted every day until 12:00: ")
    expect(page.locator(".rule[data-rule=preference_missed]")).to_be_attached()
    page.locator("#undo").click()
    expect(page.locator(".rule[data-rule=preference_missed]")).to_have_count(0, timeout=PATIENCE)
