"""Named alternatives at the desk, and what no place of a session is: forms, in a browser."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, at, form, go, is_accessible, pick, told


def _named(page: Page, name: str) -> None:
    page.locator("#new-desk").click()
    page.locator("#desk-name").fill(name)
    page.keyboard.press("Enter")
    told(page, "Created alternative")


def test_alternatives_are_one_click_apart_and_side_by_side(browser: Browser, desk: Opened) -> None:
    """Two columns of totals by rule, and the sessions that differ; a click goes to the session."""
    with at(browser, desk.address) as page:
        _named(page, "Board on Wednesday")
        go(page, 1)
        pick(page, "tides")
        page.locator(".best button").first.click()
        told(page, "Move Tides")
        page.locator("#by-compare").click()
        rules = page.locator("#compared-rules")
        expect(rules.locator("thead")).to_contain_text("Board on Wednesday", timeout=PATIENCE)
        expect(rules.locator("tr.sum td")).to_have_text(["3.2", "13.6", "+10.4"])
        expect(page.locator("#compared-same")).to_contain_text("Empty seats")
        expect(page.locator("#compared-sessions tbody tr")).to_have_count(1)
        tab = page.locator('#desks [data-desk="forum.desk.yaml"]')
        tab.evaluate("(tab) => { tab.click(); document.querySelector('#search').focus(); }")
        expect(rules.locator("tr.sum td")).to_have_text(["13.6", "3.2", "-10.4"], timeout=PATIENCE)
        expect(page.locator("#search")).to_be_focused()  # somebody who types at once goes on
        expect(page.locator("#total")).to_have_text("3.2")
        page.locator("#compared-sessions button").click()
        expect(page.locator('#grid [data-session="tides"]')).to_be_focused()
        assert (desk.folder / "board-on-wednesday.yaml").exists()


def test_what_was_changed_in_one_alone_is_compared(browser: Browser, desk: Opened) -> None:
    """Facts and levels, as the committee reads them; not slots, pins and locks, nor what is in both."""
    ada = Planner(desk)
    ada.do("do", do="set", rule="room_waste", level=2)
    with at(browser, desk.address) as page:
        _named(page, "No Ada")
        form(page, "presence")
        page.locator("#form select[name=person]").select_option("ada")
        page.locator("#form select[name=day]").select_option("1")
        page.locator("#form select[name=last]").select_option("2")
        expect(page.locator("#weighed")).to_contain_text("is not available", timeout=PATIENCE)
        page.locator("#form button.main").click()
        told(page, "is not available")
        page.locator("#by-compare").click()
        facts = page.locator("#compared-facts tbody tr")
        expect(facts).to_have_count(1, timeout=PATIENCE)
        expect(facts).to_contain_text("Ada")
        expect(facts.locator("td")).to_have_text(["–", "✓"])
        page.locator("#against").select_option("")
        expect(facts).to_have_count(2)
        expect(facts.first).to_contain_text("Empty seats")
        page.locator("#compare-all").click()
        expect(page.locator("#outside")).to_contain_text("No Ada")
    assert ada.do("undo").status_code == 200  # other tests begin where it was


def test_an_alternative_that_others_begin_is_seen_by_all(browser: Browser, desk: Opened) -> None:
    """And whoever only looks on cannot begin one."""
    planner = Planner(desk)
    with at(browser, desk.reading) as page:
        expect(page.locator("#new-desk")).to_have_count(0)
        assert planner.post("begin", title="Two days").json()["name"] == "two-days.yaml"
        expect(page.locator('[data-desk="two-days.yaml"]')).to_be_visible(timeout=PATIENCE)
    assert Planner(desk, reading=True).post("begin", title="No").status_code == 403
    assert planner.post("state", desk="none.yaml").status_code == 410
    assert planner.post("begin", title="Two days").status_code == 422


def test_all_of_a_body_are_locked(page: Page) -> None:
    """And unlocked."""
    form(page, "lockMany")
    page.locator("#form select[name=what]").select_option("body")
    expect(page.locator("#weighed")).to_contain_text("Lock Board", timeout=PATIENCE)
    page.locator("#form button.main").click()
    told(page, "Lock Board")
    go(page, 1)
    expect(page.locator('#grid [data-session="board-1"].pinned')).to_be_visible()


def test_a_session_is_cancelled(page: Page) -> None:
    """Asked once more, which says what that means; it is gone, which is not told as if it were better."""
    pick(page, "ports")
    page.get_by_role("button", name="Cancel session").dblclick()
    why, sure = page.locator("#why"), page.get_by_role("button", name="Confirm: cancel the session")
    expect(why).to_contain_text("The session leaves the conference.", timeout=PATIENCE)
    expect(why).to_contain_text("To notify when you publish: Ada Lovelace")
    expect(sure).to_be_focused()
    expect(page.locator('#grid [data-session="ports"]')).to_be_visible()
    is_accessible(page)
    page.keyboard.press("Enter")
    told(page, "Cancel Ports and rails")
    expect(page.locator("#toast")).to_have_text(re.compile(r"Penalty [\d.,]+$"))
    expect(page.locator('[data-session="ports"]')).to_have_count(0)


def test_a_release_is_looked_at_and_published(browser: Browser, desk: Opened) -> None:
    """Participants would see the page that opens; what is published is in the store of the conference."""
    with at(browser, desk.address) as page:
        page.locator("#publish").click()
        expect(page.locator("#outside")).to_contain_text("release 1", timeout=PATIENCE)
        with page.context.expect_page() as opening:
            page.locator("#see-page").click()
        expect(opening.value.locator("body")).to_contain_text("Ports and rails", timeout=PATIENCE)
        page.locator("#publish-now").click()
        told(page, "Published: release 1")
        assert (desk.folder / "releases" / "forum.db").exists()
        page.locator("#outside .close").click()
        pick(page, "ports")
        page.locator(".best button").first.click()
        told(page, "Move Ports")
        page.locator("#publish").click()
        expect(page.locator("#outside")).to_contain_text("after release 1", timeout=PATIENCE)
        changes = page.locator(".seen").filter(has_text="Changes 1")
        changes.locator("summary").click()
        expect(changes).to_contain_text("Ports and rails")
        expect(page.locator(".seen").filter(has_text="Notices")).to_contain_text("Ada")


def _tab(page: Page, name: str) -> None:
    page.locator(f'#desks [data-desk="{name}"]').click(timeout=PATIENCE)
    expect(page.locator('#desks [aria-current="true"]')).to_have_attribute("data-desk", name)


def test_an_alternative_is_renamed_by_keys_and_others_go_with_it(
    browser: Browser, desk: Opened
) -> None:
    """Its files keep their names; who has it open goes on with it, and is told."""
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
        tab = page.locator('#desks [data-desk="two-days.yaml"]')
        expect(tab.locator("span")).to_have_text("Plan B")
    assert not (desk.folder / "plan-b.yaml").exists()


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
