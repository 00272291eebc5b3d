"""Search on the page, in Chromium: what is most likely meant comes first."""

import pytest
from playwright.sync_api import Browser, expect

from scheduler.publishing.page import page_of
from tests.publishing.page.served import CHROMIUM, serving, shown, visiting
from tests.publishing.releases import entry, place, release

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]

TITLES = {
    "steering": "Steering Committee (4)",
    "other": "Committee 14 (1)",
    "report": "Report of Committee 3 on 4 items",
    "com4-1": "Committee 4 (1): organisation",
    "com4-2": "Committee 4 (2): structure",
    "talk": "A talk",
}
"""An hour after the other, from 09:00 on; the talk is in committee room 4."""


def test_search_names_what_is_most_likely_meant_first(browser: Browser) -> None:
    """A title that begins so, that says so, that has the words; then rooms. Other numbers are not meant."""
    entries = [
        entry(id_, f"2021-11-08T{hour:02}:00", titles={"en": title}, room="AB"[id_ == "talk"])
        for hour, (id_, title) in enumerate(TITLES.items(), 6)
    ]
    rooms = (place("A"), place("B", titles={"en": "Committee room 4"}))
    with (
        serving(page_of(release(*entries, rooms=rooms))) as site,
        visiting(browser, site, service_workers="block") as visit,
    ):
        page = visit.open()
        best = page.locator("#_best")
        expect(best).to_be_hidden()
        page.fill("#_q", "committee 4")
        links = best.locator("a")
        wanted = ("com4-1", "com4-2", "steering", "report", "talk")
        assert links.all_inner_texts() == [TITLES[each] for each in wanted]
        assert shown(page) == ["steering", "report", "com4-1", "com4-2", "talk"]  # by time
        assert "Mon 8 Nov, 12:00" in best.locator("li").first.inner_text().replace("Mon,", "Mon")
        links.first.click()
        expect(page.locator("dialog")).to_contain_text("organisation")
        page.keyboard.press("Escape")
        page.fill("#_q", "organisation")
        expect(best).to_be_hidden()  # of one answer, none is better
