"""The form of a new session: its example is one of this conference, and is understood there."""

import pytest
from playwright.sync_api import Page, expect

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.seen import PATIENCE

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
