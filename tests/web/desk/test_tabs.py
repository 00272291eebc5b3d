"""Alternatives at the desk are renamed and deleted, and come back, in a browser; others hear of it."""

from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, pick, told


def _tab(page: Page, name: str) -> None:
    page.locator(f'#desks [data-desk="{name}"]').click(timeout=PATIENCE)
    expect(page.locator('#desks [aria-current="true"]')).to_have_attribute("data-desk", name)


def test_an_alternative_is_renamed_by_keys_and_others_go_with_it(
    browser: Browser, desk: Opened
) -> None:
    """Its files are called so; who has it open goes on with it, and is told."""
    Planner(desk).post("begin", title="Two days")
    with at(browser, desk.address) as page, at(browser, desk.address) as other:
        _tab(page, "two-days.yaml")
        _tab(other, "two-days.yaml")
        page.locator("#edit-desk").press("Enter")
        is_accessible(page)
        expect(page.locator("#desk-name")).to_be_focused()
        page.keyboard.type("Plan B")
        page.keyboard.press("Enter")
        told(page, "Renamed to Plan B")
        told(other, "Another planner: Renamed to Plan B")
        go(other, 1)
        pick(other, "tides")
        other.locator(".best button").first.click()
        told(other, "Move Tides")
        expect(page.locator("#total")).to_have_text(other.locator("#total").inner_text())
    assert (desk.folder / "plan-b.history").exists()
    assert not (desk.folder / "two-days.yaml").exists()
    late = Planner(desk)
    assert late.post("state", desk="two-days.yaml").status_code == 200  # under its new name


def test_an_alternative_is_deleted_after_a_question_and_comes_back(
    browser: Browser, desk: Opened
) -> None:
    """Who has it open is led to another one, and can bring it back as well."""
    Planner(desk).post("begin", title="Doomed")
    with at(browser, desk.address) as page, at(browser, desk.address) as other:
        _tab(page, "doomed.yaml")
        _tab(other, "doomed.yaml")
        page.locator("#edit-desk").click()
        page.locator("#delete-desk").click()
        expect(page.locator("#live")).to_have_text("Confirm: delete Doomed?")
        assert (desk.folder / "doomed.history").exists()
        page.locator("#delete-desk").press("Enter")
        told(page, "Deleted: Doomed")
        told(other, "Another planner has deleted this alternative: Doomed")
        expect(other.locator('#desks [data-desk="doomed.yaml"]')).to_have_count(0)
        expect(other.locator("#total")).not_to_have_text("")
        assert not (desk.folder / "doomed.yaml").exists()
        page.locator("#toast button").click()
        told(page, "Restored Doomed")
        expect(other.locator('#desks [data-desk="doomed.yaml"]')).to_be_visible(timeout=PATIENCE)
        assert (desk.folder / "doomed.yaml").exists()
