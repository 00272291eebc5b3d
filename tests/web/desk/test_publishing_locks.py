"""From when on the programme is locked for publishing is said at the head of the desk."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import FORUM, opened
from tests.web.desk.seen import at, is_accessible


def test_locks_are_told_at_the_head(browser: Browser, tmp_path: Path) -> None:
    """One that has come, and one that has not, in both languages."""
    locks = "topic_lock: 2021-10-01\nschedule_lock: 2199-11-02\n"
    (tmp_path / "forum.yaml").write_text(FORUM.read_text("utf-8") + locks, "utf-8")
    size = {"width": 390, "height": 844}
    with opened(tmp_path) as made:
        with at(browser, made.address, viewport=size) as page:
            said = page.locator("#locks")
            expect(said).to_contain_text("For publishing: topics locked since 1 Oct 2021, ")
            expect(said).to_contain_text("times and rooms lock on 2 Nov 2199.")
            assert said.evaluate("each => each.scrollWidth <= each.clientWidth")
            is_accessible(page)
        with at(browser, made.address, viewport=size, locale="fr-FR") as page:
            expect(page.locator("#locks")).to_contain_text("verrouillés depuis le 1 oct. 2021")
            expect(page.locator("#locks")).to_contain_text("le 2 nov. 2199.")


def test_without_a_lock_nothing_is_told(page: Page) -> None:
    """Nor is there an empty line."""
    expect(page.locator("#locks")).to_be_hidden()
