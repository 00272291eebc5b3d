"""What is pressed first, what adds up, and what fits into its place on the page of a desk."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.desk.opened import Opened
from tests.web.desk.seen import PATIENCE, at, hear, is_accessible, listening
from tests.web.desk.test_forms import CHAIN, ROOM


def _ground(button: Locator) -> str:
    found: str = button.evaluate("each => getComputedStyle(each).backgroundColor")
    return found


def test_making_room_comes_first_where_rules_are_broken(page: Page, forum_desk: Opened) -> None:
    """The blue button is that of making room, and that of doing it all the same is pale."""
    page.get_by_role("button", name="Annex", exact=True).click()
    form = page.locator("#form")
    form.locator("select[name=day]").select_option("2")
    done, room = form.locator("button.main"), page.locator("#form-room")
    expect(done).to_have_text("Do it")
    expect(done).to_be_enabled(timeout=PATIENCE)
    blue = _ground(done)
    form.locator("select[name=day]").select_option("1")
    form.locator("select[name=last]").select_option("1")
    expect(done).to_have_text("Do it all the same", timeout=PATIENCE)
    expect(done).to_be_enabled(timeout=PATIENCE)
    page.mouse.move(0, 0)
    assert _ground(room) == blue
    assert _ground(done) != blue
    is_accessible(page)


def test_what_rules_come_to_adds_up(page: Page) -> None:
    """Of many rules the first are named, and all others are one sum."""
    names = ["room_waste", "no_slack", "late_hours", "longest_day", "outside_hours"]
    rules = [[each, 1000] for each in [*names, "local_hours", "wish_missed", "session_moved"]]
    listening(page)
    page.route("**/room", lambda route: route.fulfill(json={}))
    page.get_by_role("button", name="Hall", exact=True).click()
    page.locator("#form-room").click(timeout=PATIENCE)
    hear(page, ROOM | {"chains": [CHAIN | {"broken": [], "told": [], "rules": rules}]})
    lines = page.locator("#form-chains .by-rule").first.locator("li")
    expect(lines).to_have_count(6, timeout=PATIENCE)
    expect(lines.last).to_have_text("other rules (3)+3")


def test_tabs_fit_beside_the_grid_in_french(browser: Browser, forum_desk: Opened) -> None:
    """With many findings, some sessions without a place and a long history, on a screen of 1,400 pixels."""
    size = {"width": 1400, "height": 900}
    with at(browser, forum_desk.address, locale="fr-FR", viewport=size) as page:
        expect(page.locator("#tab-steps")).to_contain_text("Historique", timeout=PATIENCE)
        widths = page.evaluate(
            """() => {
              for (const tab of document.querySelectorAll('.tabs button')) tab.textContent += '1234';
              return [...document.querySelectorAll('.tabs, #side')].map(e => [e.scrollWidth, e.clientWidth]);
            }"""
        )
        assert all(inner <= outer for inner, outer in widths), widths


def test_a_colon_has_a_space_before_it_in_french(browser: Browser, forum_desk: Opened) -> None:
    """In the preview of a release, and in labels."""
    with at(browser, forum_desk.address, locale="fr-FR") as page:
        expect(page.locator("#undo")).to_have_attribute("title", "Annuler")
        page.get_by_role("button", name="Publier").click()
        first = page.locator("#outside p", has_text="Ce serait la version")
        expect(first).to_contain_text("la première\N{NO-BREAK SPACE}:", timeout=PATIENCE)
